"""What `app` and `live` begin with: the camera, the network, and the page that runs already."""

from __future__ import annotations

import sys
import webbrowser
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from movescreen.batch.task import Task
    from movescreen.library import Library
    from movescreen.pose.weights import Bundle
    from movescreen.web.live.camera_feed import LiveSource
    from movescreen.web.server.running import Running


def open_running(running: Running, browser: bool) -> None:
    """Open the page that runs already."""
    address = running.address_once()
    print("movescreen runs already, and its page opens in the browser." if browser else f"Open {address} in a browser.")
    if browser:
        webbrowser.open(address)


def say_unclaimed(library: Library, take_back: bool) -> None:
    """Say what the library did not know, and take it back in where that was asked for."""
    from movescreen.library import UNCLAIMED

    if take_back:
        print(f"Sessions taken back into the library: {library.take_back()}.", file=sys.stderr)
    elif library.put_aside:
        sentence = f"{len(library.put_aside)} folders that the library does not know were moved to"
        sentence += f" {library.folder / UNCLAIMED}. Start once with --take-back to take them in again."
        print(sentence, file=sys.stderr)


def opened(options: argparse.Namespace) -> Callable[[], LiveSource]:
    """Return what opens the camera that is named, or the clip that stands in for one."""
    if options.source.isdecimal():
        from movescreen.video.camera import PluggedIn

        return PluggedIn(int(options.source))
    from movescreen.video.replayed_camera import StandIn

    return partial(StandIn, options.source, options.realtime)


def bundle_of(task: Task) -> Bundle:
    """Return the network of a task, fetched if need be; how far that is stands on the terminal."""
    from movescreen.cli.progress import Bars

    with Bars() as bars:
        return task.bundle(bars.report)
