"""Registers, camera, feet, stretches of signals and reference poses: numbers that are worked out here.

The numbers are written out. None is imported from the code that it checks.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from people import brief, seen, squat

from movescreen.errors import Problem
from movescreen.measures import registry
from movescreen.measures.arms_and_head import arm_angle, arm_angle_at_slant, by_the_arms
from movescreen.measures.camera_angle import (
    Pitch,
    nearness,
    off_square,
    pitch_of,
    pixels_per_metre,
    roll_of,
    with_camera_geometry,
    without_roll,
    yaw_uncertainty,
)
from movescreen.measures.evidence import Checked, checked_on_people
from movescreen.measures.feet import _halves_apart, foot_length, heel_rise, turn_out, turn_out_change
from movescreen.measures.limb_angles import knee_flexion
from movescreen.measures.per_repetition import RepetitionSignals, over_repetition
from movescreen.measures.perspective import CameraGeometry
from movescreen.measures.reference_from_frames import (
    forward_of,
    off_side,
    reference_pose_of,
    seen_from,
    usual_reference_pose,
    view_of,
)
from movescreen.measures.reference_pose import ReferencePose, Support
from movescreen.measures.registry import Measure, measure, registered
from movescreen.measures.signals import (
    _speed,
    _thinned,
    at_rest_beyond,
    closed,
    holes,
    longest,
    lowering,
    slope,
    steady,
    with_lost_frames,
)
from movescreen.pose.pose import JOINTS, LEFT, RIGHT, Array, Joint, Pose

SHOULDER, HIP, KNEE, ANKLE, HEEL, TOE = (
    Joint.SHOULDER,
    Joint.HIP,
    Joint.KNEE,
    Joint.ANKLE,
    Joint.HEEL,
    Joint.TOE,
)
FRONT, SIDE = frozenset({"front"}), frozenset({"side"})


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """An empty register of measures."""
    empty: dict[str, Any] = {}
    monkeypatch.setattr(registry, "MEASURES", empty)
    return empty


def body(**points: tuple[tuple[float, float], tuple[float, float]]) -> Pose:
    """One frame of 200 by 100 px with some points, left and right; the others at the bottom left corner."""
    pose = Pose(np.asarray(0.0), np.zeros((JOINTS, 2, 3)), np.zeros((JOINTS, 2, 3)), np.ones((JOINTS, 2)), (200, 100))
    for name, places in points.items():
        pose.xyz[Joint[name.upper()], :, :2] = places
    return pose


def both(x: float, y: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """The same place left and right."""
    return (x, y), (x, y)


def upright(view: str = "side", **points: tuple[tuple[float, float], tuple[float, float]]) -> ReferencePose:
    """A body that stands on its ankles at 0: hips at 100, shoulders at 150; legs of 100."""
    stands = {"ankle": both(0, 0), "knee": both(0, 50), "hip": both(0, 100), "shoulder": both(0, 150)}
    return ReferencePose(body(**(stands | points)), view, 1.0)


def made(**others: Any) -> Measure:
    """A measure that is registered as `number`, 3 unsure and 7 of the far limb."""
    settings: dict[str, Any] = {"meaning": "A number.", "far_limb_uncertainty": 7.0} | others

    def number(pose: Pose, reference: ReferencePose) -> Array:
        """Return 1 and 2."""
        return np.broadcast_to([1.0, 2.0], (*pose.time.shape, 2))

    return measure("deg", 3.0, others.pop("views", SIDE), **{k: v for k, v in settings.items() if k != "views"})(number)


def test_measure_registers(register: dict[str, Any]) -> None:
    """What the decorator is given is what the measure has."""
    doubt, slant = (lambda pose, reference: np.zeros(2)), (lambda pose, reference: np.zeros(()))
    one = made(
        sided=True,
        directed=True,
        from_afar=True,
        yaw_put_right=True,
        within=(-1.0, 4.0),
        doubt=doubt,
        slant=slant,
        level_unless_stated=FRONT,
    )
    assert register == {"number": one}
    assert (one.name, one.unit, one.meaning, one.uncertainty, one.far_limb_uncertainty) == (
        "number",
        "deg",
        "A number.",
        3.0,
        7.0,
    )
    assert (one.views, one.sided, one.directed, one.from_afar, one.yaw_put_right) == (SIDE, True, True, True, True)
    assert (one.within, one.doubt, one.slant, one.level_unless_stated) == ((-1.0, 4.0), doubt, slant, FRONT)
    assert one.__doc__ == "Return 1 and 2."
    assert one.function(upright().pose, upright()).tolist() == [1.0, 2.0]


def test_measure_unless_told(register: dict[str, Any]) -> None:
    """What the decorator is not given: two sides, no direction, no far limb, any value."""
    one = made(far_limb_uncertainty=None)
    assert (one.sided, one.directed, one.from_afar, one.yaw_put_right) == (True, False, False, False)
    assert (one.far_limb_uncertainty, one.doubt, one.slant) == (None, None, None)
    assert (one.within, one.level_unless_stated) == ((-math.inf, math.inf), frozenset())


def test_registered_twice(register: dict[str, Any]) -> None:
    """Two measures of one name are refused; the same one again is not; without a function its doc stays."""
    one = made()
    assert registered(one) is one
    assert one.__doc__ == "Return 1 and 2."
    with pytest.raises(ValueError, match="two measures are called number"):
        made()
    assert register["number"] is one


@pytest.mark.parametrize(
    ("value", "possible"), [(-10.0, True), (-10.1, False), (60.0, True), (60.1, False), (math.nan, True), (5.0, True)]
)
def test_possible_ends(value: float, possible: bool, register: dict[str, Any]) -> None:
    """Both ends are possible, and what was not measured."""
    assert made(within=(-10.0, 60.0)).possible(value) is possible


def test_uncertainty_for_limbs(register: dict[str, Any]) -> None:
    """In a side view, looking right, the left limb is far: 7 for 3; without a number of its own 3."""
    one, side, front = made(), upright(), upright("front")
    assert [one.uncertainty_for(limb, side) for limb in ("left", "right")] == [7.0, 3.0]
    assert [one.uncertainty_for(limb, replace(side, forward=-1.0)) for limb in ("left", "right")] == [3.0, 7.0]
    assert [one.uncertainty_for(limb, front) for limb in ("left", "right")] == [3.0, 3.0]
    assert replace(one, far_limb_uncertainty=None).uncertainty_for("left", side) == 3.0


def aslant(degrees: float) -> ReferencePose:
    """A body whose network tells that the camera stood so far off its side."""
    reference = upright("oblique")
    reference.pose.world[(SHOULDER, HIP), LEFT, 0] = math.sin(math.radians(degrees))
    reference.pose.world[(SHOULDER, HIP), LEFT, 2] = math.cos(math.radians(degrees))
    return reference


@pytest.mark.parametrize(("degrees", "told"), [(0.0, True), (39.9, True), (40.1, False), (90.0, False)])
def test_at_slant(degrees: float, told: bool, register: dict[str, Any]) -> None:
    """Up to 40 deg off the side a measure with a slant is told, 6 less sure; then, and without one, it is not."""
    one = made(slant=lambda pose, reference: pose.xyz[ANKLE, 0, 0] + 10.0 + reference.forward)
    reference = aslant(degrees)
    assert off_side(reference) == pytest.approx(degrees)
    assert one.at_slant(reference) is told
    assert one.reason_hidden_in(reference) == ("" if told else "other_view")
    assert one.uncertainty_for("right", reference) == pytest.approx(math.sqrt(45) if told else 3.0)
    assert one(reference.pose, reference).tolist() == pytest.approx([math.nan, 11.0 if told else math.nan], nan_ok=True)
    assert not replace(one, slant=None).at_slant(reference)


def test_reason_hidden(register: dict[str, Any]) -> None:
    """Why a view does not show a measure, and what no view shows."""
    one = made()
    assert [one.reason_hidden_in(upright(view)) for view in ("side", "front")] == ["", "other_view"]
    assert replace(one, views=frozenset()).reason_hidden_in(upright()) == "by_eye_only"


@pytest.mark.parametrize(
    ("view", "support", "far", "values"),
    [
        ("side", None, 7.0, [math.nan, 2.0]),
        ("side", Support.LEFT, 7.0, [1.0, math.nan]),
        ("side", Support.LEFT, None, [math.nan, math.nan]),
        ("side", Support.RIGHT, None, [math.nan, 2.0]),
        ("side", Support.BOTH, 7.0, [math.nan, 2.0]),
        ("front", None, 7.0, [1.0, 2.0]),
        ("back", None, 7.0, [math.nan, math.nan]),
    ],
)
def test_measure_limbs(view: str, support: Support | None, far: float | None, values: list[float], register) -> None:
    """From the side the near limb counts, or the one that carries if the measure shows the far one."""
    one = made(far_limb_uncertainty=far, views=FRONT | SIDE)
    reference = replace(upright(view), support=support)
    assert one(reference.pose, reference).tolist() == pytest.approx(values, nan_ok=True)


def test_taken_as_level(register: dict[str, Any]) -> None:
    """An estimated pitch is left out of a view that it makes worse; a stated one counts."""
    one = made(level_unless_stated=FRONT)
    told = upright("front")
    stated = replace(told, camera=CameraGeometry(pitch=5.0, pitch_stated=True))
    assert [one.taken_as_level(reference) for reference in (told, stated, upright())] == [True, False, False]
    assert stated.as_seen.camera == CameraGeometry(pitch=0.0, pitch_stated=True)


def test_arm_angle_by_hand() -> None:
    """Arms straight up are 0; straight ahead 90; with arms ahead a trunk is 6 deg less sure."""
    up = {"elbow": both(0, 175), "wrist": both(0, 200)}
    ahead = {"elbow": both(20, 150), "wrist": both(40, 150)}
    for arms, angle in ((up, 0.0), (ahead, 90.0)):
        reference = upright("side", **arms)
        assert arm_angle(reference.pose, reference).tolist() == pytest.approx([angle] * 2)
        assert by_the_arms(reference.pose, reference).tolist() == pytest.approx([angle / 15] * 2)


@pytest.mark.parametrize("forward", [1.0, -1.0])
def test_arm_angle_at_slant_by_hand(forward: float) -> None:
    """At 60 deg off the side what reaches 15 px ahead and 30 up reaches 30 ahead: 45 deg."""
    reference = replace(aslant(60.0), forward=forward)
    reference.pose.xyz[(Joint.ELBOW, Joint.WRIST), :, :2] = [[[10 * forward, 170]] * 2, [[20 * forward, 190]] * 2]
    assert float(arm_angle_at_slant(reference.pose, reference)) == pytest.approx(45.0)


def test_knee_flexion_by_hand() -> None:
    """A knee 50 ahead of ankle and hip is bent by a right angle."""
    reference = upright(knee=both(50, 50))
    assert knee_flexion.function(reference.pose, reference).tolist() == pytest.approx([90.0, 90.0])


def signals(**columns: list[float]) -> RepetitionSignals:
    """A repetition of a number, six frames, the third and fourth at the extreme; the hole after the third 0.4 s."""
    time = np.array([0.0, 0.1, 0.2, 0.6, 0.7, 1.0])
    return RepetitionSignals(
        time, slice(2, 4), {("number", side): np.array(v) for side, v in columns.items()} | {("other", "left"): time}
    )


def test_repetition_signals_lost(register: dict[str, Any]) -> None:
    """Holes of 0.4 and 0.3 s: sqrt((0.16 + 0.09) / 12); one of 0.2 is none."""
    one, known = made(), [1.0] * 6
    assert replace(signals(left=known), side="left").lost((one,)) == pytest.approx(0.14434, abs=1e-5)
    assert replace(signals(left=[1, math.nan, 1, 1, 1, math.nan]), side="left").lost((one,)) == pytest.approx(
        0.11547, abs=1e-5
    )
    assert signals(left=known).frame == pytest.approx(0.1)


def test_repetition_signals_of(register: dict[str, Any]) -> None:
    """The columns of some measures, and scaled about their median at the extreme."""
    own = replace(signals(left=[0.0, 2.0, 4.0, 6.0, 8.0, 10.0]), side="left").of((made(),))
    assert list(own.columns) == [("number", "left")]
    assert (own.side, own.extreme) == ("left", slice(2, 4))
    more, less = own.scaled_about_extreme(0.1, -0.1)
    assert more.columns["number", "left"].tolist() == pytest.approx([-0.5, 1.7, 3.9, 6.1, 8.3, 10.5])
    assert less.columns["number", "left"].tolist() == pytest.approx([0.5, 2.3, 4.1, 5.9, 7.7, 9.5])


def range_of(signals: RepetitionSignals) -> float:
    """Return how far the number goes."""
    return float(np.ptp(signals.columns["number", signals.side]))


def test_over_repetition_by_hand(register: dict[str, Any]) -> None:
    """It has the sides and views of what it is of; a range of 10 is 7 % unsure; what was not seen has no value."""
    one = made(views=FRONT | SIDE)
    ranged = over_repetition("deg", 2.0, one, meaning="A range.", within=(0.0, 90.0))(range_of)
    assert register["range_of"] is ranged
    assert (ranged.name, ranged.unit, ranged.meaning, ranged.uncertainty) == ("range_of", "deg", "A range.", 2.0)
    assert (ranged.views, ranged.sided, ranged.directed, ranged.within) == (FRONT | SIDE, True, False, (0.0, 90.0))
    assert (ranged.of, ranged.far_limb_uncertainty, ranged.__doc__) == ((one,), 2.0, "Return how far the number goes.")
    assert [ranged.reason_hidden_in(upright(view)) for view in ("front", "back")] == ["", "other_view"]
    both = signals(left=[0.0, 2.0, 4.0, 6.0, 8.0, 10.0], right=[math.nan] * 6)
    assert ranged(both).tolist() == pytest.approx([10.0, math.nan], nan_ok=True)
    assert ranged.spread(both).tolist() == pytest.approx([0.7, 0.0])


def test_over_repetition_far_limb(register: dict[str, Any]) -> None:
    """Its own number for the far limb, or none where the limb does not show what it is of; views are those of all."""
    near = replace(made(far_limb_uncertainty=None, views=FRONT | SIDE), name="near")
    whole = replace(near, name="whole", sided=False, views=SIDE)
    shown = replace(near, name="shown", far_limb_uncertainty=7.0)
    made_of = [
        over_repetition("s", 2.0, *of, meaning="A time.", far_limb_uncertainty=5.0)
        for of in ((shown,), (near, shown), (whole,))
    ]

    def first(signals: RepetitionSignals) -> float:
        return 0.0

    def second(signals: RepetitionSignals) -> float:
        return 0.0

    def third(signals: RepetitionSignals) -> float:
        return 0.0

    built = [decorate(function) for decorate, function in zip(made_of, (first, second, third), strict=True)]
    assert [b.far_limb_uncertainty for b in built] == [5.0, None, 5.0]
    assert [b.sided for b in built] == [True, True, False]
    assert built[2].views == SIDE
    assert over_repetition("s", 2.0, near, whole, meaning="A time.")(second_of_two).views == SIDE


def second_of_two(signals: RepetitionSignals) -> float:
    """Return nothing."""
    return 0.0


@pytest.mark.parametrize(
    ("points", "roll"),
    [
        ((300.0, 100.0, 340.0, 500.0), 5.7106),
        ((340.0, 500.0, 300.0, 100.0), 5.7106),
        ((340.0, 100.0, 300.0, 500.0), -5.7106),
        ((0.0, 0.0, 0.0, 100.0), 0.0),
        ((0.0, 0.0, 100.0, 100.0), 45.0),
    ],
)
def test_roll_of_by_hand(points: tuple[float, float, float, float], roll: float) -> None:
    """A line that goes 40 to the right over 400 down leans by atan(0.1), whichever end is named first."""
    assert roll_of(*points) == pytest.approx(roll, abs=1e-4)


@pytest.mark.parametrize("points", [(0.0, 0.0, 0.0, 99.0), (0.0, 0.0, 103.0, 100.0), (0.0, 0.0, -103.0, 100.0)])
def test_roll_of_no_plumb_line(points: tuple[float, float, float, float]) -> None:
    """Points less than 100 px apart, or leaning by more than 45 deg, are no plumb line."""
    with pytest.raises(Problem, match="plumb line"):
        roll_of(*points)


def test_without_roll_by_hand() -> None:
    """A quarter turn about the middle of the picture, 100 right and 50 down, and about the body's own middle."""
    pose = body(knee=((110.0, -50.0), (100.0, -50.0)))
    pose.world[KNEE, LEFT] = 1.0, 0.0, 0.5
    turned = without_roll(pose, 90.0)
    assert turned[KNEE].tolist() == [pytest.approx([100.0, -60.0]), pytest.approx([100.0, -50.0])]
    assert turned.world[KNEE, LEFT].tolist() == pytest.approx([0.0, -1.0, 0.5])
    assert without_roll(pose, 30.0)[KNEE][LEFT].tolist() == pytest.approx([108.6603, -55.0], abs=1e-4)
    assert without_roll(pose, 0.0) is pose


