"""A part of a clip, and a clip whose time was stretched."""

from __future__ import annotations

from pathlib import Path

import pytest
from people import SQUAT, brief, record_of, seen
from test_batch import network, put, table  # noqa: F401 - fixtures
from videos import picture, write_clip

from movescreen.batch.excerpt import Excerpt
from movescreen.cli import main
from movescreen.errors import Problem
from movescreen.output.language.clip_notes import notes
from movescreen.pose.synthetic import squat
from movescreen.records.record import load_record
from movescreen.video import open_video


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two seconds at thirty frames a second."""
    return write_clip(tmp_path_factory.mktemp("clip") / "clip.mp4", [picture(i, 64, 48) for i in range(60)], g=1)


def test_excerpt_of_times(clip: Path) -> None:
    """Frames from half a second to one, counted and timed from the first of them."""
    with Excerpt(0.5, 1.0).of(open_video(clip)) as part:
        found = [(frame.index, frame.time) for frame in part]
        assert part.frames in (15, 16) and not part.cut_short
    assert [index for index, _ in found] == [*range(16)]
    assert [time for _, time in found] == pytest.approx([n / 30 for n in range(16)], abs=0.002)


def test_excerpt_of_slow_motion(clip: Path) -> None:
    """A clip that plays four times slower than it was taken: half a second at 120 frames a second."""
    with Excerpt(slowmo=4.0).of(open_video(clip)) as part:
        found = list(part)
        assert part.rate == pytest.approx(120) and part.frames == 60
    assert found[-1].time == pytest.approx(59 / 120, abs=0.002) and len(found) == 60
    thinned = list(Excerpt(slowmo=4.0).of(open_video(clip, Excerpt(slowmo=4.0).in_file(30.0))))
    assert len(thinned) in (15, 16)


def test_excerpt_frames_again(clip: Path) -> None:
    """Some of the frames, by the number that they have in the part."""
    found = list(Excerpt(0.5, 1.5).frames(clip, {2, 7}))
    with open_video(clip) as source:
        whole = list(source)
    assert [frame.index for frame in found] == [2, 7]
    assert (found[0].picture == whole[17].picture).all() and (found[1].picture == whole[22].picture).all()


def test_excerpt_beyond_the_clip(clip: Path) -> None:
    with pytest.raises(Problem, match="--from and --to"):
        list(Excerpt(90.0).of(open_video(clip)))


def test_analyze_slowmo_and_part(put, tmp_path: Path, capsys) -> None:  # noqa: F811
    """The record says which part it is of; other parts are other results."""
    put("a.mp4")
    common = ["analyze", str(tmp_path / "clips"), "--screen", "overhead_squat", "--out", str(tmp_path / "out")]
    assert main.main([*common, "--slowmo", "2", "--from", "0.5", "--to", "3.5"]) == 0
    record = load_record(tmp_path / "out" / "a")
    assert record.provenance["excerpt"] == {"from_s": 0.5, "to_s": 3.5, "slowmo": 2.0}
    assert len(record.frames.time) == 91
    assert main.main(common) == 0
    assert (
        "excerpt" not in load_record(tmp_path / "out" / "a").provenance and "unchanged" not in capsys.readouterr().out
    )
    assert main.main([*common, "--from", "3", "--to", "2"]) == 2


def test_notes_ask_about_slow_motion() -> None:
    """Squats that all take four times as long as people take are asked about; one that is quicker is not."""
    slow = brief(descent=4.0, bottom=0.5, ascent=4.0)
    told = record_of(seen(squat(slow), noise_px=0.5), SQUAT, "front")
    assert len(told.repetitions) == 1 and any("--slowmo" in note for note in notes(told, options=True))
    assert any("slow motion" in note for note in notes(told))
    usual = record_of(seen(squat(brief()), noise_px=0.5), SQUAT, "front")
    assert not any("slow motion" in note for note in notes(usual))
