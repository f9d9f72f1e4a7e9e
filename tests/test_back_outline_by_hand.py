"""Where a trunk lies, which way through a strip is the edge, and what a parabola's bend is: worked out on paper."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from people import SQUAT, brief, record_of, seen, squat
from test_back_outline import drawn, failed, pose_of, read

from movescreen.measures.reference_pose import ReferencePose
from movescreen.pose.pose import RIGHT, Array, Joint, Pose
from movescreen.records.record import Reading, Record, Repetition
from movescreen.scoring import back_outline
from movescreen.scoring.back_outline import BackChange, Outline, back_change, change_seen, edge, second_pass, surely
from movescreen.scoring.back_outline.trunk import Trunk
from movescreen.scoring.bias_correction import CorrectedScreen
from movescreen.scoring.readings import ReadingBuilder
from movescreen.scoring.settings import Settings
from movescreen.video import Frame

STATIONS = np.linspace(0.35, 0.90, 56)  # the 46 from 0.40 to 0.85 count
PLACES = 108  # depths from -19 to 88 grains, 160 to a trunk


def trunk_of(shoulder: tuple[float, float], hip: tuple[float, float], forward: float = 1.0) -> tuple[Trunk, Pose]:
    """A trunk between two points, and the pose."""
    pose = pose_of(np.array(shoulder), np.array(hip))
    return Trunk.of(pose, ReferencePose(pose, "side", forward)), pose


def test_trunk_of_slanted() -> None:
    """60 left and 80 down is 100 long; half-way down and half a trunk behind is 30 + 40 left and 40 - 30 down."""
    trunk, _ = trunk_of((160.0, -100.0), (100.0, -180.0))
    assert trunk.length == 100.0
    assert trunk.points(np.array(0.5), np.array(0.5)) == pytest.approx([90.0, -110.0])
    station, depth = trunk.places(np.array([90.0, -110.0]))
    assert (station, depth) == (pytest.approx(0.5), pytest.approx(0.5))
    other, _ = trunk_of((160.0, -100.0), (100.0, -180.0), -1.0)
    assert other.points(np.array(0.5), np.array(0.5)) == pytest.approx([170.0, -170.0])


def test_trunk_of_near_side() -> None:
    """Who faces right shows the right side, and the line is of that."""
    pose = pose_of(np.array([100.0, -100.0]), np.array([100.0, -200.0]))
    pose.xyz[Joint.HIP, RIGHT, 1] = -220.0
    assert Trunk.of(pose, ReferencePose(pose, "side", 1.0)).length == 120.0
    assert Trunk.of(pose, ReferencePose(pose, "side", -1.0)).length == 100.0


def ramp(width: int = 256) -> NDArray[np.uint8]:
    """A picture whose red is the column and whose green is the row."""
    row, column = np.indices((256, width))
    return np.stack([np.minimum(column, 255), row, np.full_like(row, 10)], axis=-1).astype(np.uint8)


def test_strip_one_pixel_a_grain() -> None:
    """On a trunk of 160 px a grain is a pixel, from 19 before the line at column 130 to 88 behind it."""
    trunk, _ = trunk_of((130.5, -20.5), (130.5, -180.5))
    strip = trunk.strip(ramp())
    assert strip.shape == (56, 108, 3)
    assert strip[0, :, 0] == pytest.approx(149.0 - np.arange(PLACES))
    assert strip[:, 0, 1] == pytest.approx(20.0 + 160.0 * STATIONS)
    assert strip[..., 2] == pytest.approx(10.0)


def test_strip_beyond_picture() -> None:
    """Beyond the left edge the colours are those of its first column, which is the brightest."""
    trunk, _ = trunk_of((30.5, -20.5), (30.5, -180.5))
    assert trunk.strip(255 - ramp())[0, [48, 49, 50, 107], 0] == pytest.approx([254.0, 255.0, 255.0, 255.0])


@pytest.mark.parametrize(("length", "brightness"), [(160.0, 100.0), (230.0, 100.0), (320.0, 50.0), (250.0, 60.9375)])
def test_strip_mean_of_grain(length: float, brightness: float) -> None:
    """A bright column of one pixel on the trunk line; a grain of 1.56 or 2 px takes the mean of two points.

    These lie a quarter of a grain to either side, half a pixel or 0.39 of one, where the column shows by half or 0.61.
    """
    picture = np.zeros((400, 256, 3), np.uint8)
    picture[:, 200] = 100
    trunk, _ = trunk_of((200.5, -20.5), (200.5, -20.5 - length))
    assert trunk.strip(picture)[:, 19, 1] == pytest.approx(brightness)


@pytest.mark.parametrize(
    ("elbow", "behind"),
    [
        ((0.8, 0.1), True),
        ((0.8, -0.1), False),
        ((0.8, 0.0), False),
        ((0.40, 0.1), False),
        ((0.41, 0.1), True),
        ((-0.8, 0.1), False),
    ],
)
def test_arm_behind_upper_arm(elbow: tuple[float, float], behind: bool) -> None:
    """An arm from the shoulder to there, by shares of the trunk down and behind; the window begins at 0.40."""
    trunk, pose = trunk_of((100.0, -100.0), (100.0, -200.0))
    pose.xyz[Joint.ELBOW, RIGHT, :2] = [100.0 - 100 * elbow[1], -100.0 - 100 * elbow[0]]
    assert trunk.arm_behind(pose, (0.40, 0.85)) is behind


@pytest.mark.parametrize(("station", "behind"), [(0.84, True), (0.85, False), (0.90, False)])
def test_arm_behind_forearm_and_hand(station: float, behind: bool) -> None:
    """A forearm and a hand count too, up to 0.85 of the way to the hip."""
    for upper, lower in ((Joint.ELBOW, Joint.WRIST), (Joint.WRIST, Joint.INDEX)):
        trunk, pose = trunk_of((100.0, -100.0), (100.0, -200.0))
        pose = replace(pose, xyz=pose.xyz.copy())
        pose.xyz[Joint.SHOULDER] = math.nan  # so that no upper arm lies there
        pose.xyz[[upper, lower], RIGHT, :2] = [90.0, -100.0 - 100 * station]
        assert trunk.arm_behind(pose, (0.40, 0.85)) is behind


@pytest.mark.parametrize(("step", "stay"), [(1, 0.3), (2, 1.2), (3, 2.7)])
def test_cheapest_pays_for_steps(step: int, stay: float) -> None:
    """A step costs 0.3 times its square: it is taken where staying costs more, in and out alike."""
    for sign in (1, -1):
        for more, end in ((0.01, 5 + sign * step), (-0.01, 5)):
            cost = np.full((3, 11), 50.0)
            cost[0, 5] = cost[1:, 5 + sign * step] = 0.0
            cost[1, 5], cost[2, 5] = 0.5 * (stay + more), 0.5 * (stay + more)
            assert edge.cheapest(cost).tolist() in ([5, end, end], [5, 5, end])[: 1 + (end == 5)]


def test_cheapest_steps_of_three() -> None:
    """A place four grains away cannot be reached in one step, and is in two."""
    cost = np.full((2, 11), 9.0)
    cost[0, 2] = cost[1, 6] = 0.0
    assert edge.cheapest(cost).tolist() == [2, 2]
    longer = np.full((3, 11), 9.0)
    longer[0, 2], longer[1], longer[2, 6] = 0.0, 0.0, 0.0
    assert edge.cheapest(longer).tolist() == [2, 4, 6]


def test_cheapest_counts_each_station() -> None:
    """The first station counts once, as all others: 1 + 0 is less than 0 + 1.5, from where no step leads over."""
    cost = np.full((2, 11), 9.0)
    cost[:, 2], cost[:, 8] = [1.0, 0.0], [0.0, 1.5]
    assert edge.cheapest(cost).tolist() == [2, 2]
    assert edge.cheapest(cost[::-1]).tolist() == [2, 2]


def test_cheapest_at_the_rims() -> None:
    """The first and the last place are places too."""
    for place in (0, 10):
        cost = np.full((4, 11), 9.0)
        cost[:, place] = 0.0
        assert edge.cheapest(cost).tolist() == [place] * 4


@pytest.mark.parametrize(
    ("around", "off"),
    [((1.0, 4.0, 3.0), 0.25), ((3.0, 4.0, 1.0), -0.25), ((2.0, 2.0, 2.0), 0.0), ((1.0, 2.0, 5.0), 1.0)],
)
def test_refined_by_parabola(around: tuple[float, float, float], off: float) -> None:
    """1, 4 and 3 lie on a parabola whose top is a quarter further; what has no top moves by a grain at most."""
    strength = np.zeros((2, PLACES))
    strength[:, 42:45] = around
    assert edge.refined(strength, np.array([43, 43])) == pytest.approx([(24 + off) / 160] * 2)


def test_refined_at_the_rims() -> None:
    """The first and last place have no neighbour on one side: the one next to them counts."""
    strength = np.zeros((2, PLACES))
    strength[0, :3] = strength[1, -3:] = 1.0, 4.0, 3.0
    assert edge.refined(strength, np.array([0, 107])) == pytest.approx([-17.75 / 160, 87.25 / 160])


def test_price_of_way() -> None:
    """The places' cost, and 0.3 times the square of each step; the first takes none."""
    cost = np.tile(np.arange(10.0), (4, 1))
    assert edge.price(cost, np.array([4, 6, 6, 5])) == pytest.approx([4.0, 7.2, 6.0, 5.3])


