"""`add`: clips become sessions in a client's history."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from movescreen.cli.arguments import LANGUAGES, ScreenChoice, positive, takes_library, takes_model, takes_view
from movescreen.cli.exit_codes import SOMETHING_AMISS, WORKED
from movescreen.cli.print_results import cores
from movescreen.errors import Problem

if TYPE_CHECKING:
    from movescreen.batch.task import ClipResult
    from movescreen.cli.progress import Bars
    from movescreen.library import Client, Library, StoredSession
    from movescreen.library.added_clip import SessionJob
    from movescreen.library.pairing import PairOffer
    from movescreen.scoring.settings import Settings

HELP = "measure clips into a client's history, with what they show found out"
UNNOTED = "Added with the command line; what the person has agreed to was not noted."
NEW_CLIENT = "New client: {name}. Note what they have agreed to with --consent, or on the page."


def options(command: argparse.ArgumentParser) -> None:
    """Declare the clips, whose they are, and what is known of them."""
    command.add_argument("clips", nargs="+", type=Path, metavar="CLIP", help="a clip, or a folder with clips in it")
    command.add_argument("--client", required=True, metavar="NAME", help="whose clips these are; a new name is added")
    command.add_argument("--consent", metavar="TEXT", help="what a new client has agreed to")
    command.add_argument("--height", metavar="HEIGHT", help="how tall the client is, as 172 (cm) or 5ft8in")
    command.add_argument(
        "--screen", default="", choices=ScreenChoice(), metavar="SCREEN", help="what they do: %(choices)s (found out)"
    )
    takes_view(command)
    command.add_argument(
        "--date", default="", metavar="TIME", help="when they were recorded, as 2026-05-03T18:05 (from the clips)"
    )
    command.add_argument("--pair", action="store_true", help="join front and side of one day into one result")
    command.add_argument("--no-video", action="store_true", help="keep only what was measured, not the clips")
    command.add_argument(
        "--language", choices=LANGUAGES, help="of the reports (that of the library's settings, or else en)"
    )
    command.add_argument(
        "--settings", type=Path, metavar="FILE", help="TOML file with lines and uncertainties (those of the library)"
    )
    takes_library(command)
    command.add_argument(
        "--workers", type=positive(int), metavar="COUNT", help="clips to measure at once (number of cores, less one)"
    )
    takes_model(command)


def run(options: argparse.Namespace) -> int:
    """Add and measure clips, and print where each report is.

    Parameters
    ----------
    options : Namespace
        The command line.

    Returns
    -------
    int
        The exit code.

    Raises
    ------
    Problem
        The date or the height is none, settings cannot be read, or several clients have the name.
    """
    from movescreen import batch
    from movescreen.cli.progress import Bars
    from movescreen.library import Library
    from movescreen.library.added_clip import utc
    from movescreen.library.choices import Choices
    from movescreen.output.language.units import height_from
    from movescreen.records.private_files import owner_alone

    if options.date and not utc(options.date):
        sentence = f"A moment was expected with --date, such as 2026-05-03T18:05, and {options.date!r} came."
        raise Problem("no_date", sentence)
    with owner_alone(), Bars() as bars:
        library = Library(options.library)
        choices = Choices(library.folder, options.language, options.settings)
        options.language, settings = choices.language, choices.settings
        height = height_from(options.height, library.units) if options.height else None
        files = batch.clips(options.clips)
        client = client_of(library, options.client, options.consent, bars)
        if height:
            client = library.note_height(client.id, height)
        measured = _added(files, client, library, settings, options, bars)
        bars.clear()
    missing = sum(kept is None for kept in measured)
    if options.pair:
        missing += _paired(library, client, [kept for kept in measured if kept], options)
    return SOMETHING_AMISS if missing else WORKED


def client_of(library: Library, name: str, consent: str | None, bars: Bars) -> Client:
    """Return the client of a name; add one if there is none.

    Parameters
    ----------
    library : Library
        The library.
    name : str
        Differences in capitals and spaces do not count if only one fits.
    consent : str or None
        What a new client has agreed to.
    bars : Bars
        Hears of a new client.

    Returns
    -------
    Client
        The client.

    Raises
    ------
    Problem
        Several clients have the name.
    """
    wanted = " ".join(name.split())
    known = [client for client in library.clients() if client.name.casefold() == wanted.casefold()]
    exact = [client for client in known if client.name == wanted] or known
    if len(exact) > 1:
        sentence = f"{len(exact)} clients are called {wanted}. Add these clips on the page: movescreen app."
        raise Problem("client_unclear", sentence)
    if exact:
        return exact[0]
    made = library.add(name, consent or UNNOTED)
    if not consent:
        bars.say(NEW_CLIENT.format(name=made.name))
    return made


def _added(
    files: Sequence[Path], client: Client, library: Library, settings: Settings, options: argparse.Namespace, bars: Bars
) -> list[StoredSession | None]:
    """Return the session of each clip, measured; None where that could not be, and then nothing is kept of it."""
    begun = {}
    for number, file in enumerate(files):
        if kept := _begun(file, client, library, options, bars):
            begun[number] = kept
    left = {kept.folder: (number, kept) for number, kept in begun.items()}
    measured: list[StoredSession | None] = [None] * len(files)
    try:
        for job, result in _results(list(begun.values()), library, settings, options, bars):
            number, kept = left.pop(job.folder.parent)
            measured[number] = _ended(files[number], kept, result, library, bars)
    finally:
        for _, kept in left.values():  # ended before they were measured
            library.discard(kept.id)
    return measured


def _begun(
    file: Path, client: Client, library: Library, options: argparse.Namespace, bars: Bars
) -> StoredSession | None:
    """Return a session with a copy of a clip, to be measured; None where there can be none."""
    from movescreen.library.added_clip import ClipWish, add_file, modified_at

    try:
        when = modified_at(file) if file.is_file() else ""
        wish = ClipWish(file.name, options.screen, _view(options), options.date, when, not options.no_video)
        return add_file(library, client.id, file, wish)
    except Problem as problem:
        _say(bars, f"{file.name}: not added. {problem}")
        return None


def _ended(file: Path, kept: StoredSession, result: ClipResult, library: Library, bars: Bars) -> StoredSession | None:
    """Say what became of a clip, and return its session; None where it was not measured."""
    if result.record is None:
        library.discard(kept.id)
        _say(bars, f"{file.name}: not added. {_reason(result)}")
        return None
    kept = library.session(kept.id)
    _say(bars, f"{file.name}: {_told(kept)}")
    return kept


def _view(options: argparse.Namespace) -> str:
    return "" if options.view == "auto" else str(options.view)


def _reason(result: ClipResult) -> str:
    """Return why a clip was not measured, and what the command line can do about it."""
    from movescreen.library.added_clip import UNSURE

    if result.counts.get(UNSURE):
        known = ", ".join(ScreenChoice())
        return f"Nobody can tell from this clip which movement it shows. Name it with --screen: {known}."
    return result.reason


def _results(
    begun: Sequence[StoredSession], library: Library, settings: Settings, options: argparse.Namespace, bars: Bars
) -> Iterator[tuple[SessionJob, ClipResult]]:
    """Yield the results of clips as they come, several being measured at once."""
    from movescreen.batch.task import Task
    from movescreen.batch.workers import Workers
    from movescreen.library.added_clip import SOME_SCREEN, job_of, measure_session

    if not begun:
        return
    bundle = Task(SOME_SCREEN, model=options.model).bundle(bars.report)
    jobs = {}  # each in a folder of its own name: by that name results come
    for kept in begun:
        job = job_of(library, kept, bundle, options.model, language=options.language, settings=settings)
        jobs[kept.folder.name] = replace(job, folder=kept.folder / kept.folder.name)
    bars.begin({name: job.file.stat().st_size for name, job in jobs.items()})
    count = options.workers or max(1, cores() - 1)
    for result in Workers(measure_session, count).each(list(jobs.values()), bars):
        bars.end(result.clip)
        yield jobs[result.clip], result


def _told(kept: StoredSession) -> str:
    """Return what became of a clip, in a line, and where its report is."""
    from movescreen.output.language import english
    from movescreen.output.language.dates import short
    from movescreen.output.language.sentences import repetition_count
    from movescreen.output.report.files import REPORT
    from movescreen.screens import screens

    view = english.SEEN_FROM.get(kept.view, kept.view)
    what = f"{screens()[kept.screen].title}, {view}, {short(kept.begun_at)}, {repetition_count(kept.repetitions or 0)}"
    return f"{what}. {kept.folder / REPORT}"


def _paired(library: Library, client: Client, measured: list[StoredSession], options: argparse.Namespace) -> int:
    """Join what was measured with what belongs to it; give how many pairs could not be made."""
    from movescreen.library.pairing import join_sessions
    from movescreen.output.report.files import REPORT

    made, lost = 0, 0
    for offer in _offers(library, client, measured):
        try:
            joined = join_sessions(library, offer.front, offer.side, options.language)
            print(f"Front and side joined: {joined.folder / REPORT}")
            made += 1
        except Problem as problem:
            print(f"Front and side not joined. {problem}")
            lost += 1
    if not made and not lost:
        print("Nothing to join: a pair is one clip from the front and one from the side, of one movement and day.")
    return lost + (not made)


def _offers(library: Library, client: Client, measured: list[StoredSession]) -> Iterator[PairOffer]:
    from movescreen.library.pairing import offer_of, offers

    if offer := offer_of(measured):  # two clips that the user named as a pair, whatever their dates
        return iter([offer])
    ours = {kept.id for kept in measured}
    return (offer for offer in offers(library, client.id) if {offer.front.id, offer.side.id} & ours)


def _say(bars: Bars, sentence: str) -> None:
    from movescreen.output.html import printable

    with bars.aside():
        print(printable(sentence), flush=True)
