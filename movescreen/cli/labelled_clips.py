"""The clips that a command line names, each with the user's labels."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from movescreen.errors import Problem

if TYPE_CHECKING:
    from movescreen.batch.labels import Labels


def clips_and_labels(options: argparse.Namespace) -> tuple[list[Path], Mapping[Path, Labels]]:
    """Return the clips that are named, with their labels.

    Parameters
    ----------
    options : Namespace
        The command line.

    Returns
    -------
    tuple of list of Path and mapping
        Clips, and labels by clip.

    Raises
    ------
    Problem
        No clip is named.
    """
    from movescreen import batch
    from movescreen.batch.labels import from_names, from_table

    labels = dict(from_table(options.clips)) if options.clips else {}
    paths = [*options.paths, *(path for pair in options.pair for path in pair)]
    if not (paths or labels):
        raise Problem("no_path", "Name a clip, a folder with clips in it, or a table of clips with --clips.")
    files = batch.clips(paths or labels)
    labels = dict(from_names(files, options.names, options.skip_unmatched)) if options.names else labels
    return files, labels | paired(options.pair, labels)


def paired(pairs: Iterable[tuple[Path, Path]], labels: Mapping[Path, Labels]) -> dict[Path, Labels]:
    """Return the labels of clips that are named as pairs.

    Parameters
    ----------
    pairs : iterable of pair of Path
        Front and side.
    labels : mapping
        Labels known so far.

    Returns
    -------
    dict of Path to dict
        With the view of each clip and the name of its pair.

    Raises
    ------
    Problem
        A clip is named twice, or is a folder.
    """
    told: dict[Path, Labels] = {}
    for file, label in (both for pair in pairs for both in _both(*pair)):
        if file in told or file.is_dir():
            sentence = f"A pair is of two clips that are in no other pair, and {file.name} is "
            sentence += "a folder" if file.is_dir() else "named twice"
            raise Problem("pair_unknown", f"{sentence}. Name one clip from the front and one from the side.")
        told[file] = {**labels.get(file, {}), **label}
    return told


def _both(front: Path, side: Path) -> Iterator[tuple[Path, Labels]]:
    from movescreen.batch.labels import with_place

    name = f"{front.stem}+{side.stem}"
    for view, path in (("front", front), ("side", side)):
        yield with_place(path), {"view": view, "pair": name}
