"""What holds for every measure, the day it is written: laws over the register, in all scenes that show a measure."""

import re
from dataclasses import replace

import numpy as np
import pytest
from language import banned
from people import SCREENS, Scene, changed, same_bits, scenes, scenes_of

from movescreen.measures.per_repetition import RepetitionMeasure, RepetitionSignals
from movescreen.measures.reference_pose import SIDE
from movescreen.measures.registry import ANY_VIEW, MEASURES, UNITS, Measure, Quantity
from movescreen.pose.pose import JOINTS, SIDES, Joint, Pose

pytestmark = pytest.mark.versions

BEYOND_ROUNDING = 1e-7  # in the measure's own unit

every_quantity = pytest.mark.parametrize("quantity", MEASURES.values(), ids=MEASURES)
OF_FRAMES = {name: measure for name, measure in MEASURES.items() if isinstance(measure, Measure)}
every_measure = pytest.mark.parametrize("measure", OF_FRAMES.values(), ids=OF_FRAMES)
SHOWN = {name: measure for name, measure in OF_FRAMES.items() if measure.views}
OVER_REPETITIONS = {name: m for name, m in MEASURES.items() if isinstance(m, RepetitionMeasure)}
every_repetition_measure = pytest.mark.parametrize("measure", OVER_REPETITIONS.values(), ids=OVER_REPETITIONS)
every_shown_measure = pytest.mark.parametrize("measure", SHOWN.values(), ids=SHOWN)


def values(measure: Measure, scene: Scene) -> np.ndarray:
    return measure(scene.track, scene.reference)


def moved(scene: Scene, x: float, y: float) -> Scene:
    whole, reference = changed(scene, lambda pose: replace(pose, xyz=pose.xyz + [x, y, 0.0]))
    return replace(scene, whole=whole, reference=reference)


def scaled(scene: Scene, factor: float) -> Scene:
    whole, reference = changed(scene, lambda pose: replace(pose, xyz=pose.xyz * factor))
    return replace(scene, whole=whole, reference=reference)


def with_point(pose: Pose, joint: int, side: int, change: float) -> Pose:
    """The pose with one point elsewhere by `change`, in the picture and in space; NaN hides it."""
    xyz, world = pose.xyz.copy(), pose.world.copy()
    xyz[..., joint, side, :] += change * np.array([31.0, 17.0, 23.0])
    world[..., joint, side, :] += change * np.array([0.07, 0.05, 0.06])
    return replace(pose, xyz=xyz, world=world)


def close(a: np.ndarray, b: np.ndarray) -> bool:
    return np.allclose(a, b, rtol=0, atol=BEYOND_ROUNDING, equal_nan=True)


def shown(scene: Scene, quantity: Quantity) -> np.ndarray:
    """Which columns a scene has to show: all, but from the side only that of the limb that counts."""
    if not quantity.sided or scene.reference.view != SIDE:
        return np.full(len(quantity.sides), True)
    counts = scene.reference.support_side
    return (np.arange(2) == counts) & (counts == scene.reference.near or quantity.far_limb_uncertainty is not None)


@every_quantity
def test_a_measure_says_what_it_is(quantity):
    assert quantity.unit in UNITS
    assert quantity.views <= ANY_VIEW
    assert re.fullmatch(r"[A-Z][^\n]{19,119}\.", quantity.meaning), "one sentence of at most 120 characters"
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", quantity.name)


@every_quantity
def test_a_measure_uses_no_word_that_judges_or_diagnoses(quantity):
    assert banned(f"{quantity.name} {quantity.meaning}".replace("_", " ")) == []


@every_quantity
def test_every_value_has_an_uncertainty_and_the_far_limb_is_never_surer(quantity):
    assert 0 < quantity.uncertainty < np.inf
    assert quantity.far_limb_uncertainty is None or quantity.uncertainty <= quantity.far_limb_uncertainty < np.inf


@every_quantity
def test_every_measure_is_of_use_in_some_screen(quantity):
    assert [s.name for s in SCREENS.values() if quantity in s.quantities]


@every_shown_measure
def test_a_measure_has_values_in_each_of_its_views(measure):
    assert scenes_of(measure), "no scene shows it: add one to people.scenes"
    for scene in scenes_of(measure):
        measured = np.isfinite(values(measure, scene))
        assert measured[:, shown(scene, measure)].all(), scene.name
    assert {s.reference.view for s in scenes_of(measure)} == measure.views


