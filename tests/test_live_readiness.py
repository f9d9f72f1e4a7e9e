"""Before a recording the gate says what to change, and opens when there is nothing left to change."""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from string import Formatter
from typing import Any

import cv2
import numpy as np
import pytest
from adding import BUNDLE
from language import banned
from people import BRIDGE, SQUAT, bridge, brief, hide, seen, squat, without_body

from movescreen.measures.camera_angle import pitch_of
from movescreen.measures.reference_from_frames import reference_pose_of
from movescreen.pose.estimators import PoseEstimator
from movescreen.pose.pose import Joint, Pose
from movescreen.pose.visibility import believed
from movescreen.scoring import bias_correction
from movescreen.screens import Screen, screens
from movescreen.video import Frame
from movescreen.web.live import live_words, phrases, phrases_german
from movescreen.web.live.camera_feed import TakenFrame
from movescreen.web.live.follower import Follower
from movescreen.web.live.image_checks import AGAINST_LIGHT, BLINDING, DARK, ImageCheck, is_black, light, roll
from movescreen.web.live.readiness import CHANGE, CODES, FINE, PITCH, UNKNOWN, Gate, ReadinessCheck, is_open

STANDING, LYING = squat(brief(lead=2.0)), bridge(brief(lead=2.0))
SEEN = ImageCheck("", 0.0, 1)


def gate(track: Pose, screen: Screen = SQUAT, view: str = "auto") -> Gate:
    """The gate after the first second of a track."""
    looking = Gate(screen, view)
    for frame in range(30):
        looking.push(track.at(frame))
    return looking


def checks(
    track: Pose, screen: Screen = SQUAT, view: str = "auto", glance: ImageCheck = SEEN
) -> dict[str, ReadinessCheck]:
    found = {check.code: check for check in gate(track, screen, view).checks(glance, 30.0)}
    assert tuple(found) == tuple(code for code in CODES if code != PITCH)  # no network, no pitch
    return found


def changes(track: Pose, screen: Screen = SQUAT, view: str = "auto", **others: Any) -> dict[str, str]:
    """What is to be changed, by check."""
    return {code: one.say for code, one in checks(track, screen, view, **others).items() if one.state == CHANGE}


def test_gate_few_frames_a_second() -> None:
    """On a slow machine answers stay from frame to frame; who was seen long ago tells nothing."""
    track, looking, told = seen(STANDING, "front"), Gate(SQUAT), []
    for number in range(8):
        looking.push(replace(track.at(number), time=np.asarray(0.45 * number)))
        told.append(looking.checks(SEEN, 2.2)[0].state)
    assert told[0] == UNKNOWN and set(told[1:]) == {FINE}
    looking.push(replace(track.at(9), time=np.asarray(30.0)))
    assert looking.checks(SEEN, 2.2)[0].state == UNKNOWN


@pytest.mark.parametrize("view", ["front", "back", "left", "right"])
def test_who_stands_as_a_squat_begins_is_let_through_from_every_side(view: str) -> None:
    looking = gate(seen(STANDING, view))
    assert {check.state for check in looking.checks(SEEN, 30.0)} == {FINE}
    assert looking.still and is_open(looking.checks(SEEN, 30.0))


@pytest.mark.parametrize("view", ["left", "right"])
def test_who_lies_as_a_bridge_begins_is_let_through_from_either_side(view: str) -> None:
    looking = gate(seen(LYING, view), BRIDGE, "side")
    assert {check.state for check in looking.checks(SEEN, 30.0)} == {FINE} and looking.still


def test_nobody_is_let_through_before_enough_was_seen() -> None:
    looking = Gate(SQUAT)
    assert not looking.still and not is_open(looking.checks(SEEN, 30.0)) and not is_open([])
    for frame in range(10):
        looking.push(seen(STANDING).at(frame))
    assert not looking.still


def test_an_empty_picture_asks_for_somebody() -> None:
    nobody = without_body(seen(STANDING), slice(None))
    found = checks(nobody)
    assert changes(nobody) == {"person": "nobody"} and found["view"].state == UNKNOWN and not gate(nobody).still


def test_arms_that_hang_are_asked_for_and_so_is_standing_up() -> None:
    assert changes(seen(squat(brief(lead=2.0), arms_at_start=130.0)))["posture"] == "raise_arms"
    assert changes(seen(LYING, "left"))["posture"] == "stand_up"
    assert changes(seen(STANDING, "left"), BRIDGE)["posture"] == "lie_down"


