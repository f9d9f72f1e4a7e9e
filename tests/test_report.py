"""The report in a real browser: it complains of nothing, one moment is the same for all, and it can be printed."""

from __future__ import annotations

import base64
import itertools
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from browser import PHONE, Open, Opened
from people import SQUAT, brief, record_of, seen, squat
from playwright.sync_api import Locator, Page
from test_output import RECORDS, example
from videos import picture, write_clip

from movescreen.measures.registry import MEASURES
from movescreen.output.language.sentences import LANGUAGES, with_unit
from movescreen.output.pictures.stills import ROOM, Still, jpeg_within
from movescreen.output.report.about import About
from movescreen.output.report.report import report
from movescreen.records.record import Record

BODY = "getComputedStyle(document.body)"
CURSORS = "[...document.querySelectorAll('.cursor')].map(line => line.getAttribute('x1'))"
ADDED = About(
    client="Anna",
    coach="Coach B",
    notes="Feeling well.\nNext time barefoot.",
    height_cm=172.0,
    recorded_at="2026-11-28T12:00:00+01:00",
)
LETTERS = 12  # pixels that the numbers of a scale are high
NOISE = np.random.default_rng(1).integers(0, 255, (640, 480, 3), np.uint8)


@cache
def still(number: int = 1) -> Still:
    return Still(number, 48, 64, jpeg_within(NOISE[:64, :48], 10_000))


@cache
def page() -> str:
    return report(example("front"), "A clip", stills=[still(1), still(2)])


@pytest.fixture(scope="module")
def filmed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page with a video of the same times."""
    record = example("front")
    path = tmp_path_factory.mktemp("video") / "clip.mp4"
    pictures = [picture(index) for index in range(len(record.frames.time))]
    write_clip(path, pictures, record.frames.time.tolist(), container_options={"movflags": "faststart"}, g=15)
    data = base64.b64encode(path.read_bytes()).decode()
    return report(record, "A clip", stills=[still(1), still(2)], video=f"data:video/mp4;base64,{data}")


def moment(page: Page) -> float:
    """The time that the page says it shows, s."""
    said = re.match(r"([\d.]+) s", page.inner_text("#said"))
    assert said
    return float(said[1])


def told(opened: Opened, record: Record) -> None:
    """Whether all cursors stand at the moment that is said, and the values beside the curves are the record's."""
    page, time = opened.page, moment(opened.page)
    places = [float(x.rstrip("%")) for x in page.evaluate(CURSORS)]
    frame = int(np.abs(record.frames.time - time).argmin())
    share = 100 * float(record.frames.time[frame]) / float(record.frames.time[-1])
    assert len(places) > 4 and len(set(places)) == 1 and abs(places[0] - share) < 0.02
    value = record.frames.values[frame, record.frames.columns.index("hip_descent_pct")]
    assert page.text_content(".curve .now") == with_unit(value, MEASURES["hip_descent"].uncertainty, "%")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", RECORDS)
def test_it_renders_without_complaint_and_within_the_width_of_a_phone(name: str, language: str, opened: Open) -> None:
    shown = opened(report(example(name), "A clip", LANGUAGES[language], [still()]), viewport=PHONE)
    assert shown.complaints == [] and shown.overflow <= 0
    assert shown.page.locator("html").get_attribute("lang") == language


def test_the_numbers_of_a_scale_stand_apart() -> None:
    """However high the curves are: each scale has its numbers elsewhere."""
    record = example("front")
    for share in np.linspace(0.8, 1.3, 11):
        html = report(replace(record, frames=replace(record.frames, values=share * record.frames.values)), "A clip")
        scales = [re.findall(r'class="tick" x="2" y="([-.0-9]+)"', scale) for scale in html.split("<figcaption")[1:]]
        gaps = [float(gap) for scale in scales for gap in np.diff(sorted(map(float, scale)))]
        assert len(gaps) > 9 and min(gaps) >= LETTERS


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_a_table_is_cut_on_a_phone(language: str, opened: Open) -> None:
    shown = opened(report(example("front"), "A clip", LANGUAGES[language], [still()]), viewport=PHONE)
    longest = """[...document.querySelectorAll('.readings tbody th')].flatMap(head => [...head.childNodes].filter(
        node => node.nodeType === 3).flatMap(text => [...text.data.matchAll(/\\S+/g)].map(word => {
            const range = document.createRange();
            range.setStart(text, word.index), range.setEnd(text, word.index + word[0].length);
            return range.getClientRects().length})))"""
    assert set(shown.page.evaluate(longest)) == {1}


def unfolded(shown: Opened) -> Opened:
    """The page with all its parts unfolded."""
    shown.page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    return shown


