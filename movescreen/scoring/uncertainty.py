"""The uncertainty of a reading: jitter, camera position and network, in the measure's own unit (1 SD).

    U² = u_network² + u_jitter² + u_yaw² + u_roll² + u_pitch² + u_perspective² + u_measure²

`u_network` is each measure's own: how far the network's points lie from the body's, which no averaging takes away.
`u_measure` is what the measure itself tells of the pose (`doubts`). The others are computed on the pose by moving its
points, or the camera, and measuring again. Of perspective it is the near knee in a side view that counts: one that
points outwards is nearer than the network draws it.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from movescreen.measures.camera_angle import YAW_UNCERTAINTY, pixels_per_metre, yaw_uncertainty
from movescreen.measures.reference_from_frames import median
from movescreen.measures.reference_pose import SIDE, ReferencePose
from movescreen.pose.geometry import length, or_zero
from movescreen.pose.pose import JOINTS, Array, Joint, Pose
from movescreen.scoring.bias_correction import CorrectedScreen
from movescreen.scoring.settings import Settings
from movescreen.screens import Screen

LEAST_JITTER = 0.0047  # of leg length, 4 mm on an adult: what stays after smoothing, however still the points seem
# Of how far away the camera was: what is put right for the distance was right in two of three real clips from the side,
# and in one 6 deg of knee flexion the wrong way.
DISTANCE_SD_SHARE = 0.5
STAND_SQUARE = 5.0  # deg: people who are instructed to stand square on do so within this, whatever yaw is estimated
CORRELATED_FRAMES = 5  # neighbouring frames that err alike, so that as many count as one
POINTS = JOINTS * 2 * 2
# The variants between those of single coordinates and the unchanged pose, which is last.
KNEE_OUT = POINTS  # number of the variant with the knee nearer
YAWED = slice(POINTS + 1, POINTS + 3)  # variants turned by yaw
ROLLED = slice(POINTS + 3, POINTS + 5)  # variants turned by roll
THERE_AND_BACK = np.array([1.0, -1.0])[:, None, None]
_NUMBER = np.arange(POINTS)
ONE_BY_ONE = (_NUMBER, _NUMBER // 4, _NUMBER // 2 % 2, _NUMBER % 2)  # variant, joint, side, axis


def uncertainty(
    network: CorrectedScreen, raw: Pose, smooth: Pose, reference: ReferencePose, settings: Settings
) -> Array:
    """Return the uncertainty of each column's median over the frames at the extreme.

    Parameters
    ----------
    network : CorrectedScreen
        Measures the screen; what it corrects or borrows counts here as it does in the value.
    raw, smooth : Pose
        The same frames, shape `(n_frames,)`, before and after smoothing.
    reference : ReferencePose
    settings : Settings

    Returns
    -------
    ndarray, shape (n_columns,)
        1 SD, each in its measure's unit.
    """
    pose = median(smooth)
    sigma = np.maximum(
        jitter(raw, smooth) / np.sqrt(max(1.0, len(raw) / CORRELATED_FRAMES)), LEAST_JITTER * reference.leg
    )
    turns = np.radians([yaw_uncertainty(reference, settings.yaw_deg), settings.roll_uncertainty])
    poses, references = variants(pose, *turns), variants(reference.pose, *turns)
    poses.xyz[ONE_BY_ONE] += sigma.ravel()
    poses.xyz[KNEE_OUT] = with_knee_out(pose, reference)
    values = network.values(poses, replace(reference, pose=references))
    moved, (there, back), (tilted, back_again) = values[: KNEE_OUT + 1] - values[-1], values[YAWED], values[ROLLED]
    columns = network.screen.columns
    own = np.array([settings.uncertainties.get(m.name, m.uncertainty_for(side, reference)) for m, side in columns])
    squares = np.square(own) + np.square(moved).sum(axis=0) + np.square(doubts(network.screen, pose, reference))
    put_right = np.array([m.yaw_put_right and reference.view in YAW_UNCERTAINTY for m, _ in columns])
    aside = np.where(
        put_right, camera_effect(network, pose, reference, "turned", _turned(reference)), 0.5 * (there - back)
    )
    near = camera_effect(
        network, pose, reference, "inverse_distance", DISTANCE_SD_SHARE * reference.camera.inverse_distance
    )
    pitch = camera_effect(network, pose, reference, "pitch", reference.camera.pitch_uncertainty)
    parts = (aside, near, pitch, 0.5 * (tilted - back_again))
    return np.sqrt(squares + sum(np.square(or_zero(part)) for part in parts))


def doubts(screen: Screen, pose: Pose, reference: ReferencePose) -> Array:
    """Return what the measures themselves tell, by the pose, of how unsure they are.

    Parameters
    ----------
    screen : Screen
    pose : Pose
        One frame: the median at the extreme.
    reference : ReferencePose
        What lengths and changes refer to.

    Returns
    -------
    ndarray, shape (n_columns,)
        1 SD, each in its measure's unit; 0 where a measure tells nothing.
    """
    pose, reference = reference.camera.upright(pose), reference.upright
    told = [0.0 * m.uncertainty if m.doubt is None else m.doubt(pose, reference) for m in screen.measures]
    parts = [np.broadcast_to(t, (len(m.sides),)) for m, t in zip(screen.measures, told, strict=True)]
    return or_zero(np.concatenate(parts))


def camera_effect(network: CorrectedScreen, pose: Pose, reference: ReferencePose, name: str, unsure: float) -> Array:
    """Return by how much columns change with what is known of the camera.

    Parameters
    ----------
    network : CorrectedScreen
        Computes the corrected measures.
    pose : Pose, ()
        One frame.
    reference : ReferencePose
        Its camera geometry is changed.
    name : str
        A number of the camera geometry.
    unsure : float
        1 SD of that number.

    Returns
    -------
    ndarray, shape (n_columns,)
        Half the difference between 1 SD more and 1 SD less.
    """
    if not unsure:
        return np.zeros(len(network.screen.columns))
    known = getattr(reference.camera, name)
    told = replace(reference.camera, pitch_stated=reference.camera.pitch_stated or name == "pitch")
    cameras = [replace(told, **{name: known + way * unsure}) for way in (1.0, -1.0)]
    more, less = (network.values(pose, replace(reference, camera=camera)) for camera in cameras)
    return 0.5 * (more - less)


def _turned(reference: ReferencePose) -> float:
    """Return the uncertainty of the yaw of the reference pose's camera, deg."""
    return min(YAW_UNCERTAINTY.get(reference.view, 0.0), STAND_SQUARE)


