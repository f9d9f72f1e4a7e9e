"""German. Comparison of sessions: changes, their table and their charts."""

from __future__ import annotations

COMPARE = {
    "headline": "{title}, {view} gesehen: {count} Aufnahmen",
    "depth": "Verglichen in gleicher Tiefe: {effort} bis auf {near} % bei {depth} %, so tief, wie alle Aufnahmen "
    "gingen. Die Tiefen waren {depths}.",
    "moment": "Verglichen {moment} jeder Wiederholung.",
    "change": "Änderung",
    "least": "Kleinste echte Änderung",
    "said": "Das ist",
    "table": "Der Median der Wiederholungen jeder Aufnahme und die Änderung von der ersten Aufnahme zur letzten.",
    "least_is": "Die kleinste echte Änderung entscheidet: Sie ist, wie sehr diese Person von Wiederholung zu "
    "Wiederholung schwankt, oder, wenn das mehr ist, was ein anderer Aufbau der Kamera allein ausmacht („Kamera“).",
    "length": "In der letzten Aufnahme {length}.",
    "camera": "{least} (Kamera)",
    "band": "Ein Ring ist eine Wiederholung, ein Punkt der Median einer Aufnahme. Das Band ist die kleinste echte "
    "Änderung um die erste Aufnahme, eine gepunktete Linie die benutzte Grenze eines Merkmals.",
    "more": "{count} {count:weiteres|weitere}",
    "answer": "Von {first} bis {newest}: {changes}.",
    "changes": "{count} von {measured} {measured:Maß|Maßen} {count:änderte|änderten} sich stärker, als die Schwankung "
    "der Person und die Unsicherheit der Kamera erklären",
    "none": "keines von {measured} {measured:Maß|Maßen} änderte sich stärker, als die Schwankung der Person und die "
    "Unsicherheit der Kamera erklären",
    "nothing": "Es lässt sich nichts vergleichen: Kein Maß wurde in mehr als einer Aufnahme gemessen.",
    "unsure": "Zu knapp: {names}.",
    "same": "Innerhalb der Schwankung: {names}.",
    "lone": "Schwankung nicht bekannt: {names}.",
    "stills": "Beide {moment}",
    "still": "{session}, Wiederholung {number}: {effort} {depth} %",
    "still_plain": "{session}, Wiederholung {number}",
    "all": "Alle Maße, in Zahlen",
    "drawn": "Die übrigen Maße, gezeichnet",
    "sessions": "Aufnahmen",
    "measures": "Maß für Maß",
    "single": "Nur in einer Aufnahme zu sehen: {names}.",
    "chart": "{name}, Aufnahme für Aufnahme: {values}.",
    "matched": "in gleicher Tiefe",
}
CHANGES = {
    "within_variation": (
        "innerhalb der Schwankung",
        "Die Änderung von {change} liegt innerhalb der Schwankung von Wiederholung zu Wiederholung, {repeats}.",
    ),
    "within_uncertainty": (
        "zu knapp",
        "Die Änderung von {change} ist nicht größer als das, was ein anderer Aufbau der Kamera allein ausmacht, "
        "{unsure}. Sie ist größer als die Schwankung von Wiederholung zu Wiederholung, {repeats}.",
    ),
    "beyond_variation": (
        "größer als die Schwankung",
        "Die Änderung von {change} ist größer als die Schwankung von Wiederholung zu Wiederholung, {repeats}.",
    ),
    "variation_unknown": (
        "Schwankung nicht bekannt",
        "Die Änderung ist {change}. Keine Aufnahme hat zwei Wiederholungen, an denen sich die Schwankung zeigt.",
    ),
}
