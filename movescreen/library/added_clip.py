"""A clip that is added to a client: it becomes a session like one that was recorded here."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from movescreen.batch.clip import measure_clip
from movescreen.batch.task import ClipResult, Job, Task, Tell
from movescreen.errors import Problem
from movescreen.library import RECORDING, SESSION, VIDEO, Library, StoredSession
from movescreen.library.clip_contents import look_into, recorded_at
from movescreen.library.later_reports import followers, later_reports
from movescreen.library.settings_file import settings_of
from movescreen.measures.reference_pose import AUTO, BACK, FRONT, SIDE
from movescreen.output.language.problems import in_language
from movescreen.output.language.sentences import LANGUAGES
from movescreen.output.report.files import rewrite_report
from movescreen.pose.weights import Bundle
from movescreen.records.arrivals import remark
from movescreen.records.file_sizes import file_size
from movescreen.records.ownership import MARKER, discard, erase, marked, marker, put
from movescreen.records.private_files import private_file
from movescreen.records.record import VIDEO as ANNOTATED
from movescreen.records.record import WHOLE, Record
from movescreen.records.results_folder import readable
from movescreen.scoring.settings import Settings
from movescreen.screens import screens

ROOM = 200_000_000  # bytes that stay free in addition to a clip: for its results, and what else is written meanwhile
RESULTS = "again"  # in a session's folder, while a clip is measured
WHICH = "Nobody can tell from this clip which movement it shows. Choose the movement, and measure it again."
UNSURE = "unsure_screen"  # key in the counts of a result: the screen is asked for
VIEWS = ("", AUTO, FRONT, SIDE, BACK)
SOME_SCREEN = "overhead_squat"  # until it is known which


@dataclass(frozen=True)
class ClipWish:
    """What a user says of a clip; what is left empty is found out.

    `recorded_at` is ISO 8601 with an offset; `fallback_at` is taken where neither user nor clip says when it was.
    """

    name: str
    screen: str = ""
    view: str = ""
    recorded_at: str = ""
    fallback_at: str = ""
    keep_video: bool = True


@dataclass(frozen=True)
class SessionJob(Job):
    """The job of measuring the clip of a session in a library."""

    library: Path = field(default_factory=Path)
    session: int = 0


def utc(moment: str) -> str:
    """Return a moment in UTC (ISO 8601, to the second), as the library keeps it; empty where it is none.

    A moment without an offset is local time.
    """
    with suppress(ValueError, OverflowError, OSError):
        return datetime.fromisoformat(moment).astimezone(UTC).isoformat(timespec="seconds")
    return ""


def modified_at(file: Path) -> str:
    """Return when a file was last changed (ISO 8601, UTC)."""
    return datetime.fromtimestamp(file.stat().st_mtime, UTC).isoformat(timespec="seconds")


def has_room(folder: Path, size: int) -> None:
    """Raise a problem if a clip would fill the disk.

    Parameters
    ----------
    folder : Path
        A folder on the disk in question.
    size : int
        Bytes of the clip.

    Raises
    ------
    Problem
        There is too little room.
    """
    free = shutil.disk_usage(folder).free
    if free < size + ROOM:
        needed = f"This clip and its results need {file_size(size + ROOM)}"
        sentence = f"{needed}, and {file_size(free)} are free where the library lies."
        raise Problem("no_room", f"{sentence} Make room there, or add a shorter clip.", size=size + ROOM, free=free)


def begin(library: Library, client: int, wish: ClipWish) -> StoredSession:
    """Begin a session for a clip that is yet to be put into its folder.

    Raises
    ------
    Problem
        If there is no such client or screen.
    """
    if wish.screen and wish.screen not in screens():
        raise Problem("no_screen", "There is no such screen. Open the page again.")
    if wish.view not in VIEWS:
        raise Problem("no_view", "A view is from the front, the side or the back. Open the page again.")
    at = utc(wish.recorded_at) or utc(wish.fallback_at)
    about = {"clip": readable(wish.name), "dated": bool(wish.recorded_at), "keep_video": wish.keep_video}
    return library.begin(client, wish.screen, wish.view or AUTO, at, **about)


def add_file(library: Library, client: int, file: Path, wish: ClipWish) -> StoredSession:
    """Copy a clip into a client's history, to be measured; the file itself stays where it is.

    Raises
    ------
    Problem
        If it cannot be read or copied; then nothing is left of it.
    """
    try:
        has_room(library.folder, file.stat().st_size)
        kept = begin(library, client, wish)
    except OSError as error:
        raise _unread(file, error) from error
    try:
        shutil.copyfile(file, private_file(kept.folder / VIDEO))
    except OSError as error:
        library.discard(kept.id)
        raise _unread(file, error) from error
    return kept


def _unread(file: Path, error: OSError) -> Problem:
    sentence = f"{file.name} could not be copied into the library ({error.strerror or error})."
    sentence = f"{sentence} Look whether it is there, may be read, and has room."
    return Problem("clip_not_added", sentence, file=file.name, errno=error.errno)


def take_file(library: Library, client: int, file: Path, wish: ClipWish) -> StoredSession:
    """Move a clip that lies in the library already into a client's history, to be measured."""
    kept = begin(library, client, wish)
    put(file, kept.folder / VIDEO)
    return kept


