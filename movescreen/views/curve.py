"""The course of a movement as a small picture for a page: its effort over time, the repetitions shaded."""

from __future__ import annotations

from html import escape
from itertools import groupby

import numpy as np

from movescreen.body import Array
from movescreen.record import Record
from movescreen.screens import screens
from movescreen.views.english import CURVE

WIDTH, HEIGHT, FOOT = 640, 150, 28  # of the drawing; the foot is the strip below the curve that holds the numbers
POINTS = 640  # more than this the eye cannot tell apart


def effort_curve(record: Record) -> str:
    """The effort of every frame as an SVG element, nothing where the effort was never measured."""
    frames, movement = record.frames, screens()[record.screen].movement
    effort = frames.values[:, frames.columns.index(movement.effort.column(""))]
    if np.isfinite(effort).sum() < 2:
        return ""
    end = float(frames.time[-1])
    label = escape(CURVE.format(meaning=movement.effort.meaning, seconds=end))
    across = WIDTH / end
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT + FOOT}" role="img" aria-label="{label}">'
        f"{_shades(record, across)}"
        f'<line x1="0" y1="{HEIGHT}" x2="{WIDTH}" y2="{HEIGHT}"/>'
        f'<path d="{_path(frames.time * across, effort)}"/></svg>'
        f'<p class="soft">{label}</p>'
    )


def _shades(record: Record, across: float) -> str:
    return "".join(
        f'<rect x="{r.start_s * across:.1f}" y="0" width="{(r.end_s - r.start_s) * across:.1f}" height="{HEIGHT}"/>'
        f'<text x="{r.bottom_s * across:.1f}" y="{HEIGHT + FOOT - 4}" text-anchor="middle">{r.number}</text>'
        for r in record.repetitions
    )


def _path(x: Array, effort: Array) -> str:
    """The curve as an SVG path, broken where nothing was seen; the greatest effort is near the top."""
    least, most = min(0.0, float(np.nanmin(effort))), float(np.nanmax(effort))
    y = HEIGHT - (effort - least) / max(most - least, 1.0) * (HEIGHT - 8)
    every = max(1, len(x) // POINTS)
    points = zip(x[::every].tolist(), y[::every].tolist(), strict=True)
    runs = (list(run) for seen, run in groupby(points, lambda point: np.isfinite(point[1])) if seen)
    return "".join("M" + "L".join(f"{a:.1f} {b:.1f}" for a, b in run) for run in runs)
