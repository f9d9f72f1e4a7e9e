"""Where pictures come from: frames with their true times, of a clip by `open_source`, of a camera by `camera`."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path

from movescreen.video.frame import Frame, Source

__all__ = ["Frame", "Source", "open_video"]


def open_video(what: str | Path, rate: float | None = None, only: Container[int] | None = None) -> Source:
    """The frames of a clip, or those that make up so many a second; of them only some, by number, where that is stated.

    Raises Problem where it cannot be read as a video.
    """
    from movescreen.video.file import VideoFile  # PyAV is loaded only by those who read files

    return VideoFile(what, rate, only)
