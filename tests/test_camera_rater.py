"""The camera as one more rater: nothing it left undecided is lost, and no line is praised on the clips it came from."""

from __future__ import annotations

import csv
import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from test_agree import computed

from movescreen.cli.main import main
from movescreen.records.frames import no_frames
from movescreen.records.record import Reading, Record, Repetition, SetFinding, save

OBSERVED, NOT, UNDECIDED, HIDDEN = "observed", "not_observed", "indeterminate", "not_measurable"
LINE = 10.0


def reading(finding: str, measure: str, side: str, value: float, state: str) -> Reading:
    return Reading(finding, measure, side, value, "%", 4.0, LINE, state, "" if value == value else "not_seen")


def clip(folder: Path, name: str, *found: tuple[str, str, str, float, str]) -> None:
    """Results of a clip in which findings `(finding, measure, side, value, state)` were read in two repetitions."""
    readings = tuple(reading(*one) for one in found)
    repetitions = tuple(Repetition(n, 4.0 * n, 4.0 * n + 1, 4.0 * n + 2, 40.0, readings) for n in (1, 2))
    findings = tuple(
        SetFinding(
            finding, side, state, value, "%", 4.0, 2 * (state == OBSERVED), 2, "" if value == value else "not_seen"
        )
        for finding, _, side, value, state in found
    )
    place = folder / name
    place.mkdir(parents=True)
    save(Record("overhead_squat", "front", findings, repetitions, no_frames((), ())), place)


