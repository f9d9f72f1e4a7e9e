"""English: every template of what people read. Another language is another file with the same names.

Nothing here says why someone moves as they do, or whether they should.
"""

from __future__ import annotations

from movescreen.measures.reference_pose import BACK, END, FRONT, OBLIQUE, SIDE
from movescreen.measures.registry import ARMS_NOT_OVERHEAD, BY_EYE, IMPOSSIBLE, OTHER_VIEW
from movescreen.output.language.language import Clause
from movescreen.scoring import recording_quality
from movescreen.scoring.back_outline import COVERED, TOO_SMALL, UNCLEAR, UNSTEADY
from movescreen.scoring.readings import (
    FAR_LIMB,
    FRAMES_LOST,
    NO_LEG_RAISED,
    NO_PICTURES,
    NOT_SEEN,
    OUT_OF_PICTURE,
    TOO_BRIEF,
    TOO_FEW_FRAMES,
)
from movescreen.scoring.set_findings import NO_REPETITION
from movescreen.segmentation.rejection import (
    CAMERA_MOVED,
    FEET_MOVED,
    FEET_UNSEEN,
    GOT_UP,
    HALF_SEEN,
    JUMPED_UP,
    ONE_FOOT_AHEAD,
    RECORDING_ENDED,
    TOO_LONG,
    TOO_SHORT,
)
from movescreen.segmentation.tempo import NO_TIMES, TOO_FEW_A_SECOND

CODE = "en"
DECIMAL = "."
DISCLAIMER = (
    "movescreen describes positions seen in a video. It is for education, coaching records and research on "
    "measurement. It does not diagnose, predict or rule out any injury, disease or muscle problem, and it does not "
    "recommend treatment. Values have the stated uncertainty and depend on camera set-up and clothing. People move "
    "differently, and differences from a checklist are common in people without symptoms. Stop if an exercise hurts; "
    "for pain or health questions see a qualified professional."
)
NOTHING = "No checklist feature was observed beyond measurement uncertainty."
NOT_ONE = "Nothing could be measured in this clip: see why, and how to film it next time."
TITLES: dict[str, str] = {}  # screens and measures speak English themselves
MEASURES = {  # where a measure's own name is not the word that clients know
    "shank_inclination": (
        "shin inclination",
        "Lean of the line from ankle to knee from the picture's vertical; + = knee forward.",
    ),
    "trunk_minus_shank": (
        "trunk minus shin",
        "How much more the trunk leans than the shin, both of the near side; + = trunk leans more.",
    ),
}


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
OFTEN_OF = "{observed} of {repetitions}"
STATES = {
    "observed": "observed",
    "not_observed": "not observed",
    "indeterminate": "too close to call",
    "not_measurable": "not measured",
}
NAMED = ("{name}", "{name} ({side})")  # without a side and with one
SIDES = {"left": "left", "right": "right", "": ""}
UNITS = {"deg": "°", "%": " %", "ratio": "", "s": " s", "deg/s": "°/s"}
MOMENTS = {"bottom": "at the lowest point"}
MOMENT = "at the {extreme}"
SEEN_FROM = {
    FRONT: "from the front",
    BACK: "from behind",
    SIDE: "from the side",
    OBLIQUE: "at a slant",
    END: "from the feet or the head",
    "": "from a direction that could not be told",
}
OFTEN = "{observed} of {measured}"
OR = " or "
COUNTS = ("no repetition", "{count} repetition", "{count} repetitions")

