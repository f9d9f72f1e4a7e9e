"""movescreen: how a person moved, in degrees and seconds, from an ordinary camera."""

from importlib import import_module

__version__ = "0.1.0"
__all__ = ["__version__", "read_results"]

PLACES = {"read_results": "movescreen.records.study_tables"}  # of what the command line need not wait for


def __getattr__(name: str) -> object:
    """Load what users import from the top of the package."""
    if name in PLACES:
        return getattr(import_module(PLACES[name]), name)
    raise AttributeError(f"module 'movescreen' has no attribute {name!r}")