def test_the_view_that_is_shown_must_be_the_one_that_is_wanted() -> None:
    for wanted in ("front", "side", "back"):
        for shown in ("front", "left", "back"):
            said = changes(seen(STANDING, shown), view=wanted).get("view", "")
            same = {"left": "side"}.get(shown, shown) == wanted
            assert said == ("" if same else f"turn_{wanted}")
    assert changes(seen(STANDING, "front", yaw=45.0))["view"] == "turn_auto"
    assert changes(seen(LYING, "foot"), BRIDGE)["view"] == "turn_side"


@pytest.mark.parametrize(("yaw", "way"), [(24.0, "left"), (-24.0, "right")])
def test_who_stands_turned_is_told_which_way_to_turn(yaw: float, way: str) -> None:
    found = checks(seen(STANDING, "front", yaw=yaw))["view"]
    assert (found.say, found.way) == ("square", way) and abs(found.amount - 24) < 3


def test_order_of_causes() -> None:
    """Who is so close that feet are cut off is asked to step back, not to stand upright or turn."""
    close = seen(STANDING, "front", distance=1.2, fov=50.0)
    found = gate(close).checks(SEEN, 30.0)
    assert [check.code for check in found][:6] == ["person", "whole", "alone", "distance", "view", "posture"]
    assert {check.code: check.state for check in found}["posture"] == UNKNOWN
    assert "Step back" in live_words.next_thing(found)


def test_order_of_two_people() -> None:
    """Other people are to leave before the camera is turned; one who was pointed at is followed."""
    track = seen(STANDING, "front", aside=0.5)
    two = replace(SEEN, people=2)
    assert "other people" in live_words.next_thing(gate(track).checks(two, 30.0))
    pointed = gate(track)
    pointed.chosen = True
    said = live_words.next_thing(pointed.checks(two, 30.0))
    assert said == "Turn the camera to the left."
    assert live_words.next_thing(pointed.checks(two, 30.0), mirrored=True) == "Turn the camera to the right."


def test_one_person_while_nobody_is_there() -> None:
    """Nobody is not one person."""
    nobody = without_body(seen(STANDING), slice(None))
    assert checks(nobody, glance=replace(SEEN, people=0))["alone"].state == UNKNOWN


@pytest.mark.parametrize(("tilt", "way"), [(20.0, "down"), (0.0, ""), (-20.0, "up")])
def test_camera_tilted(tilt: float, way: str) -> None:
    """A camera that looks far down or up is to be tilted upright, where its network's feet tell the pitch."""
    looking = gate(seen(STANDING, "front", tilt=tilt, distance=4.0, fov=80.0, picture=(1000, 1400)))
    looking.network = "blazepose"
    found = {check.code: check for check in looking.checks(SEEN, 30.0)}["pitch"]
    assert found.way == way and (found.state == CHANGE) == bool(way)


