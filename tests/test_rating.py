"""A rating study: made once, blind, in an order of each rater's own, and no tick is lost whatever ends."""

from __future__ import annotations

import csv
import json
import random
import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import av
import pytest
from hypothesis import given
from hypothesis import strategies as st
from language import banned
from people import SCREENS
from videos import picture, write_clip

from movescreen.batch import task
from movescreen.cli.main import main
from movescreen.errors import Problem
from movescreen.output.language import english, german
from movescreen.records.arrivals import arriving_folder
from movescreen.records.ownership import MARKER
from movescreen.video import open_video
from movescreen.web.rating import store as kept
from movescreen.web.rating.items import items
from movescreen.web.rating.randomization import order
from movescreen.web.rating.store import Between, RatingStore, Showing
from movescreen.web.rating.study import Study, opened, study
from movescreen.web.rating.transcode import copy, shown_size, times

NAMES = ("Zerlina before", "Zerlina after", "Masetto")
ITEMS = {"items": ("knees_move_in", "heels_rise")}
ASKED = ["knees_move_in_left", "knees_move_in_right", "heels_rise"]


def folder_with_clips(folder: Path) -> Path:
    for number, name in enumerate(NAMES):
        pictures = [picture(index + 9 * number) for index in range(12)]
        write_clip(folder / f"{name}.mp4", pictures, container_options={"movflags": "faststart"})
    return folder


