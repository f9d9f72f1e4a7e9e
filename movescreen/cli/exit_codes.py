"""The exit codes of commands."""

WORKED = 0
SOMETHING_AMISS = 1
MISUSE = 2
STOPPED = 130
