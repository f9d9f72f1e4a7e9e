"""Correct poses in which the network confuses the front and the back of a body; its feet decide.

Where a face cannot be recognised the network now and then takes the front for the back, from frame to frame and often
only of a part of the body. The feet stay: toes that point to the camera lie lower in the picture than the heels.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from movescreen.pose.left_right_swaps import swapped
from movescreen.pose.pose import LEFT, RIGHT, Array, Joint, Pose

Flags = NDArray[np.bool_]

# Of the body's height in the picture. On 22 clips of rendered and real people toes lay 0.013 to 0.15 lower than heels
# from the front and 0.003 to 0.038 higher from behind. Before a low camera that turns round: feet alone do not decide.
TOES_LOWER, TOES_HIGHER = 0.01, 0.0
AHEAD = 0.04  # as far as toes lie to a side of the heels face on, left and right together; from the side some 0.1
CROSSED = 0.01  # so far a pair has to be the other way round
PLAIN = 0.03  # so far pairs lie apart where a front or a back is plain
AT_ONCE_S = 0.15  # nobody turns from a plain front to a plain back so fast
DOUBTED_S = 3.0  # after a body that did turn at once, or that is front and back in one frame
BODY = [Joint.SHOULDER, Joint.HIP]

HEAD = (Joint.NOSE, Joint.EYE_INNER, Joint.EYE, Joint.EYE_OUTER, Joint.EAR, Joint.MOUTH)
ARMS = (Joint.ELBOW, Joint.WRIST, Joint.PINKY, Joint.INDEX, Joint.THUMB)
ALONE = (Joint.SHOULDER, Joint.HIP, Joint.KNEE, Joint.ANKLE, Joint.HEEL, Joint.TOE)


class FacingCorrector:
    """Puts left and right where the feet say that they are, while the rest of a body is front and back by turns.

    A fold, blind to how frames come in. Frames that do not show a standing body face on are left alone, and so is a
    body that is steadily the one or the other, whatever its feet seem to say.
    """

    def __init__(self) -> None:
        self._plain, self._since, self._doubt = 0.0, -np.inf, -np.inf  # the last plain way, its time, the last doubt

    def push(self, found: Pose, pose: Pose) -> tuple[Pose, Flags]:
        """Put the next frames in order.

        Parameters
        ----------
        found : Pose
            Frames of shape `(n_frames,)` as the network found them, which tell when it is of two minds.
        pose : Pose
            The same after swaps that last a moment were put back.

        Returns
        -------
        Pose
            The same frames.
        ndarray of bool, shape (n_frames,)
            In which of them the rest of the body contradicted the feet.
        """
        height = _height(found)
        doubted = self._doubted(pose.time, _across(found) / height[:, None])
        if not doubted.any():
            return pose, doubted
        facing = np.where(doubted, _facing(pose.xyz[..., :2], height), np.nan)
        across = facing[:, None] * _across(pose) / height[:, None]
        wrong = np.zeros((len(pose), len(Joint)), bool)
        with np.errstate(invalid="ignore"):
            for joint in ALONE:
                wrong[:, joint] = across[:, joint] > CROSSED
            arms = np.nan_to_num(across[:, [Joint.ELBOW, Joint.WRIST]]).sum(axis=1) > 2 * CROSSED
        wrong[:, ARMS] = (arms & wrong[:, Joint.SHOULDER])[:, None]
        wrong[:, HEAD] = wrong[:, [Joint.SHOULDER]]
        contradicted: Flags = np.asarray(wrong.any(axis=1))
        return (swapped(pose, wrong) if contradicted.any() else pose), contradicted

    def _doubted(self, time: Array, across: Array) -> Flags:
        """Return the frames in which front or back is doubtful: soon after both seemed to be seen."""
        with np.errstate(invalid="ignore"):
            trunk, toes = across[:, BODY].mean(axis=1), across[:, Joint.TOE]
            plain = np.where(np.abs(trunk) > PLAIN, np.sign(trunk), 0.0)
            both = (plain != 0) & (np.abs(toes) > PLAIN) & (np.sign(toes) == -plain)
        seen = np.flatnonzero(plain != 0)
        ways, times = np.append(self._plain, plain[seen]), np.append(self._since, time[seen])
        turned = seen[(ways[1:] == -ways[:-1]) & (ways[1:] != 0) & (times[1:] - times[:-1] <= AT_ONCE_S)]
        self._plain, self._since = float(ways[-1]), float(times[-1])
        doubts = np.full(len(time), -np.inf)
        doubts[turned], doubts[both] = time[turned], time[both]
        last = np.maximum(np.maximum.accumulate(doubts), self._doubt) if len(time) else doubts
        self._doubt = float(last[-1]) if len(time) else self._doubt
        return np.asarray(time - last <= DOUBTED_S)


def _height(pose: Pose) -> Array:
    """Return how high a body reaches in the picture, px, `(frame,)`."""
    up = pose.xyz[..., 1]
    return np.asarray(np.fmax.reduce(up, axis=(1, 2)) - np.fmin.reduce(up, axis=(1, 2)))


def _across(pose: Pose) -> Array:
    """Return how far right points lie to the picture's right of left ones, px, `(frame, joint)`."""
    return pose.xyz[:, :, RIGHT, 0] - pose.xyz[:, :, LEFT, 0]


def _facing(xy: Array, height: Array) -> Array:
    """Return +1 where the feet show the front, -1 where the back, NaN where they do not tell, `(frame,)`."""
    with np.errstate(invalid="ignore"):
        foot = (xy[:, Joint.TOE] - xy[:, Joint.HEEL]).mean(axis=1) / height[:, None]
        up = (xy[:, Joint.SHOULDER] - xy[:, Joint.ANKLE]).mean(axis=1)
        face_on = (np.abs(foot[:, 0]) < AHEAD) & (up[:, 1] > np.abs(up[:, 0]))
        front, back = foot[:, 1] < -TOES_LOWER, foot[:, 1] > TOES_HIGHER
    return np.where(face_on & front, 1.0, np.where(face_on & back, -1.0, np.nan))
