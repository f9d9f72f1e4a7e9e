"""Errors for users: each one that reaches a user is a `Problem` with a sentence that says what to do."""

from importlib.util import find_spec
from typing import Self

Fact = str | int | float


class Problem(Exception):  # noqa: N818 - the user's word for it
    """Something went wrong that the user can mend.

    Parameters
    ----------
    code : str
        Short and stable. Programs know the problem by it, and other languages look up their sentence by it.
    sentence : str
        What was expected, what came and what to do, for every reader.
    command : str, optional
        What only a reader at a command line can do: a sentence that names an option. Pages leave it out.
    **facts : str, int or float
        The names and sizes in the sentence, for the sentences of other languages: `file`, `folder`, bytes, `errno`.
    """

    def __init__(self, code: str, sentence: str, command: str = "", **facts: Fact | None) -> None:
        super().__init__(f"{sentence} {command}" if command else sentence)
        self.code, self.sentence, self.command = code, sentence, command
        self.facts: dict[str, Fact] = {name: fact for name, fact in facts.items() if fact is not None}

    def __reduce__(self) -> tuple[type, tuple[str, str, str], dict[str, object]]:
        return type(self), (self.code, self.sentence, self.command), {"facts": self.facts}

    def about(self, name: str, instead: str) -> Self:
        """Return the same problem of a file that its user knows by another name."""
        facts = {key: instead if fact == name else fact for key, fact in self.facts.items()}
        return type(self)(self.code, self.sentence.replace(name, instead), self.command, **facts)


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
        listed = ", ".join(names)
        sentence = f"{purpose} needs what is not installed here: {listed}. Run: {install(extra)}"
        raise Problem("extra_missing", sentence, names=listed, install=install(extra))
