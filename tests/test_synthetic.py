"""The figure has the angles that it says it has, and the camera shows them as a camera would."""

from time import perf_counter
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from movescreen.pose.estimators.synthetic import PinholeCamera, Synthetic
from movescreen.pose.pose import ARRAYS, LEFT, RIGHT, Joint, Pose
from movescreen.pose.synthetic import PHASES, DepthCurve, Skeleton, bridge, glide, repetitions, squat

SIDE = np.array([1.0, -1.0])
COURSE = repetitions(2, lead=0.5, fps=15)
FAR = 1e5
STRAIGHT_ON: dict[str, Any] = {
    "distance": FAR,
    "fov": float(np.degrees(2 * np.arctan(1.5 / FAR))),
    "height": 1.0,
}  # all but orthographic
BONES = [
    (Joint.HIP, Joint.KNEE, "thigh"),
    (Joint.KNEE, Joint.ANKLE, "shank"),
    (Joint.SHOULDER, Joint.ELBOW, "upper_arm"),
    (Joint.ELBOW, Joint.WRIST, "forearm"),
]
EITHER = {"two legs": {}, "left raised": {"raised": "left", "thighs": -12.0}, "right raised": {"raised": "right"}}

degrees = st.floats(-10, 10)
squats = st.fixed_dictionaries(
    {
        "knee_flexion": st.floats(70, 125),
        "trunk": st.floats(15, 50),
        "shank": st.none() | st.floats(20, 38),
        "thigh_abduction": st.none() | st.floats(10, 20),
        "turn_out": st.tuples(st.floats(0, 25), st.floats(0, 25)),
        "foot_turns": st.tuples(degrees, degrees),
        "heel_rise": st.tuples(st.floats(0, 15), st.floats(0, 15)),
        "knees_in": st.tuples(st.floats(-0.05, 0.08), st.floats(-0.05, 0.08)),
        "arms_forward": st.tuples(st.floats(-5, 40), st.floats(-5, 40)),
        "arms_at_start": degrees,
        "head_forward": st.floats(-10, 30),
        "hip_shift": st.floats(-0.04, 0.04),
    }
)


def between(a, b):
    """The angle between vectors in space, deg."""
    return np.degrees(np.arccos(np.sum(a * b, axis=-1) / np.linalg.norm(a, axis=-1) / np.linalg.norm(b, axis=-1)))


def ahead(v):
    """How far a vector leans ahead of the vertical in the plane that a camera at the side sees, deg."""
    return np.degrees(np.angle(v[..., 1] + 1j * v[..., 2]))


def hip_angle(shoulder, hip, knee):
    """Shoulder, hip, knee of `(right, up)`: 180 straight, more where the hip is above the line between the others."""
    turned = np.degrees(np.angle(((shoulder - hip) @ [1, 1j]) / ((knee - hip) @ [1, 1j])))
    return np.where(knee[..., 0] > shoulder[..., 0], turned, -turned) % 360.0


def at_bottom(motion):
    return int(np.argmax(motion.course.depth))


def picture(motion, camera):
    """The picture's x and y in the deepest frame, `(joint, side, axis)`."""
    return camera.project(motion.points[at_bottom(motion)])[..., :2]


def joints(points, *names):
    return (points[..., name, :, :] for name in names)


# The body


@settings(max_examples=30, deadline=None)
@given(squats)
def test_a_squat_keeps_the_length_of_every_limb(how):
    assert_limbs_keep_their_length(squat(COURSE, **how))


@pytest.mark.parametrize("how", EITHER.values(), ids=EITHER)
def test_a_bridge_keeps_the_length_of_every_limb(how):
    assert_limbs_keep_their_length(bridge(COURSE, top=190, **how))


def assert_limbs_keep_their_length(motion):
    body = Skeleton()
    for start, end, name in BONES:
        long = np.linalg.norm(motion.points[:, start] - motion.points[:, end], axis=-1)
        np.testing.assert_allclose(long, getattr(body, name) * body.stature, rtol=1e-12)
    hips, shoulders = motion.points[:, Joint.HIP], motion.points[:, Joint.SHOULDER]
    trunk = np.linalg.norm(shoulders.mean(axis=1) - hips.mean(axis=1), axis=-1)
    np.testing.assert_allclose(trunk, body.trunk * body.stature, rtol=1e-12)
    np.testing.assert_allclose((hips[:, 0] - hips[:, 1])[:, 0], body.hip_width * body.stature, rtol=1e-12)
    foot = motion.points[:, Joint.HEEL] - motion.points[:, Joint.TOE]
    np.testing.assert_allclose(np.linalg.norm(foot, axis=-1), 0.12 * body.stature, rtol=1e-12)


