"""Rating studies in a library: made of its recordings or of a folder, found, and cleared of deleted sessions.

Each has a folder with a drawn name in `ratings`, which holds a table of all ratings for `agree`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from movescreen.batch import Nobody
from movescreen.errors import Problem
from movescreen.library import StoredSession
from movescreen.library.entries import RATINGS
from movescreen.records.arrivals import arriving_file
from movescreen.records.ownership import DRAWN, erase
from movescreen.records.private_files import private_file, private_folder
from movescreen.reliability.rating_tables import Rating, is_table, written
from movescreen.web.rating.items import SEEN
from movescreen.web.rating.store import RatingStore
from movescreen.web.rating.study import FILE, Design, LeftOut, StudyClip, files_below, made_of, names_of_clips, opened

TABLE = "ratings.csv"
Tell = Callable[[int, int], None]


@dataclass(frozen=True)
class RatedBy:
    """A rater's result for a session: the items that were seen; None while anybody rates in that study."""

    rater: str
    seen: tuple[str, ...] | None


class _Telling(Nobody):
    """Reports the progress of the copies, in parts of a clip's bytes."""

    def __init__(self, tell: Tell) -> None:
        self._tell, self._sizes, self._done, self.left_out = tell, dict[str, int](), 0, list[LeftOut]()

    def say(self, sentence: str) -> None:
        if isinstance(sentence, LeftOut):
            self.left_out.append(sentence)

    def begin(self, sizes: Mapping[str, int]) -> None:
        self._sizes = dict(sizes)
        self._tell(0, sum(self._sizes.values()))

    def frames(self, clip: str, done: int, of: int | None) -> None:
        share = min(done / of, 1.0) if of else 0.0
        self._tell(self._done + round(share * self._sizes[clip]), sum(self._sizes.values()))

    def end(self, clip: str) -> None:
        self._done += self._sizes[clip]
        self._tell(self._done, sum(self._sizes.values()))


def studies(library: Path) -> dict[str, RatingStore]:
    """Return the studies in a library by the names of their folders, the newest first; those that can be read."""
    found = []
    for folder in _folders(library):
        with suppress(Problem):
            found += [RatingStore(one) for one in [opened(folder)] if one is not None]
    return {one.study.folder.name: one for one in sorted(found, key=lambda one: one.study.made_at, reverse=True)}


def _folders(library: Path) -> list[Path]:
    return [one for one in (library / RATINGS).glob("*") if DRAWN.fullmatch(one.name) and not one.is_symlink()]


def sweep_studies(library: Path) -> None:
    """Erase studies that were being made when all ended: they hold copies of clips, and nobody can rate them."""
    for folder in _folders(library):
        if not (folder / FILE).exists():
            erase(folder, library)


def store_of(library: Path, name: str) -> RatingStore:
    """Return a study of a library.

    Parameters
    ----------
    library : Path
        The library's folder.
    name : str
        Name of the study's folder.

    Returns
    -------
    RatingStore
        The study with its ratings.

    Raises
    ------
    Problem
        There is no such study.
    """
    found = opened(library / RATINGS / name) if DRAWN.fullmatch(name) else None
    if found is None:
        raise Problem("no_study", "There is no such study any more. Open the page of ratings again.")
    return RatingStore(found)


def clips_of(sessions: Sequence[StoredSession]) -> dict[str, Path]:
    """Return the kept videos of sessions by the names of their folders, which name nobody."""
    return {kept.folder.name: kept.video for kept in sessions if kept.video is not None}


def clips_in(folder: Path, library: Path) -> dict[str, Path]:
    """Return the clips below a folder by the names that `analyze` gives them.

    Parameters
    ----------
    folder : Path
        The folder.
    library : Path
        The library's folder, whose recordings are chosen one by one.

    Returns
    -------
    dict of str to Path
        The clips.

    Raises
    ------
    Problem
        There are none, or the folder lies in the library.
    """
    if folder.resolve() == library.resolve() or library.resolve() in folder.resolve().parents:
        raise Problem("no_clips", "This folder is the library's. Choose recordings from the list.")
    if not folder.is_dir():
        raise Problem("no_clips", f"There is no folder {folder}. Name one with clips in it.", folder=str(folder))
    return names_of_clips(files_below(folder, library))


