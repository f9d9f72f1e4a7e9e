"""The current reference pose: which still spell, or which usual pose, a movement is measured against."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from movescreen.measures.reference_from_frames import MIN_FRAMES, breadth, reference_pose_of, usual_reference_pose
from movescreen.measures.reference_pose import AUTO, OBLIQUE, SIDE, ReferencePose
from movescreen.pose.pose import Pose
from movescreen.screens import Screen
from movescreen.segmentation.floor_contact import drift, stays, steadied
from movescreen.segmentation.rest import LOOK_BACK_S, RestDetector

PAUSE_EFFORT_SHARE = 0.5  # of the least effort of a repetition: a still pose further out is a pause in one; by eye


class ReferenceTracker:
    """Finds the reference pose in a track: a fold, blind to how the frames are cut into pushes.

    Parameters
    ----------
    screen : Screen
        Says when its movement is at rest.
    view : str
        The view that the user stated, or `AUTO`.
    complete : callable
        Adds to a new reference pose what is known of the camera and of the body.

    Attributes
    ----------
    reference : ReferencePose or None
        The current reference pose; None until the person was still.
    """

    def __init__(self, screen: Screen, view: str, complete: Callable[[ReferencePose], ReferencePose]) -> None:
        self.reference: ReferencePose | None = None
        self._movement = screen.movement
        self._one_leg = screen.support is not None
        self._view, self._stated = view, view != AUTO
        self._complete = complete
        self._stillness = RestDetector()

    def rests(self, track: Pose) -> Iterator[tuple[int, int]]:
        """Yield the still spells that ripen in a part of the track.

        Parameters
        ----------
        track : Pose, (n_frames,)
            The next frames.

        Yields
        ------
        tuple of int
            First and last frame.
        """
        yield from self._stillness.push(track, self._movement.at_rest(track))

    def candidate(self, spell: Pose) -> ReferencePose | None:
        """Return the pose of a still spell.

        Parameters
        ----------
        spell : Pose, (n_frames,)
            The still frames.

        Returns
        -------
        ReferencePose or None
            None if the body is not whole, or it is a pause in a repetition.
        """
        candidate = self._seen(spell.at(spell.time >= spell.time[-1] - LOOK_BACK_S))
        if not (candidate.whole and self._movement.may_rest(candidate.pose)):
            return None
        knows_less = self.reference is not None and np.isnan(breadth(candidate.pose))
        return None if knows_less or self._is_pause(candidate) else candidate

    def _seen(self, still: Pose) -> ReferencePose:
        """Return the reference pose of still frames, in the view held so far unless it plainly is another one."""
        held = reference_pose_of(still, self._view)
        if self._stated or self._view == AUTO or held.view != OBLIQUE:
            return held
        anew = reference_pose_of(still, AUTO)
        return anew if anew.view != OBLIQUE else held

    def otherwise(self, standing: Pose) -> ReferencePose | None:
        """Return the reference pose of frames that plainly show another view or another way than the current one.

        Parameters
        ----------
        standing : Pose, (n_frames,)
            Frames of standing.

        Returns
        -------
        ReferencePose or None
            None if they show the same, or the view is stated.
        """
        reference = self.reference
        if self._stated or reference is None or self._movement.lies or len(standing) < MIN_FRAMES:
            return None
        own = reference_pose_of(standing)
        if not own.whole or own.view == OBLIQUE:
            return None
        held = reference_pose_of(standing, reference.view) if reference.view != OBLIQUE else own
        turned = own.view == reference.view == SIDE and own.forward != reference.forward
        return own if turned or (held.view == OBLIQUE and own.view != reference.view) else None

    def _is_pause(self, candidate: ReferencePose) -> bool:
        if self.reference is None or self.feet_moved(candidate):
            return False
        steady = steadied(candidate.pose, drift(candidate.pose, self.reference))  # whatever the camera did since
        effort = self._movement.effort(steady, self.reference)[0]
        return bool(effort > PAUSE_EFFORT_SHARE * self._movement.min_effort)

    def feet_moved(self, candidate: ReferencePose) -> bool:
        """Return whether the person stands elsewhere than in the current reference pose."""
        reference = self.reference
        return reference is not None and not stays(candidate.pose, reference.pose, reference, self._one_leg)

    def accept(self, candidate: ReferencePose) -> None:
        """Take a candidate as the reference pose."""
        self.reference = self._complete(candidate)

    def fall_back(self, track: Pose) -> None:
        """Take the usual pose at rest of the whole track, because the person was never still.

        Parameters
        ----------
        track : Pose, (n_frames,)
            All frames.
        """
        resting = track.at(self._movement.at_rest(track))
        usual = usual_reference_pose(
            resting, lambda reference: self._movement.effort(resting, reference)[:, 0], self._view
        )
        if usual:
            self.accept(usual)

    def keep_view(self) -> None:
        """Hold on to the view of the reference pose, now that a repetition was seen in it."""
        if not self._stated and self.reference is not None and self.reference.view != OBLIQUE:
            self._view = self.reference.view
