"""Reliability: a study's ratings, from tables and from the camera, and what they say item by item."""
