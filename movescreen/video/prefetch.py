"""Work ahead: while one frame is being looked at, the next ones are already made."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")

END = object()


def prefetched(source: Iterable[Item], depth: int = 8) -> Generator[Item, None, None]:
    """Yield the same items in the same order, made up to `depth` ahead in a thread of their own.

    An error of the source is raised after the last item that came before it. The thread ends with the loop, however
    the loop ends; `contextlib.closing` ends it at a known moment also where a loop is left half-way.
    """
    items = iter(source)
    thread = ThreadPoolExecutor(1, "prefetch")
    try:
        ahead = deque(thread.submit(next, items, END) for _ in range(depth))
        while (item := ahead.popleft().result()) is not END:
            ahead.append(thread.submit(next, items, END))
            yield item  # type: ignore[misc]
    finally:
        thread.shutdown(cancel_futures=True)
