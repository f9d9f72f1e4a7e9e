"""Units of lengths on pages: centimetres, or feet and inches. Tables and JSON always keep their own units."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from movescreen.errors import Problem
from movescreen.output.language.language import Language

METRIC = "metric"
IMPERIAL = "imperial"
UNITS = (METRIC, IMPERIAL)
CM_PER_INCH = 2.54  # by definition (international yard and pound agreement, 1959)
INCHES_PER_FOOT = 12
STEP_IN = 0.5  # step of heights in inches; 1.3 cm
LEAST_CM = 50.0  # shortest height taken for a person's
MOST_CM = 260.0  # tallest height taken for a person's
MOST_METRES = 3.0  # up to this number a height without a unit is in metres
NUMBER = r"(\d+(?:[.,]\d+)?)"
FEET_AND_INCHES = re.compile(
    rf"(\d+)\s*(?:feet|foot|ft\.?|fuß|fuss|'|′|’)\s*(?:{NUMBER}\s*(?:inches|inch|in\.?|zoll|\"|″|”|''|′′)?)?"
)
ONE_NUMBER = re.compile(rf"{NUMBER}\s*(cm|m|inches|inch|in\.?|zoll|\"|″|”)?")


@dataclass(frozen=True)
class Stature:
    """A client's height (cm; None or 0 where it is not known), and the units in which a page gives lengths."""

    height_cm: float | None = None
    units: str = METRIC

    def length(self, cm: float) -> float:
        """Return a length in the units of the page: cm or inches."""
        return cm / CM_PER_INCH if self.units == IMPERIAL else cm

    def sign(self, language: Language) -> str:
        """Return the sign of the unit of lengths."""
        return language.LENGTHS[self.units][1]

    def said(self, language: Language) -> str:
        """Return the height in words, such as "172 cm" or "5 ft 8 in"; "" if it is not known."""
        if not self.height_cm:
            return ""
        feet, inches = feet_and_inches(self.height_cm)
        cm, inch = (f"{round(number, 1):g}".replace(".", language.DECIMAL) for number in (self.height_cm, inches))
        return language.HEIGHTS[self.units].format(cm=cm, feet=feet, inches=inch)


NOBODY = Stature()  # of whom no height is known


def feet_and_inches(cm: float) -> tuple[int, float]:
    """Return a height in feet and inches, these to the nearest half."""
    whole = round(cm / CM_PER_INCH / STEP_IN) * STEP_IN
    return int(whole // INCHES_PER_FOOT), whole % INCHES_PER_FOOT


def height_from(text: str, units: str = METRIC) -> float:
    """Return a height as it was typed, such as "172", "1.72 m", "5ft8in" or "5'8", in cm.

    Parameters
    ----------
    text : str
        The height.
    units : str
        Those of a number without a unit: cm, or inches. Up to 3 it is in metres.

    Returns
    -------
    float
        The height, cm.

    Raises
    ------
    Problem
        It is no height, or not a person's.
    """
    cm = _height(text.strip().lower(), units)
    if not LEAST_CM <= cm <= MOST_CM:
        between = " and ".join(map(_both_ways, (LEAST_CM, MOST_CM)))
        sentence = f"A height between {between} was expected, and {text.strip()[:40] or 'nothing'} came."
        raise Problem("height_unlikely", f"{sentence} Give it as 172 cm, or as 5ft8in.", typed=text.strip()[:40])
    return round(cm, 1)


def _both_ways(cm: float) -> str:
    feet, inches = feet_and_inches(cm)
    return f"{cm:g} cm ({feet} ft {inches:g} in)"


def _height(plain: str, units: str) -> float:
    """Return a height in cm; NaN if the text is no height."""
    if found := FEET_AND_INCHES.fullmatch(plain):
        return (int(found[1]) * INCHES_PER_FOOT + _number(found[2] or "0")) * CM_PER_INCH
    if not (found := ONE_NUMBER.fullmatch(plain)):
        return math.nan
    number, unit = _number(found[1]), found[2] or ""
    if unit == "m" or (not unit and number <= MOST_METRES):
        return 100 * number
    is_cm = unit == "cm" or (not unit and units == METRIC)
    return number if is_cm else number * CM_PER_INCH


def _number(text: str) -> float:
    return float(text.replace(",", "."))
