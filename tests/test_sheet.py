"""The first screen: rows, checkpoints, centimetres, dates, what the coach adds, and what changed since last time."""

from __future__ import annotations

import json
import math
import os
import time
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from people import SCREENS
from test_change_between_sessions import session
from test_output import example
from test_sentences import found, one, record

from movescreen.cli import main
from movescreen.errors import Problem
from movescreen.library import Library
from movescreen.output.language import english, german
from movescreen.output.language.centimetres import SHARES, STANCE_WIDTH, UNCERTAINTIES, body_length, centimetres, source
from movescreen.output.language.dates import date, day, local, short
from movescreen.output.language.sentences import LANGUAGES
from movescreen.output.language.units import MOST_CM
from movescreen.output.pictures.logo import LOGO_PX, logo
from movescreen.output.report import about
from movescreen.output.report.about import About
from movescreen.output.report.change import since
from movescreen.output.report.checkpoints import CHECKPOINTS, OTHER, checkpoint
from movescreen.output.report.files import REPORT
from movescreen.output.report.rows import Row, name, row_sentence, row_values, rows, tally
from movescreen.output.report.sheet import MOST, css_text, own_line, printed, sheet, short_lines
from movescreen.records.record import Reading, Record, SetFinding, save
from movescreen.reliability.own_ratings import OwnRating

LANGUAGE = pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES.keys())


def of(*findings: SetFinding) -> list[Row]:
    return rows([(each, record()) for each in findings])


def knees(left: float, right: float, state: str = "observed", finding: str = "knees_move_in") -> list[SetFinding]:
    _, knee = one(finding)
    return [found(knee, state, side, value) for side, value in (("left", left), ("right", right))]


def test_rows_findings_that_share_a_measure_are_one_row_with_both_sides() -> None:
    """The opposite finding is dropped where its partner is observed."""
    (row,) = of(*knees(27.0, 31.0), *knees(27.0, 31.0, "not_observed", "knees_move_out"))
    assert name(row) == "Knees move inward" and row.state == "observed"
    assert row_values(row) == "left 27, right 31 ± 4 %"
    assert row_sentence(row) == (
        "Knees were 27 % (left) and 31 % (right) of shin length inside the toe line (±4) at the lowest point, "
        "in 3 of 3 repetitions."
    )


def test_rows_of_sides_that_differ() -> None:
    """Sides that differ in state have a sentence each and the name says the side."""
    (row,) = of(*knees(27.0, 2.0)[:1], *knees(27.0, 2.0, "not_observed")[1:])
    assert name(row) == "Knees move inward (left)" and row_values(row) == "left 27, right 2 ± 4 %"
    assert row_sentence(row).startswith("Left knee was 27 % of shin length") and "Right knee was 2 %" in row_sentence(
        row
    )
    assert row_sentence(row).endswith("Observed in 0 of 3 repetitions.")


def test_rows_sides_on_either_side_of_zero_are_not_put_into_one_clause() -> None:
    (row,) = of(*knees(5.0, -3.0, "not_observed"))
    assert "5 % of shin length inside" in row_sentence(row) and "3 % of shin length outside" in row_sentence(row)


def test_rows_of_which_neither_was_observed_name_both() -> None:
    (row,) = of(*knees(2.0, 3.0, "not_observed"), *knees(2.0, 3.0, "not_observed", "knees_move_out"))
    assert name(row) == "Knees move inward or outward" and name(row, german) == "Knie gehen nach innen oder außen"


@LANGUAGE
def test_every_finding_is_in_exactly_one_row_and_has_a_checkpoint(language) -> None:
    for screen in SCREENS.values():
        every = [found(each, "not_measurable", "", math.nan, "other_view") for each in screen.findings]
        whole = replace(record(screen.name), findings=tuple(every))
        made = rows([(each, whole) for each in every])
        assert sorted(finding for row in made for finding in row.names) == sorted(f.name for f in screen.findings)
        assert all(checkpoint(row.measure) in CHECKPOINTS[: CHECKPOINTS.index(OTHER)] for row in made)
        assert all(name(row, language) and row_sentence(row, language) for row in made)
    assert set(language.CHECKPOINTS) == set(CHECKPOINTS)


def test_tally_says_of_how_many() -> None:
    """A tally says of how many so that nothing measured is not like a clean one."""
    clean = [found(each, "not_observed", "left") for _, each in (one("knees_move_in"), one("heels_rise"))]
    hidden = [found(one("heels_rise")[1], "not_measurable", "", math.nan, "other_view")]
    assert tally(clean) == "0 of 2 observed"
    assert tally(clean[:1] + hidden) == "0 of 1 observed, 1 not measured"
    assert tally(clean[:1] + hidden, one_view=True) == "0 of 1 observed, 1 not visible from this side"


