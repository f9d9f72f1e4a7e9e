"""The options of commands for what a coach adds to reports."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from movescreen.errors import Problem

if TYPE_CHECKING:
    from movescreen.output.report.about import About


def takes_about(command: argparse.ArgumentParser) -> None:
    """Add the options for what reports say about the client and coach; it is kept with the results."""
    group = command.add_argument_group("on the report, and kept with the results")
    group.add_argument("--client", metavar="NAME", help="client's name or code on the report")
    group.add_argument("--coach", metavar="NAME", help="coach's name on the report")
    group.add_argument("--notes", metavar="TEXT", help="coach's notes on the report: the text, or a text file")
    group.add_argument("--logo", type=Path, metavar="FILE", help="picture for the top of the report")
    group.add_argument(
        "--height",
        metavar="HEIGHT",
        help="client's height, as 172 (cm) or 5ft8in; the report then gives percentages of body lengths as lengths too",
    )
    takes_units(group)


def takes_units(group: argparse._ActionsContainer) -> None:
    """Add the option for the units of lengths."""
    group.add_argument(
        "--units",
        choices=("metric", "imperial"),
        help="units of lengths on the report: cm or inches; tables and JSON keep theirs "
        "(default: as before, or as in the library's settings, else metric)",
    )


def added(options: argparse.Namespace) -> About:
    """Return what the options add to a report.

    Parameters
    ----------
    options : Namespace
        The command line.

    Returns
    -------
    About
        Names, notes, logo, height (cm) and the units of lengths.

    Raises
    ------
    Problem
        A file cannot be read, or the height is not a person's.
    """
    from movescreen.output.language.units import METRIC, height_from
    from movescreen.output.report.about import About

    return About(
        client=options.client,
        coach=options.coach,
        notes=None if options.notes is None else _text(options.notes),
        logo=_logo(options.logo) if options.logo else None,
        height_cm=None if options.height is None else height_from(options.height, options.units or METRIC),
        units=options.units,
    )


def _logo(file: Path) -> str:
    """Return a picture as reports hold it. Raises Problem if it cannot be read."""
    from movescreen.output.pictures.logo import logo

    return logo(file)


def _text(notes: str) -> str:
    """Return the notes: the text itself, or what stands in the file named. Raises Problem if it cannot be read."""
    try:
        path = Path(notes)
        return path.read_text(encoding="utf-8") if notes.strip() and path.is_file() else notes
    except (OSError, UnicodeDecodeError) as error:
        if isinstance(error, OSError) and not isinstance(error, PermissionError):
            return notes  # too long for the name of a file, or no name at all
        raise Problem("notes_unreadable", f"The notes in {notes} cannot be read. Save them as plain text.") from error
