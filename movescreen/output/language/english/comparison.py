"""English. Comparison of sessions: changes, their table and their charts."""

from __future__ import annotations

COMPARE = {
    "headline": "{title}, seen {view}: {count} sessions",
    "depth": "Compared at the same depth: {effort} within {near} % of {depth} %, as deep as every session went. The "
    "depths were {depths}.",
    "moment": "Compared {moment} of each repetition.",
    "change": "Change",
    "least": "Smallest real change",
    "said": "That is",
    "table": "The median of each session’s repetitions, and the change from the first session to the last.",
    "least_is": "The smallest real change decides: it is how much this person varies from repetition to repetition, "
    "or, if that is more, how much another set-up of the camera alone can change (“camera”).",
    "length": "At the last session {length}.",
    "camera": "{least} (camera)",
    "band": "A ring is a repetition, a dot the median of a session. The band is the smallest real change about the "
    "first session; a dotted line is the line used for a feature.",
    "more": "{count} more",
    "answer": "From {first} to {newest}: {changes}.",
    "changes": "{count} of {measured} {measured:measure|measures} changed by more than the person’s variation and the "
    "camera’s uncertainty",
    "none": "none of {measured} {measured:measure|measures} changed by more than the person’s variation and the "
    "camera’s uncertainty",
    "nothing": "Nothing can be compared: no measure has a value in more than one session.",
    "unsure": "Too close to call: {names}.",
    "same": "Within variation: {names}.",
    "lone": "Variation not known: {names}.",
    "stills": "Both {moment}",
    "still": "{session}, repetition {number}: {effort} {depth} %",
    "still_plain": "{session}, repetition {number}",
    "all": "All measures, in numbers",
    "drawn": "The other measures, drawn",
    "sessions": "Sessions",
    "measures": "Measure by measure",
    "single": "Seen in one session only: {names}.",
    "chart": "{name}, session by session: {values}.",
    "matched": "at the same depth",
}
CHANGES = {  # in a table, and as the end of a sentence
    "within_variation": (
        "within variation",
        "The change of {change} is within the variation from repetition to repetition, {repeats}.",
    ),
    "within_uncertainty": (
        "too close to call",
        "The change of {change} is within what another set-up of the camera alone can make, {unsure}; it is beyond "
        "the variation from repetition to repetition, {repeats}.",
    ),
    "beyond_variation": (
        "beyond variation",
        "The change of {change} is beyond the variation from repetition to repetition, {repeats}.",
    ),
    "variation_unknown": (
        "variation not known",
        "The change is {change}. No session has two repetitions that tell the variation.",
    ),
}
