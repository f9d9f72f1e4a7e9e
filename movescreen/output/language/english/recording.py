"""English. The recording: what limits it, what to know of it, and how long its repetitions lasted."""

from __future__ import annotations

from movescreen.scoring import recording_quality
from movescreen.segmentation.tempo import TOO_FEW_A_SECOND

CUT_OFF = (
    "In {value:.0f} % of the frames that count {what} were outside the picture{touched}. Next time, move the camera "
    "back, or turn it upright, until {what} stay in it."
)
TURN_IT = "Turn it upright, as a phone’s gallery can, and analyse it again. Next time, film it upright."
LIMITS = {
    recording_quality.PART_ONLY: "In {value:.0f} % of the frames with somebody only a part of a body was seen: the "
    "picture ends before the head or the feet, or something is in front of them. Next time, film the whole body, from "
    "head to feet.",
    recording_quality.SIDEWAYS: f"The person lies in the picture, or the picture on its side. {TURN_IT}",
    recording_quality.UPSIDE_DOWN: f"The person is upside down in the picture. {TURN_IT}",
    recording_quality.PITCHED: "The camera was tilted up or down by some {size:.0f}° (±{uncertainty:.0f}), and its "
    "values were put right for that, which makes them less sure. Next time, tilt the phone upright, at hip height.",
    recording_quality.CAMERA_WENT: "The camera moved by up to {value:.0f} % of leg length in a repetition, as the "
    "feet show. Next time, put it down.",
    recording_quality.NEVER_AT_REST: "The person was never seen at rest in {value:.1f} s: the clip begins or ends in "
    "the movement. Next time, begin the recording at rest, and end it there.",
    recording_quality.FAST: "The quickest repetition took {value:.1f} s: fast, so that its parts are less sure. Next "
    "time, move more slowly.",
    recording_quality.OFF_CENTRE: "The person was {size:.0f} % of the picture's width to the {way} of its middle, and "
    "the camera saw it at a slight angle. Next time, stay in the middle of the picture.",
    recording_quality.TURNED: "The camera looked from some {size:.0f}° (±{uncertainty:.0f}) off square, which makes "
    "values less sure. Next time, set it square to the person.",
    recording_quality.TOO_FAR: "The body filled {value:.0f} % of the picture. Next time, come closer, until the body "
    "with raised hands nearly fills it.",
    recording_quality.FEW_PIXELS: "The body was {value:.0f} pixels long, too few for the pose network. Next time, "
    "come closer, or record at a higher resolution.",
    recording_quality.HANDS: CUT_OFF.replace("{what}", "the hands"),
    recording_quality.FEET: CUT_OFF.replace("{what}", "the feet"),
    recording_quality.HEAD: CUT_OFF.replace("{what}", "nose or ears"),
    recording_quality.FEW_A_SECOND: "There were only {value:.0f} frames a second. Next time, record 30 or more, in "
    "good light.",
    TOO_FEW_A_SECOND: "There were only {value:.0f} frames a second, too few to tell the tempo. Next time, record 30 "
    "or more, in good light.",
    recording_quality.NEVER_STILL: "The person was never seen still for {value:g} s, and the frames furthest from the "
    "movement were taken as rest. Next time, hold still for a second at the start.",
    recording_quality.SHORT: "The person was seen for {value:.1f} s, too short for a still start and a repetition. "
    "Next time, begin the recording a moment before and end it a moment after.",
}
HELD = "Held within 10° of the top: {seconds} s (±{uncertainty} s)."
HELD_OFTEN = "Held within 10° of the top over {repetitions}: {least} to {most} s, median {middle} s (±{uncertainty} s)."
ASKED = {
    "reps": "Asked for: {asked}. Counted: {done}.",
    "hold": "Asked for: a hold of {asked:g} s. Held as long or longer: {done} of {measured}.",
    "hold_unmeasured": "Asked for: a hold of {asked:g} s. How long it was held could not be measured: {reason}.",
}
DIFFERENCES = {
    "within_variation": "{measure}: left {left}, right {right}. The difference is within the variation from "
    "repetition to repetition, {least}.",
    "beyond_variation": "{measure}: left {left}, right {right}. The difference is beyond the variation from "
    "repetition to repetition, {least}.",
}
TEMPO = "Tempo over {repetitions}: {phases} (±{uncertainty} s)."
NOTES = {
    "rate_chosen": "Only {value:.0f} frames a second were looked at, because no more were asked for. Next time, look "
    "at 30 or more.",
    "slow": "Every movement is very slow, {least:.0f} s or more. If the clip plays in slow motion, all its times are "
    "too long. Next time, film at the usual speed.",
    "slowmo_of_file": "The file says that it plays {factor:.3g} times slower than it was recorded. All times here are "
    "those of the recording.",
    "assumed_rate": "The file keeps no times: {rate:.0f} frames a second were assumed, and tempo is not given. Next "
    "time, record a clip that keeps them, such as MP4.",
    "repeated_times": "{share:.0f} % of the frames carry the time of the frame before. They were spread evenly until "
    "the next time, which makes all durations less sure.",
    "picture_sizes": "The pictures change their size within the clip: {sizes}. Each was scaled as a whole to fit "
    "{largest}.",
    "views": "The person turned between repetitions, which were seen {views}. Each was measured in its own view.",
    "people": "There were {count} people in the picture. Next time, be alone in it.",
    "by_movement": "There were {count} people in the picture. The one who moved as the screen asks was measured. Next "
    "time, be alone in it.",
    "small_person": "The person was too small to be found in the whole picture, and was looked for in parts of it. "
    "Next time, come closer.",
    "sides_doubtful": "In {count} of {reps} {reps:repetition|repetitions} left and right changed places too often to "
    "know which is which, as where a face is hidden. What depends on the side was not decided there. Next time, keep "
    "the face in the picture, and cover it afterwards.",
    "dark": "The pictures are dark: nine tenths of each are below {value:.0f} of 255. Next time, film in good light.",
    "touched": " (needed for {measures})",
    "unseen": "No person was found in {unseen} of {frames} {frames:frame|frames}.",
    "others": "In {others} of {frames} {frames:frame|frames} somebody else was found instead of the person; these "
    "were left out. Next time, keep others out of the picture.",
    "sides_put_back": "Left and right changed places in {count} {count:frame|frames}, and were put back.",
    "sides_unclear": "Left and right changed places {count} {count:time|times}, and it was not clear which was which.",
    "undecoded": "Frames of the clip that could not be read: {undecoded}.",
    "view_chosen": "You chose {chosen}, and the camera saw the person {seen}. Measure again as seen {seen}.",
    "screen_chosen": "You chose “{chosen}”, and the person was at rest as for “{seen}”. Measure again as “{seen}”.",
    "interrupted": "The recording was interrupted. This is what there was until then.",
    "dropped": "{dropped} {dropped:frame was|frames were} lost while recording, because this computer did not keep "
    "up. Next time, close other programs.",
    "cut_short": "The clip ends before its stated length.",
    "not_counted": "Not counted as a repetition: {start:.1f} s to {end:.1f} s, {why}",
}
OPTIONS = {  # what only a reader at a command line can do about a note or a limit
    recording_quality.PITCHED: "Or give its pitch with --pitch.",
    "rate_chosen": "Leave out --rate, or give 30.",
    "slow": "Or say with --slowmo how many times slower it plays than it was recorded.",
    "slowmo_of_file": "If the file is not in slow motion, give --slowmo 1.",
    "people": "Or point at the one who is meant with --person.",
    "by_movement": "If another one is meant, point there with --person.",
    "others": "Or point at the person with --person.",
    "view_chosen": "The option is --view {name}.",
    "screen_chosen": "The option is --screen {name}.",
}
SETUP = {
    "frames": "Frames",
    "frames_with_person": "Frames with a person",
    "frames_per_second": "Frames a second",
    "yaw": "Camera off square, estimated",
    "pitch": "Camera looking down, estimated",
}
CLIP = {"repetition": "Repetition {number} of {count}: {phase}", "between": "Between repetitions"}
NOWHERE = "Without a value in this clip: {names}."
TEMPO_ROW = ("Tempo", "How long {phases} lasted.")
