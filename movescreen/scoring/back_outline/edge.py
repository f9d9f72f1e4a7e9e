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
USUAL = 0.16  # trunk lengths: how deep backs lie behind the line from shoulder to hip
USUAL_SPREAD = 0.10  # trunk lengths: 1 SD of that
USUAL_WEIGHT = 0.25  # what one squared SD costs
STIFFNESS = 0.3  # what a step from station to station costs, per grain squared
STEEPEST = 3  # grains: the largest step
ROOM = 0.35  # further out than this there is little but the room
STRANGE = 2.5  # robust SDs from the room's usual difference: from there on strange
STRANGE_MOST = 3.0  # robust SDs: more does not count
STRANGE_WEIGHT = 0.25  # what one SD is worth
BESIDE = 13  # grains to either side of an edge that are looked at for person and for room
RIVAL = 0.04  # a way that keeps at least this far from the edge is another edge


def costs(here: Array, there: Array | None) -> tuple[Array, Array]:
    """Return what each place costs as the edge.

    Parameters
    ----------
    here : ndarray, shape (n_stations, n_depths, 3)
        Colours along the trunk.
    there : ndarray, shape (n_stations, n_depths, 3), or None
        Colours at the same place of the other picture.

    Returns
    -------
    tuple of ndarray, shape (n_stations, n_depths) each
        Cost of each place, and how strong an edge the person has there.
    """
    strength = steepness(here)
    if there is not None:
        strength = np.sqrt(strength * np.minimum(strength, steepness(here - there)))
    cost = USUAL_WEIGHT * ((DEPTHS - USUAL) / USUAL_SPREAD) ** 2 - np.log1p(strength / (np.median(strength) + 1.0))
    if there is not None:
        cost += STRANGE_WEIGHT * inside_out(here - there)
    return np.where(DEPTHS < SHALLOWEST, np.inf, cost), strength


def steepness(colours: Array) -> Array:
    """Return how much colours change outwards.

    Parameters
    ----------
    colours : ndarray, shape (n_stations, n_depths, 3)
        Colours, 0 to 255.

    Returns
    -------
    ndarray, shape (n_stations, n_depths)
        Change per grain.
    """
    return np.linalg.norm(np.gradient(blurred(colours), axis=1), axis=-1)


def blurred(colours: Array) -> Array:
    """Return colours mixed a little with those around.

    Parameters
    ----------
    colours : ndarray, shape (n_stations, n_depths, 3)
        Colours, 0 to 255.

    Returns
    -------
    ndarray, same shape
        Gaussian blur of one grain.
    """
    from scipy.ndimage import gaussian_filter  # takes longer to load than all else here, and few clips need it

    return np.asarray(gaussian_filter(colours, (1, 1, 0)))


def inside_out(difference: Array) -> Array:
    """Return how strange two pictures' difference is outside of a place, less how strange inside.

    Parameters
    ----------
    difference : ndarray, shape (n_stations, n_depths, 3)
        Difference of the colours.

    Returns
    -------
    ndarray, shape (n_stations, n_depths)
        Strangeness, in robust standard deviations.
    """
    from scipy.ndimage import uniform_filter1d

    smooth = blurred(difference)
    amount = np.linalg.norm(smooth - np.median(smooth[:, DEPTHS > ROOM], axis=(0, 1)), axis=-1)
    room = amount[:, DEPTHS > ROOM]
    spread = 1.0 + 1.48 * np.median(np.abs(room - np.median(room)))
    strange = np.clip((amount - np.median(room)) / spread - STRANGE, -STRANGE_MOST, STRANGE_MOST)
    outside, inside = (uniform_filter1d(strange, BESIDE, origin=o) for o in (-(BESIDE // 2), BESIDE // 2))
    return outside - inside


def cheapest(cost: Array) -> Indices:
    """Return the cheapest way through all stations.

    Parameters
    ----------
    cost : ndarray, shape (n_stations, n_depths)
        Cost of each place.

    Returns
    -------
    ndarray of int, shape (n_stations,)
        Index of depth at each station.

    Notes
    -----
    Dynamic programming; a step costs its square times `STIFFNESS`.
    """
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
    """Refine an edge to parts of a grain.

    Parameters
    ----------
    strength : ndarray, shape (n_stations, n_depths)
        Strength of the edge.
    way : ndarray of int, shape (n_stations,)
        Index of depth at each station.

    Returns
    -------
    ndarray, shape (n_stations,)
        Top of the parabola through the strength, trunk lengths.
    """
    middle = np.clip(way, 1, strength.shape[1] - 2)
    low, top, high = (strength[np.arange(len(way)), middle + step] for step in (-1, 0, 1))
    bend = np.minimum(low - 2 * top + high, -1e-9)
    return DEPTHS[0] + GRAIN * (middle + np.clip(0.5 * (low - high) / bend, -1.0, 1.0))


def lead(cost: Array, way: Indices) -> Array:
    """Return how much cheaper the edge is than the cheapest way that keeps off it.

    Parameters
    ----------
    cost : ndarray, shape (n_stations, n_depths)
        Cost of each place.
    way : ndarray of int, shape (n_stations,)
        The edge.

    Returns
    -------
    ndarray, shape (n_stations,)
        Difference of cost at each station.
    """
    close = np.abs(np.arange(cost.shape[1]) - way[:, None]) < RIVAL / GRAIN
    rival = np.where(close, np.inf, cost)
    return price(cost, cheapest(rival)) - price(cost, way)


def price(cost: Array, way: Indices) -> Array:
    """Return what a way costs at each station.

    Parameters
    ----------
    cost : ndarray, shape (n_stations, n_depths)
        Cost of each place.
    way : ndarray of int, shape (n_stations,)
        The way.

    Returns
    -------
    ndarray, shape (n_stations,)
        Cost with that of the step.
    """
    return cost[np.arange(len(way)), way] + STIFFNESS * np.diff(way, prepend=way[0]) ** 2
