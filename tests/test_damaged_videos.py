"""Damaged clips give what they have and say what is missing; what is no video is turned away with a reason."""

import os
import socket
import threading
from typing import Any

import av
import numpy as np
import pytest
from videos import picture, write_clip

from movescreen.errors import Problem
from movescreen.video import open_video

PICTURES = [picture(index) for index in range(60)]
FASTSTART = {"movflags": "faststart"}


def clip(path, **options):
    faststart = FASTSTART if path.suffix in (".mp4", ".mov") else None
    return write_clip(path, PICTURES, 30, **({"g": 15, "container_options": faststart} | options))


def packets_of(path):
    with av.open(str(path)) as container:
        return [bytes(packet) for packet in container.demux(video=0) if packet.size]


def overwrite(path, packet, mend):
    """Change the bytes of one packet where it lies in the file."""
    whole = path.read_bytes()
    assert whole.count(packet) == 1
    path.write_bytes(whole.replace(packet, mend(packet)))


def decoded_slowly(path):
    """The stamps that one thread gets out of a clip, with those that the decoder made up in part left out."""
    stamps = []
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        stream.thread_type = "SLICE"
        for packet in container.demux(stream):
            try:
                shown = [picture for picture in packet.decode() if isinstance(picture, av.VideoFrame)]
                stamps += [picture.time for picture in shown if not picture.is_corrupt]
            except av.FFmpegError:
                continue
    return [float(stamp - stamps[0]) for stamp in stamps]


def flipped(packet):
    middle = len(packet) // 2
    return packet[:middle] + bytes(byte ^ 0xFF for byte in packet[middle : middle + 8]) + packet[middle + 8 :]


def blank(packet):
    return bytes(len(packet))


@pytest.mark.parametrize("mend", [flipped, blank])
@pytest.mark.parametrize(("name", "codec"), [("clip.mp4", "libx264"), ("clip.mp4", "mpeg4"), ("clip.mkv", "libx264")])
def test_a_damaged_packet_in_the_middle_costs_its_own_frame_and_no_other(tmp_path, name, codec, mend):
    path = clip(tmp_path / name, codec=codec, bf=0)
    overwrite(path, packets_of(path)[20], mend)
    with open_video(path) as source:
        frames = list(source)
        assert (source.undecoded, source.cut_short) == (1, False)
    assert [frame.index for frame in frames] == list(range(59))
    expected = [index / 30 for index in range(60) if index != 20]
    assert [frame.time for frame in frames] == pytest.approx(expected, abs=6e-4)


@pytest.mark.parametrize("codec", ["libx264", "mpeg4", "libx265"])
@pytest.mark.parametrize("which", [0, 55, 57, 58, 59])
def test_damage_at_either_end_costs_the_same_frames_on_any_machine(tmp_path, codec, which):
    quiet = {"x265-params": "log-level=none:keyint=15"} if codec == "libx265" else {}
    path = clip(tmp_path / "clip.mp4", codec=codec, **quiet)
    overwrite(path, packets_of(path)[which], blank)
    with open_video(path) as source:
        times = [frame.time for frame in source]
        assert times == pytest.approx(decoded_slowly(path))
        assert source.undecoded >= 1
        assert len(times) + source.undecoded <= 60


@pytest.mark.parametrize("part", [0.5, 0.85])
@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("clip.mp4", {"bf": 0}),
        ("clip.mov", {"codec": "mpeg4"}),
        ("clip.mp4", {"bf": 0, "container_options": {"movflags": "frag_keyframe+empty_moov"}}),
        ("clip.mkv", {"bf": 0}),
        ("clip.webm", {"codec": "libvpx-vp9", "deadline": "realtime"}),
        ("clip.avi", {"codec": "mjpeg"}),
        ("clip.mpg", {"codec": "mpeg2video"}),
        ("clip.h264", {"bf": 0}),
    ],
    ids=["mp4", "mov", "fragmented mp4", "mkv", "webm", "avi", "mpg", "raw h264"],
)
def test_a_clip_cut_short_gives_what_it_had_and_says_so(tmp_path, name, options, part):
    path = clip(tmp_path / name, **options)
    with open_video(path) as source:
        assert len(list(source)) == 60
        assert not source.cut_short
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * part)])
    with open_video(path) as source:
        times = [frame.time for frame in source]
        assert source.cut_short
        assert source.undecoded <= 1
    assert 5 < len(times) < 57
    assert times == pytest.approx([index / 30 for index in range(len(times))], abs=6e-4)


