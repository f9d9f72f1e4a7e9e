"""The words that nobody should read in what movescreen says (MEASURES, section E), and how to find them."""

from __future__ import annotations

import re

from movescreen.views.english import DISCLAIMER

BANNED = (
    r"dysfunction\w*",
    r"fault\w*",
    r"bad(?:ly)?",
    r"poor(?:ly)?",
    r"wrong(?:ly)?",
    r"(?:in)?correct\w*",
    r"(?:ab)?normal\w*",
    r"weak\w*",
    r"tight\w*",
    r"(?:over|under)active",
    r"inhibited",
    r"asleep",
    r"amnesia",
    r"collaps\w*",
    r"cave[sd]?|caving",
    r"unstable|instability",
    r"imbalance\w*",
    r"compensat\w*",
    r"risk\w*",
    r"injur\w*",
    r"damag\w*",
    r"fix\w*",
    r"diagnos\w*",
    r"fail\w*",
    r"muscle\w*|muscular",
    r"glute\w*",
    r"activat\w*",
    r"perfect\w*",
    r"valgus|varus",
    r"excessive(?:ly)?",
    r"(?:un)?healthy",
    r"weight|load\w*",
)


def banned(text: str) -> list[str]:
    """The banned words in a text, as they stand there; the disclaimer, which names what it denies, does not count."""
    found = re.finditer(rf"\b(?:{'|'.join(BANNED)})\b", text.replace(DISCLAIMER, ""), re.IGNORECASE)
    return [match.group() for match in found]
