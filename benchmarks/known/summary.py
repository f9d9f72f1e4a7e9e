"""All the figures of a run, as lists of plain data: repetitions, measures, findings, where the network's points lie."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from known.cases import Case
from known.definitions import TRUTH
from known.offsets import offsets
from known.recordings import LOW
from known.scores import Row, Timing, scored
from known.statistics import Figures, by_other_definitions, errors, grouped, once, parts, states, times
from known.wholes import WHOLE

Summary = dict[str, Any]

FAR_YAW = 10.0  # deg: beyond it the set-up is not what was asked of the person
ALONE = {  # what is varied alone, and which cameras have it while nothing else is off
    "square on": lambda c: True,
    "low camera": lambda c: _is_low(c),
    "yaw 10": lambda c: abs(c["yaw"]) == 10.0,
    "yaw 20": lambda c: abs(c["yaw"]) == 20.0,
    "roll 5": lambda c: c.get("roll", 0.0) > 0,
    "tilt 8": lambda c: c.get("tilt", 0.0) > 0,
    "2 m": lambda c: c.get("distance") == 2.0,
    "4 m": lambda c: c.get("distance") == 4.0,
    "10 mm": lambda c: c["noise"] > 0,
}


def score(cases: Iterable[Case]) -> tuple[list[Row], list[Timing], list[Figures]]:
    """Every case beside its truth, and where the network's points lie."""
    rows, timings, before_the_network = [], [], []
    for case in cases:
        found, timing = scored(case)
        rows += found
        timings.append(timing)
        before_the_network += [case] if case.ideal else []
    return rows, timings, offsets(before_the_network)


def conditions(condition: dict[str, float]) -> str:
    """The group of a camera: with or without noise, how far it was turned away, and whether it was held level."""
    if not condition:
        return ""
    if _is_low(condition):
        return "no noise, low camera"
    noise = "10 mm of noise" if condition["noise"] else "no noise"
    if abs(condition["yaw"]) > FAR_YAW:
        return f"{noise}, yaw 20"
    return f"{noise}, yaw to 10, {'not ' if condition.get('roll') or condition.get('tilt') else ''}level"


def summary(rows: list[Row], timings: list[Timing], points: list[Figures]) -> Summary:
    """Everything that the tables show."""
    return {
        "repetitions": [
            {"source": source, "group": group} | times(some)
            for (source, group), some in grouped(timings, lambda t: (t.source, conditions(t.condition))).items()
        ],
        "clips": [clip_of(t) for t in timings if t.source == "clips"],
        "measures": measures(rows),
        "findings": findings(rows),
        "alone": alone(rows),
        "points": points,
        "without_truth": sorted({r.measure for r in rows if r.shown} - {*TRUTH, *WHOLE}),
    }


def clip_of(timing: Timing) -> Figures:
    """One clip's repetitions and how far the worst of its moments are off, s."""
    off = {moment: times([timing])[moment]["largest"] for moment in ("start", "bottom", "end")}
    counts = {"true": timing.true_reps, "found": timing.found_reps}
    return {"clip": timing.clip, "view": timing.view, "found_view": timing.found_view} | counts | off


def measures(rows: list[Row]) -> list[Figures]:
    """The errors of each measure from each view that shows it."""
    groups = grouped((r for r in once(rows) if r.shown), lambda r: (r.source, _group(r), r.measure, r.view, r.unit))
    names = ("source", "group", "measure", "view", "unit")
    return [
        dict(zip(names, key, strict=True)) | errors(some) | parts(some) | {"otherwise": by_other_definitions(some)}
        for key, some in groups.items()
    ]


def beside(rows: list[Row], real: list[Row]) -> list[Figures]:
    """The errors of each measure and view that real people were measured otherwise in, of rendered ones beside them."""
    shown = [r for r in once(real) if r.shown]
    rendered = [r for r in once(rows) if r.shown and r.source == "clips"]
    return [
        dict(zip(("measure", "view", "unit"), key, strict=True))
        | {"real": errors(some), "rendered": errors([r for r in rendered if (r.measure, r.view) == key[:2]])}
        for key, some in grouped(shown, lambda r: (r.measure, r.view, r.unit)).items()
    ]


def findings(rows: list[Row]) -> list[Figures]:
    """The states of each finding from each view that shows it, or from which one was given all the same."""
    judged = grouped((r for r in rows if r.finding), lambda r: (r.source, _group(r), r.finding, r.view))
    names = ("source", "group", "finding", "view")
    every = [dict(zip(names, key, strict=True)) | states(some) for key, some in judged.items()]
    return [f for f in every if f["repetitions"] or f["from_a_view_that_hides_it"]]


def alone(rows: list[Row]) -> list[Figures]:
    """The mean absolute error of each measure by what the camera or the noise does while all else is in order."""
    shown = [r for r in once(rows) if r.shown and r.condition]
    groups = grouped(shown, lambda r: (r.source, r.measure, r.view, r.unit))
    names = ("source", "measure", "view", "unit")
    return [dict(zip(names, key, strict=True)) | _alone(some) for key, some in groups.items()]


def _alone(rows: list[Row]) -> Figures:
    return {
        name: errors([r for r in rows if has(r.condition) and _else_in_order(r.condition, name)])["mean_absolute"]
        for name, has in ALONE.items()
    }


def _else_in_order(condition: dict[str, float], name: str) -> bool:
    """Whether the camera is square on, level and waist-high and the points exact, but for what `name` varies."""
    off = {part: condition.get(part, 0.0) for part in ("yaw", "roll", "tilt")}
    off |= {"10 mm": condition["noise"], "low camera": _is_low(condition)}
    return not any(value for what, value in off.items() if not name.startswith(what))


def _is_low(condition: dict[str, float]) -> bool:
    return condition.get("height") == LOW


def _group(row: Row) -> str:
    return conditions(row.condition)


def plain(rows: Iterable[Row]) -> list[Figures]:
    """Rows as JSON holds them."""
    return [asdict(row) for row in rows]


def rounded(value: Any) -> Any:
    """The same with four decimals, and None for what is no number."""
    if isinstance(value, dict):
        return {key: rounded(v) for key, v in value.items()}
    if isinstance(value, list):
        return [rounded(v) for v in value]
    if isinstance(value, float):
        return round(value, 4) if math.isfinite(value) else None
    return value
