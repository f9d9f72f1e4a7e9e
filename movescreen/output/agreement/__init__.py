"""Pages and tables on agreement."""
