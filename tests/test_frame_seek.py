"""Some of a clip's frames: the same pictures as in the whole clip, and fewer a second where that is asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from videos import picture, write_clip

from movescreen.video import Frame, frame_seek, open_video

COUNT = 120
JITTER = [0.0, *np.cumsum(np.random.default_rng(3).uniform(0.02, 0.05, COUNT - 1)).tolist()]
KINDS: dict[str, dict[str, Any]] = {
    "a key frame a second": {"g": 30, "bf": 3},
    "one key frame": {"g": 999, "bf": 2},
    "key frames only": {"g": 1},
    "uneven": {"times_or_rate": JITTER, "g": 20, "bf": 2},
    "turned": {"g": 25, "rotation": 90},
}


@pytest.fixture(scope="module", params=KINDS)
def clip(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("glimpses") / "clip.mp4"
    return write_clip(path, [picture(index) for index in range(COUNT)], **KINDS[request.param])


def frames(path: Path, **options: Any) -> list[Frame]:
    with open_video(path, **options) as source:
        return list(source)


def same(some: list[Frame], others: list[Frame]) -> bool:
    pairs = zip(some, others, strict=True)
    return all(a.index == b.index and a.time == b.time and np.array_equal(a.picture, b.picture) for a, b in pairs)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(numbers=st.sets(st.integers(0, COUNT - 1), max_size=6))
def test_glimpses_are_frames_of_the_whole_clip(clip: Path, numbers: set[int]) -> None:
    whole = frames(clip)
    wanted = {number: whole[number].time for number in numbers}
    assert same(list(frame_seek.frames_at(clip, sorted(wanted.items()))), [whole[n] for n in sorted(numbers)])
    assert same(list(frame_seek.glimpses(clip, wanted)), [whole[n] for n in sorted(numbers)])


def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One entry for each packet that is decoded from now on."""
    decoded: list[int] = []
    step = frame_seek.Reel._next

    def counting(reel: frame_seek.Reel) -> Any:
        decoded.append(1)
        return step(reel)

    monkeypatch.setattr(frame_seek.Reel, "_next", counting)
    return decoded


def test_what_is_skipped_is_not_decoded(tmp_path: Path, monkeypatch) -> None:
    clip = write_clip(tmp_path / "clip.mp4", [picture(index) for index in range(COUNT)], g=10)
    decoded = counted(monkeypatch)
    list(frame_seek.glimpses(clip, {100: 100 / 30}))
    assert len(decoded) < 40


def test_frames_at_decodes_from_the_key_frame_before(tmp_path: Path, monkeypatch) -> None:
    """The key frame itself is not passed over, also where stamps of decoding and of showing differ."""
    clip = write_clip(tmp_path / "clip.mp4", [picture(index) for index in range(COUNT)], g=10, bf=3)
    decoded = counted(monkeypatch)
    list(frame_seek.glimpses(clip, {109: 109 / 30}))  # 90 is the last key frame that comes 0.3 s before
    assert len(decoded) <= 1 + 20


def test_a_clip_whose_stamps_are_not_its_times_is_gone_through_whole(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "clip.mkv", [picture(index) for index in range(COUNT)], codec="ffv1")
    whole = frames(clip)
    wanted = {4: whole[4].time, 90: whole[90].time + 0.001}
    assert [frame.index for frame in frame_seek.glimpses(clip, wanted)] == [4, 90]


def test_a_lower_rate_leaves_out_frames_and_keeps_the_times_of_the_others(clip: Path) -> None:
    whole, fewer = frames(clip), frames(clip, rate=10.0)
    times = [frame.time for frame in whole]
    assert [frame.index for frame in fewer] == list(range(len(fewer)))
    assert all(np.array_equal(frame.picture, whole[times.index(frame.time)].picture) for frame in fewer)
    gaps = np.diff([frame.time for frame in fewer])
    assert gaps.mean() == pytest.approx(0.1, rel=0.05) and gaps.min() > 0.05 and gaps.max() < 0.16
    wanted = {3: fewer[3].time, 7: fewer[7].time}
    assert same(list(frame_seek.glimpses(clip, wanted, 10.0)), [fewer[3], fewer[7]])
    assert same(frames(clip, rate=10.0, only={3, 7}), [fewer[3], fewer[7]])


def test_a_rate_that_a_clip_does_not_reach_changes_nothing(clip: Path) -> None:
    assert same(frames(clip, rate=60.0), frames(clip))


def test_the_rate_that_is_looked_at_is_said_before(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "clip.mp4", [picture(index) for index in range(COUNT)], 60)
    with open_video(clip, 30.0) as source:
        assert (source.rate, source.frames) == (30.0, COUNT // 2)
        assert len(list(source)) == COUNT // 2
