"""Match a subject of a table to a clip: by its content, by its name among results, or by the path of its file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from movescreen.errors import Problem

MOST_LISTED = 5  # names in a sentence


class ClipNames:
    """The clips of a folder of results by name, content and file.

    Parameters
    ----------
    clips : iterable of str
        Names of the clips, which are those of their folders.
    files : mapping of str to str
        The path of each clip's file, where known.
    contents : mapping of str to str
        The digest (sha256) of each clip's file, where known.
    """

    def __init__(self, clips: Iterable[str], files: Mapping[str, str], contents: Mapping[str, str]) -> None:
        self._clips = list(clips)
        self._known = {*self._clips, *files}
        self._files = {clip: _parts(file) for clip, file in files.items()}
        self._by_content = {digest: clip for clip, digest in reversed(list(contents.items()))}

    def find(self, subject: str, content: str = "") -> list[str]:
        """Return the clips that a subject may be: one, none, or several where its name is not enough.

        A content decides alone. Without one, the name of a clip does; else the end of its file's path, with or without
        the ending.
        """
        if content and self._by_content:
            return [self._by_content[content]] if content in self._by_content else []
        if subject in self._known:
            return [subject]
        parts = _parts(subject)
        found = [clip for clip, file in self._files.items() if _ends_with(file, parts)]
        if not found and len(parts) == 1:
            stem = PurePosixPath(subject).stem
            found = [clip for clip in self._clips if clip == stem and clip not in self._files]
        return found

    def check(self, subjects: Iterable[str], contents: Mapping[str, str]) -> None:
        """Raise a problem if a subject's name fits several clips.

        Parameters
        ----------
        subjects : iterable of str
            The subjects.
        contents : mapping of str to str
            SHA-256 of a subject's clip, where known.

        Raises
        ------
        Problem
            It lists the ambiguous names with their clips.
        """
        found = {subject: self.find(subject, contents.get(subject, "")) for subject in subjects}
        several = {subject: clips for subject, clips in found.items() if len(clips) > 1}
        if several:
            listed = "; ".join(f"{name}: {', '.join(clips)}" for name, clips in list(several.items())[:MOST_LISTED])
            more = f"; and {len(several) - MOST_LISTED} more" if len(several) > MOST_LISTED else ""
            sentence = f"Each subject was expected to be one clip, and the names of {len(several)} fit several"
            sentence += f" ({listed}{more}). Name them as clips.csv does in its column clip, or by the path of the file"
            raise Problem("table_values", f"{sentence} with its folder, or add a column clip_sha256.")


def _parts(path: str) -> tuple[str, ...]:
    """Return the parts of a path, however it is written; of its last part the ending is one of its own."""
    whole = PurePosixPath(path.replace("\\", "/"))
    return tuple(part for part in whole.parts if part not in (".", "/"))


def _ends_with(file: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    """Return whether a file's path ends with some parts, its ending left out or not."""
    if not parts or len(parts) > len(file):
        return False
    same_folders = file[-len(parts) : -1] == parts[:-1]
    return same_folders and parts[-1] in (file[-1], Path(file[-1]).stem)