def turned_by(view: str, across: float, nearer: float, skew: float = 0.0) -> ReferencePose:
    """A body whose left ankle the network has so far to the side and nearer, shoulders and hips in one place."""
    reference = upright(view)
    reference.pose.world[ANKLE, LEFT] = across, 0.0, nearer
    return replace(reference, camera=CameraGeometry(skew=skew))


def test_off_square_face_on() -> None:
    """Shoulders, hips and ankles together tell it, less the network's own; from the back it is half a turn more."""
    assert off_square(turned_by("front", 1.0, 1.0, 5.0)) == pytest.approx(40.0)
    assert off_square(turned_by("back", -1.0, 0.0, 2.0)) == pytest.approx(-2.0)
    assert off_square(turned_by("back", -1.0, -1.0)) == pytest.approx(45.0)
    assert math.isnan(off_square(turned_by("oblique", 1.0, 1.0)))


@pytest.mark.parametrize(("width", "degrees"), [(48.5, 30.0), (-48.5, -30.0), (200.0, 90.0), (-200.0, -90.0)])
def test_off_square_from_the_side(width: float, degrees: float) -> None:
    """Of a trunk of 100 px a width of 48.5 is half of the 0.97 that face on shows: 30 deg."""
    half = 0.5 * width
    reference = upright(shoulder=((half, 200.0), (-half, 200.0)))
    assert off_square(reference) == pytest.approx(degrees)
    assert off_square(replace(reference, forward=-1.0)) == pytest.approx(-degrees)


