"""Clips are read whole: every frame, its true time, the right way up, in its own colours."""

import gc
import hashlib
import json
import subprocess
import sys
import weakref
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from truth import CLIPS, needs_truth
from videos import picture, write_clip

from movescreen.video import open_video
from movescreen.video.file import VideoFile, fingerprint, recorded_at
from movescreen.video.orientation import TURNS, directions
from movescreen.video.timestamps import LATER, Clock

pytestmark = pytest.mark.versions

RENDERED = sorted((CLIPS / "synthetic").glob("*.mp4"))
PICTURES = [picture(index) for index in range(12)]
CODECS = [
    ("clip.mp4", "libx264", {}),
    ("clip.mp4", "mpeg4", {}),
    ("clip.mp4", "libx265", {"x265-params": "log-level=none"}),
    ("clip.mov", "prores_ks", {}),
    ("clip.webm", "libvpx-vp9", {"deadline": "realtime"}),
    ("clip.mkv", "ffv1", {}),
    ("clip.avi", "mjpeg", {}),
    ("clip.avi", "libx264", {"bf": 3}),
    ("clip.ts", "libx264", {}),
    ("clip.flv", "flv1", {}),
    ("clip.h264", "libx264", {}),
    ("clip.gif", "gif", {}),
]


def frames_of(path):
    with open_video(path) as source:
        return list(source)


def apart(frames, pictures):
    """The mean difference between the frames' pictures and those expected, of 255."""
    return np.mean([np.abs(f.picture.astype(int) - p).mean() for f, p in zip(frames, pictures, strict=True)])


@pytest.mark.parametrize(("name", "codec", "options"), CODECS)
def test_every_frame_comes_once_in_order_at_its_time_whatever_the_codec(tmp_path, name, codec, options):
    path = write_clip(tmp_path / name, PICTURES, 20, codec=codec, **options)
    with open_video(path) as source:
        frames = list(source)
        assert (source.name, source.size, source.undecoded, source.cut_short) == (name, (100, 64), 0, False)
        assert source.frames in (len(PICTURES), None)
        assert source.rate == pytest.approx(20)
    assert [frame.index for frame in frames] == list(range(len(PICTURES)))
    # Matroska, WebM and FLV keep milliseconds.
    assert [frame.time for frame in frames] == pytest.approx([index / 20 for index in range(len(PICTURES))], abs=6e-4)
    assert apart(frames, PICTURES) < (10 if codec == "gif" else 4)  # a GIF of 256 fixed colours
    assert all(frame.picture.dtype == np.uint8 and frame.picture.flags.c_contiguous for frame in frames)


@pytest.mark.parametrize("name", ["clip.mp4", "clip.mkv", "clip.gif"])
@pytest.mark.parametrize("start", [0, 5])
def test_irregular_times_are_kept_and_count_from_the_first_frame(tmp_path, name, start):
    times = [0, 0.10, 0.11, 0.20, 0.50, 0.60, 0.61, 0.62, 0.90, 1.00, 1.10, 3.50]
    codec = "gif" if name.endswith("gif") else "libx264"
    path = write_clip(tmp_path / name, PICTURES, [start + time for time in times], codec=codec)
    with open_video(path) as source:
        assert [frame.time for frame in source] == pytest.approx(times, abs=1e-9)
        assert not source.cut_short


def test_a_time_is_the_stamp_times_the_tick_exactly(tmp_path):
    path = write_clip(tmp_path / "clip.mp4", PICTURES, 30000 / 1001)
    with av.open(str(path)) as container:
        (stream,) = container.streams.video
        tick = stream.time_base
        stamps = [shown.pts for shown in container.decode(stream) if shown.pts is not None]
    assert tick and len(stamps) == len(PICTURES)
    assert [frame.time for frame in frames_of(path)] == [float((stamp - stamps[0]) * tick) for stamp in stamps]


@given(st.lists(st.none() | st.integers(-10_000, 10_000), min_size=1), st.sampled_from([1, 30, 600, 15360]))
def test_time_always_goes_forwards(stamps, ticks):
    clock = Clock(Fraction(1, ticks), 1 / 30)
    times = [clock.time(stamp) for stamp in stamps]
    assert times[0] == 0
    assert all(later > earlier for earlier, later in pairwise(times))


def test_a_repeated_or_backward_stamp_moves_only_its_own_frame():
    clock = Clock(Fraction(1, 100), 0.1)
    times = [clock.time(stamp) for stamp in (700, 710, 710, 720, 715, 730)]
    assert times == pytest.approx([0, 0.1, 0.1 + LATER, 0.2, 0.2 + LATER, 0.3])


def test_a_clock_that_starts_again_goes_on_from_where_it_was():
    clock = Clock(Fraction(1, 100), 0.1)
    assert [clock.time(stamp) for stamp in (0, 100, 200, 0, 100)] == pytest.approx([0, 1, 2, 2.1, 3.1])


