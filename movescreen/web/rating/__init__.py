"""Blind rating: people tick what they see in clips, in an order of their own, and know neither names nor results."""
