"""The provenance of a result: the clip, the versions, the network, and the processing of the network's output."""

from __future__ import annotations

import platform
from pathlib import Path
from typing import Any

import movescreen
from movescreen.pose.estimators import PoseEstimator
from movescreen.pose.smoothing import Smoother, cutoff
from movescreen.records.results_folder import readable
from movescreen.records.versions import installed
from movescreen.scoring.settings import Settings
from movescreen.screens import Screen
from movescreen.video import Source


def origin(file: Path, clip_sha256: str, source: Source, backend: PoseEstimator) -> dict[str, Any]:
    """Return what the poses depend on: the clip, the versions, and the network with how it was used."""
    return {
        "clip": readable(file.name),
        "clip_sha256": clip_sha256,
        "recorded_at": getattr(source, "recorded_at", ""),
        "picture": list(source.size),
        "stated_frames_per_second": source.rate,
        "movescreen": movescreen.__version__,
        "python": platform.python_version(),
        "numpy": installed("numpy"),
        "av": installed("av"),
        **getattr(source, "about", {}),
        **backend.provenance,
    }


def treatment(screen: Screen, view: str, settings: Settings, rate: float | None) -> dict[str, Any]:
    """Return how poses were treated: screen, stated view, smoothing at `rate` frames per second, settings."""
    return {
        "screen": screen.name,
        "stated_view": view,
        "frames_per_second": rate,
        "filter": {"kind": "local parabola, zero-phase", "cutoff_hz": rate and cutoff(rate), "lag_s": Smoother.lag},
        "settings": settings.as_json() | in_force(screen, settings),
    }


def in_force(screen: Screen, settings: Settings) -> dict[str, dict[str, float]]:
    """Return every line and uncertainty of a screen, the user's where one was chosen."""
    return {
        "lines": {f.name: settings.lines.get(f.name, f.line) for f in screen.findings},
        "uncertainties": {m.name: settings.uncertainties.get(m.name, m.uncertainty) for m in screen.quantities},
    }
