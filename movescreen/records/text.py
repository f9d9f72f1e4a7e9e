"""Sentences that keep their template and their parts, so that other languages can say them too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from string import Formatter
from typing import Any, Self

from movescreen.records.file_sizes import file_size

SIZE = "size"  # format of a number of bytes


class Filler(Formatter):
    """Fills in templates as `str.format` does, with numbers as a language writes them.

    It has two formats of its own: `{count:clip|clips}` is the first word for 1 and the second for any other number,
    and `{free:size}` is a number of bytes as "4.2 GB".
    """

    def __init__(self, decimal: str) -> None:
        self.decimal = decimal

    def format_field(self, value: Any, format_spec: str) -> str:
        """Return a part of a template."""
        if "|" in format_spec:
            one, several = format_spec.split("|")
            return one if value == 1 else several
        text = file_size(value) if format_spec == SIZE else super().format_field(value, format_spec)
        return localised(text, self.decimal) if isinstance(value, float) or format_spec == SIZE else text


def localised(number: str, decimal: str) -> str:
    """Return a written number with a language's decimal sign, and with a minus at which no line breaks."""
    return number.replace("-", "−").replace(".", decimal)


class Figure(str):
    """A written number."""

    __slots__ = ()


class Text(str):
    """An English sentence, or a part of one, with its template and its parts."""

    __slots__ = ("parts", "template")
    template: str
    parts: dict[str, Any]

    def __new__(cls, template: str, **parts: Any) -> Self:
        """Return the text of a template with its parts filled in."""
        text = super().__new__(cls, Filler(".").format(template, **parts) if parts else template)
        text.template, text.parts = template, parts
        return text

    def __reduce__(self) -> tuple[Any, tuple[str, dict[str, Any]]]:
        return _made, (self.template, self.parts)

    @classmethod
    def joined(cls, parts: Iterable[str], between: str = " ") -> Self:
        """Return several texts as one."""
        named = {f"part{number}": part for number, part in enumerate(parts)}
        return cls(between.join(f"{{{name}}}" for name in named), **named)

    @property
    def sentences(self) -> list[str]:
        """The texts that were joined with blanks; itself if it is none of these."""
        is_joined = bool(self.parts) and self.template == " ".join(f"{{part{n}}}" for n in range(len(self.parts)))
        return list(self.parts.values()) if is_joined else [self]


def _made(template: str, parts: dict[str, Any]) -> Text:
    return Text(template, **parts)


def translated(text: str, words: Mapping[str, str], decimal: str = ".") -> str:
    """Return a text in another language.

    Parameters
    ----------
    text : str
        A `Text`, a `Figure`, or plain English.
    words : mapping of str to str
        Templates of the language by the English ones; what it lacks stays English.
    decimal : str
        Decimal sign of the language.
    """
    if isinstance(text, Figure):
        return text.replace(".", decimal)
    if not isinstance(text, Text):
        return words.get(text, text)
    kept = {
        name: translated(part, words, decimal) if isinstance(part, Text | Figure) else part
        for name, part in text.parts.items()
    }
    template = words.get(text.template, text.template)
    return Filler(decimal).format(template, **kept) if kept else template