def test_sheet_shows_at_most_three_findings_the_furthest_beyond_its_line_first() -> None:
    values = {"forward_lean": 14.0, "heels_rise": 40.0, "arms_fall_forward": 30.0, "head_forward": 60.0}
    found_ = [found(one(each)[1], "observed", "left", value) for each, value in values.items()]
    whole = with_lines(replace(record(view="side"), findings=tuple(found_)))
    made = sheet([(each, whole) for each in whole.findings], "A clip", About(), english)
    shown = [row["name"] for row in made["found"]]
    assert len(shown) == MOST and shown == ["Head moves forward", "Heels rise", "Arms fall forward"]
    assert made["more"] == "And 1 more below."


def with_lines(whole: Record) -> Record:
    """The record with a reading of each finding in its first repetition, which says the line."""
    screen = SCREENS[whole.screen]
    lines = {each.name: (each.measure.name, each.line) for each in screen.findings}
    readings = tuple(
        Reading(
            f.finding, lines[f.finding][0], f.side, f.value, f.unit, f.uncertainty, lines[f.finding][1], f.state, ""
        )
        for f in whole.findings
    )
    first, *others = whole.repetitions
    return replace(whole, repetitions=(replace(first, readings=readings), *others))


@LANGUAGE
def test_short_lines_say_each_reason_once(language) -> None:
    every = [(each, example("front")) for each in example("front").findings]
    lines = {line.name: line.text for line in short_lines(rows(every), language)}
    assert language.SHEET["other_view"] in lines and language.SHEET["by_eye"] in lines
    views = lines[language.SHEET["other_view"]]
    assert views.count(language.SEEN_FROM["side"]) == 1, "the findings that need one view are in one line"
    films = [line.film for line in short_lines(rows(every), language) if line.film]
    assert films == [(("overhead_squat", "side"),)], "one more recording, from the side, shows what is missing"


@LANGUAGE
def test_own_line_is_the_coachs_and_no_longer_for_the_eye(language) -> None:
    every = [(each, example("front")) for each in example("front").findings]
    own = [
        OwnRating("feet_flatten_left", "observed", "Only the last."),
        OwnRating("feet_flatten_right", "not_observed"),
    ]
    line = own_line(own, language)
    assert line and line.name == language.SHEET["own"] and line.text.endswith("Only the last.")
    assert language.RATING["observed"].lower() in line.text and language.SIDES["left"] in line.text
    assert language.SHEET["by_eye"] not in {line.name for line in short_lines(rows(every), language, own)}
    assert own_line([], language) is None


def test_centimetres_are_the_share_of_height_with_both_uncertainties() -> None:
    of_shin = body_length("knee_over_toe", record(), 172.0)
    assert of_shin and of_shin.cm == pytest.approx(0.246 * 172)
    made = centimetres(27.0, 4.0, of_shin)
    assert made.cm == pytest.approx(11.42, abs=0.01)
    assert made.uncertainty_cm == pytest.approx(math.hypot(0.04 * of_shin.cm, 0.27 * 0.07 * of_shin.cm))
    assert set(SHARES) == set(UNCERTAINTIES)


def test_centimetres_are_not_guessed_without_height_or_stance() -> None:
    assert body_length("knee_over_toe", record(), None) is None
    assert body_length("hip_shift", record(), 172.0) is None and body_length("hip_angle", record(), 172.0) is None
    wide = record(quality={STANCE_WIDTH: 0.5})
    reference = body_length("hip_shift", wide, 172.0)
    assert reference and reference.cm == pytest.approx(0.5 * 0.491 * 172)
    said = source(["knee_over_toe", "hip_shift"], wide, 172.0)
    assert "172 cm" in said and "the shin (±7 %) and the leg (±4 %)" in said
    assert source(["hip_angle"], wide, 172.0) == ""


def test_the_width_of_the_stance_is_in_the_record_where_the_view_shows_it() -> None:
    assert 0.2 < example("front").quality[STANCE_WIDTH] < 0.8 and example("side").quality[STANCE_WIDTH] is None


@pytest.fixture
def vienna(monkeypatch: pytest.MonkeyPatch):
    """A computer whose clock is that of Vienna."""
    monkeypatch.setenv("TZ", "Europe/Vienna")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.skipif(os.name == "nt", reason="there is no tzset")
def test_dates_are_local_and_those_with_an_offset_stay(vienna) -> None:
    """A session of Friday evening, in UTC still Friday, is Saturday in Vienna after midnight; and the other way."""
    assert date("2026-11-27T23:30:00+00:00") == "28 November 2026"
    assert date("2026-06-30T22:30:00+00:00", german, time=True) == "1. Juli 2026, 00:30 Uhr"
    assert short("2026-11-27T19:05:00+00:00") == "2026-11-27 20:05"
    assert day("2026-05-01T23:00:00-05:00") == "2026-05-01", "the day it was where it was recorded"
    assert date("") == day("") == "" and local("no date") is None


