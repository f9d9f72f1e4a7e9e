"""Join views of one person after their clips were measured. Each pair has a folder next to those of its clips."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from movescreen.batch.clip import scored
from movescreen.batch.stored_poses import KEPT
from movescreen.batch.task import OK, Task
from movescreen.errors import Problem
from movescreen.measures.feet import foot_length
from movescreen.measures.reference_pose import BACK, FRONT, SIDE
from movescreen.output.export.tables import reps_tidy
from movescreen.output.language.sentences import LANGUAGES
from movescreen.output.pictures.stills import stored_stills
from movescreen.output.report import about
from movescreen.output.report.about import NOTHING, About
from movescreen.output.report.files import PAIRED, REPORT
from movescreen.output.report.multi_view import joint_page
from movescreen.pose.estimators import replay
from movescreen.pose.pose import SIDES
from movescreen.records import stored_json
from movescreen.records.ownership import DRAWN
from movescreen.records.record import (
    OTHER_THINGS,
    POSES,
    REP_COLUMNS,
    REPS,
    WHOLE,
    Record,
    as_written,
    cell,
    load_record,
)
from movescreen.records.results_folder import PAIR_COLUMNS, PAIRS, TABLE, arriving_results, ours, rows, write_table
from movescreen.reliability.own_ratings import load_own_ratings
from movescreen.scoring.multi_view import MultiViewResult, join_views
from movescreen.scoring.settings import Settings
from movescreen.session import Session

PAIR = "pair"  # the label that clips of one pair share
ALONE = (
    "The pair {pair} has one clip, {clip}. Give the label to the clips of both views in the table of clips, or leave "
    "it out."
)
TURN_OUT = "feet_turn_out"  # what the length of the foot is needed for
ORDER = (FRONT, SIDE, BACK)  # of the views in a pair


@dataclass(frozen=True)
class Joining:
    """The outcome of joining a pair: its name, and the result or the reason why there is none."""

    name: str
    joint: MultiViewResult | None
    reason: str = ""


def join(out: Path, task: Task, names: Collection[str]) -> Iterator[Joining]:
    """Join the clips in a folder of results that have one of these `names` for their pair; give each result."""
    pairs: dict[str, list[Mapping[str, str]]] = {}
    joints: dict[str, MultiViewResult] = {}
    for row in sorted(
        rows(out / TABLE).values(), key=lambda row: ORDER.index(row["view"]) if row["view"] in ORDER else 9
    ):
        if row.get(PAIR) in names:
            pairs.setdefault(row[PAIR], []).append(row)
    for clips in pairs.values():
        name = "+".join(row["clip"] for row in clips)
        if len(clips) == 1:
            yield Joining(name, None, ALONE.format(pair=clips[0][PAIR], clip=name))
            continue
        try:
            joints[name] = _join(name, clips, out, task)
            yield Joining(name, joints[name])
        except Problem as problem:
            yield Joining(name, None, str(problem))
    if joints:
        _write_pairs(out / PAIRS, joints)


def _write_pairs(table: Path, joints: Mapping[str, MultiViewResult]) -> None:
    """Write the findings of pairs, those of earlier runs too: each with the clip and the view that shows it."""
    earlier = [row for row in ours(table, PAIR_COLUMNS) if row[PAIR] not in joints]
    of = [
        {PAIR: name, "screen": joint.screen} | {key: cell(value) for key, value in found.items()}
        for name, joint in joints.items()
        for found in joint.as_json()["findings"]
    ]
    write_table(table, PAIR_COLUMNS, [*earlier, *of])


def clip_folders(folder: Path) -> list[Path]:
    """Return the folders of the clips that a pair joins; of any other results the folder itself."""
    if not (folder / PAIRED).is_file():
        return [folder]
    return [folder.resolve().parent / clip for clip in _parts(folder)[0]]


def joined_again(folder: Path, language: str, added: About = NOTHING) -> Path:
    """Join the clips of a pair again as they were, and give its page. Raises Problem if they are gone."""
    clips, screen, settings = _parts(folder)
    join_folders(clips, folder.resolve(), Task(screen, settings=settings, language=language, about=added))
    return folder / REPORT


def parts(folder: Path) -> list[str]:
    """Return the names of the folders that a pair joins; none where it is no pair, or cannot be read."""
    with suppress(Problem):
        return _parts(folder)[0] if (folder / PAIRED).is_file() else []
    return []


def _parts(folder: Path) -> tuple[list[str], str, Settings]:
    """Return a pair's clips, screen and choices, as its folder has them. Raises Problem if it cannot be read."""
    try:
        whole = stored_json.read(folder / PAIRED)
        clips, settings = [part["clip"] for part in whole["clips"]], Settings(**whole.get("settings", {}))
        return clips, whole.get("screen", ""), settings
    except (OSError, *OTHER_THINGS) as error:
        sentence = f"{folder / PAIRED} is not as movescreen wrote it: cut off or changed. Analyze the pair again."
        raise Problem("record_unreadable", sentence) from error


