"""English of the live page: short enough to be understood from across the room."""

from __future__ import annotations

from movescreen.scoring.recording_quality import FEET, HANDS, HEAD

CODE = "en"
CHECKS = {
    "person": "Somebody is there",
    "posture": "Ready to begin",
    "whole": "Whole body in the picture",
    "view": "Seen from where it shows",
    "distance": "Near enough, in the middle",
    "alone": "One person",
    "level": "Camera level",
    "pitch": "Camera upright",
    "light": "Enough light",
    "rate": "Enough pictures a second",
}
CHANGES = {
    "nobody": "Step into the picture, or come nearer.",
    "lie_down": "Lie on your back, knees bent, hips on the floor.",
    "stand_up": "Stand upright.",
    "raise_arms": "Raise both arms overhead.",
    HANDS: "Your hands leave the picture. Step back {steps}.",
    FEET: "Your feet leave the picture. Step back {steps}.",
    HEAD: "Your head leaves the picture. Step back {steps}.",
    "hidden": "Something hides part of the body. Turn, or clear the view.",
    "tilted": "Tilt the camera or the phone upright: it looks {way} by about {amount:.0f} degrees.",
    "turn_side": "Turn until one side faces the camera.",
    "turn_front": "Turn to face the camera.",
    "turn_back": "Turn your back to the camera.",
    "turn_auto": "Turn to face the camera, or turn one side to it.",
    "square": "Turn a little to your {way}.",
    "step_back": "Step back {steps}.",
    "come_closer": "Come closer, {steps}.",
    "turn_camera": "Turn the camera to the {way}.",
    "others": "Keep other people out of the picture.",
    "turn": "Turn the camera {way}, about {amount:.0f} degrees.",
    "dark": "Turn on more light.",
    "blinding": "Less light: the picture is all white.",
    "against_light": "The light is behind you. Light the room from the camera's side.",
    "slow": "Only {amount:.0f} pictures a second. Turn on more light, and close other programs.",
}
UNTOLD = {
    "alone": "not counted yet",
    "level": "no door frame or wall edge to tell by: look at the camera itself",
    "pitch": "not known yet",
    "rate": "not known yet",
}
STEPS = {0.5: "half a metre", 1.0: "one metre"}
METRES = "{metres} metres"
FEET_AWAY = "{feet} feet"  # how far to go, where lengths are in feet
WAYS = {
    "left": "left",
    "right": "right",
    "clockwise": "clockwise",
    "counter-clockwise": "counter-clockwise",
    "down": "down",
    "up": "up",
}
DECIMAL = "."
STAND_STILL = "Hold still."
INSTRUCTIONS = {
    "overhead_squat": "Arms overhead. Squat as low as is comfortable, and stand up again. {times}.",
    "bridge": "Lift your hips until trunk and thighs are in line, hold, and let them down. {times}.",
    "single_leg_bridge": "One leg straight in the air. Lift your hips, hold, and let them down. {times}.",
}
TIMES = "Until you are told to stop", "Once", "{count} times"
FINISHED = "Finished."
MEASURING = "Measuring."
CAMERA = "{name} · {size[0]} × {size[1]} · {rate:.0f} pictures a second"
DROPPED = " · {dropped} lost"
BEHIND = " · This computer manages {reached:.0f} of {rate:.0f} pictures a second: close other programs."
TROUBLES = {
    "silent": "The camera has given no picture for {seconds:.0f} seconds. It is tried again by itself.",
    "black": "The picture is black. Take the cover off the lens, or turn on a light.",
    "frozen": "The picture has not changed for {seconds:.0f} seconds. Unplug the camera and plug it in again.",
    "slow": "The camera gives only {rate:.0f} pictures a second. Turn on more light, or choose a smaller picture.",
}
UNFORESEEN = "Something unexpected happened here; the terminal shows what. Begin again."
UNREADABLE = "The camera ended unexpectedly; the terminal shows how. It is tried again by itself."
COUNTED = "Counted: {number}"
NOT_COUNTED = "Not counted: {why}"
NOT_FAR = "Not counted: not far enough, {amount:.0f} of {least:.0f} %."
LATER = "comes with the report"
UNSHOWN = "Not shown from this side: {names}."
TURN = {
    "front": "Now face the camera.",
    "side": "Now turn to the side.",
    "back": "Now turn your back to the camera.",
    "auto": "Now the next one.",
}
LEGS = {"left": "The left foot carries.", "right": "The right foot carries."}
STEP = "{number} of {count}: {title}"
INTERRUPTED = "The recording of {client} ({screen}, {when}) was interrupted: {done}."
DONE_OF = "{done} of {planned} {planned:repetition was|repetitions were} done"
DONE = ("no repetition was done", "{done} repetition was done", "{done} repetitions were done")
VIEWS = {"auto": "Detect", "front": "From the front", "side": "From the side", "back": "From behind"}
PAGE = {
    "record_front": "Record the front now",
    "record_side": "Record the side now",
    "record_back": "Record from behind now",
    "tick": "Tick what you saw yourself",
    "tick_why": "The camera does not show this. What you tick stands in the report as what you saw, and counts as a "
    "rating of this recording.",
    "tick_none": "No tick",
    "tick_note": "Note on it",
    "title": "Record a session",
    "settings": "Camera, voice, language",
    "language": "Language",
    "search": "Search clients",
    "recorded": "Recorded now: {client}",
    "plan": "What is recorded",
    "plan_one": "One recording",
    "hold": "Hold, seconds",
    "no_hold": "0: as long as it lasts",
    "support": "Foot that carries",
    "support_auto": "Detect",
    "support_left": "Left",
    "support_right": "Right",
    "support_both": "Left, then right",
    "consented": "Agreed {day}: {consent}",
    "retake": "Start over",
    "again": "Record again",
    "watch": "Open what there is",
    "dismiss": "Put away",
    "person": "Two people? Click on the one who is meant.",
    "voice": "Voice",
    "beeps": "There is no voice for this language here: a tone is given in its place.",
    "namesake": "There is a client of that name. Add another one?",
    "add_same": "Add another one",
    "together": "All of a day in one report",
    "rename": "Rename",
    "new_name": "New name",
    "rated_by": "{rater} saw: {names}.",
    "rated_none": "none of what was asked",
    "rating_on": "Rated by {rater}; what was seen is shown when everybody has finished.",
    "height": "Height",
    "no_height": "not stated",
    "height_how": "With the height, percentages of a body length are given as a length too: in reports, on this page "
    "and while recording.",
    "save": "Save",
    "move": "Move to another client",
    "measure_view": "Measure again, seen {seen}",
    "measure_screen": "Measure again as {title}",
    "drawing": "The video with lines is being drawn.",
    "drawn": "The video with lines is there.",
    "reload": "Show it",
    "none_found": "No client is called that.",
    "danger": "Delete",
    "measuring_again": "Measuring again.",
    "who": "Client",
    "new": "New client",
    "name": "Name",
    "consent": "What the person has agreed to",
    "add": "Add client",
    "choose": "Choose a client",
    "sessions": "Sessions",
    "unclaimed": "These recordings are in the library's folder, but not in its list: the list was lost, or an older "
    "copy of it was put back. They are kept. To take one back in, choose its client below; for a video alone choose "
    "the screen and view too.",
    "only_video": "only its video",
    "take_back": "Take back in",
    "taken_back": "Taken back in: see the client's sessions.",
    "whose": "Choose the client of this recording first, or add one.",
    "screen": "Movement",
    "view": "Camera looks",
    "count": "Repetitions",
    "endless": "0: until stopped",
    "keep": "Keep the video, with what the person agreed to",
    "mirror": "Mirror the picture on this page",
    "camera": "Camera",
    "width": "Pixels across",
    "prepare": "Get into place",
    "start": "Start now",
    "stop": "Stop",
    "back": "Back",
    "speak": "Speak aloud",
    "gate": "In place?",
    "last": "Last repetition",
    "report": "Open the report",
    "lost": "The connection to movescreen was lost. It is tried again.",
    "camera_off": "The camera is off while this page is not looked at.",
    "go": "Go.",
    "finished": FINISHED,
    "keys": "Space: start and stop. Escape: back.",
    "record": "Record",
    "add_clips": "Add clips",
    "earlier_ones": "Earlier sessions ({count})",
    "trends": "What changed",
    "export": "Export everything",
    "delete": "Delete everything",
    "delete_one": "Delete",
    "sure": "Delete all of {name}'s sessions, results and videos, for good?",
    "sure_one": "Delete this session, for good?",
    "yes": "Yes, delete",
    "no": "No",
    "video": "Video",
    "interrupted": "interrupted",
    "running": "being recorded",
    "queued": "being measured",
    "pair": "{screen}, {when}, front and side",
    "join": "Join",
    "change": "Change",
    "measure": "Measure what there is",
    "none": "No session yet.",
    "when": "When",
    "observed": "Observed",
    "repetitions": "Repetitions",
}
UNMEASURED = "Not measured. {why}"
AGREED = "Agreed to be recorded and measured, and that the video is kept. All stays on this computer until deleted."
PLANS = {
    "squat": "Squat: from the front, then from the side",
    "bridge_legs": "Bridge on one leg: left, then right",
    "whole": "Squat front and side, bridge, bridge on each leg",
}
