"""Percent of a body length as centimetres, for a person whose height is known."""

from __future__ import annotations

import math
from dataclasses import dataclass

from movescreen.output.language import english
from movescreen.output.language.language import Language
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
    """Return the length that a measure is a percentage of; None where it is none, or cannot be known."""
    of = OF.get(measure)
    if not height_cm or not of:
        return None
    wide = record.quality.get(STANCE_WIDTH)
    times = 1.0 if of != STANCE else float(wide) if wide else math.nan
    share = "leg" if of == STANCE else of
    cm = times * SHARES[share] * height_cm
    return None if math.isnan(cm) else Centimetres(cm, UNCERTAINTIES[share] * cm)


def centimetres(percent: float, uncertainty: float, of: Centimetres) -> Centimetres:
    """Return a percentage of a length in cm, both uncertainties in it."""
    off = math.hypot(uncertainty * of.cm, percent * of.uncertainty_cm) / 100
    return Centimetres(percent * of.cm / 100, off)


def source(measures: list[str], record: Record, height_cm: float | None, language: Language = english) -> str:
    """Return the sentence that says where the centimetres of some measures come from; empty where there are none."""
    known = [OF[name] for name in dict.fromkeys(measures) if body_length(name, record, height_cm)]
    segments = list(dict.fromkeys("leg" if of == STANCE else of for of in known))
    if not segments:
        return ""
    shares = (f"{language.SEGMENTS[segment]} (±{100 * UNCERTAINTIES[segment]:.0f} %)" for segment in segments)
    return language.SHEET["height"].format(height=f"{height_cm:g}", parts=language.PAIR["and"].join(shares))