def test_proportions_can_be_chosen_and_scale_with_stature():
    tall = squat(COURSE, Skeleton(stature=2.0, thigh=0.26)).points
    thigh = np.linalg.norm(tall[:, Joint.HIP] - tall[:, Joint.KNEE], axis=-1)
    np.testing.assert_allclose(thigh, 0.52)


@pytest.mark.parametrize("motion", [squat(COURSE), bridge(COURSE), bridge(COURSE, raised="left")])
def test_every_point_is_somewhere_plausible(motion):
    assert np.isfinite(motion.points).all()
    assert (motion.points[..., 1] > 0.0).all()
    assert (np.diff(motion.points, axis=2)[:, :, 0, 0] <= 1e-12).all()  # the right is never to the left of the left
    np.testing.assert_array_equal(motion.points[:, Joint.NOSE, LEFT], motion.points[:, Joint.NOSE, RIGHT])


def test_a_standing_figure_is_as_tall_as_it_says_and_its_hands_are_overhead():
    points = squat(COURSE).points[0]
    assert 1.55 < points[Joint.EAR, LEFT, 1] < 1.70
    assert points[Joint.WRIST, LEFT, 1] > 1.9
    assert points[Joint.NOSE, LEFT, 2] > points[Joint.EAR, LEFT, 2]


def test_feet_stay_planted_in_a_squat():
    points = squat(COURSE, knees_in=0.08, hip_shift=0.05, trunk=50).points
    for joint in (Joint.HEEL, Joint.ANKLE, Joint.TOE):
        np.testing.assert_allclose(points[:, joint], points[:1, joint].repeat(len(points), axis=0), atol=1e-12)


def test_a_heel_rises_about_a_toe_that_stays():
    points = squat(COURSE, heel_rise=(20, 0)).points
    np.testing.assert_allclose(np.ptp(points[:, Joint.TOE], axis=0), 0.0, atol=1e-12)
    rise = points[:, Joint.HEEL, :, 1].max(axis=0) - points[0, Joint.HEEL, :, 1]
    np.testing.assert_allclose(rise, [0.12 * 1.75 * np.sin(np.radians(20)), 0.0], atol=1e-12)


@pytest.mark.parametrize("how", EITHER.values(), ids=EITHER)
def test_shoulders_arms_head_and_the_planted_feet_stay_in_a_bridge(how):
    points = bridge(COURSE, **how).points
    still = [j for j in Joint if j not in (Joint.HIP, Joint.KNEE, Joint.ANKLE, Joint.HEEL, Joint.TOE)]
    np.testing.assert_allclose(np.ptp(points[:, still], axis=0), 0.0, atol=1e-12)
    planted = [side for side, name in enumerate(("left", "right")) if how.get("raised") != name]
    feet = points[:, [Joint.ANKLE, Joint.HEEL, Joint.TOE]][:, :, planted]
    np.testing.assert_allclose(np.ptp(feet, axis=0), 0.0, atol=1e-12)


def test_the_centre_of_mass_stays_over_the_middle_of_the_feet():
    points = squat(COURSE, trunk=45, thigh_abduction=15).points.mean(axis=2)[..., 2]
    hip, knee, ankle, shoulder = (points[:, j] for j in (Joint.HIP, Joint.KNEE, Joint.ANKLE, Joint.SHOULDER))
    legs = 0.2 * (knee + 0.567 * (hip - knee)) + 0.093 * (ankle + 0.567 * (knee - ankle))
    arms = 0.1 * (shoulder + points[:, Joint.WRIST]) / 2
    head = shoulder + (shoulder - hip) * Skeleton.neck / Skeleton.trunk
    mass = legs + 0.497 * (hip + shoulder) / 2 + 0.081 * head + arms
    # The arms point a little apart, which the balance leaves out: 8 deg are 1 % of their reach.
    np.testing.assert_allclose(mass / 0.971, (points[:, Joint.HEEL] + points[:, Joint.TOE]) / 2, atol=5e-4)


# The truth


