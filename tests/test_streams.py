"""Of several streams the one with most pictures is taken; what is hidden or leads elsewhere is said to be that."""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest
from videos import picture, write_clip

from movescreen.errors import Problem
from movescreen.video import open_video, streams
from movescreen.video.file import VideoFile

BLACK = np.zeros((48, 64, 3), np.uint8)


def two_streams(path: Path, sizes: list[tuple[int, int]], frames: list[int]) -> Path:
    """A clip with streams of these sizes and lengths; the first one is black."""
    with av.open(str(path), "w") as container:
        added = []
        for width, height in sizes:
            stream = container.add_stream("libx264", rate=30, options={"preset": "ultrafast"})
            stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
            added.append(stream)
        for number, (stream, (width, height), count) in enumerate(zip(added, sizes, frames, strict=True)):
            for index in range(count):
                shown = picture(index, width, height) if number else np.zeros((height, width, 3), np.uint8)
                container.mux(stream.encode(av.VideoFrame.from_ndarray(shown).reformat(format="yuv420p")))
            container.mux(stream.encode())
    return path


@pytest.mark.parametrize("ending", [".mp4", ".mkv"])
@pytest.mark.parametrize(
    ("sizes", "frames", "expected"),
    [
        ([(64, 48), (128, 96)], [20, 20], 1),
        ([(128, 96), (64, 48)], [20, 20], 0),
        ([(256, 192), (128, 96)], [2, 40], 1),
        ([(128, 96), (128, 96)], [20, 20], 0),
    ],
)
def test_moving_pictures_largest(
    sizes: list[tuple[int, int]], frames: list[int], expected: int, ending: str, tmp_path: Path
) -> None:
    """Most picture area over most frames; the record has the choice."""
    if ending == ".mkv" and frames == [2, 40]:
        pytest.skip("Matroska counts no frames")
    path = two_streams(tmp_path / f"clip{ending}", sizes, frames)
    with VideoFile(path) as source:
        came = list(source)
    assert source.size == sizes[expected] and len(came) == frames[expected]
    assert source.about["video_stream"]["index"] == expected and len(source.about["video_stream"]["of"]) == 2
    assert (came[0].picture.max() > 100) == bool(expected)


def test_moving_pictures_only_one(tmp_path: Path) -> None:
    """A record of a clip without a choice says nothing about one."""
    with VideoFile(write_clip(tmp_path / "clip.mp4", [BLACK] * 3)) as source:
        assert source.about == {}


@pytest.mark.parametrize("scheme", ["cenc-aes-ctr"])
def test_encrypted(scheme: str, tmp_path: Path) -> None:
    """An encrypted clip is said to be that."""
    key = {"encryption_scheme": scheme, "encryption_key": "0" * 31 + "1", "encryption_kid": "0" * 32}
    path = write_clip(tmp_path / "clip.mp4", [picture(i) for i in range(20)], container_options=key)
    with pytest.raises(Problem, match=r"clip\.mp4 is encrypted, .* Save it without protection") as problem:
        open_video(path)
    assert problem.value.code == "encrypted"


def test_encrypted_transport_stream(tmp_path: Path) -> None:
    """A scrambled recording of a television is said to be that."""
    path = write_clip(tmp_path / "clip.ts", [picture(i) for i in range(20)])
    stream = bytearray(path.read_bytes())
    for at in range(3 * 188, len(stream), 188):
        stream[at + 3] |= 0x80
        stream[at + 12 : at + 188] = os.urandom(176)
    path.write_bytes(stream)
    with pytest.raises(Problem, match="encrypted"):
        open_video(path)


LISTS: dict[str, Callable[[str], str]] = {
    "clip.mp4": lambda other: f"ffconcat version 1.0\nfile '{other}'\n",
    "clip.ffconcat": lambda other: f"ffconcat version 1.0\nfile '{other}'\n",
    "clip.m3u8": lambda other: f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{other}\n#EXT-X-ENDLIST\n",
    "bare.m3u8": lambda other: f"\n#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{other}\n#EXT-X-ENDLIST\n",
    "clip.mpd": lambda other: (
        '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"><Period><AdaptationSet>'
        f'<Representation id="1" mimeType="video/mp4"><BaseURL>{other}</BaseURL></Representation>'
        "</AdaptationSet></Period></MPD>"
    ),
    "clip.sdp": lambda other: (
        "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\n"
    ),
}


def opened_in(folder: Path, attempt: Callable[[], None]) -> set[str]:
    """The names of files in a folder that are opened meanwhile, as Linux tells it."""
    libc = ctypes.CDLL(None, use_errno=True)
    watch = libc.inotify_init1(os.O_NONBLOCK)
    assert watch >= 0 and libc.inotify_add_watch(watch, os.fsencode(folder), 0x20) >= 0  # IN_OPEN
    try:
        attempt()
        events = os.read(watch, 1 << 16)
    finally:
        os.close(watch)
    names, at = set(), 0
    while at < len(events):
        length = struct.unpack_from("iIII", events, at)[3]
        names.add(events[at + 16 : at + 16 + length].rstrip(b"\0").decode())
        at += 16 + length
    return names - {""}


@pytest.mark.skipif(sys.platform != "linux", reason="inotify is Linux's")
@pytest.mark.parametrize("name", [*LISTS, "clip%d.png"])
def test_list_of_files(name: str, tmp_path: Path) -> None:
    """A list of files is said to be that, and no other file is opened."""
    other = write_clip(tmp_path / "other.ts", [BLACK] * 5)
    path = tmp_path / name
    path.write_text(LISTS[name](other.name) if name in LISTS else "text", encoding="utf-8")
    for number in range(3):
        (tmp_path / f"clip{number}.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))

    def attempt() -> None:
        with pytest.raises(Problem) as problem:
            open_video(path)
        assert problem.value.code == "not_a_video" and name in str(problem.value)
        if name in LISTS:
            assert "no file is opened that you did not name" in str(problem.value)

    assert opened_in(tmp_path, attempt) == {name}


def test_picture_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures beyond the stated size are refused before one is decoded, with their size and the limit."""
    assert 7680 * 4320 < streams.MOST_PIXELS < 16000 * 16000
    path = write_clip(tmp_path / "clip.mp4", [BLACK] * 3)
    monkeypatch.setattr(streams, "MOST_PIXELS", 64 * 48 - 1)
    monkeypatch.setattr("movescreen.video.decoder.Decoder._run", lambda *_: pytest.fail("decoded"))
    with pytest.raises(Problem, match=r"Pictures of at most 0 million .* 64 x 48\. Save it smaller") as problem:
        open_video(path)
    assert problem.value.code == "picture_too_large"


def test_picture_stretched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same for a picture that becomes large only when its pixels are made square."""
    path = write_clip(tmp_path / "clip.mp4", [BLACK] * 3)
    monkeypatch.setattr("movescreen.video.orientation.squared", lambda width, _: width * 60_000)
    with pytest.raises(Problem, match=r"3840000 x 48") as problem:
        open_video(path)
    assert problem.value.code == "picture_too_large"


def test_picture_that_grows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture that is larger than the file says is not decoded."""
    path = write_clip(tmp_path / "clip.mp4", [picture(i, 128, 96) for i in range(3)])
    monkeypatch.setattr(streams, "MOST_PIXELS", 128 * 96 - 1)
    monkeypatch.setattr(streams, "check_size", lambda *_: None)
    with pytest.raises((Problem, av.FFmpegError)):
        list(open_video(path))
