"""Fixtures for all tests."""

from browser import browser, opened

__all__ = ["browser", "opened"]
