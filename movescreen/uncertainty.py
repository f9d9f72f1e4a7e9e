"""How sure a reading is: what jitter, the camera's position and the network each add, in the measure's own unit (1 SD).

    U² = u_network² + u_jitter² + u_yaw² + u_roll²

`u_network` is each measure's own: how far the network's points lie from the body's, which no averaging takes away. The
others are worked out on the pose itself by moving its points, or the camera, and measuring again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from movescreen.body import JOINTS, Array, Pose
from movescreen.screens import Screen
from movescreen.settings import Settings
from movescreen.stance import Stance, median

LEAST_JITTER = 0.0047  # of leg length, 4 mm on an adult: what stays after smoothing, however still the points seem
ALIKE = 5  # neighbouring frames that err alike, so that as many count as one
POINTS = JOINTS * 2 * 2

Turn = Callable[[Pose, float], Pose]


def uncertainty(screen: Screen, raw: Pose, smooth: Pose, stance: Stance, settings: Settings) -> Array:
    """The uncertainty of each column's middle value over frames at the extreme: `(columns,)`."""
    pose = median(smooth)
    network = np.array([settings.uncertainties.get(m.name, m.uncertainty) for m, _ in screen.columns])
    parts = [network, _jitter(screen, raw, smooth, pose, stance)]
    parts.append(_swing(screen, pose, stance, np.radians(settings.yaw_deg), yawed))
    parts.append(_swing(screen, pose, stance, np.radians(settings.roll_deg), rolled))
    return np.sqrt(np.sum(np.square(parts), axis=0))


def _jitter(screen: Screen, raw: Pose, smooth: Pose, pose: Pose, stance: Stance) -> Array:
    """What the points' jitter adds: each point moved by as much as it jitters, and the changes added in squares."""
    sigma = np.maximum(jitter(raw, smooth) / np.sqrt(max(1.0, len(raw) / ALIKE)), LEAST_JITTER * stance.leg)
    moves = np.zeros((POINTS, *pose.xyz.shape))
    moves[..., :2].reshape(POINTS, POINTS)[np.diag_indices(POINTS)] = sigma.ravel()
    moved = Pose(np.zeros(POINTS), pose.xyz + moves, pose.world, pose.seen, pose.picture)
    change = screen.values(moved, stance) - screen.values(pose, stance)
    return np.sqrt(np.sum(np.square(change), axis=0))


def jitter(raw: Pose, smooth: Pose) -> Array:
    """How far the points stray from their smoothed track, pixels (1 SD), `(joint, side, axis)`; 0 where unseen."""
    stray = np.square(raw.xyz[..., :2] - smooth.xyz[..., :2])
    count = np.sum(~np.isnan(stray), axis=0)
    return np.sqrt(np.nansum(stray, axis=0) / np.maximum(count, 1))


def _swing(screen: Screen, pose: Pose, stance: Stance, angle: float, turned: Turn) -> Array:
    """Half the change of each column when the camera is turned by `angle` one way and the other; 0 where unknown."""
    there, back = (
        screen.values(turned(pose, way), replace(stance, pose=turned(stance.pose, way))) for way in (angle, -angle)
    )
    return np.nan_to_num(0.5 * np.abs(there - back))


def rolled(pose: Pose, angle: float) -> Pose:
    """The pose as a camera sees it that is tilted sideways by `angle` (rad)."""
    x, y = pose.xyz[..., 0], pose.xyz[..., 1]
    turned = [x * np.cos(angle) - y * np.sin(angle), x * np.sin(angle) + y * np.cos(angle), pose.xyz[..., 2]]
    return replace(pose, xyz=np.stack(turned, axis=-1))


def yawed(pose: Pose, angle: float) -> Pose:
    """The pose as a camera sees it that stands `angle` (rad) further round the body, by the depth the network gives."""
    x, depth = pose.xyz[..., 0], pose.world[..., 2] * scale(pose)
    turned = [x * np.cos(angle) + depth * np.sin(angle), pose.xyz[..., 1], pose.xyz[..., 2]]
    return replace(pose, xyz=np.stack(turned, axis=-1))


def scale(pose: Pose) -> float:
    """Pixels to a metre: how much larger the body is in the picture than in the network's metres."""
    spread = np.nanstd(pose.xyz[..., :2], axis=(0, 1)) / np.nanstd(pose.world[..., :2], axis=(0, 1))
    return float(np.max(spread))