def test_clips_glued_together_are_one_with_one_size(tmp_path):
    first = write_clip(tmp_path / "first.ts", [picture(index) for index in range(45)], 30)
    second = write_clip(tmp_path / "second.ts", [picture(index, 128, 96) for index in range(45)], 30)
    both = tmp_path / "both.ts"
    both.write_bytes(first.read_bytes() + second.read_bytes())
    frames = frames_of(both)
    assert len(frames) == 90
    assert {frame.picture.shape for frame in frames} == {(96, 128, 3)}  # the largest
    assert np.diff([frame.time for frame in frames]) == pytest.approx(1 / 30, abs=0.01)


@pytest.mark.parametrize("degrees", [90, 180, 270])
@pytest.mark.parametrize("name", ["clip.mp4", "clip.mkv"])
def test_a_turned_clip_equals_the_upright_one(tmp_path, degrees, name):
    lying = [np.rot90(image, -degrees // 90) for image in PICTURES]
    upright = write_clip(tmp_path / "upright.mp4", PICTURES, crf=12)
    turned = write_clip(tmp_path / name, lying, rotation=degrees, crf=12)
    with open_video(turned) as source:
        assert source.size == (100, 64)
        frames = list(source)
    assert apart(frames, [frame.picture for frame in frames_of(upright)]) < 1.5
    assert apart(frames, PICTURES) < 3


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_a_clip_that_asks_to_be_mirrored_is_shown_as_asked(tmp_path, degrees):
    with av.open(str(tmp_path / "clip.mp4"), "w") as container:
        stream = container.add_stream("libx264", rate=30, width=100, height=64, options={"crf": "12"})
        stream.set_display_rotation(degrees, hflip=True)
        for image in PICTURES:
            container.mux(stream.encode(av.VideoFrame.from_ndarray(image)))
        container.mux(stream.encode())
    shown = [np.rot90(image, degrees // 90)[:, ::-1] for image in PICTURES]
    assert apart(frames_of(tmp_path / "clip.mp4"), shown) < 3


def test_the_turn_is_known_where_pyav_cannot_name_all_that_a_picture_carries():
    class Carrying:
        rotation = 90

        @property
        def side_data(self):
            raise ValueError("29 is not a valid Type")

    carrying: Any = Carrying()
    assert TURNS[directions(carrying)] == (("transpose", "cclock"),)


@pytest.mark.parametrize(
    "options",
    [{}, {"full_range": True}, {"codec": "libx265", "pix_fmt": "yuv420p10le", "x265-params": "log-level=none"}],
    ids=["limited range", "full range, as phones record", "ten bits, as phones record HDR"],
)
def test_colours_come_back_as_they_were(tmp_path, options):
    colours = [(230, 20, 20), (20, 230, 20), (20, 20, 230), (250, 250, 250), (5, 5, 5), (128, 128, 128)]
    plain = [np.full((64, 64, 3), colour, np.uint8) for colour in colours]
    frames = frames_of(write_clip(tmp_path / "clip.mp4", plain, crf=8, **options))
    seen = [frame.picture[32, 32] for frame in frames]
    assert np.abs(np.array(seen, int) - colours).max() <= 4


def test_pixels_that_are_not_square_are_made_square(tmp_path):
    with av.open(str(tmp_path / "clip.mp4"), "w") as container:
        stream = container.add_stream("libx264", rate=30, width=100, height=64)
        stream.codec_context.sample_aspect_ratio = Fraction(3, 2)
        container.mux(stream.encode(av.VideoFrame.from_ndarray(PICTURES[0])))
        container.mux(stream.encode(av.VideoFrame.from_ndarray(PICTURES[1])))
        container.mux(stream.encode())
    with open_video(tmp_path / "clip.mp4") as source:
        assert source.size == (150, 64)
        assert next(iter(source)).picture.shape == (64, 150, 3)


def test_sound_and_cover_art_are_left_out(tmp_path):
    path = tmp_path / "clip.mp4"
    with av.open(str(path), "w") as container:
        cover = container.add_stream("mjpeg", rate=30, width=32, height=32, pix_fmt="yuvj420p")
        cover.disposition = av.stream.Disposition.attached_pic
        video = container.add_stream("libx264", rate=30, width=100, height=64)
        sound = container.add_stream("aac", rate=48000)
        container.mux(cover.encode(av.VideoFrame(32, 32, "yuvj420p")))
        container.mux(cover.encode())
        for image in PICTURES:
            container.mux(video.encode(av.VideoFrame.from_ndarray(image)))
        container.mux(video.encode())
        for _ in range(60):  # three times as long as the pictures
            silence = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), "fltp", "mono")
            silence.sample_rate = 48000
            container.mux(sound.encode(silence))
        container.mux(sound.encode())
    assert len(av.open(str(path)).streams.video) == 2
    with open_video(path) as source:
        assert source.size == (100, 64)
        assert len(list(source)) == len(PICTURES)
        assert not source.cut_short


def test_a_trimmed_clip_gives_the_part_that_is_kept(tmp_path):
    path = write_clip(tmp_path / "clip.mp4", [picture(index) for index in range(90)], 30, g=15)
    whole = path.read_bytes()
    entry = whole.index(b"elst") + 12  # after the name, the version and the count: the length kept, in milliseconds
    path.write_bytes(whole[:entry] + (1500).to_bytes(4, "big") + whole[entry + 4 :])
    with open_video(path) as source:
        assert len(list(source)) == 45
        assert not source.cut_short


def test_a_second_loop_goes_on_where_the_first_one_stopped(tmp_path):
    with open_video(write_clip(tmp_path / "clip.mp4", PICTURES)) as source:
        assert next(iter(source)).index == 0
        assert [frame.index for frame in source] == list(range(1, len(PICTURES)))
        assert list(source) == []


def test_a_clip_that_nobody_closed_is_let_go_of_with_its_last_name(tmp_path):
    gc.disable()
    try:
        source = VideoFile(write_clip(tmp_path / "clip.mp4", PICTURES))
        next(iter(source))
        kept = weakref.ref(source)
        del source
        assert kept() is None
    finally:
        gc.enable()


def test_names_with_colons_spaces_and_accents_are_only_names(tmp_path, monkeypatch):
    path = write_clip(tmp_path / "clip.mp4", PICTURES).rename(tmp_path / "10:30 Kniebeuge über Kopf %03d.mp4")
    monkeypatch.chdir(tmp_path)
    assert len(frames_of(path.name)) == len(PICTURES)


def test_a_title_in_an_unknown_script_stops_nothing(tmp_path):
    path = tmp_path / "clip.mkv"
    write_clip(path, PICTURES)
    path.write_bytes(path.read_bytes().replace(b"Lavf", b"\xff\xfe\xfd\xfc"))
    assert len(frames_of(path)) == len(PICTURES)


def test_the_fingerprint_is_the_sha256_of_the_content(tmp_path):
    path = write_clip(tmp_path / "clip.mp4", PICTURES)
    assert fingerprint(path) == hashlib.sha256(path.read_bytes()).hexdigest()


def test_pyav_is_loaded_only_where_a_file_is_opened():
    check = "import sys, movescreen.video; sys.exit('av' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0


@needs_truth
def test_a_real_clip_of_variable_rate_keeps_its_times():
    frames = frames_of(CLIPS / "real" / "bridge_side_physioplus_variable_rate.mp4")
    times = np.array([frame.time for frame in frames])
    assert len(frames) == 91
    assert times[-1] == 3.825
    assert set(np.round(np.diff(times) * 1000, 1)) == {16.7, 25.0, 33.3, 41.7, 66.7, 100.0}


def stem(path: object) -> str | None:
    """The name of a case; where the truth is absent, there is none, and old versions of pytest ask all the same."""
    return path.stem if isinstance(path, Path) else None


@needs_truth
@pytest.mark.parametrize("path", sorted((CLIPS / "real").glob("*.gif")), ids=stem)
def test_every_real_gif_decodes(path: Path):
    with open_video(path) as source:
        count = sum(1 for _ in source)
        assert (count, source.undecoded, source.cut_short) == (source.frames, 0, False)


@needs_truth
def test_every_rendered_clip_promises_the_frames_that_were_rendered():
    for path in RENDERED:
        said = json.loads(path.with_suffix(".json").read_text())
        with open_video(path) as source:
            assert (source.size, source.frames) == (tuple(said["size"]), said["frames"])


@needs_truth
@pytest.mark.parametrize("path", RENDERED[::8], ids=stem)
def test_a_rendered_clip_gives_the_frames_that_were_rendered(path: Path):
    said = json.loads(path.with_suffix(".json").read_text())
    with open_video(path) as source:
        times = [frame.time for frame in source]
        assert (source.undecoded, source.cut_short) == (0, False)
    assert times == pytest.approx([index / said["video"]["fps"] for index in range(said["frames"])])


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        ({"creation_time": "2026-05-03T16:05:00.000000Z"}, "2026-05-03T16:05:00+00:00"),
        (
            {
                "creation_time": "2026-05-03T16:05:00.000000Z",
                "com.apple.quicktime.creationdate": "2026-05-03T18:05:00+0200",
            },
            "2026-05-03T18:05:00+02:00",
        ),
        ({"creation_time": "1904-01-01T00:00:00.000000Z"}, ""),
        ({"creation_time": "1970-01-01T00:00:00.000000Z"}, ""),
        ({"creation_time": "yesterday"}, ""),
        ({}, ""),
    ],
)
def test_recorded_at_is_what_the_file_says_and_nothing_of_a_clock_that_was_never_set(metadata, expected):
    assert recorded_at(metadata) == expected


def test_a_clip_says_when_it_was_recorded(tmp_path):
    plain, dated = write_clip(tmp_path / "plain.mp4", PICTURES[:2]), tmp_path / "dated.mp4"
    with av.open(str(plain)) as source, av.open(str(dated), "w") as copy:
        copy.metadata["creation_time"] = "2026-05-03T16:05:00Z"
        stream = copy.add_stream_from_template(source.streams.video[0])
        for packet in source.demux(source.streams.video[0]):
            if packet.dts is not None:
                packet.stream = stream
                copy.mux(packet)
    with VideoFile(plain) as one, VideoFile(dated) as other:
        assert (one.recorded_at, other.recorded_at) == ("", "2026-05-03T16:05:00+00:00")
