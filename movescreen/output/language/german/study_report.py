"""German. Agreement of raters: intervals in words, methods, and the items of GRRAS, by their English texts."""

from __future__ import annotations

READING = {  # intervals in words, and what a report of the study says
    "below 0.5": "unter 0,5",
    "moderate, 0.5 to 0.75": "mittel, 0,5 bis 0,75",
    "good, 0.75 to 0.9": "gut, 0,75 bis 0,9",
    "above 0.9": "über 0,9",
    "none, 0 and below": "keine, 0 und darunter",
    "slight, to 0.2": "gering, bis 0,2",
    "fair, 0.2 to 0.4": "leicht, 0,2 bis 0,4",
    "moderate, 0.4 to 0.6": "mittel, 0,4 bis 0,6",
    "substantial, 0.6 to 0.8": "deutlich, 0,6 bis 0,8",
    "above 0.8": "über 0,8",
    "bands of Koo and Li": "Stufen von Koo und Li",
    "bands of Landis and Koch": "Stufen von Landis und Koch",
    "{name} is {value}; its interval, {interval}, lies within one band: {low} ({whose}).": "{name} ist {value}; das "
    "Intervall, {interval}, liegt in einer Stufe: {low} ({whose}).",
    "{name} is {value}; its interval, {interval}, reaches from the band “{low}” to “{high}” ({whose}): the data leave "
    "both possible.": "{name} ist {value}; das Intervall, {interval}, reicht von der Stufe „{low}“ bis „{high}“ "
    "({whose}): Nach diesen Daten ist beides möglich.",
    "A single value is within {error} of the same person's mean two times in three (SEM; {interval}). A change below "
    "{change} can come from measuring again alone (MDC95{most}).": "Ein einzelner Wert liegt in zwei von drei Fällen "
    "höchstens {error} neben dem Mittel derselben Person (SEM; {interval}). Eine Änderung unter {change} kann allein "
    "vom erneuten Messen kommen (MDC95{most}).",
    "; at most {most} by its interval": "; nach dem Intervall höchstens {most}",
    "{share:.0f} % of the ratings are “{category}”. With so few others kappa is low even where raters mostly agree; "
    "AC1 is steadier there, and too high where they do not. Read both, and the share of agreement.": "{share:.0f} % "
    "der Bewertungen sind „{category}“. Bei so wenigen anderen ist Kappa niedrig, auch wenn meist Einigkeit besteht. "
    "AC1 ist dann stabiler, und zu hoch, wenn keine besteht. Lesen Sie beide und den Anteil der Übereinstimmung.",
    "{people} {people:subject was|subjects were} rated by {raters} {raters:rater|raters}{often}, on {items} "
    "{items:item|items}.": "{people} {people:Person wurde|Personen wurden} von {raters} {raters:Person|Personen} "
    "bewertet{often}, in {items} {items:Punkt|Punkten}.",
    " on {occasions} occasions": " (in {occasions} Durchgängen)",
    "Some ratings are missing ({gaps}).": "Einige Bewertungen fehlen ({gaps}).",
    "Where values were missing, variance components were estimated by restricted maximum likelihood (REML).": "Wo "
    "Werte fehlten, wurden die Varianzkomponenten mit Restricted Maximum Likelihood (REML) geschätzt.",
    "Intervals are 95 % confidence intervals.": "Intervalle sind 95-%-Konfidenzintervalle.",
    "Ratings in categories are compared by the share of pairs of ratings that agree, by kappa (of several raters the "
    "mean over pairs) and by Gwet's AC1.": "Bewertungen in Kategorien werden verglichen durch den Anteil der "
    "übereinstimmenden Paare, durch Kappa (bei mehreren Bewertenden das Mittel über Paare) und durch Gwets AC1.",
    "Ratings in ordered steps are compared by the share of pairs of ratings that agree, by kappa with quadratic "
    "weights and by Gwet's AC2 with quadratic weights.": "Bewertungen in geordneten Stufen werden verglichen durch "
    "den Anteil der übereinstimmenden Paare, durch Kappa und durch Gwets AC2, beide mit quadratischer Wichtung.",
    "Values are compared by ICC(2,1) (one rating, two-way, absolute agreement: raters stand for others like them), by "
    "the standard error of measurement (SEM: root of the mean square within subjects) and the smallest change beyond "
    "it (MDC95: 1.96 √2 SEM); of two raters also by Bland and Altman's limits of agreement.": "Werte werden "
    "verglichen durch ICC(2,1) (eine Bewertung, zweifaktoriell, absolute Übereinstimmung: Die Bewertenden stehen für "
    "andere ihrer Art), durch den Standardmessfehler (SEM: Wurzel des mittleren Quadrats innerhalb der Personen) und "
    "die kleinste Änderung darüber hinaus (MDC95: 1,96 √2 SEM); bei zwei Bewertenden auch durch die "
    "Übereinstimmungsgrenzen nach Bland und Altman.",
    "Statistics were computed with {made}.": "Die Statistik wurde mit {made} berechnet.",
}
GRRAS = {
    "Title and abstract": "Titel und Zusammenfassung",
    "Say in the title or the abstract that reliability or agreement was studied.": "Schreiben Sie in Titel oder "
    "Zusammenfassung, dass Reliabilität oder Übereinstimmung untersucht wurde.",
    "Device": "Messmittel",
    "Name what was rated with: the checklist and its scale; of a camera its model, height and distance.": "Nennen "
    "Sie, womit bewertet wurde: die Liste und ihre Skala, bei einer Kamera Modell, Höhe und Abstand.",
    "Subjects": "Personen",
    "Say who was rated: age, sex, practice, and who was not taken.": "Schreiben Sie, wer bewertet wurde: Alter, "
    "Geschlecht, Training, und wer nicht aufgenommen wurde.",
    "Raters": "Bewertende",
    "Say who rated: profession, training, experience with this checklist.": "Schreiben Sie, wer bewertete: Beruf, "
    "Ausbildung, Erfahrung mit dieser Liste.",
    "What is known": "Was bekannt ist",
    "Say what is known of the reliability of these items, and why this study was made.": "Schreiben Sie, was über die "
    "Reliabilität dieser Punkte bekannt ist und warum diese Studie gemacht wurde.",
    "Sample size": "Stichprobe",
    "Say how the numbers were chosen.": "Schreiben Sie, wie die Anzahlen gewählt wurden.",
    "Sampling": "Auswahl",
    "Say how subjects and raters were chosen.": "Schreiben Sie, wie Personen und Bewertende ausgewählt wurden.",
    "Measurement": "Messung",
    "Say the interval between occasions, what raters knew, and whether they rated blind.": "Schreiben Sie, wie viel "
    "Zeit zwischen den Durchgängen lag, was die Bewertenden wussten und ob sie blind bewerteten.",
    "Independence": "Unabhängigkeit",
    "Say how it was made sure that raters did not know of each other's ratings.": "Schreiben Sie, wie sichergestellt "
    "war, dass die Bewertenden nichts voneinander wussten.",
    "Statistics": "Statistik",
    "Numbers": "Zahlen",
    "Characteristics": "Merkmale",
    "Describe the raters and subjects who took part in the end.": "Beschreiben Sie, wer am Ende bewertete und "
    "bewertet wurde.",
    "Estimates": "Schätzwerte",
    "Relevance": "Bedeutung",
    "Say what these values mean in practice: which decision would have come out otherwise.": "Schreiben Sie, was "
    "diese Werte in der Praxis bedeuten: Welche Entscheidung wäre anders ausgefallen?",
    "Data": "Daten",
    "Say where the ratings can be had: the table that this page was made from.": "Schreiben Sie, wo die Bewertungen "
    "zu bekommen sind: die Tabelle, aus der diese Seite entstand.",
    "None could be computed from these ratings.": "Aus diesen Bewertungen ließ sich nichts berechnen.",
    "Statistics by movescreen {version}.": "Statistik von movescreen {version}.",
    "{said} Camera, {clips} {clips:clip|clips}. {named}. Findings: {indeterminate:.0f} % indeterminate, "
    "{not_measurable:.0f} % not measurable.": "{said} Kamera, {clips} {clips:Clip|Clips}. {named}. Merkmale: "
    "{indeterminate:.0f} % zu knapp, {not_measurable:.0f} % nicht messbar.",
    "network": "Netz",
    "mode": "Modus",
    "filter": "Filter",
    "frames a second": "Bilder pro Sekunde",
    "view": "Sicht",
    "yaw": "Kamerawinkel",
    "{low} to {high} deg": "{low} bis {high}°",
    "Subjects: {subjects}. Raters: {raters} ({names}). Items: {items}. Occasions: {occasions}.": "Personen: "
    "{subjects}. Bewertende: {raters} ({names}). Punkte: {items}. Durchgänge: {occasions}.",
    "{named}. Their forms and how the intervals were made are in the tables. They assume: {assumed}": "{named}. Ihre "
    "Formen und Intervalle stehen in den Tabellen. Annahmen: {assumed}",
    "values from {low} to {high}": "Werte von {low} bis {high}",
    "{share:.0f} % of ratings are “{name}”": "{share:.0f} % der Bewertungen sind „{name}“",
    "none": "keine",
}
