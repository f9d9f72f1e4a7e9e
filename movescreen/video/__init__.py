"""Sources of pictures: frames with their true times, of a clip by `open_video`, of a camera by `camera.Camera`."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path

from movescreen.video.frame import Frame, Source

__all__ = ["Frame", "Source", "open_video"]


def open_video(what: str | Path, rate: float | None = None, only: Container[int] | None = None) -> Source:
    """Return the frames of a clip, or those of a lower frame rate, or only some by number.

    Raises Problem if it cannot be read as a video.
    """
    from movescreen.video.file import VideoFile  # PyAV is loaded only by those who read files

    return VideoFile(what, rate, only)
