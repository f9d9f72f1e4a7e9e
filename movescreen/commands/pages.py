"""Pages that commands write."""

from __future__ import annotations

from pathlib import Path

from movescreen.errors import Problem


def keep(page: str, path: Path) -> None:
    """Write a page where it was asked for, and print where. Raises Problem where it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        sentence = f"{path} cannot be written ({error.strerror}). Give another place with --out."
        raise Problem("output_unwritable", sentence) from error
    print(path)
