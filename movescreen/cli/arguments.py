"""The options that several commands share, and the parsing of option texts as numbers."""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from movescreen.records.ownership import RECORD

if TYPE_CHECKING:
    from movescreen.output.language.language import Language

HERE = "127.0.0.1"  # this machine alone
EVERYWHERE = "0.0.0.0"  # all machines of the network
LANGUAGES = ("en", "de")  # those of `output.language`, which would take too long to load here


class ScreenChoice(Collection[str]):
    """The names of the screens; the registry is loaded only when somebody asks."""

    def _names(self) -> Collection[str]:
        from movescreen.screens import screens

        return screens()

    def __iter__(self) -> Iterator[str]:
        return iter(self._names())

    def __contains__(self, name: object) -> bool:
        return name in self._names()

    def __len__(self) -> int:
        return len(self._names())


def takes_screen(command: argparse.ArgumentParser) -> None:
    """Add the option for the screen."""
    command.add_argument(
        "--screen", required=True, choices=ScreenChoice(), metavar="SCREEN", help="movement in the clips: %(choices)s"
    )


def takes_view(command: argparse._ActionsContainer) -> None:
    """Add the option for the view."""
    command.add_argument(
        "--view",
        default="auto",
        choices=("auto", "front", "side", "back"),
        help="where the camera stands (default: detected)",
    )


def takes_library(command: argparse._ActionsContainer) -> None:
    """Add the option for the folder of the library."""
    command.add_argument(
        "--library",
        type=Path,
        metavar="DIR",
        help="folder for clients, results and settings (default: in the user's data folder)",
    )


def takes_place(command: argparse.ArgumentParser, out: str) -> None:
    """Add the options for the results' place and the pose network."""
    command.add_argument(
        "--out", type=Path, default=Path(out), metavar="DIR", help="folder for the results (default: %(default)s)"
    )
    takes_model(command)


def takes_model(command: argparse.ArgumentParser) -> None:
    """Add the option for the pose network."""
    command.add_argument("--model", default="full", metavar="MODEL", help="pose network: its name, or a .task file")


def takes_backend(command: argparse.ArgumentParser) -> None:
    """Add the option for what runs the network."""
    command.add_argument(
        "--backend",
        default="blazepose",
        choices=("blazepose", "mediapipe"),
        help="program that runs the pose network: movescreen itself (default: %(default)s), or "
        "MediaPipe's library, a reference that sends usage figures to its maker",
    )


def takes_language(command: argparse.ArgumentParser) -> None:
    """Add the option for the language."""
    command.add_argument(
        "--language",
        default="en",
        choices=LANGUAGES,
        help="language of reports and printed tables (default: %(default)s)",
    )


def takes_page_language(command: argparse.ArgumentParser) -> None:
    """Add the option for the language of a page, where tables in the terminal are English."""
    command.add_argument(
        "--language", choices=LANGUAGES, help="language of the page (default: that of the library's settings, or en)"
    )


def page_language(stated: str | None, *folders: Path | None) -> Language:
    """Return the language of a page: the stated one, or that of the first library among the folders."""
    from movescreen.library.preferences import load_preferences
    from movescreen.output.language import sentences

    kept = (load_preferences(folder).language for folder in folders if folder is not None and folder.is_dir())
    return sentences.LANGUAGES[stated or next(filter(None, kept), "en")]


def result(text: str) -> Path:
    """Return the folder that a result lies in, by its own name or by that of its record.json."""
    path = Path(text).expanduser()
    return path.parent if path.name == RECORD else path


def takes_workers(command: argparse.ArgumentParser) -> None:
    """Add the options for workers and repeated runs."""
    command.add_argument(
        "--workers", type=count, metavar="COUNT", help="clips to measure at once (default: number of cores)"
    )
    command.add_argument(
        "--dask",
        default="",
        metavar="ADDRESS",
        help="address of a Dask scheduler to do the work, such as tcp://scheduler:8786",
    )
    command.add_argument("--force", action="store_true", help="measure clips again that have not changed")
    command.add_argument(
        "--patience",
        type=positive(float),
        metavar="SECONDS",
        help="seconds without progress after which a clip is given up (default: 120, more for long clips)",
    )


