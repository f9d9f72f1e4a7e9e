"""Everything that can happen has words, and they describe: a number, its uncertainty, how often, and no judgement."""

from __future__ import annotations

import ast
import inspect
import math
import re
import string
from collections.abc import Iterator
from dataclasses import replace
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from language import banned
from people import SCREENS

from movescreen.cli import arguments
from movescreen.measures import registry
from movescreen.measures.registry import BY_EYE, MEASURES, OTHER_VIEW, UNITS
from movescreen.output.language import english, sentences
from movescreen.output.language.clip_notes import notes as notes_of
from movescreen.output.language.language import Clause, Language
from movescreen.output.language.sentences import LANGUAGES
from movescreen.pose.pose import SIDES
from movescreen.records.frames import no_frames
from movescreen.records.record import Record, Repetition, SetFinding
from movescreen.scoring import back_outline, readings, set_findings
from movescreen.screens import STATES, Finding, Screen
from movescreen.segmentation import rejection
from movescreen.segmentation.tempo import NO_TIMES

FINDINGS = [(screen, finding) for screen in SCREENS.values() for finding in screen.findings]
everywhere = pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES.keys())
UNCERTAINTIES = {"deg": 6.0, "%": 4.0, "ratio": 0.06, "s": 0.2, "deg/s": 0.3}
VIEWS = ("front", "side", "back", "oblique", "end")


def reasons(module: ModuleType) -> set[str]:
    """The reason codes of a module: the constants of its own that are words."""
    assigned = [node for node in ast.parse(inspect.getsource(module)).body if isinstance(node, ast.Assign)]
    targets = [target for node in assigned for target in node.targets]
    names = [name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)]
    return {vars(module)[name] for name in names if isinstance(vars(module)[name], str)}


REASONS = {NO_TIMES} | reasons(readings) | reasons(registry) | reasons(back_outline) | reasons(set_findings)
AGAINST = reasons(rejection)


def record(screen: str = "overhead_squat", view: str = "front", **others) -> Record:
    reps = tuple(Repetition(n, 4.0 * n, 4.0 * n + 1, 4.0 * n + 2, 40.0, ()) for n in (1, 2, 3))
    return Record(screen, view, (), others.pop("repetitions", reps), no_frames((), ()), **others)


def found(
    finding: Finding, state: str = "observed", side: str = "", value: float = 13.0, reason: str = ""
) -> SetFinding:
    measure = finding.measure
    measured = 3 if value == value else 0
    observed = {"observed": 3, "indeterminate": 1}.get(state, 0)
    uncertainty = UNCERTAINTIES[measure.unit] if measured else math.nan
    return SetFinding(finding.name, side, state, value, measure.unit, uncertainty, observed, measured, reason)


def sides(finding: Finding, value: float) -> tuple[str, ...]:
    """The sides that a finding can name for a value."""
    return (finding.side("", value),) if not finding.measure.sided else SIDES


def everything() -> Iterator[tuple[SetFinding, Record]]:
    """Every finding of every screen in every state, side and sign, or not measured for every reason and view."""
    for screen, finding in FINDINGS:
        for view in VIEWS:
            for reason in REASONS - {OTHER_VIEW if not finding.measure.views else BY_EYE}:
                for side in ("", *SIDES):
                    yield found(finding, "not_measurable", side, math.nan, reason), record(screen.name, view)
        for state in STATES[:3]:
            for value in (13.4, -13.4, 0.0, 178.2):
                for side in sides(finding, value):
                    yield found(finding, state, side, value), record(screen.name)


def one(name: str) -> tuple[Screen, Finding]:
    return next((s, f) for s, f in FINDINGS if f.name == name)


def said(
    name: str, state: str = "observed", side: str = "left", value: float = 13.0, view: str = "front", **others
) -> str:
    screen, finding = one(name)
    return sentences.finding_sentence(found(finding, state, side, value, **others), record(screen.name, view))


@everywhere
def test_every_finding_has_words_and_there_are_no_others(language: Language) -> None:
    assert set(language.FINDINGS) == {finding.name for _, finding in FINDINGS}


