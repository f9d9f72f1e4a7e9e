"""Results held against a second measurement: bias, limits of agreement, ICC, and how often U holds, by measure."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from movescreen.errors import Problem
from movescreen.measures.registry import MEASURES
from movescreen.pose.pose import Array
from movescreen.records import stored_json
from movescreen.records.record import WHOLE, as_written
from movescreen.records.text import Text
from movescreen.reliability import statistics as agreement
from movescreen.reliability.clip_names import ClipNames
from movescreen.reliability.statistics.bland_altman import Limits
from movescreen.reliability.study import Outcome, attempted, refused
from movescreen.reliability.truth_table import TrueValue

if TYPE_CHECKING:
    import pandas as pd

NAMES = {
    "n": "pairs of values",
    "clips": "clips that they are of",
    "bias": "mean of read less true",
    "loa_low": "lower limit of agreement",
    "loa_high": "upper limit of agreement",
    "icc_2_1": "intraclass correlation, absolute agreement",
    "mae": "mean absolute difference",
    "within_u": "share within the stated uncertainty U; 0.68 is meant",
    "within_2u": "share within 2 U; 0.95 is meant",
    "usual_u": "median of U",
}
AT_LEAST = 3  # clips from which on limits take repetitions of a person together


@dataclass(frozen=True)
class Pair:
    """A measured value and the true one; `uncertainty` is U, 1 SD."""

    clip: str
    repetition: int
    measure: str
    side: str
    definition: str
    read: float
    true: float
    uncertainty: float

    @property
    def off(self) -> float:
        """Read less true."""
        return self.read - self.true


@dataclass(frozen=True)
class Validation:
    """A measure against its truth, both sides together.

    `pairs` are of one measure and one definition of the truth.
    """

    measure: str
    definition: str
    pairs: tuple[Pair, ...]

    @property
    def unit(self) -> str:
        """The unit of the measure."""
        return MEASURES[self.measure].unit

    @property
    def name(self) -> str:
        """The measure, and by what its truth was measured where that is stated."""
        return f"{self.measure} ({self.definition})" if self.definition else self.measure

    @cached_property
    def values(self) -> Array:
        """Read and true, `(pairs, 2)`."""
        return np.array([(pair.read, pair.true) for pair in self.pairs])

    @property
    def clips(self) -> tuple[str, ...]:
        """The clip of each pair."""
        return tuple(pair.clip for pair in self.pairs)

    @cached_property
    def outcomes(self) -> Mapping[str, Outcome]:
        """Bias, limits of agreement and ICC, each with its interval or why there is none."""
        limits = self._limits()
        icc = attempted(lambda: agreement.icc(self.values, "2,1"))
        return {**limits, "icc_2_1": icc}

    def _limits(self) -> dict[str, Outcome]:
        """Bland and Altman's; repetitions of a person are linked where there are enough people for that."""
        people = len(set(self.clips))

        def found() -> Limits:
            read, true = self.values.T
            if AT_LEAST <= people < len(self.pairs):
                return agreement.linked(read, true, self.clips)
            return agreement.limits(read, true)

        try:
            limits = found()
        except Problem as problem:
            if problem.code != "not_computable":
                raise
            return dict.fromkeys(("bias", "loa_low", "loa_high"), refused(problem))
        return {"bias": Outcome(limits.bias), "loa_low": Outcome(limits.low), "loa_high": Outcome(limits.high)}

    @property
    def plain(self) -> dict[str, float]:
        """The statistics without interval: counts, mean and mean absolute difference, and how often U and 2 U hold."""
        off = np.array([pair.off for pair in self.pairs])
        unsure = np.array([pair.uncertainty for pair in self.pairs])
        return {
            "n": float(len(off)),
            "clips": float(len(set(self.clips))),
            "bias": float(off.mean()),
            "mae": float(np.abs(off).mean()),
            "within_u": float((np.abs(off) <= unsure).mean()),
            "within_2u": float((np.abs(off) <= 2 * unsure).mean()),
            "usual_u": float(np.median(unsure)),
        }


@dataclass(frozen=True)
class Compared:
    """The comparison of results with truth: measures, and the reasons why true values have no partner."""

    measures: tuple[Validation, ...]
    left_out: tuple[str, ...]


