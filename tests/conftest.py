"""Fixtures for all tests."""

from browser import browser, opened
from hypothesis import settings

__all__ = ["browser", "opened"]

# How long an example takes says nothing on a machine that has other things to do; and what one run finds, the next
# shall find again. Others are looked for with pytest --hypothesis-profile=default.
settings.register_profile("patient", deadline=None, derandomize=True)
settings.load_profile("patient")
