"""Read an interval of agreement in words: by all bands that it reaches over, whatever its estimate is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from movescreen.output.agreement.terminal_tables import STATISTICS, interval, rounded
from movescreen.records.text import Text
from movescreen.reliability.items import CONTINUOUS, NOMINAL, ORDINAL, ItemAgreement, ItemTable
from movescreen.reliability.study import Outcomes

Bands = Sequence[tuple[float, Text]]  # from where on, and what it is called
KOO_AND_LI: Bands = (
    (-2.0, Text("below 0.5")),
    (0.5, Text("moderate, 0.5 to 0.75")),
    (0.75, Text("good, 0.75 to 0.9")),
    (0.9, Text("above 0.9")),
)
LANDIS_AND_KOCH: Bands = (
    (-2.0, Text("none, 0 and below")),
    (0.0, Text("slight, to 0.2")),
    (0.2, Text("fair, 0.2 to 0.4")),
    (0.4, Text("moderate, 0.4 to 0.6")),
    (0.6, Text("substantial, 0.6 to 0.8")),
    (0.8, Text("above 0.8")),
)
BEST = {NOMINAL: ("kappa", "ac1"), ORDINAL: ("kappa_quadratic", "ac2_quadratic")}
RARE = 0.2  # share of the rarer category below which the note is made
APART = 0.2  # how far kappa lies below AC1 then


def interval_sentences(item: ItemAgreement, outcomes: Outcomes) -> list[Text]:
    """Return what the intervals of an item say, in sentences."""
    if item.compared.level == CONTINUOUS:
        said = [_bands(outcomes, "icc_2_1", KOO_AND_LI, Text("bands of Koo and Li")), _error(outcomes)]
    else:
        said = [
            _bands(outcomes, name, LANDIS_AND_KOCH, Text("bands of Landis and Koch"))
            for name in BEST[item.compared.level]
        ]
        said += [_paradox(item.compared, outcomes)]
    return [sentence for sentence in said if sentence]


def _bands(outcomes: Outcomes, name: str, bands: Bands, whose: Text) -> Text:
    found = outcomes[name].found
    if found is None or not np.isfinite([found.low, found.high]).all():
        return Text("")
    low, high = band(found.low, bands), band(found.high, bands)
    parts = {"name": Text(STATISTICS[name]), "value": rounded(found.estimate), "interval": interval(found)}
    parts |= {"low": low, "high": high, "whose": whose}
    begin = "{name} is {value}; its interval, {interval},"
    if low == high:
        return Text(f"{begin} lies within one band: {{low}} ({{whose}}).", **parts)
    return Text(
        f"{begin} reaches from the band “{{low}}” to “{{high}}” ({{whose}}): the data leave both possible.", **parts
    )


def band(value: float, bands: Bands) -> Text:
    """Return the band that a value lies in."""
    return next(name for start, name in reversed(bands) if value >= start or start == bands[0][0])


def _error(outcomes: Outcomes) -> Text:
    error, change = outcomes["sem"].found, outcomes["mdc95"].found
    if error is None or change is None:
        return Text("")
    known = np.isfinite(change.high)
    most = Text("; at most {most} by its interval", most=rounded(change.high)) if known else Text("")
    return Text(
        "A single value is within {error} of the same person's mean two times in three (SEM; {interval}). A change "
        "below {change} can come from measuring again alone (MDC95{most}).",
        error=rounded(error.estimate),
        interval=interval(error),
        change=rounded(change.estimate),
        most=most,
    )


def _paradox(table: ItemTable, outcomes: Outcomes) -> Text:
    """Return why kappa is low if nearly all ratings are in one category; empty otherwise."""
    kappa, steady = outcomes["kappa"].found, outcomes["ac1"].found
    common = commonest(table)
    if kappa is None or steady is None or common[1] < 1 - RARE or steady.estimate - kappa.estimate < APART:
        return Text("")
    return Text(
        "{share:.0f} % of the ratings are “{category}”. With so few others kappa is low even where raters mostly "
        "agree; AC1 is steadier there, and too high where they do not. Read both, and the share of agreement.",
        share=100 * common[1],
        category=common[0],
    )


def commonest(table: ItemTable) -> tuple[str, float]:
    """Return the category that was chosen most, and its share of all ratings."""
    values = [str(value) for value in table.values.ravel() if value is not None]
    names, counts = np.unique(values, return_counts=True)
    return str(names[counts.argmax()]), float(counts.max() / counts.sum())
