"""Compare the camera with the raters: what it decided, what it did not, and how far they agree on either."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from movescreen.errors import Problem
from movescreen.records.text import Text
from movescreen.reliability import statistics as agreement
from movescreen.reliability.answers import NO, SAID, UNDECIDED, YES
from movescreen.reliability.camera_rater import CameraRater, CameraRating
from movescreen.reliability.items import ItemAgreement
from movescreen.reliability.statistics import CategoricalRatings, Estimate
from movescreen.reliability.statistics.categorical_ratings import MISSING, Codes
from movescreen.reliability.statistics.estimate import refuse
from movescreen.reliability.statistics.intervals import WILSON, wilson
from movescreen.reliability.study import Outcome, Outcomes, attempted, refused
from movescreen.screens import OBSERVED, STATES, Finding

CATEGORIES = ("not observed", "observed", "undecided")
OF_TWO: dict[str, Callable[[CategoricalRatings], Estimate]] = {
    "percent": agreement.percent,
    "kappa": agreement.cohen,
    "pabak": agreement.pabak,
    "ac1": agreement.ac1,
}
AGAINST = {
    "camera_sensitivity": "sensitivity",
    "camera_specificity": "specificity",
    "camera_ratio_yes": "positive_ratio",
    "camera_ratio_no": "negative_ratio",
}


@dataclass(frozen=True)
class Joined:
    """An item as raters and the camera have it: codes of `raters` `(subjects, raters)` and of the `camera`."""

    finding: Finding
    subjects: tuple[str, ...]
    raters: tuple[str, ...]
    codes: Codes
    camera: Codes
    seen: tuple[CameraRating, ...]

    @property
    def consensus(self) -> Codes:
        """Return the category that more than half of the raters chose, for each subject.

        Returns
        -------
        ndarray of int, shape (n_subjects,)
            Category, or `MISSING` where no more than half agree.
        """
        return agreement.consensus(self.codes)


def join(item: ItemAgreement, finding: Finding, side: str, camera: CameraRater, yes: Iterable[str] = ()) -> Joined:
    """Join an item's ratings with the camera's findings.

    Parameters
    ----------
    item : ItemAgreement
        The ratings.
    finding : Finding
        The camera's finding.
    side : str
        Its side.
    camera : CameraRater
        The results.
    yes : iterable of str
        Values that stand for observed; all others then are not observed.

    Returns
    -------
    Joined
        Codes of raters and camera, one row a subject or repetition.

    Raises
    ------
    Problem
        A value is no such answer, or no subject is a clip of the results.
    """
    table = item.between
    known = {item.spelled.get(value, value).casefold() for value in yes}
    codes = np.array([[_code(v, known, item.name) for v in row] for row in table.values], np.int64)
    if not any(camera.clip(person) for person in table.people):
        sentence = f"None of the subjects rated for {item.name} is a clip of the results ({table.people[0]}, ...)."
        raise Problem("table_values", f"{sentence} Subjects of the table are to be called like clips.")
    repetitions = table.repetitions or ("",) * len(table.people)
    seen = tuple(camera.seen(p, finding, side, r) for p, r in zip(table.people, repetitions, strict=True))
    own = np.array([_decision(one) for one in seen], np.int64)
    return Joined(finding, table.people, table.raters, codes, own, seen)


def _decision(seen: CameraRating) -> int:
    if not seen.decided:
        return UNDECIDED
    return YES if seen.state == STATES[OBSERVED] else NO


def _code(value: object, yes: set[str], item: str) -> int:
    if value is None:
        return MISSING
    text = str(value).casefold()
    if yes:
        return YES if text in yes else SAID.get(text, NO) if SAID.get(text) == UNDECIDED else NO
    if text not in SAID:
        sentence = f"{item} has the rating {value!r}, which says neither observed nor not observed."
        raise Problem("table_values", f"{sentence} Say which ratings mean observed with --yes.")
    return SAID[text]


def camera_statistics(joined: Joined) -> Outcomes:
    """Compute the camera's agreement with the raters: its coverage, without undecided answers and with them."""
    outcomes = {"camera_coverage": attempted(partial(coverage, joined))}
    for three in (False, True):
        for name, statistic in OF_TWO.items():
            if not (three and name == "pabak"):
                key = f"camera_{name}_three" if three else f"camera_{name}"
                outcomes[key] = _with_raters(joined, statistic, three)
    return outcomes | _against(joined)


