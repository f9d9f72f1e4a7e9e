"""JSON that lies in a file: an object, whatever somebody put there instead."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

MOST_BYTES = 64_000_000  # of a file; the record of an hour has 5 MB


def parsed(text: str) -> dict[str, Any]:
    """Return the object in a text.

    Parameters
    ----------
    text : str
        JSON.

    Returns
    -------
    dict
        The object.

    Raises
    ------
    ValueError
        It is no object, is nested too deep, or holds NaN or infinity.
    """
    try:
        told = json.loads(text, parse_constant=_no_number)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    if not isinstance(told, dict):
        raise ValueError("not an object with names")
    return told


def read(path: Path) -> dict[str, Any]:
    """Return the object in a file.

    Parameters
    ----------
    path : Path
        A JSON file.

    Returns
    -------
    dict
        The object.

    Raises
    ------
    OSError
        The file cannot be read.
    ValueError
        It is too large, or no object.
    """
    if path.stat().st_size > MOST_BYTES:
        raise ValueError(f"more than {MOST_BYTES / 1e6:.0f} MB")
    return parsed(path.read_text(encoding="utf-8"))


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON")
