"""`validate`: results against a second measurement, such as motion capture."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from movescreen.cli.arguments import page_language, takes_page_language
from movescreen.cli.exit_codes import WORKED
from movescreen.errors import Problem

if TYPE_CHECKING:
    from movescreen.reliability.truth_table import TrueValue
    from movescreen.reliability.validation import Readings

HELP = "hold results against a second measurement, such as motion capture"


def options(command: argparse.ArgumentParser) -> None:
    """Add the options for the truth, the results and the output."""
    command.add_argument(
        "truth",
        type=Path,
        metavar="TRUTH",
        help="a CSV table with columns measure, value, repetition or time, and where there are several clip, side and "
        "definition; or a marker file: .trc, .c3d, .mot, .sto",
    )
    command.add_argument("results", type=Path, metavar="RESULTS", help="results of analyze, of several clips or of one")
    command.add_argument(
        "--clip", default="", metavar="NAME", help="the clip that a marker file is of (default: the only one there is)"
    )
    command.add_argument(
        "--offset",
        type=float,
        metavar="SECONDS",
        help="a marker file's time when the clip's is 0 (default: where both movements go most alike)",
    )
    command.add_argument(
        "--around",
        type=float,
        default=0.1,
        metavar="SECONDS",
        help="to either side of the moment at which a marker file is read; the median counts (%(default)s)",
    )
    command.add_argument("--json", action="store_true", help="print what was found as JSON, and no table")
    command.add_argument("--csv", type=Path, metavar="FILE", help="what was found as a table, a row for each measure")
    command.add_argument("--out", type=Path, metavar="FILE", help="the page (validation.html; none with --json alone)")
    takes_page_language(command)


def run(options: argparse.Namespace) -> int:
    """Hold results against truth, and print and write what came of it."""
    from movescreen.output.agreement.validation_page import print_validation, validation_page
    from movescreen.reliability.validation import Readings, as_json, compared, validation_frame

    readings = Readings(options.results)
    result = compared(readings, _truth(options, readings))
    if options.json:
        print(json.dumps(as_json(result), indent=1, ensure_ascii=False, allow_nan=False))
    else:
        from rich.console import Console

        print_validation(result, Console())
    if options.out or not options.json:
        language = page_language(options.language, options.results)
        page = validation_page(result, options.truth.name, language)
        _write(page, options.out or Path("validation.html"), options)
    if options.csv:
        from movescreen.records.csv_cells import write_frame

        _write(write_frame(validation_frame(result.measures)), options.csv, options)
    return WORKED


def _write(text: str, path: Path, options: argparse.Namespace) -> None:
    from movescreen.cli.write_pages import keep

    keep(text, path, sys.stderr if options.json else None)


def _truth(options: argparse.Namespace, readings: Readings) -> list[TrueValue]:
    """Return the values of a table, or those that a marker file has at each repetition."""
    from movescreen.reliability.marker_files import SUFFIXES
    from movescreen.reliability.truth_table import read_truth

    if options.truth.suffix.lower() not in SUFFIXES:
        return read_truth(options.truth)
    return _of_markers(options, readings)


def _of_markers(options: argparse.Namespace, readings: Readings) -> list[TrueValue]:
    from movescreen.records.record import WHOLE, load_record
    from movescreen.reliability.marker_alignment import lined_up, true_of_markers
    from movescreen.reliability.marker_files import read_markers
    from movescreen.screens import screens

    clip = readings.clip(options.clip)
    record = readings.records[clip]
    near = [row["side"] for rep in record["repetitions"] for row in rep["readings"] if row["side"]]
    truth = read_markers(options.truth, screens()[record["screen"]], record["view"], near[0] if near else "left")
    offset = options.offset
    if offset is None:
        folder = options.results if (options.results / WHOLE).is_file() else options.results / clip
        offset = lined_up(load_record(folder).frames, screens()[record["screen"]], truth.time, truth.columns)
    values = true_of_markers(readings, clip, truth.time, truth.columns, offset, options.around)
    if not values:
        sentence = f"{options.truth.name} has nothing at the moments of the repetitions of {clip}."
        raise Problem("not_computable", f"{sentence} Look at its clock, and give --offset.")
    return values