def _join(name: str, clips: list[Mapping[str, str]], out: Path, task: Task) -> MultiViewResult:
    for row in clips:
        if row["status"] != OK:
            raise Problem("clip_failed", f"{row['clip']} was not measured. {row['reason']}")
    if (out / name / WHOLE).exists():
        raise Problem(
            "output_taken", f"{out / name} holds the results of a clip. Give another place.", "The option is --out."
        )
    return join_folders([row["clip"] for row in clips], out / name, task)


def join_folders(clips: Sequence[str], folder: Path, task: Task) -> MultiViewResult:
    """Join the results of clips and write the pair into `folder`.

    `clips` are the names of the clips' folders, which have the same parent as `folder`.

    Raises
    ------
    Problem
        If results are missing, of different screens or of one view, or there is no room.
    """
    out = folder.parent
    records = {clip: load_record(out / clip) for clip in clips}
    with as_written(f"A record of {folder.name}"):
        told = _told(records, out, task)
        if told:
            records = {clip: _again(record, out / clip, task, told) for clip, record in records.items()}
        joint = join_views(records, told)
        whole = joint.as_json() | {"settings": task.settings.as_json()}
        added = task.about.over(about.load(folder)).over(about.load(out / clips[0]))
        shown = {clip: stored_stills(out / clip) for clip in clips}
        named = added.client if added.client and DRAWN.fullmatch(folder.name) else folder.name
        own = {rating.item: rating for clip in clips[::-1] for rating in load_own_ratings(out / clip)}
        page = joint_page(joint, named, shown, LANGUAGES[task.language], added, list(own.values()))
    with arriving_results(folder) as part:
        text = json.dumps(whole, indent=1, ensure_ascii=False, allow_nan=False)
        (part / PAIRED).write_text(text + "\n", encoding="utf-8", errors="backslashreplace")
        write_table(part / REPS, ("clip", "view", *REP_COLUMNS), _readings(joint))
        (part / REPORT).write_text(page, encoding="utf-8")
        about.save_about(added, part)
    return joint


def _told(records: Mapping[str, Record], out: Path, task: Task) -> dict[str, Any]:
    """Return the foot length, in leg lengths, that a side view gives to a front view; empty if it gives none."""
    by_view = {record.view: clip for clip, record in list(records.items())[::-1]}
    if task.settings.foot_length is not None or not {FRONT, SIDE} <= by_view.keys():
        return {}
    reference = _scored(out / by_view[SIDE], replace(task, view=SIDE))[1].reference
    turned = {found.side: found.value for found in records[by_view[FRONT]].findings if found.finding == TURN_OUT}
    length = foot_length(reference, turned.get(SIDES[reference.near], math.nan)) if reference else math.nan
    return {} if math.isnan(length) else {"foot_length": round(length, 4), "from": by_view[SIDE]}


def _scored(folder: Path, task: Task) -> tuple[Record, Session]:
    """Score the stored poses of a clip. Return the record, and the session that made it."""
    poses, provenance = replay.load_poses(folder / POSES)
    return scored(poses, task, provenance.get(KEPT, {}).get("origin", provenance)["backend"])  # live keeps no more


def _again(record: Record, folder: Path, task: Task, told: Mapping[str, Any]) -> Record:
    """Return the record of a front view, scored again with the foot length from another view; any other unchanged."""
    if record.view != FRONT:
        return record
    settings = replace(task.settings, foot_length=told["foot_length"])
    better, _ = _scored(folder, replace(task, view=FRONT, settings=settings))
    stated = record.provenance | {"settings": record.provenance["settings"] | {"foot_length": told["foot_length"]}}
    return replace(better, quality=record.quality, provenance=stated)


def _readings(joint: MultiViewResult) -> Iterator[dict[str, Any]]:
    """Yield a row for each measure of each repetition, as the clips' own `reps.csv` have them, with clip and view."""
    for clip, record in joint.clips.items():
        for row in reps_tidy(record):
            yield {"clip": clip, "view": record.view} | {name: cell(value) for name, value in row.items()}
