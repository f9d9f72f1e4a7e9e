"""The words that nobody should read in what movescreen says, in each of its languages, and how to find them."""

from __future__ import annotations

import re

from movescreen.output.language.sentences import LANGUAGES

ENGLISH = (
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
GERMAN = (
    r"\w*dysfunktion\w*|fehlfunktion\w*",
    r"fehler\w*|fehlhaltung\w*|fehlstellung\w*|defekt\w*|defizit\w*",
    r"schlecht\w*|mangel\w*|mangelhaft\w*|ungenügend\w*",
    r"falsch\w*|unrichtig\w*|richtig\w*",
    r"(?:in)?korrekt\w*|korrigier\w*|korrektur\w*",
    r"(?:ab|un|a)?normal\w*",
    r"schwach\w*|schwäch\w*",
    r"verspannt\w*|verkürzt\w*|verkürzung\w*",
    r"(?:über|unter)aktiv\w*|gehemmt\w*",
    r"kollabier\w*|einknick\w*|eingeknickt\w*|x-bein\w*|o-bein\w*",
    r"instabil\w*|unstabil\w*",
    r"ungleichgewicht\w*|dysbalance\w*",
    r"kompens\w*|ausweichbewegung\w*",
    r"risik\w*|gefahr\w*|gefährlich\w*",
    r"\w*verletz\w*",
    r"\w*schäd\w*|\w*schaden\w*",
    r"beheb\w*|repar\w*",
    r"diagnos\w*|krank\w*",
    r"versag\w*|scheiter\w*|durchgefallen",
    r"\w*muskel\w*|muskul\w*|gesäß\w*|glut\w*",
    r"aktivier\w*",
    r"perfekt\w*",
    r"valgus|varus",
    r"übermäßig\w*|exzessiv\w*",
    r"(?:un)?gesund\w*",
    r"gewicht\w*|last|lasten|belast\w*|schuld\w*",
)
BANNED = {"en": ENGLISH, "de": GERMAN}


def banned(text: str, language: str = "en") -> list[str]:
    """The banned words in a text, as they stand there; the disclaimer, which names what it denies, does not count."""
    text = text.replace(LANGUAGES[language].DISCLAIMER, "")
    return [match.group() for match in re.finditer(rf"\b(?:{'|'.join(BANNED[language])})\b", text, re.IGNORECASE)]


def said_on(page: str) -> str:
    """What a page says, without its style, its script and its tags."""
    return re.sub(r"<[^>]*>", " ", re.sub(r"<(style|script)>.*?</\1>", "", page, flags=re.S))
