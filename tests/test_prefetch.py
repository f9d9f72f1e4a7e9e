"""Working ahead changes nothing that a loop sees, and leaves nothing behind, however the loop ends."""

import threading
import time
from contextlib import closing
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from movescreen.video.prefetch import prefetched


class LostError(Exception):
    """The source breaks off."""


def numbers(until, breaks):
    yield from range(until)
    if breaks:
        raise LostError


def threads():
    return [thread for thread in threading.enumerate() if thread.name.startswith("prefetch")]


def taken(source, stop, depth):
    """What a loop sees that leaves after `stop` items."""
    seen: list[Any] = []
    with closing(prefetched(source, depth)) as ahead:
        for item in ahead:
            if len(seen) == stop:
                break
            seen.append(item)
    return seen


@given(until=st.integers(0, 20), stop=st.integers(0, 25), depth=st.integers(1, 12))
def test_a_loop_that_stops_anywhere_sees_the_same_items_and_leaves_no_thread(until, stop, depth):
    assert taken(numbers(until, False), stop, depth) == list(range(min(until, stop)))
    assert not threads()


@given(until=st.integers(0, 20), depth=st.integers(1, 12))
def test_an_error_of_the_source_comes_after_the_last_item_before_it(until, depth):
    ahead = prefetched(numbers(until, True), depth)
    assert [next(ahead) for _ in range(until)] == list(range(until))
    with pytest.raises(LostError):
        next(ahead)
    assert not threads()


@given(stop=st.integers(0, 20), depth=st.integers(1, 12))
def test_a_loop_that_breaks_off_with_an_error_leaves_no_thread(stop, depth):
    with pytest.raises(ZeroDivisionError), closing(prefetched(count(), depth)) as ahead:
        for item in ahead:
            1 // (stop - item)
    assert not threads()


@given(stop=st.integers(1, 20), depth=st.integers(1, 12))
def test_a_loop_that_is_forgotten_half_way_leaves_no_thread(stop, depth):
    ahead = prefetched(count(), depth)
    for _ in range(stop):
        next(ahead)
    assert threads()
    del ahead
    assert not threads()


def test_a_loop_that_never_begins_starts_no_thread():
    ahead = prefetched(count())
    assert not threads()
    ahead.close()


@pytest.mark.parametrize("depth", [1, 3, 8])
def test_no_more_than_depth_items_wait(depth):
    made: list[int] = []

    def noted():
        for item in count():
            made.append(item)
            yield item

    with closing(prefetched(noted(), depth)) as ahead:
        for given_so_far in range(1, 4):
            next(ahead)
            time.sleep(0.05)  # as long as it likes to work ahead
            assert len(made) == given_so_far + depth


def test_the_next_item_is_made_while_this_one_is_looked_at():
    made = threading.Event()

    def source():
        yield 0
        made.set()
        yield 1

    with closing(prefetched(source())) as ahead:
        next(ahead)
        assert made.wait(timeout=5)
