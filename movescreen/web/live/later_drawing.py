"""The annotated videos of sessions, drawn in the background when a report without one is opened."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path

from movescreen.batch.clip import scored
from movescreen.errors import Problem
from movescreen.library import Library, StoredSession
from movescreen.library.settings_file import settings_of
from movescreen.pose.estimators import replay
from movescreen.records.record import POSES, load_record
from movescreen.web.live.interrupted import task_of, wish_of
from movescreen.web.live.results import draw_video, is_drawn


class Drawings:
    """The videos that are being drawn, and those that failed, by the folders of sessions."""

    def __init__(self) -> None:
        self._at_work: set[Path] = set()
        self._not_drawn: set[Path] = set()
        self._lock = threading.Lock()
        self._one_by_one = threading.Lock()

    def begin(self, kept: StoredSession) -> bool:
        """Note that the video of a session is going to be drawn; return whether nobody had."""
        with self._lock:
            new = kept.folder not in self._at_work
            self._at_work.add(kept.folder)
        return new

    def finish(self, kept: StoredSession, draw: Callable[[], object]) -> None:
        """Draw the video of a session that was begun; where that cannot be done, the report stays without it."""
        drawn = False
        try:
            with self._one_by_one:
                draw()
            drawn = True
        except (Problem, OSError):
            pass  # deleted meanwhile, or no room
        except Exception as error:
            traceback.print_exception(error)
        with self._lock:
            self._at_work.discard(kept.folder)
            if not drawn:
                self._not_drawn.add(kept.folder)

    def is_coming(self, library: Library, kept: StoredSession, language: str) -> bool:
        """Return whether the video of a measured session is being drawn; begin where nobody has."""
        with self._lock:
            if is_drawn(kept) or kept.folder in self._not_drawn:
                return False
        if self.begin(kept):
            draw = partial(draw_from_poses, library, kept, language)
            threading.Thread(target=self.finish, args=(kept, draw), name="drawing", daemon=True).start()
        return True


def draw_from_poses(library: Library, kept: StoredSession, language: str) -> None:
    """Draw the video of a session from its stored poses."""
    poses, _ = replay.load_poses(kept.folder / POSES)
    made_by = str(load_record(kept.folder, framed=False).provenance.get("backend", ""))
    task = task_of(wish_of(kept), "full", language, settings_of(library.folder))
    _, session = scored(poses, task, made_by)
    draw_video(library, library.session(kept.id), session, language)


DRAWINGS = Drawings()
