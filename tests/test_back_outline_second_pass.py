"""The second look at a recording: what was seen of a back stays seen, however the recording goes on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pytest
from people import SQUAT, repetitions, seen, squat

from movescreen.measures.reference_pose import ReferencePose
from movescreen.records.record import Record
from movescreen.scoring.back_outline import BackChange, second_pass
from movescreen.scoring.back_outline.second_pass import Seen, frames_wanted, with_backs
from movescreen.session import Session
from movescreen.video import Frame

TRACK = seen(squat(repetitions(2, lead=1.5, descent=0.9, bottom=0.3, ascent=0.8, rest=1.6)), "left")
GREY = np.full((4, 4, 3), 120, np.uint8)


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """When the person stood in each look that was taken: what it tells of the back is that moment."""
    taken: list[float] = []

    def look(
        standing: Sequence[second_pass.Shot], bottom: Sequence[second_pass.Shot], reference: ReferencePose
    ) -> BackChange:
        taken.append(float(standing[0][1].time))
        return BackChange(taken[-1], 1.0)

    monkeypatch.setattr(second_pass, "change_seen", look)
    return taken


def pictures(wanted: Iterable[int]) -> Iterator[Frame]:
    return (Frame(number, 0.0, GREY) for number in sorted(wanted))


def looked_up(record: Record, session: Session, known: Seen) -> Record:
    assert session.reference
    wanted = frames_wanted(record, session.reference, known)
    return with_backs(record, session.builder, session.reference, session.smoothed, pictures(wanted), known)


def test_what_was_seen_while_recording_is_not_looked_for_at_the_end(looks: list[float]) -> None:
    session, known, ended = Session(SQUAT, "side"), Seen(), []
    for number in range(len(TRACK)):
        if session.push(TRACK.at(number)).repetitions:
            ended.append(len(looked_up(session.record(), session, known).repetitions))
    record = session.close()[1]
    assert ended == [1, 2][: len(ended)] != [] and len(looks) == len(ended)
    live = looked_up(record, session, known)
    assert len(looks) == 2 and frames_wanted(record, session.reference, known) == set()
    assert live == looked_up(record, session, Seen()) and len(looks) == 4


def test_who_turned_round_is_looked_at_anew(looks: list[float]) -> None:
    session, known = Session(SQUAT, "side"), Seen()
    session.push(TRACK)
    record = session.close()[1]
    looked_up(record, session, known)
    assert session.reference
    session.reference_tracker.reference = session.reference.mirrored()
    assert frames_wanted(record, session.reference, known) == frames_wanted(record)
    looked_up(record, session, known)
    assert len(looks) == 4
