"""Every column of every table that is written: what kind it holds, in which unit, and what it means."""

from __future__ import annotations

from dataclasses import dataclass

# Pandas' names of what a column holds; all three know "missing".
TEXT = "string"
WHOLE = "Int64"
NUMBER = "float64"
OWN_UNIT = "as in the column unit"


@dataclass(frozen=True)
class Column:
    """A column: the kind of its values, their unit ("" if there is none), and what it means."""

    kind: str
    unit: str
    meaning: str


COLUMNS = {
    "clip": Column(TEXT, "", "the clip, by the name of its folder of results"),
    "status": Column(TEXT, "", "what became of the clip"),
    "reason": Column(TEXT, "", "why there is no value, by code; in clips, what is to be known, in sentences"),
    "frames": Column(WHOLE, "", "frames that were read of the clip"),
    "seconds": Column(NUMBER, "s", "time of the last frame"),
    "reps": Column(WHOLE, "", "repetitions that were counted"),
    "view": Column(TEXT, "", "from where the camera looked"),
    "file": Column(TEXT, "", "path of the clip's file"),
    "key": Column(TEXT, "", "stands for all that the result depends on: the same key, the same result"),
    "clip_sha256": Column(TEXT, "", "digest of the clip's file; clips with the same one are copies"),
    "copy_of": Column(TEXT, "", "the first clip with the same content, where this is a copy"),
    "screen": Column(TEXT, "", "what the people do"),
    "frame": Column(WHOLE, "", "number of the frame, from 0"),
    "time_s": Column(NUMBER, "s", "time of the frame, from the first"),
    "phase": Column(TEXT, "", "phase of the movement"),
    "rep": Column(WHOLE, "", "number of the repetition, from 1; 0 outside of one"),
    "set": Column(WHOLE, "", "number of the set, from 1: repetitions without a rest between"),
    "support": Column(TEXT, "", "the leg that carries in a bridge on one leg; missing in other screens"),
    "start_s": Column(NUMBER, "s", "when the repetition begins"),
    "bottom_s": Column(NUMBER, "s", "when it is at its extreme: the lowest point of a squat, the top of a bridge"),
    "end_s": Column(NUMBER, "s", "when it ends"),
    "depth_pct": Column(NUMBER, "%", "how far the movement goes, of a body length"),
    "tempo_out_s": Column(NUMBER, "s", "how long the way out lasts: down in a squat, up in a bridge"),
    "tempo_extreme_s": Column(NUMBER, "s", "how long the extreme lasts"),
    "tempo_back_s": Column(NUMBER, "s", "how long the way back lasts"),
    "finding": Column(TEXT, "", "the finding that the row is about; missing where no finding uses the measure"),
    "findings": Column(TEXT, "", "the findings that use the reading, with blanks between"),
    "measure": Column(TEXT, "", "the measure that was read"),
    "side": Column(TEXT, "", "the subject's side, or the direction; missing in what has none"),
    "value": Column(NUMBER, OWN_UNIT, "what was read, at the moment that the screen judges it; missing, with a reason"),
    "unit": Column(TEXT, "", "the unit of value, uncertainty and line"),
    "uncertainty": Column(NUMBER, OWN_UNIT, "standard uncertainty (1 SD) of the value"),
    "line": Column(NUMBER, OWN_UNIT, "the line in force, from which on the finding is observed"),
    "state": Column(TEXT, "", "the state of the finding, or of a difference"),
    "reps_observed": Column(WHOLE, "", "in how many repetitions the finding was observed"),
    "reps_measured": Column(WHOLE, "", "in how many repetitions it could be measured"),
    "yaw_deg": Column(NUMBER, "deg", "how far off square the camera stood, estimated"),
    "frames_lost": Column(WHOLE, "", "frames of the clip in which the person was not found"),
    "left": Column(NUMBER, OWN_UNIT, "median over the repetitions of the left side"),
    "right": Column(NUMBER, OWN_UNIT, "median over the repetitions of the right side"),
    "left_reps": Column(WHOLE, "", "repetitions of the left side"),
    "right_reps": Column(WHOLE, "", "repetitions of the right side"),
    "difference": Column(NUMBER, OWN_UNIT, "left less right"),
    "least": Column(NUMBER, OWN_UNIT, "smallest difference beyond the variation between repetitions (MDC95)"),
    "pair": Column(TEXT, "", "the pair, by the name of its folder: clips of one person and session in several views"),
}  # fmt: skip
READINGS = (
    "rep", "set", "support", "start_s", "bottom_s", "end_s", "depth_pct", "tempo_out_s", "tempo_extreme_s",
    "tempo_back_s", "measure", "side", "value", "unit", "uncertainty", "reason", "findings", "yaw_deg", "frames_lost",
)  # fmt: skip
TEMPO = READINGS[7:10]
COPY = "copy_of"
