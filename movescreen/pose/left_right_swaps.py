"""Left and right that change places for a moment: pairs of points of which each suddenly continues the other's way."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from movescreen.pose.pose import Array, Joint, Pose

Flags = NDArray[np.bool_]

MAX_SWAP_S = 1.0  # s: after a longer change nobody knows which was which
MIN_CLEAR_S = 0.5  # s since sides were last in doubt before a swap is put back ...
MIN_CLEAR_RATIO = 4.0  # ... plus this many times the time put back so far
MAX_STEP_S = 0.25  # s between two frames after which one need not continue the other
MIN_PAIRS = 2  # pairs that change places together
NOISE_SHARE = 0.05  # of the body's height and width in the picture, some 10 cm: more than noise

# What changes places together, and the pairs of it that tell.
ARMS = slice(Joint.EYE_INNER, Joint.HIP), [Joint.SHOULDER, Joint.ELBOW, Joint.WRIST]
LEGS = slice(Joint.HIP, Joint.TOE + 1), [Joint.HIP, Joint.KNEE, Joint.ANKLE, Joint.HEEL, Joint.TOE]
NEVER = np.array([-np.inf])


class SwapCorrector:
    """Puts left and right back where they changed places for up to a second: a fold, blind to how frames come in.

    A change is a frame in which swapping two pairs or more of the legs, or of the arms, halves their way from the frame
    before, by more than noise. It ends with the next such frame. Pairs that plainly stayed are left alone. `legs` are
    better left as they are where one is in the air: networks take it for the other for seconds, before a lift or in it.
    """

    def __init__(self, legs: bool = True) -> None:
        self.undone = 0  # frames
        self._last: tuple[Array, Array] | None = None
        self._halves = (_Half(*ARMS), _Half(*LEGS)) if legs else (_Half(*ARMS),)

    @property
    def unclear(self) -> int:
        """The number of changes that were not corrected: too early or often to be sure, or undone too late or never."""
        return sum(half.unclear for half in self._halves)

    def push(self, pose: Pose) -> Pose:
        """Put left and right of the next frames in their places.

        Parameters
        ----------
        pose : Pose, (n_frames,)
            Frames as the network gave them.

        Returns
        -------
        Pose, (n_frames,)
            The same frames, swapped where the network had mixed up the sides.
        """
        seen = np.isfinite(pose.xyz[..., 0]).any(axis=(1, 2))
        track = pose if seen.all() else pose.at(seen)
        if not len(track):
            return pose
        ways = self._ways(track.time, track.xyz[..., :2])
        if not (len(ways.events) or any(half.under_way for half in self._halves)):
            return pose
        changed = np.zeros((len(track), len(Joint)), bool)
        for half in self._halves:
            half.swap(changed, ways)
        if not changed.any():
            return pose
        self.undone += int(changed.any(axis=1).sum())
        where = np.zeros((len(pose), len(Joint)), bool)
        where[seen] = changed
        return swapped(pose, where)

    def _ways(self, time: Array, xy: Array) -> _Ways:
        """Return the steps to these frames, the first one from the last that was pushed."""
        before, was = (NEVER, xy[:1]) if self._last is None else self._last
        self._last = time[-1:].copy(), xy[-1:].copy()
        return _Ways(np.concatenate([before, time]), np.concatenate([was, xy]))


class _Ways:
    """The step to each frame but the first: at what `time`, and in which frames, the `events`, something may change."""

    def __init__(self, time: Array, xy: Array) -> None:
        self.time, self._long, self._xy = time[1:], time[1:] - time[:-1] > MAX_STEP_S, xy[1:]
        self._way, self._crossed = _steps(xy[1:] - xy[:-1]), _steps(xy[1:, :, ::-1] - xy[:-1])
        self._shorter = 2 * self._crossed < self._way  # by swapping left and right
        self.events = np.flatnonzero(self._long | self._shorter.any(axis=1))

    @cached_property
    def long(self) -> Flags:
        """Whether each event comes after a long step, `(event,)`."""
        return self._long[self.events]

    @cached_property
    def changed(self) -> Flags:
        """Whether each pair changed places in an event, by more than noise, `(event, joint)`."""
        return (self._gain > self._plain) & self._shorter[self.events]

    @cached_property
    def stayed(self) -> Flags:
        """Whether each pair plainly stayed in an event, `(event, joint)`."""
        return -self._gain > self._plain

    @cached_property
    def _gain(self) -> Array:
        return (self._way - self._crossed)[self.events]

    @cached_property
    def _plain(self) -> Array:
        there = self._xy[self.events]
        extent = np.fmax.reduce(there, axis=(1, 2)) - np.fmin.reduce(there, axis=(1, 2))
        return NOISE_SHARE * extent.sum(axis=1)[:, None]


def _steps(moved: Array) -> Array:
    """Return how far pairs moved, from `(frame, joint, side, axis)` to `(frame, joint)`."""
    each = np.abs(moved)
    both = each[..., 0, :] + each[..., 1, :]
    return both[..., 0] + both[..., 1]


class _Half:
    """Arms and head, or legs: since when pairs have changed places, and which."""

    def __init__(self, joints: slice, telling: list[Joint]) -> None:
        self.joints, self.telling = joints, telling
        self.unclear = 0
        self._known, self._spent = -np.inf, 0.0  # since when which side is which, and for how long not, s
        self._since: float | None = None
        self._late = False  # for a change to be taken back
        self._pairs: Flags = np.empty(0, bool)

    @property
    def under_way(self) -> bool:
        """Whether a change has begun and not ended."""
        return self._since is not None

    def swap(self, swapped: Flags, ways: _Ways) -> None:
        """Mark the pairs that have changed places in `swapped`, `(frame, joint)`, where none is marked."""
        change = ways.changed[:, self.telling].sum(axis=1) >= MIN_PAIRS
        begin = 0
        for event in np.flatnonzero(change | ways.long).tolist():
            turn = int(ways.events[event])
            self._mark(swapped[begin:turn, self.joints], ways.time[begin:turn])
            self._turn(float(ways.time[turn]), bool(ways.long[event]), ~ways.stayed[event, self.joints])
            begin = turn
        self._mark(swapped[begin:, self.joints], ways.time[begin:])

    def _turn(self, time: float, long: bool, pairs: Flags) -> None:
        """Begin or end a change of left and right at `time`; after a `long` step anything may be where it is."""
        lasted = 0.0 if self._since is None else time - self._since
        self._spent += lasted
        begins = self._since is None and not long and time - self._known >= MIN_CLEAR_S + MIN_CLEAR_RATIO * self._spent
        if long or lasted > MAX_SWAP_S or (self._since is None and not begins):
            self.unclear += self._since is None and not long
            self._known, self._spent = time, 0.0
        self._since, self._pairs, self._late = time if begins else None, pairs, False

    def _mark(self, swapped: Flags, time: Array) -> None:
        """Mark the frames of a change, as long as it may still be taken back."""
        if self._since is None or not len(time):
            return
        swapped[time - self._since <= MAX_SWAP_S] = self._pairs
        if time[-1] - self._since > MAX_SWAP_S and not self._late:
            self.unclear, self._late = self.unclear + 1, True


def swapped(pose: Pose, where: Flags) -> Pose:
    """Return the track with left and right swapped where `where` is true.

    Parameters
    ----------
    pose : Pose
        Frames of shape `(n_frames,)`.
    where : ndarray of bool, shape (n_frames, n_joints)

    Returns
    -------
    Pose
        The same shape.
    """
    xyz, world = (np.where(where[..., None, None], a[:, :, ::-1], a) for a in (pose.xyz, pose.world))
    seen = np.where(where[..., None], pose.seen[..., ::-1], pose.seen)
    spread = None if pose.spread is None else np.where(where[..., None, None], pose.spread[:, :, ::-1], pose.spread)
    return replace(pose, xyz=xyz, world=world, seen=seen, spread=spread)
