"""From stored poses to the record: the truth by construction is the judge, and a few numbers are kept as they are."""

from typing import Any

import numpy as np
import pytest
from people import BODIES, BRIDGE, SQUAT, Motion, bridge, brief, reading, record_of, repetitions, seen, squat, synthetic

from movescreen.pose.estimators.replay import Replay, store_poses
from movescreen.pose.pose import SIDES
from movescreen.records.record import Record
from movescreen.session import Session, run

FAR = {"distance": 60.0, "fov": 3.0}  # so far that nothing is larger for being nearer
NEAR = {"distance": 3.0}
SAGITTAL = {
    "knee_flexion": "knee_flexion_sagittal",
    "trunk_inclination": "trunk_inclination",
    "shank_inclination": "shank_inclination",
    "trunk_minus_shank": "trunk_minus_shank",
    "thigh_elevation": "thigh_elevation",
    "arm_trunk": "arm_trunk",
    "heel_rise": "heel_rise",
}
LYING = {
    "hip_angle": "hip_angle",
    "hip_line_offset": "hip_line_offset_percent",
    "hip_lift": "hip_lift_percent",
    "knee_flexion": "knee_flexion",
    "trunk_slope": "trunk_slope",
    "thigh_slope": "thigh_slope",
}
Bodies = tuple[dict[str, Any], ...]  # how each squats
FROM_THE_SIDE: Bodies = ({}, {"heel_rise": 14.0, "arms_forward": 25.0}, {"trunk": 50.0, "knee_flexion": 95.0})
FACE_ON: Bodies = ({}, {"knees_in": (0.09, 0.0)}, {"knees_in": -0.05}, {"hip_shift": 0.06}, {"hip_shift": -0.04})
TOPS = (160.0, 178.0, 192.0)

every_body = pytest.mark.parametrize("body", BODIES)


def truth(motion: Motion, name: str, side: int = 0) -> float:
    """The truth at the bottom of the first repetition, of one side where it has two."""
    first, last = motion.course.moments[0, 1:3]
    values = motion.truth[name][(motion.time >= first) & (motion.time <= last)]
    return float(np.median(values[:, side] if values.ndim == 2 else values))


def in_plane(body: str) -> dict[str, float]:
    """A stance that keeps thighs and shins in planes parallel to a camera at the side."""
    return {"ankle_width": BODIES[body].metres.hip_width, "turn_out": 0.0, "thigh_abduction": 0.0}


def off(record: Record, motion: Motion, measures: dict[str, str], side: str) -> dict[str, float]:
    """How far each measure of the first repetition is from the truth."""
    index, sided = (
        SIDES.index(side),
        {r.measure: r.side for r in record.repetitions[0].readings if r.side in ("", side)},
    )
    return {
        measure: abs(reading(record, measure, sided[measure]).value - truth(motion, name, index))
        for measure, name in measures.items()
    }


def face_on(record: Record, motion: Motion) -> dict[str, float]:
    """How far hip shift and both knees over toes are from the truth."""
    shift = next(r.value for r in record.repetitions[0].readings if r.measure == "hip_shift")
    knees = [
        abs(reading(record, "knee_over_toe", side).value - truth(motion, "knee_over_toe_percent", index))
        for index, side in enumerate(SIDES)
    ]
    return {"hip_shift": abs(shift - truth(motion, "hip_shift_percent")), "knee_over_toe": max(knees)}


def worst(offs: list[dict[str, float]]) -> dict[str, float]:
    return {measure: max(each[measure] for each in offs) for measure in offs[0]}


def within(offs: list[dict[str, float]], **limits: float) -> None:
    found = worst(offs)
    beyond = {name: value for name, value in found.items() if not value <= limits.get(name, limits["others"])}
    assert not beyond, f"further from the truth than {limits}"


def squats_from_the_side(body: str, yaws: tuple[float, ...], camera: dict, **legs: float) -> list[dict[str, float]]:
    made = [squat(brief(), BODIES[body], **legs, **movement) for movement in FROM_THE_SIDE]
    views = [(motion, side, yaw) for motion in made for side in SIDES for yaw in yaws]
    return [off(record_of(seen(m, s, yaw=y, **camera), SQUAT, view="side"), m, SAGITTAL, s) for m, s, y in views]


