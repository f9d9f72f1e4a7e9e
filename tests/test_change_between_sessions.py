"""Sessions beside each other: the same depth, repetitions' variation as the measure of a change, its words."""

from __future__ import annotations

import json
import math
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from browser import PHONE, Open, browser, opened
from hypothesis import given
from hypothesis import strategies as st
from language import banned
from people import BRIDGE, SQUAT, bridge, brief, reading, record_of, seen, squat

from movescreen.cli import main
from movescreen.cli.compare import told_apart
from movescreen.errors import Problem
from movescreen.measures.registry import MEASURES
from movescreen.output.language import english, german
from movescreen.output.pictures.stills import Still
from movescreen.output.report.comparison import ComparisonLine, comparison_page, course_sentences
from movescreen.output.report.comparison_stills import stills
from movescreen.output.report.session_chart import Chart
from movescreen.records.record import Record, save
from movescreen.scoring.change_between_sessions import (
    BEYOND,
    UNKNOWN,
    UNSURE,
    WITHIN,
    Comparison,
    MeasureHistory,
    SessionValues,
    compare,
)

__all__ = ["browser", "opened"]


@cache
def session(share: float = 1.0, seed: int = 0, view: str = "right", count: int = 3, lean: float = 35.0) -> Record:
    """A session of squats that go down the same way to a share of the same depth."""
    course = brief(count, bottom=0.6)
    motion = squat(replace(course, depth=share * course.depth), trunk=lean, arms_forward=(30.0, 30.0))
    return record_of(seen(motion, view, noise_px=1.0, seed=seed), SQUAT)


def course(comparison: Comparison, measure: str, side: str = "") -> MeasureHistory:
    return next(c for c in comparison.courses if (c.measure.name, c.side) == (measure, side))


def made(*values: tuple[float, ...], uncertainty: float = 4.0) -> MeasureHistory:
    """A course of sessions with these values."""
    return MeasureHistory(MEASURES["knee_flexion"], "left", True, tuple(SessionValues(v, uncertainty) for v in values))


def test_a_session_that_only_went_less_deep_is_the_same_at_the_same_depth() -> None:
    deep, shallow = session(), session(0.75, seed=1)
    compared = compare([deep, shallow])
    assert compared.depth == compared.depths[1] < 0.85 * compared.depths[0]
    for measure in ("knee_flexion", "arm_trunk", "trunk_inclination"):
        at_depth = course(compared, measure, "right")
        bottoms = [np.median([_value(r, measure) for r in rec.repetitions]) for rec in (deep, shallow)]
        assert at_depth.matched and abs(at_depth.change(1)) < 0.35 * abs(bottoms[1] - bottoms[0])
        assert abs(at_depth.change(1)) < 3


def _value(rep, measure: str) -> float:
    return next(r.value for r in rep.readings if (r.measure, r.side) == (measure, "right"))


def test_how_deep_each_session_went_is_compared_as_it_was() -> None:
    compared = compare([session(), session(0.75, seed=1)])
    depth = course(compared, "hip_descent")
    assert not depth.matched and depth.change(1) < -5 and depth.state(1) == BEYOND


def test_another_lean_shows_and_what_stayed_the_same_does_not() -> None:
    compared = compare([session(), session(seed=2, lean=50.0), session(seed=3)])
    lean = course(compared, "trunk_inclination", "right")
    assert lean.change(1) == pytest.approx(15, abs=4) and lean.state(1) == BEYOND
    assert abs(lean.change(2)) < 3 and lean.state(2) != BEYOND


def test_a_bridge_is_compared_at_its_top() -> None:
    tops = [record_of(seen(bridge(brief(2, bottom=0.8)), "left", noise_px=0.5, seed=n), BRIDGE) for n in (1, 2)]
    compared = compare(tops)
    assert math.isnan(compared.depth) and not any(c.matched for c in compared.courses)
    angle = course(compared, "hip_angle", "left")
    read = [[reading(top, "hip_angle", "left", number).value for number in (1, 2)] for top in tops]
    assert [list(visit.values) for visit in angle.visits] == [pytest.approx(values) for values in read]


def test_the_smallest_change_is_the_published_formula() -> None:
    """MDC95 = 1.96 * sqrt(2) * SEM, the SEM being the standard deviation within sessions, pooled."""
    two = made((10.0, 12.0, 14.0), (20.0, 20.0, 23.0))
    sem = math.sqrt((np.var((10, 12, 14), ddof=1) + np.var((20, 20, 23), ddof=1)) / 2)
    assert two.least == pytest.approx(1.96 * math.sqrt(2) * sem)