def test_the_arrow_keys_move_the_cursor_in_all_curves(opened: Open) -> None:
    shown = unfolded(opened(page()))
    shown.page.focus("#moment")
    before = moment(shown.page)
    assert shown.page.inner_text("#said").endswith(" s, repetition 1, bottom")
    assert abs(before - example("front").repetitions[0].bottom_s) < 0.02
    for key, frames in (("ArrowRight", 1), ("ArrowLeft", 0), ("End", None)):
        shown.page.keyboard.press(key)
        told(shown, example("front"))
        expected = example("front").frames.time[-1] if frames is None else before + frames / 30
        assert abs(moment(shown.page) - expected) < 0.02
        assert shown.page.get_attribute("#moment", "aria-valuetext") == shown.page.text_content("#said")
    assert shown.complaints == []


def width(plot: Locator) -> float:
    """How wide a curve is on the page."""
    box = plot.bounding_box()
    assert box
    return box["width"]


def test_a_touch_on_a_curve_shows_the_moment_there(opened: Open) -> None:
    shown = unfolded(opened(page()))
    plot = shown.page.locator(".plot").nth(1)
    plot.click(position={"x": 0.25 * width(plot), "y": 60})
    assert abs(moment(shown.page) - 0.25 * example("front").frames.time[-1]) < 0.03
    told(shown, example("front"))


def test_a_repetition_can_be_shown_in_the_curves(opened: Open) -> None:
    shown = opened(page())
    shown.page.locator("summary", has_text="Each repetition").click()
    shown.page.locator(".go").nth(1).press("Enter")
    assert shown.page.is_visible(".plot"), "the curves unfold"
    second = example("front").repetitions[1]
    assert abs(moment(shown.page) - second.bottom_s) < 0.02 and "repetition 2" in shown.page.inner_text("#said")


def test_the_video_goes_where_a_curve_is_touched(filmed: str, opened: Open) -> None:
    shown = unfolded(opened(filmed))
    shown.wait_until("document.querySelector('video').readyState >= 2")
    plot = shown.page.locator(".plot").first
    plot.click(position={"x": 0.7 * width(plot), "y": 60})
    expected = 0.7 * example("front").frames.time[-1]
    shown.wait_until("!document.querySelector('video').seeking")
    assert abs(shown.page.evaluate("document.querySelector('video').currentTime") - expected) < 0.05
    told(shown, example("front"))
    assert shown.complaints == []


def test_the_cursor_follows_the_video(filmed: str, opened: Open) -> None:
    shown = unfolded(opened(filmed))
    shown.wait_until("document.querySelector('video').readyState >= 2")
    shown.page.evaluate("document.querySelector('video').currentTime = 3.0")
    shown.wait_until("document.getElementById('said').textContent.startsWith('3.00 s')")
    told(shown, example("front"))
    shown.page.evaluate("document.querySelector('video').play()")
    shown.wait_until("parseFloat(document.getElementById('said').textContent) > 3.3")
    shown.page.evaluate("document.querySelector('video').pause()")
    assert shown.complaints == []


def test_the_video_plays_at_half_speed_and_steps_frame_by_frame(filmed: str, opened: Open) -> None:
    shown = unfolded(opened(filmed))
    shown.wait_until("document.querySelector('video').readyState >= 2")
    rate = "document.querySelector('video').playbackRate"
    assert shown.page.evaluate(rate) == 0.5
    shown.page.select_option(".speed", "0.25")
    assert shown.page.evaluate(rate) == 0.25
    before = moment(shown.page)
    for label, frames in (("One frame on", 1), ("One frame on", 2), ("One frame back", 1)):
        shown.page.get_by_label(label).click()
        assert abs(moment(shown.page) - before - frames / 30) < 0.02
    assert not shown.page.evaluate("document.querySelector('video').controls"), "they lie over the numbers"
    assert shown.complaints == []


def test_a_still_is_enlarged_by_a_click_and_closed_again(opened: Open) -> None:
    shown = opened(page())
    shown.page.locator(".person .enlarge").click()
    assert shown.page.is_visible("#large img")
    shown.page.keyboard.press("Escape")
    assert not shown.page.is_visible("#large")


def test_a_copy_has_the_text_as_it_was_edited_and_nothing_else_that_came_in(opened: Open, tmp_path: Path) -> None:
    shown = opened(report(example("front"), "A clip", stills=[still(1)], about=ADDED))
    shown.page.click("#edit")
    shown.page.evaluate("document.querySelector('#summary li').innerHTML = 'My words<img src=x onerror=1>'")
    shown.page.evaluate("document.querySelector('#summary').dispatchEvent(new Event('input'))")
    shown.page.click("#edit")
    with shown.page.expect_download() as waiting:
        shown.page.click("#copy")
    assert waiting.value.suggested_filename == "Anna – Overhead squat – 2026-11-28.html"
    waiting.value.save_as(tmp_path / "copy.html")
    html = (tmp_path / "copy.html").read_text("utf-8")
    again = opened(html)
    assert again.complaints == [] and "My words" in again.page.inner_text("#summary")
    assert again.page.is_visible("#edited") and "onerror" not in html
    assert again.page.locator("[contenteditable]").count() == 0
    assert again.page.locator("#moment").count() == 1 and again.page.locator(".cursor").count() > 4


