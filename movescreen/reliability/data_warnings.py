"""Warnings about the data of a study: values that may not be what was meant, and gaps."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations

import numpy as np

from movescreen.records.text import Text
from movescreen.reliability.items import CONTINUOUS, MOST_STEPS, NOMINAL, ItemAgreement, ItemTable, as_number
from movescreen.reliability.notice import Notice

NAMED = "Leave a field empty where there is no rating."
NOMINAL_OPTION = "Say --level nominal if that is what they are."
RATERS_OPTION = "Name the raters with --raters for that."
FAR_TIMES = 5.0  # a rater's median this many times the others' range away from theirs is asked about; by eye
FEW_SHARED = 0.5  # share of subjects with two ratings below which a notice is made
MOST_PAIRS = 3  # pairs of names that a sentence lists
CODES = {-9.0, -99.0, -999.0, -9999.0, 99.0, 999.0, 9999.0}  # numbers that stand for no rating in many data files
FAR_CODE = 2.0  # such a number this many ranges of the others away from them is asked about; by eye


def notices(items: Iterable[ItemAgreement]) -> list[Notice]:
    """Return sentences on values that look like something else, and on what too few ratings rest on."""
    return list(dict.fromkeys(sentence for item in items for sentence in of_item(item)))


def of_item(item: ItemAgreement) -> Iterator[Notice]:
    """Return the sentences on one item."""
    yield from _of_spelling(item)
    yield from _of_level(item)
    if not item.alone:
        yield from _of_subjects(item)
        yield from _of_raters(item)
    yield from _of_gaps(item)
    yield from _of_codes(item)


def _of_spelling(item: ItemAgreement) -> Iterator[Notice]:
    """Yield what several spellings of yes and no were taken for."""
    by_target: dict[str, list[str]] = {}
    for word, target in item.spelled.items():
        by_target.setdefault(target, []).append(word)
    if by_target:
        taken = (
            Text("{words} as “{to}”", words=", ".join(f"“{w}”" for w in words), to=to)
            for to, words in by_target.items()
        )
        sentence = "{item}: different words for one answer were taken together: {said}."
        yield Notice(sentence, item=item.name, said=Text.joined(taken, "; "))


def _of_level(item: ItemAgreement) -> Iterator[Notice]:
    """Yield why an item was taken for one of names, where it looks like something else."""
    table = item.compared
    if table.level != NOMINAL or not table.inferred or table.categories:
        return
    odd = [(str(v), who) for row in table.values for v, who in zip(row, table.raters, strict=True) if is_word(v)]
    words, known = list(dict.fromkeys(word for word, _ in odd)), sum(v is not None for v in table.values.ravel())
    said = "{item}: its ratings were taken for names of categories,"
    if 0 < len(odd) < known:
        sentence = f"{said} as {{word!r}} of {{rater}} is no number, and others are. {NAMED}"
        yield Notice(sentence, NOMINAL_OPTION, item=item.name, word=odd[0][0], rater=odd[0][1])
    elif len(words) > MOST_STEPS:
        sentence = f"{said} {{count}} different ones, such as {{word!r}}. {NAMED}"
        yield Notice(sentence, NOMINAL_OPTION, item=item.name, count=len(words), word=words[0])


def is_word(value: object) -> bool:
    """Return whether a value is there, and no number."""
    return isinstance(value, str) and as_number(value) is None


def _of_subjects(item: ItemAgreement) -> Iterator[Notice]:
    """Yield which names of subjects look alike, and how many subjects have one rating."""
    table = item.between
    alike: dict[str, list[str]] = {}
    for person in dict.fromkeys(table.people):
        alike.setdefault(_plain(person), []).append(person)
    same = [Text.joined(names, " and ") for names in alike.values() if len(names) > 1]
    if same:
        more = len(same) - MOST_PAIRS
        rest = Text(", and {count} more", count=more) if more > 0 else ""
        sentence = "{item}: subjects with names that look alike: {names}{rest}. They were taken for different ones; "
        sentence += "spell a subject in one way if it is one."
        yield Notice(sentence, item=item.name, names=Text.joined(same[:MOST_PAIRS], "; "), rest=rest)
    subjects, twice = table.ratings.subjects, table.ratings.rated_twice
    if len(table.raters) > 1 and twice < FEW_SHARED * subjects:
        sentence = (
            "{item}: {once} of {subjects} subjects have one rating each, which says nothing of agreement: it rests "
        )
        sentence += "on the other {twice}."
        yield Notice(sentence, item=item.name, once=subjects - twice, subjects=subjects, twice=twice)


def _plain(name: str) -> str:
    """Return a name in lower case without leading zeros, a clip's ending, blanks and punctuation."""
    stem = re.sub(r"\.(0+|mp4|mov|mkv|webm|avi|m4v|gif)$", "", name.casefold())
    return re.sub(r"\d+", lambda digits: str(int(digits[0])), re.sub(r"[\s_.-]+", " ", stem)).strip()


