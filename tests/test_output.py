"""The table and the report say all that a record holds, in plain words, wherever they are read."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from language import banned
from people import BRIDGE, SQUAT, bridge, brief, record_of, seen, squat, without_body
from rich.console import Console

from movescreen.measures.registry import MEASURES
from movescreen.output.language import english, sentences
from movescreen.output.language.clip_notes import notes as notes_of
from movescreen.output.pictures.stills import Still
from movescreen.output.report.curves import ACROSS, DRAWN, curves, duration_s, judged_at, ticks
from movescreen.output.report.report import TEMPLATE, report
from movescreen.output.report.rows import name as row_name
from movescreen.output.report.rows import row_sentence, row_values, rows
from movescreen.output.report.terminal_table import print_record
from movescreen.records.record import Record

STILL = Still(1, 2, 2, b"picture")
NOT_COUNTED = [{"start_s": 1.2, "end_s": 1.6, "reason": "too_short"}]


def with_notes(record: Record) -> Record:
    quality = record.quality | {"not_counted": NOT_COUNTED, "undecoded": 3, "cut_short": True}
    provenance = {"clip": "clip.mp4", "model_sha256": "ab12", "settings": {"cutoff_hz": 6.0, "lines": {}}}
    return replace(record, quality=quality, provenance=provenance)


def front() -> Record:
    return record_of(seen(squat(brief(2), knees_in=(0.09, 0.0), hip_shift=0.06), "front", noise_px=1.0), SQUAT)


def side() -> Record:
    track = seen(squat(brief(2), arms_forward=(30.0, 30.0), heel_rise=(12.0, 12.0)), "left", noise_px=1.0)
    return record_of(without_body(track, slice(80, 140)), SQUAT)


RECORDS: dict[str, Callable[[], Record]] = {
    "front": front,
    "side": side,
    "bridge": lambda: record_of(seen(bridge(brief(bottom=0.8)), "right"), BRIDGE),
    "slant": lambda: record_of(seen(squat(brief()), "front", yaw=45.0), SQUAT),
    "no repetition": lambda: record_of(seen(squat(brief()), "front").at(slice(0, 30)), SQUAT),
    "nobody": lambda: record_of(without_body(seen(squat(brief()), "front").at(slice(0, 30)), slice(None)), SQUAT),
    "no frame": lambda: record_of(seen(squat(brief()), "front").at(slice(0, 0)), SQUAT),
}


@cache
def example(name: str) -> Record:
    return with_notes(RECORDS[name]())


everywhere = pytest.mark.parametrize("name", RECORDS)


def printed(record: Record, width: int = 100, **console) -> str:
    file = io.StringIO()
    print_record(record, Console(file=file, width=width, **console))
    return file.getvalue()


def joined(text: str) -> str:
    """The text with its lines joined, as they were before they were wrapped."""
    return " ".join(text.split())


class Page(HTMLParser):
    """A page as a reader meets it: its visible text, its tags, and whether every tag is closed in its turn."""

    VOID = ("meta", "link", "rect", "line", "path", "br", "img", "input")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.style = self.script = ""
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" in self.open:
            self.style += data
        elif "script" in self.open:
            self.script += data
        else:
            self.text.append(data)

    @property
    def said(self) -> str:
        labels = [attrs[key] or "" for _, attrs in self.tags for key in ("aria-label", "title", "alt") if key in attrs]
        return joined(" ".join([*self.text, *labels]))


def page(record: Record, title: str = "A clip") -> Page:
    return Page(report(record, title))


def test_the_examples_hold_every_state() -> None:
    states = {found.state for name in RECORDS for found in example(name).findings}
    assert states == {"observed", "not_observed", "indeterminate", "not_measurable"}
    assert len(example("front").repetitions) == 2 and not example("nobody").repetitions


@everywhere
def test_the_table_has_a_row_for_every_finding_with_its_state_in_words(name: str) -> None:
    record = example(name)
    lines = [joined(line) for line in printed(record).splitlines()]
    for found in record.findings:
        words_of_it = (sentences.finding_name(found.finding), found.side, sentences.amount(found, record))
        start = " ".join(filter(None, (*words_of_it, english.STATES[found.state])))
        assert any(line == f"{start} {sentences.often(found)}" for line in lines), start


@everywhere
def test_the_table_tells_what_was_not_measured_and_what_to_know_about_the_clip(name: str) -> None:
    record = example(name)
    text = joined(printed(record))
    assert text.startswith(f"clip.mp4: {sentences.headline(record)}")
    for gap in sentences.gaps(record):
        assert f"Not measured: {', '.join(gap.names)}. {gap.why} {gap.film}" in text
    for note in notes_of(record):
        assert note in text


@everywhere
def test_the_table_is_plain_text_where_there_is_no_terminal(name: str) -> None:
    plain = printed(example(name))
    assert "\x1b" not in plain and plain.isprintable() is False and not banned(plain)
    in_colour = printed(example(name), force_terminal=True, color_system="truecolor")
    assert re.sub(r"\x1b\[[0-9;]*m", "", in_colour) == plain


def test_the_table_loses_no_word_on_a_narrow_terminal() -> None:
    text = printed(example("front"), width=48)
    assert "…" not in text and max(map(len, text.splitlines())) <= 48
    assert set(joined(text).split()) >= {"Knees", "inward", "observed", "call", "measured"}


def test_a_name_from_outside_is_printed_as_it_is_but_never_as_a_command_to_the_terminal() -> None:
    record = replace(example("front"), provenance={"clip": "[red]a\x1b[2J\udce9.mp4"})
    assert printed(record).startswith("[red]a?[2J?.mp4: ")


@everywhere
def test_the_report_says_every_sentence_and_everything_not_measured(name: str) -> None:
    record = example(name)
    said = page(record).said
    for row in rows([(found, record) for found in record.findings]):
        if row.measured:
            assert f"{row_name(row)} {joined(row_sentence(row))} {row_values(row)}" in said
    for gap in sentences.gaps(record):
        assert f"{', '.join(gap.names)} {gap.why} {gap.film}" in said
    for note in (*notes_of(record), sentences.closing(record), sentences.headline(record), english.DISCLAIMER):
        assert note in said
    for value in ("clip.mp4", "ab12", "settings.cutoff_hz"):
        assert value in said


@everywhere
def test_nothing_in_the_report_is_banned_or_left_open(name: str) -> None:
    said = page(example(name)).said
    assert not banned(said)
    assert not re.search(r"\bnan\b|None|[{}]|_deg|other_view", said.replace(str(example(name).provenance), ""))


@everywhere
def test_the_report_needs_nothing_but_itself(name: str) -> None:
    parsed = Page(report(example(name), "A clip", stills=[STILL]))
    assert not {"iframe", "object", "form"} & {tag for tag, _ in parsed.tags}
    addresses = [attrs[key] for _, attrs in parsed.tags for key in ("src", "href") if key in attrs]
    assert all(address and address.startswith("data:") for address in addresses)
    assert not [key for _, attrs in parsed.tags for key in attrs if key == "style" or key[:2] == "on"]
    assert "url(" not in parsed.style and "@import" not in parsed.style and "//" not in parsed.style
    assert not re.search(r"fetch|XMLHttp|WebSocket|import\(|https?:", parsed.script)


def test_the_policy_allows_the_style_and_the_script_of_the_page_and_nothing_else() -> None:
    parsed = page(example("front"))
    policy = next(a["content"] for _, a in parsed.tags if a.get("http-equiv") == "Content-Security-Policy")
    code = "".join(path.with_suffix(".js").read_text("utf-8") for path in (TEMPLATE.with_name("sheet"), TEMPLATE))
    digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (parsed.style, code)]
    assert parsed.style and code in parsed.script
    assert policy and policy.startswith(
        f"default-src 'none'; style-src 'sha256-{digests[0]}'; script-src 'sha256-{digests[1]}';"
    )
    assert "img-src data:;" in policy and "'self'" not in policy and "unsafe" not in policy


@everywhere
def test_the_report_can_be_found_through_with_headings_and_scopes(name: str) -> None:
    parsed = page(example(name))
    names = [attrs["id"] for _, attrs in parsed.tags if "id" in attrs]
    assert len(names) == len(set(names))
    assert {a["aria-labelledby"] for _, a in parsed.tags if "aria-labelledby" in a} <= set(names)
    assert all("scope" in attrs for tag, attrs in parsed.tags if tag == "th")
    assert [tag for tag, _ in parsed.tags].count("h1") == 1
    assert {"header", "main", "footer", "h2"} <= {tag for tag, _ in parsed.tags}
    assert next(attrs for tag, attrs in parsed.tags if tag == "html") == {"lang": "en"}


def test_the_report_follows_light_and_dark_and_the_width_of_a_phone() -> None:
    html = report(example("front"), "A clip")
    assert "prefers-color-scheme: dark" in html and "width=device-width" in html


def test_names_from_outside_are_text_in_the_report_and_never_markup() -> None:
    evil = "<script>alert('1')</script>&\"\udce9"
    record = replace(example("front"), provenance={evil: evil, "deep": {"er": evil}})
    parsed = Page(report(record, evil))
    assert [tag for tag, _ in parsed.tags].count("script") == 2 and "alert" not in parsed.script
    assert parsed.said.count("<script>alert('1')</script>&\"?") == 5  # title, heading, name and twice the value
    report(record, evil).encode("utf-8")


def test_values_stand_in_a_row_for_each_measure_and_side_and_a_column_for_each_repetition() -> None:
    record = example("front")
    said = page(record).said
    rows = re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', report(record, "A clip"))
    assert [row for row in rows if row[0].startswith("Knee over toe (left)<")]
    assert all(cells.count("<td>") == 2 for _, cells in rows)
    for rep in record.repetitions:
        assert f"{rep.start_s:.1f}–{rep.end_s:.1f} s" in said
        for reading in rep.readings:
            if reading.value == reading.value and not MEASURES[reading.measure].directed:
                assert sentences.with_unit(reading.value, reading.uncertainty, reading.unit) in said
    assert "Line used: Knees move inward 10 %, Knees move outward −15 %." in said
    assert re.search(r"Without a value in this clip: .*Knee flexion", said)


def test_a_shift_has_one_row_with_its_direction_whichever_side_it_goes_to() -> None:
    record = example("front")
    first, second = record.repetitions
    turned = [replace(r, value=-r.value, side="right") if r.measure == "hip_shift" else r for r in second.readings]
    html = report(replace(record, repetitions=(first, replace(second, readings=tuple(turned)))), "A clip")
    rows = [
        cells for head, cells in re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', html) if "Hip shift" in head
    ]
    assert len(rows) == 1 and " left" in rows[0] and " right" in rows[0] and "−" not in rows[0]


def test_a_value_missing_in_one_repetition_says_why() -> None:
    record = example("front")
    first, second = record.repetitions
    hidden = [
        replace(r, value=np.nan, uncertainty=np.nan, state="not_measurable", reason="not_seen") for r in second.readings
    ]
    html = report(replace(record, repetitions=(first, replace(second, readings=tuple(hidden)))), "A clip")
    assert html.count("<td>not seen</td>") > 3


def test_a_curve_breaks_where_nothing_was_seen_and_goes_from_start_to_end() -> None:
    record = example("side")
    effort = curves(record)[0]
    assert effort.name == "Hip descent" and effort.judged
    (line,) = effort.lines
    assert line.path.count("M") == line.band.count("M") == 2  # the body was away for two seconds
    x = [float(number) for number in re.findall(r"[ML]([\d.]+) ", line.path)]
    assert x == sorted(x) and x[0] >= 0 and x[-1] <= ACROSS and len(x) <= DRAWN
    assert None in line.values and len(line.values) == len(record.frames.time)


def test_curves_are_drawn_of_what_was_seen_with_their_convention_lines() -> None:
    record = example("front")
    drawn = {curve.name: curve for curve in curves(record)}
    assert "Heel rise" not in drawn and [line.side for line in drawn["Knee over toe"].lines] == ["left", "right"]
    assert [mark.text for mark in drawn["Knee over toe"].conventions] == [
        "Knees move inward 10 %",
        "Knees move outward −15 %",
    ]
    for curve in drawn.values():
        assert all(0 <= mark.at <= 130 for mark in (*curve.ticks, *curve.conventions))
        lowest = min(v for line in curve.lines for v in line.values if v is not None)
        assert curve.axis.least <= lowest and str(round(duration_s(record))) in curve.spoken


def test_a_line_used_is_drawn_only_where_the_finding_is_judged() -> None:
    """A clean squat stands "over the line" while standing, which says nothing."""
    record = example("front")
    spans = judged_at(record)
    assert [span.number for span in spans] == [rep.number for rep in record.repetitions]
    for span, rep in zip(spans, record.repetitions, strict=True):
        begin, end = (share * duration_s(record) / 100 for share in (span.left, span.left + span.width))
        assert rep.start_s < begin < rep.bottom_s < end < rep.end_s
    html = report(record, "A clip")
    lines = [float(x) for x in re.findall(r'class="convention" x1="([\d.]+)%"', html)]
    assert lines and all(any(abs(x - span.left) < 0.01 for span in spans) for x in lines)


@pytest.mark.parametrize("name", ["no repetition", "nobody", "no frame"])
def test_a_report_of_nothing_gives_its_reason_first_and_draws_no_curve(name: str) -> None:
    html = report(example(name), "A clip")
    assert '<svg class="plot"' not in html and html.index("Why nothing was measured") < html.index("All details")
    first = html.split('<h2 id="reason">')[1].split("<p>")[1]
    assert first.startswith("Nobody was found" if name != "no repetition" else "Not counted as a repetition: 1.2 s")


def test_the_still_of_nothing_says_what_it_shows() -> None:
    record = example("no repetition")
    taken = Still(0, 2, 2, b"picture", {}, 1.4)
    assert "The person at 1.4 s, in the movement that was not counted." in report(record, "A clip", stills=[taken])
    still = replace(record, quality=record.quality | {"not_counted": []})
    assert '<p class="soft sides">The person at 1.4 s.</p>' in report(still, "A clip", stills=[taken])


def test_of_repetitions_that_a_view_does_not_show_the_view_is_the_reason() -> None:
    said = page(example("slant")).said
    assert "The camera looked at a slant, and nothing that was looked for shows from there." in said
    assert "Feet turn out: film from the front." in said


def test_there_is_no_curve_where_nothing_was_measured() -> None:
    assert curves(example("nobody")) == curves(example("no frame")) == []


@given(least=st.floats(-1e4, 1e4), wide=st.floats(1e-3, 1e4), count=st.integers(2, 10))
def test_ticks_are_round_few_and_within_their_range(least: float, wide: float, count: int) -> None:
    marks = ticks(least, least + wide, count)
    assert len(marks) <= count + 1 and marks == sorted(set(marks))
    assert all(least - 1e-5 <= mark <= least + wide + 1e-5 for mark in marks)


@everywhere
def test_the_same_record_gives_the_same_page(name: str) -> None:
    assert report(example(name), "A clip") == report(with_notes(RECORDS[name]()), "A clip")