@pytest.mark.parametrize(
    ("view", "estimate", "sure"), [("front", 13.0, 13.0), ("front", 4.9, 5.0), ("back", 41.0, 40.3)]
)
def test_yaw_uncertainty_by_hand(view: str, estimate: float, sure: float) -> None:
    """What exceeds the noise of 5 deg, from the back 9, in quadrature with 5 as stated."""
    sign = 1 if view == "front" else -1
    angle = math.radians(estimate)
    reference = turned_by(view, sign * math.cos(angle), sign * math.sin(angle))
    assert yaw_uncertainty(reference, 5.0) == pytest.approx(sure, abs=0.02)


def test_yaw_uncertainty_unknown() -> None:
    """As stated where nothing tells it."""
    assert yaw_uncertainty(upright("oblique"), 6.0) == 6.0


def test_pitch_of_by_hand() -> None:
    """Feet 10 deg below the middle, 1 m below a camera at 3 m, which is 18.435: it looks down by 8.435.

    0.3 m over 3 m are 5.7296 deg, and a fifth of the pitch is 1.687.
    """
    feet = -50.0 - 1000.0 * math.tan(math.radians(10))
    camera = CameraGeometry(ahead=(100.0, -50.0), focal=1000.0)
    told = pitch_of(camera, body(ankle=both(0, feet)), 1.08, 0.3)
    assert (told.down, told.uncertainty) == pytest.approx((8.4349, 5.9728), abs=1e-4)
    assert not told.stated


