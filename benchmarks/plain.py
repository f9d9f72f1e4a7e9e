"""What a user would write: `python benchmarks/plain.py NETWORK CLIP...` prints frames, seconds and CPU seconds.

OpenCV reads, cvtColor turns the colours, MediaPipe's landmarker follows one person, and landmarks go to a list. With
`--bare` only the landmarker's calls count, on frames that lie ready in memory. Loading the libraries counts in neither.
"""

from __future__ import annotations

import sys
import time
from itertools import islice

import cv2
import mediapipe
from mediapipe.tasks.python import BaseOptions
from mediapipe.tasks.python.vision import PoseLandmarker, PoseLandmarkerOptions, RunningMode


def opened(network: str) -> PoseLandmarker:
    """The landmarker, as the documentation opens it for videos."""
    base = BaseOptions(model_asset_path=network)
    return PoseLandmarker.create_from_options(PoseLandmarkerOptions(base_options=base, running_mode=RunningMode.VIDEO))


def plain(network: str, clip: str) -> list[list[float]]:
    """Every frame's landmarks."""
    found: list[list[float]] = []
    video = cv2.VideoCapture(clip)
    with opened(network) as landmarker:
        while True:
            there, picture = video.read()
            if not there:
                break
            rgb = cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)
            image = mediapipe.Image(image_format=mediapipe.ImageFormat.SRGB, data=rgb)
            result = landmarker.detect_for_video(image, 33 * len(found) + 33)
            found.append([v for p in result.pose_landmarks[:1] for q in p for v in (q.x, q.y, q.z, q.visibility)])
    video.release()
    return found


def bare(network: str, clip: str) -> tuple[int, float, float]:
    """How many frames, and the seconds and CPU seconds of the landmarker's calls alone, a hundred frames at a time."""
    from movescreen.video import open_video

    count, seconds, cpu = 0, 0.0, 0.0
    with opened(network) as landmarker, open_video(clip) as source:
        frames = iter(source)
        while some := [frame.picture for frame in islice(frames, 100)]:
            began = time.perf_counter(), time.process_time()
            for picture in some:
                count += 1
                image = mediapipe.Image(image_format=mediapipe.ImageFormat.SRGB, data=picture)
                landmarker.detect_for_video(image, 33 * count)
            seconds += time.perf_counter() - began[0]
            cpu += time.process_time() - began[1]
    return count, seconds, cpu


def main() -> None:
    network, *clips = (argument for argument in sys.argv[1:] if argument != "--bare")
    if "--bare" in sys.argv:
        parts = [bare(network, clip) for clip in clips]
        print(*(sum(part) for part in zip(*parts, strict=True)))
        return
    began = time.perf_counter(), time.process_time()
    frames = sum(len(plain(network, clip)) for clip in clips)
    print(frames, time.perf_counter() - began[0], time.process_time() - began[1])


if __name__ == "__main__":
    main()
