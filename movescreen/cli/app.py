"""`app`: everything that a coach needs, on one page."""

from __future__ import annotations

import argparse
import os
import socket
import sys
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from movescreen.cli.arguments import HERE, LANGUAGES, takes_backend, takes_library, takes_model
from movescreen.cli.exit_codes import WORKED
from movescreen.cli.live import check_choices, engine_of, fetched_bundle, open_running, say_unclaimed
from movescreen.cli.write_pages import can_serve

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from movescreen.library import Library
    from movescreen.web.server import Access

HELP = "open the app: clients, recording, clips from a phone, reports and what changed, in the browser"
PORT = 8320


def options(command: argparse.ArgumentParser) -> None:
    """Declare where the page is, where the library lies, and the camera of the live page."""
    command.add_argument("--port", type=int, metavar="N", help=f"where it is served ({PORT}, or any that is free)")
    command.add_argument("--no-browser", action="store_true", help="only print its address")
    takes_library(command)
    command.add_argument(
        "--language", choices=LANGUAGES, help="of pages and reports (that of the settings, or else en)"
    )
    command.add_argument("--shortcut", action="store_true", help="put an icon on the desktop or menu, and end")
    command.add_argument(
        "--source", default="0", metavar="SOURCE", help="the number of a camera, or a clip that stands in for one (0)"
    )
    command.add_argument("--realtime", action="store_true", help="play a clip in its own time, as a camera would")
    command.add_argument(
        "--take-back", action="store_true", help="take sessions in DIR/unclaimed back in, from their own records"
    )
    takes_model(command)
    takes_backend(command)


def open_app() -> int:
    """Open the app from an icon: without a terminal, what is printed goes nowhere."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - open as long as we run
    from movescreen.cli.main import main

    return main(["app"])


def run(options: argparse.Namespace) -> int:
    """Serve the app until the user stops it; where it runs already, open that."""
    if options.shortcut:
        return _shortcut()
    can_serve()
    from movescreen.library import Library
    from movescreen.records.private_files import owner_alone
    from movescreen.web.server.kept_token import keep_token
    from movescreen.web.server.running import note, only_one

    with owner_alone(), ExitStack() as stack:
        library = Library(options.library)
        if running := stack.enter_context(only_one(library.folder)):
            open_running(running, browser=not options.no_browser)
            return WORKED
        say_unclaimed(library, options.take_back)
        door, safety = stack.enter_context(_listening(options.port, library.folder))
        keep_token(library.folder, safety)
        note(library.folder, safety)
        _serve(library, door, safety, options, stack)
    return WORKED


def _listening(port: int | None, folder: Path) -> AbstractContextManager[tuple[socket.socket, Access]]:
    """Return the door of the page: at the port that was chosen, else at the usual one or any that is free."""
    from movescreen.web.server import listening
    from movescreen.web.server.kept_token import kept_token

    token = partial(kept_token, folder)
    if port is not None:
        return listening(HERE, port, token=token)
    return listening(HERE, PORT if is_free(HERE, PORT) else 0, token=token)


def is_free(host: str, port: int) -> bool:
    """Return whether nothing else listens at a port."""
    with suppress(OSError), socket.create_server((host, port)):
        return True
    return False


def _serve(
    library: Library, door: socket.socket, safety: Access, options: argparse.Namespace, stack: ExitStack
) -> None:
    from movescreen.batch.task import Task
    from movescreen.library.choices import Choices
    from movescreen.web.app.application import app_of
    from movescreen.web.app.warm import warmed_up
    from movescreen.web.server import serve

    check_choices(options)
    bundle = fetched_bundle(Task("overhead_squat", model=options.model))
    begun, is_camera = engine_of(options, bundle, library), options.source.isdecimal()
    language = Choices(library.folder, options.language).language
    app = stack.enter_context(app_of(safety, library, bundle, begun, options.model, is_camera, language))
    warmed_up(library)
    serve(app, door, safety, browser=not options.no_browser)


def _shortcut() -> int:
    from movescreen.cli.shortcut import write_shortcut

    for file in write_shortcut(sys.platform, Path.home()):
        print(file)
    return WORKED