def variants(pose: Pose, yaw: float, roll: float) -> Pose:
    """Return copies of a pose: one for each coordinate, and some turned by yaw and roll.

    Parameters
    ----------
    pose : Pose, ()
        One frame.
    yaw, roll : float
        How far to turn, rad.

    Returns
    -------
    Pose, (n_variants,)
        The last one is the unchanged pose.
    """
    xyz = np.repeat(pose.xyz[None], POINTS + 6, axis=0)
    xyz[YAWED, ..., 0] = yawed(pose, yaw * THERE_AND_BACK)
    xyz[ROLLED, ..., 0], xyz[ROLLED, ..., 1] = rolled(pose, roll * THERE_AND_BACK)
    return replace(pose, time=np.zeros(len(xyz)), xyz=xyz)


def with_knee_out(pose: Pose, reference: ReferencePose) -> Array:
    """Return the points with the near knee nearer to the camera.

    Parameters
    ----------
    pose : Pose, ()
        One frame.
    reference : ReferencePose
        The standing body, with its camera geometry.

    Returns
    -------
    ndarray, shape (n_joints, 2, 3)
        px; moved in a side view where the thigh looks short.
    """
    xyz, near, metre = pose.xyz.copy(), reference.near, pixels_per_metre(pose)
    if reference.view != SIDE or not reference.camera.inverse_distance or not metre:
        return xyz
    afar = reference.camera.without_perspective(pose)
    thigh = length(afar[Joint.HIP][near] - afar[Joint.KNEE][near])
    aside = math.sqrt(max(float(or_zero(reference.thigh[near] ** 2 - thigh**2)), 0.0)) / metre
    drawn = abs(float(or_zero(pose.world[Joint.KNEE, near, 2] - pose.world[Joint.HIP, near, 2])))
    share = reference.camera.inverse_distance * max(aside - drawn, 0.0)
    xyz[Joint.KNEE, near, :2] += share * (reference.camera.centre - xyz[Joint.KNEE, near, :2])
    return xyz


def jitter(raw: Pose, smooth: Pose) -> Array:
    """Return how far the points stray from their smoothed track.

    Parameters
    ----------
    raw, smooth : Pose
        The same frames, shape `(n_frames,)`.

    Returns
    -------
    ndarray, shape (n_joints, 2, 2)
        px (1 SD); 0 where unseen.
    """
    stray = np.square(raw.xyz[..., :2] - smooth.xyz[..., :2])
    count = np.sum(~np.isnan(stray), axis=0)
    return np.sqrt(or_zero(stray).sum(axis=0) / np.maximum(count, 1))


def rolled(pose: Pose, angles: Array) -> tuple[Array, Array]:
    """Return the points as cameras see them that are rolled.

    Parameters
    ----------
    pose : Pose
        Frames of shape `(...)`.
    angles : ndarray, shape (..., 1, 1)
        rad.

    Returns
    -------
    tuple of ndarray
        x and y, px.
    """
    x, y, cosine, sine = pose.xyz[..., 0], pose.xyz[..., 1], np.cos(angles), np.sin(angles)
    return x * cosine - y * sine, x * sine + y * cosine


def yawed(pose: Pose, angles: Array) -> Array:
    """Return the points' x as cameras further round the body see them.

    Parameters
    ----------
    pose : Pose, ()
        One frame.
    angles : ndarray, shape (...)
        How far further round, rad.

    Returns
    -------
    ndarray, shape (..., n_joints, 2)
        px.

    Notes
    -----
    The camera goes round the ankles, which stay where they are; depth is the network's.
    """
    ahead = pose.world[..., 2]
    depth = (ahead - or_zero(0.5 * (ahead[Joint.ANKLE, 0] + ahead[Joint.ANKLE, 1]))) * pixels_per_metre(pose)
    return pose.xyz[..., 0] * np.cos(angles) + depth * np.sin(angles)