@every_measure
def test_a_frame_is_a_track_of_length_nothing(measure):
    for scene in scenes_of(measure):
        together = values(measure, scene)
        alone = [measure(scene.track.at(i), scene.reference) for i in range(len(scene.track))]
        assert together.shape == (len(scene.track), len(measure.sides))
        assert same_bits(together, alone), scene.name


@every_measure
def test_a_stretch_of_a_track_has_the_values_of_the_track(measure):
    for scene in scenes_of(measure):
        stretch = slice(3, 17)
        assert same_bits(values(measure, scene)[stretch], measure(scene.track.at(stretch), scene.reference)), scene.name


@every_measure
def test_a_measure_leaves_the_pose_as_it_was(measure):
    for scene in scenes_of(measure):
        before = [scene.track.xyz.copy(), scene.track.world.copy(), scene.reference.pose.xyz.copy()]
        values(measure, scene)
        after = [scene.track.xyz, scene.track.world, scene.reference.pose.xyz]
        assert all(same_bits(a, b) for a, b in zip(before, after, strict=True)), scene.name


@pytest.mark.parametrize(("x", "y"), [(340.0, 0.0), (0.0, -215.0), (-97.3, 41.9)])
@every_measure
def test_it_does_not_matter_where_in_the_picture_the_person_is(measure, x, y):
    for scene in scenes_of(measure):
        assert close(values(measure, scene), values(measure, moved(scene, x, y))), scene.name


@pytest.mark.parametrize("factor", [0.37, 2.9])
@every_measure
def test_it_does_not_matter_how_large_the_person_is_in_the_picture(measure, factor):
    for scene in scenes_of(measure):
        assert close(values(measure, scene), values(measure, scaled(scene, factor))), scene.name


@every_measure
def test_a_mirror_swaps_the_sides(measure):
    sign = -1.0 if measure.directed else 1.0
    for scene in scenes_of(measure):
        mirrored = measure(scene.track.mirrored(), scene.reference.mirrored())
        assert close(sign * values(measure, scene)[..., ::-1], mirrored), scene.name


@every_shown_measure
def test_what_is_hidden_gives_no_number_and_what_is_not_needed_may_be_hidden(measure):
    """A point is needed where moving it moves the value: then hiding it must leave no value, else change nothing."""
    needed_anywhere = False
    for scene in scenes_of(measure):
        seen = values(measure, scene)
        for joint in range(JOINTS):
            for side in range(len(SIDES)):
                elsewhere = measure(with_point(scene.track, joint, side, 1.0), scene.reference)
                hidden = measure(with_point(scene.track, joint, side, np.nan), scene.reference)
                needed = ~((elsewhere == seen) | np.isnan(seen))
                needed_anywhere |= bool(needed.any())
                where = f"{scene.name}: {SIDES[side]} {Joint(joint).name.lower()}"
                assert np.isnan(hidden[needed]).all(), f"{where} is hidden and needed"
                assert same_bits(hidden[~needed], seen[~needed]), f"{where} is hidden and not needed"
    assert needed_anywhere


@every_measure
def test_what_was_hidden_in_the_stance_gives_no_number_where_it_is_needed(measure):
    for scene in scenes_of(measure):
        seen = values(measure, scene)
        for joint in range(JOINTS):
            for side in range(len(SIDES)):
                other, hidden = (
                    measure(
                        scene.track,
                        replace(scene.reference, pose=with_point(scene.reference.pose, joint, side, change)),
                    )
                    for change in (1.0, np.nan)
                )
                needed = (~((other == seen) | np.isnan(seen))).any(axis=0)  # a descent of nothing is so in any length
                where = f"{scene.name}: {SIDES[side]} {Joint(joint).name.lower()}"
                assert np.isnan(hidden[:, needed]).all(), f"{where} was hidden and is needed"
                assert same_bits(hidden[:, ~needed], seen[:, ~needed]), f"{where} was hidden and is not needed"


@every_measure
def test_nobody_in_the_picture_gives_no_number(measure):
    for scene in scenes_of(measure):
        nobody = measure(Pose.unseen(scene.track.time, scene.track.picture), scene.reference)
        assert nobody.shape == values(measure, scene).shape
        assert np.isnan(nobody).all()


@every_measure
def test_a_view_that_cannot_show_a_measure_gives_no_number(measure):
    for scene in scenes():
        for view in ANY_VIEW - measure.views:
            if measure.at_slant(replace(scene.reference, view=view)):
                continue
            hidden = measure(scene.track, replace(scene.reference, view=view))
            assert hidden.shape == (len(scene.track), len(measure.sides))
            assert np.isnan(hidden).all(), (scene.name, view)


