"""Marker files of motion capture: TRC and C3D have points, MOT has joint angles; read as measures of a screen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from movescreen.errors import Problem, require_extra
from movescreen.measures.reference_from_frames import usual_reference_pose
from movescreen.measures.reference_pose import BACK, SIDE, ReferencePose
from movescreen.pose.geometry import nanmedian
from movescreen.pose.pose import JOINTS, LEFT, RIGHT, SIDES, Array, Joint, Pose
from movescreen.screens import Screen

PIXELS_PER_M = 1000.0  # of the picture that markers are seen in; from far away, so that it changes nothing
SUFFIXES = (".trc", ".c3d", ".mot", ".sto")
UNITS = {"m": 1.0, "mm": 0.001, "cm": 0.01}
# What OpenSim's coordinates are of ours (deg): the measure, a constant and a factor.
COORDINATES = {
    "knee_angle": ("knee_flexion", 0.0, 1.0),
    "elbow_flex": ("elbow_flexion", 0.0, 1.0),
    "arm_flex": ("arm_trunk", 180.0, -1.0),
}
PLACES = {
    **{f"{side}_{joint.name.lower()}": (joint, n) for joint in Joint for n, side in enumerate(SIDES)},
    **{f"{side}_foot_index": (Joint.TOE, n) for n, side in enumerate(SIDES)},
    **{f"{side}_toe": (Joint.TOE, n) for n, side in enumerate(SIDES)},
}
WANTED = "left_shoulder, left_hip, left_knee, left_ankle, left_heel, left_foot_index and so on, as export names them"


@dataclass(frozen=True)
class MarkerTruth:
    """The values of a marker file over time.

    Attributes
    ----------
    time : ndarray, shape (n_frames,)
        s, of the file's own clock.
    columns : dict
        For each measure and side its values, shape (n_frames,), in the measure's unit.
    """

    time: Array
    columns: dict[tuple[str, str], Array]


def read_markers(path: Path, screen: Screen, view: str, near: str = "left") -> MarkerTruth:
    """Read a marker file as the measures that a view of a screen shows.

    Parameters
    ----------
    path : Path
        A TRC, C3D, MOT or STO file.
    screen : Screen
        What is measured.
    view : str
        "front", "side" or "back": from where the clip shows the body.
    near : str
        The side that is near the camera in a side view.

    Returns
    -------
    MarkerTruth

    Raises
    ------
    Problem
        Where the file is no such file, or has not the markers that are needed.
    """
    kind = path.suffix.lower()
    if kind not in SUFFIXES:
        sentence = f"{path} was expected to be a marker file: {', '.join(SUFFIXES)}."
        raise Problem("table_unreadable", f"{sentence} Export it as one of these, or write a CSV table of truth.")
    if kind in (".mot", ".sto"):
        return _angles(*_mot(path), path)
    time, names, points = _trc(path) if kind == ".trc" else _c3d(path)
    return _measured(time, _placed(names, points, path), screen, view, near)


def _trc(path: Path) -> tuple[Array, list[str], Array]:
    import pandas as pd

    lines = _text(path).splitlines()
    if len(lines) < 6 or not lines[0].startswith("PathFileType"):
        raise Problem("table_unreadable", f"{path} is no TRC file: it does not begin with PathFileType.")
    facts = dict(zip(lines[1].split("\t"), lines[2].split("\t"), strict=False))
    names = [name.strip() for name in lines[3].split("\t")[2:] if name.strip()]
    rows = [line.rstrip("\t").split("\t") for line in lines[5:] if line.strip()]
    width = 2 + 3 * len(names)
    cells = pd.DataFrame([(row + [""] * width)[:width] for row in rows]).apply(pd.to_numeric, errors="coerce")
    values = cells.to_numpy(float)
    points = values[:, 2:].reshape(len(values), len(names), 3) * UNITS.get(facts.get("Units", "m").strip(), 1.0)
    return values[:, 1], names, points


def _c3d(path: Path) -> tuple[Array, list[str], Array]:
    require_extra("c3d", "C3D")
    import ezc3d

    try:
        file = ezc3d.c3d(str(path))
        about = file["parameters"]["POINT"]
        points = np.asarray(file["data"]["points"], float)[:3].transpose(2, 1, 0)
        missing = np.asarray(file["data"]["meta_points"]["residuals"])[0].T < 0
        rate, names = float(about["RATE"]["value"][0]), [str(name) for name in about["LABELS"]["value"]]
        unit = str(about["UNITS"]["value"][0]) if about["UNITS"]["value"] else "mm"
    except (OSError, KeyError, IndexError, ValueError, RuntimeError) as error:
        raise Problem(
            "table_unreadable", f"{path} is no C3D file that can be read ({error}). Export it anew."
        ) from error
    points[missing] = np.nan
    return np.arange(len(points)) / rate, names[: points.shape[1]], points * UNITS.get(unit, 0.001)


def _mot(path: Path) -> tuple[Array, dict[str, Array]]:
    import pandas as pd

    lines = _text(path).splitlines()
    end = next((number for number, line in enumerate(lines) if line.strip().lower() == "endheader"), None)
    if end is None or end + 2 > len(lines):
        raise Problem("table_unreadable", f"{path} is no MOT file: it has no line endheader.")
    degrees = not any(line.lower().replace(" ", "") == "indegrees=no" for line in lines[:end])
    names = lines[end + 1].split()
    cells = pd.DataFrame([line.split() for line in lines[end + 2 :] if line.strip()], columns=names)
    values = cells.apply(pd.to_numeric, errors="coerce").to_numpy(float)
    scale = 1.0 if degrees else 180 / np.pi
    return values[:, 0], {name: values[:, n] * scale for n, name in enumerate(names) if n}


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", errors="replace")
    except OSError as error:
        raise Problem("table_unreadable", f"{path} cannot be read ({error.strerror}). Name another file.") from error


def _angles(time: Array, found: dict[str, Array], path: Path) -> MarkerTruth:
    """Return the coordinates of an OpenSim model that are measures of ours."""
    columns = {}
    for name, (measure, constant, factor) in COORDINATES.items():
        for side in SIDES:
            values = found.get(f"{name}_{side[0]}")
            if values is not None:
                columns[measure, side] = constant + factor * values
    if not columns:
        wanted = ", ".join(f"{name}_l" for name in COORDINATES)
        sentence = f"{path} has none of the coordinates {wanted} and their right ones; it has {', '.join(found)}."
        raise Problem("table_columns", f"{sentence} Rename them, or write a CSV table of truth.")
    return MarkerTruth(time, columns)


def _placed(names: list[str], points: Array, path: Path) -> Array:
    """Return the markers by joint and side, `(frame, joint, side, axis)`, m; NaN where a joint has none."""
    placed = np.full((len(points), JOINTS, 2, 3), np.nan)
    known = [(PLACES[name.lower()], n) for n, name in enumerate(names) if name.lower() in PLACES]
    for (joint, side), number in known:
        placed[:, joint, side] = points[:, number]
    needed = placed[:, [Joint.SHOULDER, Joint.HIP, Joint.KNEE, Joint.ANKLE]]
    if np.isnan(needed).all(axis=(0, 3)).any():
        sentence = f"{path} was expected to have markers {WANTED}; it has {', '.join(names[:12])}."
        raise Problem("table_columns", f"{sentence} Rename the markers, or write a CSV table of truth.")
    return placed


def _measured(time: Array, points: Array, screen: Screen, view: str, near: str) -> MarkerTruth:
    """Return the measures of markers as a camera far away would see them from the front, the back or a side."""
    track = seen_from_afar(time, points, view, near)

    def effort(reference: ReferencePose) -> Array:
        return screen.movement.effort(track, reference)[:, 0]

    reference = usual_reference_pose(track, effort, view)
    if reference is None:
        raise Problem("table_empty", "The marker file has too few frames to know how the person stood.")
    values = screen.values(track, reference)
    return MarkerTruth(time, {(m.name, side): values[:, n] for n, (m, side) in enumerate(screen.columns)})


def seen_from_afar(time: Array, points: Array, view: str, near: str) -> Pose:
    """Return markers as a camera far away sees them.

    Parameters
    ----------
    time : ndarray, shape (n_frames,)
        s.
    points : ndarray, shape (n_frames, n_joints, 2, 3)
        m, along any axes.
    view : str
        "front", "side" or "back".
    near : str
        The side near the camera in a side view.

    Returns
    -------
    Pose
    """
    up, left, ahead = body_axes(points)
    right_of_picture = {BACK: -left, SIDE: ahead if near == SIDES[RIGHT] else -ahead}.get(view, left)
    to_camera = np.cross(right_of_picture, up)
    axes = np.stack([right_of_picture, up, to_camera], axis=-1)
    world = (points - np.nanmean(points[:, Joint.HIP], axis=(0, 1))) @ axes
    xyz = world * PIXELS_PER_M + np.array([2000.0, -2000.0, 0.0])
    return Pose(time, xyz, world, np.where(np.isnan(xyz[..., 0]), 0.0, 1.0), (4000, 4000))


def body_axes(points: Array) -> tuple[Array, Array, Array]:
    """Return the axes of a body that markers show.

    Parameters
    ----------
    points : ndarray, shape (n_frames, n_joints, 2, 3)
        Markers, m.

    Returns
    -------
    tuple of ndarray, shape (3,) each
        Unit vectors up, to the subject's left and ahead.
    """
    middle = nanmedian(points)
    spine = np.nanmean(middle[Joint.SHOULDER] - middle[Joint.ANKLE], axis=0)
    axis = int(np.abs(spine).argmax())
    up = np.zeros(3)
    up[axis] = np.sign(spine[axis])
    across = np.nansum(
        [middle[joint, LEFT] - middle[joint, RIGHT] for joint in (Joint.SHOULDER, Joint.HIP, Joint.ANKLE)], axis=0
    )
    left = across - (across @ up) * up
    left /= np.linalg.norm(left)
    return up, left, np.cross(left, up)
