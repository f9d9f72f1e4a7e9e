"""The annotated clip: the body, what is measured on it, the values, the repetition and its phase, frame by frame."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace

import cv2
import numpy as np

from movescreen.measures.reference_pose import ReferencePose
from movescreen.output.language.language import Language
from movescreen.output.pictures.captions import Captions
from movescreen.output.pictures.overlay import Picture, drawn
from movescreen.output.pictures.overlay_lines import measured_lines
from movescreen.output.pictures.stills import Cover, levelled_picture, moved, stood
from movescreen.pose.pose import RIGHT
from movescreen.records.record import Record
from movescreen.screens import screens
from movescreen.session import Session
from movescreen.video import Frame
from movescreen.video.writer import VideoWriter

PIXELS = 480 * 640  # of a picture, at most
SOON = 0.75 / 30  # s after a picture in which there is no other: of 60 a second every other one is left out


class Annotation:
    """Draws on the frames of a clip what a session found in them, once it is closed."""

    def __init__(self, record: Record, session: Session, language: Language) -> None:
        self._record, self._poses, self._roll = record, session.smoothed, session.settings.roll
        width, height = self._poses.picture
        self._scale = min(1.0, math.sqrt(PIXELS / (width * height)))
        self._size = (nearest_even(width * self._scale), nearest_even(height * self._scale))
        self._captions = Captions(record, session.builder.uncertainty, language, self._size[0], min(self._size))
        self._references = [self._small_reference(of, number) for number, of in enumerate(session.references)]

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the film, with what stands below the pictures."""
        return self._size[0], self._size[1] + self._captions.height

    def filming(self, frames: Iterable[Frame], film: VideoWriter, cover: Cover) -> Iterator[Frame]:
        """Yield the same frames; as many as the eye follows are added to the film, of each what may be shown."""
        due = -math.inf
        for frame in frames:
            if frame.time >= due and frame.index < len(self._poses):
                due = frame.time + SOON
                self._film(frame, film, cover)
            yield frame

    def _film(self, frame: Frame, film: VideoWriter, cover: Cover) -> None:
        small = cv2.resize(frame.picture, self._size).astype(np.uint8, copy=False)
        picture = cover(replace(frame, picture=small))
        if picture is not None:
            film.add(frame.time, self._marked(frame.index, levelled_picture(picture, self._roll)))

    def _marked(self, index: int, picture: Picture) -> Picture:
        """Return a small picture with all that belongs on it."""
        pose, reference = moved(self._poses.at(index), 0, 0, self._scale), self._reference(index)
        lines = measured_lines(pose, reference, screens()[self._record.screen]) if reference else ()
        near = reference.support_side if reference else RIGHT
        return np.concatenate([drawn(picture, pose, near=near, lines=lines), self._captions.below(index)])

    def _reference(self, index: int) -> ReferencePose | None:
        """Return the reference pose of the repetition that a frame belongs to, or of the next one."""
        time = self._record.frames.time[index]
        coming = sum(rep.end_s < time for rep in self._record.repetitions)
        return self._references[min(coming, len(self._references) - 1)] if self._references else None

    def _small_reference(self, reference: ReferencePose | None, number: int) -> ReferencePose | None:
        if reference is None:
            return None
        reference = stood(self._record.repetitions[number], reference, self._poses)
        return replace(reference, pose=moved(reference.pose, 0, 0, self._scale))


def nearest_even(length: float) -> int:
    """Return the even number of pixels nearest to a length, as H.264 needs it."""
    return max(2, 2 * round(length / 2))
