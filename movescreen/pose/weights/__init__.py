"""The pose network's bundle: on this machine already, or brought here from its publisher, its digest checked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from movescreen.errors import Problem
from movescreen.pose.weights import checksum, manifest
from movescreen.pose.weights.obtain import Bundle, local_bundle, obtain, silent, trusted
from movescreen.pose.weights.origin import Report
from movescreen.pose.weights.paths import folder

__all__ = ["Bundle", "Listing", "Report", "available", "check", "ensure", "folder"]


@dataclass(frozen=True)
class Listing:
    """A bundle that the manifest names; `size` in bytes, `sha256` and `origin` are None where it is not present."""

    name: str
    present: bool
    path: Path
    size: int | None
    sha256: str | None
    origin: str | None
    licence: str


def ensure(name: str = "full", report: Report | None = None, file: Path | str | None = None) -> Bundle:
    """Return the bundle to use: the given `file`, else the bundle `name` in the folder, obtained if need be.

    `report` is called with the progress, 0 to 1 or None if not known, and with the current step. Raises Problem if the
    bundle cannot be had.
    """
    if file is not None:
        return _named(Path(file).expanduser())
    return obtain(manifest.entry(name), folder(), report or silent)


def available() -> list[Listing]:
    """Return every bundle of the manifest, whether and as what it lies in the folder."""
    return [_listing(entry) for entry in manifest.read().values()]


def check() -> list[Bundle]:
    """Return the bundles that are present, hashed again. Raises Problem if one changed since it came."""
    present = ((entry, folder() / entry.file) for entry in manifest.read().values())
    return [trusted(local_bundle(entry, path)) for entry, path in present if path.is_file()]


def _named(path: Path) -> Bundle:
    if not path.is_file():
        sentence = f"Expected a .task bundle at {path}, where there is no file."
        raise Problem("model_missing", sentence, file=str(path))
    sha256 = checksum.sha256(path)
    known = {origin.sha256: entry.name for entry in manifest.read().values() for origin in entry.origins}
    return trusted(Bundle(path, sha256, "file", known.get(sha256, path.stem)))


def _listing(entry: manifest.Entry) -> Listing:
    path = folder() / entry.file
    if not path.is_file():
        return Listing(entry.name, False, path, None, None, None, entry.licence)
    bundle = local_bundle(entry, path)
    return Listing(entry.name, True, path, path.stat().st_size, bundle.sha256, bundle.origin, entry.licence)
