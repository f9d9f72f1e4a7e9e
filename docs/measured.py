"""Makes measured.png, the README's picture: the first screen of a report, as a browser shows it."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from movescreen.cli.demo_clips import clips
from movescreen.cli.main import main as movescreen

WINDOW = {"width": 1120, "height": 660}


def main() -> None:
    clip = clips()["overhead_squat"][1]
    with TemporaryDirectory() as folder:
        movescreen(["analyze", str(clip), "--screen", "overhead_squat", "--out", folder, "--client", "Client 7"])
        photograph(Path(folder, clip.stem, "report.html"), Path(__file__).with_suffix(".png"))


def photograph(report: Path, picture: Path) -> None:
    """The first screen of a report."""
    browser = shutil.which("chromium")
    if not browser:
        sys.exit("This takes a chromium.")
    with sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"]).new_page(viewport=WINDOW)
        page.goto(report.as_uri())
        page.screenshot(path=picture)


if __name__ == "__main__":
    main()
