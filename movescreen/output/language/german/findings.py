"""German. Findings: names, sentences and states."""

from __future__ import annotations

from movescreen.output.language.language import Clause

DISCLAIMER = (
    "movescreen beschreibt Stellungen, die in einem Video zu sehen sind. Es ist für Unterricht, für Aufzeichnungen im "
    "Training und für die Erforschung des Messens da. Es stellt keine Diagnose, sagt keine Verletzung, Krankheit oder "
    "Muskelbeschwerde voraus und schließt keine aus, und es empfiehlt keine Behandlung. Alle Werte haben die "
    "angegebene Unsicherheit und hängen vom Aufbau der Kamera und von der Kleidung ab. Menschen bewegen sich "
    "verschieden, und Abweichungen von einer Liste sind auch bei Menschen ohne Beschwerden häufig. Wer bei einer "
    "Übung Schmerzen hat, hört auf; bei Schmerzen oder Fragen zur Gesundheit hilft eine Fachperson."
)
NOTHING = "Kein Merkmal der Liste wurde über die Messunsicherheit hinaus beobachtet."
NOT_ONE = "In diesem Clip ließ sich nichts messen: Lesen Sie, warum, und wie Sie ihn nächstes Mal filmen."
KNEE = "{Side} lag das Knie {value} % der Unterschenkellänge {where} der Zehenlinie (±{uncertainty}) {moment}"
INSIDE = KNEE.replace("{where}", "innerhalb")
OUTSIDE = KNEE.replace("{where}", "außerhalb")
SHIFTED = "Die Hüfte lag {value} % der Standbreite weiter {side} als im Stehen (±{uncertainty}) {moment}"
HIP_LINE = "{Side} betrug die Hüftlinie {value}° (180 = gerade, ±{uncertainty}) {moment}"
FEET = "{Side} zeigte der Fuß {value}° {where} (±{uncertainty}) {moment}"
HOLLOWER = "Der Umriss des unteren Rückens wurde um {value} % hohler als im Stehen (±{uncertainty}) {moment}"
ROUNDER = "Der Umriss des unteren Rückens wurde um {value} % runder als im Stehen (±{uncertainty}) {moment}"
ARCH = "{Side} sank der Fuß um {value}° (±{uncertainty}) {moment}"
PELVIS = "Das Becken sank um {value}° auf der Seite des gehobenen Beins (±{uncertainty}) {moment}"
FINDINGS = {
    "feet_turn_out": Clause(
        "Füße drehen nach außen", FEET.replace("{where}", "nach außen"), FEET.replace("{where}", "nach innen")
    ),
    "feet_flatten": Clause("Füße flachen ab", ARCH, ARCH),
    "knees_move_in": Clause("Knie gehen nach innen", INSIDE, OUTSIDE),
    "knees_move_out": Clause("Knie gehen nach außen", INSIDE, OUTSIDE),
    "forward_lean": Clause(
        "Rumpf neigt sich vor",
        "Der Rumpf neigte sich um {value}° mehr als der Unterschenkel {side} (±{uncertainty}) {moment}",
        "Der Rumpf neigte sich um {value}° weniger als der Unterschenkel {side} (±{uncertainty}) {moment}",
    ),
    "asymmetrical_shift": Clause("Hüfte verschiebt sich zur Seite", SHIFTED, SHIFTED),
    "heels_rise": Clause(
        "Fersen heben ab",
        "{Side} hob sich die Ferse um {value}° (±{uncertainty}) {moment}",
        "{Side} senkte sich die Ferse um {value}° (±{uncertainty}) {moment}",
    ),
    "arms_fall_forward": Clause(
        "Arme sinken nach vorn",
        "{Side} war der Arm {value}° vor der Linie des Rumpfs (±{uncertainty}) {moment}",
        "{Side} war der Arm {value}° hinter der Linie des Rumpfs (±{uncertainty}) {moment}",
    ),
    "head_forward": Clause(
        "Kopf geht nach vorn",
        "{Side} kam das Ohr seit dem Stehen um {value}° vor die Linie des Rumpfs (±{uncertainty}) {moment}",
        "{Side} kam das Ohr seit dem Stehen um {value}° hinter die Linie des Rumpfs (±{uncertainty}) {moment}",
    ),
    "low_back_arches": Clause("Unterer Rücken wird hohl (experimentell)", HOLLOWER, ROUNDER),
    "low_back_rounds": Clause("Unterer Rücken wird rund (experimentell)", HOLLOWER, ROUNDER),
    "hips_below_line": Clause("Hüfte unter der Linie", HIP_LINE, HIP_LINE),
    "hips_past_line": Clause("Hüfte über der Linie", HIP_LINE, HIP_LINE),
    "hips_lower_during_hold": Clause(
        "Hüfte sinkt beim Halten",
        "{Side} nahm die Hüftlinie beim Halten um {value}° ab (±{uncertainty}) {moment}",
        "{Side} nahm die Hüftlinie beim Halten um {value}° zu (±{uncertainty}) {moment}",
    ),
    "thighs_not_level": Clause(
        "Oberschenkel nicht auf gleicher Höhe",
        "Der gehobene Oberschenkel zeigte {value}° höher als der andere (±{uncertainty}) {moment}",
        "Der gehobene Oberschenkel zeigte {value}° tiefer als der andere (±{uncertainty}) {moment}",
    ),
    "pelvis_drops": Clause("Becken sinkt auf einer Seite", PELVIS, PELVIS),
}
BOTH_SIDES = {
    "feet_turn_out": (
        "Die Füße zeigten {left}° (links) und {right}° (rechts) nach außen (±{uncertainty}) {moment}",
        "Die Füße zeigten {left}° (links) und {right}° (rechts) nach innen (±{uncertainty}) {moment}",
    ),
    "knees_move_in": (
        "Die Knie lagen {left} % (links) und {right} % (rechts) der Unterschenkellänge innerhalb der Zehenlinie "
        "(±{uncertainty}) {moment}",
        "Die Knie lagen {left} % (links) und {right} % (rechts) der Unterschenkellänge außerhalb der Zehenlinie "
        "(±{uncertainty}) {moment}",
    ),
}
BOTH_SIDES["knees_move_out"] = BOTH_SIDES["knees_move_in"]
EITHER_WAY = {
    "knee_over_toe": "Knie gehen nach innen oder außen",
    "back_shape": "Unterer Rücken wird hohl oder rund (experimentell)",
    "hip_angle": "Hüfte unter oder über der Linie",
}
UNNAMED = "{named}: {signed}{unit} (±{uncertainty}) {moment}"
ENDINGS = {
    "observed": "{clause}, in {observed} von {repetitions}.",
    "not_observed": "{clause}. „{name}“ wurde in {observed} von {repetitions} beobachtet.",
    "indeterminate": "{clause}. Mit diesem Aufbau der Kamera zu knapp für eine Aussage; in {observed} von "
    "{repetitions} beobachtet.",
    "not_measurable": "{name}: nicht gemessen. {why} {film}",
}
ROWS = {
    "observed": "{clause}, in {often}.",
    "not_observed": "{clause}. In {often} beobachtet.",
    "indeterminate": "{clause}. Mit diesem Aufbau der Kamera zu knapp für eine Aussage; in {often} beobachtet.",
}
STATES = {
    "observed": "beobachtet",
    "not_observed": "nicht beobachtet",
    "indeterminate": "zu knapp",
    "not_measurable": "nicht gemessen",
}
NOT_MEASURED = "Nicht gemessen: {names}. {why} {film}"
LINES = "Benutzte Grenze: {lines}."
TALLY = "{observed} von {measured} beobachtet"
TALLY_UNSEEN = "{observed} von {measured} beobachtet, {unseen} nicht gemessen"
TALLY_OTHER_VIEW = "{observed} von {measured} beobachtet, {unseen} von dieser Seite nicht zu sehen"
CHECKED = (
    "nie an echten Menschen geprüft",
    "an {count} echtem Menschen geprüft",
    "an {count} echten Menschen geprüft",
)
