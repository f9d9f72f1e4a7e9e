"""The tables of a study: what users say of clips stands in them beside what was measured."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from language import banned
from people import SQUAT, brief, brief_squat, record_of, seen
from test_batch import network, put, table  # noqa: F401 - network and put are fixtures

from movescreen import batch
from movescreen.batch import Run, Task
from movescreen.batch.labels import from_names, from_table
from movescreen.cli import main
from movescreen.errors import Problem
from movescreen.output.language.clip_notes import notes
from movescreen.pose.synthetic import DepthCurve, squat
from movescreen.records.record import load_record


def analyze(*arguments: object) -> int:
    return main.main(["analyze", "--screen", "overhead_squat", *map(str, arguments)])


def said(pattern: str, *names: str) -> list[dict[str, str]]:
    """What a pattern reads off these files."""
    return [dict(labels) for labels in from_names(map(Path, names), pattern).values()]


def test_labels_are_read_off_names() -> None:
    assert said("{subject}_{session}_{view}", "/x/p01_pre_front.mp4", "p02_post_LEFT.mov") == [
        {"subject": "p01", "session": "pre", "view": "front"},
        {"subject": "p02", "session": "post", "view": "left"},
    ]
    assert said("{subject}/s{session}", "/study/p07/s2.mp4") == [{"subject": "p07", "session": "2"}]
    assert said("{subject}-{rest}", "a-b-c.mp4") == [{"subject": "a", "rest": "b-c"}]
    assert said("P.{subject}", "/x/P.1.mp4", "/x/PA1.mp4", "/x/other.mp4") == [{"subject": "1"}]


@pytest.mark.parametrize("pattern", ["", "{}", "subject", "{sub ject}", "{subject}_{subject}", "{clip}", "{value}"])
def test_a_pattern_that_is_none_is_said(pattern: str) -> None:
    with pytest.raises(Problem) as raised:
        said(pattern, "a.mp4")
    assert raised.value.code == "labels_unreadable" and not banned(str(raised.value))


def test_a_view_that_is_none_is_said_with_its_file() -> None:
    with pytest.raises(Problem, match=re.escape("p1_frnt.mp4 has 'frnt' for its view")):
        said("{subject}_{view}", "p1_frnt.mp4")


def test_repetitions_and_findings_of_all_clips_stand_in_one_table_each(put, tmp_path, capsys) -> None:  # noqa: F811
    put("p1_pre_front.mp4"), put("p2_post_front.mp4"), put("other.mp4"), put("p3_pre_front.mp4", b"words" * 99)
    out = tmp_path / "out"
    names = ("--names", "{subject}_{session}_{view}", "--parquet")
    assert analyze(tmp_path / "clips", "--out", out, *names) == 1
    assert "1 of 4 names do not fit the pattern, such as other.mp4" in capsys.readouterr().err
    rows = table(out)
    assert [(r["subject"], r["session"], r["status"]) for r in rows.values()] == [
        ("", "", "ok"), ("p1", "pre", "ok"), ("p2", "post", "ok"), ("p3", "pre", "failed")
    ]  # fmt: skip
    reps, found = (pd.read_csv(out / f"{name}.csv", keep_default_na=False) for name in ("repetitions", "findings"))
    for frame in (reps, found):
        assert list(frame.columns[:5]) == ["clip", "subject", "session", "screen", "view"]
        assert set(frame["clip"]) == {"other", "p1_pre_front", "p2_post_front"}
    own = pd.read_csv(out / "p2_post_front" / "reps.csv", keep_default_na=False)
    of_clip = reps[reps["clip"] == "p2_post_front"]
    assert of_clip[own.columns].astype(str).values.tolist() == own.astype(str).values.tolist()
    assert set(of_clip["view"]) == {"front"} and set(of_clip["subject"]) == {"p2"}
    record = load_record(out / "p1_pre_front")
    findings = found[found["clip"] == "p1_pre_front"]
    assert findings["finding"].tolist() == [f.finding for f in record.findings]
    assert findings["reps_observed"].tolist() == [f.reps_observed for f in record.findings]


def test_the_same_tables_are_there_as_parquet_with_numbers_as_numbers(put, tmp_path) -> None:  # noqa: F811
    put("p1_pre_front.mp4")
    assert analyze(tmp_path / "clips", "--out", tmp_path / "out", "--names", "{subject}_{rest}", "--parquet") == 0
    for name in ("repetitions", "findings"):
        packed, plain = (
            getattr(pd, f"read_{kind}")(tmp_path / "out" / f"{name}.{kind}") for kind in ("parquet", "csv")
        )
        assert list(packed.columns) == list(plain.columns) and len(packed) == len(plain) > 0
        assert packed["value"].dtype == float and packed["value"].isna().equals(plain["value"].isna())
        assert packed["value"].dropna().tolist() == plain["value"].dropna().tolist()


def test_a_stated_view_holds_for_its_clip_alone(put, tmp_path) -> None:  # noqa: F811
    put("a_side.mp4"), put("b_front.mp4")
    assert analyze(tmp_path / "clips", "--out", tmp_path / "out", "--names", "{subject}_{view}") == 0
    stated = {clip: load_record(tmp_path / "out" / clip).provenance["stated_view"] for clip in ("a_side", "b_front")}
    assert stated == {"a_side": "side", "b_front": "front"}


def test_a_table_names_clips_and_what_is_known_of_them(put, tmp_path) -> None:  # noqa: F811
    put("x/a.mp4"), put("b.mp4")
    listing = tmp_path / "clips" / "study.csv"
    listing.write_text("file,subject,dose,view\nx/a.mp4,Zoë,5,front\nb.mp4,p2,,\nmissing.mp4,p3,1,\n", "utf-8")
    assert analyze("--clips", listing, "--out", tmp_path / "out") == 1
    rows = table(tmp_path / "out")
    assert {clip: (r["subject"], r["dose"], r["status"]) for clip, r in rows.items()} == {
        "a": ("Zoë", "5", "ok"), "b": ("p2", "", "ok"), "missing": ("p3", "1", "failed")
    }  # fmt: skip


def test_the_table_of_a_run_with_more_columns_names_clips_too(put, tmp_path) -> None:  # noqa: F811
    one = put("a.mp4")
    assert analyze(one, "--out", tmp_path / "out") == 0
    frame = pd.read_csv(tmp_path / "out" / "clips.csv")
    frame.assign(subject=["p1"]).to_csv(tmp_path / "more.csv", index=False)
    assert {path: dict(labels) for path, labels in from_table(tmp_path / "more.csv").items()} == {
        one: {"view": "front", "subject": "p1"}
    }
    assert analyze("--clips", tmp_path / "more.csv", "--out", tmp_path / "out") == 0
    assert table(tmp_path / "out")["a"]["subject"] == "p1"


@pytest.mark.parametrize("text", ["", "name\nx\n", "file,file\na,b\n", "file,start_s\na.mp4,1\n"])
def test_a_table_of_clips_that_is_none_is_a_misuse(text: str, tmp_path, capsys) -> None:
    (tmp_path / "study.csv").write_text(text)
    assert analyze("--clips", tmp_path / "study.csv", "--out", tmp_path / "out") == 2
    assert not banned(capsys.readouterr().err)


def test_no_clip_at_all_is_a_misuse(tmp_path, capsys) -> None:
    assert analyze("--out", tmp_path) == 2 and "Name a clip" in capsys.readouterr().err


def test_labels_stay_until_others_come(put, tmp_path) -> None:  # noqa: F811
    one, out = put("p1_a.mp4"), tmp_path / "out"
    for labels in ({one: {"subject": "p1"}}, {}, {one: {"session": "2"}}):
        list(batch.analyze([one], out, Task("overhead_squat"), how=Run(), labels=labels))
    assert (table(out)["p1_a"]["subject"], table(out)["p1_a"]["session"]) == ("p1", "2")


def test_tables_of_others_are_not_written_over(put, tmp_path) -> None:  # noqa: F811
    (tmp_path / "findings.csv").write_text("name,age\nx,1\n")
    with pytest.raises(Problem, match="not a table that movescreen wrote"):
        batch.analyze([put("a.mp4")], tmp_path, Task("overhead_squat"))


def test_parquet_that_cannot_be_written_is_said_before_work(put, tmp_path, monkeypatch, capsys) -> None:  # noqa: F811
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert analyze(put("a.mp4"), "--out", tmp_path / "out", "--parquet") != 0
    assert "movescreen[parquet]" in capsys.readouterr().err and not (tmp_path / "out").exists()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_is_read_with_whatever_a_spreadsheet_puts_between_its_columns(separator: str, tmp_path) -> None:
    lines = ("file,subject,view", "a.mp4,p1,front", "a.mp4,p1,front", ",,", "b.mp4,p2,")
    (tmp_path / "study.csv").write_text("\r\n".join(lines).replace(",", separator), "utf-8-sig")
    assert {file.name: dict(labels) for file, labels in from_table(tmp_path / "study.csv").items()} == {
        "a.mp4": {"subject": "p1", "view": "front"}, "b.mp4": {"subject": "p2", "view": ""}
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("file,subject\na.mp4,p1\nx/../a.mp4,p2\n", "line 3, says of a.mp4 other things than an earlier line"),
        ("file,subject\na.mp4,p1,more\n", "line 2, has more fields than there are columns"),
        ("file,subject\n\n,p1\n", "line 3, names no file"),
        ("file,subject\n.,p1\n", "line 2, names the folder"),
        ("file,subject\n", "names no clip"),
        ("file,Subject 1\na.mp4,p1\n", "one is 'Subject 1'. Call them like"),
    ],
)
def test_a_line_that_is_not_about_one_clip_is_said_with_its_number(text: str, said: str, tmp_path) -> None:
    (tmp_path / "study.csv").write_text(text)
    with pytest.raises(Problem, match=re.escape(said)) as raised:
        from_table(tmp_path / "study.csv")
    assert not banned(str(raised.value))


def test_clips_that_are_not_in_the_table_are_said(put, tmp_path, capsys) -> None:  # noqa: F811
    one, other = put("a.mp4"), put("b.mp4")
    (tmp_path / "study.csv").write_text(f"file,subject\n{one},p1\n")
    assert analyze(one, other, "--clips", tmp_path / "study.csv", "--out", tmp_path / "out") == 0
    assert "1 of 2 clips are not in the table, such as b.mp4" in capsys.readouterr().err
    assert [row["subject"] for row in table(tmp_path / "out").values()] == ["p1", ""]


def names_of(folder: Path, *names: str) -> list[Path]:
    return [folder / name for name in names]


def test_from_names_lists_every_odd_view(tmp_path: Path) -> None:
    """One run tells of all names that have no view where the pattern has one, and may leave them out."""
    files = names_of(tmp_path, "p1_front.mp4", "IMG_0001.mp4", "p2_side.mp4", "IMG_0002.mp4")
    with pytest.raises(Problem, match=r"IMG_0001.mp4 has '0001' .* IMG_0002.mp4 has '0002'.*--skip-unmatched"):
        from_names(files, "{subject}_{view}")
    assert [file.name for file in from_names(files, "{subject}_{view}", skip=True)] == ["p1_front.mp4", "p2_side.mp4"]


def test_analyze_skip_unmatched(put, tmp_path, capsys) -> None:  # noqa: F811
    put("p1_front.mp4"), put("IMG_0001.mp4"), put("other.mp4")
    common = (tmp_path / "clips", "--names", "{subject}_{view}", "--out")
    assert analyze(*common, tmp_path / "a") == 2
    assert analyze(*common, tmp_path / "b", "--skip-unmatched") == 0
    said = capsys.readouterr()
    assert "IMG_0001.mp4, other.mp4" in said.err and [*table(tmp_path / "b")] == ["p1_front"]
    assert analyze(tmp_path / "clips", "--names", "{a}-{b}", "--out", tmp_path / "c", "--skip-unmatched") == 2


def test_pair_of_one_clip_is_said(put, tmp_path, capsys) -> None:  # noqa: F811
    put("p1_a_front.mp4")
    assert analyze(tmp_path / "clips", "--names", "{subject}_{pair}_{view}", "--out", tmp_path / "out") == 1
    assert "The pair a has one clip, p1_a_front." in capsys.readouterr().out


def test_copies_are_said(put, tmp_path, capsys) -> None:  # noqa: F811
    other = put("a.mp4").read_bytes() + bytes(4)
    put("b.mp4"), put("c.mp4", other)
    assert analyze(tmp_path / "clips", "--out", tmp_path / "out") == 0
    assert "clips with the same content: b of a. Statistics count them once." in capsys.readouterr().out


def test_retest_counts_copies_once(put, tmp_path, capsys) -> None:  # noqa: F811
    """Somebody's second clip that is a copy of the first is no second occasion."""
    from movescreen.reliability import retest

    whole = put("p1_1.mp4").read_bytes()
    put("p1_2.mp4"), put("p2_1.mp4", whole + bytes(4)), put("p2_2.mp4", whole + bytes(8))
    assert analyze(tmp_path / "clips", "--names", "{subject}_{session}", "--out", tmp_path / "out") == 0
    found = retest.read(tmp_path / "out")
    assert {(r.subject, r.occasion) for r in found.ratings} == {("p1", "1"), ("p2", "1"), ("p2", "2")}
    assert found.notices == ("Clips with the same content count once: p1_2 is a copy of p1_1.",)


