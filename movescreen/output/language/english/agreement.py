"""English. Agreement of raters: the texts of statistics and their page speak English themselves."""

from __future__ import annotations

AGREEMENT: dict[str, str] = {}
