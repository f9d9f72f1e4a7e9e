"""movescreen: how a person moved, in degrees and seconds, from an ordinary camera."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from movescreen.batch.one_clip import analyze, open_estimator
    from movescreen.records.record import Record
    from movescreen.records.study_tables import read_results
    from movescreen.reliability import statistics as agreement
    from movescreen.screens import screens
    from movescreen.session import Session, run
    from movescreen.video import open_video

__version__ = "0.1.0"
__all__ = [
    "Record",
    "Session",
    "agreement",
    "analyze",
    "open_estimator",
    "open_video",
    "read_results",
    "run",
    "screens",
]

# Where each name comes from. They are loaded when they are asked for: the command line need not wait for them.
PLACES = {
    "Record": "movescreen.records.record",
    "Session": "movescreen.session",
    "analyze": "movescreen.batch.one_clip",
    "open_estimator": "movescreen.batch.one_clip",
    "open_video": "movescreen.video",
    "read_results": "movescreen.records.study_tables",
    "run": "movescreen.session",
    "screens": "movescreen.screens",
}


def __getattr__(name: str) -> object:
    """Load what users import from the top of the package."""
    if name in PLACES:
        return getattr(import_module(PLACES[name]), name)
    if name == "agreement":
        return import_module("movescreen.reliability.statistics")
    raise AttributeError(f"module 'movescreen' has no attribute {name!r}")