def squats_face_on(body: str, yaws: tuple[float, ...], camera: dict) -> list[dict[str, float]]:
    made = [squat(brief(), BODIES[body], **movement) for movement in FACE_ON]
    views = [(motion, view, yaw) for motion in made for view in ("front", "back") for yaw in yaws]
    return [face_on(record_of(seen(m, v, yaw=y, **camera), SQUAT), m) for m, v, y in views]


def bridges(body: str, yaws: tuple[float, ...], camera: dict) -> list[dict[str, float]]:
    made = [bridge(brief(bottom=0.8), BODIES[body], top=top) for top in TOPS]
    views = [(motion, side, yaw) for motion in made for side in SIDES for yaw in yaws]
    return [off(record_of(seen(m, s, yaw=y, **camera), BRIDGE, view="side"), m, LYING, s) for m, s, y in views]


@every_body
def test_a_far_camera_reads_every_number_as_it_is(body):
    # Heels are read by the ankle's lift too, over a distance from ankle to ball that is the usual one; and from the
    # front nothing tells how far away the camera is, which knees are read as if it stood at 3 m.
    within(squats_from_the_side(body, (0,), FAR), others=0.2, heel_rise=1.2)
    within(squats_face_on(body, (0,), FAR), knee_over_toe=2.6, others=0.3)
    within(bridges(body, (0,), FAR), others=0.2)


@every_body
def test_three_metres_and_five_degrees_off_angles_are_within_one_and_a_half_degrees(body):
    """With legs that move in planes; what knees that point outwards add is a matter of perspective, not of reading."""
    within(squats_from_the_side(body, (-5, 0, 5), NEAR, **in_plane(body)), others=1.5)


@pytest.mark.parametrize("distance", [2.0, 3.0, 4.5])
def test_what_knees_that_point_outwards_look_nearer_by_is_taken_off(distance):
    """Wide stances before a camera at chest height: from 3 m a knee's bend would read 6 degrees less."""
    body, camera = "usual", {"distance": distance, "height": 1.2, "fov": 75.0}
    legs = {"ankle_width": 0.5, "turn_out": 30.0, "thigh_abduction": 30.0}
    found = worst(squats_from_the_side(body, (0,), camera, **legs))
    assert max(found[name] for name in ("knee_flexion", "thigh_elevation", "trunk_minus_shank")) < 0.3


# deg: a third more than the worst of four bodies, as computed when this was written.
TEN_DEGREES_OFF = {
    "knee_flexion": 0.9,
    "thigh_elevation": 0.4,
    "trunk_inclination": 2.5,
    "shank_inclination": 1.9,
    "trunk_minus_shank": 1.9,
    "arm_trunk": 0.9,
    "heel_rise": 0.9,
}
KNEES_OUTWARDS = {
    "knee_flexion": 2.5,
    "thigh_elevation": 1.4,
    "trunk_inclination": 2.5,
    "shank_inclination": 0.8,
    "trunk_minus_shank": 1.4,
    "arm_trunk": 0.9,
    "heel_rise": 0.6,
}


@every_body
def test_squat_ten_degrees_off(body):
    """A camera 10 deg off the side, and legs that move in planes."""
    within(squats_from_the_side(body, (-10, 10), NEAR, **in_plane(body)), others=0, **TEN_DEGREES_OFF)


@every_body
def test_squat_knees_outwards(body):
    """Knees that point outwards, before a camera up to 10 deg off the side."""
    within(squats_from_the_side(body, (-10, 0, 10), NEAR), others=0, **KNEES_OUTWARDS)


@every_body
def test_face_on_knees_are_within_two_and_a_half_percent_and_hips_within_one(body):
    within(squats_face_on(body, (0,), NEAR), knee_over_toe=2.5, hip_shift=1.1, others=0)


