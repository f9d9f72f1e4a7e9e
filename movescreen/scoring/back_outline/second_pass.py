"""The second look at a clip: the outline of the low back, standing and at the bottom of each repetition."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from movescreen.measures.reference_pose import ReferencePose
from movescreen.pose.pose import Pose
from movescreen.records.record import Record, Repetition
from movescreen.scoring.back_outline import BackChange, Picture, Shot, change_seen, surely
from movescreen.scoring.readings import NO_PICTURES, ReadingBuilder
from movescreen.scoring.set_findings import set_findings
from movescreen.video.frame import Frame

SHOTS = 5  # pictures of each phase of a repetition
STOOD = 0.5  # s before a repetition that show the person standing
TURNS = ("camera_roll_deg", "support")  # settings that an outline depends on

Phases = tuple[NDArray[np.intp], NDArray[np.intp]]  # the frames of standing and of the extreme
References = ReferencePose | Sequence[ReferencePose]
Change = tuple[float, float, str]  # what was read of an outline: value, uncertainty, reason
Key = tuple[tuple[int, ...], tuple[int, ...], str, float]  # what a change hangs on: the frames and the way one faces
Seen = dict[Key, BackChange]  # changes that were looked for already, as sure as if they were seen from square on


def needs_pictures(record: Record) -> bool:
    """Return whether a record has something to look for in the pictures."""
    return any(r.reason == NO_PICTURES for rep in record.repetitions for r in rep.readings)


def with_backs(
    record: Record,
    builder: ReadingBuilder,
    reference: References,
    poses: Pose,
    frames: Iterable[Frame],
    seen: Seen | None = None,
) -> Record:
    """Add the outline of the back in each repetition to a record.

    Parameters
    ----------
    record : Record
        The record of a clip.
    builder : ReadingBuilder
        Builds the new readings.
    reference : ReferencePose or sequence of ReferencePose
        The standing body: one for all repetitions, or one for each.
    poses : Pose, (n_frames,)
        Smoothed poses of all frames.
    frames : iterable of Frame
        The clip's frames once more; at most those of one repetition are held.
    seen : dict, optional
        Outlines found before; new ones are added.

    Returns
    -------
    Record
        With back shape.
    """
    seen = {} if seen is None else seen
    phases = _phases(record, reference)
    new = [(pair, against) for pair, against in phases if _key(pair, against) not in seen]
    shots = _shots([pair for pair, _ in new], poses, iter(frames))
    for (pair, against), shot in zip(new, shots, strict=True):
        seen[_key(pair, against)] = change_seen(*shot, against)
    changes = [surely(seen[_key(pair, against)], against) for pair, against in phases]
    return _with(record, builder, [(change.value, change.uncertainty, change.reason) for change in changes])


def carried_over(record: Record, builder: ReadingBuilder, before: Record) -> Record:
    """Return the record with the outlines of an earlier one of the same repetitions; unchanged if it lacks one."""
    known = {_moments(rep): _outline(rep, builder) for rep in before.repetitions}
    changes = [known.get(_moments(rep)) for rep in record.repetitions]
    same = all(before.provenance["settings"][name] == getattr(builder.settings, name) for name in TURNS)
    whole = [change for change in changes if change]
    return _with(record, builder, whole) if same and len(whole) == len(changes) else record


def frames_wanted(record: Record, reference: References | None = None, seen: Collection[Key] = ()) -> set[int]:
    """Return the numbers of the frames whose pictures the outlines need that were not `seen` in this pose."""
    if reference is None:
        new = [_frames(record, rep) for rep in record.repetitions]
    else:
        new = [pair for pair, against in _phases(record, reference) if _key(pair, against) not in seen]
    return {int(n) for pair in new for numbers in pair for n in numbers}


def _with(record: Record, builder: ReadingBuilder, changes: Sequence[Change]) -> Record:
    """Return the record with what was read of the back in each repetition."""
    reps = tuple(
        replace(
            rep,
            readings=tuple(builder.with_outline(r, *change) if r.reason == NO_PICTURES else r for r in rep.readings),
        )
        for rep, change in zip(record.repetitions, changes, strict=True)
    )
    return replace(
        record, repetitions=reps, findings=set_findings(builder.screen, [r.readings for r in reps], record.view)
    )


def _moments(rep: Repetition) -> tuple[float, float, float]:
    """Return what tells a repetition from any other."""
    return rep.start_s, rep.bottom_s, rep.end_s


def _outline(rep: Repetition, builder: ReadingBuilder) -> Change | None:
    """Return what was read of the back in an earlier record's repetition; nothing where nobody looked."""
    names = {measure.name for measure in builder.screen.from_pictures}
    read = (r for r in rep.readings if r.measure in names and r.reason != NO_PICTURES)
    return next(((r.value, r.uncertainty, r.reason) for r in read), None)


def _phases(record: Record, reference: References) -> list[tuple[Phases, ReferencePose]]:
    """Return the frames of each repetition's outlines, and what it was measured against."""
    count = len(record.repetitions)
    each = [reference] * count if isinstance(reference, ReferencePose) else reference
    return [(_frames(record, rep), against) for rep, against in zip(record.repetitions, each, strict=True)]


def _frames(record: Record, rep: Repetition) -> Phases:
    """Return the frames of a repetition's outlines."""
    return _standing(record, rep), _bottom(record, rep)


def _key(phases: Phases, reference: ReferencePose) -> Key:
    standing, bottom = (tuple(numbers.tolist()) for numbers in phases)
    return standing, bottom, reference.view, reference.forward


def _standing(record: Record, rep: Repetition) -> NDArray[np.intp]:
    """Return some frames from just before a repetition."""
    time = record.frames.time
    return _some(np.flatnonzero((time <= rep.start_s) & (time >= rep.start_s - STOOD)))


def _bottom(record: Record, rep: Repetition) -> NDArray[np.intp]:
    """Return some frames at the extreme of a repetition."""
    within = record.frames.rep == rep.number
    moment = np.abs(record.frames.time - rep.bottom_s).argmin()
    return _some(np.flatnonzero(within & (record.frames.phase == record.frames.phase[moment])))


def _some(numbers: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return at most `SHOTS` of them, evenly spread."""
    return numbers[np.unique(np.linspace(0, len(numbers) - 1, SHOTS).astype(int))] if len(numbers) else numbers


def _shots(phases: list[Phases], poses: Pose, frames: Iterator[Frame]) -> Iterator[tuple[list[Shot], list[Shot]]]:
    """Yield the pictures of each repetition's phases with their poses; those that no later one needs are let go."""
    wanted = [{int(n) for numbers in pair for n in numbers} for pair in phases]
    pictures: dict[int, Picture] = {}
    for number, (standing, bottom) in enumerate(phases):
        later = set().union(*wanted[number:])
        pictures = {n: picture for n, picture in pictures.items() if n in later}
        while not wanted[number] <= pictures.keys() and (frame := next(frames, None)):
            if frame.index in later:
                pictures[frame.index] = frame.picture
        yield _at(standing, pictures, poses), _at(bottom, pictures, poses)


def _at(numbers: NDArray[np.intp], pictures: dict[int, Picture], poses: Pose) -> list[Shot]:
    """Return the pictures at hand of some frames, with their poses."""
    return [(pictures[int(n)], poses.at(int(n))) for n in numbers if int(n) in pictures]