@pytest.mark.parametrize(("apart", "lead"), [(6, 5.0), (7, 2.0), (-6, 5.0), (-7, 2.0)])
def test_lead_over_rival(apart: int, lead: float) -> None:
    """A way that keeps 6.4 grains off is a rival: it costs 2, and all others 5."""
    cost = np.full((5, 60), 5.0)
    cost[:, 30], cost[:, 30 + apart] = 0.0, 2.0
    assert edge.lead(cost, np.full(5, 30)) == pytest.approx([lead] * 5)


def strip(red: float = 0.0, green: float = 0.0) -> Array:
    """Colours that rise by so much from grain to grain."""
    return np.broadcast_to(np.arange(PLACES)[None, :, None] * np.array([red, green, 0.0]), (56, PLACES, 3)).copy()


def test_steepness_of_ramp() -> None:
    """3 in one colour and 4 in another are 5 a grain, outwards only."""
    assert edge.steepness(strip(3.0, 4.0))[:, 6:-6] == pytest.approx(5.0)
    along = np.broadcast_to(np.arange(56.0)[:, None, None], (56, PLACES, 3))
    assert edge.steepness(along) == pytest.approx(0.0, abs=1e-9)


def test_blurred_by_one_grain() -> None:
    """A point is spread by a bell of one grain over stations and depths, 0.399 squared at its top; colours stay."""
    points = np.zeros((21, 21, 3))
    points[10, 10, 0] = 1.0
    found = edge.blurred(points)
    assert found[10, 10, 0] == pytest.approx(0.1592, abs=1e-3)
    assert (found[11, 10, 0], found[10, 11, 0]) == (pytest.approx(0.0965, abs=1e-3),) * 2
    assert not found[..., 1:].any()


