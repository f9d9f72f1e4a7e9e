"""The demonstration clips and their screens: next to the package in a checkout, else inside it."""

from __future__ import annotations

from pathlib import Path

from movescreen.pose.weights.paths import PACKAGE, checkout

SHOWN = {"overhead_squat": ("squat_front.mp4", "squat_side.mp4"), "bridge": ("bridge_side.mp4",)}


def demo_clips() -> dict[str, list[Path]]:
    """Return the files of the demonstration clips by the name of their screen."""
    models = checkout()
    folder = (models.parent if models else PACKAGE / "data") / "videos"
    return {screen: [folder / name for name in names] for screen, names in SHOWN.items()}
