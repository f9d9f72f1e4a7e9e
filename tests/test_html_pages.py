"""Pages: one self-contained file, whose policy lets nothing in and nothing out."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser import Open
from jinja2 import UndefinedError

from movescreen.output.html import html_page, policy, printable

TEMPLATE = """{% extends "frame.html" %}
{% block title %}{{ name }}{% endblock %}
{% block main %}<h1>{{ name }}</h1><p id="said"></p>
<script type="application/json" id="data">{{ data | tojson }}</script>
{% endblock %}
"""
SCRIPT = "document.getElementById('said').textContent = JSON.parse(document.getElementById('data').textContent).word;\n"


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "small.html"
    path.write_text(TEMPLATE)
    path.with_suffix(".js").write_text(SCRIPT)
    path.with_suffix(".css").write_text("h1 { color: rgb(1, 2, 3); }\n")
    return path


def test_a_page_runs_its_own_style_and_script_and_no_other(template: Path, opened: Open) -> None:
    evil = "</script><script>document.title = 'taken'</script>"
    shown = opened(html_page(template, "en", name="A page", data={"word": evil}))
    assert shown.page.text_content("#said") == evil and shown.page.title() == "A page"
    assert shown.page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(1, 2, 3)"
    assert shown.complaints == []
    stranger = html_page(template, "en", name="A page", data={"word": ""})
    stranger = stranger.replace("<h1>", "<script>document.title = 'taken'</script><h1 onclick='1'>")
    shown = opened(stranger)
    assert shown.page.title() == "A page" and any("Content Security Policy" in said for said in shown.complaints)


def test_a_page_loads_nothing_from_anywhere(template: Path, opened: Open) -> None:
    html = html_page(template, "en", name="A page", data={"word": ""})
    shown = opened(html.replace("<h1>", '<img src="http://127.0.0.1:9/a.png"><h1>'))
    assert any("violates the following Content Security Policy" in said for said in shown.complaints)


def test_names_from_outside_are_text_and_what_is_missing_is_an_error(template: Path) -> None:
    html = html_page(template, "de", name="<b>\udce9\x1b", data={})
    assert "<h1>&lt;b&gt;??</h1>" in html and '<html lang="de">' in html
    html.encode("utf-8")
    with pytest.raises(UndefinedError, match="name"):
        html_page(template, "en", data={})


def test_a_policy_allows_what_it_is_told_to_and_nothing_more() -> None:
    strict = policy("", "")
    assert "default-src 'none'" in strict and "script-src 'none'" in strict and "connect-src" not in strict
    assert "connect-src 'self'" in policy("", "", {"connect-src": "'self'"})


def test_what_is_no_visible_character_is_a_question_mark() -> None:
    assert printable("a\x1b[2J\udce9°") == "a?[2J?°"
