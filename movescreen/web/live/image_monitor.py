"""The monitor of a camera's pictures: black, frozen and missing ones, and a regular check of one."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from time import perf_counter

import numpy as np

from movescreen.pose.estimators.people_counter import PeopleCounter
from movescreen.pose.pose import Pose
from movescreen.pose.weights import Bundle
from movescreen.web.live import phrases
from movescreen.web.live.camera_feed import Feed, TakenFrame
from movescreen.web.live.image_checks import ImageCheck, Picture, is_black, light, roll
from movescreen.web.live.live_words import Words, sentence_of

EVERY = 1.5  # s between two checks; one takes a tenth of a second, in its own thread
SILENT = 2.0  # s without a picture: the camera is silent
FROZEN = 3.0  # s without a change in the picture: a sensor's noise is never twice the same
COARSE = 16  # every sixteenth pixel is compared
SLOW = 15.0  # frames a second
BLACK_EVERY = 0.3  # s between two looks whether all is black


class ImageMonitor:
    """Watches the frames of a camera; `glance` is the result of the last check."""

    def __init__(self, bundle: Bundle) -> None:
        self.glance = ImageCheck()
        self._bundle = bundle
        self._people: PeopleCounter | None = None
        self._aside = ThreadPoolExecutor(1, "lookout")
        self._coming: Future[ImageCheck] | None = None
        self._glanced = self._checked = -EVERY
        self._before: Picture | None = None
        self._changed = 0.0
        self._black = False

    def see(self, taken: TakenFrame, pose: Pose, glances: bool) -> None:
        """Watch a frame.

        Parameters
        ----------
        taken : TakenFrame
            The frame, and when it came.
        pose : Pose, ()
            The body in it.
        glances : bool
            Look closely now and then.
        """
        picture, now = taken.frame.picture, taken.at
        self._watch(picture, now)
        if self._coming and self._coming.done():
            self.glance, self._coming = self._coming.result(), None
        if glances and self._coming is None and now - self._glanced > EVERY:
            self._glanced = now
            self._coming = self._aside.submit(self._look, picture, pose)

    def trouble(self, feed: Feed, words: Words = phrases) -> str:
        """Return the problem of the camera in words; "" without one."""
        now, rate = perf_counter(), feed.rate
        if feed.trouble:
            return sentence_of(feed.trouble, words)
        if now - feed.last > SILENT:
            return words.TROUBLES["silent"].format(seconds=now - feed.last)
        if self._black:
            return words.TROUBLES["black"]
        if now - self._changed > FROZEN and self._before is not None:
            return words.TROUBLES["frozen"].format(seconds=now - self._changed)
        return words.TROUBLES["slow"].format(rate=rate) if 0 < rate < SLOW else ""

    def forget(self) -> None:
        """Know nothing of pictures that came before: the camera was off."""
        self.glance, self._before, self._black = ImageCheck(), None, False

    def _watch(self, picture: Picture, now: float) -> None:
        """Note whether the picture is black, and since when it has not changed.

        A stand-in that waits gives the very same picture again; a camera that hangs gives a copy.
        """
        coarse = picture[::COARSE, ::COARSE]
        before = self._before
        if before is None or before.base is picture or not np.array_equal(before, coarse):
            self._changed = now
        self._before = coarse
        if now - self._checked > BLACK_EVERY:
            self._checked, self._black = now, is_black(picture)

    def _look(self, picture: Picture, pose: Pose) -> ImageCheck:
        if self._people is None:
            self._people = PeopleCounter(self._bundle)
        return ImageCheck(light(picture, pose), roll(picture), self._people(picture))

    def close(self) -> None:
        """No more glances."""
        self._aside.shutdown(cancel_futures=True)
        if self._people:
            self._people.close()
