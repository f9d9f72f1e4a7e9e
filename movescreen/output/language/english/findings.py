"""English. Findings: names, sentences and states."""

from __future__ import annotations

from movescreen.output.language.language import Clause

DISCLAIMER = (
    "movescreen describes positions seen in a video. It is for education, coaching records and research on "
    "measurement. It does not diagnose, predict or rule out any injury, disease or muscle problem, and it does not "
    "recommend treatment. Values have the stated uncertainty and depend on camera set-up and clothing. People move "
    "differently, and differences from a checklist are common in people without symptoms. Stop if an exercise hurts; "
    "for pain or health questions see a qualified professional."
)
NOTHING = "No checklist feature was observed beyond measurement uncertainty."
NOT_ONE = "Nothing could be measured in this clip: see why, and how to film it next time."
KNEE = "{Side} knee was {value} % of shin length {where} the toe line (±{uncertainty}) {moment}"
INSIDE = KNEE.replace("{where}", "inside")
OUTSIDE = KNEE.replace("{where}", "outside")
SHIFTED = (
    "Hips were {value} % of stance width further toward the {side} foot than when standing (±{uncertainty}) {moment}"
)
HIP_LINE = "Hip line on the {side} was {value}° (180 = straight, ±{uncertainty}) {moment}"
FEET = "{Side} foot pointed {value}° {where} (±{uncertainty}) {moment}"
HOLLOWER = "The outline of the low back became {value} % more hollow than when standing (±{uncertainty}) {moment}"
ROUNDER = "The outline of the low back became {value} % rounder than when standing (±{uncertainty}) {moment}"
ARCH = "{Side} foot sank by {value}° (±{uncertainty}) {moment}"
PELVIS = "Pelvis sank by {value}° on the side of the raised leg (±{uncertainty}) {moment}"
FINDINGS = {
    "feet_turn_out": Clause("Feet turn out", FEET.replace("{where}", "outward"), FEET.replace("{where}", "inward")),
    "feet_flatten": Clause("Feet flatten", ARCH, ARCH),
    "knees_move_in": Clause("Knees move inward", INSIDE, OUTSIDE),
    "knees_move_out": Clause("Knees move outward", INSIDE, OUTSIDE),
    "forward_lean": Clause(
        "Trunk leans forward",
        "Trunk leaned {value}° more than the {side} shin (±{uncertainty}) {moment}",
        "Trunk leaned {value}° less than the {side} shin (±{uncertainty}) {moment}",
    ),
    "asymmetrical_shift": Clause("Hips shift to one side", SHIFTED, SHIFTED),
    "heels_rise": Clause(
        "Heels rise",
        "{Side} heel lifted by {value}° (±{uncertainty}) {moment}",
        "{Side} heel lowered by {value}° (±{uncertainty}) {moment}",
    ),
    "arms_fall_forward": Clause(
        "Arms fall forward",
        "{Side} arm was {value}° in front of the trunk line (±{uncertainty}) {moment}",
        "{Side} arm was {value}° behind the trunk line (±{uncertainty}) {moment}",
    ),
    "head_forward": Clause(
        "Head moves forward",
        "{Side} ear moved {value}° ahead of the trunk line since standing (±{uncertainty}) {moment}",
        "{Side} ear moved {value}° behind the trunk line since standing (±{uncertainty}) {moment}",
    ),
    "low_back_arches": Clause("Low back arches (experimental)", HOLLOWER, ROUNDER),
    "low_back_rounds": Clause("Low back rounds (experimental)", HOLLOWER, ROUNDER),
    "hips_below_line": Clause("Hips below the line", HIP_LINE, HIP_LINE),
    "hips_past_line": Clause("Hips past the line", HIP_LINE, HIP_LINE),
    "hips_lower_during_hold": Clause(
        "Hips lower during the hold",
        "Hip line on the {side} came down by {value}° (±{uncertainty}) while held {moment}",
        "Hip line on the {side} went up by {value}° (±{uncertainty}) while held {moment}",
    ),
    "thighs_not_level": Clause(
        "Thighs not level",
        "Raised thigh pointed {value}° higher than the other (±{uncertainty}) {moment}",
        "Raised thigh pointed {value}° lower than the other (±{uncertainty}) {moment}",
    ),
    "pelvis_drops": Clause("Pelvis drops on one side", PELVIS, PELVIS),
}
BOTH_SIDES = {  # left and right in one sentence: outward or inside, and the other way
    "feet_turn_out": (
        "Feet pointed {left}° (left) and {right}° (right) outward (±{uncertainty}) {moment}",
        "Feet pointed {left}° (left) and {right}° (right) inward (±{uncertainty}) {moment}",
    ),
    "knees_move_in": (
        "Knees were {left} % (left) and {right} % (right) of shin length inside the toe line (±{uncertainty}) {moment}",
        "Knees were {left} % (left) and {right} % (right) of shin length outside the toe line (±{uncertainty}) "
        "{moment}",
    ),
}
BOTH_SIDES["knees_move_out"] = BOTH_SIDES["knees_move_in"]
EITHER_WAY = {  # findings of one measure, where neither is observed
    "knee_over_toe": "Knees move inward or outward",
    "back_shape": "Low back arches or rounds (experimental)",
    "hip_angle": "Hips below or past the line",
}
UNNAMED = "{named}: {signed}{unit} (±{uncertainty}) {moment}"  # for a finding that has no clause yet
ENDINGS = {
    "observed": "{clause}, in {observed} of {repetitions}.",
    "not_observed": "{clause}. “{name}” was observed in {observed} of {repetitions}.",
    "indeterminate": "{clause}. Too close to call with this camera set-up; observed in {observed} of {repetitions}.",
    "not_measurable": "{name}: not measured. {why} {film}",
}
ROWS = {  # after the name of what was looked for
    "observed": "{clause}, in {often}.",
    "not_observed": "{clause}. Observed in {often}.",
    "indeterminate": "{clause}. Too close to call with this camera set-up; observed in {often}.",
}
STATES = {
    "observed": "observed",
    "not_observed": "not observed",
    "indeterminate": "too close to call",
    "not_measurable": "not measured",
}
NOT_MEASURED = "Not measured: {names}. {why} {film}"
LINES = "Line used: {lines}."
TALLY = "{observed} of {measured} observed"
TALLY_UNSEEN = "{observed} of {measured} observed, {unseen} not measured"
TALLY_OTHER_VIEW = "{observed} of {measured} observed, {unseen} not visible from this side"
CHECKED = (
    "never checked on real people",
    "checked on {count} real person",
    "checked on {count} real people",
)