def test_each_mark_stands_beside_its_place_and_on_no_other(opened: Open) -> None:
    places = {
        "feet": (0.6, 0.9),
        "knees": (0.6, 0.62),
        "hips": (0.6, 0.61),
        "shoulders": (0.6, 0.3),
        "head": (0.5, 0.29),
    }
    marked = replace(still(1), marks=places)
    shown = opened(report(example("front"), "A clip", stills=[marked]))
    discs = shown.page.evaluate(
        "[...document.querySelectorAll('.disc')].map(d => [+d.getAttribute('cy'), +d.getAttribute('r')])"
    )
    assert len(discs) == 5
    heights = [y for y, _ in discs]
    assert heights == sorted(heights, reverse=True)
    assert all(low - high >= 2 * radius for (low, radius), (high, _) in itertools.pairwise(discs))
    numbered = shown.page.locator(".checkpoints .place").all_text_contents()
    assert numbered == list("12345") == shown.page.locator(".marks text").all_text_contents()


def test_it_prints_in_ink_on_white_without_what_only_a_screen_can_do(opened: Open) -> None:
    shown = opened(page(), color_scheme="dark")
    assert shown.page.evaluate(f"{BODY}.backgroundColor") != "rgb(255, 255, 255)"
    shown.page.emulate_media(media="print", color_scheme="dark")
    assert shown.page.evaluate(f"{BODY}.backgroundColor") == "rgb(255, 255, 255)"
    assert shown.page.is_visible(".person img") and not shown.page.is_visible("summary")
    unfolded(shown)
    assert not shown.page.is_visible("#moment") and not shown.page.is_visible(".go")
    assert shown.page.is_visible(".plot") and shown.page.is_visible(".stills img")


def sheets(shown: Opened) -> int:
    """How many sheets of paper a page takes."""
    pdf = shown.page.pdf(prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF")
    return pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_takes_one_sheet_folded_and_more_unfolded(language: str, opened: Open) -> None:
    shown = opened(report(example("front"), "A clip", LANGUAGES[language], [still(1)], about=ADDED))
    assert sheets(shown) == 1
    shown.page.click("#open")
    assert shown.page.locator("details:not([open])").count() == 0 and sheets(shown) > 1


def test_headings_stay_with_what_they_are_of_on_paper(opened: Open) -> None:
    shown = unfolded(opened(page()))
    shown.page.emulate_media(media="print")
    after = "[...document.querySelectorAll('h2, h3, summary')].map(one => getComputedStyle(one).breakAfter)"
    assert set(shown.page.evaluate(after)) == {"avoid"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(scheme: str, opened: Open) -> None:
    shown = opened(page(), color_scheme=scheme)
    names = ("--ink", "--soft", "--mark", "--warm", "--left", "--right")
    values = shown.page.evaluate(
        "names => names.map(n => getComputedStyle(document.documentElement).getPropertyValue(n).trim())",
        [*names, "--paper", "--panel"],
    )
    *inks, paper, panel = (luminance(value) for value in values)
    for ink in inks:
        assert min(contrast(ink, paper), contrast(ink, panel)) >= 4.5


def luminance(colour: str) -> float:
    """The relative luminance of a colour written as #rrggbb (WCAG 2)."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def test_a_screen_reader_finds_headings_pictures_curves_and_the_slider(opened: Open) -> None:
    tree = unfolded(opened(page())).page.locator("body").aria_snapshot()
    for role in (
        'heading "A clip" [level=1]',
        'heading "What could not be measured, and how to film it" [level=2]',
        'img "The person in repetition 2 at the lowest point, with the lines drawn on that were measured."',
        'img "Hip descent, from',
        'slider "Time in the clip, seconds"',
        'columnheader "Measure"',
    ):
        assert role in tree, role


def test_without_scripts_all_but_the_cursor_is_there(opened: Open) -> None:
    shown = opened(page(), java_script_enabled=False)
    for summary in shown.page.locator("summary").all():
        if summary.is_visible():
            summary.click()
    assert shown.page.locator(".plot").count() > 4 and not shown.page.is_visible("#moment")
    assert shown.page.is_visible(".plot path.line") and shown.page.is_visible(".readings")


def test_a_long_clip_with_many_repetitions_stays_small() -> None:
    record = record_of(seen(squat(brief(3)), "left", noise_px=1.0), SQUAT)
    frames, times = record.frames, 25
    many = replace(
        frames,
        time=np.arange(times * len(frames.time)) / 30,
        phase=np.tile(frames.phase, times),
        rep=np.tile(frames.rep, times),
        values=np.tile(frames.values, (times, 1)),
        states=np.tile(frames.states, (times, 1)),
    )
    reps = tuple(replace(record.repetitions[0], number=n + 1) for n in range(30))
    stills = [Still(rep.number, 480, 640, jpeg_within(NOISE, ROOM // 30)) for rep in reps]
    html = report(replace(record, frames=many, repetitions=reps), "A clip", stills=stills)
    assert many.time[-1] > 240 and len(html.encode()) < 1_500_000
