"""What the tests of workers run in other processes: jobs that end badly, and a whole run that can be killed.

python overnight.py CLIPS OUT measures a folder by two workers, in which a figure stands in for the network.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from people import brief_squat, camera_for

from movescreen.batch import OK, ClipResult, Job, Run, Task, analyze
from movescreen.batch.task import Tell
from movescreen.cli.loading_ahead import load_ahead
from movescreen.pose.estimators import PoseEstimator
from movescreen.pose.estimators.synthetic import Synthetic
from movescreen.pose.weights import Bundle
from movescreen.video import Frame

BUNDLE = Bundle(Path("none.task"), "0" * 64, "file", "full")


class Network(Synthetic, PoseEstimator):
    """In the network's place: whoever is in the picture, it sees one squat from the front, and takes its time."""

    def __init__(self, bundle: Bundle) -> None:
        super().__init__(brief_squat(), camera_for(brief_squat(), "front"), 0.5)

    def __call__(self, frame: Frame):
        time.sleep(0.0005)
        return super().__call__(frame)


def act(job: Job, tell: Tell) -> ClipResult:
    """Do what the name of the clip says."""
    tell(1, 9)
    what = job.file.stem.partition("_")[0]
    if what == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    elif what == "left":
        os._exit(7)
    elif what == "hung":
        time.sleep(600)
    elif what == "slow":
        for frame in range(2, 12):
            time.sleep(0.25)
            tell(frame, 12)
    return ClipResult(job.folder.name, OK, os.environ.get("OMP_NUM_THREADS", ""), key=str(os.getpid()))


def main(clips: str, out: str) -> None:
    Task.bundle = lambda *_: BUNDLE  # type: ignore[method-assign]
    task = Task("overhead_squat", tracker=Network)
    for result in analyze([clips], out, task, how=Run(workers=2, start=load_ahead())):
        print(result.clip, result.how, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
