"""Versions of installed packages."""

from __future__ import annotations

from functools import cache


@cache
def installed(package: str) -> str:
    """Return the version of a package, "" if it is not installed. It is looked for on the disk once a process."""
    from importlib.metadata import PackageNotFoundError, version  # no command waits for it that needs none

    try:
        return version(package)
    except PackageNotFoundError:
        return ""