def count(text: str) -> int:
    """Parse a whole number of at least 0.

    Parameters
    ----------
    text : str
        As typed.

    Returns
    -------
    int
        The number.

    Raises
    ------
    ArgumentTypeError
        It is none.
    """
    with suppress(ValueError):
        if int(text) >= 0:
            return int(text)
    raise argparse.ArgumentTypeError(f"a whole number of at least 0 was expected, and {text!r} came")


def seconds(text: str) -> float:
    """Parse a time of at least 0 s.

    Parameters
    ----------
    text : str
        As typed.

    Returns
    -------
    float
        Time, s.

    Raises
    ------
    ArgumentTypeError
        It is none.
    """
    with suppress(ValueError):
        if 0 <= float(text) < math.inf:
            return float(text)
    raise argparse.ArgumentTypeError(f"a number of seconds from 0 on was expected, and {text!r} came")


def four_numbers(text: str) -> tuple[float, ...]:
    """Parse four numbers with commas between them.

    Parameters
    ----------
    text : str
        As typed.

    Returns
    -------
    tuple of float
        The numbers.

    Raises
    ------
    ArgumentTypeError
        They are not four.
    """
    with suppress(ValueError):
        numbers = tuple(float(number) for number in text.split(","))
        if len(numbers) == 4:
            return numbers
    raise argparse.ArgumentTypeError(f"four numbers with commas between them were expected, and {text!r} came")


def share(text: str) -> tuple[float, float]:
    """Parse a place in a picture.

    Parameters
    ----------
    text : str
        As typed, such as 0.5,0.4.

    Returns
    -------
    tuple of float
        Shares of width and height, 0 to 1.

    Raises
    ------
    ArgumentTypeError
        It is none.
    """
    with suppress(ValueError):
        x, y = (float(number) for number in text.split(","))
        if 0 <= x <= 1 and 0 <= y <= 1:
            return x, y
    raise argparse.ArgumentTypeError(f"two numbers from 0 to 1 with a comma between them were expected, not {text!r}")


def half(text: str) -> float:
    """Parse a share of at most a half.

    Parameters
    ----------
    text : str
        As typed.

    Returns
    -------
    float
        0 to 0.5.

    Raises
    ------
    ArgumentTypeError
        It is none.
    """
    with suppress(ValueError):
        if 0 <= float(text) <= 0.5:
            return float(text)
    raise argparse.ArgumentTypeError(f"a number from 0 to 0.5 was expected, and {text!r} came")


def comma_separated(text: str) -> tuple[str, ...]:
    """Return the parts of an option that has commas between them."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def several(text: str) -> tuple[str, ...]:
    """Parse at least two different words with commas between them.

    Parameters
    ----------
    text : str
        As typed.

    Returns
    -------
    tuple of str
        The words.

    Raises
    ------
    ArgumentTypeError
        There is one, or one twice.
    """
    words = comma_separated(text)
    if len(words) > 1 and len(set(words)) == len(words):
        return words
    raise argparse.ArgumentTypeError(f"different words with commas between them were expected, and {text!r} came")


def positive(kind: Callable[[str], float]) -> Callable[[str], float]:
    """Return a parser of numbers above 0.

    Parameters
    ----------
    kind : callable
        int or float.

    Returns
    -------
    callable
        Parses a text; raises ArgumentTypeError for other numbers.

    Raises
    ------
    ArgumentTypeError
        By the parser, for a number that is not above 0.
    """

    def number(text: str) -> float:
        with suppress(ValueError):
            if 0 < kind(text) < math.inf:
                return kind(text)
        raise argparse.ArgumentTypeError(f"a number above 0 was expected, and {text!r} came")

    return number
