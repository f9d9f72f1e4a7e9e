"""How many threads libraries may use, told in the environment."""

from __future__ import annotations

import os

import pytest

from movescreen.threads import KEEPS_MEMORY, allowed, single_threaded


@pytest.mark.parametrize(
    ("stated", "most", "threads"), [("", 3, 3), ("1", 3, 1), ("2", 3, 2), ("8", 3, 3), ("0", 3, 3), ("four", 3, 3)]
)
def test_allowed_threads(monkeypatch, stated: str, most: int, threads: int) -> None:
    """As many as the environment says; what is no number of threads says nothing."""
    monkeypatch.setenv("OMP_NUM_THREADS", stated)
    assert allowed(most) == threads


def test_single_threaded_leaves_no_trace(monkeypatch) -> None:
    """What was set before is set again, and what was not is gone."""
    monkeypatch.setenv("OMP_NUM_THREADS", "5")
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    before = dict(os.environ)
    with single_threaded():
        assert os.environ["OMP_NUM_THREADS"] == os.environ["OPENBLAS_NUM_THREADS"] == "1"
        assert KEEPS_MEMORY.items() <= os.environ.items()
    assert dict(os.environ) == before