@settings(max_examples=60, deadline=None)
@given(squats)
def test_a_squat_has_the_angles_it_declares(how):
    motion = squat(COURSE, **how)
    names = (Joint.HIP, Joint.KNEE, Joint.ANKLE, Joint.HEEL, Joint.TOE, Joint.SHOULDER, Joint.ELBOW, Joint.EAR)
    hip, knee, ankle, heel, toe, shoulder, elbow, ear = joints(motion.points, *names)
    trunk = shoulder.mean(axis=1) - hip.mean(axis=1)
    foot, middle = toe - heel, hip.mean(axis=1) - ankle.mean(axis=1)
    pitch = np.degrees(np.arctan2(-foot[..., 1], np.hypot(foot[..., 0], foot[..., 2])))
    width = ankle[:, LEFT, 0] - ankle[:, RIGHT, 0]
    shank = ahead(knee - ankle)
    medial = SIDE * (toe[..., 0] - knee[..., 0])
    measured = {
        "knee_flexion": bend(hip, knee, ankle),
        "knee_flexion_sagittal": 180.0 - between((hip - knee)[..., 1:], (ankle - knee)[..., 1:]),
        "trunk_inclination": ahead(trunk),
        "shank_inclination": shank,
        "trunk_minus_shank": ahead(trunk)[:, None] - shank,
        "thigh_elevation": np.degrees(np.arctan((hip - knee)[..., 1] / np.abs((hip - knee)[..., 2]))),
        "thigh_abduction": 90.0 - between(knee - hip, SIDE[:, None] * [1.0, 0.0, 0.0]),
        "arm_trunk": ahead(elbow - shoulder) - ahead(shoulder - hip),
        "heel_rise": pitch - pitch[0],
        "turn_out": np.degrees(np.arctan2(SIDE * foot[..., 0], foot[..., 2])),
        "knee_over_toe": medial,
        "knee_over_toe_percent": 100.0 * medial / (0.246 * 1.75),
        "hip_shift": middle[:, 0],
        "hip_shift_percent": 100.0 * middle[:, 0] / width,
        "hip_descent_percent": 100.0 * (hip[0].mean(axis=0) - hip.mean(axis=1))[:, 1] / (0.491 * 1.75),
        "head_forward": (ahead(ear - shoulder) - ahead(shoulder - hip)).mean(axis=1),
    }
    assert_same(motion.truth, measured)


@settings(max_examples=40, deadline=None)
@given(
    st.floats(120, 140),
    st.floats(165, 195),
    st.floats(0, 20),
    st.sampled_from([None, "left", "right"]),
    st.floats(-15, 15),
)
def test_a_bridge_has_the_angles_it_declares(rest, top, sag, raised, thighs):
    thighs = thighs if raised else 0.0
    motion = bridge(COURSE, rest=rest, top=top, sag=sag, raised=raised, thighs=thighs)
    points = motion.points[..., [2, 1]]
    shoulder, hip, knee = joints(points, Joint.SHOULDER, Joint.HIP, Joint.KNEE)
    space = joints(motion.points, Joint.HIP, Joint.KNEE, Joint.ANKLE)
    chord = knee - shoulder
    across = chord[..., 0] * (shoulder - hip)[..., 1] - chord[..., 1] * (shoulder - hip)[..., 0]
    lift = (hip[..., 1] - hip[0, ..., 1]).mean(axis=1)
    slope = np.degrees(np.angle((knee - hip) @ [1, 1j]))
    free = slope[:, 0] - slope[:, 1] if raised == "left" else slope[:, 1] - slope[:, 0]
    measured = {
        "hip_angle": hip_angle(shoulder, hip, knee),
        "hip_line_offset_percent": 100.0 * across / np.sum(chord**2, axis=-1),
        "hip_lift": lift,
        "hip_lift_percent": 100.0 * lift / (0.245 * 1.75),
        "knee_flexion": bend(*space),
        "trunk_slope": np.degrees(np.angle((hip - shoulder) @ [1, 1j])),
        "thigh_slope": slope,
        "thighs": free,
    }
    assert_same(motion.truth, measured)


def bend(hip, knee, ankle):
    """How far a knee bends, from the sum and the difference of its unit vectors: exact also near 0."""
    a, b = ((v.T / np.linalg.norm(v, axis=-1).T).T for v in (hip - knee, knee - ankle))
    return np.degrees(2.0 * np.arctan2(np.linalg.norm(a - b, axis=-1), np.linalg.norm(a + b, axis=-1)))


def assert_same(declared, measured):
    assert set(declared) == set(measured)
    for name, values in measured.items():
        assert declared[name].shape == values.shape, name
        np.testing.assert_allclose(declared[name], values, atol=1e-9, err_msg=name)


