"""Find where a person rests, and where repetitions begin, turn and end."""
