"""From measures to readings, uncertainty and findings."""
