"""The raw video of a recording, written while it is made, so that it survives the end of the process."""

from __future__ import annotations

from pathlib import Path

from movescreen.video import writer

GOP = 30  # frames; the most that is lost if the machine stops
# In independent pieces, so that a file without its end plays up to there.
PIECES = {"movflags": "frag_keyframe+empty_moov+default_base_moof", "flush_packets": "1"}
FAST = {"preset": "ultrafast", "crf": "18", "g": str(GOP), "threads": "1"}


class RawVideoWriter(writer.VideoWriter):
    """Writes pictures with their times, in a thread of its own. Raises Problem if nothing can be written."""

    waiting = 30

    def __init__(self, path: Path, size: tuple[int, int], rate: float) -> None:
        super().__init__(path, size, rate, PIECES, FAST)
