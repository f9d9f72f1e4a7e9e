"""The report in a folder of results: written, and made again from the results."""

from __future__ import annotations

import base64
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from movescreen.errors import Problem
from movescreen.output.html import is_page
from movescreen.output.language import english, sentences
from movescreen.output.language.language import Language
from movescreen.output.pictures.stills import Still, stored_stills
from movescreen.output.report import about
from movescreen.output.report.about import NOTHING, About
from movescreen.output.report.report import report
from movescreen.records.arrivals import arriving_file
from movescreen.records.ownership import DRAWN, PAIR
from movescreen.records.record import VIDEO, WHOLE, Record, as_written, load_record
from movescreen.reliability.own_ratings import load_own_ratings
from movescreen.screens import screens

REPORT = "report.html"
PAIRED = PAIR  # the whole of a pair, in place of a clip's `record.json`


def write_report(
    record: Record,
    folder: Path,
    title: str,
    language: Language = english,
    stills: Collection[Still] = (),
    video: bool = True,
    added: About = NOTHING,
    before: Record | None = None,
) -> Path:
    """Write the report of a record into its folder, with the annotated video if there is one.

    The coach's additions (`added`) are stored there too, so that a report that is made again has them.
    """
    about.save_about(added, folder)
    before = before or _earlier(added)
    clip = folder / VIDEO
    path = folder / REPORT
    film = _data(clip) if video and clip.is_file() else ""
    page = report(record, title, language, stills, film, added, before, load_own_ratings(folder))
    with arriving_file(path, is_page) as part:
        part.write_text(page, encoding="utf-8")
    return path


def rewrite_report(
    folder: Path,
    language: Language = english,
    video: bool = True,
    added: About = NOTHING,
    before: Record | None = None,
) -> Path:
    """Make the report in a folder of results again, with the coach's earlier and new additions.

    Raises
    ------
    Problem
        If there is no record, or no room.
    """
    record = load_record(folder)
    try:
        added = added.over(about.load(folder))
        with as_written(folder / WHOLE):
            name, pictures = _title(record, folder, language, added), stored_stills(folder)
            return write_report(record, folder, name, language, pictures, video, added, before)
    except OSError as error:
        sentence = f"The report could not be written into {folder} ({error.strerror}). Make room there, or allow it."
        raise Problem("output_unwritten", sentence, folder=str(folder), errno=error.errno) from error


def _title(record: Record, folder: Path, language: Language, added: About) -> str:
    """Return the name of a clip's folder; of a library's session, the client's or the screen's name."""
    name = folder.resolve().name
    drawn = DRAWN.fullmatch(name) is not None
    return added.client or sentences.title(screens()[record.screen], language) if drawn else name


def folders(path: Path) -> list[Path]:
    """Return the folders with results at a path: the path itself, or those up to two levels below it.

    Parameters
    ----------
    path : Path
        A folder, or a record in it.

    Returns
    -------
    list of Path
        Folders of clips or pairs.

    Raises
    ------
    Problem
        There is none.
    """
    if path.name in (WHOLE, PAIRED):
        path = path.parent
    inside = [path] if _has_results(path) else []
    for pattern in ("[!.]*", "[!.]*/[!.]*"):
        inside = inside or sorted(filter(_has_results, path.glob(pattern)))
    if not inside:
        sentence = f"Results were expected in {path}, and there is no {WHOLE} in it or in a folder of it."
        raise Problem("no_record", f"{sentence} Name a folder that `movescreen analyze` wrote.", folder=str(path))
    return inside


def _has_results(folder: Path) -> bool:
    return any((folder / whole).is_file() for whole in (WHOLE, PAIRED))


def _earlier(added: About) -> Record | None:
    """Return the session that a report is compared with; None if there is none any more."""
    if not added.before:
        return None
    with suppress(Problem):
        return load_record(Path(added.before))
    return None


def _data(video: Path) -> str:
    """Return a video as a data address."""
    return f"data:video/mp4;base64,{base64.b64encode(video.read_bytes()).decode()}"
