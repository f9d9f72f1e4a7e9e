"""Keys: short texts of all that a result depends on. Equal keys mean equal results."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, fields
from typing import Any

from movescreen.batch.code_version import code
from movescreen.batch.task import MEDIAPIPE, TRACKERS, Job, Task
from movescreen.records.versions import installed

FINDS_POSES = ("movescreen.pose.estimators", "movescreen.video")  # the packages that poses come from
NOT_OF_THE_RESULT = ("model", "tracker")  # the network's own digest says it better


def poses(job: Job, clip_sha256: str) -> str:
    """Return the key of a clip's poses: its content, the network, and how the network was used."""
    task = job.task
    return digest(
        clip=clip_sha256,
        network=[job.bundle.sha256, *runner(task), task.tracker.__module__, task.tracker.__qualname__],
        person=task.person,
        turned=task.lies,
        rate=task.rate,
        excerpt=asdict(task.excerpt),
        code=code(*FINDS_POSES),
    )


def runner(task: Task) -> list[str]:
    """Return the versions of what runs the network."""
    names = ("mediapipe",) if task.tracker is TRACKERS[MEDIAPIPE] else ("ai-edge-litert", "opencv-contrib-python")
    return [installed(name) for name in names]


def whole(job: Job, clip_sha256: str) -> str:
    """Return the key of all results of a clip: that of its poses, and what is made of them by which version."""
    return digest(poses=poses(job, clip_sha256), task=stated(job.task), name=job.folder.name, code=code())


def stated(task: Task) -> dict[str, Any]:
    """Return all that a task says about the result, as plain data."""
    said = {f.name: getattr(task, f.name) for f in fields(task) if f.name not in NOT_OF_THE_RESULT}
    more = {"settings": task.settings.as_json(), "excerpt": asdict(task.excerpt), "about": task.about.stated}
    return said | more


def digest(**parts: Any) -> str:
    """Return a short text for plain data, the same for the same data."""
    text = json.dumps(parts, sort_keys=True, allow_nan=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]
