"""English. The page of a report: headings, captions and controls."""

from __future__ import annotations

HEADLINE = "{title}, seen {view}, {repetitions}"
COLUMNS = ("What", "Side", "Value", "State", "Repetitions")
HEADINGS = {
    "findings": "Everything that was looked for",
    "gaps": "What could not be measured, and how to film it",
    "stills": "Each repetition {moment}",
    "curves": "From start to end",
    "video": "The clip, with what was measured drawn on it",
    "checkpoints": "Five checkpoints",
    "summary": "What stands out",
    "reason": "Why nothing was measured",
    "notes": "Notes",
    "repetitions": "Repetition by repetition",
    "setup": "The clip",
    "provenance": "Where these numbers come from",
    "measure": "Measure",
}
PAGE = {
    "still": "Repetition {number}, at {time:.1f} s",
    "picture": "The person in repetition {number} {moment}, with the lines drawn on that were measured.",
    "left_right": "L, blue, and R, orange, are the person’s own left and right. Dotted is what a limb is measured "
    "against.",
    "go": "Show in the curves",
    "how": "Repetitions are shaded and numbered. The band around a curve is its uncertainty (1 SD). The dotted line "
    "is the line used for a finding; it stands where the finding is judged, {moment} of each repetition.",
    "steer": "Touch a curve or move the slider, also with the arrow keys, to read a moment.",
    "steer_video": "Touch a curve or move the slider, also with the arrow keys: the video goes there, and the curves "
    "follow the video.",
    "slider": "Time in the clip, seconds",
    "now": "{time} s",
    "now_in": "{time} s, repetition {rep}, {phase}",
    "not_seen": "not seen",
    "more": "Further measures ({count})",
    "curve": "{name}, from {least} to {most}, over {seconds:.1f} s.",
    "seconds": "s",
    "details": "Clip, network, versions and settings",
}
PAIR = {
    "headline": "{title}, {views}",
    "and": " and ",
    "view": "View",
    "findings": "What the views show",
    "unshown": "What no view showed",
    "repetitions": "Repetition by repetition, {view}",
    "stills": "Each repetition {moment}, {view}",
    "clip": "{clip}: {headline}.",
    "foot_length": "The foot is {value:.2f} of leg length long, as the view from the side shows it; turn-out is "
    "worked out with that.",
    "not_joined": "{name}: not joined. {why}",
}
PLAN = {"parts": "Each recording by itself"}
CHECKPOINTS = {
    "feet": "Feet and ankles",
    "knees": "Knees",
    "hips": "Hips and low back",
    "shoulders": "Shoulders and arms",
    "head": "Head",
    "other": "Whole body",
}
SHEET = {
    "checkpoints": "Checkpoints",
    "others": "{name}; {count} more not measured",
    "seen": "seen {view}",
    "coach": "Coach: {coach}",
    "support_left": "left foot carries",
    "support_right": "right foot carries",
    "sides": "left {left}, right {right}",
    "more": "And {count} more below.",
    "unseen": "Not seen",
    "indeterminate": "Too close to call",
    "other_view": "Needs another view",
    "by_eye": "For the eye",
    "own": "Seen by the coach, not by the camera",
    "film": "{names}: film {view}.",
    "change": "Since last time",
    "changed": "{date}: {changes}.",
    "unchanged": "{date}: no change beyond variation in {count} {count:measure|measures}, {unsure} of them too close "
    "to call.",
    "each": "{name} {change}",
    "plus_minus": "“27 ± 4” says that the true value is within 4 of 27 about two times in three (1 SD).",
    "marked": "The person {moment}, repetition {number}, with the checkpoints numbered as in the list.",
    "at": "The person at {time:.1f} s.",
    "moved": "The person at {time:.1f} s, in the movement that was not counted.",
    "enlarge": "Enlarge: {what}",
    "close": "Close",
    "pdf": "Save as PDF",
    "edit": "Edit the text",
    "done": "Done",
    "copy": "Save a copy",
    "edited": "The text was edited by hand.",
    "details": "All details",
    "open": "Open all, and print with them",
    "rows": "sentence by sentence",
    "height": "{lengths} are worked out from a height of {height} and the usual share of {parts} in it (Drillis and "
    "Contini 1966, in Winter’s Biomechanics and Motor Control of Human Movement).",
    "length": "about {value} ± {uncertainty} {unit}",
    "length_sides": "about {left} and {right} ± {uncertainty} {unit}",
    "no_view": "The camera looked {view}, and nothing that was looked for shows from there.",
    "no_movement": "No movement was found that goes as far as a repetition of this screen ({title}) does.",
    "nobody": "Nobody was found in the clip.",
    "page": "Page",
}
VIDEO = {
    "play": "Play",
    "pause": "Pause",
    "back": "One frame back",
    "forward": "One frame on",
    "speed": "Speed",
}