def test_a_squat_reaches_what_was_asked_of_it():
    motion = squat(
        COURSE, knee_flexion=105, trunk=40, shank=30, thigh_abduction=15, arms_forward=(20, 25), heel_rise=12
    )
    i, truth = at_bottom(motion), motion.truth
    np.testing.assert_allclose(truth["knee_flexion"][i], 105)
    np.testing.assert_allclose(truth["trunk_minus_shank"][i], 10)
    np.testing.assert_allclose(truth["thigh_abduction"][i], 15)
    np.testing.assert_allclose(truth["arm_trunk"][i], [20, 25])
    np.testing.assert_allclose(truth["heel_rise"][i], 12)


def test_knees_come_over_the_toes_unless_they_are_moved():
    aligned, left_in = squat(COURSE), squat(COURSE, knees_in=(0.08, -0.03))
    np.testing.assert_allclose(aligned.truth["knee_over_toe"][at_bottom(aligned)], 0.0, atol=1e-12)
    np.testing.assert_allclose(left_in.truth["knee_over_toe"][at_bottom(left_in)], [0.08, -0.03])
    np.testing.assert_allclose(aligned.truth["knee_flexion"], left_in.truth["knee_flexion"])


def test_hips_shift_to_the_side_asked_for():
    motion = squat(COURSE, hip_shift=0.05, ankle_width=0.4)
    assert motion.truth["hip_shift_percent"][at_bottom(motion)] == pytest.approx(12.5)
    assert motion.truth["hip_shift_percent"][0] == pytest.approx(0.0)


def test_a_bridge_passes_through_the_straight_line():
    motion = bridge(COURSE, rest=130, top=190)
    angle = motion.truth["hip_angle"]
    assert angle[0, LEFT] == pytest.approx(130)
    assert angle.max() == pytest.approx(190)
    assert np.abs(np.diff(angle[:, LEFT])).max() < 12.0
    assert (np.sign(motion.truth["hip_line_offset_percent"]) == np.sign(180.0 - angle)).all()


def test_a_held_bridge_sags_by_what_was_asked():
    course = repetitions(1, bottom=8.0)
    motion = bridge(course, top=175, sag=15)
    held = motion.truth["hip_angle"][course.phase == PHASES.index("bottom"), LEFT]
    assert held[0] == pytest.approx(175, abs=0.01)
    assert held[-1] == pytest.approx(160, abs=0.01)
    assert (np.diff(held) <= 1e-9).all()


def test_a_raised_leg_is_straight_and_its_thigh_as_high_as_asked():
    motion = bridge(COURSE, raised="right", thighs=-10)
    np.testing.assert_allclose(motion.truth["knee_flexion"][:, RIGHT], 0.0, atol=1e-5)
    np.testing.assert_allclose(np.diff(motion.truth["thigh_slope"], axis=1)[:, 0], -10.0)


def test_a_posture_out_of_reach_is_refused():
    with pytest.raises(ValueError, match="reach"):
        squat(COURSE, knees_in=0.6)
    with pytest.raises(ValueError, match="reach"):
        squat(COURSE, thigh_abduction=80, ankle_width=0.2)


# The course


def test_a_course_names_its_phases_and_repetitions():
    course = repetitions(2, lead=1, descent=1, bottom=0.5, ascent=1, rest=0.5, fps=10)
    np.testing.assert_allclose(np.c_[course.start, course.bottom, course.end], [[1, 2.25, 3.5], [4, 5.25, 6.5]])
    names = [PHASES[p] for p in course.phase]
    assert names[:10] == ["rest"] * 10
    assert names[10:35] == ["descent"] * 10 + ["bottom"] * 5 + ["ascent"] * 10
    assert course.rep[:10].tolist() == [-1] * 10
    assert course.rep[10:35].tolist() == [0] * 25
    assert course.rep[40:65].tolist() == [1] * 25
    assert (course.depth[20:25] == 1.0).all()
    assert len(course.time) == 70


def test_depth_moves_without_a_jerk():
    course = repetitions(2, fps=1000)
    speed = np.gradient(course.depth, course.time)
    push = np.gradient(speed, course.time)
    assert np.abs(np.diff(course.depth)).max() < 2e-3
    assert np.abs(np.diff(speed)).max() < 6e-3
    assert np.abs(np.diff(push)).max() < 0.05  # a corner in speed would show as a step of several units


def test_repetitions_may_be_partial_and_times_irregular():
    time = np.array([0.0, 0.1, 0.15, 2.9, 3.0, 3.1, 6.9, 7.0, 7.01])
    course = repetitions(2, lead=2, descent=1, bottom=0.2, ascent=1, rest=1.8, depths=(1.0, 0.4), time=time)
    np.testing.assert_array_equal(course.time, time)
    np.testing.assert_allclose(course.depth[[0, 4, 5, 7, 8]], [0, 1, 1, 0.4, 0.4])


