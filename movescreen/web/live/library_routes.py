"""All routes of the library: clients, their sessions and history, and unclaimed recordings."""

from __future__ import annotations

from fastapi import APIRouter

from movescreen.web.live.client_routes import CLIENTS
from movescreen.web.live.client_routes import TEMPLATE as CLIENT
from movescreen.web.live.history_routes import HISTORY
from movescreen.web.live.session_routes import SESSIONS
from movescreen.web.live.tick_routes import TICKS
from movescreen.web.live.unclaimed_routes import UNCLAIMED, unclaimed

__all__ = ["CLIENT", "SHELF", "unclaimed"]
SHELF = APIRouter()
for pages in (HISTORY, CLIENTS, SESSIONS, TICKS, UNCLAIMED):
    SHELF.include_router(pages)
