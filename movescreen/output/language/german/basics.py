"""German. Numbers, units, sides, dates and views: the small words that sentences are made with."""

from __future__ import annotations

from movescreen.measures.reference_pose import BACK, END, FRONT, OBLIQUE, SIDE

CODE = "de"
DECIMAL = ","
OFTEN_OF = "{observed} von {repetitions}"
NAMED = ("{name}", "{name} ({side})")
SIDES = {"left": "links", "right": "rechts", "": ""}
UNITS = {"deg": "°", "%": " %", "ratio": "", "s": " s", "deg/s": "°/s"}
MOMENTS = {"bottom": "am tiefsten Punkt", "top": "am höchsten Punkt"}
MOMENT = "am Punkt „{extreme}“"
SEEN_FROM = {
    FRONT: "von vorn",
    BACK: "von hinten",
    SIDE: "von der Seite",
    OBLIQUE: "aus schräger Richtung",
    END: "von den Füßen oder vom Kopf her",
    "": "aus unbekannter Richtung",
}
OFTEN = "{observed} von {measured}"
OR = " oder "
COUNTS = ("keine Wiederholung", "{count} Wiederholung", "{count} Wiederholungen")
PHASES = {
    "start": "Anfang",
    "descent": "Absenken",
    "bottom": "tiefster Punkt",
    "ascent": "Aufrichten",
    "rest": "Ruhe",
    "lift": "Heben",
    "top": "höchster Punkt",
    "lower": "Ablassen",
}
MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
DATE = "{day}. {month} {year}"
DATE_AND_TIME = "{day}. {month} {year}, {hour:02d}:{minute:02d} Uhr"
LENGTHS = {"metric": ("Zentimeter", "cm"), "imperial": ("Zoll", "Zoll")}
ABOUT_LENGTH = "etwa {value} {unit}"
HEIGHT_FIELDS = {
    "metric": ("Größe in cm (freiwillig)", "172"),
    "imperial": ("Größe in Fuß und Zoll (freiwillig)", "5 Fuß 8 Zoll"),
}
HEIGHTS = {"metric": "{cm} cm", "imperial": "{feet} Fuß {inches} Zoll"}
SEGMENTS = {"shank": "Unterschenkel", "thigh": "Oberschenkel", "leg": "Bein"}
SHARES = {
    "shank": "der Unterschenkellänge",
    "thigh": "der Oberschenkellänge",
    "leg": "der Beinlänge",
    "stance": "der Standbreite",
}
