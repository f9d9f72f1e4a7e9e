"""The cameras of this machine, by number and name."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

DEVICES = Path("/sys/class/video4linux")
MOST = 4  # numbers that are tried where the system keeps no list
LONGEST_S = 5.0  # that macOS may take to list its cameras; it takes half a second
PROFILER = ("/usr/sbin/system_profiler", "-json", "SPCameraDataType")


@dataclass(frozen=True)
class Listed:
    """A camera that there is: the number that opens it, and what it is called; `named` where the system says so."""

    number: int
    name: str
    named: bool = True


def cameras(devices: Path = DEVICES, platform: str = sys.platform) -> list[Listed]:
    """Return the cameras of this machine; where the system keeps no list, the numbers that one may have."""
    if devices.is_dir():
        found = (_of_linux(device) for device in devices.iterdir())
        return sorted((one for one in found if one), key=lambda one: one.number)
    names = {"darwin": _of_macos, "win32": _of_windows}.get(platform, list)()
    if names:
        return [Listed(number, name) for number, name in enumerate(names)]
    return [Listed(number, f"Camera {number + 1}", named=False) for number in range(MOST)]


def _of_linux(device: Path) -> Listed | None:
    """Return what a device of the system's list is; None for the second one of a camera, which gives no pictures."""
    number = device.name.removeprefix("video")
    try:
        is_second = (device / "index").read_text().strip() != "0"
        name = (device / "name").read_text().strip()
    except OSError:
        return None
    return Listed(int(number), name or f"Camera {number}", bool(name)) if number.isdigit() and not is_second else None


def _of_macos() -> list[str]:
    """Return names in the order of OpenCV's numbers, which is that of the cameras' identifiers; else none."""
    try:
        told = subprocess.run(PROFILER, capture_output=True, timeout=LONGEST_S, check=True).stdout
        return macos_names(json.loads(told))
    except (OSError, ValueError, subprocess.SubprocessError):
        return []


def macos_names(told: dict[str, Any]) -> list[str]:
    """Return the names of cameras in what the system profiler tells, by their identifiers."""
    listed = [one for one in told.get("SPCameraDataType", []) if isinstance(one, dict) and one.get("_name")]
    return [str(one["_name"]) for one in sorted(listed, key=lambda one: str(one.get("spcamera_unique-id", "")))]


def _of_windows() -> list[str]:
    """Return names in the order of DirectShow, where the package `cv2-enumerate-cameras` is installed; else none."""
    try:
        found = import_module("cv2_enumerate_cameras").enumerate_cameras(700)  # cv2.CAP_DSHOW
    except (ImportError, OSError):
        return []
    by_number = {one.index % 100: str(one.name) for one in found}
    return [by_number.get(number, f"Camera {number + 1}") for number in range(max(by_number, default=-1) + 1)]