def reason_of(kept: StoredSession) -> str:
    """Return why the clip of a session was not measured at the last try, for a page; empty if it was."""
    return str(told(kept).get("amiss", ""))


def reason_in(kept: StoredSession, language: str) -> str:
    """Return the same in the language of a page."""
    if not (reason := reason_of(kept)):
        return ""
    about = told(kept)
    facts = about.get("amiss_facts")
    code = str(about.get("amiss_code") or "unmeasured")
    return in_language(code, reason, language, facts if isinstance(facts, dict) else {})


def is_added(kept: StoredSession) -> bool:
    """Return whether a session is that of a clip that was added."""
    return "clip" in told(kept)


def told(kept: StoredSession) -> dict[str, object]:
    """Return what the marker in a session's folder says."""
    return marker(kept.folder) if marked(kept.folder, SESSION) else {}


def clip_name(kept: StoredSession) -> str:
    """Return what the clip of a session was called; empty where it was recorded here."""
    return str(told(kept).get("clip", ""))


def waiting(library: Library) -> list[StoredSession]:
    """Return the sessions of clips that were added and not measured yet, as after a process was ended by force."""
    unmeasured = (kept for kept in library.every_session() if kept.state == RECORDING and kept.video and is_added(kept))
    return [kept for kept in unmeasured if not reason_of(kept)]


def job_of(
    library: Library,
    kept: StoredSession,
    bundle: Bundle,
    model: str,
    screen: str = "",
    view: str = "",
    language: str = "en",
    settings: Settings | None = None,
) -> SessionJob:
    """Return the job of measuring a session's video. `screen` and `view` correct what was stated before.

    `settings` are those of the library where they are left out.

    Raises
    ------
    Problem
        If no video of it was kept.
    """
    if kept.video is None:
        raise Problem("no_video", "No video of this session was kept: there is nothing to measure.")
    screen = screen or kept.screen
    settings = settings_of(library.folder) if settings is None else settings
    task = Task(screen or SOME_SCREEN, view or _stated(kept.view), model, settings, language=language)
    place, name = kept.folder / RESULTS, clip_name(kept) or kept.video.name
    return SessionJob(kept.video, place, task, bundle, screen, called=name, library=library.folder, session=kept.id)


def _stated(view: str) -> str:
    """Return a session's view as one that can be stated: not one at a slant, nor one that is to be found out."""
    return view if view in (FRONT, SIDE, BACK) else AUTO


