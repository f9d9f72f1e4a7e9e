"""Fixtures for all tests."""

from browser import browser, opened
from hypothesis import settings

__all__ = ["browser", "opened"]

# How long an example takes says nothing on a machine that has other things to do.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
