"""German. Agreement of raters: the pages, and all their texts by the English ones."""

from __future__ import annotations

from movescreen.output.language.german.findings import STATES
from movescreen.output.language.german.reasons import NO_VALUE
from movescreen.output.language.german.statistics import FORMS, STATISTICS
from movescreen.output.language.german.study_notices import NOTICES, REASONS
from movescreen.output.language.german.study_report import GRRAS, READING

PAGE = {
    "Agreement: {source}": "Übereinstimmung: {source}",
    "{subjects} {subjects:subject|subjects}, {count} {count:rater|raters}: {raters}.": "{subjects} "
    "{subjects:Person|Personen}, bewertet von {count} {count:Person|Personen}: {raters}.",
    "Each value has its 95 % interval: only what holds for the whole interval can be claimed.": "Jeder Wert hat sein "
    "95-%-Intervall: Behaupten lässt sich nur, was für das ganze Intervall gilt.",
    "How the table was read": "Wie die Tabelle gelesen wurde",
    "Items": "Punkte",
    "Statistic": "Statistik",
    "Estimate": "Schätzwert",
    "95 % interval": "95-%-Intervall",
    "Pair": "Paar",
    "Rater": "Bewertet von",
    "detected": "erkannt",
    "as named": "wie angegeben",
    "{level} ({how}), {columns} {columns:rater|raters}, {people} {people:subject|subjects}": "{level} ({how}), "
    "{columns} {columns:bewertende Person|Bewertende}, {people} {people:Person|Personen}",
    "{level} ({how}), {columns} {columns:occasion|occasions}, {people} {people:subject|subjects}": "{level} ({how}), "
    "{columns} {columns:Durchgang|Durchgänge}, {people} {people:Person|Personen}",
    "Over all raters": "Über alle Bewertenden",
    "Between occasions": "Zwischen Durchgängen",
    "Further": "Weitere",
    "The camera and the raters": "Kamera und Bewertende",
    "Camera and the raters' consensus": "Kamera und Konsens der Bewertenden",
    "Undecided results of the camera are counted, not dropped. Raters are not the truth: this is agreement with "
    "them.": "Was die Kamera nicht entschied, zählt mit. Bewertende sind nicht die Wahrheit: Es geht um "
    "Übereinstimmung mit ihnen.",
    "Each pair of raters": "Jedes Paar von Bewertenden",
    "By pair": "Nach Paaren",
    "Within raters, between occasions": "Je Person, zwischen Durchgängen",
    "Not computed": "Nicht berechnet",
    "For a report of this study": "Für einen Bericht über diese Studie",
    "Methods, in words": "Methoden, in Worten",
    "The fifteen items of GRRAS (Guidelines for Reporting Reliability and Agreement Studies, 2011), filled in as far "
    "as the data allow.": "Die fünfzehn Punkte von GRRAS (Guidelines for Reporting Reliability and Agreement Studies, "
    "2011), ausgefüllt, soweit die Daten es erlauben.",
    "To be written": "Noch offen",
    "{first} less {second}, over the mean of both. Bands are the 95 % intervals of the bias and of the limits.": "{fir"
    "st} minus {second}, über dem Mittel beider. Die Bänder sind die 95-%-Intervalle der mittleren Differenz und der "
    "Grenzen.",
    "{first} less {second} over their mean: bias {bias}, limits of agreement {low} to {high}": "{first} minus "
    "{second} über ihrem Mittel: mittlere Differenz {bias}, Übereinstimmungsgrenzen {low} bis {high}",
    "{first} (down) and {second} (across): a frame is what either chose, filled is what both chose. Where it leaves "
    "the line, one chose a category more "
    "often.": "{first} (senkrecht) und {second} (waagerecht): Ein Rahmen zeigt, was "
    "eine Person wählte, die Füllung, was beide wählten. Wo sie die Linie verlässt, wählte eine die Kategorie öfter.",
    "Of what {first} chose, {second} chose the same: {shared}": "Von dem, was {first} wählte, wählte {second} "
    "dasselbe: {shared}",
    "{category} {both} of {own}": "{category} {both} von {own}",
    # The page of a validation
    "Validation: {source}": "Vergleich mit einer zweiten Messung: {source}",
    "Readings compared with another instrument. A difference is the reading less the true value. U is the stated "
    "uncertainty (1 SD): 68 % of the differences should be within U, and 95 % within 2 U. Each value has its 95 % "
    "interval.": "Messwerte im Vergleich mit einem anderen Messmittel. Eine Differenz ist der Messwert minus dem "
    "wahren Wert. U ist die angegebene Unsicherheit (1 Standardabweichung): 68 % der Differenzen sollen innerhalb von "
    "U liegen, 95 % innerhalb von 2 U. Jeder Wert hat sein 95-%-Intervall.",
    "All measures": "Alle Maße",
    "Measure": "Maß",
    "Pairs": "Paare",
    "Limits of agreement": "Übereinstimmungsgrenzen",
    "Mean |off|": "Mittel |Differenz|",
    "Within U": "Innerhalb U",
    "Within 2 U": "Innerhalb 2 U",
    "{low} to {high}{unit}": "{low} bis {high}{unit}",
    "Of {n} {n:value|values} of {clips} {clips:clip|clips}, {within:.0f} % were within the stated uncertainty U "
    "(median {usual}{unit}; 68 % is meant), and {within_2:.0f} % within 2 U (95 % is "
    "meant).": "Von {n} {n:Wert|Werten} aus "
    "{clips} {clips:Clip|Clips} lagen {within:.0f} % innerhalb der angegebenen Unsicherheit U (Median {usual}{unit}; "
    "68 % sind vorgesehen) und {within_2:.0f} % innerhalb von 2 U (95 % sind vorgesehen).",
    "read": "gemessen",
    "true": "wahr",
    "{count} of {all} values have no partner: {why}.": "{count} von {all} Werten haben kein Gegenstück: {why}.",
    "their repetition was not counted": "ihre Wiederholung wurde nicht gezählt",
    "{measure} was not measured in them": "{measure} wurde in ihnen nicht gemessen",
}
CODES = STATES | NO_VALUE  # of findings that the camera left undecided
AGREEMENT = CODES | STATISTICS | FORMS | REASONS | NOTICES | READING | GRRAS | PAGE