def test_pitch_of_unseen() -> None:
    """Nothing, known to 7 deg, without feet or a focal length."""
    assert pitch_of(CameraGeometry(focal=1000.0), body(ankle=both(0, math.nan)), 1.0, 0.3) == Pitch(0.0, 7.0)
    assert pitch_of(CameraGeometry(), body(), 1.0, 0.3) == Pitch(0.0, 7.0)


def scaled(reference: ReferencePose, metres: float = 1.5) -> ReferencePose:
    """The body, 150 px high, so many metres high to the network."""
    reference.pose.world[..., 1] = reference.pose.xyz[..., 1] / 150.0 * metres
    return reference


def test_pixels_per_metre_by_hand() -> None:
    """150 px over 1.5 m, and over half a metre; none where nothing is seen or the body has no height."""
    assert pixels_per_metre(scaled(upright()).pose) == pytest.approx(100.0)
    assert pixels_per_metre(scaled(upright(), 0.5).pose) == pytest.approx(300.0)
    assert pixels_per_metre(upright().pose) == 0.0
    unseen = body(ankle=both(0, 0))
    unseen.xyz[...] = math.nan
    assert pixels_per_metre(unseen) == 0.0


@pytest.mark.parametrize(("view", "near"), [("front", 1 / 3), ("back", 1 / 3), ("oblique", 0.0)])
def test_with_camera_geometry_by_hand(view: str, near: float) -> None:
    """At 100 px a metre and 3 m the focal length is 300 px; it looks at the middle of 200 by 100 px."""
    reference = scaled(upright(view, ankle=both(30, 0)))
    camera = with_camera_geometry(reference, -3.0, 0.04, 0.7).camera
    assert (camera.skew, camera.wander, camera.trunk) == (-3.0, 0.04, 0.7)
    assert (camera.metre, camera.focal, camera.ahead) == (pytest.approx(100.0), pytest.approx(300.0), (100.0, -50.0))
    assert (camera.middle, camera.inverse_distance) == ((30.0, -50.0), pytest.approx(near))
    assert (camera.pitch, camera.pitch_uncertainty, camera.pitch_stated) == (0.0, 0.0, False)


