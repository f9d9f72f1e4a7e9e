"""Extras: what is installed only where somebody wants it, and what each of them brings."""

from __future__ import annotations

from importlib.util import find_spec

from movescreen.errors import Problem

EXTRAS = {
    "live": ("fastapi", "uvicorn", "websockets"),
    "parquet": ("pyarrow",),
    "figures": ("matplotlib",),
    "c3d": ("ezc3d",),
    "distributed": ("distributed",),
    "mediapipe": ("mediapipe",),
}


def absent(extra: str) -> list[str]:
    """What of an extra is not installed."""
    return [name for name in EXTRAS[extra] if find_spec(name) is None]


def install(extra: str) -> str:
    """The command that installs an extra."""
    return f"pip install 'movescreen[{extra}]'"


def require_extra(extra: str, purpose: str) -> None:
    """Raises Problem where an extra is not installed that a purpose, such as "Parquet", needs."""
    if names := absent(extra):
        sentence = f"{purpose} needs what is not installed here: {', '.join(names)}. Run: {install(extra)}"
        raise Problem("extra_missing", sentence)
