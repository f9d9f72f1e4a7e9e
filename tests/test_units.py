"""Units of lengths: what is typed, what is said, and that tables and JSON have their own whatever is chosen."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest
from language import banned
from test_change_between_sessions import session
from test_library import AGREED
from test_output import example

from movescreen.cli import main
from movescreen.errors import Problem
from movescreen.library import Library
from movescreen.library.preferences import Preferences, load_preferences, save_preferences
from movescreen.output.language import english, german
from movescreen.output.language.centimetres import OF, as_length
from movescreen.output.language.units import IMPERIAL, METRIC, NOBODY, Stature, feet_and_inches, height_from
from movescreen.output.report.about import About
from movescreen.output.report.files import REPORT
from movescreen.output.report.history import history_charts
from movescreen.output.report.plan import plan_page
from movescreen.output.report.report import report
from movescreen.records.record import save
from movescreen.scoring.change_between_sessions import compare
from movescreen.screens import screens
from movescreen.web.live.live_values import figures

LENGTHS = re.compile(r"\b(?:cm|inch(?:es)?|Zoll|Zentimeter|centimetres?)\b", re.IGNORECASE)
DECIDED = {"LENGTHS", "HEIGHTS", "HEIGHT_FIELDS"}  # names that hold the words of units


@pytest.mark.parametrize(
    ("typed", "units", "cm"),
    [
        ("172", METRIC, 172.0),
        (" 172,5 cm ", METRIC, 172.5),
        ("1.72 m", IMPERIAL, 172.0),
        ("1,72", METRIC, 172.0),
        ("5ft8in", METRIC, 172.7),
        ("5 ft 8.5", IMPERIAL, 174.0),
        ("5'8\"", METRIC, 172.7),
        ("5′ 8″", IMPERIAL, 172.7),
        ("6'", IMPERIAL, 182.9),
        ("5 Fuß 8 Zoll", METRIC, 172.7),
        ("68", IMPERIAL, 172.7),
        ("68 in", METRIC, 172.7),
        ("172 cm", IMPERIAL, 172.0),
    ],
)
def test_height_from_what_people_type(typed: str, units: str, cm: float) -> None:
    assert height_from(typed, units) == cm


@pytest.mark.parametrize("typed", ["", "tall", "17", "300", "-172", "9'9", "nan", "1e2", "172; 1", "0", "٣"])
def test_height_from_no_height(typed: str) -> None:
    """What is not a person's height is refused, and the sentence says both ways to write one."""
    with pytest.raises(Problem, match="172 cm, or as 5ft8in"):
        height_from(typed)


def test_feet_and_inches_have_no_twelfth_inch() -> None:
    """Every height is said and read back to the nearest half of an inch."""
    for tenths in range(510, 2591):
        feet, inches = feet_and_inches(tenths / 10)
        assert 0 <= inches < 12
        again = height_from(Stature(tenths / 10, IMPERIAL).said(english), IMPERIAL)
        assert abs(again - tenths / 10) <= 1.27 / 2 + 0.051, (tenths, feet, inches)


def test_stature_is_said_in_its_units() -> None:
    assert Stature(172.0).said(english) == "172 cm" and Stature(172.5).said(german) == "172,5 cm"
    assert (
        Stature(171.0, IMPERIAL).said(english) == "5 ft 7.5 in"
        and Stature(182.9, IMPERIAL).said(german) == "6 Fuß 0 Zoll"
    )
    assert NOBODY.said(english) == Stature(0.0).said(english) == ""


@pytest.mark.parametrize("language", [english, german])
def test_units_are_decided_in_one_place(language: ModuleType) -> None:
    """No other text of reports has a unit of length in it."""
    texts = {name: repr(value) for name, value in vars(language).items() if name.isupper() and name not in DECIDED}
    assert {name: LENGTHS.findall(text) for name, text in texts.items() if LENGTHS.search(text)} == {}


@pytest.mark.parametrize("language", [english, german])
def test_report_in_either_unit(language: ModuleType) -> None:
    """Inches are centimetres over 2.54; without a height there are none, and percentages and degrees stay."""
    metric, imperial = (
        report(example("front"), "A clip", language, about=About(client="Ann", height_cm=172.0, units=units))
        for units in (METRIC, IMPERIAL)
    )
    cm, inch = (re.findall(r"<small>((?:about|etwa) .*?)</small></span>", page) for page in (metric, imperial))
    assert cm and len(cm) == len(inch) and not any(" cm" in said for said in inch)
    sizes = [[float(n.replace(",", ".")) for n in re.findall(r"\d+(?:[.,]\d+)?", said)] for said in (cm[0], inch[0])]
    assert sizes[0][0] / 2.54 == pytest.approx(sizes[1][0], abs=0.6)
    sign = language.LENGTHS[IMPERIAL][1]
    assert all(f" {sign}" in said for said in inch) and Stature(172.0, IMPERIAL).said(language) in imperial
    assert "172 cm" in metric and not LENGTHS.search(
        " ".join(re.findall(r"<small>(.*?)</small>", report(example("front"), "A")))
    )
    assert not banned(" ".join(inch), language.CODE)


