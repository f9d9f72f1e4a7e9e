"""What holds for recordings that go into a library, made on a page or on the command line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from movescreen.library.preferences import load_preferences
from movescreen.library.settings_file import checked_settings, settings_of
from movescreen.scoring.settings import Settings

LANGUAGE = "en"  # where nobody chose one


@dataclass(frozen=True)
class Choices:
    """What a command line says, and what the user of the library in a folder chose for all else.

    The folder need not exist. `stated_settings` is a TOML file, which replaces the library's whole one.
    """

    folder: Path
    stated_language: str | None = None
    stated_settings: Path | None = None

    @property
    def settings(self) -> Settings:
        """Lines, uncertainties and what is known of the camera. Raises Problem where they cannot be read."""
        if self.stated_settings is not None:
            return checked_settings(self.stated_settings)
        return settings_of(self.folder)

    @property
    def language(self) -> str:
        """The code of the language of pages and reports."""
        return self.stated_language or load_preferences(self.folder).language or LANGUAGE

    @property
    def mirrored(self) -> bool:
        """Whether the picture of the live page is mirrored."""
        return load_preferences(self.folder).mirrored
