"""OpenSim's own formats: landmarks as a TRC file, joint angles as a MOT file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np

from movescreen.errors import Problem
from movescreen.output.export import LANDMARKS, Stored, Writer
from movescreen.pose.pose import SIDES, Array

# An OpenSim coordinate of one limb (deg, as the Rajagopal models have it: 0 = standing, + = flexion), by what is
# measured of that limb: a constant, and how often each measure counts. The first whose measures are all there is taken.
COORDINATES: tuple[tuple[str, float, dict[str, float]], ...] = (
    ("hip_flexion", 90.0, {"trunk_inclination": 1.0, "thigh_elevation": -1.0}),
    ("hip_flexion", 180.0, {"hip_angle": -1.0}),
    ("knee_angle", 0.0, {"knee_flexion": 1.0}),
    ("ankle_angle", 0.0, {"shank_inclination": 1.0, "heel_rise": -1.0}),
    ("arm_flex", 180.0, {"arm_trunk": -1.0}),
    ("elbow_flex", 0.0, {"elbow_flexion": 1.0}),
)

HEAD = (
    "DataRate", "CameraRate", "NumFrames", "NumMarkers", "Units", "OrigDataRate", "OrigDataStartFrame", "OrigNumFrames",
)  # fmt: skip


def write_trc(result: Stored, path: Path) -> list[Path]:
    """Write landmarks in metres with the true time of every frame; one that was not seen is NaN."""
    count, rate = len(result.poses), f"{result.rate:.4f}"
    facts = (rate, rate, count, len(LANDMARKS), "m", rate, 1, count)
    names = [cell for name, _, _ in LANDMARKS for cell in (name, "", "")]
    axes = [f"{axis}{number}" for number in range(1, len(LANDMARKS) + 1) for axis in "XYZ"]
    rows = np.column_stack((result.poses.time, result.metres.reshape(count, -1))).tolist()
    cells = ((number, *(f"{value:.6f}" for value in row)) for number, row in enumerate(rows, start=1))
    first = ("PathFileType", 4, "(X/Y/Z)", path.name)
    return _written(path, (first, HEAD, facts, ("Frame#", "Time", *names), ("", "", *axes), (), *cells))


def write_mot(result: Stored, path: Path) -> list[Path]:
    """Write the joint angles that the view shows, by the names of OpenSim's coordinates.

    Parameters
    ----------
    result : Stored
        The stored result.
    path : Path
        The file.

    Returns
    -------
    list of Path
        The file; angles in deg, NaN where not seen.

    Raises
    ------
    Problem
        The view shows no joint angle.
    """
    time, angles = result.poses.time, joint_angles(result)  # frames.csv has four digits of a second, poses have all
    if not angles:
        sentence = (
            f"No joint angle was measured in {result.name}: only a view from the side shows them. "
            "Export a clip filmed from the side, or the landmarks with --format trc."
        )
        raise Problem("no_joint_angles", sentence)
    facts = ("version=1", f"nRows={len(time)}", f"nColumns={1 + len(angles)}", "inDegrees=yes", "", "endheader")
    rows = np.column_stack((time, *angles.values()))
    cells = ((f"{row[0]:.6f}", *(f"{value:.4f}" for value in row[1:])) for row in rows)
    return _written(path, (("Coordinates",), *((fact,) for fact in facts), ("time", *angles), *cells))


def joint_angles(result: Stored) -> Mapping[str, Array]:
    """Return the joint angles that were measured.

    Parameters
    ----------
    result : Stored
        The stored result.

    Returns
    -------
    dict of str to ndarray, shape (n_frames,)
        Angles by coordinate, deg.
    """
    frames = result.record.frames
    angles: dict[str, Array] = {}
    columns = dict(zip(frames.columns, frames.values.T, strict=True))
    for side in SIDES:
        for name, constant, parts in COORDINATES:
            values = [columns.get(f"{measure}_{side}_deg") for measure in parts]
            known = [value for value in values if value is not None and not np.isnan(value).all()]
            if len(known) == len(parts):
                total = constant + sum(k * v for k, v in zip(parts.values(), known, strict=True))
                angles.setdefault(f"{name}_{side[0]}", total)
    return angles


def _written(path: Path, rows: Iterable[Iterable[object]]) -> list[Path]:
    path.write_text("".join("\t".join(map(str, row)) + "\n" for row in rows), encoding="utf-8", newline="\n")
    return [path]


WRITERS: dict[str, Writer] = {"trc": write_trc, "mot": write_mot}