@every_measure
def test_the_limb_that_does_not_count_has_no_number_in_a_side_view(measure):
    for scene in (s for s in scenes_of(measure) if measure.sided and s.reference.view == SIDE):
        assert np.isnan(values(measure, scene)[:, ~shown(scene, measure)]).all(), scene.name
        assert f"from the {SIDES[scene.reference.near]}" in scene.name  # the figure is seen from its near side


def signals(scene: Scene) -> RepetitionSignals:
    """The whole scene as the signals of its one repetition, at whose extreme the effort is nearly greatest."""
    screen = SCREENS[scene.screens[0]]
    read = screen.values(scene.whole, scene.reference)
    effort = read[:, screen.effort]
    extreme = np.flatnonzero(effort > 0.95 * np.nanmax(effort))
    return screen.signals(scene.whole.time, read, slice(int(extreme[0]), int(extreme[-1]) + 1))


def over(measure: RepetitionMeasure, scene: Scene) -> np.ndarray:
    return measure(signals(scene))


def thinned(through: RepetitionSignals, every: int, later: float = 0.0) -> RepetitionSignals:
    """The same signals, some seconds later, of which only every so manieth frame was taken."""
    extreme = slice(through.extreme.start // every, through.extreme.stop // every)
    columns = {name: column[::every] for name, column in through.columns.items()}
    return replace(through, time=through.time[::every] + later, extreme=extreme, columns=columns)


def unseen(through: RepetitionSignals, frames: np.ndarray) -> RepetitionSignals:
    return replace(through, columns={n: np.where(frames, np.nan, column) for n, column in through.columns.items()})


@every_repetition_measure
def test_a_measure_of_a_repetition_is_shown_as_what_it_is_of(measure):
    assert measure.of and measure.views == frozenset.intersection(*(m.views for m in measure.of))
    assert measure.sided == any(m.sided for m in measure.of)
    assert (measure.far_limb_uncertainty is None) == any(m.far_limb_uncertainty is None for m in measure.of if m.sided)


@every_repetition_measure
def test_a_measure_of_a_repetition_has_values_in_each_of_its_views(measure):
    assert {s.reference.view for s in scenes_of(measure)} == measure.views
    for scene in scenes_of(measure):
        assert np.isfinite(over(measure, scene)).tolist() == shown(scene, measure).tolist(), scene.name


@every_repetition_measure
def test_a_measure_of_a_repetition_does_not_ask_where_and_how_large_and_when(measure):
    for scene in scenes_of(measure):
        here = over(measure, scene)
        assert close(here, over(measure, scaled(moved(scene, 97.3, -41.9), 0.37))), scene.name
        assert close(here, measure(thinned(signals(scene), 1, later=61.0))), scene.name


@every_repetition_measure
def test_a_mirror_swaps_the_sides_of_a_measure_of_a_repetition(measure):
    for scene in scenes_of(measure):
        mirrored = replace(scene, whole=scene.whole.mirrored(), reference=scene.reference.mirrored())
        assert close(over(measure, scene)[::-1], over(measure, mirrored)), scene.name


@every_repetition_measure
def test_a_measure_of_a_repetition_hardly_asks_how_many_frames_a_second_there_are(measure):
    for scene in scenes_of(measure):
        fewer = measure(thinned(signals(scene), 2))
        assert np.allclose(over(measure, scene), fewer, rtol=0, atol=measure.uncertainty, equal_nan=True), scene.name


@every_repetition_measure
def test_what_was_not_seen_of_a_repetition_gives_no_number(measure):
    for scene in scenes_of(measure):
        through = signals(scene)
        assert np.isnan(measure(unseen(through, np.full(len(through.time), True)))).all(), scene.name


@every_repetition_measure
def test_a_measure_of_a_repetition_says_nothing_else_when_half_of_it_was_not_seen(measure):
    """Whichever half it is: no number, or nearly the one that the whole has."""
    for scene in scenes_of(measure):
        through = signals(scene)
        for hidden in (through.time < through.time[len(through.time) // 2], np.arange(len(through.time)) % 2 == 0):
            left = measure(unseen(through, hidden))
            near = np.abs(left - over(measure, scene)) <= 2 * measure.uncertainty
            assert (near | np.isnan(left)).all(), scene.name


@every_repetition_measure
def test_a_measure_of_a_repetition_leaves_its_frames_as_they_were(measure):
    for scene in scenes_of(measure):
        through = signals(scene)
        before = {name: column.copy() for name, column in through.columns.items()}
        measure(through)
        assert all(same_bits(before[name], column) for name, column in through.columns.items()), scene.name