@every_body
def test_each_degree_that_the_camera_is_off_costs_half_a_percent_of_the_hip_shift_and_of_the_knees(body):
    within(squats_face_on(body, (-5, 5), NEAR), knee_over_toe=2.5 + 2.0, hip_shift=1.1 + 2.5, others=0)
    within(squats_face_on(body, (-10, 10), NEAR), knee_over_toe=2.5 + 4.0, hip_shift=1.1 + 5.0, others=0)


@every_body
def test_the_hip_angle_of_a_bridge_is_within_two_degrees(body):
    within(bridges(body, (-10, 0, 10), NEAR), others=2.0)


def states(record: Record) -> dict[str, str]:
    """The state of each finding that could be measured, with its side."""
    return {" ".join((f.finding, f.side)).strip(): f.state for f in record.findings if f.state != "not_measurable"}


def observed(record: Record) -> set[str]:
    return {name for name, state in states(record).items() if state == "observed"}


@pytest.mark.parametrize(
    ("view", "movement", "expected"),
    [
        ("front", {}, set()),
        ("front", {"knees_in": 0.12}, {"knees_move_in left", "knees_move_in right"}),
        ("front", {"knees_in": (0.12, 0.0)}, {"knees_move_in left"}),
        ("back", {"knees_in": (0.0, 0.12)}, {"knees_move_in right"}),
        ("front", {"knees_in": -0.12}, {"knees_move_out left", "knees_move_out right"}),
        ("front", {"hip_shift": 0.08}, {"asymmetrical_shift left"}),
        ("back", {"hip_shift": -0.08}, {"asymmetrical_shift right"}),
        ("left", {}, set()),
        ("left", {"trunk": 62.0, "knee_flexion": 100.0}, {"forward_lean left"}),
        ("right", {"heel_rise": 20.0}, {"heels_rise right"}),
        ("left", {"arms_forward": 35.0}, {"arms_fall_forward left"}),
    ],
)
def test_a_squat_shows_what_it_was_made_with_and_nothing_else(view, movement, expected):
    record = record_of(seen(squat(brief(), **movement), view, noise_px=1.0), SQUAT)
    assert observed(record) == expected
    assert len(states(record)) >= 3


@pytest.mark.parametrize(
    ("top", "expected"), [(178.0, set()), (150.0, {"hips_below_line"}), (202.0, {"hips_past_line"})]
)
@pytest.mark.parametrize("side", SIDES)
def test_a_bridge_shows_what_it_was_made_with_and_nothing_else(side, top, expected):
    record = record_of(seen(bridge(brief(bottom=0.8), top=top), side, noise_px=1.0), BRIDGE)
    assert observed(record) == {f"{name} {side}" for name in expected}
    assert len(states(record)) >= 2


def test_stored_poses_give_the_record_of_the_poses(tmp_path):
    """The whole walk: two squats from the left are seen, stored, read again, and measured frame by frame."""
    camera = synthetic(squat(repetitions(2, lead=1.0, rest=0.9)), "left")
    store_poses(tmp_path / "poses.npz", camera.track, camera.provenance)
    with Replay(tmp_path / "poses.npz") as poses:
        record, track = run(camera.frames(), poses, Session(SQUAT))
    assert record.as_json() == record_of(camera.track, SQUAT).as_json()
    assert np.array_equal(track.xyz, camera.track.xyz)
    assert record.view == "side"
    for number in (1, 2):
        found = {name: reading(record, name, side, number).value for name, side in GOLDEN}
        assert found == pytest.approx({name: GOLDEN[name, side] for name, side in GOLDEN}, abs=0.01)


# Truth: 109.88, 12.64, 35, 32.52, 2.48, 0, 0; the rest is perspective at three metres, which angles between limbs at
# different depths are rid of, and those against the picture are not. Where one of these moves, say so
# under *Measured values* in the changelog: which, by how much, on which clips.
GOLDEN = {
    ("knee_flexion", "left"): 109.88,
    ("thigh_elevation", "left"): 12.64,
    ("trunk_inclination", "left"): 35.21,
    ("shank_inclination", "left"): 32.96,
    ("trunk_minus_shank", "left"): 2.48,
    ("arm_trunk", "left"): 0.0,
    ("heel_rise", "left"): 0.0,
    ("hip_descent", ""): 45.63,
}