@pytest.mark.parametrize(
    ("second", "uncertainty", "state"),
    [((15.0, 16.0), 0.5, WITHIN), ((18.0, 19.0), 12.0, UNSURE), ((18.0, 19.0), 0.5, BEYOND)],
)
def test_a_change_is_within_variation_or_within_what_is_unsure_or_beyond(
    second: tuple[float, float], uncertainty: float, state: str
) -> None:
    assert made((13.0, 15.0), second, uncertainty=uncertainty).state(1) == state


def test_the_variation_of_single_repetitions_is_not_known() -> None:
    lonely = made((10.0,), (90.0,))
    assert math.isnan(lonely.least) and lonely.state(1) == UNKNOWN


values = st.lists(st.floats(-200, 200), min_size=2, max_size=6).map(tuple)


@given(st.lists(values, min_size=2, max_size=4), st.floats(-50, 50))
def test_neither_an_offset_nor_the_order_of_repetitions_changes_what_is_said(sessions: list, offset: float) -> None:
    told = made(*sessions)
    moved = made(*(tuple(value + offset for value in visit[::-1]) for visit in sessions))
    assert moved.least == pytest.approx(told.least, abs=1e-6)
    assert all(moved.change(n) == pytest.approx(told.change(n), abs=1e-6) for n in range(len(sessions)))


def test_a_measure_that_only_one_session_shows_is_named() -> None:
    compared = compare([session(), session(seed=1, view="left")])
    assert "knee_flexion" in compared.single and not any(c.measure.name == "knee_flexion" for c in compared.courses)


@pytest.mark.parametrize(
    ("records", "said"),
    [
        (lambda: [session()], "two results or more"),
        (lambda: [session(), replace(session(), screen="bridge")], "overhead_squat and bridge"),
        (lambda: [session(), replace(session(), view="front")], "side and front"),
        (lambda: [session(), replace(session(), repetitions=())], "no repetition in result 2 of 2"),
    ],
)
def test_what_cannot_stand_beside_each_other_is_turned_away(records, said: str) -> None:
    with pytest.raises(Problem, match=said):
        compare(records())


@pytest.mark.parametrize("language", [english, german])
def test_every_state_has_words_that_hold_to_the_list(language) -> None:
    assert set(language.CHANGES) == {WITHIN, UNSURE, BEYOND, UNKNOWN}
    compared = compare([session(), session(0.75, seed=1), session(seed=2, lean=50.0)])
    html = comparison_page([compared], ["May", "June", "July"], language)
    assert not re.search(r"\bnan\b|None|\{\w", html.split("</style>")[1])
    if language is english:
        said = re.sub(r"<[^>]+>", " ", html.split("</style>")[1])
        assert not banned(" ".join(said.split()))
    for line in course_sentences(compared, language):
        assert line.change in line.sentence and line.sentence.endswith(".")


def test_a_change_within_variation_is_said_to_be_within_it() -> None:
    compared = compare([session(), session(seed=3)])
    within = [line for line in course_sentences(compared, english) if line.state == WITHIN]
    assert within and all("is within the variation from repetition to repetition" in line.sentence for line in within)


def test_the_threshold_that_decided_is_printed() -> None:
    """Too close to call is what the camera alone can make, so that this stands there, and not the smaller one."""
    unsure = ComparisonLine(made((13.0, 15.0), (18.0, 19.0), uncertainty=12.0), english)
    assert unsure.state == UNSURE and unsure.least == f"{unsure.amount(unsure.course.unsure(1))} (camera)"
    assert unsure.repeats in unsure.sentence and unsure.amount(unsure.course.unsure(1)) in unsure.sentence
    sure = ComparisonLine(made((13.0, 15.0), (18.0, 19.0), uncertainty=0.5), english)
    assert sure.least == sure.repeats == sure.amount(sure.course.least)


def test_the_page_says_in_its_first_sentence_what_changed() -> None:
    compared = compare([session(), session(seed=2, lean=50.0)])
    changed = [line for line in course_sentences(compared, english) if line.state == BEYOND]
    html = comparison_page([compared], ["May", "June"])
    said = html.split('<p class="answer">')[1].split("</p>")[0]
    assert said.startswith(f"From May to June: {len(changed)} of {len(compared.courses)} measures changed")
    assert f"{changed[0].name} {changed[0].change}" in said
    assert html.index("answer") < html.index("<table>")
    same = comparison_page([compare([session(), session()])], ["May", "June"])
    assert f"From May to June: none of {len(compared.courses)} measures changed" in same
    nothing = replace(compared, courses=())
    assert english.COMPARE["nothing"] in comparison_page([nothing], ["May", "June"])