def test_any_curve_may_set_the_depth_such_as_a_double_bottom():
    time = np.arange(0, 6, 1 / 30)
    depth = glide(time, np.array([1, 2, 2.5, 3, 4]), np.array([0, 1, 0.7, 1, 0]))
    motion = squat(DepthCurve(time, depth, np.array([[1.0, 2.0, 3.0, 4.0]])))
    flexion = motion.truth["knee_flexion"][:, LEFT]
    assert flexion[60] == pytest.approx(110) and flexion[90] == pytest.approx(110)
    assert flexion[75] == pytest.approx(5 + 0.7 * 105)
    assert (DepthCurve(time, depth).rep == -1).all()


# The camera


@pytest.mark.parametrize(("view", "side", "facing"), [("left", LEFT, -1), ("right", RIGHT, 1)])
def test_a_far_camera_at_the_side_shows_the_declared_angles(view, side, facing):
    motion = squat(COURSE, knees_in=(0.03, 0.0), heel_rise=8, arms_forward=15, turn_out=0)
    pose = Synthetic(motion, PinholeCamera(view, **STRAIGHT_ON)).track
    hip, knee, ankle = (pose[j][:, side] for j in (Joint.HIP, Joint.KNEE, Joint.ANKLE))
    shoulder, elbow = pose[Joint.SHOULDER][:, side], pose[Joint.ELBOW][:, side]

    def lean(v):
        return np.degrees(np.arctan2(facing * v[:, 0], v[:, 1]))

    shown = {
        "knee_flexion_sagittal": lean(knee - ankle) - lean(hip - knee),
        "shank_inclination": lean(knee - ankle),
        "trunk_minus_shank": lean(shoulder - hip) - lean(knee - ankle),
        "arm_trunk": lean(elbow - shoulder) - lean(shoulder - hip),
    }
    for name, values in shown.items():
        np.testing.assert_allclose(values, motion.truth[name][:, side], atol=2e-3, err_msg=name)
    heel, toe = pose[Joint.HEEL][:, side], pose[Joint.TOE][:, side]
    pitch = lean(toe - heel) - 90.0
    np.testing.assert_allclose(pitch - pitch[0], motion.truth["heel_rise"][:, side], atol=2e-3)


def test_a_far_camera_in_front_shows_shift_and_knees():
    motion = squat(COURSE, knees_in=(0.06, 0.0), hip_shift=0.05)
    shown, i = picture(motion, PinholeCamera("front", **STRAIGHT_ON)), at_bottom(motion)
    reference = shown[Joint.ANKLE, LEFT] - shown[Joint.ANKLE, RIGHT]
    shift = (shown[Joint.HIP] - shown[Joint.ANKLE]).mean(axis=0)
    assert 100 * shift[0] / reference[0] == pytest.approx(motion.truth["hip_shift_percent"][i], abs=0.01)
    medial = SIDE * (shown[Joint.TOE] - shown[Joint.KNEE])[:, 0] / (1280 / 3)
    np.testing.assert_allclose(medial, motion.truth["knee_over_toe"][i], atol=1e-5)


@pytest.mark.parametrize("view", ["left", "right"])
def test_a_far_camera_at_the_side_shows_the_declared_bridge(view):
    motion = bridge(COURSE, top=190, raised="left", thighs=-10)
    pose = Synthetic(motion, PinholeCamera.lying(view, **STRAIGHT_ON)).track
    shown = hip_angle(pose[Joint.SHOULDER], pose[Joint.HIP], pose[Joint.KNEE])
    np.testing.assert_allclose(shown, motion.truth["hip_angle"], atol=2e-3)


def test_a_metre_at_the_distance_of_the_subject_is_focal_over_distance():
    camera = PinholeCamera("front", distance=3, height=1.0, fov=2 * np.degrees(np.arctan(0.5)), picture=(600, 1000))
    points = np.zeros((17, 2, 3))
    points[..., 1] = 1.0
    points[Joint.TOE, LEFT] = [0.3, 1.0, 0.0]
    points[Joint.KNEE, LEFT] = [0.0, 1.6, 1.0]
    xyz = camera.project(points)
    np.testing.assert_allclose(xyz[Joint.HIP, LEFT], [300, -500, 0], atol=1e-9)
    np.testing.assert_allclose(xyz[Joint.TOE, LEFT], [400, -500, 0], atol=1e-9)
    np.testing.assert_allclose(xyz[Joint.KNEE, LEFT], [300, -500 + 300, 1000 / 3], atol=1e-9)
    np.testing.assert_allclose(camera.world(points)[Joint.KNEE, LEFT], [0.0, 0.6, 1.0], atol=1e-12)