def _of_raters(item: ItemAgreement) -> Iterator[Notice]:
    """Yield columns whose values are far from all others, and pairs of raters that share few subjects."""
    table = item.between
    if table.numeric and table.level == CONTINUOUS and len(table.raters) > 2:
        yield from _far(item.name, table)
    sizes = {pair: _shared(table, pair) for pair in combinations(range(len(table.raters)), 2)}
    counted = Counter(sizes.values())
    if len(table.raters) > 2 and len(counted) > 1 and table.level != CONTINUOUS:
        said = Text.joined(
            (Text("{pairs} {pairs:shares|share} {n}", pairs=times, n=n) for n, times in sorted(counted.items())), ", "
        )
        largest = max(sizes, key=lambda pair: sizes[pair])
        names = " – ".join(table.raters[i] for i in largest)
        sentence = "{item}: kappa and PABAK over all raters are plain means of {count} pairs, which rest on different "
        sentence += "numbers of subjects: {said} ({names} most). Look at each pair."
        yield Notice(sentence, item=item.name, count=len(sizes), said=said, names=names)


def _shared(table: ItemTable, pair: tuple[int, int]) -> int:
    codes = table.ratings.codes[:, list(pair)]
    return len(np.unique(table.ratings.people[(codes >= 0).all(axis=1)]))


def _far(name: str, table: ItemTable) -> Iterator[Notice]:
    """Yield the columns that may be something else than ratings, as an age among angles."""
    values = table.numbers()
    for place, rater in enumerate(table.raters):
        own, others = values[:, place], np.delete(values, place, axis=1)
        own, others = own[np.isfinite(own)], others[np.isfinite(others)]
        if not len(own) or not len(others):
            continue
        width = max(float(np.ptp(others)), 1e-9)
        if abs(float(np.median(own)) - float(np.median(others))) > FAR_TIMES * width:
            sentence = "{item}: the values of {rater} ({own:.3g} at the median) are far from those of the others "
            sentence += "({others:.3g}). If it is no rater, leave that column out."
            medians = {"own": float(np.median(own)), "others": float(np.median(others))}
            yield Notice(sentence, RATERS_OPTION, item=name, rater=rater, **medians)


def _of_gaps(item: ItemAgreement) -> Iterator[Notice]:
    """Yield how few subjects every rater rated, which ICC(2,1) and SEM rest on."""
    table = item.compared
    if not table.numeric or table.level == NOMINAL or len(table.raters) < 2:
        return
    known = np.isfinite(table.means())
    whole, some = int(known.all(axis=1).sum()), int(known.any(axis=1).sum())
    if whole < some:
        columns = Text("occasion" if item.alone else "rater")
        sentence = (
            "{item}: {whole} of {some} subjects have a value of every {columns}. ICC(2,1), ICC(3,1) and SEM rest "
        )
        sentence += "on these alone; those by REML rest on all values."
        yield Notice(sentence, item=item.name, whole=whole, some=some, columns=columns)


def _of_codes(item: ItemAgreement) -> Iterator[Notice]:
    """Yield numbers that data files use for no rating, where they are far from all others."""
    table = item.compared
    if not table.numeric:
        return
    values = table.numbers()
    known = values[np.isfinite(values)]
    others = known[~np.isin(known, list(CODES))]
    if len(others) < 2 or table.categories:
        return
    low, high = float(others.min()), float(others.max())
    room = FAR_CODE * max(high - low, 1.0)
    for code in sorted(set(known.tolist()) & CODES):
        if not low - room <= code <= high + room:
            times = int((known == code).sum())
            sentence = (
                "{item}: {code:g} ({count} {count:time|times}) is far from all other values, {low:g} to {high:g}. "
            )
            sentence += "If it stands for no rating, leave the field empty."
            yield Notice(sentence, item=item.name, code=code, count=times, low=low, high=high)
