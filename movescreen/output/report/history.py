"""Charts of a client's sessions for another page: changed measures first, the others folded."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup

from movescreen.output.html import html_page
from movescreen.output.language.language import Language
from movescreen.output.language.units import NOBODY, Stature
from movescreen.output.report.comparison import MOST, change_sentence, course_chart, course_sentences
from movescreen.scoring.change_between_sessions import Comparison
from movescreen.scoring.sets_and_sides import BEYOND

TEMPLATE = Path(__file__).with_name("history.html")
STYLE = Path(__file__).with_name("chart.css")
FEWEST_SHOWN = 2  # charts that are not folded where nothing changed


def history_charts(
    comparison: Comparison, names: Sequence[str], language: Language, stature: Stature = NOBODY
) -> Markup:
    """Return a sentence on the changes, and a chart of each measure over the named sessions."""
    lines = course_sentences(comparison, language, stature)
    return Markup(
        html_page(
            TEMPLATE,
            language.CODE,
            words=language.COMPARE,
            names=list(names),
            answer=change_sentence(lines, names, language),
            lines=lines,
            charts=[course_chart(line, comparison) for line in lines],
            first=min(MOST, max(FEWEST_SHOWN, sum(line.state == BEYOND for line in lines))),
        )
    )
