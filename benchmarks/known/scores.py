"""Records beside the truth: one row a reading, and the timing of one clip's repetitions."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from known.cases import Case
from known.definitions import OTHERWISE, TRUTH, Definition
from known.turns import Turn, reading, turns
from known.wholes import WHOLE
from movescreen.measures.registry import MEASURES
from movescreen.pose.pose import SIDES, Pose
from movescreen.records.record import Reading, Record, Repetition
from movescreen.screens import Finding, Screen, screens
from movescreen.session import Session

NAN = float("nan")
NETWORKS = {"clips": "blazepose"}  # what found the poses of a source; the others are markers and figures


@dataclass(frozen=True)
class Row:
    """A reading beside its truth, all in the measure's unit.

    `shown` says whether the measure can be had from where the camera stood. `ideal` is what a network without error
    would have led to; `otherwise` the truth by other definitions. `over` is by how much the truth lies beyond the
    finding's line, negative short of it.
    """

    source: str
    clip: str
    view: str
    condition: dict[str, float]
    rep: int
    measure: str
    side: str
    unit: str
    shown: bool
    value: float
    truth: float
    ideal: float
    otherwise: dict[str, float]
    uncertainty: float
    finding: str
    over: float
    state: str
    reason: str

    def off(self, truth: float) -> float:
        """The value less a truth; of angles the shorter way round."""
        return (self.value - truth + 180) % 360 - 180 if self.unit == "deg" else self.value - truth


@dataclass(frozen=True)
class Timing:
    """A clip's repetitions: how many there were and were found, those found beside the true ones, s."""

    source: str
    clip: str
    view: str
    condition: dict[str, float]
    found_view: str
    true_reps: int
    found_reps: int
    off: list[tuple[float, float, float]] = field(default_factory=list)

    @property
    def exact(self) -> bool:
        """Whether every true repetition was found, and no other."""
        return self.true_reps == self.found_reps == len(self.off)


def scored(case: Case) -> tuple[list[Row], Timing]:
    """What the session makes of a case's poses, beside what is true."""
    screen = screens()[case.screen]
    record = recorded(screen, case.stated, case.track, NETWORKS.get(case.source, ""))
    ideal = recorded(screen, case.stated, case.ideal) if case.ideal else None
    true = turns(case.known)
    pairs = matched(record.repetitions, true)
    rows = [row for turn, rep in pairs for row in _rows(case, screen, turn, rep, _other(ideal, turn))]
    return rows, _timing(case, record, pairs, len(true))


def recorded(screen: Screen, view: str, track: Pose, network: str = "") -> Record:
    """The record of a track, of the poses of a network or of none."""
    session = Session(screen, view, network=network)
    session.push(track)
    return session.close()[1]


def matched(found: tuple[Repetition, ...], true: list[Turn]) -> list[tuple[Turn, Repetition]]:
    """Each true repetition with the first found one that turned while it lasted, as far as there is one."""
    pairs = []
    for turn in true:
        within = [rep for rep in found if turn.start_s <= rep.bottom_s <= turn.end_s]
        pairs += [(turn, rep) for rep in within[:1]]
    return pairs


def _other(ideal: Record | None, turn: Turn) -> dict[tuple[str, str], float]:
    """What the ideal record reads in a true repetition, by measure and limb."""
    pairs = matched(ideal.repetitions, [turn]) if ideal else []
    return {(r.measure, limb(r)): r.value for _, rep in pairs for r in rep.readings}


def limb(read: Reading) -> str:
    """The limb that a reading is of; empty for the whole body, whatever side its direction names."""
    return read.side if MEASURES[read.measure].sided else ""


def _rows(case: Case, screen: Screen, turn: Turn, rep: Repetition, ideal: dict[tuple[str, str], float]) -> list[Row]:
    """Every reading of a repetition."""
    uses = {finding.name: finding for finding in screen.findings}
    return [_row(case, turn, rep.number, r, uses.get(r.finding), ideal) for r in rep.readings]


def _row(
    case: Case,
    turn: Turn,
    number: int,
    read: Reading,
    use: Finding | None,
    ideal: dict[tuple[str, str], float],
) -> Row:
    """One reading beside its truth."""
    side, measure = limb(read), MEASURES[read.measure]
    truth = _truth(read.measure, case, turn, side)
    return Row(
        source=case.source,
        clip=case.name,
        view=case.seen_from,
        condition=case.condition,
        rep=number,
        measure=read.measure,
        side=side,
        unit=read.unit,
        shown=case.seen_from in measure.views,
        value=read.value,
        truth=truth,
        ideal=ideal.get((read.measure, side), NAN),
        otherwise={name: _of(define, case, turn, side) for name, define in OTHERWISE.get(read.measure, {}).items()},
        uncertainty=read.uncertainty if np.isfinite(read.uncertainty) else measure.uncertainty,
        finding=read.finding,
        over=beyond(use, read.line, truth) if use else NAN,
        state=read.state,
        reason=read.reason,
    )


def _truth(measure: str, case: Case, turn: Turn, side: str) -> float:
    """What a measure truly was in a repetition, of its frames at the extreme or of all."""
    if measure in WHOLE:
        return float(WHOLE[measure](case.known, turn)[SIDES.index(side)]) if side else NAN
    return _of(TRUTH.get(measure), case, turn, side)


def _of(define: Definition | None, case: Case, turn: Turn, side: str) -> float:
    """The truth of one limb or of the whole body; NaN where nobody wrote it down."""
    if define is None:
        return NAN
    values = reading(case.known, turn, define)
    if values.ndim == 0:
        return float(values)
    return float(values[SIDES.index(side)]) if side else float(values.mean())


def beyond(finding: Finding, line: float, truth: float) -> float:
    """By how much the truth lies beyond a finding's line; negative short of it."""
    return {"above": truth - line, "below": line - truth, "either": abs(truth) - line}[finding.beyond]


def _timing(case: Case, record: Record, pairs: list[tuple[Turn, Repetition]], count: int) -> Timing:
    off = [(r.start_s - t.start_s, r.bottom_s - t.bottom_s, r.end_s - t.end_s) for t, r in pairs]
    about = case.source, case.name, case.seen_from, case.condition, record.view
    return Timing(*about, count, len(record.repetitions), off)