def knees(value: float, side: str = "left") -> tuple[str, str, str, float, str]:
    """Knees that move in by so much, in the state that it gives with an uncertainty of 4."""
    state = HIDDEN if math.isnan(value) else OBSERVED if value >= LINE + 4 else NOT if value <= LINE - 4 else UNDECIDED
    return "knees_move_in", "knee_over_toe", side, value, state


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Twelve clips, two of them too close to call and one unseen; raters draw their line at 12, and Ben misses one."""
    values = [2, 3, 4, 5, 9, 11, 15, 16, 17, 18, 20, math.nan]
    table = [["subject", "rater", "item", "value"]]
    for number, value in enumerate(values):
        clip(tmp_path / "results", f"clip{number}", knees(value))
        yes = value > 12
        said = {"Ana": yes, "Ben": yes and number != 6, "Cleo": yes}
        table += [
            [f"clip{number}", rater, "knees_move_in", "yes" if answer else "no"] for rater, answer in said.items()
        ]
    return written(tmp_path, table)


def written(folder: Path, rows: list[list[Any]]) -> Path:
    with (folder / "ratings.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return folder


def joined(capsys, folder: Path, *more: object) -> dict[str, Any]:
    (found,) = computed(capsys, folder / "ratings.csv", "--camera", folder / "results", *more).values()
    return found


def test_what_the_camera_left_undecided_is_counted_three_ways(study: Path, capsys) -> None:
    found = joined(capsys, study)
    covered = found["camera_coverage"]
    assert (covered["estimate"], covered["n"]) == (0.75, 12)
    assert "9 of 12" in covered["form"] and "2 indeterminate" in covered["form"]
    assert "1 not_measurable not_seen" in covered["form"]
    assert (found["camera_percent"]["estimate"], found["camera_percent"]["n"]) == (1.0, 9)
    assert (found["camera_percent_three"]["estimate"], found["camera_percent_three"]["n"]) == (0.75, 12)
    assert found["camera_kappa_three"]["estimate"] < found["camera_kappa"]["estimate"] == 1.0


def test_each_rater_stands_beside_the_consensus(study: Path, capsys) -> None:
    found = joined(capsys, study)["camera_percent"]
    assert list(found["pairs"]) == ["camera – Ana", "camera – Ben", "camera – Cleo"]
    assert found["pairs"]["camera – Ben"]["estimate"] == pytest.approx(8 / 9)
    assert joined(capsys, study)["percent"]["estimate"] == pytest.approx((11 + 1 / 3) / 12)  # of the raters alone


def test_agreement_with_the_consensus_in_its_yeses_and_noes(study: Path, capsys) -> None:
    found = joined(capsys, study)
    assert (found["camera_sensitivity"]["estimate"], found["camera_sensitivity"]["n"]) == (1.0, 5)
    assert found["camera_specificity"]["n"] == 4 and found["camera_specificity"]["low"] < 0.6


def test_two_raters_who_differ_make_no_consensus_and_that_is_said(tmp_path: Path, capsys) -> None:
    rows: list[list[object]] = [["subject", "rater", "item", "value"]]
    for number, (a, b) in enumerate([("yes", "yes"), ("no", "no"), ("yes", "no"), ("no", "no")]):
        clip(tmp_path / "results", f"c{number}", knees(20.0 if number in (0, 2) else 2.0))
        rows += [[f"c{number}.mp4", "A", "Knees move in left", a], [f"c{number}.mp4", "B", "Knees move in left", b]]
    found = joined(capsys, written(tmp_path, rows))["camera_percent"]
    assert found["n"] == 3 and "without consensus: 1" in found["form"]


def test_a_clip_without_results_is_not_measured_and_not_left_out(study: Path, capsys) -> None:
    with (study / "ratings.csv").open("a", encoding="utf-8") as file:
        file.write("clip99,Ana,knees_move_in,no\n")
    covered = joined(capsys, study)["camera_coverage"]
    assert covered["n"] == 13 and "1 not_measurable not_measured" in covered["form"]


def test_an_item_without_a_side_is_observed_on_any(tmp_path: Path, capsys) -> None:
    rows: list[list[object]] = [["subject", "rater", "item", "value"]]
    for number, (left, right) in enumerate([(2, 20), (20, 2), (2, 2), (3, 3)]):
        clip(tmp_path / "results", f"c{number}", knees(left), knees(right, "right"))
        for rater in ("A", "B"):
            rows += [
                [f"c{number}", rater, "knees_move_in", int(number < 2)],
                [f"c{number}", rater, "knees_move_in_left", int(number == 1)],
            ]
    found = computed(capsys, written(tmp_path, rows) / "ratings.csv", "--camera", tmp_path / "results")
    assert [item["camera_percent"]["estimate"] for item in found.values()] == [1.0, 1.0]


def test_a_direction_is_observed_to_one_side_only(tmp_path: Path, capsys) -> None:
    rows: list[list[object]] = [["subject", "rater", "item", "value"]]
    for number, value in enumerate([20.0, -20.0, 2.0, -30.0]):
        side = "left" if value > 0 else "right"
        state = OBSERVED if abs(value) > 14 else NOT
        clip(tmp_path / "results", f"c{number}", ("asymmetrical_shift", "hip_shift", side, value, state))
        for rater in ("A", "B"):
            rows += [[f"c{number}", rater, "asymmetrical_shift", int(abs(value) > 14)]]
            rows += [[f"c{number}", rater, "asymmetrical_shift_right", int(value < -14)]]
    found = computed(capsys, written(tmp_path, rows) / "ratings.csv", "--camera", tmp_path / "results")
    assert [item["camera_percent"]["estimate"] for item in found.values()] == [1.0, 1.0]


def test_ratings_that_say_neither_yes_nor_no_are_refused_until_they_are_explained(tmp_path: Path, capsys) -> None:
    rows: list[list[object]] = [["subject", "rater", "item", "value"]]
    for number in range(4):
        clip(tmp_path / "results", f"c{number}", knees(20.0 if number else 2.0))
        rows += [[f"c{number}", rater, "knees_move_in", 2 if number else 0] for rater in "AB"]
    arguments = [str(written(tmp_path, rows) / "ratings.csv"), "--camera", str(tmp_path / "results")]
    assert main(["agree", *arguments]) == 2 and "--yes" in capsys.readouterr().err
    assert computed(capsys, *arguments, "--yes", "1,2")["knees_move_in"]["camera_percent"]["estimate"] == 1.0


def many(folder: Path, raters_line: float, noise: float, count: int = 60) -> Path:
    """Clips whose raters see a finding from a line on, with a will of their own."""
    random = np.random.default_rng(5)
    rows: list[list[object]] = [["subject", "rater", "item", "value"]]
    for number, value in enumerate(random.uniform(0, 30, count)):
        clip(folder / "results", f"c{number}", knees(float(value)))
        felt = value + random.normal(0, noise)
        rows += [[f"c{number}", rater, "knees_move_in", int(felt > raters_line)] for rater in "ABC"]
    return written(folder, rows)


def test_the_line_that_matches_the_raters_is_found(tmp_path: Path, capsys) -> None:
    found = joined(capsys, many(tmp_path, 18.0, 0.0))
    assert found["camera_line_now"]["estimate"] == LINE
    assert found["camera_line_best"]["estimate"] == pytest.approx(18, abs=1.5)
    assert found["camera_line_best"]["low"] <= 18.5 and found["camera_line_best"]["high"] >= 17.5
    assert found["camera_line_held_out"]["estimate"] > 0.9 > found["camera_line_now_agrees"]["estimate"]


def test_a_line_that_raters_do_not_draw_is_not_praised(tmp_path: Path, capsys) -> None:
    """Raters who do not look at the knees: on clips that a line was drawn from it seems to match them."""
    found = joined(capsys, many(tmp_path, 15.0, 200.0))
    assert found["camera_line_best_agrees"]["estimate"] > found["camera_line_held_out"]["estimate"]
    assert found["camera_line_held_out"]["low"] < 0.5


def test_items_that_the_camera_does_not_know_are_refused_if_it_knows_none(study: Path, capsys) -> None:
    table = study / "ratings.csv"
    table.write_text(table.read_text("utf-8").replace("knees_move_in", "smiles"), "utf-8")
    assert main(["agree", str(table), "--camera", str(study / "results")]) == 2
    assert "knows none of the items smiles" in capsys.readouterr().err


def test_too_few_clips_draw_no_line(study: Path, capsys) -> None:
    found = joined(capsys, study)
    assert found["camera_line_best"]["estimate"] is None and "6 clips or more" in found["camera_line_best"]["reason"]


def test_a_measure_is_compared_with_the_raters_values(tmp_path: Path, capsys) -> None:
    rows: list[list[object]] = [["subject", "rater", "item", "value"]]
    for number, value in enumerate(np.linspace(60, 120, 8)):
        clip(tmp_path / "results", f"c{number}", ("", "knee_flexion", "left", float(value), ""))
        rows += [
            [f"c{number}", "A", "knee_flexion_left_deg", value - 3 + number % 2],
            [f"c{number}", "B", "knee_flexion_left_deg", value - 1],
        ]
    found = joined(capsys, written(tmp_path, rows))
    assert found["camera_bias"]["estimate"] == pytest.approx(1.75)
    assert found["camera_bias"]["pairs"]["camera – B"]["estimate"] == pytest.approx(1.0)


def test_repeated_clips_of_a_person_say_how_far_measures_repeat(tmp_path: Path, capsys) -> None:
    random = np.random.default_rng(3)
    head = ["clip", "subject", "session", "screen", "view", "rep", "finding", "measure", "side", "value"]
    rows: list[list[object]] = [[*head]]
    for person, flexion in enumerate(random.normal(100, 10, 20)):
        for session in ("1", "2"):
            off = random.normal(0, 3)
            for rep in (1, 2, 3):
                row = [f"p{person}_{session}", f"p{person}", session, "overhead_squat", "side", rep]
                rows += [[*row, finding, "knee_flexion", "left", flexion + off] for finding in ("", "forward_lean")]
                rows += [[*row, "", "heel_rise", "left", ""]]
    with (tmp_path / "repetitions.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    found = computed(capsys, "--retest", tmp_path)
    assert list(found) == ["knee_flexion_left_deg"]
    assert found["knee_flexion_left_deg"]["sem"]["low"] < 3 < found["knee_flexion_left_deg"]["sem"]["high"]
    assert found["knee_flexion_left_deg"]["icc_2_1"]["n"] == 20
    assert "between occasions of camera" in found["knee_flexion_left_deg"]["sem"]["form"]


def test_results_that_do_not_say_whose_clips_they_are_are_refused(tmp_path: Path, capsys) -> None:
    (tmp_path / "repetitions.csv").write_text("clip,rep,measure,side,value,view\na,1,knee_flexion,left,3,side\n")
    assert main(["agree", "--retest", str(tmp_path)]) == 2
    assert "--names" in capsys.readouterr().err
    assert main(["agree", str(tmp_path / "repetitions.csv"), "--camera", str(tmp_path)]) == 2


def test_a_table_that_analyze_did_not_write_is_refused_as_a_retest(tmp_path: Path, capsys) -> None:
    (tmp_path / "repetitions.csv").write_text("subject,weight_kg\na,70\n")
    assert main(["agree", "--retest", str(tmp_path)]) == 2
    assert "it has no column clip, measure, rep, side, value, view" in capsys.readouterr().err


def test_the_page_has_the_camera_beside_the_raters(study: Path, opened) -> None:
    page = study / "page.html"
    arguments = ["agree", str(study / "ratings.csv"), "--camera", str(study / "results"), "--out", str(page)]
    assert main(arguments) == 0
    text = page.read_text("utf-8")
    assert "The camera and the raters" in text and "2 indeterminate" in text
    assert "Camera, 12 clips. view: front. Findings: 17 % indeterminate, 8 % not measurable." in text
    assert opened(text).complaints == []


def found_in(folder: Path, files: dict[str, str]) -> dict[str, str]:
    """The results of clips by name, each with its file in `clips.csv`; digests by clip. The first is observed."""
    rows: list[list[object]] = [["clip", "status", "reason", "frames", "seconds", "reps", "view", "file", "key"]]
    for number, (name, file) in enumerate(files.items()):
        clip(folder / "results", name, knees(20.0 if number % 2 == 0 else 2.0))
        place = folder / "results" / name / "record.json"
        record = json.loads(place.read_text("utf-8"))
        record["provenance"] = {"clip_sha256": f"digest of {name}"}
        place.write_text(json.dumps(record), encoding="utf-8")
        rows.append([name, "ok", "", 9, 1, 2, "front", file, ""])
    with (folder / "results" / "clips.csv").open("w", encoding="utf-8", newline="") as text:
        csv.writer(text).writerows(rows)
    return {name: f"digest of {name}" for name in files}


REPEATED = {"IMG_1": "/study/a/IMG_1.mp4", "b-IMG_1": "/study/b/IMG_1.mp4", "IMG_2": "/study/a/IMG_2.mp4"}


@pytest.mark.parametrize(
    ("subjects", "right"),
    [
        (["IMG_1", "b-IMG_1", "IMG_2"], True),
        (["a/IMG_1.mp4", "b/IMG_1.mp4", "IMG_2.mp4"], True),
        (["a\\IMG_1", "b\\IMG_1", "IMG_2"], True),
        (["/study/a/IMG_1.mp4", "/study/b/IMG_1.mp4", "/study/a/IMG_2.mp4"], True),
        (["IMG_1.mp4", "b/IMG_1.mp4", "IMG_2.mp4"], False),
    ],
)
def test_camera_joins_clips_by_path(tmp_path: Path, capsys, subjects: list[str], right: bool) -> None:
    """File names that repeat in folders are told apart by their paths; a name that fits several is refused."""
    found_in(tmp_path, REPEATED)
    rows: list[list[object]] = [["subject", "rater", "item", "value"]]
    rows += [[s, r, "knees_move_in", ("yes", "no", "yes")[i]] for i, s in enumerate(subjects) for r in "AB"]
    written(tmp_path, rows)
    if right:
        found = joined(capsys, tmp_path)
        assert found["camera_percent"]["estimate"] == 1 and found["camera_coverage"]["n"] == 3
    else:
        assert main(["agree", str(tmp_path / "ratings.csv"), "--camera", str(tmp_path / "results")]) == 2
        assert "IMG_1.mp4: IMG_1, b-IMG_1" in capsys.readouterr().err


def test_camera_joins_clips_by_content(tmp_path: Path, capsys) -> None:
    """What a study calls its clips says nothing of what the results call them, where the contents are known."""
    digests = found_in(tmp_path, REPEATED)
    called = {"IMG_1": "b-IMG_1", "a-IMG_1": "IMG_1", "IMG_2": "IMG_2"}  # another order, so other names
    answers = {"b-IMG_1": "no", "IMG_1": "yes", "IMG_2": "yes"}
    rows = [["subject", "rater", "item", "value", "clip_sha256"]]
    rows += [[s, r, "knees_move_in", answers[c], digests[c]] for s, c in called.items() for r in "AB"]
    found = joined(capsys, written(tmp_path, rows))
    assert found["camera_percent"]["estimate"] == 1 and found["camera_coverage"]["n"] == 3
    rows += [["c9", r, "knees_move_in", "yes", "digest of another"] for r in "AB"]
    assert "1 not_measurable not_measured" in joined(capsys, written(tmp_path, rows))["camera_coverage"]["form"]


def test_answers_in_several_words_beside_the_camera(tmp_path: Path, capsys) -> None:
    """What is yes beside the camera is yes between raters."""
    found_in(tmp_path, REPEATED)
    said = {"IMG_1": ("y", "YES"), "b-IMG_1": ("nein", "0"), "IMG_2": ("ja", "1")}
    rows: list[list[object]] = [["subject", "rater", "item", "value"]]
    rows += [[s, r, "knees_move_in", word] for s, words in said.items() for r, word in zip("AB", words, strict=True)]
    found = joined(capsys, written(tmp_path, rows))
    assert found["percent"]["estimate"] == found["camera_percent"]["estimate"] == 1
