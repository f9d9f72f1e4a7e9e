"""Logos: a picture from a file, made small enough to stand in a page."""

from __future__ import annotations

import base64
from pathlib import Path

import cv2
import numpy as np

from movescreen.errors import Problem

LOGO_PX = 480  # longest side of a logo that is kept: three times what a page shows of it


def logo(path: Path) -> str:
    """Return a picture as a data address, made small.

    Raises
    ------
    Problem
        If the file is no picture, or cannot be read.
    """
    try:
        picture = cv2.imdecode(np.fromfile(path, np.uint8), cv2.IMREAD_UNCHANGED)
    except (OSError, cv2.error) as error:
        sentence = f"The logo {path} cannot be read ({error}). Name another file."
        raise Problem("logo_unreadable", sentence, file=str(path)) from error
    if picture is None:
        sentence = f"A picture was expected as logo, and {path} is none. Give a PNG or a JPEG."
        raise Problem("logo_unreadable", sentence, file=str(path))
    scale = min(1.0, LOGO_PX / max(picture.shape[:2]))
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return f"data:image/png;base64,{base64.b64encode(cv2.imencode('.png', small)[1].tobytes()).decode()}"