def test_with_camera_geometry_pitch() -> None:
    """The pitch that somebody told of a standing body, and none of a lying one; then a metre is of the upright."""
    standing = scaled(upright("front"))
    camera = with_camera_geometry(standing, 0.0, pitch=lambda camera, pose: Pitch(8.0, 2.0, True)).camera
    assert (camera.pitch, camera.pitch_uncertainty, camera.pitch_stated) == (8.0, 2.0, True)
    assert camera.metre == pytest.approx(pixels_per_metre(camera.upright(standing.pose)))
    assert camera.metre != pytest.approx(100.0, abs=1.0)
    lying = scaled(upright("side", shoulder=both(150, 40)))
    assert with_camera_geometry(lying, 0.0, pitch=lambda camera, pose: Pitch(8.0, 2.0)).camera.pitch == 0.0


def test_with_camera_geometry_turned() -> None:
    """Face on by how much it is turned; from the side, and where it cannot be told, not at all."""
    assert with_camera_geometry(turned_by("front", 1.0, 1.0), 5.0).camera.turned == pytest.approx(40.0)
    assert with_camera_geometry(turned_by("oblique", 1.0, 1.0), 5.0).camera.turned == 0.0
    assert with_camera_geometry(turned_by("side", 1.0, 1.0), 5.0).camera.turned == 0.0


def stepping(nearer: float, lower: float) -> Pose:
    """A body at 100 px a metre whose left foot is so much nearer, m, and lower, px, 1.5 m below the middle."""
    pose = Pose(np.asarray(0.0), np.zeros((JOINTS, 2, 3)), np.zeros((JOINTS, 2, 3)), np.ones((JOINTS, 2)), (400, 400))
    pose.xyz[..., 1], pose.world[..., 1] = -350.0, 0.0
    pose.xyz[(ANKLE, HEEL, TOE), LEFT, 1] = -350.0 - lower
    pose.xyz[SHOULDER, :, 1], pose.world[SHOULDER, :, 1] = -150.0 - lower, 2.0
    pose.world[(ANKLE, HEEL, TOE), LEFT, 2] = nearer
    return pose


@pytest.mark.parametrize(
    ("nearer", "lower", "near"), [(0.4, 10.0, 0.15768), (0.4, -30.0, 0.0), (0.4, 30.0, 0.41613), (0.0, 0.0, 1 / 3)]
)
def test_nearness_by_hand(nearer: float, lower: float, near: float) -> None:
    """Three points 0.1 m lower and 0.4 nearer at 1.6: (3 * 0.1 * 0.64 + 0.01 / 3) / (3 * 0.64 ** 2 + 0.01)."""
    assert nearness(stepping(nearer, lower)) == pytest.approx(near, abs=1e-4)


def test_nearness_limits() -> None:
    """No nearer than 0.7 a metre; none of who lies or is not seen."""
    assert nearness(stepping(0.1, 60.0)) == 0.7
    assert nearness(body()) == 0.0


def test_heel_rise_by_hand() -> None:
    """Heel and ankle rise by 20 and 10 deg about a toe 100 ahead: 15, and 5 unsure; standing heels count."""
    low, reference = math.tan(math.radians(5)) * 100, upright()
    reference.pose.xyz[(HEEL, ANKLE), :, :2] = np.array([[[0, low]] * 2, [[0, 0]] * 2])
    reference.pose.xyz[TOE, :, :2] = 100, 0
    risen = replace(reference.pose, xyz=reference.pose.xyz.copy())
    for joint, degrees in ((HEEL, 25), (ANKLE, 10)):
        risen.xyz[joint, :, 1] = math.tan(math.radians(degrees)) * 100
    assert heel_rise.function(risen, reference).tolist() == pytest.approx([15.0, 15.0])
    assert _halves_apart(risen, reference).tolist() == pytest.approx([5.0, 5.0])


def pointing(left: float, right: float, down: float = 0.0) -> Pose:
    """A body of legs of 100 face on, whose toes are so far to the right of heel and ankle."""
    return upright("front", toe=((left, down), (right, down)), heel=both(0, 0)).pose


def test_turn_out_change_by_hand() -> None:
    """Toes from 13 to 26 px outwards, of feet of 26: from 30 to 90 deg; the right foot points inwards by 30."""
    reference = replace(upright("front"), pose=pointing(13.0, 0.0))
    assert turn_out_change.function(pointing(26.0, 13.0), reference).tolist() == pytest.approx([60.0, -30.0])


def test_turn_out_by_hand() -> None:
    """Half-way between standing at 13 and 0 px and now: 13 px are 30 deg; what is believed of the yaw is put right."""
    reference = replace(upright("front"), pose=pointing(13.0, -13.0), camera=CameraGeometry(turned=2.0))
    assert turn_out.function(pointing(13.0, -13.0), reference).tolist() == pytest.approx([31.34, 28.66])
    long = replace(reference, foot_length=0.4, camera=CameraGeometry())
    assert turn_out.function(pointing(27.0, -13.0), long).tolist() == pytest.approx([30.0, 18.966], abs=1e-3)


