"""A figure whose angles are known by construction: `squat` and `bridge` give its motion together with the truth."""

from movescreen.figure.body import Figure, Motion
from movescreen.figure.bridge import bridge
from movescreen.figure.course import PHASES, Course, glide, repetitions
from movescreen.figure.squat import squat

__all__ = ["PHASES", "Course", "Figure", "Motion", "bridge", "glide", "repetitions", "squat"]
