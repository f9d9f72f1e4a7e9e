"""What the live page says and speaks: short enough to be understood from across the room."""

from __future__ import annotations

import math
from collections.abc import Sequence

from movescreen.scoring.recording_quality import FEET, HANDS, HEAD
from movescreen.web.live.readiness import CHANGE, ReadinessCheck, is_open

CHECKS = {
    "person": "Somebody is there",
    "posture": "Ready to begin",
    "whole": "Whole body in the picture",
    "view": "Seen from where it shows",
    "distance": "Near enough, in the middle",
    "alone": "One person",
    "level": "Camera level",
    "light": "Enough light",
    "rate": "Enough pictures a second",
}
CHANGES = {
    "nobody": "Step into the picture.",
    "lie_down": "Lie on your back, knees bent, hips on the floor.",
    "stand_up": "Stand upright.",
    "raise_arms": "Raise both arms overhead.",
    HANDS: "Your hands leave the picture. Step back {steps}.",
    FEET: "Your feet leave the picture. Step back {steps}.",
    HEAD: "Your head leaves the picture. Step back {steps}.",
    "hidden": "Something hides part of the body. Turn, or clear the view.",
    "turn_side": "Turn until one side faces the camera.",
    "turn_front": "Turn to face the camera.",
    "turn_back": "Turn your back to the camera.",
    "turn_auto": "Turn to face the camera, or turn one side to it.",
    "square": "Turn a little to your {way}.",
    "step_back": "Step back {steps}.",
    "come_closer": "Come closer, {steps}.",
    "turn_camera": "Turn the camera to the {way}.",
    "others": "Keep other people out of the picture.",
    "turn": "Turn the camera {way}, about {amount:.0f} degrees.",
    "dark": "Turn on more light.",
    "blinding": "Less light: the picture is all white.",
    "against_light": "The light is behind you. Light the room from the camera's side.",
    "slow": "Only {amount:.0f} pictures a second. Turn on more light, and close other programs.",
}
UNTOLD = {
    "alone": "not counted yet",
    "level": "no door frame or wall edge to tell by: look at the camera itself",
    "rate": "not known yet",
}
STEPS = {0.5: "half a metre", 1.0: "one metre"}
STAND_STILL = "Hold still."
INSTRUCTIONS = {
    "overhead_squat": "Arms overhead. Squat as low as is comfortable, and stand up again. {times}.",
    "bridge": "Lift your hips until trunk and thighs are in line, hold, and let them down. {times}.",
    "single_leg_bridge": "One leg straight in the air. Lift your hips, hold, and let them down. {times}.",
}
TIMES = "Until you are told to stop", "Once", "{count} times"
FINISHED, MEASURING = "Finished.", "Measuring."
CAMERA = "{name} · {size[0]} × {size[1]} · {rate:.1f} pictures a second · {dropped} dropped"
BEHIND = " · This computer manages {reached:.0f} a second: close other programs."
TROUBLES = {
    "black": "The picture is black. Take the cover off the lens, or turn on a light.",
    "frozen": "The picture has not changed for {seconds:.0f} seconds. Unplug the camera and plug it in again.",
    "silent": "The camera has given no picture for {seconds:.0f} seconds. It is tried again by itself.",
    "slow": "The camera gives only {rate:.0f} pictures a second. Turn on more light, or choose a smaller picture.",
}
UNFORESEEN = "Something went amiss here that nobody foresaw; the terminal shows what. Begin again."
UNREADABLE = "The camera ended in a way that nobody foresaw; the terminal shows how. It is tried again by itself."
FIGURES = {
    "hip_descent": "Depth",
    "knee_flexion": "Knee bend",
    "hip_angle": "Hip angle",
    "hold": "Held",
}
VIEWS = {"auto": "Detect", "front": "From the front", "side": "From the side", "back": "From behind"}
PAGE = {
    "title": "Record a session",
    "who": "Client",
    "new": "New client",
    "name": "Name",
    "consent": "What the person has agreed to",
    "add": "Add client",
    "choose": "Choose a client",
    "sessions": "Sessions",
    "unclaimed": "These recordings are in the library's folder, but not in its list: the list was lost, or an older "
    "copy of it was put back. They are kept. To take one back in, choose its client below; for a video alone choose "
    "the screen and view too.",
    "only_video": "only its video",
    "take_back": "Take back in",
    "taken_back": "Taken back in: see the client's sessions.",
    "whose": "Choose the client of this recording first, or add one.",
    "screen": "Screen",
    "view": "Camera looks",
    "count": "Repetitions",
    "endless": "0: until stopped",
    "keep": "Keep the video",
    "mirror": "Mirror the picture on this page",
    "camera": "Camera",
    "width": "Pixels across",
    "prepare": "Get into place",
    "start": "Start now",
    "stop": "Stop",
    "back": "Back",
    "speak": "Speak aloud",
    "voiceless": "This browser has no voice of its own.",
    "gate": "In place?",
    "last": "Last repetition",
    "report": "Open the report",
    "lost": "The connection to movescreen was lost. It is tried again.",
    "go": "Go.",
    "finished": FINISHED,
    "keys": "Space: start and stop. Escape: back.",
    "record": "Record",
    "trends": "What changed",
    "export": "Export everything",
    "delete": "Delete everything",
    "delete_one": "Delete",
    "sure": "Delete all of {name}'s sessions, results and videos, for good?",
    "sure_one": "Delete this session, for good?",
    "yes": "Yes, delete",
    "no": "No",
    "video": "Video",
    "interrupted": "interrupted",
    "running": "being recorded",
    "queued": "being measured",
    "pairs": "Front and side of one day",
    "pair": "{screen}, {when}, front and side",
    "join": "Join",
    "change": "Change",
    "measure": "Measure its video",
    "none": "No session yet.",
    "agreed": "Agreed",
    "when": "When",
    "observed": "Observed",
    "repetitions": "Repetitions",
}
UNMEASURED = "Not measured. {why}"
AGREED = "Agreed to be recorded by this computer's camera and measured. Results stay on this computer until deleted."


def advice(check: ReadinessCheck) -> str:
    """What to do about a check; nothing where it is fine."""
    if check.state != CHANGE:
        return UNTOLD.get(check.code, "") if check.state != "fine" else ""
    steps = "" if math.isnan(check.amount) else STEPS.get(check.amount, f"{min(check.amount, 3.0):g} metres")
    return CHANGES[check.say].format(steps=steps, amount=check.amount, way=check.way)


def next_thing(checks: Sequence[ReadinessCheck]) -> str:
    """The one thing to do now: to hold still where nothing is to be changed, nothing before anybody was looked at."""
    return next((advice(check) for check in checks if check.state == CHANGE), STAND_STILL if is_open(checks) else "")


def instruction(screen: str, count: int | None) -> str:
    """What the person is asked to do, so many times; None until they are stopped."""
    some = TIMES[min(count or 0, 2)].format(count=count)
    return INSTRUCTIONS[screen].format(times=some)
