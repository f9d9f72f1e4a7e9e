"""Obtain a bundle: use the one in the folder, else try its origins in order."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from zipfile import is_zipfile

from movescreen.errors import Problem
from movescreen.pose.weights import checksum, from_wheel, http_download
from movescreen.pose.weights.manifest import Address, Entry, Wheel
from movescreen.pose.weights.origin import OutOfReachError, Report
from movescreen.pose.weights.paths import arriving_bundle
from movescreen.records import stored_json


@dataclass(frozen=True)
class Bundle:
    """A pose network on this machine; `origin` is "file" (put there by a person), "address", "wheel" or "changed"."""

    path: Path
    sha256: str
    origin: str
    name: str


def silent(fraction: float | None, sentence: str) -> None:
    """Report to nobody."""


def obtain(entry: Entry, folder: Path, report: Report = silent) -> Bundle:
    """Return the bundle in `folder`; fetch it if need be. Raises Problem if that fails, or the file changed."""
    path = folder / entry.file
    if not path.is_file():
        _bring(entry, path, report)
    return trusted(local_bundle(entry, path))


def local_bundle(entry: Entry, path: Path) -> Bundle:
    """Return the bundle that lies at `path`, hashed."""
    sha256 = checksum.sha256(path)
    return Bundle(path, sha256, _origin(entry, path, sha256), entry.name)


def trusted(bundle: Bundle) -> Bundle:
    """Return a bundle that is what it was when it came.

    Parameters
    ----------
    bundle : Bundle
        A bundle on the disk.

    Returns
    -------
    Bundle
        The same.

    Raises
    ------
    Problem
        The file changed since it came, or is no bundle.
    """
    if bundle.origin == "changed":
        raise Problem(
            "model_changed",
            f"{bundle.path} had sha256 {_note(bundle.path)['sha256']} when it came and has {bundle.sha256} now. "
            f"Remove it to have it fetched again, or remove {_beside(bundle.path).name} to use it as it is.",
            file=str(bundle.path),
        )
    if not is_zipfile(bundle.path):
        sentence = f"Expected a .task bundle, a zip of two networks; {bundle.path} is none."
        raise Problem("model_not_a_bundle", sentence, file=str(bundle.path))
    return bundle


def _origin(entry: Entry, path: Path, sha256: str) -> str:
    note = _note(path)
    if note.get("sha256") == sha256:
        return note["origin"]
    known = {origin.sha256: origin.kind for origin in entry.origins}
    return known.get(sha256, "changed" if note else "file")


def _bring(entry: Entry, path: Path, report: Report) -> None:
    """Fetch the bundle to `path` from the first origin in reach; a digest that differs ends the search."""
    tried = []
    for origin in entry.origins:
        try:
            _take(origin, path, report)
            return
        except OutOfReachError as reason:
            tried.append(str(reason))
    raise Problem(
        "model_out_of_reach",
        f"The pose network {entry.file} is not on this machine, and no origin was in reach. "
        f"Tried: {'; '.join(tried)}. Put {entry.file} into {path.parent}, or go online and try again.",
        file=entry.file,
        folder=str(path.parent),
    )


def _take(origin: Address | Wheel, path: Path, report: Report) -> None:
    expected = origin.sha256
    with arriving_bundle(path, lambda there: checksum.sha256(there) == expected) as part:
        if isinstance(origin, Address):
            http_download.fetch(origin, part, report)
        else:
            from_wheel.build(origin, part, report)
        checksum.expect(origin.sha256, checksum.sha256(part), f"{path.name} from {origin.where}", origin.verified)
    with arriving_bundle(_beside(path), lambda _: "sha256" in _note(path)) as part:
        part.write_text(json.dumps(_record(origin), indent=2) + "\n", "utf-8")
    report(1.0, f"{path.name} is in {path.parent}")


def _record(origin: Address | Wheel) -> dict[str, str]:
    return {"origin": origin.kind, "sha256": origin.sha256, origin.kind: origin.where}


def _beside(path: Path) -> Path:
    """Return the path of the small file that states the origin of a bundle."""
    return path.with_name(path.name + ".json")


def _note(path: Path) -> dict[str, str]:
    beside = _beside(path)
    if not beside.is_file():
        return {}
    try:
        note = stored_json.read(beside)
    except ValueError:
        return {}
    return {key: value for key, value in note.items() if isinstance(value, str)}
