"""`export`: a stored result in the formats of other tools."""

from __future__ import annotations

import argparse
from pathlib import Path

from movescreen.cli.arguments import result
from movescreen.cli.exit_codes import WORKED
from movescreen.errors import Problem

HELP = "write a result in the formats of other tools"
FORMATS = {
    "trc": "landmarks in metres, for OpenSim",
    "mot": "joint angles, for OpenSim",
    "c3d": "landmarks in metres, for motion capture software",
    "csv": "tables of frames and repetitions, tidy and wide",
    "parquet": "the same tables",
    "json": "everything in one document",
}


def options(command: argparse.ArgumentParser) -> None:
    """Add the options for the result, the format and the place."""
    command.add_argument("record", type=result, metavar="RECORD", help="a clip's folder of results, or its record.json")
    said = "; ".join(f"{name}: {what}" for name, what in FORMATS.items())
    command.add_argument("--format", required=True, choices=FORMATS, metavar="FORMAT", help=said)
    command.add_argument(
        "--out",
        type=Path,
        metavar="PLACE",
        help="folder, or file for formats that need one file (default: beside the result)",
    )


def run(options: argparse.Namespace) -> int:
    """Write the exported files and print their paths.

    Parameters
    ----------
    options : Namespace
        The command line.

    Returns
    -------
    int
        The exit code.

    Raises
    ------
    Problem
        The results are those of a pair.
    """
    from movescreen.output.export import export
    from movescreen.output.report.files import PAIRED

    if (options.record / PAIRED).is_file():
        from movescreen.batch.pairs import clip_folders

        names = " or ".join(clip.name for clip in clip_folders(options.record))
        raise Problem("not_one_clip", f"{options.record} joins clips, and one is exported. Name the folder of {names}.")
    for path in export(options.record, options.format, options.out):
        print(path)
    return WORKED