def test_foot_length_by_hand() -> None:
    """24 ahead and 0.26 sin 30 across make 0.27295, of which half of what it is more than 0.26 is believed."""
    side = upright(heel=both(-10, 0), ankle=both(10, 0), toe=both(24, 0), knee=both(10, 50), hip=both(10, 100))
    assert foot_length(side, 30.0) == pytest.approx(0.26647, abs=1e-5)
    assert foot_length(replace(side, pose=side.pose.mirrored()), 0.0) == pytest.approx(0.25)


def test_upright_by_hand() -> None:
    """A camera that looks down by 30 deg: points at, beside and above the middle; and the network's metres."""
    camera = CameraGeometry(pitch=30.0, focal=100.0, ahead=(50.0, -50.0))
    pose = body(knee=((60.0, -50.0), (50.0, -30.0)))
    pose.world[KNEE, LEFT] = 0.5, 1.0, 2.0
    seen_level = camera.upright(pose)
    assert seen_level[KNEE][LEFT].tolist() == pytest.approx([61.5470, -107.7350], abs=1e-4)
    assert seen_level[KNEE][RIGHT].tolist() == pytest.approx([50.0, -83.8288], abs=1e-3)
    assert seen_level.world[KNEE, LEFT].tolist() == pytest.approx([0.5, 1.8660, 1.2321], abs=1e-4)
    assert replace(camera, pitch=0.0).upright(pose) is pose
    assert replace(camera, focal=0.0).upright(pose) is pose


def test_reference_pose_upright() -> None:
    """The reference pose that a level camera sees has no pitch left."""
    reference = replace(upright(), camera=CameraGeometry(pitch=30.0, focal=100.0, ahead=(50.0, -50.0)))
    assert reference.upright.camera == replace(reference.camera, pitch=0.0)
    assert np.array_equal(reference.upright.pose.xyz, reference.camera.upright(reference.pose).xyz)
    level = upright()
    assert level.upright is level


def test_over_ankle_by_hand() -> None:
    """A knee 0.2 m nearer than its ankle, at half per metre, is a tenth too far from the middle."""
    camera = CameraGeometry(inverse_distance=0.5, middle=(50.0, -50.0))
    pose = body(knee=both(70.0, -30.0))
    pose.world[KNEE, LEFT, 2], pose.world[ANKLE, LEFT, 2] = 0.4, 0.2
    assert camera.over_ankle(pose, KNEE).tolist() == [pytest.approx([68.0, -32.0]), pytest.approx([70.0, -30.0])]
    assert camera.without_perspective(pose)[KNEE][LEFT].tolist() == pytest.approx([66.0, -34.0])
    unknown = CameraGeometry()
    assert unknown.over_ankle(pose, KNEE).tolist() == pose[KNEE].tolist()
    assert unknown.without_perspective(pose) is pose


def test_camera_geometry_mirrored() -> None:
    """In a mirror of 200 px left and right change, and nothing else."""
    camera = CameraGeometry(4.0, -3.0, 0.3, (50.0, -40.0), 90.0, 0.04, 8.0, 2.0, True, (110.0, -50.0), 300.0, 0.7)
    mirrored = CameraGeometry(-4.0, 3.0, 0.3, (150.0, -40.0), 90.0, 0.04, 8.0, 2.0, True, (90.0, -50.0), 300.0, 0.7)
    assert camera.mirrored(200.0) == mirrored


@pytest.mark.parametrize(("turned", "believed"), [(2.0, 1.34), (-2.0, -1.34), (10.0, 8.845), (-10.0, -8.845)])
def test_believed_by_hand(turned: float, believed: float) -> None:
    """Of the first 3.5 deg two thirds count, of what is beyond all."""
    assert CameraGeometry(turned=turned).believed == pytest.approx(believed)


def test_longest_by_hand() -> None:
    """Ten frames a second; holes of 0.2 s are bridged one by one, one of 0.4 s is not."""
    holds = np.zeros(30, bool)
    holds[[1, 2, 3, 6, 7, 10, 11]] = True  # from 0.05 to 1.15 s
    holds[16:26] = True  # from 1.55 to 2.55
    assert longest(np.arange(30) / 10, holds) == pytest.approx(1.1)


@pytest.mark.parametrize(("gap", "lost"), [(0.2, []), (0.21, [0.3]), (0.4, [0.3, 0.4, 0.5])])
def test_with_lost_frames_by_hand(gap: float, lost: list[float]) -> None:
    """Frames 0.1 s apart, then a gap: what was lost stands in it, without a value."""
    time = np.array([0.0, 0.1, 0.2, 0.2 + gap, 0.3 + gap])
    signal = np.arange(10.0).reshape(5, 2)
    filled, values = with_lost_frames(time, signal)
    assert filled.tolist() == pytest.approx([0.0, 0.1, 0.2, *lost, 0.2 + gap, 0.3 + gap])
    assert values[:3].tolist() == signal[:3].tolist()
    assert values[-2:].tolist() == signal[3:].tolist()
    assert np.isnan(values[3:-2]).all()
    assert values.shape == (5 + len(lost), 2)


def test_holes_by_hand() -> None:
    """Times between seen frames of more than 0.205 s."""
    time = np.array([0.0, 0.2, 0.41, 0.5, 0.6, 1.0])
    assert holes(time, np.array([True, True, True, False, True, True])).tolist() == pytest.approx([0.21, 0.4])