def test_costs_of_depth() -> None:
    """Without any edge: a quarter of the squared distance from 0.16 in tenths; nearer than 0.03 is no back."""
    cost, strength = edge.costs(strip(), None)
    assert not strength.any()
    # 4 grains are 0.025, 5 are 0.03125, 16 are 0.1, 56 are 0.35.
    assert cost[7, [0, 19, 23]].tolist() == [math.inf] * 3
    assert cost[7, [24, 35, 75]] == pytest.approx([0.4144, 0.09, 0.9025], abs=1e-4)


@pytest.mark.parametrize(
    ("there", "strength"), [(0.0, 5.0), (0.5, 3.5355), (-1.0, 5.0), (1.0, 0.0)], ids=["plain", "half", "more", "same"]
)
def test_costs_of_edge(there: float, strength: float) -> None:
    """Of a slope of 5 the room explains a part: what is left in the difference, at most 5, counts with its root."""
    here = strip(3.0, 4.0)
    assert edge.costs(here, there * here)[1][:, 6:-6] == pytest.approx(strength, abs=1e-3)
    cost = edge.costs(here, None)[0]
    assert cost[7, 35] == pytest.approx(0.09 - math.log(11 / 6), abs=1e-6)  # 5 against the usual 5 + 1


def test_inside_out_at_the_edge() -> None:
    """Strange inside of a place and not outside: 3 within, -2.5 without, over 13 grains to either side.

    The blur reaches 4 grains out, so that of the window from the third one on 1 of 13 is strange.
    """
    difference = np.full((56, PLACES, 3), 7.0)  # the room's own difference does not count
    difference[:, :40] += 1e6
    found = edge.inside_out(difference)
    assert found[7, [43, 44]] == pytest.approx([(3 - 12 * 2.5) / 13 - 3, -2.5 - (12 * 3 - 2.5) / 13])
    assert found[7, [15, 90]] == pytest.approx([0.0, 0.0])
    strange, plain = (edge.costs(difference, there)[0][7, 60] for there in (np.zeros_like(difference), None))
    assert plain - strange == pytest.approx(0.0, abs=1e-9)
    near = edge.costs(difference, np.zeros_like(difference))[0][7, 48] - edge.costs(difference, None)[0][7, 48]
    assert near == pytest.approx(0.25 * (-2.5 - (8 * 3 - 5 * 2.5) / 13))  # a quarter, where there is no edge any more


