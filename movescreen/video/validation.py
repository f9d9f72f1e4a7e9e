"""The gate for files: what cannot be read as a video is turned away here, with a sentence that says what to do."""

from __future__ import annotations

from pathlib import Path

import av
from av.container import InputContainer
from av.video.stream import VideoStream

from movescreen.errors import Problem

TEXT = ("tty", "concat", "hls")  # text drawn as pictures, and lists that point to other files
QUICKTIME = (b"ftyp", b"moov", b"mdat", b"wide")  # what .mp4 and .mov files may begin with, after four bytes
CONTAINERS = (b"RIFF", b"\x1aE\xdf\xa3")  # what .avi, .mkv and .webm files begin with
WANTED = "Give a clip such as .mp4, .mov, .mkv, .webm, .avi or .gif."
UNFINISHED = "Copy it again from the camera, or record it again and wait until the recording has been saved."


def existing(path: str | Path) -> Path:
    """The absolute path of a file that is there and holds something. Raises Problem where there is none."""
    path = Path(path).absolute()  # a relative name with a colon in it would be taken for a network address
    if path.is_dir():
        raise Problem("folder", f"{path} is a folder, and one clip was expected. Name a clip inside it.")
    if not path.is_file():
        raise Problem("no_file", f"There is no file {path}. Check its name and its folder.")
    if not path.stat().st_size:
        raise Problem("empty_file", f"{path.name} is empty: 0 bytes. {UNFINISHED}")
    return path


def opened(path: Path) -> InputContainer:
    """The container of a video or an animation. Raises Problem for everything else."""
    try:
        container = av.open(str(path), metadata_errors="replace")
    except PermissionError as error:
        raise Problem(
            "no_permission", f"{path.name} may not be read. Allow reading it, or copy it elsewhere."
        ) from error
    except av.FFmpegError as error:
        raise unreadable(path) from error
    if container.format.name in TEXT:
        container.close()
        raise Problem("not_a_video", f"{path.name} holds text, and a video was expected. {WANTED}")
    return container


def unreadable(path: Path) -> Problem:
    """Why a file could not be opened: it ends before its index or its first picture, or it is no video at all."""
    with path.open("rb") as file:
        begins = file.read(8)
    if begins[4:] in QUICKTIME or begins[:4] in CONTAINERS:
        return Problem("unfinished", f"{path.name} ends before what is needed to find its pictures. {UNFINISHED}")
    return Problem("not_a_video", f"{path.name} is not in any video format that could be recognised. {WANTED}")


def moving_pictures(container: InputContainer, name: str) -> VideoStream:
    """The first stream of moving pictures, cover art left out. Raises Problem where there is none to decode."""
    cover = av.stream.Disposition.attached_pic
    streams = [stream for stream in container.streams.video if not stream.disposition & cover]
    if not streams:
        raise Problem("not_a_video", f"{name} has no moving pictures in it, only sound or text. {WANTED}")
    if container.format.name.endswith("_pipe") or container.format.name == "image2" or streams[0].frames == 1:
        raise Problem("still_picture", f"{name} is a still picture, and movement needs a video. {WANTED}")
    readable = [stream for stream in streams if stream.codec_context is not None]
    if not readable:
        raise Problem(
            "unknown_codec", f"No decoder here knows how the pictures of {name} are stored. Save it as H.264 .mp4."
        )
    return readable[0]