@pytest.mark.parametrize(
    ("longest_s", "filled"), [(0.4, [1, 1, 1, 0, 0, 1, 0, 0, 0]), (0.6, [1, 1, 1, 1, 1, 1, 0, 0, 0])]
)
def test_closed_by_hand(longest_s: float, filled: list[int]) -> None:
    """Unseen frames between two in which it holds are closed up to a length: one of 0.4 s, one of 0.6 s."""
    holds = np.array([1, 0, 1, 0, 0, 1, 0, 0, 0], bool)
    unseen = np.array([0, 1, 0, 1, 1, 0, 1, 0, 1], bool)
    assert closed(np.arange(9.0) * 0.2, holds, ~unseen, longest_s + 0.001).tolist() == [bool(f) for f in filled]


def test_at_rest_beyond_never() -> None:
    """Nothing where the signal never gets there."""
    assert at_rest_beyond(np.arange(9) / 10, np.zeros(9), 1.0) == slice(0, 0)


def test_speed_by_hand() -> None:
    """A signal that rises by 10 a second does so at its ends too."""
    time = np.arange(20) / 20
    assert _speed(time, 10 * time).tolist() == pytest.approx([10.0] * 20)


@pytest.mark.parametrize(("end", "lower"), [(4.0, 6.0), (1.0, 1.5)])
def test_lowering_by_hand(end: float, lower: float) -> None:
    """Falling by 2 a second: medians over a second at either end, or over half, are 3, or a half, seconds apart."""
    time = np.arange(0.0, end + 0.01, 0.125)
    assert lowering(time, 100 - 2 * time) == pytest.approx(lower if end == 4.0 else 1.0)


def test_lowering_steps() -> None:
    """What counts is the first and the last second, not what is between."""
    time = np.arange(41) / 10
    signal = np.where(time <= 0.55, 10.0, np.where(time >= 3.45, 4.0, 7.0))
    assert lowering(time, signal) == pytest.approx(6.0)


def test_slope_by_hand() -> None:
    """The slopes are 1, 1, 1, 10, 14.5 and 28, of which 5.5 is the median; a line of many points has its own."""
    assert slope(np.arange(4.0), np.array([0.0, 1.0, 2.0, 30.0])) == pytest.approx(5.5)
    assert slope(np.arange(500.0), 3 * np.arange(500.0)) == pytest.approx(3.0)


@pytest.mark.parametrize(("count", "left"), [(120, 120), (121, 120), (240, 120), (3, 3)])
def test_thinned_by_hand(count: int, left: int) -> None:
    """At most 120 values; of pairs the middle."""
    thinned = _thinned(np.arange(float(count)))
    assert len(thinned) == left
    assert thinned[-1] == (238.5 if count == 240 else count - 1)


def test_steady_by_hand() -> None:
    """At 20 a second the median of eleven: an outlier goes, a step stays, what was not seen is left out."""
    signal = np.where(np.arange(40) < 20, 0.0, 10.0)
    signal[5], signal[30] = 99.0, math.nan
    expected = np.where(np.arange(40) < 20, 0.0, 10.0)
    expected[30] = math.nan
    assert steady(np.arange(40) / 20, signal).tolist() == pytest.approx(expected.tolist(), nan_ok=True)
    assert steady(np.arange(3) / 20, np.array([1.0, math.nan, 5.0])).tolist() == pytest.approx(
        [1.0, math.nan, 5.0], nan_ok=True
    )


@pytest.mark.parametrize(("text", "leg"), [("", -1), ("left", 0), ("right", 1), ("both", 2)])
def test_support_named(text: str, leg: int) -> None:
    """A leg has its name in tables, and none where it was not seen; a mirror changes left and right."""
    support = Support.named(text)
    assert (support, support.text) == (leg, text)
    assert support.mirrored == {0: 1, 1: 0}.get(leg, leg)


def test_whole_by_hand() -> None:
    """Shoulder, hip, knee and ankle make a body; from the side those of the near side."""
    assert upright().whole
    for joint in (SHOULDER, HIP, KNEE, ANKLE):
        for side, whole in ((LEFT, True), (RIGHT, False)):
            reference = upright()
            reference.pose.xyz[joint, side] = math.nan
            assert reference.whole is whole
            assert not replace(reference, view="front").whole


def shaped(breadth: float, degrees: float) -> Pose:
    """A body whose shoulders are so broad, of its trunk of 50, and that the network tells to be turned."""
    half = 25 * breadth
    pose = upright(shoulder=((half, 150.0), (-half, 150.0))).pose
    pose.world[SHOULDER, LEFT] = math.cos(math.radians(degrees)), 0.0, math.sin(math.radians(degrees))
    return pose


@pytest.mark.parametrize(
    ("breadth", "degrees", "view"),
    [
        (0.34, 90.0, "side"),
        (0.36, 90.0, "oblique"),
        (0.1, 66.0, "side"),
        (0.1, 64.0, "oblique"),
        (0.1, -114.0, "side"),
        (0.1, 116.0, "oblique"),
        (0.29, 0.0, "front"),
        (0.27, 0.0, "oblique"),
        (0.5, 24.0, "front"),
        (0.5, -26.0, "oblique"),
        (0.5, 156.0, "back"),
        (0.5, 154.0, "oblique"),
    ],
)
def test_view_of_thresholds(breadth: float, degrees: float, view: str) -> None:
    """Side: at most 0.35 broad and 25 deg off; face on: 0.28 at least and 25 deg off; else at a slant."""
    assert view_of(shaped(breadth, degrees)) == view


