"""The sha256 that tells a file from any other."""

from __future__ import annotations

import hashlib
from pathlib import Path

from movescreen.errors import Problem


def sha256(path: Path) -> str:
    """Return the sha256 of a file, 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def expect(stated: str, came: str, what: str, measured: bool = True) -> None:
    """Raise a problem that names both digests if they differ.

    Parameters
    ----------
    stated : str
        SHA-256 in the manifest.
    came : str
        SHA-256 of what came.
    what : str
        What was expected, for the sentence.
    measured : bool
        False if the manifest's digest was read elsewhere and not measured.

    Raises
    ------
    Problem
        The digests differ.
    """
    if came == stated:
        return
    doubt = "" if measured else ", read in other projects and not measured for this one"
    raise Problem(
        "model_mismatch",
        f"Expected {what} with sha256 {stated} (from the manifest{doubt}), but what came has sha256 {came}. "
        "It was not kept. Try again over another connection; if the publisher has put out a newer bundle, "
        "save it yourself and name that file: a bundle that you name is used as it is.",
    )
