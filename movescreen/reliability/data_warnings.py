"""What somebody should know before believing a study: of values that may not be what was meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from movescreen.reliability.items import MOST_STEPS, NOMINAL, ItemAgreement, as_number

NAMED = "Say --level nominal if that is what they are; leave a field empty where there is no rating."


def notices(items: Iterable[ItemAgreement]) -> list[str]:
    """A sentence for each item whose values were taken for names of categories and look like something else."""
    return [sentence for item in items for sentence in _of(item)]


def _of(item: ItemAgreement) -> Iterator[str]:
    table = item.compared
    if table.level != NOMINAL or not table.inferred or table.categories:
        return
    odd = [(str(v), who) for row in table.values for v, who in zip(row, table.raters, strict=True) if is_word(v)]
    words, known = list(dict.fromkeys(word for word, _ in odd)), sum(v is not None for v in table.values.ravel())
    said = f"{item.name}: its ratings were taken for names of categories"
    if 0 < len(odd) < known:
        yield f"{said}, as {odd[0][0]!r} of {odd[0][1]} is no number, and others are. {NAMED}"
    elif len(words) > MOST_STEPS:
        yield f"{said}, {len(words)} different ones, such as {words[0]!r}. {NAMED}"


def is_word(value: object) -> bool:
    """Whether a value is there, and no number."""
    return isinstance(value, str) and as_number(value) is None
