"""Makes measured.png, the README's picture: a demonstration clip at the bottom of its first repetition, as measured."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from movescreen.backends.mediapipe import MediaPipe
from movescreen.demo import clips
from movescreen.model import ensure
from movescreen.run import run
from movescreen.screens import screens
from movescreen.session import Session
from movescreen.sources import Frame, open_source
from movescreen.views.overlay import drawn
from movescreen.visibility import believed

SHOWN = {
    "knee_flexion": "Knee bent by",
    "trunk_minus_shank": "Trunk leans more than the shin by",
    "arm_trunk": "Arm in front of the trunk line by",
}


def main() -> None:
    frames: list[Frame] = []
    with open_source(clips()["overhead_squat"][1]) as source, MediaPipe(ensure()) as backend:
        session = Session(screens()["overhead_squat"])
        record, poses = run(source, backend, session, lambda frame, *_: frames.append(frame))
    assert session.stance is not None
    first = record.repetitions[0]
    bottom = int(np.abs(poses.time - first.bottom_s).argmin())
    readings = {r.measure: r for r in first.readings if not r.reason}
    captions = [f"{said} {readings[m].value:.0f} +- {readings[m].uncertainty:.0f} deg" for m, said in SHOWN.items()]
    picture = drawn(frames[bottom].picture, believed(poses.at(bottom)), captions, session.stance.near)
    cv2.imwrite(str(Path(__file__).with_suffix(".png")), cv2.cvtColor(picture[330:], cv2.COLOR_RGB2BGR))


if __name__ == "__main__":
    main()
