"""Check what works on this machine, and word what to do about what does not."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from time import perf_counter

from rich.console import Console
from rich.table import Table
from rich.text import Text

from movescreen.batch.task import BLAZEPOSE, MEDIAPIPE
from movescreen.cli.demo_clips import demo_clips
from movescreen.errors import EXTRAS, Problem, absent, install
from movescreen.pose.weights import available, check, ensure

OLDEST = (3, 11)
LIBRARIES = ("movescreen", "ai-edge-litert", "numpy", "av", "opencv-contrib-python", "rich")
RIVALS = ("opencv-python", "opencv-python-headless", "opencv-contrib-python-headless")  # bring the same files of `cv2`
DECODERS = ("h264", "hevc", "vp9", "av1", "mpeg4", "gif")
TRIED = 10  # frames
AGAIN = "Install movescreen again, into a virtual environment of its own."
NATIVE = "On Debian and Ubuntu: apt-get install libgl1 libegl1 libgles2 libglib2.0-0"
FETCH = "Run `movescreen models`; the first `movescreen analyze` does so by itself."
SENDS = "; for `--backend mediapipe` alone, whose library sends usage figures to its maker"
PLUG_IN = "Only a live camera needs this: plug one in, allow its use, and close what else uses it."


@dataclass(frozen=True)
class Check:
    """One thing looked at: whether it works, what was found, what to do; what is not `needed`, clips can do without."""

    name: str
    works: bool
    found: str
    advice: str = ""
    needed: bool = True


def checks(backend: str = BLAZEPOSE) -> Iterator[Check]:
    """Yield everything that is looked at, one after the other; `backend` is what runs the network."""
    yield _python()
    yield from map(_library, LIBRARIES)
    yield _one_cv2()
    network = _bundles()
    yield network
    if network.works:
        yield _tried(f"pose in a picture, by {backend}", partial(_pose, backend), NATIVE)
    yield _tried("decoders", _decoders, AGAIN)
    yield _tried("H.264 encoder", _encoder, AGAIN, needed=False)
    yield _tried("camera", _camera, PLUG_IN, needed=False)
    yield from map(_extra, EXTRAS)


def _python() -> Check:
    found = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    advice = f"Install Python {OLDEST[0]}.{OLDEST[1]} or newer."
    return Check("Python", sys.version_info[:2] >= OLDEST, found, advice)


def _library(name: str) -> Check:
    try:
        return Check(name, True, version(name))
    except PackageNotFoundError:
        return Check(name, False, "not installed", AGAIN)


def _one_cv2() -> Check:
    """Check that one package brings `cv2`: two overwrite each other's files."""
    beside = [name for name in RIVALS if _library(name).works]
    advice = f"pip uninstall {' '.join(beside)}, then pip install --force-reinstall opencv-contrib-python"
    return Check("cv2 from one package", not beside, f"also {', '.join(beside)}" if beside else "yes", advice)


def _extra(name: str) -> Check:
    missing = absent(name)
    found = f"not installed: {', '.join(missing)}" if missing else "installed"
    found += SENDS if name == MEDIAPIPE else ""
    return Check(f"extra {name}", not missing, found, install(name), needed=False)


def _bundles() -> Check:
    """Return the bundles that are here, hashed again."""
    try:
        here = [f"{bundle.name}, from {bundle.origin}, sha256 {bundle.sha256[:12]}…" for bundle in check()]
    except Problem as problem:
        return Check("pose network", False, str(problem))
    return Check("pose network", bool(here), "; ".join(here) or "not here yet", FETCH, needed=False)


def _tried(name: str, look: Callable[[], str], advice: str, needed: bool = True) -> Check:
    """Return what `look` found; it raises where something does not work."""
    try:
        return Check(name, True, look(), needed=needed)
    except (ImportError, OSError, LookupError, Problem) as error:
        return Check(name, False, str(error), advice, needed)


def _decoders() -> str:
    import av

    missing = [name for name in DECODERS if name not in av.codecs_available]
    if missing:
        raise LookupError(f"no decoder for {', '.join(missing)}")
    return ", ".join(DECODERS)


def _encoder() -> str:
    import av

    if "libx264" not in av.codecs_available:
        raise LookupError("PyAV has no libx264")
    return "libx264"


def _pose(backend: str) -> str:
    """Return how fast, and in how many of its first frames, a person is found in a demonstration clip."""
    from movescreen.batch.task import tracker_of
    from movescreen.video import open_video

    present = next(listing.name for listing in available() if listing.present)
    clip = next(iter(demo_clips().values()))[0]
    with open_video(clip) as source, tracker_of(backend)(ensure(present)) as tracker:
        frames = [frame for frame, _ in zip(source, range(TRIED), strict=False)]
        began = perf_counter()
        found = sum(bool(tracker(frame).seen.any()) for frame in frames)
        milliseconds = 1000 * (perf_counter() - began) / TRIED
    if not found:
        raise LookupError(f"nobody found in the first {TRIED} frames of {clip.name}")
    return f"in {found} of {TRIED} frames of {clip.name}, {milliseconds:.0f} ms a frame"


def _camera() -> str:
    import cv2

    from movescreen.pose.estimators.quiet_stderr import hushed

    with hushed():
        camera = cv2.VideoCapture(0)
        seen, picture = camera.read()
        camera.release()
    if not seen:
        raise LookupError("none that gives a picture")
    return f"the first one gives {picture.shape[1]} x {picture.shape[0]} pixels"


def print_checks(looked: list[Check], console: Console) -> None:
    """Print a table of what was found, and what to do."""
    table = Table(box=None, pad_edge=False)
    for head in ("looked at", "", "found"):
        table.add_column(head, overflow="fold")
    for one in looked:
        table.add_row(one.name, "works" if one.works else "missing" if one.needed else "optional", Text(one.found))
    console.print(table)
    for one in looked:
        if not one.works and one.advice:
            console.print(Text(f"\n{one.name}: {one.advice}"), soft_wrap=True)