def test_an_avi_cut_anywhere_says_so(tmp_path):
    path = clip(tmp_path / "clip.avi", codec="mjpeg")
    whole = path.read_bytes()
    for part in range(24, 92, 4):  # per cent; some cuts leave a whole last picture
        path.write_bytes(whole[: len(whole) * part // 100])
        with open_video(path) as source:
            assert 5 < len(list(source)) < 57
            assert source.cut_short


def test_a_copy_whose_end_never_arrived_says_so(tmp_path):
    path = clip(tmp_path / "clip.mp4")
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * 2 // 3] + bytes(len(whole) - len(whole) * 2 // 3))
    with open_video(path) as source:
        frames = list(source)
        assert source.cut_short
        assert len(frames) + source.undecoded == 60


def test_cut_short_is_not_said_where_a_few_frames_in_the_middle_are_lost(tmp_path):
    path = clip(tmp_path / "clip.mp4", bf=0)
    for packet in packets_of(path)[20:26]:
        overwrite(path, packet, blank)
    with open_video(path) as source:
        assert len(list(source)) == 54
        assert (source.undecoded, source.cut_short) == (6, False)


def no_file(folder):
    return folder / "nowhere.mp4"


def a_folder(folder):
    return folder


def empty(folder):
    (folder / "clip.mp4").touch()
    return folder / "clip.mp4"


def text(folder):
    (folder / "clip.mp4").write_text("Squats on Tuesday\n" * 100)
    return folder / "clip.mp4"


def text_by_its_name(folder):
    return text(folder).rename(folder / "notes.txt")


def noise(folder):
    (folder / "clip.mp4").write_bytes(np.random.default_rng(0).bytes(20_000))
    return folder / "clip.mp4"


def a_photograph(folder):
    av.VideoFrame.from_ndarray(PICTURES[0]).save(str(folder / "photo.jpg"))
    return folder / "photo.jpg"


def a_photograph_called_a_video(folder):
    return a_photograph(folder).rename(folder / "clip.mp4")


def a_gif_of_one_picture(folder):
    return write_clip(folder / "clip.gif", PICTURES[:1], codec="gif")


def only_sound(folder, cover=False):
    with av.open(str(folder / "clip.m4a"), "w", format="mp4") as container:
        sound = container.add_stream("aac", rate=48000)
        if cover:
            sleeve = container.add_stream("mjpeg", rate=30, width=32, height=32, pix_fmt="yuvj420p")
            sleeve.disposition = av.stream.Disposition.attached_pic
            container.mux(sleeve.encode(av.VideoFrame(32, 32, "yuvj420p")))
            container.mux(sleeve.encode())
        silence = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), "fltp", "mono")
        silence.sample_rate = 48000
        container.mux(sound.encode(silence))
        container.mux(sound.encode())
    return folder / "clip.m4a"


def only_sound_and_a_cover(folder):
    return only_sound(folder, cover=True)


def no_index(folder):
    path = clip(folder / "clip.mp4", container_options={})
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    return path


def no_picture_yet(folder):
    path = clip(folder / "clip.mkv")
    path.write_bytes(path.read_bytes()[:300])
    return path


def no_decodable_frame(folder):
    path = clip(folder / "clip.mp4")
    whole = path.read_bytes()
    start = whole.index(b"mdat") + 4
    path.write_bytes(whole[:start] + bytes(len(whole) - start))
    return path


def an_unknown_codec(folder):
    path = clip(folder / "clip.mp4")
    path.write_bytes(path.read_bytes().replace(b"avc1", b"zzzz"))
    return path


def a_list_of_other_clips(folder):
    clip(folder / "other.mp4")
    (folder / "clip.mp4").write_text("ffconcat version 1.0\nfile 'other.mp4'\n")
    return folder / "clip.mp4"


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (no_file, "no_file"),
        (a_folder, "folder"),
        (empty, "empty_file"),
        (text, "not_a_video"),
        (text_by_its_name, "not_a_video"),
        (noise, "not_a_video"),
        (only_sound, "not_a_video"),
        (only_sound_and_a_cover, "not_a_video"),
        (a_list_of_other_clips, "not_a_video"),
        (a_photograph, "still_picture"),
        (a_photograph_called_a_video, "still_picture"),
        (a_gif_of_one_picture, "still_picture"),
        (no_index, "unfinished"),
        (no_picture_yet, "unfinished"),
        (an_unknown_codec, "unknown_codec"),
        (no_decodable_frame, "no_frames"),
    ],
)
def test_what_is_no_video_is_turned_away_when_it_is_opened(tmp_path, make, code):
    path = make(tmp_path)
    with pytest.raises(Problem) as problem:
        open_video(path)
    assert problem.value.code == code
    assert path.name in str(problem.value)
    assert any(advice in str(problem.value) for advice in ("Give a", "Copy it", "Check its", "Name a", "Save it"))


def test_a_playlist_leads_nowhere(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}/clip.ts"
        (tmp_path / "clip.m3u8").write_text(f"#EXTM3U\n#EXTINF:10,\n{address}\n#EXT-X-ENDLIST\n")
        knocks: list[Any] = []
        door = threading.Thread(target=answer, args=(server, knocks))
        door.start()
        with pytest.raises(Problem) as problem:
            open_video(tmp_path / "clip.m3u8")
        door.join()
    assert problem.value.code == "not_a_video"
    assert not knocks


def answer(server, knocks):
    """Hang up on whoever calls within a moment, and take note."""
    server.settimeout(0.3)
    try:
        while True:
            server.accept()[0].close()
            knocks.append("a call")
    except TimeoutError:
        return


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="this user may read everything")
def test_a_file_that_may_not_be_read_is_said_to_be_so(tmp_path):
    path = clip(tmp_path / "clip.mp4")
    path.chmod(0)
    with pytest.raises(Problem) as problem:
        open_video(path)
    assert problem.value.code == "no_permission"
