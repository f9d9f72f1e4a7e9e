"""A study's outcomes as JSON holds them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from movescreen.reliability.study import Outcome, Outcomes


def as_json(study: Mapping[str, Outcomes]) -> dict[str, Any]:
    """Return `{item: {statistic: {estimate, low, high, n, form}}}`; what cannot be had is null with its `reason`.

    `pairs` and `within` hold the same of each two raters, and of each rater over occasions.
    """
    return {item: {name: _outcome(o) for name, o in outcomes.items()} for item, outcomes in study.items()}


def _outcome(outcome: Outcome) -> dict[str, Any]:
    found = outcome.found
    numbers = ("estimate", "low", "high")
    parts: dict[str, Any] = {name: _number(getattr(found, name, None)) for name in numbers}
    parts |= {"n": found.n if found else 0, "form": found.form if found else ""}
    if outcome.reason:
        parts["reason"] = outcome.at_command_line
    for name in ("pairs", "within"):
        if members := getattr(outcome, name):
            parts[name] = {key: _outcome(member) for key, member in members.items()}
    return parts


def _number(value: float | None) -> float | None:
    return float(value) if value is not None and math.isfinite(value) else None