class Readings:
    """The readings in a folder of results, or in the results of one clip.

    Raises Problem where there are none.
    """

    def __init__(self, folder: Path) -> None:
        alone = [folder / WHOLE] if (folder / WHOLE).is_file() else []
        paths = alone or sorted(folder.glob(f"*/{WHOLE}"))
        if not paths:
            sentence = f"Results of movescreen analyze were expected in {folder}: folders of clips with {WHOLE}."
            raise Problem("no_results", f"{sentence} There are none.")
        with as_written(f"A record in {folder}"):
            self.records: dict[str, dict[str, Any]] = {path.parent.name: stored_json.read(path) for path in paths}
        files = {name: str(record["provenance"].get("clip", "")) for name, record in self.records.items()}
        self._names = ClipNames(self.records, {name: file for name, file in files.items() if file}, {})

    def clip(self, name: str) -> str:
        """Return the clip that a name is of; the only one if none is named.

        Parameters
        ----------
        name : str
            A name of the truth's table.

        Returns
        -------
        str
            The clip as `clips.csv` names it.

        Raises
        ------
        Problem
            The name fits no clip, or several.
        """
        if not name and len(self.records) == 1:
            return next(iter(self.records))
        found = self._names.find(name) or [clip for clip in self.records if clip == name]
        if len(found) == 1:
            return found[0]
        known = ", ".join(list(self.records)[:5])
        many = "fits several clips" if found else "is no clip of the results"
        raise Problem("table_values", f"{name!r} {many}. They are called {known}. Name clips as clips.csv does.")

    def repetition(self, clip: str, value: TrueValue) -> dict[str, Any] | None:
        """Return the repetition that a value is of, by its number or its time; None where it was not counted."""
        for rep in self.records[clip]["repetitions"]:
            if value.repetition == rep["number"] if value.repetition else rep["start_s"] <= value.time <= rep["end_s"]:
                return dict(rep)
        return None


def compared(readings: Readings, truth: Sequence[TrueValue]) -> Compared:
    """Hold results against truth.

    Parameters
    ----------
    readings : Readings
    truth : sequence of TrueValue

    Returns
    -------
    Compared

    Raises
    ------
    Problem
        Where a clip is not in the results, or nothing has a partner.
    """
    pairs: list[Pair] = []
    lost: dict[str, int] = {}
    for value in truth:
        pair = _pair(readings, value)
        if isinstance(pair, Pair):
            pairs.append(pair)
        else:
            lost[pair] = lost.get(pair, 0) + 1
    sentence = "{count} of {all} values have no partner: {why}."
    said = tuple(Text(sentence, count=count, all=len(truth), why=why) for why, count in lost.items())
    if not pairs:
        raise Problem("not_computable", " ".join(("Nothing could be compared.", *said)))
    keys = dict.fromkeys((pair.measure, pair.definition) for pair in pairs)
    return Compared(tuple(Validation(*key, tuple(_of(pairs, *key))) for key in keys), said)


def _of(pairs: Iterable[Pair], measure: str, definition: str) -> Iterable[Pair]:
    return (pair for pair in pairs if (pair.measure, pair.definition) == (measure, definition))


def _pair(readings: Readings, value: TrueValue) -> Pair | str:
    """Return a value of truth with what was read, or why nothing was."""
    clip = readings.clip(value.clip)
    rep = readings.repetition(clip, value)
    if rep is None:
        return Text("their repetition was not counted")
    rows = [row for row in rep["readings"] if row["measure"] == value.measure]
    directed = MEASURES[value.measure].directed
    own = [row for row in rows if row["value"] is not None and (directed or row["side"] in (value.side, ""))]
    if not own:
        return Text("{measure} was not measured in them", measure=value.measure)
    read = own[0]
    known = (clip, int(rep["number"]), value.measure, value.side, value.definition)
    return Pair(*known, float(read["value"]), value.value, float(read["uncertainty"]))


def validation_frame(measures: Iterable[Validation]) -> pd.DataFrame:
    """Return what was found as a table, a row for each measure and definition.

    Parameters
    ----------
    measures : iterable of Validation

    Returns
    -------
    DataFrame
        Columns measure, definition, unit, n, clips; bias, loa_low, loa_high and icc_2_1, each with `_ci_low` and
        `_ci_high`; mae, within_u, within_2u, usual_u. Empty where it could not be had.
    """
    import pandas as pd

    return pd.DataFrame([_row(one) for one in measures])


def _row(one: Validation) -> dict[str, Any]:
    row: dict[str, Any] = {"measure": one.measure, "definition": one.definition, "unit": one.unit}
    plain = one.plain
    row |= {name: int(plain[name]) for name in ("n", "clips")}
    for name, outcome in one.outcomes.items():
        found = outcome.found
        alone = (plain.get(name, math.nan), math.nan, math.nan)  # a mean needs no spread
        ends = (found.estimate, found.low, found.high) if found else alone
        row |= dict(zip((name, f"{name}_ci_low", f"{name}_ci_high"), ends, strict=True))
    return row | {name: plain[name] for name in ("mae", "within_u", "within_2u", "usual_u")}


def as_json(result: Compared) -> dict[str, Any]:
    """Return what was found as plain data, what could not be had as null."""
    rows = validation_frame(result.measures).to_dict("records")
    plain = [
        {str(k): None if isinstance(v, float) and not math.isfinite(v) else v for k, v in row.items()} for row in rows
    ]
    return {"measures": plain, "left_out": list(result.left_out)}