def coverage(joined: Joined) -> Estimate:
    """Return the share of the rated subjects that the camera decided, with its states for the others."""
    rated = (joined.codes != MISSING).any(axis=1)
    decided = (joined.camera != UNDECIDED) & rated
    count = int(rated.sum())
    share = float(decided.sum() / count)
    others = Counter((one.state, one.reason) for one in np.array(joined.seen, object)[rated & ~decided])
    named = Text.joined((_undecided(*why, count) for why, count in others.most_common()), ", ")
    form = Text(
        "share of rated subjects that the camera decided, {done} of {count}", done=int(decided.sum()), count=count
    )
    said = Text("{form}; the others: {named}", form=form, named=named) if named else form
    whole = Text("{form}; {how}", form=said, how=WILSON)
    return Estimate(share, *wilson(share, count), count, whole, Text("Subjects are independent of each other."))


def _undecided(state: str, reason: str, count: int) -> Text:
    """Return how many subjects have a state, with its reason if there is one."""
    if not reason:
        return Text("{count} {state}", count=count, state=Text(state))
    return Text("{count} {state} {reason}", count=count, state=Text(state), reason=Text(reason))


def _with_raters(joined: Joined, statistic: Callable[[CategoricalRatings], Estimate], three: bool) -> Outcome:
    """Return a statistic of the camera with the raters' consensus, and as pairs with each rater."""
    agreed = joined.consensus
    split = int(((agreed == MISSING) & (joined.codes != MISSING).any(axis=1)).sum())
    whole = attempted(partial(_pair, joined, agreed, statistic, three))
    if whole.found:
        said = Text("undecided is a third answer" if three else "of what both decided")
        form = Text("{form}; camera and the raters' consensus, {said}", form=whole.found.form, said=said)
        if split:
            form = Text("{form}; without consensus: {split}", form=form, split=split)
        whole = replace(whole, found=replace(whole.found, form=form))
    columns = zip(joined.raters, joined.codes.T, strict=True)
    pairs = {
        f"camera – {rater}": attempted(partial(_pair, joined, column, statistic, three)) for rater, column in columns
    }
    return replace(whole, pairs=pairs)


def _pair(joined: Joined, other: Codes, statistic: Callable[[CategoricalRatings], Estimate], three: bool) -> Estimate:
    own, theirs = joined.camera.copy(), other.copy()
    if not three:
        own[own == UNDECIDED], theirs[theirs == UNDECIDED] = MISSING, MISSING
    rows = np.stack([own, theirs], axis=1)
    kept = (rows != MISSING).all(axis=1)
    if kept.sum() < 2:
        raise refuse(Text("At least two subjects that both decided on are needed, and there are fewer."))
    answers = CATEGORIES if three else CATEGORIES[:2]
    people = np.unique(joined.subjects, return_inverse=True)[1][kept]
    return statistic(CategoricalRatings(rows[kept], answers, people))


def _against(joined: Joined) -> Outcomes:
    """Return sensitivity and the like against the consensus: agreement, not accuracy."""
    own, agreed = (np.where(codes == UNDECIDED, MISSING, codes) for codes in (joined.camera, joined.consensus))
    try:
        found = agreement.against(own, agreed, YES)
    except Problem as problem:
        return {name: refused(problem) for name in AGAINST}
    return {name: Outcome(getattr(found, part)) for name, part in AGAINST.items()}


def decided(joined: Joined) -> Iterator[tuple[str, float, int]]:
    """Yield every subject that has a value and a consensus: its amount, and whether the raters observed it."""
    for subject, seen, agreed in zip(joined.subjects, joined.seen, joined.consensus, strict=True):
        if not math.isnan(seen.amount) and agreed in (NO, YES):
            yield subject, seen.amount, int(agreed)
