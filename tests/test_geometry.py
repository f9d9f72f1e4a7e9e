"""Angles and offsets between points whose answer is mental arithmetic."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from people import same_bits

from movescreen.pose.geometry import (
    cross,
    dot,
    elevation,
    inclination,
    joint_angle,
    length,
    midpoint,
    right_to_left,
    turn,
)

UP, RIGHT, LEFT, DOWN = np.array([0.0, 1.0]), np.array([1.0, 0.0]), np.array([-1.0, 0.0]), np.array([0.0, -1.0])

coordinates = st.floats(-2000, 2000).filter(lambda x: x == 0 or abs(x) > 1e-3)
vectors = st.tuples(coordinates, coordinates).map(np.array)
directions = vectors.filter(lambda v: np.hypot(*v) > 1)
angles = st.floats(-179, 179)


def pointing(degrees: float, far: float = 1.0) -> np.ndarray:
    """A vector so many degrees counter-clockwise of the picture's right."""
    return far * np.array([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))])


def test_a_right_angle_is_ninety_degrees_whichever_way_it_turns():
    assert joint_angle(UP, 0 * UP, RIGHT) == pytest.approx(90)
    assert joint_angle(RIGHT, 0 * UP, UP) == pytest.approx(90)


def test_points_in_line_are_at_180_degrees_and_folded_ones_at_0():
    assert joint_angle(UP, 0 * UP, DOWN) == 180
    assert joint_angle(UP, 0 * UP, 2 * UP) == 0


@given(vectors, angles, st.floats(0, 180), st.floats(0.1, 900), st.floats(0.1, 900))
def test_a_joint_angle_is_the_one_it_was_drawn_with(vertex, direction, angle, near, far):
    start, end = vertex + pointing(direction, near), vertex + pointing(direction + angle, far)
    assert joint_angle(start, vertex, end) == pytest.approx(angle, abs=1e-6)


@given(vectors, vectors, vectors)
def test_a_joint_angle_does_not_depend_on_which_end_comes_first(start, vertex, end):
    assert joint_angle(start, vertex, end) == pytest.approx(joint_angle(end, vertex, start), abs=1e-12)


def test_a_turn_is_positive_counter_clockwise():
    assert turn(RIGHT, UP) == pytest.approx(90)
    assert turn(UP, RIGHT) == pytest.approx(-90)
    assert abs(turn(RIGHT, LEFT)) == pytest.approx(180)


@given(angles, angles, st.floats(0.1, 900), st.floats(0.1, 900))
def test_a_turn_is_the_difference_of_two_directions(first, second, near, far):
    difference = turn(pointing(first, near), pointing(second, far)) - (second - first)
    assert difference % 360 == pytest.approx(0, abs=1e-6) or difference % 360 == pytest.approx(360, abs=1e-6)


@given(directions, directions)
def test_a_turn_there_and_back_is_none(a, b):
    assert turn(a, b) + turn(b, a) == pytest.approx(0, abs=1e-9) or abs(turn(a, b)) == pytest.approx(180)


def test_a_lean_is_positive_towards_forward():
    assert inclination(UP, +1) == 0
    assert inclination(UP + RIGHT, +1) == pytest.approx(45)
    assert inclination(UP + RIGHT, -1) == pytest.approx(-45)
    assert inclination(DOWN + LEFT, -1) == pytest.approx(135)


def test_a_rise_does_not_depend_on_where_it_points():
    assert elevation(RIGHT + UP) == pytest.approx(45)
    assert elevation(LEFT + UP) == pytest.approx(45)
    assert elevation(LEFT + DOWN) == pytest.approx(-45)
    assert elevation(UP) == 90


@given(directions, directions)
def test_cross_and_dot_are_length_times_length_times_sine_and_cosine(a, b):
    angle, both = np.radians(turn(a, b)), length(a) * length(b)
    assert cross(a, b) / both == pytest.approx(np.sin(angle), abs=1e-9)
    assert dot(a, b) / both == pytest.approx(np.cos(angle), abs=1e-9)


def test_the_middle_and_the_distance_of_a_pair_go_from_right_to_left():
    pair = np.array([[30.0, 8.0], [10.0, 4.0]])
    assert midpoint(pair).tolist() == [20, 6]
    assert right_to_left(pair).tolist() == [20, 4]
    assert length(np.array([3.0, -4.0])) == 5


FUNCTIONS = {
    "cross": lambda a, b, c: cross(a, b),
    "dot": lambda a, b, c: dot(a, b),
    "length": lambda a, b, c: length(a),
    "turn": lambda a, b, c: turn(a, b),
    "joint_angle": joint_angle,
    "inclination": lambda a, b, c: inclination(a, 1.0),
    "elevation": lambda a, b, c: elevation(a),
    "middle": lambda a, b, c: midpoint(np.stack([a, b], axis=-2)),
    "apart": lambda a, b, c: right_to_left(np.stack([a, b], axis=-2)),
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_one_point_and_many_points_of_any_shape_give_the_same_to_the_last_bit(name):
    points = np.random.default_rng(3).normal(0, 300, (3, 4, 5, 2))
    together = FUNCTIONS[name](*points)
    alone = [[FUNCTIONS[name](*points[:, i, j]) for j in range(5)] for i in range(4)]
    assert same_bits(together, alone)


@pytest.mark.parametrize("axis", [0, 1])
@pytest.mark.parametrize("name", FUNCTIONS)
def test_what_is_not_known_of_a_point_leaves_no_number(name, axis):
    points = np.random.default_rng(3).normal(0, 300, (3, 2))
    points[0, axis] = np.nan
    assert np.isnan(FUNCTIONS[name](*points)).any()
