"""What a coach adds to reports, as options of commands."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from movescreen.cli.arguments import positive
from movescreen.errors import Problem

if TYPE_CHECKING:
    from movescreen.output.report.about import About

LEAST_CM = 50.0  # shortest height taken for a person's
MOST_CM = 260.0  # tallest height taken for a person's


def takes_about(command: argparse.ArgumentParser) -> None:
    """Add the options for what reports say about the client and coach; it is kept with the results."""
    group = command.add_argument_group("on the report, and kept with the results")
    group.add_argument("--client", metavar="NAME", help="client's name or code on the report")
    group.add_argument("--coach", metavar="NAME", help="coach's name on the report")
    group.add_argument("--notes", metavar="TEXT", help="coach's notes on the report: the text, or a text file")
    group.add_argument("--logo", type=Path, metavar="FILE", help="picture for the top of the report")
    group.add_argument(
        "--height",
        type=positive(float),
        metavar="CM",
        help="client's height, cm; the report then gives percentages of body lengths in cm too",
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
        Names, notes, logo and height (cm).

    Raises
    ------
    Problem
        A file cannot be read, or the height is not a person's.
    """
    from movescreen.output.report.about import About

    if options.height is not None and not LEAST_CM <= options.height <= MOST_CM:
        sentence = f"A height between {LEAST_CM:g} and {MOST_CM:g} cm was expected, and {options.height:g} came."
        raise Problem("height_unlikely", f"{sentence} Give it in centimetres.")
    return About(
        client=options.client,
        coach=options.coach,
        notes=None if options.notes is None else _text(options.notes),
        logo=_logo(options.logo) if options.logo else None,
        height_cm=options.height,
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
