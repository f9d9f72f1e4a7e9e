"""`live`: a coach, a laptop, a webcam."""

from __future__ import annotations

import argparse
import signal
import sys
import webbrowser
from contextlib import ExitStack, closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from movescreen.cli.arguments import (
    HERE,
    LANGUAGES,
    ScreenChoice,
    positive,
    takes_backend,
    takes_library,
    takes_model,
    takes_view,
)
from movescreen.cli.exit_codes import WORKED
from movescreen.cli.write_pages import can_serve

if TYPE_CHECKING:
    from collections.abc import Callable

    from movescreen.batch.task import Task
    from movescreen.library import Library
    from movescreen.pose.weights import Bundle
    from movescreen.web.live.camera_feed import LiveSource
    from movescreen.web.live.engine import LiveEngine
    from movescreen.web.server.running import Running

HELP = "record a person with a camera and see the result at once, in the browser"


def options(command: argparse.ArgumentParser) -> None:
    """Add the options for the camera, for the page, and for a recording without one."""
    command.add_argument(
        "--source",
        default="0",
        metavar="SOURCE",
        help="number of the camera, or a clip that stands in for one (default: 0)",
    )
    command.add_argument("--realtime", action="store_true", help="play the clip at its own speed")
    takes_model(command)
    takes_backend(command)
    page = command.add_argument_group("the page")
    page.add_argument(
        "--port", type=int, default=8321, metavar="N", help="port of the page (default: %(default)s; 0: any free one)"
    )
    page.add_argument("--host", default=HERE, help="address to listen on (default: this machine alone)")
    page.add_argument("--no-browser", action="store_true", help="print the address without opening it")
    page.add_argument(
        "--language",
        choices=LANGUAGES,
        help="language of the page and its reports (default: that of the library's settings, or else en)",
    )
    takes_library(page)
    command.add_argument(
        "--take-back",
        action="store_true",
        help="put sessions in DIR/unclaimed back into the library, from their own records",
    )
    lines = command.add_argument_group("without a page")
    lines.add_argument(
        "--headless", action="store_true", help="print one line of JSON for each frame, and the record at the end"
    )
    lines.add_argument("--screen", choices=ScreenChoice(), metavar="SCREEN", help="movement to measure: %(choices)s")
    takes_view(lines)
    lines.add_argument(
        "--settings",
        type=Path,
        metavar="FILE",
        help="TOML file with lines and uncertainties (default: those of the library)",
    )
    lines.add_argument("--reps", type=positive(int), metavar="COUNT", help="stop after this many repetitions")


def run(options: argparse.Namespace) -> int:
    """Serve the page until the user stops it, or print lines until the recording ends."""
    return _headless(options) if options.headless else _page(options)


def _page(options: argparse.Namespace) -> int:
    can_serve()
    from movescreen.batch.task import Task
    from movescreen.library import Library
    from movescreen.library.choices import Choices
    from movescreen.records.private_files import owner_alone
    from movescreen.web.live.library_routes import SHELF
    from movescreen.web.live.routes import PAGES
    from movescreen.web.server import application, listening, serve
    from movescreen.web.server.running import note, only_one

    check_choices(options)
    with owner_alone(), ExitStack() as held:
        library = Library(options.library)
        if running := held.enter_context(only_one(library.folder)):
            open_running(running, browser=not options.no_browser)
            return WORKED
        door, safety = held.enter_context(listening(options.host, options.port))
        note(library.folder, safety)
        bundle = fetched_bundle(Task("overhead_squat", model=options.model))
        say_unclaimed(library, options.take_back)
        choices = Choices(library.folder, options.language)
        with closing(engine_of(options, bundle, library)(choices.language, choices.mirrored)) as studio:
            with_cameras = options.source.isdecimal()
            app = application(safety, PAGES, SHELF, studio=studio, model=options.model, with_cameras=with_cameras)
            serve(app, door, safety, browser=not options.no_browser)
    return WORKED


def check_choices(options: argparse.Namespace) -> None:
    """Say at once if a clip that stands in for the camera is none, or what runs the network is not installed."""
    from movescreen.batch.task import tracker_of

    tracker_of(options.backend, live=True)
    if not options.source.isdecimal():
        opened_camera(options)().close()


def engine_of(options: argparse.Namespace, bundle: Bundle, library: Library) -> Callable[..., LiveEngine]:
    """Return what makes the live page's engine; it takes the language, and whether its picture is mirrored."""
    from movescreen.batch.task import tracker_of
    from movescreen.web.live.engine import LiveEngine

    lossless = not (options.source.isdecimal() or options.realtime)
    tracker = tracker_of(options.backend, live=True)
    return partial(LiveEngine, opened_camera(options), bundle, library, lossless, tracker)


def open_running(running: Running, browser: bool) -> None:
    """Open the page that runs already."""
    address = running.address_once()
    if browser and webbrowser.open(address):
        print("movescreen runs already, and its page opens in the browser.")
    else:
        print(f"movescreen runs already. Open {address} in a browser.")


def say_unclaimed(library: Library, take_back: bool) -> None:
    """Say what the library did not know, and take it back in where that was asked for."""
    from movescreen.library import UNCLAIMED

    if take_back:
        print(f"Sessions taken back into the library: {library.take_back()}.", file=sys.stderr)
    elif library.put_aside:
        sentence = f"{len(library.put_aside)} folders that the library does not know were moved to"
        sentence += f" {library.folder / UNCLAIMED}. Start once with --take-back to take them in again."
        print(sentence, file=sys.stderr)


def _headless(options: argparse.Namespace) -> int:
    from movescreen.web.live.headless import line, of_clip, of_feed

    task, source = _task(options), options.source
    with task.backend(fetched_bundle(task)) as backend:
        if source.isdecimal() or options.realtime:
            lines = of_feed(opened_camera(options), task, backend, _stopped_by_user())
        else:
            lines = of_clip(Path(source), task, backend)
        for told in lines:
            print(line(told), flush=True)
    return WORKED


def _task(options: argparse.Namespace) -> Task:
    from movescreen.batch.task import Task, tracker_of
    from movescreen.errors import Problem
    from movescreen.library.choices import Choices
    from movescreen.library.paths import home

    if options.screen is None:
        raise Problem("no_screen", f"--headless needs --screen: {', '.join(ScreenChoice())}.")
    choices = Choices(options.library or home(), options.language, options.settings)
    settings, tracker = replace(choices.settings, reps=options.reps), tracker_of(options.backend, live=True)
    return Task(options.screen, options.view, options.model, settings, language=choices.language, tracker=tracker)


def opened_camera(options: argparse.Namespace) -> Callable[[], LiveSource]:
    """Return what opens the camera that is named, or the clip that stands in for one."""
    if options.source.isdecimal():
        from movescreen.video.camera import PluggedIn

        return PluggedIn(int(options.source))
    from movescreen.video.replayed_camera import StandIn

    return partial(StandIn, options.source, options.realtime)


def _stopped_by_user() -> Event:
    """Return what is set when the user first presses Ctrl-C; pressed once more, it ends the command at once."""
    stop = Event()

    def noted(*_: object) -> None:
        stop.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    signal.signal(signal.SIGINT, noted)
    return stop


def fetched_bundle(task: Task) -> Bundle:
    """Return the pose network of a task; fetch it, with a bar, if need be."""
    from movescreen.cli.progress import Bars

    with Bars() as bars:
        return task.bundle(bars.report)
