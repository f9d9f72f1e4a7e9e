"""Notices on the ratings of a study: what something was taken for, and what too little rests on."""

from __future__ import annotations

from typing import Any, Self

from movescreen.records.text import Text


class Notice(Text):
    """A sentence on the data. `command` is what only a reader at a command line can do about it."""

    __slots__ = ("command",)
    command: str

    def __new__(cls, template: str, command: str = "", **parts: Any) -> Self:
        """Return the notice of a template with its parts filled in."""
        notice = super().__new__(cls, template, **parts)
        notice.command = command
        return notice

    @property
    def at_command_line(self) -> str:
        """The sentence with the option that helps."""
        return f"{self} {self.command}".rstrip()
