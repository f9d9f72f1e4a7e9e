"""One module a command: `HELP`, `options(parser)` and `run(options)`, which gives the exit code.

Modules import here only what is light; what is heavy is imported when a command runs, so that `--help` answers at once.
"""
