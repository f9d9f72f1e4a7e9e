"""A whole bridge: how far the hip opened, how long it stayed at the top, and how much it sank there."""

from __future__ import annotations

import numpy as np

from movescreen.measures.lying_body import hip_angle, hip_lift
from movescreen.measures.per_repetition import RepetitionSignals, over_repetition
from movescreen.measures.signals import at_rest_beyond, closed, longest, lowering, slope, steady, with_lost_frames
from movescreen.pose.geometry import nanmedian
from movescreen.pose.pose import Array

NEAR_TOP_DEG = 10.0  # deg below a repetition's own top that are still up
LIFT_SHARE = 0.7  # share of its own lift that is still up
BEGINNING_S = 0.2  # s at the beginning of a repetition that tell from where the hip angle opened
MIN_SAG_S = 1.0  # s at the top that a change over them takes
MIN_SAG_RATE_S = 3.0  # s at the top that its rate takes
SETTLING_S = 0.5  # s at either end of the time at the top that a rate leaves out
# s: a hole is no longer than the shortest way down and up again, and frames that were not seen may lengthen a hold by
# no more.
SHORTEST_LIFT_S = 0.8


def top(signals: RepetitionSignals) -> float:
    """Return the middle hip angle at the extreme, deg."""
    return float(nanmedian(signals[hip_angle][signals.extreme]))


def beginning(signals: RepetitionSignals) -> float:
    """Return the middle hip angle where a repetition begins, deg."""
    return float(nanmedian(signals[hip_angle][signals.time <= signals.time[0] + BEGINNING_S]))


def hold_frames(signals: RepetitionSignals) -> tuple[Array, Array]:
    """Return the hold at the top: from coming to rest until setting out to come down.

    Parameters
    ----------
    signals : RepetitionSignals
        Signals of one repetition.

    Returns
    -------
    tuple of ndarray, shape (n,) each
        Timestamps, s, and hip angle, deg, of the frames that were seen.
    """
    seen = ~np.isnan(signals[hip_angle])
    time, angle = signals.time[seen], signals[hip_angle][seen]
    stretch = at_rest_beyond(time, angle, 0.5 * (beginning(signals) + top(signals)))
    return time[stretch], angle[stretch]


@over_repetition(
    "deg",
    3,
    hip_angle,
    far_limb_uncertainty=6,
    within=(-60.0, 180.0),
    meaning="How far the hip angle opened from the beginning of the repetition to its top.",
)
def hip_range(signals: RepetitionSignals) -> float:
    """Return how far the hip angle opened from the beginning of the repetition to its top."""
    return top(signals) - beginning(signals)


@over_repetition(
    "s",
    0.2,
    hip_angle,
    hip_lift,
    within=(0.0, 3600.0),
    meaning="How long the hip stayed up: within 10 deg of its own top angle and above 70 % of its own top lift.",
)
def hold(signals: RepetitionSignals) -> float:
    """Return how long the hip stayed up: within 10 deg of its own top angle and above 70 % of its own top lift."""
    both = np.stack([steady(signals.time, signals[m]) for m in (hip_angle, hip_lift)], axis=-1)
    lines = np.array([top(signals) - NEAR_TOP_DEG, LIFT_SHARE * nanmedian(both[signals.extreme, 1])])
    time, both = with_lost_frames(signals.time, both)
    seen, up, down = (
        np.asarray(flags) for flags in (~np.isnan(both).any(-1), (both >= lines).all(-1), (both < lines).any(-1))
    )
    least, most = longest(time, closed(time, up, seen, SHORTEST_LIFT_S)), longest(time, ~down)
    return 0.5 * (least + most) if most - least <= SHORTEST_LIFT_S else np.nan


@over_repetition(
    "s",
    0.2,
    hip_angle,
    within=(0.0, 3600.0),
    meaning="How long the hip stayed at the top, from coming to rest there until it was let down, however far it sank.",
)
def time_at_top(signals: RepetitionSignals) -> float:
    """Return how long the hip stayed at the top, from coming to rest until it was let down, however far it sank."""
    time, _ = hold_frames(signals)
    return float(time[-1] - time[0]) if len(time) else np.nan


@over_repetition(
    "deg",
    3,
    hip_angle,
    within=(-90.0, 120.0),
    meaning="How far the hip angle came down at the top, from the first to the last second of it; + = hip lower.",
)
def sag(signals: RepetitionSignals) -> float:
    """Return how far the hip angle came down at the top, from the first to the last second of it."""
    time, angle = hold_frames(signals)
    return lowering(time, angle) if len(time) and time[-1] - time[0] >= MIN_SAG_S else np.nan


@over_repetition(
    "deg/s",
    0.5,
    hip_angle,
    far_limb_uncertainty=0.8,
    within=(-60.0, 60.0),
    meaning="How fast the hip angle came down at the top, half a second at either end left out; + = hip lower.",
)
def sag_rate(signals: RepetitionSignals) -> float:
    """Return how fast the hip angle came down at the top, half a second at either end left out.

    Of 1.5 to 3.2 deg/s the network sees 0.2 to 0.6 less on 4 rendered clips, and once, of a far leg, 1.1.
    """
    time, angle = hold_frames(signals)
    if not len(time) or time[-1] - time[0] < MIN_SAG_RATE_S:
        return np.nan
    settled = (time >= time[0] + SETTLING_S) & (time <= time[-1] - SETTLING_S)
    return -slope(time[settled], angle[settled])