def test_about_what_is_stated_goes_over_what_was(tmp_path: Path) -> None:
    about.save_about(About(client="Anna", notes="first", height_cm=170.0), tmp_path)
    kept = About(notes="second", coach="B").over(about.load(tmp_path))
    assert kept == About(client="Anna", notes="second", coach="B", height_cm=170.0)
    assert About(notes="").over(kept).notes == "" and about.load(tmp_path / "elsewhere") == About()
    for strange in ("[", "[1]", '{"height_cm": "tall"}'):
        (tmp_path / about.FILE).write_text(strange, "utf-8")
        with pytest.raises(Problem, match="not as movescreen wrote it"):
            about.load(tmp_path)


def test_a_logo_is_made_small_and_what_is_none_is_said(tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "logo.png"), np.full((900, 1800, 4), 128, np.uint8))
    data = logo(tmp_path / "logo.png")
    assert data.startswith("data:image/png;base64,") and len(data) < 20_000 and LOGO_PX < 900
    (tmp_path / "text.png").write_text("no picture")
    for name_ in ("text.png", "nowhere.png"):
        with pytest.raises(Problem, match=name_):
            logo(tmp_path / name_)


def test_css_text_cannot_end_the_text_or_the_style() -> None:
    evil = "a'; } </style><script>alert(1)</script> \\ ü\n"
    made = css_text(evil)
    assert not {"<", ">", ";", "}", "("} & set(made) and made.count("'") == 2 and "ü" in made
    assert made[1:-1].replace("\\", "").isprintable()
    assert "</style>" not in printed(evil, About(coach=evil), english)


def kept(folder: Path, whole: Record) -> Path:
    folder.mkdir(parents=True)
    save(whole, folder)
    return folder


def test_the_report_keeps_what_the_coach_added(tmp_path: Path, capsys) -> None:
    folder = kept(tmp_path / "squat", example("front"))
    (tmp_path / "notes.txt").write_text("From a file.", "utf-8")
    said = ["--client", "Anna", "--coach", "Coach B", "--notes", str(tmp_path / "notes.txt"), "--height", "172"]
    assert main.main(["report", str(folder), *said]) == 0
    first = (folder / REPORT).read_text("utf-8")
    assert all(part in first for part in ("<h1>Anna</h1>", "Coach: Coach B", "From a file.", "172 cm", " cm</small>"))
    assert main.main(["report", str(folder), "--language", "de"]) == 0
    again = (folder / REPORT).read_text("utf-8")
    assert all(part in again for part in ("<h1>Anna</h1>", "Coach B", "From a file.", "172 cm"))
    assert main.main(["report", str(folder), "--height", str(MOST_CM + 1)]) == 2 or "height" in capsys.readouterr().err


def test_the_reports_of_a_library_are_made_again_with_the_names_of_its_clients(tmp_path: Path, capsys) -> None:
    library = Library(tmp_path / "library")
    client = library.add("Anna Quast", "Agreed.")
    for seed in (0, 2):
        begun = library.begin(client.id, "overhead_squat", "side")
        whole = session(seed=seed, lean=35.0 + 10 * seed)
        save(whole, begun.folder)
        library.finish(begun.id, whole)
    assert main.main(["report", str(tmp_path / "library"), "--language", "de"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    first, second = ((one.folder / REPORT).read_text("utf-8") for one in library.sessions(client.id)[::-1])
    for html in (first, second):
        assert "<h1>Anna Quast</h1>" in html and '<html lang="de">' in html
        assert date(library.sessions(client.id)[-1].begun_at, german) in html
    assert german.SHEET["change"] in second and "Trunk" not in second and "Rumpfneigung" in second
    assert german.SHEET["change"] not in first


def test_since_names_what_changed_and_says_where_nothing_did() -> None:
    before = replace(session(), provenance={"recorded_at": "2026-05-03T18:05:00+02:00"})
    changed = since(session(seed=2, lean=50.0), before)
    assert changed.startswith("3 May 2026: ") and "Trunk minus shin (right) +2" in changed
    assert since(session(seed=3), before).startswith("3 May 2026: no change beyond variation in ")
    assert since(replace(session(), view="front"), before) == ""


def test_an_earlier_session_is_named_and_kept(tmp_path: Path) -> None:
    folders = [kept(tmp_path / month, one) for month, one in (("may", session()), ("june", session(seed=2, lean=50.0)))]
    assert main.main(["report", str(folders[1]), "--before", str(folders[0])]) == 0
    assert english.SHEET["change"] in (folders[1] / REPORT).read_text("utf-8")
    assert json.loads((folders[1] / about.FILE).read_text("utf-8"))["before"] == str(folders[0])
    assert main.main(["report", str(folders[1])]) == 0
    html = (folders[1] / REPORT).read_text("utf-8")
    assert english.SHEET["change"] in html and str(tmp_path) not in html
    assert main.main(["report", str(folders[1]), "--before", str(tmp_path / "nowhere")]) == 1
