"""What can be measured in a pose: angles, distances, durations."""
