"""Errors for users: each one that reaches a user is a `Problem` with a sentence that says what to do."""

from importlib.util import find_spec


class Problem(Exception):  # noqa: N818 - the user's word for it
    """Something went wrong that the user can mend. `code` is short and stable, the message is the sentence to show."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code

    def __reduce__(self) -> tuple[type, tuple[str, str]]:
        return type(self), (self.code, str(self))


# What is installed only where somebody wants it, and the packages that each extra brings.
EXTRAS = {
    "live": ("fastapi", "uvicorn", "websockets", "segno"),
    "parquet": ("pyarrow",),
    "figures": ("matplotlib",),
    "c3d": ("ezc3d",),
    "distributed": ("distributed",),
    "mediapipe": ("mediapipe",),
}


def absent(extra: str) -> list[str]:
    """Return the packages of an extra that are not installed."""
    return [name for name in EXTRAS[extra] if find_spec(name) is None]


def install(extra: str) -> str:
    """Return the command that installs an extra."""
    return f"pip install 'movescreen[{extra}]'"


def require_extra(extra: str, purpose: str) -> None:
    """Raise a problem if an extra is not installed.

    Parameters
    ----------
    extra : str
        Name of the extra.
    purpose : str
        What needs it, such as "Parquet".

    Raises
    ------
    Problem
        Says what is missing and how to install it.
    """
    if names := absent(extra):
        sentence = f"{purpose} needs what is not installed here: {', '.join(names)}. Run: {install(extra)}"
        raise Problem("extra_missing", sentence)
