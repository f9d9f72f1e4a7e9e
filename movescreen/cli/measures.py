"""`measures`: the data dictionary."""

from __future__ import annotations

import argparse

from movescreen.cli.exit_codes import WORKED

HELP = "print what is measured: units, meanings, views, uncertainties"


def options(command: argparse.ArgumentParser) -> None:
    """Add the options for the format and for the columns."""
    command.add_argument("--markdown", action="store_true", help="print a Markdown table")
    command.add_argument("--columns", action="store_true", help="print every column and code of every table")


def run(options: argparse.Namespace) -> int:
    """Print the data dictionary."""
    from rich.console import Console

    from movescreen.output.report.column_sheets import column_sheets
    from movescreen.output.report.data_dictionary import markdown, print_sheets, sheets

    shown = column_sheets() if options.columns else sheets()
    if options.markdown:
        Console().out(markdown(shown), highlight=False)
    else:
        print_sheets(Console(), shown)
    return WORKED
