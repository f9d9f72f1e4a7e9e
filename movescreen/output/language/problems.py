"""Problems as a page says them, in each language. In English each problem brings its own sentence."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import Any

from movescreen.errors import Problem
from movescreen.output.language import german
from movescreen.output.language.german import problem_details, problems
from movescreen.output.language.sentences import filled

UNFORESEEN = problems.UNFORESEEN
GERMAN = problems.PROBLEMS
FIRST_PAGE = {"en": "First page", "de": "Erste Seite"}


def problem_sentence(problem: Problem, language: str) -> str:
    """Return a problem's sentence in a language, for a reader of a page."""
    return in_language(problem.code, problem.sentence, language, problem.facts)


def in_language(code: str, sentence: str, language: str, facts: Mapping[str, Any] | None = None) -> str:
    """Return the sentence of a problem in a language.

    Parameters
    ----------
    code : str
        The code of the problem.
    sentence : str
        Its own sentence, in English; returned where the language has none for the code.
    language : str
        Code of the language (ISO 639-1).
    facts : mapping of str, optional
        The names and sizes that the sentence may say.
    """
    if language != german.CODE:
        return sentence
    known = _with_reason(facts or {})
    for template in problem_details.DETAILS.get(code, ()):
        if _fields(template) <= known.keys():
            return filled(template, german, **known)
    return GERMAN.get(code, sentence)


def _with_reason(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts of a problem, with the reason of the system in words if there is one."""
    number = facts.get("errno")
    if number is None:
        return dict(facts)
    return {**facts, "why": problem_details.WHY.get(number, problem_details.OTHER_WHY.format(errno=number))}


def _fields(template: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(template) if field}
