"""C3D, the format of motion capture: landmarks as points, in metres."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from movescreen.errors import require_extra
from movescreen.output.export import LANDMARKS, Stored, Writer
from movescreen.pose.pose import Array

EVEN = 0.001  # s by which a frame may be off an even clock: phones' clips round their times to that


def write_c3d(result: Stored, path: Path) -> list[Path]:
    """Write landmarks in metres; one that was not seen has the residual -1, as the format says it.

    C3D knows only an even clock: where the clip's frames were not even, points are read between them.
    """
    require_extra("c3d", "C3D")
    import ezc3d

    points = evenly(result.poses.time, result.metres, result.rate).transpose(2, 1, 0)
    missing = np.isnan(points[0])
    file = ezc3d.c3d()
    about = {"RATE": [result.rate], "LABELS": [name for name, _, _ in LANDMARKS], "UNITS": ["m"]}
    about |= {"X_SCREEN": ["+X"], "Y_SCREEN": ["+Y"]}  # y is up, x to the picture's right
    for name, value in about.items():
        file.add_parameter("POINT", name, value)
    file["data"]["points"] = np.concatenate([np.where(missing, 0.0, points), np.ones((1, *missing.shape))])
    file["data"]["meta_points"] = {
        "residuals": np.where(missing, -1.0, 0.0)[None],
        "camera_masks": np.zeros((7, *missing.shape), bool),
    }
    file.write(str(path))
    return [path]


def evenly(time: Array, values: Array, rate: float) -> Array:
    """Resample values to even times.

    Parameters
    ----------
    time : ndarray, shape (n_frames,)
        Timestamps, s.
    values : ndarray, shape (n_frames, ...)
        NaN where missing.
    rate : float
        Frames per second.

    Returns
    -------
    ndarray, shape (n_frames, ...)
        Interpolated; NaN where one of the two frames around is NaN.
    """
    clock = time[0] + np.arange(len(time)) / rate
    if np.abs(clock - time).max() <= EVEN:
        return values
    columns = values.reshape(len(time), -1).T
    read = np.stack([np.interp(clock, time, column) for column in columns], axis=1)
    return read.reshape(values.shape)


WRITERS: dict[str, Writer] = {"c3d": write_c3d}
