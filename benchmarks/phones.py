"""Clips as phones record them, made of the demonstration clips: their size and their colours."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

import av
import cv2
import numpy as np
from av import VideoFrame
from numpy.typing import NDArray

from movescreen.cli.demo_clips import demo_clips
from movescreen.video import open_video

# FFmpeg's numbers: full range, matrix smpte170m, transfer bt709, primaries smpte432 (Display P3).
DISPLAY_P3 = {"color_range": 2, "colorspace": 6, "color_trc": 1, "color_primaries": 12}


@dataclass(frozen=True)
class Phone:
    """What a phone makes of a scene: width and height, and the colours it writes into the file."""

    size: tuple[int, int]
    colours: dict[str, int] = field(default_factory=dict)

    def record(self, scene: Path, to: Path, frames: int) -> Path:
        """The first frames of a clip as this phone records them, H.264 with a key frame a second."""
        options = {"preset": "veryfast", "g": "30", "crf": "20"}
        with open_video(scene) as source, av.open(str(to), "w") as file:
            stream = file.add_stream("libx264", rate=30, options=options)
            stream.width, stream.height, stream.pix_fmt = *self.size, "yuv420p"
            for name, value in self.colours.items():
                setattr(stream.codec_context, name, value)
            for frame, _ in zip(source, range(frames), strict=False):
                file.mux(stream.encode(self._picture(frame.picture)))
            file.mux(stream.encode())
        return to

    def _picture(self, scene: NDArray[np.uint8]) -> VideoFrame:
        """A picture enlarged until it touches two edges, its own borders drawn out to the others."""
        scale = min(self.size[0] / scene.shape[1], self.size[1] / scene.shape[0])
        large = cv2.resize(scene, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
        above, left = (self.size[1] - large.shape[0]) // 2, (self.size[0] - large.shape[1]) // 2
        below, right = self.size[1] - large.shape[0] - above, self.size[0] - large.shape[1] - left
        whole = cv2.copyMakeBorder(large, above, below, left, right, cv2.BORDER_REPLICATE)
        picture = VideoFrame.from_ndarray(whole.astype(np.uint8))
        return picture.reformat(format="yuv420p", dst_color_range=self.colours.get("color_range"))


ANDROID = Phone((1280, 720))
IPHONE = Phone((1080, 1920), DISPLAY_P3)


def recorded(phone: Phone, folder: Path, count: int, frames: int) -> list[Path]:
    """So many clips of so many frames: copies of a squat from the front and of one from the side, in turn."""
    folder.mkdir(parents=True)
    films = [phone.record(scene, folder / scene.name, frames) for scene in demo_clips()["overhead_squat"]]
    copies = [Path(shutil.copy(films[number % len(films)], folder / f"{number}.mp4")) for number in range(count)]
    for film in films:
        film.unlink()
    return copies
