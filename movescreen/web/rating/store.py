"""The ratings of a study: which rater sees which clip when, and every tick, kept at once."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from movescreen.errors import Problem
from movescreen.library.database import Database
from movescreen.reliability.rating_tables import Rating
from movescreen.web.rating.items import CANNOT_TELL, SEEN
from movescreen.web.rating.randomization import order
from movescreen.web.rating.study import Study, without_clips

FILE = "ratings.sqlite"
LONGEST_NAME = 80
AGAIN = "{occasion} again"  # the occasion of a clip that comes twice, the second time
# A changed tick is written after the earlier one, which stays known.
STEPS = (
    """
    CREATE TABLE showings (
        id TEXT PRIMARY KEY,
        rater TEXT NOT NULL,
        occasion INTEGER NOT NULL,
        place INTEGER NOT NULL,
        clip TEXT NOT NULL,
        closed_at TEXT,
        UNIQUE (rater, occasion, place)
    );
    CREATE TABLE ticks (
        id INTEGER PRIMARY KEY,
        showing TEXT NOT NULL REFERENCES showings,
        item TEXT NOT NULL,
        value TEXT NOT NULL,
        ticked_at TEXT NOT NULL
    );
    CREATE INDEX ticks_of_showing ON ticks (showing, item);
    """,
)
OTHER = "This is no longer your clip: it was finished, or another rater's address was opened in this browser."


@dataclass(frozen=True)
class Showing:
    """The clip that a rater has open: number `place` of `of`, with its ticks so far."""

    id: str
    clip: str
    occasion: int
    place: int
    of: int
    ticks: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Between:
    """A rater without an open clip: the next occasion (None after the last one), and when it opens."""

    next: int | None
    opens: datetime | None = None

    @property
    def waiting(self) -> bool:
        """Whether it is too early for the next occasion."""
        return self.opens is not None and _now() < self.opens


class RatingStore:
    """The ratings of a study. Raises Problem if they cannot be kept."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self._database = Database(study.folder / FILE, STEPS, "study", "--study")
        self._database.prepare()

    @property
    def showings(self) -> int:
        """The number of clips that a rater sees on an occasion."""
        return len(order([c.id for c in self.study.clips], 0, "", 1, self.study.design.repeats))

    def progress(self, rater: str) -> tuple[int, int]:
        """Return the number of rated clips of the current or last occasion, and of all its clips."""
        with self._database.opened() as tables:
            rows = tables.execute("SELECT occasion, closed_at FROM showings WHERE rater = ?", (rater,)).fetchall()
        last = max((row["occasion"] for row in rows), default=0)
        of = [row["closed_at"] is not None for row in rows if row["occasion"] == last]
        return sum(of), len(of)

    def is_done(self, rater: str) -> bool:
        """Whether a rater has rated all clips on all occasions."""
        stage = self.stage(rater)
        return isinstance(stage, Between) and stage.next is None

    def withdraw(self, clips: Collection[str]) -> None:
        """Delete clips, by their drawn ids, with their ticks, showings and copies."""
        ticks = "DELETE FROM ticks WHERE showing IN (SELECT id FROM showings WHERE clip = ?)"
        gone = [(statement, (clip,)) for clip in clips for statement in (ticks, "DELETE FROM showings WHERE clip = ?")]
        self._database.remove(*gone)
        self._database.forget()
        self.study = without_clips(self.study, clips)

    def raters(self) -> list[str]:
        """Return the raters who have begun, in that order."""
        with self._database.opened() as tables:
            return [row[0] for row in tables.execute("SELECT rater FROM showings GROUP BY rater ORDER BY MIN(rowid)")]

    def known(self, name: str) -> str:
        """Return a rater's name as it was written the first time.

        Parameters
        ----------
        name : str
            As it was typed.

        Returns
        -------
        str
            Differences in capitals and spaces do not count.

        Raises
        ------
        Problem
            The name is empty or too long.
        """
        name = " ".join(name.split())
        if not 0 < len(name) <= LONGEST_NAME:
            sentence = f"A rater needs a name of at most {LONGEST_NAME} letters. Type one."
            raise Problem("no_rater", sentence, "The option is --rater NAME.", most=LONGEST_NAME)
        return next((rater for rater in self.raters() if rater.casefold() == name.casefold()), name)

    def stage(self, rater: str) -> Showing | Between:
        """Return the rater's open clip, or the state between occasions."""
        with self._database.opened() as tables:
            return self._stage(tables, rater)

    def begin(self, rater: str) -> None:
        """Draw the order of the rater's next occasion.

        Parameters
        ----------
        rater : str
            A known name.

        Raises
        ------
        Problem
            There is no further occasion, or it is too early.
        """
        with self._database.opened() as tables:
            stage = self._stage(tables, rater)
            if isinstance(stage, Showing):
                return
            if stage.next is None or stage.waiting:
                raise Problem("not_yet", "There is nothing to begin now. Load the page again.")
            design = self.study.design
            clips = order([c.id for c in self.study.clips], design.seed, rater, stage.next, design.repeats)
            rows = [(secrets.token_hex(8), rater, stage.next, place, clip) for place, clip in enumerate(clips, start=1)]
            tables.executemany("INSERT INTO showings VALUES (?, ?, ?, ?, ?, NULL)", rows)

    def tick(self, rater: str, showing: str, item: str, value: str) -> None:
        """Keep a rater's tick of an item.

        Parameters
        ----------
        rater : str
            A known name.
        showing : str
            The clip that is shown, by its drawn number.
        item, value : str
            The item and the answer.

        Raises
        ------
        Problem
            The study does not ask that, or not now.
        """
        if item not in {i.name for i in self.study.items} or value not in (*self.study.design.scale, CANNOT_TELL):
            raise Problem("not_asked", "This study does not ask that. Load the page again.")
        with self._database.opened() as tables:
            self._open(tables, rater, showing)
            row = (showing, item, value, _now().isoformat())
            tables.execute("INSERT INTO ticks (showing, item, value, ticked_at) VALUES (?, ?, ?, ?)", row)

    def close(self, rater: str, showing: str) -> None:
        """End a clip; its ticks stay as they are.

        Parameters
        ----------
        rater : str
            A known name.
        showing : str
            The clip that is shown, by its drawn number.

        Raises
        ------
        Problem
            An item has no tick.
        """
        with self._database.opened() as tables:
            missing = {item.name for item in self.study.items} - set(self._open(tables, rater, showing).ticks)
            if missing:
                sentence = f"Items without a tick: {len(missing)}. Each needs one."
                raise Problem("not_all_ticked", sentence, count=len(missing))
            tables.execute("UPDATE showings SET closed_at = ? WHERE id = ?", (_now().isoformat(), showing))

    def current(self, rater: str, showing: str) -> Showing:
        """Return the clip that a rater has open, by its id. Raises Problem if it is another one."""
        with self._database.opened() as tables:
            return self._open(tables, rater, showing)

    def table(self) -> list[Rating]:
        """Return every rating, first occasions first; the second showing of a clip has an occasion of its own."""
        with self._database.opened() as tables:
            rows = tables.execute(LATEST).fetchall()
        asked = [item.name for item in self.study.items]
        told = list(self._told(sorted(rows, key=lambda row: (*row[:3], asked.index(row["item"])))))
        return [rating for again, rating in told if not again] + [rating for again, rating in told if again]

    def _told(self, rows: list[sqlite3.Row]) -> Iterator[tuple[bool, Rating]]:
        """Yield each rating, and whether its clip came before on the same occasion."""
        firsts: dict[tuple[str, int, str], str] = {}
        own = self.study.design.scale != SEEN
        for row in rows:
            again = firsts.setdefault((row["rater"], row["occasion"], row["clip"]), row["id"]) != row["id"]
            occasion = (AGAIN if again else "{occasion}").format(occasion=row["occasion"])
            value = "" if own and row["value"] == CANNOT_TELL else row["value"]
            clip = self.study.clip(row["clip"])
            yield again, Rating(clip.name, row["rater"], row["item"], value, occasion, clip_sha256=clip.sha256)

    def _open(self, tables: sqlite3.Connection, rater: str, showing: str) -> Showing:
        stage = self._stage(tables, rater)
        if not isinstance(stage, Showing) or stage.id != showing:
            raise Problem("not_yours", f"{OTHER} Open your own address again.")
        return stage

    def _stage(self, tables: sqlite3.Connection, rater: str) -> Showing | Between:
        rows = tables.execute("SELECT * FROM showings WHERE rater = ? ORDER BY occasion, place", (rater,)).fetchall()
        row = next((row for row in rows if row["closed_at"] is None), None)
        if row is None:
            return self._between(rows)
        ticks = tables.execute("SELECT item, value FROM ticks WHERE showing = ? ORDER BY id", (row["id"],))
        of = [other["place"] for other in rows if other["occasion"] == row["occasion"]]
        place = 1 + of.index(row["place"])  # clips before it may have been withdrawn
        return Showing(row["id"], row["clip"], row["occasion"], place, len(of), dict(ticks.fetchall()))

    def _between(self, rows: list[sqlite3.Row]) -> Between:
        if not rows:
            return Between(1)
        done = rows[-1]["occasion"]
        if done >= self.study.design.occasions:
            return Between(None)
        rest = timedelta(days=self.study.design.washout_days)
        return Between(done + 1, datetime.fromisoformat(rows[-1]["closed_at"]) + rest)


LATEST = """
    SELECT s.occasion, s.rater, s.place, s.id, s.clip, t.item, t.value FROM showings s JOIN ticks t ON t.showing = s.id
    WHERE t.id = (SELECT MAX(id) FROM ticks WHERE showing = t.showing AND item = t.item)
"""


def _now() -> datetime:
    return datetime.now(UTC)
