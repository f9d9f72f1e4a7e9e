"""The gate for files: what cannot be read as a video is turned away here, with a sentence that says what to do.

FFmpeg opens the file that is named and no other, whatever is written in it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import av
from av.container import InputContainer

from movescreen.errors import Problem
from movescreen.video.container_checks import ENCRYPTED, is_encrypted, list_of_files

TEXT = "tty"  # text drawn as pictures
# Formats that open more than the one file that is named: lists, patterns of names, streams, devices, filter graphs.
LEADS_ELSEWHERE = {
    "concat", "concatf", "hls", "dash", "imf", "image2", "vobsub", "sdp", "rtp", "rtsp", "sap", "lavfi", "avisynth",
    "vapoursynth", "webm_dash_manifest", "fbdev", "kmsgrab", "x11grab", "alsa", "oss", "video4linux2,v4l2", "jv",
    "ffmetadata", "iec61883", "libcdio", "dshow", "gdigrab", "vfwcap", "avfoundation", "decklink", "jack", "pulse",
    "android_camera", "bktr", "sndio", "openal", "xcbgrab", "pipewire",
}  # fmt: skip
ALONE = {
    "protocol_whitelist": "file",
    "format_whitelist": ",".join(sorted(av.formats_available - LEADS_ELSEWHERE)),
}
QUICKTIME = (b"ftyp", b"moov", b"mdat", b"wide")  # what .mp4 and .mov files may begin with, after four bytes
CONTAINERS = (b"RIFF", b"\x1aE\xdf\xa3")  # what .avi, .mkv and .webm files begin with
# PyAV 19 accepts text in a file that is no UTF-8; earlier versions need this option, or they fail.
ANY_LETTERS: dict[str, Any] = {"metadata_errors": "replace"} if int(av.__version__.partition(".")[0]) < 19 else {}
WANTED = "Give a clip such as .mp4, .mov, .mkv, .webm, .avi or .gif."
UNFINISHED = "Copy it again from the camera, or record it again and wait until the recording has been saved."


def existing(path: str | Path) -> Path:
    """Return the absolute path of a file that holds something.

    Parameters
    ----------
    path : str or Path
        The file.

    Returns
    -------
    Path
        Its absolute path: a relative name with a colon would be taken for a network address.

    Raises
    ------
    Problem
        There is no such file, it is empty, or it is a folder.
    """
    path = Path(path).absolute()  # a relative name with a colon in it would be taken for a network address
    if path.is_dir():
        sentence = f"{path} is a folder, and one clip was expected. Name a clip inside it."
        raise Problem("folder", sentence, folder=str(path))
    if not path.is_file():
        raise Problem("no_file", f"There is no file {path}. Check its name and its folder.", file=str(path))
    if not path.stat().st_size:
        raise Problem("empty_file", f"{path.name} is empty: 0 bytes. {UNFINISHED}", file=path.name)
    return path


def opened(path: Path) -> InputContainer:
    """Open a video or an animation.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    InputContainer
        Open; the caller closes it.

    Raises
    ------
    Problem
        It cannot be read, or is something else.
    """
    try:
        container = av.open(str(path), container_options=ALONE, **ANY_LETTERS)
    except PermissionError as error:
        sentence = f"{path.name} may not be read. Allow reading it, or copy it elsewhere."
        raise Problem("no_permission", sentence, file=path.name) from error
    except av.FFmpegError as error:
        raise unreadable(path) from error
    problem = _unwanted(path, container)
    if problem is not None:
        container.close()
        raise problem
    return container


def _unwanted(path: Path, container: InputContainer) -> Problem | None:
    """Return what is the matter with a file that FFmpeg can open, if anything."""
    if container.format.name == TEXT:
        return Problem("not_a_video", f"{path.name} holds text, and a video was expected. {WANTED}", file=path.name)
    if "mp4" in container.format.name and is_encrypted(path):
        return Problem("encrypted", f"{path.name} {ENCRYPTED}", file=path.name)
    return None


def unreadable(path: Path) -> Problem:
    """Return why a file could not be opened: it ends before its index or first picture, or it is no video at all."""
    if kind := list_of_files(path):
        sentence = f"{path.name} is {kind}, and a video was expected: no file is opened that you did not name. {WANTED}"
        return Problem("not_a_video", sentence, file=path.name)
    with path.open("rb") as file:
        begins = file.read(8)
    if begins[4:] in QUICKTIME or begins[:4] in CONTAINERS:
        sentence = f"{path.name} ends before what is needed to find its pictures. {UNFINISHED}"
        return Problem("unfinished", sentence, file=path.name)
    sentence = f"{path.name} is not in any video format that could be recognised. {WANTED}"
    return Problem("not_a_video", sentence, file=path.name)
