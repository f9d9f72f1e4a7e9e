"""Percent of a body length as centimetres, for a person whose height is known."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from movescreen.output.language import english
from movescreen.output.language.language import Language
from movescreen.output.language.sentences import rounded_value
from movescreen.output.language.units import METRIC, Stature
from movescreen.records.record import Record

# Lengths as shares of height: Drillis and Contini, Body Segment Parameters, 1966, in Winter, Biomechanics and
# Motor Control of Human Movement: hip to knee, and knee to ankle.
SHARES = {"shank": 0.246, "thigh": 0.245, "leg": 0.491}
# 1 SD of such a length, as a share of it: the spread between people, and how far the mean of others is off. Both are of
# the 1,986 women measured in ANSUR II (2012): 3.8, 4.1 and 3.1 % about means of 0.230, 0.250 and 0.480 of height.
UNCERTAINTIES = {"shank": 0.07, "thigh": 0.05, "leg": 0.04}
STANCE = "stance"
STANCE_WIDTH = "stance_width"  # of `quality`: the distance between the ankles, in leg lengths
OF = {
    "knee_over_toe": "shank",
    "knee_over_ankle": "shank",
    "knee_inward": "shank",
    "knees_to_one_side": "shank",
    "hip_descent": "leg",
    "shoulder_descent": "leg",
    "hip_lift": "thigh",
    "heel_to_hip": "thigh",
    "hip_shift": STANCE,
}


@dataclass(frozen=True)
class Centimetres:
    """A length in cm with its uncertainty (1 SD)."""

    cm: float
    uncertainty_cm: float


def body_length(measure: str, record: Record, height_cm: float | None) -> Centimetres | None:
    """Return the length that a measure is a percentage of; None for other measures, and without a known height."""
    if OF.get(measure) != STANCE:
        return segment_length(measure, height_cm)
    wide = record.quality.get(STANCE_WIDTH)
    return _segment("leg", height_cm, float(wide)) if height_cm and wide else None


def segment_length(measure: str, height_cm: float | None) -> Centimetres | None:
    """Return the length of the body segment that a measure is a percentage of; None for any other measure."""
    of = OF.get(measure, STANCE)
    return _segment(of, height_cm) if height_cm and of != STANCE else None


def _segment(segment: str, height_cm: float, times: float = 1.0) -> Centimetres:
    cm = times * SHARES[segment] * height_cm
    return Centimetres(cm, UNCERTAINTIES[segment] * cm)


def as_length(measure: str, percent: float, uncertainty: float, stature: Stature, language: Language = english) -> str:
    """Return a percentage of a body segment as "about 41 ± 3 cm"; "" without a known height."""
    of = segment_length(measure, stature.height_cm)
    if of is None or math.isnan(percent) or math.isnan(uncertainty):
        return ""
    made = centimetres(abs(percent), uncertainty, of)
    value, unsure = (stature.length(cm) for cm in (made.cm, made.uncertainty_cm))
    return language.SHEET["length"].format(
        value=rounded_value(value, unsure, language),
        uncertainty=rounded_value(unsure, unsure, language),
        unit=stature.sign(language),
    )


def centimetres(percent: float, uncertainty: float, of: Centimetres) -> Centimetres:
    """Return a percentage of a length in cm, with the uncertainties of both combined."""
    off = math.hypot(uncertainty * of.cm, percent * of.uncertainty_cm) / 100
    return Centimetres(percent * of.cm / 100, off)


def source(
    measures: list[str], record: Record, height_cm: float | None, language: Language = english, units: str = METRIC
) -> str:
    """Return the sentence on the source of some measures' lengths; "" if they have none."""
    return source_of([(name, record) for name in measures], Stature(height_cm, units), language)


def source_of(measured: Sequence[tuple[str, Record]], stature: Stature, language: Language = english) -> str:
    """Return the same sentence for measures of several records, each with its own."""
    known = [OF[name] for name, record in measured if body_length(name, record, stature.height_cm)]
    segments = list(dict.fromkeys("leg" if of == STANCE else of for of in known))
    if not segments:
        return ""
    shares = (f"{language.SEGMENTS[segment]} (±{100 * UNCERTAINTIES[segment]:.0f} %)" for segment in segments)
    parts, lengths = language.PAIR["and"].join(shares), language.LENGTHS[stature.units][0]
    return language.SHEET["height"].format(lengths=lengths, height=stature.said(language), parts=parts)