def measure_session(job: SessionJob, tell: Tell = lambda done, of: None) -> ClipResult:
    """Find out what the clip of a session shows, measure it, and put its results into the client's history.

    `job.known` is the screen, where it is known. Any error becomes the reason of the result; the session
    then stays as it was.
    """
    result = _measured(job, tell)
    with suppress(Problem, OSError):  # deleted meanwhile
        kept = Library(job.library).session(job.session)
        why = _why_not(result.problem)
        if is_added(kept) and why["amiss"] != reason_of(kept):
            remark(kept.folder, **why)
    return result


def _why_not(problem: Problem | None) -> dict[str, object]:
    """Return what the marker of a session notes of the problem that kept its clip from being measured."""
    if problem is None:
        return {"amiss": "", "amiss_code": "", "amiss_facts": {}}
    return {"amiss": problem.sentence, "amiss_code": problem.code, "amiss_facts": problem.facts}


def _measured(job: SessionJob, tell: Tell) -> ClipResult:
    try:
        library = Library(job.library)
        kept = _dated(library, library.session(job.session), job)
        task = job.task
        if not job.known:
            contents = look_into(job.file, job.bundle)
            if not contents.screen:
                counts = {UNSURE: True, "view": contents.view}
                return replace(job.failed(Problem("which_movement", WHICH)), counts=counts)
            task = replace(task, screen=contents.screen)
        task = replace(task, about=library.about(kept))
        result = measure_clip(Job(job.file, job.folder, task, job.bundle, called=job.called), tell)
        if result.record is not None:
            take_in(library, kept, job.folder, result.record, task.language)
            _without_video(kept)
        else:
            return _by_name(job, result)
    except Problem as problem:
        return _by_name(job, job.failed(problem))
    except OSError as error:
        sentence = f"The results of {job.name} could not be kept ({error.strerror or error})."
        sentence = f"{sentence} Make room where the library lies, and measure it again."
        return job.failed(Problem("output_unwritten", sentence, library=str(job.library), errno=error.errno))
    return result


def _by_name(job: Job, result: ClipResult) -> ClipResult:
    """Return a result whose problem calls the clip by the name that its user knows."""
    if not job.called or result.problem is None:
        return result
    problem = result.problem.about(job.file.name, job.name)
    return replace(result, reason=result.reason.replace(job.file.name, job.name), problem=problem)


def _dated(library: Library, kept: StoredSession, job: Job) -> StoredSession:
    """Return a session with the date of its clip, where the clip says one and the user did not."""
    if not is_added(kept) or told(kept).get("dated"):
        return kept
    at = utc(recorded_at(job.file))
    return library.redate(kept.id, at) if at and at != kept.begun_at else kept


def _without_video(kept: StoredSession) -> None:
    """Delete the video of a clip that was added where it was not to be kept."""
    if is_added(kept) and not told(kept).get("keep_video", True) and kept.video:
        erase(kept.video, kept.folder)


def take_in(library: Library, kept: StoredSession, results: Path, record: Record, language: str = "en") -> None:
    """Put the results of a session's clip where those of a recording are, and note what they say.

    Raises
    ------
    Problem
        If the session is gone: it was deleted meanwhile.
    """
    for pair in library.pairs_of(library.session(kept.id)):  # it would show what is replaced here
        library.discard(pair.id)
    for file in sorted(results.iterdir(), key=lambda file: file.name == WHOLE):  # the record last: then all is there
        there = kept.folder / file.name
        if there.is_dir() and not there.is_symlink():  # of earlier results
            erase(there, kept.folder)
        if file.name != MARKER:
            put(file, there)
    erase(results, kept.folder)
    discard(kept.folder / ANNOTATED)  # of earlier results
    with later_reports(library, kept, language):  # of another screen or view, it is compared with others
        library.finish(kept.id, record)
    rewrite_reports(library, library.session(kept.id), language)


def rewrite_reports(library: Library, kept: StoredSession, language: str = "en") -> None:
    """Make the report of a session again, and those that say what changed since it."""
    for one in (kept, *followers(library, kept)):
        rewrite_report(one.folder, LANGUAGES[language], added=library.about(one), before=library.before(one))
