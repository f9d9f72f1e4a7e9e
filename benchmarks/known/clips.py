"""Rendered people before the real network: clips whose joints are known in space and in the picture."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from known import Known
from known.cases import Case
from movescreen.pose.estimators.replay import load_poses, store_poses
from movescreen.pose.pose import JOINTS, Array, Joint, Pose
from movescreen.screens import screens

# The generator's axes are left, backwards, up; ours left, up, ahead.
OURS = np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, -1.0, 0.0]])
FLIP = np.array([1.0, -1.0, -1.0])  # a camera's down and away, to up and towards it
JOINT = {
    Joint.EYE: "eye",
    Joint.EAR: "ear",
    Joint.SHOULDER: "shoulder",
    Joint.ELBOW: "elbow",
    Joint.WRIST: "wrist",
    Joint.INDEX: "index",
    Joint.HIP: "hip",
    Joint.KNEE: "knee",
    Joint.ANKLE: "ankle",
    Joint.HEEL: "heel",
    Joint.TOE: "toe",
}
VIEW = {"oblique_left": "oblique", "oblique_right": "oblique", "foot_end": "foot", "head_end": "head"}

Stored = dict[str, Any]


def clips(data: Path, poses: Path) -> Iterator[Case]:
    """Every rendered clip of a folder; its poses are taken from `poses`, or found and kept there."""
    for about in sorted((data / "clips" / "synthetic").glob("*.json")):
        yield clip(about, poses)


def clip(about: Path, poses: Path) -> Case:
    """The rendered clip that a description belongs to."""
    told = json.loads(about.read_text(encoding="utf-8"))
    with np.load(about.with_name(f"{about.stem}_truth.npz")) as stored:
        truth = {name: stored[name] for name in stored.files}
    track = found(about.with_suffix(".mp4"), poses / f"{about.stem}.npz")
    known = known_of(truth, told["task"] == "bridge")
    screen, view = screen_of(told), VIEW.get(told["view"], told["view"])
    return Case("clips", about.stem, screen, view, track, known, ideal=ideal(truth, known, tuple(told["size"])))


def screen_of(told: Stored) -> str:
    """The screen that a clip is meant for, as far as there is one."""
    if told["task"] == "squat":
        return "overhead_squat"
    return "single_leg_bridge" if told["motion"]["single"] and "single_leg_bridge" in screens() else "bridge"


def found(video: Path, kept: Path) -> Pose:
    """The network's poses, of every frame; from their file if they were found before."""
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        store_poses(kept, *_find(video))
    return load_poses(kept)[0]


def _find(video: Path) -> tuple[Pose, dict[str, Any]]:
    from movescreen.pose.estimators.blazepose import BlazePose  # slow to import, and of no use to who has the poses
    from movescreen.pose.weights import ensure
    from movescreen.video import open_video

    with open_video(video) as source, BlazePose(ensure()) as backend:
        return Pose.concatenate([backend(frame) for frame in source]), backend.provenance


def known_of(truth: Stored, lies: bool) -> Known:
    """What the generator knows, in our joints and axes."""
    space = truth["points3d"].astype(float) @ OURS.T
    points, ball = _joints(truth, space)
    time, rep = _column(truth, "t"), _column(truth, "rep")
    numbers = range(int(rep.max()) + 1)
    moments = tuple((float(time[rep == n][0]), float(time[rep == n][-1])) for n in numbers)
    return Known(time, points, ball, moments, lies)


def ideal(truth: Stored, known: Known, picture: tuple[int, int]) -> Pose:
    """The track of a network that marks every joint where it is in the picture."""
    flat = truth["points2d"].astype(float) * [1.0, -1.0]
    from_camera = (truth["points3d"].astype(float) @ truth["R"].T + truth["t"]) * FLIP
    metres, _ = _joints(truth, from_camera)
    metres = metres - metres[:, Joint.HIP].mean(axis=1)[:, None, None]
    plane, _ = _joints(truth, np.concatenate([flat, np.zeros_like(flat[..., :1])], axis=-1))
    seen = np.isfinite(plane[..., 0]).astype(float)
    return Pose(known.time, plane, metres, seen, picture)


def _column(truth: Stored, name: str) -> Array:
    return truth["values"][:, truth["columns"].tolist().index(name)].astype(float)


def _joints(truth: Stored, values: Array) -> tuple[Array, Array]:
    """Values of the generator's points `(T, point, axis)` as ours `(T, joint, side, axis)`, and the feet's balls."""
    row = {name: number for number, name in enumerate(truth["point_names"].tolist())}
    points = np.full((len(values), JOINTS, 2, values.shape[-1]), np.nan)
    points[:, Joint.NOSE] = values[:, None, row["nose"]]
    for joint, name in JOINT.items():
        points[:, joint] = values[:, [row[f"{name}_L"], row[f"{name}_R"]]]
    return points, values[:, [row["mtp_L"], row["mtp_R"]]]
