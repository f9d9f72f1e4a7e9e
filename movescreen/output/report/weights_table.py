"""The table of pose networks: their names, files and origins."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from movescreen.pose.weights import Listing


def print_bundles(listings: list[Listing], console: Console) -> None:
    """Print a table of all bundles, then path and digest of each that is here."""
    table = Table("network", "here", "MB", "from", "licence", box=None, pad_edge=False)
    for one in listings:
        size = f"{one.size / 1e6:.1f}" if one.size else ""
        table.add_row(one.name, "yes" if one.present else "no", size, one.origin or "", one.licence)
    console.print(table)
    for one in listings:
        if one.present:
            console.print(Text(f"{one.name}: {one.path}\n  sha256 {one.sha256}"), soft_wrap=True)
