"""Pages that commands write or serve."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

from movescreen.errors import Problem, require_extra


def keep(page: str, path: Path, said: TextIO | None = None) -> None:
    """Write a page and print its path.

    Parameters
    ----------
    page : str
        HTML.
    path : Path
        The file.
    said : TextIO, optional
        Where to print; default: standard output.

    Raises
    ------
    Problem
        The file cannot be written, or is no page of ours.
    """
    from movescreen.output.html import is_page
    from movescreen.records.arrivals import arriving_file

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with arriving_file(path, is_page) as part:
            part.write_text(page, encoding="utf-8")
    except OSError as error:
        sentence = f"{path} cannot be written ({error.strerror}). Give another place with --out."
        raise Problem("output_unwritable", sentence) from error
    print(path, file=said)


def can_serve() -> None:
    """Raise Problem if what serves pages is not installed."""
    require_extra("live", "The page")