def test_inside_out_by_spread() -> None:
    """A room of 0, 4, 8 and 12 lies 6, 2, 2 and 6 from its middle: 4 as a rule, 2 from that, so that 3.96 are an SD.

    What lies 6 off is 2 / 3.96 SDs stranger than usual, 1.995 less than what is strange.
    """
    difference = np.zeros((56, PLACES, 3))
    difference[..., 0] = np.repeat([0.0, 4.0, 8.0, 12.0], 14)[:, None]
    difference[:, :40] += 1e6
    assert edge.inside_out(difference)[7, 44] == pytest.approx(-1.995 - (12 * 3 - 1.995) / 13, abs=1e-3)


@pytest.mark.parametrize(("tilt", "bend", "sagitta"), [(0.0, 1.0, 11.25), (1.0, 1.0, 5.625), (0.0, -0.2, -2.25)])
def test_sagitta_of_parabola(tilt: float, bend: float, sagitta: float) -> None:
    """A parabola bent by 1 stands 1/4 of 0.45 squared off its chord of 0.45: 11.25 %; a slope of 45 deg halves it."""
    along = STATIONS - 0.625
    depth = 0.2 + tilt * along + bend * along**2
    depth[[0, 4, 51, 55]] = 9.0  # outside the window
    assert back_outline.sagitta(depth) == pytest.approx(sagitta)
    depth[5] += 0.01  # its first and last station count
    assert back_outline.sagitta(depth) != pytest.approx(sagitta)


def test_roughness_of_zigzag() -> None:
    """0.45 % of the trunk to either side are 1 % of a window of 0.45; a curve of fourth degree is smooth."""
    zigzag = 0.0045 * (-1.0) ** np.arange(56.0)
    assert back_outline.roughness(zigzag) == pytest.approx(1.0, abs=0.02)
    smooth = 0.2 + 3 * (STATIONS - 0.6) ** 4 - (STATIONS - 0.5) ** 3
    smooth[[0, 4, 51, 55]] = 9.0
    assert back_outline.roughness(smooth) == pytest.approx(0.0, abs=1e-9)
    assert back_outline.roughness(30 * (STATIONS - 0.625) ** 5) > 0.1


