"""A skeleton whose angles are known by construction: `squat` and `bridge` give its motion together with the truth."""

from movescreen.pose.synthetic.bridge import bridge
from movescreen.pose.synthetic.skeleton import Motion, Skeleton
from movescreen.pose.synthetic.squat import squat
from movescreen.pose.synthetic.trajectory import PHASES, DepthCurve, glide, repetitions

__all__ = ["PHASES", "DepthCurve", "Motion", "Skeleton", "bridge", "glide", "repetitions", "squat"]
