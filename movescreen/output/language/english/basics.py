"""English. Numbers, units, sides, dates and views: the small words that sentences are made with."""

from __future__ import annotations

from movescreen.measures.reference_pose import BACK, END, FRONT, OBLIQUE, SIDE

CODE = "en"
DECIMAL = "."
OFTEN_OF = "{observed} of {repetitions}"
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
    "": "from an unknown direction",
}
OFTEN = "{observed} of {measured}"
OR = " or "
COUNTS = ("no repetition", "{count} repetition", "{count} repetitions")
PHASES = {"lower": "lowering"}  # where the name of a phase alone does not say it
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DATE = "{day} {month} {year}"
DATE_AND_TIME = "{day} {month} {year}, {hour:02d}:{minute:02d}"
LENGTHS = {"metric": ("Centimetres", "cm"), "imperial": ("Inches", "in")}  # the unit, and its sign
ABOUT_LENGTH = "about {value} {unit}"
HEIGHT_FIELDS = {  # what the field for a height is called, and an example
    "metric": ("Height, cm (may be left out)", "172"),
    "imperial": ("Height, feet and inches (may be left out)", "5 ft 8 in"),
}
HEIGHTS = {"metric": "{cm} cm", "imperial": "{feet} ft {inches} in"}
SEGMENTS = {"shank": "the shin", "thigh": "the thigh", "leg": "the leg"}
SHARES = {"shank": "of shin length", "thigh": "of thigh length", "leg": "of leg length", "stance": "of stance width"}