@pytest.fixture(scope="session")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three short clips; nobody writes beside them."""
    return folder_with_clips(tmp_path_factory.mktemp("clips"))


def made(clips: Path, folder: Path, **wished: Any) -> RatingStore:
    return RatingStore(study(clips, folder / "study", ITEMS | {"seed": 1} | wished))


def rated(ratings: RatingStore, rater: str, says: Any = lambda clip, item: "observed") -> None:
    """One occasion of a rater, from wherever it is to its end."""
    ratings.begin(rater)
    while isinstance(stage := ratings.stage(rater), Showing):
        for item in ASKED:
            ratings.tick(rater, stage.id, item, says(ratings.study.name(stage.clip), item))
        ratings.close(rater, stage.id)


# The order.


@given(count=st.integers(1, 60), seed=st.integers(0, 2**32), share=st.floats(0, 0.5), rater=st.text(max_size=9))
def test_every_clip_comes_and_some_come_again_half_of_all_later(
    count: int, seed: int, share: float, rater: str
) -> None:
    clips = [f"clip{number}" for number in range(count)]
    shown = order(clips, seed, rater, 1, share)
    assert shown == order(clips, seed, rater, 1, share) and set(shown) == set(clips)
    again = {clip for clip in clips if shown.count(clip) == 2}
    assert len(shown) == count + len(again) and len(again) <= count // 2
    assert share * count <= len(again) or len(again) == count // 2
    for clip in again:
        first = shown.index(clip)
        assert shown.index(clip, first + 1) - first > count // 2


def test_each_rater_and_occasion_has_an_order_of_its_own() -> None:
    clips = [f"clip{number}" for number in range(20)]
    orders = {tuple(order(clips, seed, who, at, 0.2)) for seed in (1, 2) for who in ("Ana", "Ben") for at in (1, 2)}
    assert len(orders) == 8
    firsts = [order(clips, seed, "Ana", 1, 0.2)[0] for seed in range(300)]
    assert set(firsts) == set(clips)


def test_the_order_of_a_seed_is_the_same_on_every_machine() -> None:
    assert order(list("abcdef"), 7, "Ana", 1, 0.34) == ["f", "e", "a", "d", "b", "e", "c", "a", "f"]


# What is asked.


def test_items_of_a_screen() -> None:
    """A screen is asked about by its findings with both sides where both are seen."""
    names = [item.name for item in items(SCREENS["overhead_squat"])]
    assert {"feet_flatten_left", "feet_flatten_right", "knees_move_in_left", "forward_lean", "heels_rise"} <= set(names)
    assert len(names) == 15 == len(set(names)) and not any(name.startswith("heels_rise_") for name in names)
    assert [item.name for item in items(SCREENS["overhead_squat"], ["heels_rise", "knees_move_in"])] == ASKED
    assert [item.name for item in items(SCREENS["overhead_squat"], ["knees_move_in_left"])] == ["knees_move_in_left"]
    with pytest.raises(Problem, match="hips_below_line") as told:
        items(SCREENS["bridge"], ["heels_rise"])
    assert told.value.code == "study_unknown"


@pytest.mark.parametrize("language", [english, german])
def test_a_rater_is_told_what_to_look_for_and_nothing_that_judges(language: Any) -> None:
    assert set(language.RATED) == {finding.name for screen in SCREENS.values() for finding in screen.findings}
    assert set(language.RATING) == set(english.RATING) and len(language.RATING_KEYS) == len(english.RATING_KEYS)
    texts = (*language.RATED.values(), *language.RATING.values(), *language.RATING_KEYS.values())
    assert not [text for text in texts if banned(text)]
    for name, text in english.RATING.items():
        assert set(re.findall(r"{\w+}", language.RATING[name])) == set(re.findall(r"{\w+}", text))


# The study.


def test_a_study_is_made_once_and_is_then_the_same_for_all(clips: Path, tmp_path: Path) -> None:
    first = study(clips, tmp_path, ITEMS | {"scale": ("0", "1", "2")})
    assert [item.name for item in first.items] == ASKED
    assert opened(tmp_path) == study(clips, tmp_path, {}) == study(clips, tmp_path, ITEMS) == first
    with pytest.raises(Problem, match=r"scale 0, 1, 2, and 1, 2 was asked for.*--study") as told:
        study(clips, tmp_path, {"scale": ("1", "2")})
    assert told.value.code == "study_differs"
    assert study(clips, tmp_path / "other", ITEMS).design.seed != first.design.seed


def test_clips_are_called_what_analyze_calls_them(clips: Path, tmp_path: Path) -> None:
    assert {clip.name for clip in study(clips, tmp_path, {}).clips} == set(NAMES)


def test_copies_have_no_name_no_sound_and_nothing_else_that_tells(tmp_path: Path) -> None:
    named = write_clip(tmp_path / "Masetto.mp4", map(picture, range(5)))
    told = tmp_path / "told.mp4"
    with av.open(str(named)) as source, av.open(str(told), "w") as container:
        container.metadata["title"], container.metadata["comment"] = "Masetto", "camera: knees in"
        stream = container.add_stream_from_template(source.streams.video[0])
        for packet in source.demux(video=0):
            if packet.dts is not None:
                packet.stream = stream
                container.mux(packet)
    assert b"Masetto" in told.read_bytes()
    copy(told, tmp_path / "copy", lambda *_: None)
    assert b"Masetto" not in (tmp_path / "copy").read_bytes() and b"knees" not in (tmp_path / "copy").read_bytes()
    with av.open(str(tmp_path / "copy")) as container:
        assert [stream.type for stream in container.streams] == ["video"]
        assert container.streams.video[0].codec_context.name == "h264" and "mp4" in container.format.name


def test_copies_keep_the_time_of_every_frame_and_are_upright(tmp_path: Path) -> None:
    at = [0.0, 0.04, 0.15, 0.19, 0.5]
    file = write_clip(tmp_path / "clip.mov", map(picture, range(5)), at, rotation=90, codec="mjpeg")
    copy(file, tmp_path / "copy", lambda *_: None)
    assert times(tmp_path / "copy") == pytest.approx(at, abs=1e-3)
    with open_video(file) as source:
        size = source.size
    with av.open(str(tmp_path / "copy")) as container:
        stream = container.streams.video[0]
        assert (stream.width, stream.height) == size == (64, 100) and stream.pix_fmt == "yuv420p"
    assert shown_size((3841, 2161)) == (1920, 1080) and shown_size((101, 33)) == (100, 32)


def test_what_analyze_made_of_clips_is_not_shown(clips: Path, tmp_path: Path) -> None:
    folder = folder_with_clips(tmp_path)
    results = folder / "results" / "Masetto"
    results.mkdir(parents=True)
    (results / "record.json").write_text("{}")
    (folder / "Masetto.mp4").rename(results / "annotated.mp4")
    assert {clip.name for clip in study(folder, folder / "rating", {}).clips} == set(NAMES) - {"Masetto"}


class Listener(task.Nobody):
    """Somebody who remembers what is said."""

    said = ""

    def say(self, sentence: str) -> None:
        Listener.said += sentence


def test_a_clip_that_cannot_be_shown_is_left_out_and_said(tmp_path: Path) -> None:
    folder = folder_with_clips(tmp_path)
    (folder / "Masetto.mp4").write_bytes(b"no video at all")

    found = study(folder, folder / "rating", {}, Listener())
    assert len(found.clips) == 2 and "Masetto is left out of the study." in Listener.said


def test_a_study_whose_making_was_ended_by_force_is_made_from_the_beginning(clips: Path, tmp_path: Path) -> None:
    """Copies of the half-made study go; a file that the user put beside them stays."""
    with arriving_folder(tmp_path / "clips", "clips") as part:
        (part / "half").write_bytes(b"half a clip")
    (tmp_path / "clips" / "mine.mp4").write_bytes(b"an original")
    found = study(clips, tmp_path, {})
    there = {file.name for file in (tmp_path / "clips").iterdir()}
    assert there == {clip.id for clip in found.clips} | {MARKER, "mine.mp4"}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--rater", "Ana"], "There are no clips"),
        (["--rater", "  "], "There are no clips"),
        ([], "--rater NAME"),
        (["--export", "ratings.csv"], "no rating study"),
        (["--rater", "Ana", "--items", "ears"], "no item 'ears'"),
    ],
)
def test_what_cannot_be_is_said_with_what_to_do(tmp_path: Path, arguments: list[str], says: str, capsys) -> None:
    folder = folder_with_clips(tmp_path) if "ears" in arguments else tmp_path
    assert main(["rate", str(folder), *arguments]) == 2
    said = capsys.readouterr().err
    assert says in said and not banned(said)


def test_a_damaged_study_is_left_as_it_is(clips: Path, tmp_path: Path) -> None:
    (tmp_path / "study.json").write_text('{"design": 3}')
    with pytest.raises(Problem, match="--study"):
        study(clips, tmp_path, {})
    assert (tmp_path / "study.json").read_text() == '{"design": 3}'


# Ratings.


def test_a_rater_goes_on_where_it_was(clips: Path, tmp_path: Path) -> None:
    ratings = made(clips, tmp_path)
    assert ratings.stage("Ana") == Between(1)
    ratings.begin("Ana")
    first = ratings.stage("Ana")
    assert isinstance(first, Showing) and (first.place, first.of, first.ticks) == (1, 4, {})
    ratings.tick("Ana", first.id, "heels_rise", "observed")
    ratings.tick("Ana", first.id, "heels_rise", "not_measurable")
    again = RatingStore(ratings.study)
    again.begin("Ana")
    assert again.stage("Ana") == Showing(first.id, first.clip, 1, 1, 4, {"heels_rise": "not_measurable"})
    with sqlite3.connect(ratings.study.folder / "ratings.sqlite") as tables:
        assert tables.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert [value for (value,) in tables.execute("SELECT value FROM ticks ORDER BY id")] == [
            "observed",
            "not_measurable",
        ]


def test_a_clip_is_done_when_all_is_ticked_and_is_then_closed(clips: Path, tmp_path: Path) -> None:
    ratings = made(clips, tmp_path)
    ratings.begin("Ana")
    first = ratings.stage("Ana")
    assert isinstance(first, Showing)
    with pytest.raises(Problem, match="3"):
        ratings.close("Ana", first.id)
    for item in ASKED:
        ratings.tick("Ana", first.id, item, "observed")
    ratings.close("Ana", first.id)
    second = ratings.stage("Ana")
    assert isinstance(second, Showing) and (second.place, second.ticks) == (2, {}) and second.id != first.id
    for deed in (
        lambda: ratings.tick("Ana", first.id, "heels_rise", "observed"),
        lambda: ratings.close("Ana", first.id),
    ):
        with pytest.raises(Problem) as told:
            deed()
        assert told.value.code == "not_yours"


@pytest.mark.parametrize(("item", "value"), [("ears", "observed"), ("heels_rise", "perhaps"), ("heels_rise", "")])
def test_only_what_is_asked_can_be_ticked(clips: Path, tmp_path: Path, item: str, value: str) -> None:
    ratings = made(clips, tmp_path)
    ratings.begin("Ana")
    first = ratings.stage("Ana")
    assert isinstance(first, Showing)
    with pytest.raises(Problem, match="Load the page again"):
        ratings.tick("Ana", first.id, item, value)


def test_nobody_ticks_for_another(clips: Path, tmp_path: Path) -> None:
    ratings = made(clips, tmp_path)
    ratings.begin("Ana")
    ratings.begin("Ben")
    of_ben = ratings.stage("Ben")
    assert isinstance(of_ben, Showing)
    with pytest.raises(Problem) as told:
        ratings.tick("Ana", of_ben.id, "heels_rise", "observed")
    assert told.value.code == "not_yours"


def test_several_raters_at_once_do_not_get_in_each_others_way(clips: Path, tmp_path: Path) -> None:
    ratings = made(clips, tmp_path)
    raters = ["Ana", "Ben", "Cleo", "Dido"]
    with ThreadPoolExecutor(len(raters)) as pool:
        list(pool.map(lambda rater: rated(ratings, rater), raters))
    assert len(ratings.table()) == len(raters) * 4 * len(ASKED)


def test_a_name_is_one_rater_however_it_is_written(clips: Path, tmp_path: Path) -> None:
    ratings = made(clips, tmp_path)
    ratings.begin(ratings.known("Ana  Lindt "))
    assert ratings.known("ana lindt") == "Ana Lindt" and ratings.known("Ben") == "Ben"
    for name in ("", " ", "a" * 81):
        with pytest.raises(Problem, match="--rater"):
            ratings.known(name)


def test_the_next_occasion_opens_when_the_days_between_are_over(clips: Path, tmp_path: Path, monkeypatch) -> None:
    ratings = made(clips, tmp_path, occasions=2, washout_days=3.0)
    rated(ratings, "Ana")
    stage = ratings.stage("Ana")
    assert isinstance(stage, Between) and stage.next == 2 and stage.waiting and stage.opens
    assert timedelta(days=2.9) < stage.opens - datetime.now(UTC) <= timedelta(days=3)
    with pytest.raises(Problem) as told:
        ratings.begin("Ana")
    assert told.value.code == "not_yet"
    later = datetime.now(UTC) + timedelta(days=3, seconds=1)
    monkeypatch.setattr(kept, "_now", lambda: later)
    rated(ratings, "Ana")
    assert ratings.stage("Ana") == Between(None) and not Between(None).waiting
    with pytest.raises(Problem):
        ratings.begin("Ana")


# The table.


def exported(ratings: RatingStore, to: Path) -> list[dict[str, str]]:
    folder = ratings.study.folder
    assert main(["rate", str(folder.parent), "--study", str(folder), "--export", str(to)]) == 0
    with to.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def test_the_table_is_what_agree_reads_with_agreement_within_each_rater(clips: Path, tmp_path: Path, capsys) -> None:
    ratings = made(clips, tmp_path)
    for rater in ("Ana", "Ben"):
        rated(ratings, rater, lambda clip, item: "observed" if clip == "Masetto" else "not_observed")
    rows = exported(ratings, tmp_path / "ratings.csv")
    assert list(rows[0]) == ["subject", "rater", "item", "value", "occasion", "repetition", "clip_sha256"]
    assert len(rows) == 2 * 4 * len(ASKED) and {row["subject"] for row in rows} == set(NAMES)
    assert [row["occasion"] for row in rows] == ["1"] * 18 + ["1 again"] * 6
    assert {row["repetition"] for row in rows} == {""}
    assert {row["value"] for row in rows if row["subject"] == "Masetto"} == {"observed"}
    capsys.readouterr()
    assert main(["agree", str(tmp_path / "ratings.csv"), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found) == ASKED
    assert (found["heels_rise"]["percent"]["estimate"], found["heels_rise"]["percent"]["n"]) == (1.0, 3)
    assert set(found["heels_rise"]["percent"]["within"]) == {"Ana", "Ben"}


def test_of_several_occasions_each_two_are_compared(clips: Path, tmp_path: Path, capsys, monkeypatch) -> None:
    ratings = made(clips, tmp_path, occasions=2, washout_days=1.0)
    rated(ratings, "Ana")
    later = datetime.now(UTC) + timedelta(days=2)
    monkeypatch.setattr(kept, "_now", lambda: later)
    rated(ratings, "Ana", lambda clip, item: "observed" if clip == "Masetto" else "not_observed")
    rows = exported(ratings, tmp_path / "ratings.csv")
    assert [row["occasion"] for row in rows] == ["1"] * 9 + ["2"] * 9 + ["1 again"] * 3 + ["2 again"] * 3
    capsys.readouterr()
    assert main(["agree", str(tmp_path / "ratings.csv"), "--json"]) == 0
    within = json.loads(capsys.readouterr().out)["heels_rise"]["percent"]["within"]
    assert {"Ana, 1 – 2", "Ana, 1 – 1 again", "Ana, 2 – 2 again"} < set(within)
    assert (within["Ana, 1 – 2"]["estimate"], within["Ana, 1 – 2"]["n"]) == (pytest.approx(1 / 3), 3)


def test_on_a_scale_of_steps_cannot_tell_is_a_rating_that_was_not_given(clips: Path, tmp_path: Path, capsys) -> None:
    ratings = made(clips, tmp_path, scale=("0", "1", "2", "3"), repeats=0.0)
    steps = iter(random.Random(4).choices(["0", "1", "2", "3", "not_measurable"], k=18))
    for rater in ("Ana", "Ben"):
        rated(ratings, rater, lambda clip, item: next(steps))
    rows = exported(ratings, tmp_path / "ratings.csv")
    assert {row["value"] for row in rows} == {"", "0", "1", "2", "3"} and len(rows) == 18
    capsys.readouterr()
    assert main(["agree", str(tmp_path / "ratings.csv"), "--json", "--level", "ordinal"]) == 0


def test_a_table_of_nothing_rated_yet_has_its_header(clips: Path, tmp_path: Path, capsys) -> None:
    assert exported(made(clips, tmp_path), tmp_path / "ratings.csv") == []
    assert "0 ratings" in capsys.readouterr().out


def test_the_study_tells_no_more_of_the_machine_than_the_names_of_files(clips: Path, tmp_path: Path) -> None:
    whole: Study = study(clips, tmp_path, {})
    assert not any(Path(clip.file).is_absolute() for clip in whole.clips)
