"""The edge of a person in a strip of colours `(stations, depths, 3)`: one depth for each station, inside to outside.

The edge is the cheapest way through all stations: cheap where colours change, dear where it bends. A second picture of
the same room, with the person elsewhere, tells the person's edges from the room's: only the person's own are edges in
the picture and in the difference of the two.
"""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from movescreen.pose.pose import Array
from movescreen.scoring.back_outline.trunk import DEPTHS, GRAIN

Indices = NDArray[np.intp]

# Found on rendered people before plain, crowded, striped and like-coloured walls. Half and double of STIFFNESS, of
# USUAL_WEIGHT and of BESIDE change little; half of STRANGE_WEIGHT loses white shirts before light walls, and double
# follows stripes of the room.
SHALLOWEST = 0.03  # nearer to the trunk line than this is no back
USUAL, USUAL_SPREAD, USUAL_WEIGHT = 0.16, 0.10, 0.25  # how deep backs lie behind the line from shoulder to hip
STIFFNESS, STEEPEST = 0.3, 3  # what a step costs, per grain squared, and the largest step from station to station
ROOM = 0.35  # further out than this there is little but the room
STRANGE, STRANGE_MOST, STRANGE_WEIGHT = 2.5, 3.0, 0.25  # spreads from the room's usual difference
BESIDE = 13  # grains to either side of an edge that are looked at for person and for room
RIVAL = 0.04  # a way that keeps at least this far from the edge is another edge


def costs(here: Array, there: Array | None) -> tuple[Array, Array]:
    """What each place costs as the edge, and how strong an edge the person has in it, both `(stations, depths)`.

    `there` is the strip at the same place of the other picture, or None.
    """
    strength = steepness(here)
    if there is not None:
        strength = np.sqrt(strength * np.minimum(strength, steepness(here - there)))
    cost = USUAL_WEIGHT * ((DEPTHS - USUAL) / USUAL_SPREAD) ** 2 - np.log1p(strength / (np.median(strength) + 1.0))
    if there is not None:
        cost += STRANGE_WEIGHT * inside_out(here - there)
    return np.where(DEPTHS < SHALLOWEST, np.inf, cost), strength


def steepness(colours: Array) -> Array:
    """How much colours change outwards, per grain, `(stations, depths)`."""
    return np.linalg.norm(np.gradient(blurred(colours), axis=1), axis=-1)


def blurred(colours: Array) -> Array:
    """The colours, each grain mixed a little with those around it."""
    from scipy.ndimage import gaussian_filter  # takes longer to load than all else here, and few clips need it

    return np.asarray(gaussian_filter(colours, (1, 1, 0)))


def inside_out(difference: Array) -> Array:
    """How strange the pictures' difference is just outside of a place, less how strange just inside of it."""
    from scipy.ndimage import uniform_filter1d

    smooth = blurred(difference)
    amount = np.linalg.norm(smooth - np.median(smooth[:, DEPTHS > ROOM], axis=(0, 1)), axis=-1)
    room = amount[:, DEPTHS > ROOM]
    spread = 1.0 + 1.48 * np.median(np.abs(room - np.median(room)))
    strange = np.clip((amount - np.median(room)) / spread - STRANGE, -STRANGE_MOST, STRANGE_MOST)
    outside, inside = (uniform_filter1d(strange, BESIDE, origin=o) for o in (-(BESIDE // 2), BESIDE // 2))
    return outside - inside


def cheapest(cost: Array) -> Indices:
    """The way through all stations that costs least, as an index of depth for each."""
    steps = np.arange(-STEEPEST, STEEPEST + 1)
    places = np.arange(cost.shape[1])
    before = np.zeros(cost.shape, np.intp)
    padded = np.full(len(places) + 2 * STEEPEST, np.inf)
    total = padded[STEEPEST:-STEEPEST]
    around, dear = sliding_window_view(padded, len(steps)), STIFFNESS * steps**2
    total[:] = cost[0]
    for station in range(1, len(cost)):
        options = around + dear
        best = options.argmin(axis=1)
        before[station] = np.clip(places + steps[best], 0, places[-1])
        total[:] = options[places, best] + cost[station]
    way = [int(total.argmin())]
    for station in range(len(cost) - 1, 0, -1):
        way.append(int(before[station, way[-1]]))
    return np.array(way[::-1])


def refined(strength: Array, way: Indices) -> Array:
    """The depths of the edge in trunk lengths, in parts of a grain: the tops of the parabolas through the strength."""
    middle = np.clip(way, 1, strength.shape[1] - 2)
    low, top, high = (strength[np.arange(len(way)), middle + step] for step in (-1, 0, 1))
    bend = np.minimum(low - 2 * top + high, -1e-9)
    return DEPTHS[0] + GRAIN * (middle + np.clip(0.5 * (low - high) / bend, -1.0, 1.0))


def lead(cost: Array, way: Indices) -> Array:
    """How much cheaper the edge is at each station than the cheapest way that keeps off it."""
    close = np.abs(np.arange(cost.shape[1]) - way[:, None]) < RIVAL / GRAIN
    rival = np.where(close, np.inf, cost)
    return price(cost, cheapest(rival)) - price(cost, way)


def price(cost: Array, way: Indices) -> Array:
    """What a way costs at each station."""
    return cost[np.arange(len(way)), way] + STIFFNESS * np.diff(way, prepend=way[0]) ** 2