@pytest.mark.parametrize(
    ("camera", "right"),
    [
        (PinholeCamera("front"), 1),
        (PinholeCamera("back"), -1),
        (PinholeCamera.lying("foot"), 1),
        (PinholeCamera.lying("head"), -1),
    ],
)
def test_the_subjects_left_is_on_the_right_of_a_picture_from_the_front(camera, right):
    motion = squat(COURSE) if camera.view in ("front", "back") else bridge(COURSE)
    hips = picture(motion, camera)[Joint.HIP]
    assert np.sign(hips[LEFT, 0] - hips[RIGHT, 0]) == right


@pytest.mark.parametrize(("view", "right", "near"), [("left", -1, LEFT), ("right", 1, RIGHT)])
def test_from_the_side_the_subject_faces_the_right_way_and_the_near_side_is_near(view, right, near):
    xyz = PinholeCamera(view).project(squat(COURSE).points)
    assert (np.sign(xyz[:, Joint.TOE, :, 0] - xyz[:, Joint.HEEL, :, 0]) == right).all()
    assert (xyz[:, Joint.KNEE, near, 2] > xyz[:, Joint.KNEE, 1 - near, 2]).all()
    lying = PinholeCamera.lying(view).project(bridge(COURSE).points)
    assert (np.sign(lying[:, Joint.TOE, :, 0] - lying[:, Joint.SHOULDER, :, 0]) == right).all()


def test_world_is_metres_about_the_hips_along_the_cameras_axes():
    motion, camera = squat(COURSE), PinholeCamera("left", yaw=20, tilt=8, roll=5)
    world = camera.world(motion.points)
    np.testing.assert_allclose(world[:, Joint.HIP].mean(axis=1), 0.0, atol=1e-12)
    flat = world.reshape(len(world), -1, 3)
    gaps = np.linalg.norm(flat[:, :, None] - flat[:, None], axis=-1)
    true = motion.points.reshape(len(world), -1, 3)
    np.testing.assert_allclose(gaps, np.linalg.norm(true[:, :, None] - true[:, None], axis=-1), atol=1e-9)
    assert np.linalg.det(camera.axes) == pytest.approx(1.0)


def test_roll_turns_the_picture_counter_clockwise_about_its_middle():
    motion = squat(COURSE)
    level, rolled = picture(motion, PinholeCamera("left")), picture(motion, PinholeCamera("left", roll=10))
    middle = np.array([360.0, -640.0])
    turned = ((level - middle) @ [1, 1j]) * np.exp(1j * np.radians(10))
    np.testing.assert_allclose((rolled - middle) @ [1, 1j], turned)


def test_a_camera_that_looks_down_or_stands_to_its_right_moves_the_subject_up_or_left():
    motion = squat(COURSE)
    level = picture(motion, PinholeCamera())
    assert (picture(motion, PinholeCamera(tilt=5))[..., 1] > level[..., 1]).all()
    assert (picture(motion, PinholeCamera(aside=0.3))[..., 0] < level[..., 0]).all()
    assert (picture(motion, PinholeCamera(height=1.4))[..., 1] < level[..., 1]).all()


def test_yaw_turns_a_front_camera_into_a_left_one():
    points = squat(COURSE).points
    np.testing.assert_allclose(
        PinholeCamera("front", yaw=90).project(points), PinholeCamera("left").project(points), atol=1e-9
    )
    np.testing.assert_allclose(
        PinholeCamera("left", yaw=90).project(points), PinholeCamera("back").project(points), atol=1e-9
    )


@pytest.mark.parametrize(("view", "opposite"), [("front", "front"), ("back", "back"), ("left", "right")])
def test_a_mirror_swaps_the_sides_of_a_squat(view, opposite):
    a = squat(COURSE, knees_in=(0.07, 0.0), hip_shift=0.04, heel_rise=(0, 10), turn_out=(5, 20))
    b = squat(COURSE, knees_in=(0.0, 0.07), hip_shift=-0.04, heel_rise=(10, 0), turn_out=(20, 5))
    one = Synthetic(a, PinholeCamera(view, yaw=7, roll=2, aside=0.2)).track.mirrored()
    other = Synthetic(b, PinholeCamera(opposite, yaw=-7, roll=-2, aside=-0.2)).track
    np.testing.assert_allclose(one.xyz, other.xyz, atol=1e-9)
    np.testing.assert_allclose(one.world, other.world, atol=1e-12)


