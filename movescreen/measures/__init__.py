"""The measures of a pose: angles, distances, durations."""