@everywhere
def test_every_language_has_all_that_english_has(language: ModuleType) -> None:
    for name, templates in tables(english).items():
        assert {where: fields(text) for where, text in templates} == {
            where: fields(text) for where, text in tables(language)[name]
        }, name


def test_every_table_of_words_is_of_the_language() -> None:
    of_words = {name for name, value in vars(english).items() if name.isupper() and isinstance(value, dict)}
    assert of_words <= set(Language.__annotations__)


def tables(language: ModuleType) -> dict[str, list[tuple[str, str]]]:
    """The texts of a language by the name of their table, each with its place there; parts of texts are left out."""
    own = {"AGREEMENT", "CODE", "DECIMAL", "TITLES", "MEASURES", "MOMENTS", "PHASES"}  # not the same in every language
    names = set(Language.__annotations__) - own - {"RATING_KEYS"}  # where the keys on a keyboard are words too
    return {name: list(placed(getattr(language, name))) for name in names}


def placed(value: object, where: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from placed(each, f"{where}.{key}")
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield from placed(each, f"{where}.{number}")


def fields(text: str) -> set[str]:
    """What is filled into a template."""
    return {field for _, field, _, _ in string.Formatter().parse(text) if field}


def test_what_speaks_english_itself_has_words_in_every_other_language() -> None:
    phases = {phase for screen in SCREENS.values() for phase in screen.movement.phases}
    for language in set(LANGUAGES.values()) - {english}:
        assert set(language.MEASURES) == set(MEASURES) and set(language.TITLES) == set(SCREENS)
        assert set(language.PHASES) == phases and set(language.MOMENTS) == {"bottom", "top"}
        assert all(meaning.endswith(".") for _, meaning in language.MEASURES.values())


def test_the_command_line_has_the_languages_that_there_are() -> None:
    assert tuple(LANGUAGES) == arguments.LANGUAGES and all(code == each.CODE for code, each in LANGUAGES.items())


HALVES = {"jumped", "one_foot_ahead", "began_before_the_recording", "recording_ended"}


def test_every_reason_says_why_and_how_to_film() -> None:
    hidden = {"other_view", "by_eye_only", "not_seen", "out_of_picture", "support_leg_far", "no_leg_raised"}
    wide = {"impossible_value", "arms_not_overhead"}
    backs = {"no_pictures", "too_few_pixels", "back_covered", "outline_unclear", "outline_unsteady"}
    assert (
        {*hidden, *backs, *wide, "frames_lost", "too_few_frames", "too_brief", "no_repetition", "no_times"}
        == REASONS
        == set(english.WHY)
    )
    assert set(english.FILM) == REASONS and set(english.NO_VALUE) == REASONS - {"no_repetition"}
    assert (
        AGAINST
        == {"too_short", "too_long", "feet_moved", "got_up", "camera_moved", "feet_not_seen", *HALVES}
        == set(english.NOT_COUNTED)
    )
    to_film = [text for reason, text in english.FILM.items() if reason != BY_EYE]
    assert all("Next time, " in text for text in (*to_film, *english.NOT_COUNTED.values()))


@everywhere
def test_every_state_unit_side_and_view_has_words(language: Language) -> None:
    assert set(language.STATES) == set(language.ENDINGS) == set(STATES)
    assert set(language.UNITS) == set(UNITS)
    assert set(language.SIDES) == {"", *SIDES}
    assert set(language.SEEN_FROM) == {"", *VIEWS}


def test_the_ban_list_finds_what_it_bans_and_nothing_else() -> None:
    assert banned("Poor ankles: FAULTY, weak; fixed it, an abnormal Diagnosis.") == [
        "Poor", "FAULTY", "weak", "fixed", "abnormal", "Diagnosis",
    ]  # fmt: skip
    assert banned("Knee valgus collapse - ACL risk, corrective") == ["valgus", "collapse", "risk", "corrective"]
    assert not banned("Close-fitting clothes, a slightly lower badge, information, caveat.")
    assert banned(english.DISCLAIMER[:-1]) == ["diagnose", "injury", "muscle"]
    assert not banned(f"Before. {english.DISCLAIMER} After.")


def test_the_german_ban_list_finds_what_it_bans_and_nothing_else() -> None:
    assert banned("Schlechte Haltung: FEHLER, schwach; korrigiert, eine abnormale Diagnose.", "de") == [
        "Schlechte", "FEHLER", "schwach", "korrigiert", "abnormale", "Diagnose",
    ]  # fmt: skip
    assert banned("Knie-Valgus, Verletzungsrisiko, Rückenmuskel, belastet", "de") == [
        "Valgus", "Verletzungsrisiko", "Rückenmuskel", "belastet",
    ]  # fmt: skip
    assert not banned("Richtung, Gleichgewicht, fehlen, fern, anliegende Kleidung, Knie.", "de")
    assert not banned(f"Vorher. {LANGUAGES['de'].DISCLAIMER} Nachher.", "de")


@everywhere
def test_no_sentence_has_a_banned_word_or_a_gap_in_it(language: Language) -> None:
    every = {sentences.finding_sentence(*each, language) for each in everything()}
    assert len(every) > 100
    for sentence in every:
        assert not banned(sentence, language.CODE), sentence
        assert re.fullmatch(r"[A-Z“].*[^ .]\.", sentence), sentence
        assert not re.search(r"[{}]|  | [,.]|nan|None", sentence), sentence


@everywhere
def test_no_template_has_a_banned_word(language: ModuleType) -> None:
    texts = [text for name, value in vars(language).items() if name.isupper() for text in strings(value)]
    assert len(texts) > 60
    assert not [text for text in texts if banned(text, language.CODE)]


def strings(value: object) -> Iterator[str]:
    """All texts in a table of templates."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Clause):
        yield from vars(value).values()
    elif isinstance(value, dict):
        yield from strings(tuple(value.values()))
    elif isinstance(value, tuple):
        for each in value:
            yield from strings(each)


def test_no_meaning_of_a_measure_and_no_title_has_a_banned_word() -> None:
    texts = [m.meaning for m in MEASURES.values()] + [s.title for s in SCREENS.values()]
    texts += [sentences.called(name) for name in (*MEASURES, *SCREENS)]
    assert not [text for text in texts if banned(text)]


@everywhere
def test_a_measured_sentence_says_the_value_its_uncertainty_the_moment_and_how_often(language: Language) -> None:
    often = {"en": "{} of 3 repetitions", "de": "{} von 3 Wiederholungen"}[language.CODE]
    close = {"en": "Too close to call with this camera set-up", "de": "Mit diesem Aufbau der Kamera zu knapp"}
    for each, whole in everything():
        if each.state == "not_measurable":
            continue
        sentence = sentences.finding_sentence(each, whole, language)
        assert sentences.rounded_value(abs(each.value), each.uncertainty, language) in sentence
        assert f"±{sentences.rounded_value(each.uncertainty, each.uncertainty, language)}" in sentence
        assert often.format(each.reps_observed) in sentence
        assert sentences.judged_moment(SCREENS[whole.screen], language) in sentence
        assert language.SIDES[each.side] in sentence.lower()
        assert (close[language.CODE] in sentence) == (each.state == "indeterminate")


def test_moments_have_names() -> None:
    squat, bridge = SCREENS["overhead_squat"], SCREENS["bridge"]
    assert sentences.judged_moment(squat) == "at the lowest point" and sentences.judged_moment(bridge) == "at the top"
    german = LANGUAGES["de"]
    assert (
        sentences.judged_moment(squat, german) == "am tiefsten Punkt"
        and sentences.judged_moment(bridge, german) == "am höchsten Punkt"
    )


def test_sentences_read_as_they_should() -> None:
    assert said("knees_move_in") == (
        "Left knee was 13 % of shin length inside the toe line (±4) at the lowest point, in 3 of 3 repetitions."
    )
    assert said("knees_move_out", side="right", value=-17.8).startswith(
        "Right knee was 18 % of shin length outside the toe line (±4) at the lowest point, in"
    )
    assert said("forward_lean", "indeterminate", value=12.3, view="side") == (
        "Trunk leaned 12° more than the left shin (±6) at the lowest point. "
        "Too close to call with this camera set-up; observed in 1 of 3 repetitions."
    )
    assert said("asymmetrical_shift", side="right", value=-16.0) == (
        "Hips were 16 % of stance width further toward the right foot than when standing (±4) at the lowest point, "
        "in 3 of 3 repetitions."
    )
    assert said("hips_below_line", "not_observed", value=176.2, view="side") == (
        "Hip line on the left was 176° (180 = straight, ±6) at the top. "
        "“Hips below the line” was observed in 0 of 3 repetitions."
    )
    assert said("heels_rise", "not_measurable", "", math.nan, reason="other_view") == (
        "Heels rise: not measured. The camera looked from the front, and this shows only from the side. "
        "Next time, film straight from the side, the camera level and about 3 m away."
    )
    assert "only from the front or from behind." in said(
        "knees_move_in", "not_measurable", "", math.nan, "side", reason="other_view"
    )


def test_german_sentences_read_as_they_should() -> None:
    german, screen = LANGUAGES["de"], record()
    knee, shift = (finding for name in ("knees_move_in", "asymmetrical_shift") for _, finding in [one(name)])
    assert sentences.finding_sentence(found(knee, side="left"), screen, german) == (
        "Links lag das Knie 13 % der Unterschenkellänge innerhalb der Zehenlinie (±4) am tiefsten Punkt, "
        "in 3 von 3 Wiederholungen."
    )
    assert sentences.finding_sentence(found(shift, "not_observed", "right", -6.0), screen, german) == (
        "Die Hüfte lag 6 % der Standbreite weiter rechts als im Stehen (±4) am tiefsten Punkt. "
        "„Hüfte verschiebt sich zur Seite“ wurde in 0 von 3 Wiederholungen beobachtet."
    )
    assert sentences.headline(screen, german) == "Kniebeuge mit gehobenen Armen, gesehen von vorn, 3 Wiederholungen"
    assert sentences.with_unit(1.2386, 0.06, "ratio", german) == "1,24 ± 0,06"


def test_one_repetition_is_not_called_repetitions() -> None:
    _, finding = one("heels_rise")
    once = replace(found(finding, side="left"), reps_observed=1, reps_measured=1)
    assert sentences.finding_sentence(once, record(view="side")).endswith(", in 1 of 1 repetition.")


def test_a_finding_that_nobody_has_put_into_words_still_has_a_sentence() -> None:
    each = SetFinding("knees_hop", "left", "observed", -13.0, "%", 4.0, 2, 3, "")
    assert (
        sentences.finding_sentence(each, record())
        == "Knees hop (left): −13 % (±4) at the lowest point, in 2 of 3 repetitions."
    )


def test_what_was_not_measured_is_grouped_by_reason_and_view() -> None:
    findings = [
        found(f, "not_measurable", "", math.nan, "other_view" if f.measure.views else "by_eye_only")
        for s, f in FINDINGS
        if s.name == "overhead_squat"
    ]
    gaps = sentences.gaps(replace(record(view="oblique"), findings=tuple(findings)))
    assert sum(len(gap.names) for gap in gaps) == len(findings)
    by_name = {name: gap.why for gap in gaps for name in gap.names}
    assert len(set(by_name.values())) == len(gaps)
    assert by_name["Knees move inward"] == by_name["Hips shift to one side"]
    assert by_name["Heels rise"].endswith("only from the side.")
    assert by_name["Feet turn out"].endswith("only from the front.")
    assert by_name["Feet flatten"].endswith("a rater's eye may.")


def test_the_side_of_what_was_not_measured_is_named() -> None:
    _, finding = one("knees_move_in")
    each = found(finding, "not_measurable", "right", math.nan, "not_seen")
    assert sentences.gaps(replace(record(), findings=(each,)))[0].names == ("Knees move inward (right)",)


def test_notes_say_what_was_not_seen_not_read_and_not_counted() -> None:
    against = [{"start_s": 1.23, "end_s": 1.5, "reason": reason} for reason in sorted(AGAINST)]
    quality = {"frames": 90, "frames_with_person": 80, "undecoded": 2, "cut_short": True, "not_counted": against}
    notes = notes_of(record(quality=quality))
    assert notes[:3] == [
        "No person was found in 10 of 90 frames.",
        "Frames of the clip that could not be read: 2.",
        "The clip ends before its stated length.",
    ]
    assert len(notes) == 3 + len(AGAINST) and all("1.2 s to 1.5 s" in note for note in notes[3:])
    assert any("shorter than 0.4 s" in note for note in notes) and any("longer than 12 s" in note for note in notes)
    assert not [note for note in notes if banned(note)]


def test_a_clip_with_nothing_to_note_has_no_notes() -> None:
    quality = {"frames": 90, "frames_with_person": 90, "undecoded": 0, "cut_short": False, "not_counted": []}
    assert notes_of(record(quality=quality)) == notes_of(record()) == []


def test_nothing_observed_is_said_only_where_something_was_measured() -> None:
    _, finding = one("knees_move_in")
    states = {s: replace(record(), findings=(found(finding, s, "left"),)) for s in STATES}
    assert sentences.closing(states["not_observed"]) == english.NOTHING
    assert (
        sentences.closing(states["observed"]) == "" and sentences.closing(states["not_measurable"]) == english.NOT_ONE
    )


@pytest.mark.parametrize("state", ["not_observed", "indeterminate"])
def test_what_was_observed_in_one_repetition_is_not_said_to_be_in_none(state: str) -> None:
    _, finding = one("knees_move_in")
    for observed, said in ((0, english.NOTHING), (1, "")):
        over_all = replace(found(finding, state, "left"), reps_observed=observed)
        assert sentences.closing(replace(record(), findings=(over_all,))) == said


def test_the_direction_of_a_shift_is_its_side_and_not_a_sign() -> None:
    _, shift = one("asymmetrical_shift")
    _, knee = one("knees_move_out")
    assert sentences.amount(found(shift, side="right", value=-16.0), record()) == "16 ± 4 %"
    assert sentences.amount(found(knee, side="right", value=-16.0), record()) == "−16 ± 4 %"


def test_values_are_written_as_finely_as_their_uncertainty() -> None:
    assert sentences.with_unit(1.2386, 0.06, "ratio") == "1.24 ± 0.06"
    assert sentences.with_unit(5.44, 0.2, "s") == "5.4 ± 0.2 s"
    assert sentences.with_unit(-13.4, 4.0, "deg") == "−13 ± 4°"
    assert sentences.with_unit(210.4, 15.0, "%") == "210 ± 15 %"
    assert sentences.with_unit(math.nan, 4.0, "deg") == "–"


def test_numbers_in_notes_are_written_as_the_language_writes_them() -> None:
    quality = {"not_counted": [{"start_s": 1.23, "end_s": 1.5, "reason": "too_short"}]}
    (note,) = notes_of(record(quality=quality), LANGUAGES["de"])
    assert (
        note
        == "Nicht als Wiederholung gezählt: 1,2 s bis 1,5 s, kürzer als 0,4 s. Bewegen Sie sich nächstes Mal langsamer."
    )


@given(value=st.floats(-1e4, 1e4), uncertainty=st.floats(1e-3, 1e3))
def test_a_written_value_is_within_its_uncertainty_of_the_value_and_never_minus_zero(value, uncertainty) -> None:
    text = sentences.rounded_value(value, uncertainty)
    number = float(text.replace("−", "-"))
    assert abs(number - value) <= 0.5 * max(uncertainty, 1) + 1e-9
    assert abs(number - value) <= uncertainty
    assert "-" not in text and not (number == 0 and "−" in text)


@everywhere
def test_templates_ask_for_nothing_that_nobody_fills_in(language: Language) -> None:
    known = {"Side", "side", "value", "uncertainty", "moment"}
    for clause in language.FINDINGS.values():
        for text in (clause.above, clause.below):
            asked = fields(text)
            assert {"value", "uncertainty", "moment"} <= asked <= known, text