def test_a_mirror_swaps_the_sides_of_a_bridge():
    one = Synthetic(bridge(COURSE, raised="left", thighs=-5), PinholeCamera.lying("left")).track.mirrored()
    other = Synthetic(bridge(COURSE, raised="right", thighs=-5), PinholeCamera.lying("right")).track
    np.testing.assert_allclose(one.xyz, other.xyz, atol=1e-9)


@pytest.mark.parametrize("view", ["front", "back", "left", "right"])
def test_the_whole_body_is_in_the_default_picture(view):
    assert (Synthetic(squat(COURSE), PinholeCamera(view)).track.seen == 1.0).all()


@pytest.mark.parametrize("view", ["left", "right", "foot", "head"])
def test_the_whole_lying_body_is_in_the_default_picture(view):
    assert (Synthetic(bridge(COURSE, raised="left"), PinholeCamera.lying(view)).track.seen == 1.0).all()


# What the measurement reference says of projection


def frontal_angle(motion, side=LEFT, **camera):
    """The frontal projection angle hip-knee-ankle in the deepest frame, deg; + = the knee is medial of the line."""
    shown = picture(motion, PinholeCamera("front", **STRAIGHT_ON, **camera))[:, side]
    thigh, shank = shown[Joint.HIP] - shown[Joint.KNEE], shown[Joint.ANKLE] - shown[Joint.KNEE]
    medial = SIDE[side] * (thigh[1] * shank[0] - thigh[0] * shank[1])
    return float(np.copysign(180.0 - between(thigh, shank), medial))


ALIGNED: dict[str, Any] = {"thigh_abduction": 18, "turn_out": 12, "ankle_width": 0.492}  # the ankles below the knees


@pytest.mark.parametrize(("flexion", "shank", "shown"), [(90, 28, -34), (120, 36, -77)])
def test_an_aligned_squat_projects_to_a_large_frontal_angle(flexion, shank, shown):
    motion = squat(COURSE, knee_flexion=flexion, shank=shank, **ALIGNED)
    assert frontal_angle(motion) == pytest.approx(shown, abs=2.0)


@pytest.mark.parametrize(("flexion", "change"), [(60, 1.1), (90, 1.9)])
def test_a_degree_of_yaw_changes_the_frontal_angles_oppositely(flexion, change):
    motion = squat(COURSE, knee_flexion=flexion, **ALIGNED)
    turned = [frontal_angle(motion, side, yaw=1) - frontal_angle(motion, side) for side in (LEFT, RIGHT)]
    np.testing.assert_allclose(turned, [change, -change], atol=0.15)


def test_ten_degrees_of_yaw_move_the_knee_over_the_toe_by_little():
    motion = squat(COURSE, knee_flexion=105, **ALIGNED)
    straight, turned = (picture(motion, PinholeCamera("front", yaw=y, **STRAIGHT_ON)) for y in (0, 10))
    shank = 0.246 * 1.75 * 1280 / 3
    moved = (turned - straight)[Joint.TOE] - (turned - straight)[Joint.KNEE]
    assert (np.abs(moved[:, 0]) / shank < 0.035).all()


@pytest.mark.parametrize(("yaw", "shown"), [(10, 169.3), (20, 168.2), (30, 166.6)])
def test_a_bridge_of_170_reads_less_from_the_foot_end(yaw, shown):
    points = picture(bridge(COURSE, top=170), PinholeCamera("left", yaw=-yaw, **STRAIGHT_ON))[:, LEFT]
    read = float(hip_angle(points[Joint.SHOULDER], points[Joint.HIP], points[Joint.KNEE]))
    # The remainder grows with the slope of trunk and thigh, on which the reference says nothing.
    assert read == pytest.approx(shown, abs=0.03 * yaw)


def test_a_straight_bridge_reads_180_from_any_side_where_hips_and_shoulders_are_alike_wide():
    motion = bridge(COURSE, Skeleton(hip_width=0.2, shoulder_width=0.2), top=180)
    for camera in (
        PinholeCamera.lying("left", yaw=-25, tilt=8),
        PinholeCamera.lying("left", yaw=15, height=0.9),
        PinholeCamera.lying("right"),
    ):
        points = picture(motion, camera)
        read = hip_angle(points[Joint.SHOULDER], points[Joint.HIP], points[Joint.KNEE])
        np.testing.assert_allclose(read, 180.0, atol=1e-5)


