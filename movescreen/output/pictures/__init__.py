"""Pictures and videos with what was measured drawn on them."""
