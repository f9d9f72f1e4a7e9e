"""What a result depends on, as short texts to compare: equal keys, equal results."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import movescreen
from movescreen.batch.task import Job, Task

PACKAGE = Path(movescreen.__file__).parent
FINDS_POSES = ("pose", "video")  # the parts of the package that poses depend on
NOT_OF_THE_RESULT = ("model", "tracker")  # the network's own digest says it better


def poses(job: Job, clip_sha256: str) -> str:
    """The key of a clip's poses: its content, the network, and how the network was used."""
    task = job.task
    return digest(
        clip=clip_sha256,
        network=[job.bundle.sha256, installed("mediapipe"), task.tracker.__module__, task.tracker.__qualname__],
        person=task.person,
        turned=task.lies,
        rate=task.rate,
        code=code(*FINDS_POSES),
    )


@cache
def installed(package: str) -> str:
    """The version of a package, which is looked for on the disk."""
    return version(package)


def whole(job: Job, clip_sha256: str) -> str:
    """The key of all results of a clip: that of its poses, and what is made of them by which version."""
    return digest(poses=poses(job, clip_sha256), task=stated(job.task), name=job.folder.name, code=code(""))


def stated(task: Task) -> dict[str, Any]:
    """All that a task says about the result, as plain data."""
    said = {f.name: getattr(task, f.name) for f in fields(task) if f.name not in NOT_OF_THE_RESULT}
    return said | {"settings": task.settings.as_json(), "about": task.about.stated}


def digest(**parts: Any) -> str:
    """A short text for plain data, the same for the same data."""
    text = json.dumps(parts, sort_keys=True, allow_nan=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


@cache
def code(*parts: str) -> str:
    """The version of parts of the package, told by their content: a checkout changes without a new number."""
    paths = (path for part in parts for path in ([PACKAGE / part] if part.endswith(".py") else _files(PACKAGE / part)))
    whole = hashlib.sha256(movescreen.__version__.encode())
    for path in sorted(paths):
        whole.update(path.relative_to(PACKAGE).as_posix().encode() + path.read_bytes())
    return whole.hexdigest()


def _files(folder: Path) -> list[Path]:
    """The package's own files below a folder; what a build puts into `data` is no code."""
    other = {"__pycache__", "data"}
    return [p for p in folder.rglob("*") if p.is_file() and not other & set(p.relative_to(PACKAGE).parts)]