WHY = {
    ARMS_NOT_OVERHEAD: "The arms were not overhead {moment}, or when standing.",
    IMPOSSIBLE: "The points lay further from each other than a body goes, and so not where the body was.",
    OTHER_VIEW: "The camera looked {view}, and this shows only {views}.",
    BY_EYE: "A camera that has the whole body in the picture does not show it; a rater's eye may.",
    NOT_SEEN: "The points that it takes were hidden or could not be made out {moment}.",
    FRAMES_LOST: "Frames were lost {moment}, and what happened in them is not known.",
    OUT_OF_PICTURE: "The points that it takes were outside the picture {moment}.",
    TOO_FEW_FRAMES: "Too few frames showed it {moment}.",
    TOO_BRIEF: "The time {moment} was too brief to show a change.",
    NO_TIMES: "The file keeps no times, and how long it lasted would be a guess.",
    NO_PICTURES: "It is looked for in the pictures, and there were none.",
    TOO_SMALL: "The trunk was too small in the picture.",
    COVERED: "An arm or hair lay across the back.",
    UNCLEAR: "The edge of the back did not stand out, or clothes hid it.",
    UNSTEADY: "The edge of the back changed from frame to frame.",
    NO_LEG_RAISED: "Both feet were on the floor {moment}.",
    FAR_LIMB: "The leg that carries was the far one, half hidden by the other.",
    NO_REPETITION: "No whole repetition was found in the clip.",
}
FILM = {
    ARMS_NOT_OVERHEAD: "Next time, hold both arms straight up from the start, as far as they go.",
    IMPOSSIBLE: "Next time, keep the whole body in the picture, in even light and close-fitting clothes.",
    OTHER_VIEW: "Next time, film straight {views}, the camera level and about 3 m away.",
    BY_EYE: "Someone who knows the checklist can look and tick it.",
    NOT_SEEN: "Next time, keep the whole body in the picture, in even light and close-fitting clothes, with nobody and "
    "nothing in front of it.",
    FRAMES_LOST: "Next time, close other programs while recording, and keep the whole body in the picture.",
    OUT_OF_PICTURE: "Next time, move the camera back, or turn it upright, until hands and feet stay in the picture.",
    TOO_FEW_FRAMES: "Next time, record 30 frames a second or more, and stay a moment longer {moment}.",
    TOO_BRIEF: "Next time, stay {moment} for two seconds or more.",
    NO_TIMES: "Next time, record a clip that keeps them, such as MP4.",
    NO_PICTURES: "Next time, analyse the recorded clip.",
    TOO_SMALL: "Next time, stand nearer to the camera.",
    COVERED: "Next time, keep arms and hair off the back.",
    UNCLEAR: "Next time, wear close-fitting clothes and stand before a plain wall of another colour.",
    UNSTEADY: "Next time, wear close-fitting clothes and hold the camera still.",
    NO_LEG_RAISED: "Next time, keep one leg straight in the air from start to end, or choose the bridge on both legs.",
    FAR_LIMB: "Next time, lie the other way round, so that the leg that carries is nearest the camera.",
    NO_REPETITION: "Next time, hold still for a second, move all the way there and back, and hold still again, with "
    "the whole body in the picture.",
}
NOT_COUNTED = {
    JUMPED_UP: "both feet left the floor. Next time, keep them on it from start to end.",
    ONE_FOOT_AHEAD: "one foot stood ahead of the other, as in a lunge. Next time, set both feet side by side.",
    HALF_SEEN: "half a repetition: the recording began in it, and only the way back was seen. Next time, begin the "
    "recording at rest.",
    RECORDING_ENDED: "the recording ended before the way back was seen. Next time, end it at rest.",
    CAMERA_MOVED: "the feet went elsewhere in the picture, both alike: the camera moved, or the person walked. Next "
    "time, put the "
    "camera down, and stay in place.",
    FEET_UNSEEN: "the feet were not seen. Next time, keep them in the picture and in sight.",
    TOO_SHORT: "shorter than {shortest:g} s. Next time, move more slowly.",
    TOO_LONG: "longer than {longest:g} s. Next time, come back sooner.",
    GOT_UP: "the shoulders left the floor. Next time, keep them there from start to end.",
    FEET_MOVED: "the feet moved. Next time, keep them in place from start to end.",
}
CUT_OFF = (
    "In {value:.0f} % of the frames that count {what} were outside the picture{touched}. Next time, move the camera "
    "back, or turn it upright, until {what} stay in it."
)
TURN_IT = "Turn it upright, as a phone’s gallery can, and analyse it again. Next time, film it upright."
LIMITS = {
    recording_quality.PART_ONLY: "In {value:.0f} % of the frames with somebody only a part of a body was to be seen: "
    "the picture "
    "ends before the head or the feet, as at the chest, or something is in front of them. Next time, film the whole "
    "body, "
    "from head to feet.",
    recording_quality.SIDEWAYS: f"The person lies in the picture, or the picture on its side. {TURN_IT}",
    recording_quality.UPSIDE_DOWN: f"The person is upside down in the picture. {TURN_IT}",
    recording_quality.PITCHED: "The camera was tilted up or down by some {size:.0f}° (±{uncertainty:.0f}), and what "
    "it shows "
    "was put "
    "right for that, "
    "less surely. Next time, tilt the phone upright, at hip height, or give its pitch with --pitch.",
    recording_quality.CAMERA_WENT: "The camera moved by up to {value:.0f} % of leg length in a repetition, and was "
    "followed by "
    "the feet. Next time, put "
    "it down.",
    recording_quality.NEVER_AT_REST: "The person was never seen at rest in {value:.1f} s: the clip begins or ends in "
    "the "
    "movement. Next time, begin the "
    "recording at rest, and end it there.",
    recording_quality.FAST: "The quickest repetition took {value:.1f} s: fast, and less is known of its parts. Next "
    "time, move "
    "more slowly.",
    recording_quality.OFF_CENTRE: "The person was {size:.0f} % of the picture's width to the {way} of its middle, and "
    "so seen from "
    "a little aside. Next time, stay in the middle of the picture.",
    recording_quality.TURNED: "The camera looked from some {size:.0f}° (±{uncertainty:.0f}) off square, and values "
    "are that much "
    "less sure. Next time, set it square to the person.",
    recording_quality.TOO_FAR: "The body filled {value:.0f} % of the picture. Next time, come closer, until the body "
    "with raised "
    "hands nearly fills it.",
    recording_quality.FEW_PIXELS: "The body was {value:.0f} pixels long, fewer than the pose network can make use of. "
    "Next time, "
    "come closer, or record at a higher resolution.",
    recording_quality.HANDS: CUT_OFF.replace("{what}", "the hands"),
    recording_quality.FEET: CUT_OFF.replace("{what}", "the feet"),
    recording_quality.HEAD: CUT_OFF.replace("{what}", "nose or ears"),
    recording_quality.FEW_A_SECOND: "There were only {value:.0f} frames a second. Next time, record 30 or more, in "
    "good light.",
    TOO_FEW_A_SECOND: "There were only {value:.0f} frames a second, too few to tell the tempo. Next time, record 30 or "
    "more, in good light.",
    recording_quality.NEVER_STILL: "The person was never seen still for {value:g} s, and rest was taken from the "
    "frames furthest "
    "from the movement. Next time, hold still for a second at the start.",
    recording_quality.SHORT: "The person was seen for {value:.1f} s, too short for a still start and a repetition. "
    "Next time, "
    "begin the recording a moment before and end it a moment after.",
}
PHASES = {"lower": "lowering"}  # where the name of a phase alone does not say it
HELD = "Held within 10° of the top: {seconds} s (±{uncertainty} s)."
HELD_OFTEN = "Held within 10° of the top over {repetitions}: {least} to {most} s, median {middle} s (±{uncertainty} s)."
ASKED = {
    "reps": "Asked for: {asked}. Counted: {done}.",
    "hold": "Asked for: a hold of {asked:g} s. Held as long or longer: {done} of {measured}.",
    "hold_unmeasured": "Asked for: a hold of {asked:g} s. How long it was held could not be measured: {reason}.",
}
DIFFERENCES = {
    "within_variation": "{measure}: left {left}, right {right}. The difference is within the variation from repetition "
    "to repetition, {least}.",
    "beyond_variation": "{measure}: left {left}, right {right}. The difference is beyond the variation from repetition "
    "to repetition, {least}.",
}
TEMPO = "Tempo over {repetitions}: {phases} (±{uncertainty} s)."
HEADLINE = "{title}, seen {view}, {repetitions}"
NOTES = {
    "rate_chosen": "Only {value:.0f} frames a second were looked at, as --rate asked. Leave it out, or give 30.",
    "slow": "Every movement is very slow, {least:.0f} s or more. If the clip plays in slow motion, say how many times "
    "slower it is than it was taken, with --slowmo.",
    "slowmo_of_file": "The file says that it plays {factor:.3g} times slower than it was recorded, and times are "
    "those of "
    "the recording. If it does not, say --slowmo 1.",
    "assumed_rate": "The file keeps no times: {rate:.0f} frames a second were assumed, and nothing is said of tempo. "
    "Next time, record a clip that keeps them, such as MP4.",
    "repeated_times": "{share:.0f} % of the frames carry the time of the frame before. They were spread evenly until "
    "the "
    "next time, and all that is timed is less sure.",
    "picture_sizes": "The pictures change their size within the clip: {sizes}. Each was scaled as a whole to fit "
    "{largest}.",
    "views": "The person turned between repetitions, which were seen {views}. Each was measured in its own view.",
    "people": "There were {count} people in the picture. Next time, be alone in it, or point at the one who is "
    "meant with --person.",
    "by_movement": "There were {count} people in the picture, and the one was measured who moved as the screen "
    "asks. If another is meant, point there with --person.",
    "small_person": "The person was too small to be found in the whole picture, and was looked for in parts of it. "
    "Next time, come closer.",
    "sides_doubtful": "In {count} of {reps} repetitions left and right changed places so often, as where a face is not "
    "to be seen, that nothing is decided there that takes knowing which is which. Next time, keep the face in the "
    "picture, and cover it afterwards.",
    "dark": "The pictures are dark: nine tenths of each are below {value:.0f} of 255. Next time, film in good light.",
    "touched": " (needed for {measures})",
    "unseen": "No person was found in {unseen} of {frames} frames.",
    "others": "In {others} of {frames} frames somebody else was found instead of the person; these were left out. "
    "Next time, keep others out of the picture, or point at the person with --person.",
    "sides_put_back": "Left and right changed places in {count} frames, and were put back.",
    "sides_unclear": "Left and right changed places {count} times, and which was which could not be told.",
    "undecoded": "Frames of the clip that could not be read: {undecoded}.",
    "view_chosen": "You chose {chosen}, and the camera saw the person {seen}. Measure again as seen {seen} (--view "
    "{name}).",
    "screen_chosen": "You chose “{chosen}”, and the person was at rest as for “{seen}”. Measure again as “{seen}” "
    "(--screen {name}).",
    "interrupted": "The recording was interrupted. This is what there was until then.",
    "dropped": "{dropped} frames were lost while recording, because this computer did not keep up. Next time, close "
    "other programs.",
    "cut_short": "The clip ends before its stated length.",
    "not_counted": "Not counted as a repetition: {start:.1f} s to {end:.1f} s, {why}",
}
NOT_MEASURED = "Not measured: {names}. {why} {film}"
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
SETUP = {
    "frames": "Frames",
    "frames_with_person": "Frames with a person",
    "frames_per_second": "Frames a second",
    "yaw": "Camera off square, estimated",
    "pitch": "Camera looking down, estimated",
}
PAGE = {
    "still": "Repetition {number}, at {time:.1f} s",
    "picture": "The person in repetition {number} {moment}, with the lines drawn on that were measured.",
    "left_right": "L, blue, and R, orange, are the person’s own left and right. Dotted is what a limb is measured "
    "against.",
    "go": "Show in the curves",
    "how": "Repetitions are shaded and numbered. The band around a curve is its uncertainty (1 SD). The dotted line is "
    "the line used for a finding; it stands where the finding is judged, {moment} of each repetition.",
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
    "foot_length": "The foot is {value:.2f} of leg length long, as the view from the side shows it; turn-out is worked "
    "out with that.",
    "not_joined": "{name}: not joined. {why}",
}
PLAN = {"parts": "Each recording by itself"}
CLIP = {"repetition": "Repetition {number} of {count}: {phase}", "between": "Between repetitions"}
COMPARE = {
    "headline": "{title}, seen {view}: {count} sessions",
    "depth": "Compared at the same depth: {effort} within {near} % of {depth} %, as deep as every session went. "
    "The depths were {depths}.",
    "moment": "Compared {moment} of each repetition.",
    "change": "Change",
    "least": "Smallest real change",
    "said": "That is",
    "table": "The middle of each session’s repetitions, and the change from the first session to the last.",
    "least_is": "The smallest real change is what decided: how much this person varies from repetition to repetition, "
    "or, where that is more, what another set-up of the camera alone can make (“camera”).",
    "length": "At the last session {length}.",
    "camera": "{least} (camera)",
    "band": "A ring is a repetition, a dot the middle of a session. The band is the smallest real change about the "
    "first session; a dotted line is the line used for a feature.",
    "more": "{count} more",
    "answer": "From {first} to {newest}: {changes}.",
    "changes": "{count} of {measured} measures changed by more than the person varies and the camera errs",
    "none": "none of {measured} measures changed by more than the person varies and the camera errs",
    "nothing": "Nothing can be compared: no measure was had in more than one session.",
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
        "The change of {change} is within what another set-up of the camera alone can make, {unsure}; it is beyond the "
        "variation from repetition to repetition, {repeats}.",
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
LINES = "Line used: {lines}."
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DATE = "{day} {month} {year}"
DATE_AND_TIME = "{day} {month} {year}, {hour:02d}:{minute:02d}"
TALLY = "{observed} of {measured} observed"
TALLY_UNSEEN = "{observed} of {measured} observed, {unseen} not measured"
TALLY_OTHER_VIEW = "{observed} of {measured} observed, {unseen} not visible from this side"
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
    "unchanged": "{date}: no change beyond variation in {count} measures, {unsure} of them too close to call.",
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
    "height": "{lengths} are worked out from a height of {height} and the usual share of {parts} in it (Drillis "
    "and Contini 1966, in Winter’s Biomechanics and Motor Control of Human Movement).",
    "length": "about {value} ± {uncertainty} {unit}",
    "length_sides": "about {left} and {right} ± {uncertainty} {unit}",
    "no_view": "The camera looked {view}, and nothing that was looked for shows from there.",
    "no_movement": "No movement was found that goes as far as a repetition of this screen ({title}) does.",
    "nobody": "Nobody was found in the clip.",
    "page": "Page",
}
LENGTHS = {"metric": ("Centimetres", "cm"), "imperial": ("Inches", "in")}  # the unit, and its sign
ABOUT_LENGTH = "about {value} {unit}"
HEIGHT_FIELDS = {  # what the field for a height is called, and an example
    "metric": ("Height, cm (may be left out)", "172"),
    "imperial": ("Height, feet and inches (may be left out)", "5 ft 8 in"),
}
HEIGHTS = {"metric": "{cm} cm", "imperial": "{feet} ft {inches} in"}
SEGMENTS = {"shank": "the shin", "thigh": "the thigh", "leg": "the leg"}
SHARES = {"shank": "of shin length", "thigh": "of thigh length", "leg": "of leg length", "stance": "of stance width"}
VIDEO = {
    "play": "Play",
    "pause": "Pause",
    "back": "One frame back",
    "forward": "One frame on",
    "speed": "Speed",
}
NOWHERE = "Without a value in this clip: {names}."
TEMPO_ROW = ("Tempo", "How long {phases} lasted.")
CHECKED = (
    "never checked on real people",
    "checked on {count} real person",
    "checked on {count} real people",
)
NO_VALUE = {
    ARMS_NOT_OVERHEAD: "arms not overhead",
    IMPOSSIBLE: "impossible value",
    OTHER_VIEW: "not in this view",
    BY_EYE: "by eye only",
    NOT_SEEN: "not seen",
    FRAMES_LOST: "frames were lost",
    OUT_OF_PICTURE: "out of the picture",
    TOO_FEW_FRAMES: "too few frames",
    TOO_BRIEF: "too brief",
    NO_TIMES: "no times",
    NO_PICTURES: "no pictures",
    TOO_SMALL: "too small",
    COVERED: "covered",
    UNCLEAR: "unclear edge",
    UNSTEADY: "unsteady edge",
    NO_LEG_RAISED: "no leg raised",
    FAR_LIMB: "leg on the far side",
}
RATED = {  # what a person who rates looks for in a clip
    "feet_turn_out": "The foot points outward, away from straight ahead.",
    "feet_flatten": "The arch of the foot sinks toward the floor.",
    "knees_move_in": "The knee goes inside the line over the toes.",
    "knees_move_out": "The knee goes outside the line over the toes.",
    "forward_lean": "The trunk leans forward more than the shins do.",
    "asymmetrical_shift": "The hips go toward one foot.",
    "heels_rise": "A heel comes off the floor.",
    "arms_fall_forward": "The arms come forward, out of the line of the trunk.",
    "head_forward": "The head goes forward, out of the line of the trunk.",
    "low_back_arches": "The low back becomes more hollow than when standing.",
    "low_back_rounds": "The low back becomes rounder than when standing.",
    "hips_below_line": "At the top, the hips are below the line from shoulders to knees.",
    "hips_past_line": "At the top, the hips are above the line from shoulders to knees.",
    "hips_lower_during_hold": "The hips come down while the top is held.",
    "thighs_not_level": "The raised thigh is higher or lower than the other.",
    "pelvis_drops": "The pelvis sinks on the side of the raised leg.",
}
RATING = {
    "title": "Rating",
    "rater": "Rater: {rater}",
    "occasion": "occasion {occasion} of {occasions}",
    "place": "Clip {place} of {of}",
    "observed": "Seen",
    "not_observed": "Not seen",
    "not_measurable": "Cannot tell",
    "clip": "The clip",
    "loading": "The clip is coming.",
    "no_clip": "The clip did not come. It is asked for again every two seconds.",
    "play": "Play",
    "pause": "Pause",
    "back": "One frame back",
    "forward": "One frame on",
    "speed": "Speed",
    "loop": "Loop",
    "start": "From here",
    "end": "To here",
    "whole": "Whole clip",
    "time": "Time in the clip, seconds",
    "now": "{time} s, frame {frame} of {frames}",
    "part": "Loop from {start} to {end} s",
    "space": "Space",
    "keys": "Keys",
    "items": "What do you see?",
    "left_to_tick": "Still to tick: {count}",
    "all_ticked": "All ticked.",
    "next": "Next clip",
    "saved": "Every tick is saved at once. Close the page whenever you like; you go on here.",
    "unsaved": "Not saved yet: {count}. The ticks are kept in this browser and saved as soon as movescreen answers.",
    "no_answer": "movescreen does not answer. See whether it still runs, and try again.",
    "welcome": "You will see {count} clips, each until you go on to the next.",
    "welcome_ticks": "Tick what you see in each. Where the clip does not show an item, tick “Cannot tell”.",
    "welcome_alone": "Rate alone, and talk to nobody about it before all have rated. You cannot go back to a clip.",
    "welcome_saved": "Every tick is saved at once. Close the page whenever you like; you go on where you were.",
    "later": "Go on later",
    "back_home": "Back to the ratings",
    "begin": "Begin",
    "again": "Occasion {occasion} of {occasions}: the same task once more, in another order.",
    "waiting": "Occasion {done} is done. The next one opens on {date}, so that the clips are not remembered.",
    "done": "All clips are rated. Thank you.",
}
RATING_KEYS = {
    "↑ ↓": "from item to item",
    "1 2 3 …": "tick the item",
    "← →": "one frame back or on; with Shift a second",
    "Space": "play and pause",
    "S": "speed",
    "A B": "loop from here, to here",
    "L": "loop on and off",
    "W": "the whole clip again",
    "Enter": "next clip",
}
