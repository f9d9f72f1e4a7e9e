"""The rotation of the picture in which a lying body is found best: none or a quarter turn, chosen once and kept."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from movescreen.pose.estimators import PoseEstimator
from movescreen.pose.pose import Array, Joint, Pose
from movescreen.video import Frame

AS_IT_IS = 0  # deg clockwise: not turned
QUARTERS = (90, 270)  # deg clockwise: the turns that are tried
TRIED = 8  # frames with somebody in them that a choice rests on
ENOUGH = 0.8  # score of the unturned picture from which no turn is tried
BETTER = 1.1  # score of a turned picture over that of the unturned one, at least, to be chosen
LOST = 1.0  # s without a body after which the choice is made anew
LINE = [Joint.SHOULDER, Joint.HIP, Joint.KNEE, Joint.ANKLE]


class AutoRotator(PoseEstimator):
    """Poses from the rotation of the picture in which a tracker finds the body best, in px of the unturned picture.

    `opened` returns a tracker for a rotation. The first frames that show somebody are looked at unturned. If their
    score is below `ENOUGH`, the next frames are looked at turned too, and later frames only in the best rotation.

    On rendered and real bridges seen from the side every rotation scores 0.95 and more. Seen from the feet, none scores
    more than 0.6. So the network finds most lying bodies unturned; rotation is for the body that it does not find.
    """

    def __init__(self, opened: Callable[[int], PoseEstimator]) -> None:
        self._opened = opened
        self._trackers = {AS_IT_IS: opened(AS_IT_IS)}
        self.provenance = self._trackers[AS_IT_IS].provenance
        self._tried: dict[int, list[Pose]] = {AS_IT_IS: []}
        self._chosen: int | None = None
        self._last = 0.0  # when a body was seen

    def __call__(self, frame: Frame) -> Pose:
        """Return the pose in one picture; while there is no choice, as the way sees it that is best so far."""
        poses = {rotation: tracker(frame) for rotation, tracker in self._trackers.items()}
        pose = poses[self._best() if self._chosen is None else self._chosen]
        if any(pose.seen.any() for pose in poses.values()):
            self._last = frame.time
            if self._chosen is None:
                self._try(poses)
        elif len(self._trackers) == 1 and frame.time - self._last > LOST:
            self._look_again()
        return pose

    def close(self) -> None:
        """Release all trackers."""
        for tracker in self._trackers.values():
            tracker.close()

    def _try(self, poses: dict[int, Pose]) -> None:
        """Add what a frame showed, and choose when that was enough of them."""
        for rotation, pose in poses.items():
            self._tried[rotation].append(pose)
        if len(self._tried[AS_IT_IS]) < TRIED:
            return
        if len(self._trackers) > 1 or score(self._tried[AS_IT_IS]) >= ENOUGH:
            self._choose(self._best())
        else:
            self._look_again()

    def _look_again(self) -> None:
        """Look at the next frames every way."""
        open_ones = self._trackers
        self._trackers = {turn: open_ones.get(turn) or self._opened(turn) for turn in (AS_IT_IS, *QUARTERS)}
        self._tried = {rotation: [] for rotation in self._trackers}
        self._chosen = None

    def _choose(self, rotation: int) -> None:
        self._chosen = rotation
        for other in self._trackers.keys() - {rotation}:
            self._trackers.pop(other).close()
        self.provenance["rotation_deg"] = rotation

    def _best(self) -> int:
        """Return the rotation that scores best so far: no rotation, unless another one is clearly better."""
        scores = {rotation: score(poses) for rotation, poses in self._tried.items()}
        best = max(scores, key=lambda rotation: scores[rotation])
        return best if scores[best] > BETTER * scores.get(AS_IT_IS, 0.0) else min(scores)


def score(poses: list[Pose]) -> float:
    """Return how well a body is found in some frames, 0 to 1: visibility of its joints times steadiness of its bones.

    Both are of shoulder, hip, knee and ankle. A frame without a body counts as unsure; bones that are now long, now
    short are not seen where they are.

    Parameters
    ----------
    poses : list of Pose, () each
        The frames; one without a body has visibility 0.

    Returns
    -------
    float
        0 if there is no frame or no body.
    """
    if not poses:
        return 0.0
    seen = np.array([pose.seen[LINE].max(axis=-1) for pose in poses])
    xy = np.array([pose.xyz[LINE].mean(axis=1)[:, :2] for pose in poses if pose.seen.any()])
    return float(seen.mean() * steadiness(xy)) if len(xy) else 0.0


def steadiness(xy: Array) -> float:
    """Return 1 minus the mean coefficient of variation of the lengths of trunk, thigh and shank.

    Parameters
    ----------
    xy : ndarray, shape (n_frames, 4, 2)
        Shoulder, hip, knee and ankle, px.

    Returns
    -------
    float
        0 to 1; 1 for bones of constant length.
    """
    bones = np.linalg.norm(np.diff(xy, axis=1), axis=-1)
    return max(0.0, 1.0 - float((bones.std(axis=0) / np.maximum(bones.mean(axis=0), 1.0)).mean()))
