"""Makes measured.png, the README's picture: part of the report of a demonstration clip, as a browser shows it."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from movescreen.cli.demo_clips import clips
from movescreen.cli.main import main as movescreen

WINDOW, HIGH, MARGIN = {"width": 1080, "height": 800}, 630, 16
MIDDLE = """() => {
  const box = document.querySelector(".course").getBoundingClientRect();
  return [box.left, box.top + scrollY, box.width];
}"""


def main() -> None:
    clip = clips()["overhead_squat"][1]
    with TemporaryDirectory() as folder:
        movescreen(["analyze", str(clip), "--screen", "overhead_squat", "--video", "--out", folder])
        photograph(Path(folder, clip.stem, "report.html"), Path(__file__).with_suffix(".png"))


def photograph(report: Path, picture: Path) -> None:
    """The curves of a report with the video beside them, at the lowest point of the second repetition."""
    browser = shutil.which("chromium")
    if not browser:
        sys.exit("This takes a chromium.")
    with sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"]).new_page(viewport=WINDOW)
        page.goto(report.as_uri())
        page.locator(".go").nth(1).click()
        page.evaluate("document.querySelector('video').controls = false")
        page.wait_for_timeout(1000)  # until the video is there
        left, top, width = page.evaluate(MIDDLE)
        part = {"x": left - MARGIN, "y": top - 4, "width": width + 2 * MARGIN, "height": HIGH}
        page.screenshot(path=picture, full_page=True, clip=part)


if __name__ == "__main__":
    main()