def test_plan_has_lengths_and_their_source() -> None:
    """The report of several recordings says lengths too, and where they come from."""
    page = plan_page([(example("front"), [])], ["/sessions/1"], About(client="Ann", height_cm=172.0, units=IMPERIAL))
    assert " in</small>" in page and "Inches are worked out from a height of 5 ft 7.5 in" in page
    assert "worked out" not in plan_page([(example("front"), [])], ["/sessions/1"], About(client="Ann"))


def test_history_says_the_newest_value_as_a_length() -> None:
    compared = compare([session(), session(seed=2, lean=50.0)])
    plain = history_charts(compared, ["May", "June"], english)
    assert "At the last session about" not in plain
    said = re.findall(
        r"At the last session (about .*?)\.<", history_charts(compared, ["May", "June"], english, Stature(172.0))
    )
    assert said and all(re.fullmatch(r"about [\d.]+ ± [\d.]+ cm", one) for one in said)


def test_as_length_has_both_uncertainties() -> None:
    """27 ± 4 % of a shin of 42.3 ± 3.0 cm are 11.4 ± 1.9 cm."""
    assert as_length("knee_over_toe", 27.0, 4.0, Stature(172.0)) == "about 11 ± 2 cm"
    assert as_length("hip_shift", 5.0, 1.0, Stature(172.0)) == "" == as_length("knee_over_toe", 27.0, 4.0, NOBODY)
    assert as_length("knee_over_toe", math.nan, 4.0, Stature(172.0)) == ""


@pytest.mark.parametrize(
    ("stature", "said"), [(NOBODY, None), (Stature(172.0), "about 42 cm"), (Stature(172.0, IMPERIAL), "about 17 in")]
)
def test_live_depth_is_a_length_too(stature: Stature, said: str | None) -> None:
    """Half of a leg of 84.5 cm."""
    screen = screens()["overhead_squat"]
    values = [[50.0 if measure.name == "hip_descent" else math.nan for measure, _ in screen.columns]]
    update = SimpleNamespace(phase=["descent"], screen=screen, values=np.array(values), so_far={})
    (depth,) = figures(update, english, stature)  # type: ignore[arg-type]
    assert depth["value"] == "50 %" and depth.get("length") == said


def stored(folder: Path) -> tuple[Library, int, Path]:
    """A library with a client and a session."""
    library = Library(folder)
    client = library.add("Ann", AGREED)
    begun = library.begin(client.id, "overhead_squat", "front")
    save(example("front"), begun.folder)
    library.finish(begun.id, example("front"))
    return library, client.id, begun.folder


def test_units_of_a_library_hold_on_the_command_line(tmp_path: Path) -> None:
    """Reports have the library's units, an option has others, and tables and JSON are the same to the byte."""
    library, client, folder = stored(tmp_path / "library")
    library.note_height(client, 172.0)
    save_preferences(library.folder, Preferences(units=IMPERIAL))
    before = {name: (folder / name).read_bytes() for name in ("record.json", "reps.csv", "frames.csv")}
    assert main.main(["report", str(folder)]) == 0
    assert " in</small>" in (folder / REPORT).read_text("utf-8")
    assert main.main(["report", str(folder), "--units", "metric", "--height", "5ft10"]) == 0
    page = (folder / REPORT).read_text("utf-8")
    assert " cm</small>" in page and "177.8 cm" in page and " in</small>" not in page
    assert before == {name: (folder / name).read_bytes() for name in before}


def test_height_of_a_client_is_kept_and_taken_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is in the list of clients as JSON and in cm; taken back, it stands on no report that said it."""
    library, client, folder = stored(tmp_path / "library")
    assert library.client(client).height_cm is None
    assert library.note_height(client, 172.0).height_cm == 172.0
    assert main.main(["clients", "--json", "--library", str(library.folder)]) == 0
    assert json.loads(capsys.readouterr().out)["clients"][0]["height_cm"] == 172.0
    assert main.main(["report", str(folder)]) == 0
    assert "172 cm" in (folder / REPORT).read_text("utf-8")
    assert not library.note_height(client, None).height_cm
    assert main.main(["report", str(folder)]) == 0
    assert "172 cm" not in (folder / REPORT).read_text("utf-8")


@pytest.mark.parametrize("text", ['{"made_by": "movescreen", "language": "de", "camera": null, "width": null}', ""])
def test_preferences_of_earlier_versions_are_metric(text: str, tmp_path: Path) -> None:
    (tmp_path / "preferences.json").write_text(text, "utf-8")
    assert load_preferences(tmp_path).units == METRIC


def test_every_percentage_of_a_segment_is_a_length_too() -> None:
    """What says that it is a percentage of shin, thigh or leg has that segment's length."""
    known = {m.name: m.meaning for screen in screens().values() for m in screen.quantities if m.unit == "%"}
    of = {
        name: found[1] for name, text in known.items() if (found := re.search(r"percent of (shin|thigh|leg)\b", text))
    }
    assert of == {name: {"shank": "shin"}.get(segment, segment) for name, segment in OF.items() if segment != "stance"}