def test_low_rate_that_was_chosen_is_no_fault_of_the_camera() -> None:
    record = record_of(seen(brief_squat()), SQUAT, "front")
    few = {"code": "too_few_frames_a_second", "value": 9.8, "unit": "Hz", "measures": []}
    record = replace(record, quality=record.quality | {"setup": [few]})
    assert any("record 30" in sentence for sentence in notes(record))
    for most, blamed in ((10.0, False), (30.0, True)):
        said = notes(replace(record, provenance={"frames_per_second_at_most": most}))
        assert any("no more were asked for" in sentence for sentence in said) == (not blamed)
        assert any("record 30" in sentence for sentence in said) == blamed


def test_clip_without_repetition_is_not_measured(put, network, tmp_path, capsys) -> None:  # noqa: F811
    """The closing line counts clips that have a repetition, also when nothing has changed since."""
    put("a.mp4")
    network.seen["motion"], kept = squat(DepthCurve(brief().time, brief().depth * 0.0)), network.seen["motion"]
    try:
        for more in ("", ", 1 of them unchanged since an earlier run"):
            assert analyze(tmp_path / "clips", "--out", tmp_path / "out") == 0
            said = " ".join(capsys.readouterr().out.split())
            assert f"0 of 1 clips measured, 1 without a repetition{more}. Results are in" in said
    finally:
        network.seen["motion"] = kept
