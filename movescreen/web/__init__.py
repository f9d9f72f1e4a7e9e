"""Pages served to one's own browser."""
