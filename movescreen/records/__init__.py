"""The result as data, and the files that hold it."""