def test_two_stills_at_the_nearest_depths_stand_on_top() -> None:
    one, two = session(), session(0.75, seed=1)
    depths = [replace(rep, depth=depth) for rep, depth in zip(one.repetitions, (50.0, 38.0, 46.0), strict=True)]
    one = replace(one, repetitions=tuple(depths))
    taken = [Still(number, 2, 2, b"picture") for number in (1, 2, 3)]
    compared = replace(compare([one, two]), depth=37.0)
    first, last = stills(compared, ["May", "June"], [(one, taken), (two, taken)], english)
    assert first["caption"] == "May, repetition 2: Hip descent 38 %" and last["caption"].startswith("June, repetition ")
    html = comparison_page([compared], ["May", "June"], english, [[(one, taken), (two, taken)]])
    assert html.count("<img") == 2 and html.index("<img") < html.index("<table>")
    assert stills(compared, ["May", "June"], [], english) == []


def test_the_page_opens_without_complaint_and_fits_a_phone(opened: Open) -> None:
    compared = compare([session(), session(0.75, seed=1), session(seed=2, lean=50.0)])
    shown = opened(comparison_page([compared], ["May", "June", "July"]), viewport=PHONE)
    assert shown.page.locator("svg").count() == len(compared.courses)
    assert shown.page.locator("svg .dot").count() == sum(len(c.known) for c in compared.courses)
    assert shown.overflow <= 0 and not shown.complaints


def test_the_band_of_a_drawing_holds_what_is_within_variation() -> None:
    for second in ((14.0, 16.0), (17.0, 18.0), (40.0, 42.0)):
        drawn = Chart(made((13.0, 15.0), second), str, "", {10.0: "a line"})
        top, height = drawn.band
        (_, first), (_, last) = drawn.middles
        assert first == pytest.approx(top + 0.5 * height, abs=0.2)
        assert (top <= last <= top + height) == (drawn.course.state(1) == WITHIN)
        heights = [y for _, y in (*drawn.rings, *drawn.middles)] + [y for y, _ in (*drawn.lines, *drawn.scale)]
        assert all(0 < y < drawn.size[1] for y in heights)
        assert 2 <= len(drawn.scale) <= 5 and all(float(text) == round(float(text), 1) for _, text in drawn.scale)


def test_the_command_prints_a_table_and_writes_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folders = [tmp_path / month / "squat" for month in ("may", "june")]
    for folder, record in zip(folders, (session(), session(0.75, seed=1)), strict=True):
        folder.mkdir(parents=True)
        save(record, folder)
    page = tmp_path / "pages" / "change.html"
    assert main.main(["compare", *map(str, folders), "--out", str(page)]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert "Overhead squat, seen from the side: 2 sessions" in printed and "may/squat" in printed
    assert "Knee flexion (right)" in page.read_text("utf-8") and str(page) in printed.replace(" ", "")


def test_pairs_are_compared_in_each_of_their_views(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for month, seed in (("may", 0), ("june", 1)):
        for view in ("front", "right"):
            (tmp_path / f"{month} {view}").mkdir()
            save(session(seed=seed, view=view), tmp_path / f"{month} {view}")
        (tmp_path / month).mkdir()
        joined = {"clips": [{"clip": f"{month} {view}"} for view in ("front", "right")]}
        (tmp_path / month / "pair.json").write_text(json.dumps(joined), "utf-8")
    words = ["compare", str(tmp_path / "may"), str(tmp_path / "june"), "--out", str(tmp_path / "page.html")]
    assert main.main(words) == 0
    printed, html = capsys.readouterr().out, (tmp_path / "page.html").read_text("utf-8")
    for view in ("front", "side"):
        assert f"seen from the {view}: 2 sessions" in printed and f"seen from the {view}: 2 sessions" in html
    assert "Knee over toe" in html and "Knee flexion" in html and html.count('id="sessions2"') == 1


def test_one_record_is_a_misuse(tmp_path: Path) -> None:
    save(session(), tmp_path)
    assert main.main(["compare", str(tmp_path), "--out", str(tmp_path / "page.html")]) == 2


def test_folders_are_told_apart_by_as_much_of_their_names_as_it_takes() -> None:
    assert told_apart([Path("a/x"), Path("a/y")]) == ["x", "y"]
    assert told_apart([Path("/a/x"), Path("/b/x")]) == ["a/x", "b/x"]