@pytest.mark.parametrize(
    ("rough", "lead", "reason"),
    [(1.0, 0.7, ""), (1.01, 0.7, "outline_unclear"), (1.0, 0.69, "outline_unclear")],
)
def test_outline_clear_enough(rough: float, lead: float, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An edge may be rough by 1 % and must lead by 0.7; an unclear one has its points."""
    monkeypatch.setattr(back_outline, "roughness", lambda depth: rough)
    monkeypatch.setattr(back_outline, "lead", lambda cost, way: np.where(np.arange(56) % 55 > 4, lead, -99.0))
    picture, pose, reference = drawn(4.0)
    monkeypatch.setattr(back_outline, "WITHIN", np.arange(56) % 55 > 4)
    found = back_outline.outline(picture, pose, reference)
    assert found.reason == reason
    assert math.isnan(found.sagitta) is bool(reason)
    assert np.isfinite(found.points).all()


@pytest.mark.parametrize(("length", "reason"), [(60.0, ""), (59.9, "too_few_pixels")])
def test_no_outline_of_short_trunk(length: float, reason: str) -> None:
    """A trunk of 60 px is long enough."""
    trunk, pose = trunk_of((100.0, -100.0), (100.0, -100.0 - length))
    assert back_outline.no_outline_reason(trunk, pose, ReferencePose(pose, "side", 1.0)) == reason


def test_outline_missing_has_no_points() -> None:
    """Of a person who was not seen 56 points are missing, right and up."""
    picture, pose, reference = drawn(0.0)
    found = back_outline.outline(picture, Pose.unseen(0.0, pose.picture), reference)
    assert found.points.shape == (56, 2)
    assert np.isnan(found.points).all()
    assert math.isnan(found.sagitta)


def test_back_change_by_hand() -> None:
    """From the median of 1, 2 and 9 to that of 4 and 5, less 0.75; 1.2 with SDs of 0.5 and of 0 in quadrature."""
    change = back_change(read(2.0, 2.0, 2.0), read(4.0, 5.0))
    assert (change.value, change.uncertainty) == (pytest.approx(1.75), pytest.approx(1.3))  # sqrt(1.44 + 0.25)


@pytest.mark.parametrize(("apart", "reason"), [(4.0, ""), (4.1, "outline_unsteady")])
def test_back_change_steady(apart: float, reason: str) -> None:
    """Two frames 4 apart have an SD of 2, which is just steady, in either phase."""
    for phases in ((read(0.0, apart), read(0.0, 0.0)), (read(0.0, 0.0), read(0.0, apart))):
        change = back_change(*phases)
        assert change.reason == reason
        assert math.isnan(change.value) is math.isnan(change.uncertainty) is bool(reason)


def test_back_change_fewest_frames() -> None:
    """Two frames of each phase are enough; of one, standing comes first with its reason."""
    assert back_change(read(0.0, 0.0), read(0.0, 0.0)).reason == ""
    assert back_change(read(0.0) + failed("not_seen"), failed("back_covered")).reason == "not_seen"


@pytest.mark.parametrize(("breadth", "adds"), [(0.0, 0.0), (0.10, 0.0), (0.20, 3.0), (0.30, 6.0)])
def test_surely_by_breadth(breadth: float, adds: float) -> None:
    """Beyond a tenth of the trunk each hundredth of shoulder breadth adds 0.3 %, to 4 % in quadrature."""
    pose = pose_of(np.array([100.0, -100.0]), np.array([100.0, -200.0]))
    pose.xyz[Joint.SHOULDER, :, 0] += 50 * np.array([-breadth, breadth])
    reference = ReferencePose(pose, "side", 1.0)
    found = surely(BackChange(2.0, 4.0), reference)
    assert (found.value, found.uncertainty) == (2.0, pytest.approx(math.hypot(4.0, adds)))


def test_change_seen_other_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each phase has the middle picture of the other one as its room."""
    looked: list[tuple[int, int]] = []

    def look(picture: Any, pose: Pose, reference: ReferencePose, elsewhere: Any) -> Outline:
        looked.append((int(picture), int(elsewhere)))
        return read(5.0 if picture >= 10 else 1.0)[0]

    monkeypatch.setattr(back_outline, "outline", look)
    pose = pose_of(np.zeros(2), np.ones(2))
    standing, bottom = [(np.array(n), pose) for n in (1, 2, 3)], [(np.array(n), pose) for n in (10, 11)]
    change = change_seen(standing, bottom, ReferencePose(pose, "side", 1.0))
    assert looked == [(1, 11), (2, 11), (3, 11), (10, 2), (11, 2)]
    assert change.value == pytest.approx(3.25)
    for one, other in (([], bottom), (standing, [])):
        nothing = change_seen(one, other, ReferencePose(pose, "side", 1.0))
        assert nothing.reason == "too_few_frames"
        assert math.isnan(nothing.value)
        assert math.isnan(nothing.uncertainty)


@cache
def usual() -> Record:
    """A record from the side to put other frames into."""
    return record_of(seen(squat(brief()), "left"), SQUAT)


def record(*reps: tuple[float, float, float]) -> Record:
    """Forty frames, ten a second, with repetitions that start, turn and end then; from 2 to 3 s they are `bottom`."""
    time = np.arange(40) / 10
    rep, phase = np.zeros(40, int), np.where((time >= 2.0) & (time <= 3.0), "bottom", "out")
    made = []
    for number, (start, turn, end) in enumerate(reps, 1):
        rep[(time >= start) & (time <= end)] = number
        made.append(Repetition(number, start, turn, end, 60.0, (back(),)))
    table = replace(usual().frames.at(slice(0, 40)), time=time, rep=rep, phase=phase)
    return replace(usual(), frames=table, repetitions=tuple(made))


def back(reason: str = "no_pictures", value: float = math.nan) -> Reading:
    """A reading of the low back that rounds."""
    state = "not_measurable" if reason else "observed"
    return Reading("low_back_rounds", "back_shape", "", value, "%", 1.5, -2.5, state, reason)


def test_frames_wanted_by_hand() -> None:
    """From half a second before the start, and those of the turn's phase within the repetition: five, evenly."""
    # Standing 5 to 10, of which 0, 1, 2, 3 and 5 are taken; the bottom 20 to 28, every second.
    made = record((1.0, 2.4, 2.8))
    assert second_pass.frames_wanted(made) == {5, 6, 7, 8, 10} | {20, 22, 24, 26, 28}
    assert second_pass.frames_wanted(record()) == set()


def test_frames_wanted_at_beginning() -> None:
    """Before a repetition that begins with the recording there is its first frame; others' bottoms do not count."""
    made = record((0.0, 2.1, 2.1), (2.25, 2.6, 3.0))
    assert second_pass.frames_wanted(made) == {0, 20, 21} | {18, 19, 20, 21, 22} | {23, 24, 26, 28, 30}


def shots(phases: list[Any], frames: Iterator[Frame]) -> list[tuple[list[tuple[int, float]], ...]]:
    """The brightness of each picture and the time of its pose, by repetition and phase."""
    track = Pose.unseen(np.arange(40) / 10, (4, 4))
    found = []
    for pair in second_pass._shots(phases, track, frames):
        found.append(tuple([(int(picture[0, 0, 0]), float(pose.time)) for picture, pose in shot] for shot in pair))
    return found


def clip(*numbers: int) -> Iterator[Frame]:
    """Frames as bright as their number."""
    return (Frame(number, number / 10, np.full((2, 2, 3), number, np.uint8)) for number in numbers)


def test_shots_of_each_repetition() -> None:
    """Each frame with its own pose, also one that two repetitions need; what the clip has not is left out."""
    phases = [(np.array([1, 2]), np.array([4])), (np.array([4]), np.array([6, 9]))]
    one, other = shots(phases, clip(*range(9)))
    assert one == ([(1, 0.1), (2, 0.2)], [(4, 0.4)])
    assert other == ([(4, 0.4)], [(6, 0.6)])


def test_shots_read_no_further() -> None:
    """A clip is read up to the last frame that is needed."""
    frames = clip(*range(20))
    shots([(np.array([1]), np.array([4]))], frames)
    assert next(frames).index == 5


def builder(**settings: Any) -> ReadingBuilder:
    """A builder of a squat's readings."""
    return ReadingBuilder(CorrectedScreen(SQUAT, "synthetic"), Settings(**settings))


def with_reading(made: Record, *readings: Sequence[Reading]) -> Record:
    """The same record with other readings in its repetitions."""
    reps = tuple(replace(rep, readings=tuple(r)) for rep, r in zip(made.repetitions, readings, strict=True))
    settings = Settings().as_json()
    return replace(made, repetitions=reps, provenance=made.provenance | {"settings": settings})


def test_needs_pictures_of_any() -> None:
    """One reading that waits for pictures in one repetition is enough."""
    made = record((0.5, 1.0, 1.5), (2.0, 2.5, 3.0))
    assert second_pass.needs_pictures(made)
    assert second_pass.needs_pictures(with_reading(made, [back("", -6.0)], [back("", -6.0), back()]))
    assert not second_pass.needs_pictures(with_reading(made, [back("", -6.0)], [back("not_seen")]))


def test_carried_over_same_repetitions() -> None:
    """What was read of a repetition of the same moments goes over, next to readings of other measures."""
    made = record((0.5, 1.0, 1.5), (2.0, 2.5, 3.0))
    knee = replace(back("", 9.0), finding="", measure="knee_flexion")
    before = with_reading(made, [knee, back("", -6.0)], [back("back_covered")])
    now = with_reading(made, [knee, back()], [back()])
    found = second_pass.carried_over(now, builder(), before).repetitions
    assert (found[0].readings[0], found[0].readings[1].value, found[0].readings[1].state) == (knee, -6.0, "observed")
    assert (found[1].readings[0].reason, found[1].readings[0].state) == ("back_covered", "not_measurable")
    moved = replace(now, repetitions=(now.repetitions[0], replace(now.repetitions[1], bottom_s=2.6)))
    assert second_pass.carried_over(moved, builder(), before) is moved
    unread = with_reading(made, [back("", -6.0)], [back()])
    assert second_pass.carried_over(now, builder(), unread) is now


@pytest.mark.parametrize(("settings", "same"), [({}, True), ({"camera_roll_deg": 3.0}, False), ({"yaw_deg": 9}, True)])
def test_carried_over_settings(settings: dict[str, float], same: bool) -> None:
    """An outline depends on the camera's roll, and not on how well its yaw is known."""
    made = record((0.5, 1.0, 1.5))
    before, now = with_reading(made, [back("", -6.0)]), with_reading(made, [back()])
    found = second_pass.carried_over(now, builder(**settings), before)
    assert (found.repetitions[0].readings[0].reason == "") is same


def test_with_backs_each_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each repetition is measured against its own standing body, and is as unsure as that was seen from."""
    made = record((0.5, 1.0, 1.5), (2.0, 2.5, 3.0))
    pose = pose_of(np.array([100.0, -100.0]), np.array([100.0, -200.0]))
    square = ReferencePose(pose, "side", 1.0)
    turned = replace(square, pose=replace(pose, xyz=pose.xyz.copy()), forward=-1.0)
    turned.pose.xyz[Joint.SHOULDER, :, 0] += [-10.0, 10.0]  # 0.2 of the trunk: 3 %
    monkeypatch.setattr(second_pass, "change_seen", lambda one, other, reference: BackChange(-6 * reference.forward, 4))
    track, known = Pose.unseen(np.arange(40) / 10, (4, 4)), second_pass.Seen()
    found = second_pass.with_backs(made, builder(), [square, turned], track, clip(*range(40)), known)
    readings = [rep.readings[0] for rep in found.repetitions]
    assert [(r.value, r.uncertainty) for r in readings] == [(-6.0, 4.0), (6.0, 5.0)]
    assert [known_change.uncertainty for known_change in known.values()] == [4, 4]
    finding = next(f for f in found.findings if f.finding == "low_back_rounds")
    assert (finding.value, finding.reps_measured) == (0.0, 2)
    wanted = second_pass.frames_wanted
    assert wanted(made, [square, turned], known) == set()
    assert wanted(made, [turned, square], known) == wanted(made)
    assert wanted(made, square, known) == wanted(record((9.0, 9.0, 9.0), (2.0, 2.5, 3.0))) - {39}