def test_camera_tilted_is_computed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pitch of a camera is worked out once a look, and is the one that a recording is measured with."""
    looking, told = gate(seen(STANDING, "front", tilt=-4.0)), []
    looking.network = "blazepose"

    def counted(*given: Any) -> Any:
        told.append(pitch_of(*given))
        return told[-1]

    monkeypatch.setattr(bias_correction, "pitch_of", counted)
    looking.checks(SEEN, 30.0)
    assert len(told) == 1
    reference = reference_pose_of(believed(seen(STANDING, "front", tilt=-4.0)), "front")
    corrected = bias_correction.CorrectedScreen(SQUAT, "blazepose")
    pitch = corrected.seen_pitch(reference)
    assert pitch and pitch.down == pytest.approx(corrected.placed(reference).camera.pitch)
    assert bias_correction.CorrectedScreen(SQUAT, "markers").seen_pitch(reference) is None


class Far(PoseEstimator):
    """Finds the person only in parts of the picture."""

    def __init__(self, track: Pose) -> None:
        self.track, self.in_parts, self.provenance, self.at = track, False, {}, 0

    def __call__(self, frame: Frame) -> Pose:
        self.at += 1
        return self.track.at(self.at % 30) if self.in_parts else Pose.unseen(frame.time, (640, 480))

    def close(self) -> None:
        pass


def test_follower_looks_closer_where_nobody_is_found() -> None:
    """Who stands far away is found after a second, and asked to come nearer; until then, to step in or come nearer."""
    track = seen(STANDING, "front", distance=9.0)
    looking, said = Gate(SQUAT, "front"), []
    with ThreadPoolExecutor(1) as workers:
        follower = Follower(BUNDLE, lambda *_: Far(track), workers)
        for number in range(75):
            taken = TakenFrame(Frame(number, number / 30, np.zeros((480, 640, 3), np.uint8)), 50 + number / 30, 0)
            looking.push(replace(follower.pose(taken, True, False), time=np.asarray(number / 30)))
            said.append(live_words.next_thing(looking.checks(SEEN, 30.0)))
        follower.close()
    assert said[20] == "Step into the picture, or come nearer."
    assert said[-1].startswith("Come closer")


def test_who_is_too_near_is_told_how_far_to_step_back() -> None:
    amounts = []
    for distance in (2.0, 1.5):
        found = checks(seen(STANDING, "front", distance=distance, fov=50.0))
        assert found["whole"].state == CHANGE and live_words.advice(found["whole"]).startswith("Your ")
        amounts.append(found["whole"].amount)
    assert 0.5 <= amounts[0] < amounts[1] <= 2.5


def test_who_is_too_far_is_told_to_come_closer() -> None:
    found = checks(seen(STANDING, "front", distance=9.0, fov=60.0))["distance"]
    assert found.say == "come_closer" and found.amount >= 2.0
    assert live_words.advice(found) == "Come closer, 3 metres."
    assert live_words.advice(found, units="imperial") == "Come closer, 10 feet."


@pytest.mark.parametrize(("aside", "way"), [(0.5, "left"), (-0.5, "right")])
def test_who_stands_aside_has_the_camera_turned(aside: float, way: str) -> None:
    found = checks(seen(STANDING, "front", aside=aside))["distance"]
    assert (found.say, found.way) == ("turn_camera", way)


def test_a_leg_that_is_hidden_is_said_so() -> None:
    track = hide(hide(seen(STANDING), Joint.KNEE, slice(None)), Joint.ANKLE, slice(None))
    assert changes(track)["whole"] == "hidden"


def test_who_moves_is_not_still_until_still_for_long_enough() -> None:
    track = seen(squat(brief(lead=1.0)))
    looking, still = Gate(SQUAT), []
    for frame in range(len(track)):
        looking.push(track.at(frame))
        still.append(looking.still)
    first = still.index(True)
    assert 0.6 <= track.time[first] <= 0.8
    assert not any(still[44:88])


def test_what_the_network_makes_of_single_frames_is_no_movement() -> None:
    track = seen(LYING, "left")
    jittering = track.xyz.copy()
    jittering[::4, Joint.ANKLE, :, 1] += 0.1 * np.ptp(track.xyz[..., 0])
    flickering = hide(replace(track, xyz=jittering), Joint.ANKLE, slice(None), slice(2, None, 5))
    assert gate(flickering, BRIDGE).still


def test_a_stand_in_that_begins_anew_is_looked_at_anew() -> None:
    looking = gate(seen(STANDING))
    looking.push(seen(STANDING).at(0))
    assert not looking.still


def test_what_a_glance_tells_is_checked() -> None:
    track = seen(STANDING)
    assert changes(track, glance=replace(SEEN, people=2)) == {"alone": "others"}
    assert changes(track, glance=replace(SEEN, light=DARK)) == {"light": "dark"}
    leaning = checks(track, glance=replace(SEEN, roll=4.0))["level"]
    assert (
        leaning.state == CHANGE and live_words.advice(leaning) == "Turn the camera counter-clockwise, about 4 degrees."
    )
    assert live_words.advice(checks(track, glance=replace(SEEN, roll=-4.0))["level"]).startswith(
        "Turn the camera clockwise"
    )
    unknown = checks(track, glance=ImageCheck())
    assert {code for code, one in unknown.items() if one.state == UNKNOWN} == {"alone", "level"}
    assert is_open(list(unknown.values()))


@pytest.mark.parametrize(("rate", "state"), [(30.0, FINE), (12.0, CHANGE), (0.0, UNKNOWN)])
def test_too_few_pictures_a_second_are_said(rate: float, state: str) -> None:
    (found,) = (check for check in gate(seen(STANDING)).checks(SEEN, rate) if check.code == "rate")
    assert found.state == state


def room(lean: float) -> np.ndarray:
    """A wall with a door and a shelf, by a camera that turned its content counter-clockwise by `lean` deg."""
    wall = np.full((720, 1280, 3), 170, np.uint8)
    for left, right, grey in ((150, 330, 90), (700, 980, 210), (1050, 1180, 60)):
        wall[120:650, left:right] = grey
    turn = cv2.getRotationMatrix2D((640, 360), lean, 1.0)
    return cv2.warpAffine(wall, turn, (1280, 720), borderMode=cv2.BORDER_REPLICATE)


@pytest.mark.parametrize("lean", [-6.0, -2.0, 0.0, 1.0, 4.0])
def test_how_the_camera_leans_is_read_off_the_room(lean: float) -> None:
    assert roll(room(lean)) == pytest.approx(lean, abs=0.4)


def test_a_bare_wall_says_nothing_of_how_the_camera_leans() -> None:
    noise = np.random.default_rng(1).integers(120, 136, (720, 1280, 3)).astype(np.uint8)
    assert math.isnan(roll(noise)) and math.isnan(roll(np.zeros((720, 1280, 3), np.uint8)))


def test_light_is_told_on_the_body() -> None:
    pose = seen(STANDING, "front", picture=(720, 1280)).at(5)
    lit = np.full((1280, 720, 3), 120, np.uint8)
    assert light(lit, pose) == "" and light(lit) == ""
    assert light(np.full_like(lit, 20), pose) == DARK
    assert light(np.full_like(lit, 250), pose) == BLINDING
    behind = np.full_like(lit, 220)
    columns, rows = pose.xyz[..., 0], -pose.xyz[..., 1]
    behind[int(rows.min()) : int(rows.max()), int(columns.min()) : int(columns.max())] = 40
    assert light(behind, pose) == AGAINST_LIGHT


def test_a_covered_lens_is_black_and_a_dark_room_is_not() -> None:
    noise = np.random.default_rng(1).integers(0, 5, (480, 640, 3)).astype(np.uint8)
    assert is_black(noise)
    noise[100:180, 100:180] = 60
    assert not is_black(noise)


def test_all_that_is_said_has_words_and_none_that_nobody_should_hear() -> None:
    assert set(phrases.CHECKS) == set(CODES)
    for words in (phrases, phrases_german):
        said = [text for name in dir(words) if name.isupper() for text in texts(getattr(words, name))]
        assert len(said) > 150 and [banned(text, words.CODE) for text in said if banned(text, words.CODE)] == []
    for name in screens():
        assert live_words.instruction(name, 3).endswith("3 times.") and live_words.instruction(name, 1).endswith(
            "Once."
        )
        assert live_words.instruction(name, None).endswith("Until you are told to stop.")


def texts(words: Any) -> list[str]:
    """All texts in a value of a file of words."""
    parts = words.values() if isinstance(words, dict) else words if isinstance(words, tuple) else [words]
    return [part for part in parts if isinstance(part, str)]


def test_words_of_german() -> None:
    """German has every phrase that English has, with the same things to fill in, and none of its own."""
    for name in [name for name in dir(phrases) if name.isupper()]:
        ours, theirs = getattr(phrases, name), getattr(phrases_german, name)
        assert type(ours) is type(theirs), name
        if isinstance(ours, dict):
            assert set(ours) == set(theirs), name
            theirs = {key: theirs[key] for key in ours}
        for one, other in zip(texts(ours), texts(theirs), strict=True):
            fields = [sorted({f for _, f, _, _ in Formatter().parse(text) if f}) for text in (one, other)]
            assert fields[0] == fields[1], (name, one)


def test_one_thing_is_said_at_a_time_and_then_to_hold_still() -> None:
    several = [
        ReadinessCheck("person", FINE),
        ReadinessCheck("posture", CHANGE, "raise_arms"),
        ReadinessCheck("light", CHANGE, "dark"),
    ]
    assert live_words.next_thing(several) == "Raise both arms overhead."
    assert live_words.next_thing(several[:1]) == "Hold still."


def test_nothing_is_said_before_anybody_was_looked_at() -> None:
    beginning = Gate(SQUAT).checks(SEEN, 30.0)
    assert {check.state for check in beginning if check.code in CODES[:5]} == {UNKNOWN}
    assert live_words.next_thing(beginning) == "" and not is_open(beginning)
