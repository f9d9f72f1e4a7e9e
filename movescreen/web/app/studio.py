"""The studio of the app: the camera is opened when the live page is, not when the app is."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from movescreen.library import Library
from movescreen.web.live.camera_feed import LiveSource
from movescreen.web.live.engine import LiveEngine
from movescreen.web.live.interrupted import Interrupted, listed, recovered
from movescreen.web.live.room import Manner


class LazyStudio:
    """A live engine that starts at its first use; the library is there at once.

    `interrupted` are recordings that ended by themselves, with this process or an earlier one.
    """

    def __init__(self, library: Library, begun: Callable[[], LiveEngine], manner: Manner | None = None) -> None:
        self.library, self._begun = library, begun
        self.manner = manner or Manner()
        self._engine: LiveEngine | None = None
        self._lock = threading.Lock()
        self._camera: Callable[[], LiveSource] | None = None
        self.interrupted: list[Interrupted] = []
        self._recovering: threading.Thread | None = None

    @property
    def engine(self) -> LiveEngine:
        """The engine, started if need be."""
        with self._lock:
            if self._engine is None:
                self._engine = self._begun()
                self._engine.manner = self.manner  # chosen on one page, it holds for all
                found, self._engine.interrupted = self._engine.interrupted, self.interrupted
                self.interrupted.extend(found)
                if self._camera is not None:
                    self._engine.choose(self._camera)
            return self._engine

    def recover(self) -> None:
        """Look, in a thread and without a camera, for recordings that an earlier process left behind."""

        def look() -> None:
            for one in recovered(self.library, self.manner.words.CODE):
                self.interrupted.append(one)

        self._recovering = threading.Thread(target=look, name="recovers", daemon=True)
        self._recovering.start()

    @property
    def is_recovering(self) -> bool:
        """Whether that look is going on."""
        return self._recovering is not None and self._recovering.is_alive()

    def take_camera(self, opened: Callable[[], LiveSource]) -> None:
        """Take another camera, now or when the engine starts. Raises Problem during a recording."""
        with self._lock:
            if self._engine is not None:
                self._engine.choose(opened)
            self._camera = opened

    def told(self) -> list[dict[str, Any]]:
        """Return the interrupted recordings, as a page lists them."""
        return [listed(one, self.manner) for one in self.interrupted]

    def offered(self) -> list[dict[str, Any]]:
        """Return the interrupted recordings for a page's list, and start the engine without waiting for it."""
        if self._engine is None:
            threading.Thread(target=lambda: self.engine, name="begins").start()
        return self.told()

    def dismiss(self, number: int) -> None:
        """Offer an interrupted recording no more."""
        with suppress(IndexError):
            del self.interrupted[number]

    def is_of(self, client: int) -> bool:
        """Return whether a client is being recorded."""
        return self._engine is not None and self._engine.is_of(client)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.engine, name)

    def close(self) -> None:
        """Release the camera, if it was opened."""
        with self._lock:  # one that is being begun is closed too
            if self._engine is not None:
                self._engine.close()
