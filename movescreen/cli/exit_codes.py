"""How commands end: their exit codes."""

WORKED, SOMETHING_AMISS, MISUSE, STOPPED = 0, 1, 2, 130