def make_study(library: Path, clips: Mapping[str, Path], design: Design, tell: Tell) -> list[LeftOut]:
    """Make a study of some clips, and return the sentences about those that are left out.

    Raises
    ------
    Problem
        No clip can be shown, the screen lacks an item, or there is no room; then nothing is left of it.
    """
    if not clips:
        raise Problem("no_clips", "There are no clips to rate. Choose recordings with a video, or a folder with clips.")
    folder = library / RATINGS / uuid4().hex
    telling = _Telling(tell)
    try:
        made_of(clips, private_folder(folder), design, telling)
    except OSError as error:
        erase(folder, library)
        sentence = f"The study could not be written ({error.strerror or error}), and nothing is left of it."
        sentence = f"{sentence} Make room where the library lies."
        raise Problem("study_unwritable", sentence, library=str(library), errno=error.errno) from error
    except BaseException:
        erase(folder, library)
        raise
    return telling.left_out


def write_table(store: RatingStore) -> Path:
    """Write all ratings of a study as the table that `agree` reads, in the study's folder."""
    file = store.study.folder / TABLE
    with arriving_file(file, is_table) as part:
        private_file(part).write_text(written(store.table()), encoding="utf-8")
    return file


def withdraw(library: Path, sessions: Collection[str]) -> None:
    """Delete sessions, by the names of their folders, from every study of a library.

    Raises
    ------
    Problem
        A study cannot be read: copies of these recordings may be in it.
    """
    readable = studies(library)
    for folder in _folders(library):
        if folder.name not in readable and (folder / FILE).exists():
            sentence = f"The ratings in {folder} cannot be read, and may hold copies of these recordings."
            sentence = f"{sentence} Delete that folder by hand, then delete again."
            raise Problem("study_unreadable", sentence, folder=str(folder))
    for store in readable.values():
        gone = [clip.id for clip in store.study.clips if session_of(clip) in sessions]
        if len(gone) == len(store.study.clips):
            erase(store.study.folder, library)
        elif gone:
            store.withdraw(gone)
            write_table(store)


def session_of(clip: StudyClip) -> str:
    """Return the name of the folder that a clip was taken from; of a recording it is the session's."""
    return Path(clip.file).parent.name


def ratings_about(library: Path, sessions: Collection[str]) -> list[Rating]:
    """Return every rating of some sessions, by the names of their folders, in all studies of a library."""
    found = []
    for store in studies(library).values():
        clips = {clip.name for clip in store.study.clips if session_of(clip) in sessions}
        found += [rating for rating in store.table() if rating.subject in clips]
    return found


def ratings_of_sessions(library: Path) -> dict[str, list[RatedBy]]:
    """Return the raters of each session and what they saw, by the name of the session's folder.

    What a rater saw is left out until everybody who began has finished, so that it influences nobody.
    """
    found: dict[str, list[RatedBy]] = defaultdict(list)
    for store in studies(library).values():
        sessions = {clip.name: session_of(clip) for clip in store.study.clips}
        by_rater: dict[tuple[str, str], list[Rating]] = defaultdict(list)
        for rating in store.table():
            by_rater[rating.rater, rating.subject].append(rating)
        done = all(map(store.is_done, store.raters()))
        for (rater, clip), ratings in by_rater.items():
            found[sessions[clip]].append(RatedBy(rater, _seen(ratings) if done else None))
    return dict(found)


def _seen(ratings: Sequence[Rating]) -> tuple[str, ...]:
    """Return the items that were ticked as seen, or above the lowest value of another scale."""
    return tuple(dict.fromkeys(one.item for one in ratings if one.value not in (SEEN[1], "not_measurable", "", "0")))
