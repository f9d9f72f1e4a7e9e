"""English. Reasons: why something was not measured or not counted, and how to film it next time."""

from __future__ import annotations

from movescreen.measures.registry import ARMS_NOT_OVERHEAD, BY_EYE, IMPOSSIBLE, OTHER_VIEW
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
from movescreen.segmentation.tempo import NO_TIMES

WHY = {
    ARMS_NOT_OVERHEAD: "The arms were not overhead {moment}, or when standing.",
    IMPOSSIBLE: "The points lay further apart than a body reaches, and so were not on the body.",
    OTHER_VIEW: "The camera looked {view}, and this shows only {views}.",
    BY_EYE: "A camera that has the whole body in the picture does not show it; a rater's eye may.",
    NOT_SEEN: "The points that it needs were hidden or unclear {moment}.",
    FRAMES_LOST: "Frames were lost {moment}, and what happened in them is not known.",
    OUT_OF_PICTURE: "The points that it needs were outside the picture {moment}.",
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
    NOT_SEEN: "Next time, keep the whole body in the picture, in even light and close-fitting clothes, with nobody "
    "and nothing in front of it.",
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
    "time, put the camera down, and stay in place.",
    FEET_UNSEEN: "the feet were not seen. Next time, keep them in the picture and in sight.",
    TOO_SHORT: "shorter than {shortest:g} s. Next time, move more slowly.",
    TOO_LONG: "longer than {longest:g} s. Next time, come back sooner.",
    GOT_UP: "the shoulders left the floor. Next time, keep them there from start to end.",
    FEET_MOVED: "the feet moved. Next time, keep them in place from start to end.",
}
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