@pytest.mark.parametrize(("yaw", "change"), [(1, 0.1), (20, 0.7), (-20, 0.7)])
def test_yaw_changes_the_lean_of_the_near_side_only_a_little(yaw, change):
    # Shank and trunk lean outwards alike here: a shank that is upright from the front would lose the cancelling.
    motion = squat(COURSE, knee_flexion=105, thigh_abduction=18, turn_out=12)

    def lean(camera):
        shown = picture(motion, camera)[:, LEFT]
        trunk, shank = shown[Joint.SHOULDER] - shown[Joint.HIP], shown[Joint.KNEE] - shown[Joint.ANKLE]
        return np.degrees(np.arctan2(-trunk[0], trunk[1]) - np.arctan2(-shank[0], shank[1]))

    straight = lean(PinholeCamera("left", **STRAIGHT_ON))
    assert abs(lean(PinholeCamera("left", yaw=yaw, **STRAIGHT_ON)) - straight) < change


# The backend


def same(a: Pose, b: Pose) -> bool:
    return a.picture == b.picture and all(np.array_equal(getattr(a, n), getattr(b, n), equal_nan=True) for n in ARRAYS)


def test_frame_by_frame_is_the_track_bit_for_bit():
    hidden = np.zeros((len(COURSE.time), 17, 2), bool)
    hidden[3:5], hidden[7, Joint.KNEE, RIGHT] = True, True
    with Synthetic(squat(COURSE), PinholeCamera("left"), noise_px=2.0, seed=4, hidden=hidden) as backend:
        frames = list(backend.frames())
        poses = [backend(frame) for frame in reversed(frames)][::-1]
        assert same(Pose.concatenate(poses), backend.track)
    assert poses[0].time.shape == () and poses[0].xyz.shape == (17, 2, 3)
    assert [frame.time for frame in frames] == COURSE.time.tolist()
    assert frames[0].picture.shape == (1280, 720, 3)


def test_noise_is_of_the_size_asked_for_and_repeats_with_its_seed():
    motion, camera = squat(COURSE), PinholeCamera()
    clean, noisy = Synthetic(motion, camera).track, Synthetic(motion, camera, noise_px=3.0, seed=1).track
    assert (noisy.xyz - clean.xyz).std() == pytest.approx(3.0, rel=0.03)
    assert same(noisy, Synthetic(motion, camera, noise_px=3.0, seed=1).track)
    assert not same(noisy, Synthetic(motion, camera, noise_px=3.0, seed=2).track)
    np.testing.assert_array_equal(noisy.xyz[:, Joint.NOSE, LEFT], noisy.xyz[:, Joint.NOSE, RIGHT])
    metres = (noisy.world - clean.world) * camera.scale(motion.points)[:, None, None, None]
    np.testing.assert_allclose(metres, noisy.xyz - clean.xyz, atol=1e-9)


def test_hidden_points_keep_a_guess_and_hidden_frames_have_no_body():
    hidden = np.zeros((len(COURSE.time), 17, 2), bool)
    hidden[5], hidden[:, Joint.ANKLE, LEFT] = True, True
    track = Synthetic(squat(COURSE), PinholeCamera(), hidden=hidden).track
    assert np.isnan(track.xyz[5]).all() and np.isnan(track.world[5]).all() and (track.seen[5] == 0.0).all()
    assert (track.seen[6:, Joint.ANKLE, LEFT] < 0.5).all() and np.isfinite(track.xyz[6:]).all()
    assert (track.seen[6:, Joint.ANKLE, RIGHT] == 1.0).all()


def test_points_outside_the_picture_are_less_sure():
    track = Synthetic(squat(COURSE), PinholeCamera(fov=30)).track
    assert track.seen[0, Joint.WRIST, LEFT] == pytest.approx(0.3)
    assert track.seen[0, Joint.KNEE, LEFT] == 1.0


def test_provenance_is_words():
    provenance = Synthetic(squat(COURSE), PinholeCamera("back")).provenance
    assert provenance["view"] == "back"
    assert all(isinstance(value, str) for value in provenance.values())


def test_a_minute_of_movement_is_built_in_no_time():
    course = repetitions(12, lead=3.6, rest=1.7)
    assert len(course.time) == 1800
    assert min(seconds(squat, course) for _ in range(5)) < 0.05
    assert min(seconds(bridge, course) for _ in range(5)) < 0.05


def seconds(move, course):
    start = perf_counter()
    move(course)
    return perf_counter() - start
