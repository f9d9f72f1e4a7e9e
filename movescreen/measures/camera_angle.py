"""The angle of the camera: its roll, which is turned back, and its yaw, which is estimated."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from movescreen.errors import Problem
from movescreen.measures.perspective import CameraGeometry
from movescreen.measures.reference_from_frames import yaw
from movescreen.measures.reference_pose import BACK, FRONT, SIDE, ReferencePose, stands
from movescreen.pose.geometry import length, midpoint, nan_midpoint, or_zero, right_to_left
from movescreen.pose.pose import LEFT, RIGHT, Array, Joint, Pose

MIN_PLUMB_PX = 100.0  # between two points that are nearer no plumb line is known to half a degree
MAX_PLUMB_LEAN_DEG = 45.0  # deg: a line that leans further is none
# Shoulders' and hips' widths over the trunk's length, together, as the network draws rendered people face on.
WIDTHS_FACE_ON = 0.97
# What tells yaw face on: of recorded people these three together are square to straight ahead within 1.9 deg.
YAW_JOINTS = (Joint.SHOULDER, Joint.HIP, Joint.ANKLE)
# Measured on 7 rendered people each, yaw -30 to 30, root mean square; from the back on 3.
YAW_UNCERTAINTY = {FRONT: 5.0, SIDE: 7.0, BACK: 9.0}
# How far away the camera stood, by how much lower in the picture the near foot is than the far one: over 30 clips of 7
# rendered people, yaw to 12, one over the distance was 0.02 per m too much (SD 0.06), of 0.25.
FEET = [Joint.ANKLE, Joint.HEEL, Joint.TOE]
USUAL_NEARNESS = 1 / 3.0  # 1/m: one over the distance that the filming guide asks for
USUAL_WEIGHT = 0.01  # m^4, weight of the usual distance: points 2 cm off over 0.2 per m that it is off, squared
MAX_NEARNESS = 0.7  # 1/m
# How high cameras stand, m, where nobody says: on a chair, a table, a stand. And how far off the usual distance is.
CAMERA_HEIGHT_M = 1.0  # m: a camera whose height nobody states
CAMERA_HEIGHT_SD_M = 0.3  # m: 1 SD of that height
DISTANCE_SD_SHARE = 0.2  # 1 SD of the distance, as a share of it; the pitch is off by the same share
ANKLE_HEIGHT_M = 0.08  # m
MEASURED_HEIGHT_SD_M = 0.05  # m: how well a camera's height is known that somebody measured
PITCH_SD_DEG = 7.0  # deg: what phones that stand or lean somewhere are pitched, where nothing tells it


def roll_of(x1: float, y1: float, x2: float, y2: float) -> float:
    """Return the camera's roll from two points of a plumb line.

    Parameters
    ----------
    x1, y1, x2, y2 : float
        The points, px; x right, y down from the top left corner.

    Returns
    -------
    float
        Roll, deg; positive = the picture's content is turned counter-clockwise.

    Raises
    ------
    Problem
        The points lie too close together, or not one above the other.
    """
    top, bottom = sorted(((x1, y1), (x2, y2)), key=lambda point: point[1])
    across, down = bottom[0] - top[0], bottom[1] - top[1]
    roll = math.degrees(math.atan2(across, down))
    if math.hypot(across, down) < MIN_PLUMB_PX or abs(roll) > MAX_PLUMB_LEAN_DEG:
        sentence = (
            f"A plumb line takes two points at least {MIN_PLUMB_PX:g} pixels apart, one above the other. These are "
            f"{down:.0f} pixels apart down the picture and {abs(across):.0f} across. Take the ends of a door frame."
        )
        raise Problem("no_plumb_line", sentence)
    return roll


def without_roll(pose: Pose, roll: float) -> Pose:
    """Return the pose as a camera without roll sees it, turned about the middle of the picture.

    Parameters
    ----------
    pose : Pose
        Frames of shape `(...)`.
    roll : float
        The camera's roll, deg; positive = what it shows is turned counter-clockwise.

    Returns
    -------
    Pose
    """
    if not roll:
        return pose
    width, height = pose.picture
    middle_of_picture = np.array([0.5 * width, -0.5 * height])
    xyz, world = pose.xyz.copy(), pose.world.copy()
    xyz[..., :2] = _turned(pose.xyz[..., :2] - middle_of_picture, -roll) + middle_of_picture
    world[..., :2] = _turned(pose.world[..., :2], -roll)
    return replace(pose, xyz=xyz, world=world)


def _turned(points: Array, angle: float) -> Array:
    """Return points `(..., axis)` turned counter-clockwise about zero by `angle` deg."""
    cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    x, y = points[..., 0], points[..., 1]
    return np.stack([x * cosine - y * sine, x * sine + y * cosine], axis=-1)


def off_square(reference: ReferencePose) -> float:
    """Return how far the camera stood from square on to a standing or lying person.

    Positive = from the front towards the subject's left, then towards the back, and so on round. From the front or
    the back the network's depth tells it. From the side it is how far shoulders and hips come apart; the network draws
    them together there, so that yaw of 15 to 20 deg reads 7 to 18, and of 10 deg 2 to 7.

    Parameters
    ----------
    reference : ReferencePose
        What lengths and changes refer to.

    Returns
    -------
    float
        deg; NaN where it cannot be estimated.
    """
    if reference.view not in YAW_UNCERTAINTY:
        return math.nan
    if reference.view == SIDE:
        return _from_the_side(reference)
    turned = float(yaw(reference.pose, YAW_JOINTS)) - reference.camera.skew
    return turned if reference.view == FRONT else (turned + 360.0) % 360.0 - 180.0


def _from_the_side(reference: ReferencePose) -> float:
    shoulder, hip = reference.pose[Joint.SHOULDER], reference.pose[Joint.HIP]
    trunk = length(midpoint(shoulder) - midpoint(hip))
    broad = float((right_to_left(shoulder) + right_to_left(hip))[..., 0] / trunk)
    return reference.forward * math.degrees(math.asin(min(1.0, max(-1.0, broad / WIDTHS_FACE_ON))))


def yaw_uncertainty(reference: ReferencePose, stated: float) -> float:
    """Return how well the camera's yaw is known: as stated, and the part of the estimate that exceeds its noise.

    Parameters
    ----------
    reference : ReferencePose
        What lengths and changes refer to.
    stated : float
        deg (1 SD), from the settings.

    Returns
    -------
    float
        deg (1 SD).
    """
    estimate = off_square(reference)
    if math.isnan(estimate):
        return stated
    return math.sqrt(stated**2 + max(0.0, estimate**2 - YAW_UNCERTAINTY[reference.view] ** 2))


@dataclass(frozen=True)
class Pitch:
    """The downward pitch of a camera, deg, and its uncertainty (1 SD)."""

    down: float = 0.0
    uncertainty: float = 0.0
    stated: bool = False


def pitch_of(camera: CameraGeometry, pose: Pose, height: float, unsure: float) -> Pitch:
    """Return the pitch of a camera of known height from where the feet lie in its picture.

    Parameters
    ----------
    camera : CameraGeometry
        Focal length and middle of the picture, px.
    pose : Pose, ()
        The standing body.
    height : float
        Height of the camera above the floor, m.
    unsure : float
        Standard deviation of `height`, m.

    Returns
    -------
    Pitch
        Downward pitch and its standard deviation, deg; 0 and the spread of pitches where no ankle is seen.

    Notes
    -----
    From the camera's height follows how far the feet lie below the horizon; from the picture, how far below its
    middle.
    """
    feet = nan_midpoint(pose[Joint.ANKLE])[1]
    if not camera.focal or math.isnan(feet):
        return Pitch(0.0, PITCH_SD_DEG)
    below = math.degrees(math.atan2(camera.ahead[1] - feet, camera.focal))
    down = math.degrees(math.atan((height - ANKLE_HEIGHT_M) * USUAL_NEARNESS)) - below
    return Pitch(down, math.hypot(math.degrees(unsure * USUAL_NEARNESS), DISTANCE_SD_SHARE * down))


def with_camera_geometry(
    reference: ReferencePose,
    skew: float,
    wander: float = 0.0,
    trunk: float = 0.0,
    pitch: Callable[[CameraGeometry, Pose], Pitch] | None = None,
) -> ReferencePose:
    """Return a reference pose with its camera geometry.

    Parameters
    ----------
    reference : ReferencePose
        The standing or lying body.
    skew : float
        Bias of the network's yaw, deg.
    wander : float
        Drift of the network's ankles, share of their distance.
    trunk : float
        Length at which the network draws trunks, leg lengths; 0 if not known.
    pitch : callable, optional
        Returns the camera's pitch; without it the camera is taken as level.

    Returns
    -------
    ReferencePose
        The same body with `camera`.
    """
    width, height = reference.pose.picture
    metre, ahead = pixels_per_metre(reference.pose), (0.5 * width, -0.5 * height)
    camera = CameraGeometry(
        skew=skew, wander=wander, trunk=trunk, metre=metre, ahead=ahead, focal=metre / USUAL_NEARNESS
    )
    if pitch and stands(reference.pose):
        told = pitch(camera, reference.pose)
        camera = replace(camera, pitch=told.down, pitch_uncertainty=told.uncertainty, pitch_stated=told.stated)
    upright = camera.upright(reference.pose)
    middle_of = (float(nan_midpoint(upright[Joint.ANKLE])[0]), ahead[1])
    near = {SIDE: nearness(upright), FRONT: USUAL_NEARNESS, BACK: USUAL_NEARNESS}.get(reference.view, 0.0)
    camera = replace(camera, inverse_distance=near, middle=middle_of, metre=pixels_per_metre(upright))
    if reference.view == SIDE:
        return replace(reference, camera=camera)
    turned = off_square(replace(reference, camera=camera))
    return replace(reference, camera=replace(camera, turned=0.0 if math.isnan(turned) else turned))


def nearness(pose: Pose) -> float:
    """Return the inverse distance of a camera that sees the body from the side.

    The picture's middle is at the height of a level camera, and what is nearer is further from it by a like share.

    Parameters
    ----------
    pose : Pose
        One frame.

    Returns
    -------
    float
        1/m; 0 where the body lies.
    """
    metre = pixels_per_metre(pose)
    if not stands(pose) or not metre:
        return 0.0
    height = (pose.xyz[FEET, :, 1] + 0.5 * pose.picture[1]) / metre
    weighed = height * pose.world[FEET, :, 2]
    lower, deeper = (or_zero(part[:, LEFT] - part[:, RIGHT]) for part in (height, weighed))
    told = (float(lower @ deeper) + USUAL_NEARNESS * USUAL_WEIGHT) / (float(deeper @ deeper) + USUAL_WEIGHT)
    return min(max(told, 0.0), MAX_NEARNESS)


def pixels_per_metre(pose: Pose) -> float:
    """Return the scale of the picture at the body.

    Parameters
    ----------
    pose : Pose
        One frame or a track of any shape.

    Returns
    -------
    float
        px/m: height of the body in the picture over its height in the network's metres; 0 where unseen.
    """
    seen = ~np.isnan(pose.xyz[..., 1] + pose.world[..., 1])
    if not seen.any():
        return 0.0
    picture, metres = (np.ptp(points[seen, 1]) for points in (pose.xyz, pose.world))
    return float(picture / metres) if metres > 0 else 0.0
