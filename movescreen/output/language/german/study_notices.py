"""German. Agreement of raters: notices on the data, and why a statistic was not computed, by their English texts."""

from __future__ import annotations

REASONS = {  # why a statistic was not computed
    "At least two subjects that both decided on are needed, and there are fewer.": "Gebraucht werden mindestens zwei "
    "Personen, bei denen beide entschieden, und es sind weniger.",
    "At least 3 people and a repeated one are needed, and {n} people with {rows} rows came.": "Gebraucht werden "
    "mindestens 3 Personen und eine davon mehrmals, und es sind {n} Personen mit {rows} Zeilen.",
    "At least 3 people are needed, and there are {n}.": "Gebraucht werden mindestens 3 Personen, und es sind {n}.",
    "All ratings are in one category: how far agreement is beyond chance cannot be told.": "Alle Bewertungen sind in "
    "einer Kategorie: Wie weit die Übereinstimmung über den Zufall hinausgeht, lässt sich nicht sagen.",
    "At least two subjects rated by two raters are needed, and there are fewer.": "Gebraucht werden mindestens zwei "
    "Personen, die von zweien bewertet wurden, und es sind weniger.",
    "The consensus is the same for every subject: one of sensitivity and specificity has no cases.": "Der Konsens ist "
    "bei allen Personen gleich: Für Sensitivität oder Spezifität gibt es keine Fälle.",
    "One rater gave everybody the same value: without variance there is no concordance.": "Jemand gab allen denselben "
    "Wert: Ohne Varianz gibt es keine Konkordanz.",
    "All values are the same: without variance there is no concordance.": "Alle Werte sind gleich: Ohne Varianz gibt "
    "es keine Konkordanz.",
    "The means of both raters are all the same: a difference cannot be seen to grow with them.": "Alle Mittel beider "
    "sind gleich: Ob die Differenz mit ihnen wächst, ist nicht zu sehen.",
    "More subjects, who differ more, are needed.": "Gebraucht werden mehr Personen, die sich mehr unterscheiden.",
    "At least two subjects with two ratings or more are needed, and there {count:is|are} {count}.": "Gebraucht werden "
    "mindestens zwei Personen mit zwei oder mehr Bewertungen, und es {count:ist|sind} {count}.",
    "It would be {value:.2f}, below the least that it can be: subjects differ too little. {more}": "Der Wert wäre "
    "{value:.2f} und damit kleiner, als er sein kann: Die Personen unterscheiden sich zu wenig. {more}",
    "It would be far below 0: next to nothing of what is seen is between subjects. {more}": "Der Wert läge weit unter "
    "0: Fast nichts davon sind Unterschiede zwischen Personen. {more}",
    "All values are the same: without variance nothing can be said of reliability.": "Alle Werte sind gleich: Ohne "
    "Varianz lässt sich zur Reliabilität nichts sagen.",
    "All subjects have the same mean: what part of their variance is between them cannot be said.": "Alle Personen "
    "haben dasselbe Mittel: Welcher Teil der Varianz zwischen ihnen liegt, lässt sich nicht sagen.",
    "Nobody chose {category!r}: there is nothing to agree with.": "Niemand wählte {category!r}: Es gibt nichts, womit "
    "etwas übereinstimmen könnte.",
    "No two raters rated two subjects in more than one category.": "Keine zwei bewerteten zwei Personen in mehr als "
    "einer Kategorie.",
    "This is a statistic of two raters, and there {raters:is|are} {raters}.": "Diese Statistik ist für zwei "
    "Bewertende, und es {raters:ist|sind} {raters}.",
    "All ratings are the same: how far agreement is beyond chance cannot be told.": "Alle Bewertungen sind gleich: "
    "Wie weit die Übereinstimmung über den Zufall hinausgeht, lässt sich nicht sagen.",
    "At least two raters are needed, and there is one.": "Gebraucht werden mindestens zwei Bewertende, und es ist "
    "eine Person.",
    "At least {least} subjects that every rater rated are needed, and there {count:is|are} {count}.": "Gebraucht "
    "werden mindestens {least} Personen, die von allen bewertet wurden, und es {count:ist|sind} {count}.",
    "At least 3 subjects, 2 raters, and more ratings than both together are needed.": "Gebraucht werden mindestens 3 "
    "Personen, 2 Bewertende und mehr Bewertungen als beide zusammen.",
    "Weights of {count} categories are {count} x {count}, the same both ways, with 1 where they agree.": "Die "
    "Wichtung von {count} Kategorien hat {count} x {count} Zahlen, ist symmetrisch und hat auf der Diagonale 1.",
    "This statistic needs categories in order, and these have none.": "Diese Statistik braucht geordnete Kategorien, "
    "und diese haben keine Ordnung.",
    "At least two raters, or two occasions of one, are needed, and there is one.": "Gebraucht werden mindestens zwei "
    "Bewertende oder zwei Durchgänge, und es ist einer.",
    "This is a statistic of numbers, and the ratings are names of categories.": "Diese Statistik ist für Zahlen, und "
    "die Bewertungen sind Namen von Kategorien.",
    "This is a statistic of categories, and the ratings are values on a continuous scale.": "Diese Statistik ist für "
    "Kategorien, und die Bewertungen sind Werte auf einer kontinuierlichen Skala.",
    "Differences are between two raters; those of each pair are listed by pair.": "Differenzen gibt es zwischen zwei "
    "Bewertenden; die jedes Paars stehen bei den Paaren.",
    "It would be {value:.3g}: subjects differ less than their ratings do.": "Der Wert wäre {value:.3g}: Die Personen "
    "unterscheiden sich weniger als ihre Bewertungen.",
    "A line needs {least} clips or more on either side, and raters observed it in {yes} and not in {no}.": "Für eine "
    "Grenze braucht es auf jeder Seite {least} Clips oder mehr; beobachtet wurde es in {yes} und nicht in {no}.",
}
NOTICES = {
    "occasion": "Durchgang",
    "rater": "Person",
    "{words} as “{to}”": "{words} als „{to}“",
    "{part0} and {part1}": "{part0} und {part1}",
    "{item}: different words for one answer were taken together: {said}.": "{item}: Verschiedene Wörter für eine "
    "Antwort wurden zusammengefasst: {said}.",
    "{item}: its ratings were taken for names of categories, as {word!r} of {rater} is no number, and others are. "
    "Leave a field empty where there is no rating.": "{item}: Die Bewertungen gelten als Namen von Kategorien, weil "
    "{word!r} von {rater} keine Zahl ist, andere aber Zahlen sind. Lassen Sie Felder ohne Bewertung leer.",
    "{item}: its ratings were taken for names of categories, {count} different ones, such as {word!r}. Leave a field "
    "empty where there is no rating.": "{item}: Die Bewertungen gelten als Namen von Kategorien, {count} "
    "verschiedene, etwa {word!r}. Lassen Sie Felder ohne Bewertung leer.",
    "{item}: subjects with names that look alike: {names}{rest}. They were taken for different ones; spell a subject "
    "in one way if it is one.": "{item}: Personen mit ähnlichen Namen: {names}{rest}. Sie gelten als verschiedene. "
    "Ist es eine Person, so schreiben Sie sie immer gleich.",
    "{item}: {once} of {subjects} subjects have one rating each, which says nothing of agreement: it rests on the "
    "other {twice}.": "{item}: {once} von {subjects} Personen haben nur eine Bewertung, und die sagt nichts über "
    "Übereinstimmung: Sie beruht auf den übrigen {twice}.",
    "{item}: kappa and PABAK over all raters are plain means of {count} pairs, which rest on different numbers of "
    "subjects: {said} ({names} most). Look at each pair.": "{item}: Kappa und PABAK über alle sind einfache Mittel "
    "von {count} Paaren, die auf verschieden vielen Personen beruhen: {said} (am meisten {names}). Sehen Sie sich "
    "jedes Paar an.",
    "{item}: {whole} of {some} subjects have a value of every {columns}. ICC(2,1), ICC(3,1) and SEM rest on these "
    "alone; those by REML rest on all values.": "{item}: {whole} von {some} Personen haben alle Werte. ICC(2,1), "
    "ICC(3,1) und SEM beruhen nur auf diesen; die mit REML beruhen auf allen Werten ({columns} für {columns}).",
    "{item}: the values of {rater} ({own:.3g} at the median) are far from those of the others ({others:.3g}). If it "
    "is no rater, leave that column out.": "{item}: Die Werte von {rater} (Median {own:.3g}) liegen weit von denen der "
    "anderen ({others:.3g}). Sind es keine Bewertungen, so lassen Sie die Spalte weg.",
    "{item}: {code:g} ({count} {count:time|times}) is far from all other values, {low:g} to {high:g}. If it stands "
    "for no rating, leave the field "
    "empty.": "{item}: {code:g} ({count}-mal) liegt weit von allen anderen Werten, {low:g} "
    "bis {high:g}. Steht es für keine Bewertung, so lassen Sie das Feld leer.",
    ", and {count} more": " und {count} weitere",
    "{pairs} {pairs:shares|share} {n}": "{pairs} {pairs:teilt|teilen} {n}",
    "“{named}” was taken for a row that sums up the others, and not for a subject: left out. If it is one, call it "
    "otherwise.": "„{named}“ gilt als Zeile, die die anderen zusammenfasst, und wurde ausgelassen. Ist es eine "
    "Person, so nennen Sie sie anders.",
    "“{word}” ({count:once|{count} times}, of {whose}) was taken for a rating that was not given.": "„{word}“ "
    "({count}-mal, von {whose}) gilt als nicht abgegebene Bewertung.",
    "{raters} and others": "{raters} und anderen",
    "the sum of others": "die Summe anderer",
    "a fact about the subjects": "eine Angabe zu den Personen",
    "a rater": "eine bewertende Person",
    "an item": "ein Punkt",
    "The column {name} was taken for {taken}, and not for {own}: left out. If it holds ratings, call it otherwise.": ""
    "Die Spalte {name} gilt als {taken} und nicht als {own} und wurde ausgelassen. Enthält sie Bewertungen, so nennen "
    "Sie sie anders.",
    "{rater} gave no rating, and is left out.": "{rater} gab keine Bewertung ab und ist ausgelassen.",
    "{copy} is a copy of {of}": "{copy} ist eine Kopie von {of}",
    "Clips with the same content count once: {pairs}.": "Clips mit gleichem Inhalt zählen einmal: {pairs}.",
}
