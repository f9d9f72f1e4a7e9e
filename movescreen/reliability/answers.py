"""Words that tables of ratings use: for yes and no, and for a rating that was not given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

NO = 0
YES = 1
UNDECIDED = 2
SAID: dict[str, int] = {
    **dict.fromkeys(("1", "yes", "y", "true", "t", "x", "+", "present", "observed", "seen"), YES),
    **dict.fromkeys(("ja", "j", "wahr", "vorhanden", "oui", "sí"), YES),
    **dict.fromkeys(("0", "no", "n", "false", "f", "-", "absent", "not observed", "not_observed", "not present"), NO),
    **dict.fromkeys(("nein", "falsch", "nicht vorhanden", "non"), NO),
    **dict.fromkeys(("?", "unsure", "unclear", "undecided", "indeterminate", "not measurable"), UNDECIDED),
    **dict.fromkeys(("not_measurable", "cannot tell", "unsicher", "unklar"), UNDECIDED),
}
PLAIN = {YES: "yes", NO: "no"}
EMPTY = {"", "na", "n/a", "#n/a", "<na>", "nan", "null", "."}  # as programs write that there is no rating
NOT_GIVEN = {
    "-", "--", "---", "\N{EN DASH}", "\N{EM DASH}", "\N{MINUS SIGN}", "n.a.", "n.a", "n. a.", "#na", "#nv", "#value!",
    "none given", "not given", "no rating", "not rated", "unrated", "not seen", "not scored", "not assessed",
    "not assessable", "not available", "not applicable", "not done", "no data", "missing", "miss", "skipped", "blank",
    "k.a.", "k. a.", "keine angabe", "nicht gesehen", "nicht bewertet", "nicht beurteilt", "nicht beurteilbar", "fehlt",
    "fehlend", "entfällt", "(blank)", "(leer)", "leer",
}  # fmt: skip  # spellings of people for a missing rating; a notice lists them
TOTALS = {
    "mean", "means", "average", "avg", "total", "totals", "sum", "median", "grand total", "mittelwert", "mittel",
    "durchschnitt", "summe", "gesamt", "insgesamt", "gesamtsumme", "moyenne", "standard deviation", "std dev",
    "standardabweichung", "stdabw", "count", "anzahl", "prozent", "percent",
}  # fmt: skip  # names of rows that sum up the others
LAST = {"sd", "std", "n", "min", "max", "var", "se", "%", "ø"}  # the same, only where they end a table
ABOUT_PEOPLE = {
    "age", "sex", "gender", "group", "height", "weight", "bmi", "mass", "date", "site", "centre", "center", "condition",
    "limb", "leg", "leg length", "dominance", "dominant leg", "experience", "sport", "diagnosis", "comment", "comments",
    "note", "notes", "remark", "remarks", "years", "birth", "birthday", "birth date", "dob", "age years", "height cm",
    "weight kg", "alter", "geschlecht", "gruppe", "größe", "groesse", "gewicht", "bemerkung", "kommentar", "datum",
    "arm", "cohort", "treatment", "education", "ethnicity", "race", "handedness",
}  # fmt: skip  # columns that say something of the subjects


def plain(text: str) -> str:
    """Return a name in lower case, with blanks for underscores, hyphens and brackets."""
    letters = "".join(" " if mark in "_-()[]/" else mark for mark in text.casefold())
    return " ".join(letters.split())


def is_about_people(column: str) -> bool:
    """Return whether a column is named like a fact about subjects, as `age` or `height_cm`."""
    return plain(column) in ABOUT_PEOPLE


def answer(text: str) -> int | None:
    """Return `YES`, `NO` or `UNDECIDED`, None where a word says neither."""
    return SAID.get(text.casefold())


def one_spelling(words: Iterable[str], categories: Sequence[str] = ()) -> dict[str, str]:
    """Return the spelling of yes and no for each of the words that raters used; nothing where nothing changes.

    Only where all words say yes, no or that it is undecided, and one of these is spelled in several ways or otherwise
    than in the `categories` that were named.
    """
    used = list(dict.fromkeys(words))
    known = {word: answer(word) for word in used}
    if None in known.values() or not used:
        return {}
    named = {answer(category): category for category in categories}
    if categories and not {YES, NO} <= named.keys():
        return {}
    spelled = {said: {word.casefold() for word in used if known[word] == said} for said in (YES, NO)}
    several = any(len(words) > 1 for words in spelled.values())
    if not several and not (categories and any(word not in categories for word in used if known[word] != UNDECIDED)):
        return {}
    target = {said: named.get(said, PLAIN[said]) for said in (YES, NO)}
    return {word: target[said] for word, said in known.items() if said in target}
