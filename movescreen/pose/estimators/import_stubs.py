"""Loading a library without what it loads and never uses here."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType


@contextmanager
def stubbed(*names: str) -> Iterator[None]:
    """Modules that are not loaded by what is loaded inside: empty ones take their place, and are gone afterwards.

    Those that are loaded already stay. A package is to be named before its parts.
    """
    empty = {name: ModuleType(name) for name in names if name not in sys.modules}
    for name, module in empty.items():
        package, _, part = name.rpartition(".")
        if package in empty:
            setattr(empty[package], part, module)
    sys.modules.update(empty)
    try:
        yield
    finally:
        for name in empty:
            del sys.modules[name]
