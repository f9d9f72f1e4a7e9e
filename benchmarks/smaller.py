"""Whether the network sees the same in smaller pictures, and what it saves: `python benchmarks/smaller.py [--write]`.

Frames of squats as a phone records them, 1080 x 1920, against the same frames at half and at a third of that size. How
far apart the joints are found is to be compared with what a change nobody sees does: sensor noise of 1 grey level.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import av
import numpy as np
from av.video.reformatter import Interpolation
from numpy.typing import NDArray
from phones import IPHONE, recorded
from section import machine, table, write

from movescreen.pose.estimators.blazepose import BlazePose
from movescreen.pose.pose import Array, Joint, Pose
from movescreen.pose.weights import ensure
from movescreen.video import Frame

FRAMES = 90
NOTE = """\
Half the size moves joints by no more than a noise that nobody sees, and saves nothing: making the picture smaller takes
what the network's own reading of it saves. Pictures stay whole."""
JOINTS = [Joint.SHOULDER, Joint.WRIST, Joint.HIP, Joint.KNEE, Joint.ANKLE, Joint.HEEL, Joint.TOE]
Picture = NDArray[np.uint8]


def pictures(clip: Path, part: int) -> tuple[list[Picture], float]:
    """The clip's pictures at one part of their size, and the CPU milliseconds that turning each into RGB takes."""
    with av.open(str(clip)) as container:
        raw = list(islice(container.decode(video=0), FRAMES))
    began = time.process_time()
    size = (raw[0].width // part, raw[0].height // part)
    rgb: list[Any] = [frame.reformat(*size, "rgb24", interpolation=Interpolation.AREA).to_ndarray() for frame in raw]
    return rgb, 1e3 * (time.process_time() - began) / len(raw)


def found(frames: list[Picture]) -> tuple[Pose, float]:
    """The poses in the pictures of a clip, and the CPU milliseconds that each takes."""
    with BlazePose(ensure()) as backend:
        began = time.process_time()
        poses = [backend(Frame(index, index / 30, picture)) for index, picture in enumerate(frames)]
        return Pose.concatenate(poses), 1e3 * (time.process_time() - began) / len(frames)


def apart(one: Pose, other: Pose) -> Array:
    """How far joints are apart in two tracks, in % of the distance from shoulder to ankle, `(frame, joint, side)`."""
    places = [pose.xyz[:, JOINTS, :, :2] / [pose.picture[0], pose.picture[0]] for pose in (one, other)]
    body = np.abs(places[0][:, JOINTS.index(Joint.SHOULDER)] - places[0][:, JOINTS.index(Joint.ANKLE)])[..., 1].mean()
    return 100 * np.linalg.norm(places[0] - places[1], axis=-1) / body


def noisy(frames: list[Picture]) -> list[Picture]:
    """The same pictures with a noise that nobody sees."""
    noise = np.random.default_rng(0)
    return [np.clip(f + noise.normal(0, 1, f.shape), 0, 255).round().astype(np.uint8) for f in frames]


def rows(clip: Path) -> list[list[str]]:
    """A row for each way of feeding the network."""
    whole, turning = pictures(clip, 1)
    track, taken = found(whole)
    ways: dict[str, Callable[[], tuple[list[Picture], float]]] = {
        "noise of 1 grey level": lambda: (noisy(whole), turning),
        "half": lambda: pictures(clip, 2),
        "a third": lambda: pictures(clip, 3),
    }
    lines = [["whole", "-", "-", f"{turning:.1f}", f"{taken:.1f}"]]
    for name, way in ways.items():
        frames, turned = way()
        other, took = found(frames)
        far = apart(track, other)
        lines.append([name, f"{np.median(far):.2f}", f"{np.quantile(far, 0.95):.2f}", f"{turned:.1f}", f"{took:.1f}"])
    return lines


def main() -> None:
    heads = ["picture", "joints apart, %, middle", "95 of 100 within", "RGB, CPU ms a frame", "network, CPU ms a frame"]
    text = [machine()]
    with TemporaryDirectory() as folder:
        for clip, view in zip(recorded(IPHONE, Path(folder) / "clips", 2, FRAMES), ("front", "side"), strict=True):
            text += [f"A squat from the {view}:", table(heads, rows(clip))]
    text.append(NOTE)
    print(*text, sep="\n\n")
    if "--write" in sys.argv:
        write("Smaller pictures", "python benchmarks/smaller.py --write", "\n\n".join(text))


if __name__ == "__main__":
    main()