@pytest.mark.parametrize(
    ("stated", "breadth", "degrees", "view"),
    [
        ("side", 0.44, 0.0, "side"),
        ("side", 0.46, 0.0, "oblique"),
        ("front", 0.23, 154.0, "front"),
        ("front", 0.21, 0.0, "oblique"),
        ("front", 0.5, 156.0, "oblique"),
        ("back", 0.5, 26.0, "back"),
        ("back", 0.5, 24.0, "oblique"),
    ],
)
def test_stated_view_thresholds(stated: str, breadth: float, degrees: float, view: str) -> None:
    """A stated view is taken unless shoulders are plainly too broad or narrow, or the body faces the other way."""
    pose = shaped(breadth, degrees)
    assert reference_pose_of(track_of(pose, 3), stated).view == view


def track_of(pose: Pose, count: int = 6) -> Pose:
    """The same frame some times."""
    xyz, world, seen = (np.repeat(values[None], count, axis=0) for values in (pose.xyz, pose.world, pose.seen))
    return replace(pose, time=np.arange(float(count)), xyz=xyz, world=world, seen=seen)


@pytest.mark.parametrize(
    ("lies", "up", "nearer", "view"),
    [
        (True, 0.2, 0.3, "end"),
        (True, 0.2, -0.3, "end"),
        (True, 0.3, 0.2, "front"),
        (False, 0.2, 0.3, "front"),
    ],
)
def test_seen_from_the_end(lies: bool, up: float, nearer: float, view: str) -> None:
    """Who lies, and whose trunk points at the camera more than up, is seen from the feet or the head."""
    pose = shaped(0.5, 0.0)
    pose.world[SHOULDER, :, 1], pose.world[SHOULDER, :, 2] = up, nearer
    assert seen_from(track_of(pose), lies) == view


def test_seen_from_side_and_nowhere() -> None:
    """Who lies and is seen from the side is; nobody is seen from nowhere."""
    pose = shaped(0.1, 90.0)
    assert seen_from(track_of(pose), True) == "side"
    assert seen_from(track_of(pose).at(slice(0, 0)), True) == ""
    pose.xyz[SHOULDER] = math.nan
    assert seen_from(track_of(pose), True) == ""


@pytest.mark.parametrize(
    ("toe", "shoulder", "forward"), [(10, 0, 1.0), (-10, 0, -1.0), (10, 200, -1.0), (-10, -200, 1.0)]
)
def test_forward_of_by_hand(toe: float, shoulder: float, forward: float) -> None:
    """Who stands points where the toes do, who lies where the feet are."""
    assert forward_of(upright(toe=both(toe, 0), shoulder=both(shoulder, 150)).pose) == forward


@pytest.mark.parametrize(("count", "known"), [(4, False), (5, True)])
def test_usual_reference_pose_frames(count: int, known: bool) -> None:
    """Five frames can stand in for a reference pose, in the view that was stated."""
    views: list[str] = []

    def effort(reference: ReferencePose) -> Array:
        views.append(reference.view)
        return np.zeros(count)

    found = usual_reference_pose(seen(squat(brief())).at(slice(0, count)), effort, "auto")
    assert (found is not None) is known
    stated = usual_reference_pose(track_of(shaped(0.25, 90.0), count), effort, "front")
    assert views == (["front", "front"] if known else [])
    if found is not None and stated is not None:
        assert (found.view, stated.view, found.had_rest) == ("front", "front", False)


def test_usual_reference_pose_unseen() -> None:
    """None where no effort is known."""
    track = seen(squat(brief())).at(slice(0, 8))
    assert usual_reference_pose(track, lambda reference: np.full(8, math.nan), "auto") is None


def test_whole_without_hands() -> None:
    """Hands and feet that were not seen are no part of what a movement is measured against."""
    reference = upright()
    for joint in (Joint.WRIST, Joint.TOE, Joint.NOSE):
        reference.pose.xyz[joint] = math.nan
    assert reference.whole


def test_nearest_by_view() -> None:
    """Who faces right shows their right side, which stands for both; from the front each stands for itself."""
    pair = np.array([[1.0, 2.0], [3.0, 4.0]])
    assert upright("side").nearest(pair).tolist() == [[3.0, 4.0], [3.0, 4.0]]
    assert upright("front").nearest(pair).tolist() == pair.tolist()


def test_mirrored_support_by_frame() -> None:
    """Frames on the left leg are on the right one in a mirror; on both legs they stay."""
    reference = replace(upright(), support=np.array([LEFT, RIGHT, Support.BOTH]))
    mirrored = reference.mirrored().support
    assert isinstance(mirrored, np.ndarray) and mirrored.tolist() == [RIGHT, LEFT, Support.BOTH]


def test_lowering_late() -> None:
    """From 10 to 11 s, at 2 a second, the medians of both halves are half a second and 1 apart."""
    time = 10.0 + np.arange(41) / 40
    assert lowering(time, 100 - 2 * time) == pytest.approx(1.0)


def test_steady_ends() -> None:
    """Of three values the middle one by size; before the first and after the last one they go on as they are."""
    assert steady(np.arange(5) * 0.35, np.array([5.0, 1.0, 2.0, 3.0, 9.0])).tolist() == [5.0, 2.0, 2.0, 3.0, 9.0]


def test_checked_on_people_by_name() -> None:
    """Hips' descent was checked on one person, what nobody checked on none."""
    assert checked_on_people("hip_descent") == Checked(1, "a model fitted to two calibrated cameras")
    assert checked_on_people("no measure") == Checked()
