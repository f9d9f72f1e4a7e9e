"""The report and the tables in it."""
