"""German. Agreement of raters: names and forms of statistics, by their English texts."""

from __future__ import annotations

STATISTICS = {
    "Agreement, share of pairs": "Übereinstimmung, Anteil der Paare",
    "Kappa, linear weights": "Kappa, lineare Wichtung",
    "Kappa, quadratic weights": "Kappa, quadratische Wichtung",
    "Fleiss' kappa": "Fleiss’ Kappa",
    "Gwet's AC1": "Gwets AC1",
    "Gwet's AC2, quadratic weights": "Gwets AC2, quadratische Wichtung",
    "Krippendorff's alpha, nominal": "Krippendorffs Alpha, nominal",
    "Krippendorff's alpha, ordinal": "Krippendorffs Alpha, ordinal",
    "Krippendorff's alpha, interval": "Krippendorffs Alpha, Intervallskala",
    "SEM of consistency": "SEM der Konsistenz",
    "MDC95 of consistency": "MDC95 der Konsistenz",
    "ICC(2,1) by REML": "ICC(2,1) mit REML",
    "ICC(3,1) by REML": "ICC(3,1) mit REML",
    "SEM by REML": "SEM mit REML",
    "MDC95 by REML": "MDC95 mit REML",
    "+1.96 SD": "+1,96 SD",
    "−1.96 SD": "−1,96 SD",
    "Bias": "Mittlere Differenz",
    "bias": "Mittel",
    "Lower limit of agreement": "Untere Übereinstimmungsgrenze",
    "Upper limit of agreement": "Obere Übereinstimmungsgrenze",
    "Concordance correlation": "Konkordanzkorrelation",
    "Decided by the camera": "Von der Kamera entschieden",
    "Agreement on what was decided": "Übereinstimmung, wo entschieden wurde",
    "Kappa on what was decided": "Kappa, wo entschieden wurde",
    "PABAK on what was decided": "PABAK, wo entschieden wurde",
    "AC1 on what was decided": "AC1, wo entschieden wurde",
    "Agreement, undecided as a third answer": "Übereinstimmung, „unentschieden“ als dritte Antwort",
    "Kappa, undecided as a third answer": "Kappa, „unentschieden“ als dritte Antwort",
    "AC1, undecided as a third answer": "AC1, „unentschieden“ als dritte Antwort",
    "Yeses of the consensus that are shared": "Geteilte Ja des Konsenses",
    "Noes of the consensus that are shared": "Geteilte Nein des Konsenses",
    "Likelihood ratio of a yes": "Likelihood-Quotient eines Ja",
    "Likelihood ratio of a no": "Likelihood-Quotient eines Nein",
    "Line in force": "Geltende Grenze",
    "Line that matches these raters best": "Grenze, die am besten zu diesen Bewertungen passt",
    "Agreement with the line in force": "Übereinstimmung mit der geltenden Grenze",
    "Agreement with the best line, of clips it was drawn from": "Übereinstimmung mit der besten Grenze, bei den "
    "Clips, aus denen sie stammt",
    "Agreement with the best line, of clips it was not drawn from": "Übereinstimmung mit der besten Grenze, bei "
    "anderen Clips",
    "Camera less raters": "Kamera minus Bewertende",
    "Root mean square difference": "Quadratisches Mittel der Differenzen",
    "Mean absolute difference": "Mittel der Beträge der Differenzen",
    "Growth of the difference with the value": "Zunahme der Differenz mit dem Wert",
    "Agreement on “{category}”": "Übereinstimmung bei „{category}“",
}
FORMS = {  # what a statistic is, how its interval was made, and what both assume
    "{low} to {high}": "{low} bis {high}",
    "MDC95, 1.96 x sqrt(2) x {form}": "MDC95, 1,96 x sqrt(2) x {form}",
    "mean over pairs of {pabak}": "Mittel über Paare von {pabak}",
    "Gwet's AC1": "Gwets AC1",
    "nominal": "Nominalskala",
    "ordinal": "Ordinalskala",
    "continuous": "kontinuierlich",
    "interval": "Intervallskala",
    "ratio": "Verhältnisskala",
    "given": "vorgegeben",
    "unweighted": "ohne Wichtung",
    "linear weights": "lineare Wichtung",
    "quadratic weights": "quadratische Wichtung",
    "given weights": "vorgegebene Wichtung",
    "given distances": "vorgegebene Abstände",
    "share of rated subjects that the camera decided, {done} of {count}": "Anteil der bewerteten Personen, die die "
    "Kamera entschied, {done} von {count}",
    "{form}; the others: {named}": "{form}; die übrigen: {named}",
    "undecided is a third answer": "„unentschieden“ ist eine dritte Antwort",
    "of what both decided": "wo beide entschieden",
    "{form}; camera and the raters' consensus, {said}": "{form}; Kamera und Konsens der Bewertenden, {said}",
    "{form}; without consensus: {split}": "{form}; ohne Konsens: {split}",
    "limits of agreement, bias -+ {times} SD of first less second, {form}": "Übereinstimmungsgrenzen, mittlere "
    "Differenz ∓ {times} SD von Erst minus Zweit, {form}",
    "{rows} repetitions of {n} people, linked between raters": "{rows} Wiederholungen von {n} Personen, zwischen "
    "Bewertenden verbunden",
    "replicates of {n} people, not linked between raters": "Wiederholungen von {n} Personen, zwischen Bewertenden "
    "nicht verbunden",
    "{form}; MOVER interval": "{form}; MOVER-Intervall",
    "mean of first less second; t interval": "Mittel von Erst minus Zweit; t-Intervall",
    "t interval": "t-Intervall",
    "percentile bootstrap, {draws} draws": "Perzentil-Bootstrap, {draws} Ziehungen",
    "BCa bootstrap over subjects, {draws} draws": "BCa-Bootstrap über Personen, {draws} Ziehungen",
    "no interval: of {draws} bootstrap draws over subjects next to all lie to one side of the estimate": "kein "
    "Intervall: Von {draws} Bootstrap-Ziehungen über Personen liegen fast alle auf einer Seite des Schätzwerts",
    "{form}; interval on the logarithm": "{form}; Intervall auf dem Logarithmus",
    "sensitivity: share of the consensus' yeses that are shared": "Sensitivität: geteilter Anteil der Ja des Konsenses",
    "specificity: share of the consensus' noes that are shared": "Spezifität: geteilter Anteil der Nein des Konsenses",
    "likelihood ratio of a yes": "Likelihood-Quotient eines Ja",
    "likelihood ratio of a no": "Likelihood-Quotient eines Nein",
    "overall concordance correlation of {raters} raters; {how}": "gemeinsame Konkordanzkorrelation von {raters} "
    "Bewertenden; {how}",
    "slope of the difference on the mean of both, least squares; t interval": "Steigung der Differenz über dem Mittel "
    "beider, kleinste Quadrate; t-Intervall",
    "root mean square difference": "quadratisches Mittel der Differenzen",
    "mean absolute difference": "Mittel der Beträge der Differenzen",
    "Lin's concordance correlation; interval by z transform": "Lins Konkordanzkorrelation; Intervall mit "
    "z-Transformation",
    "one rating, one-way: each subject may have other raters": "eine Bewertung, einfaktoriell: Jede Person kann von "
    "anderen bewertet sein",
    "one rating, two-way, absolute agreement: raters stand for others like them": "eine Bewertung, zweifaktoriell, "
    "absolute Übereinstimmung: Die Bewertenden stehen für andere ihrer Art",
    "one rating, two-way, consistency: these raters and no others, their offsets left out": "eine Bewertung, "
    "zweifaktoriell, Konsistenz: nur diese Bewertenden, ohne ihre mittleren Unterschiede",
    "mean of {k:.3g} ratings, one-way: each subject may have other raters": "Mittel von {k:.3g} Bewertungen, "
    "einfaktoriell: Jede Person kann von anderen bewertet sein",
    "mean of {k:.3g} ratings, two-way, absolute agreement: raters stand for others like them": "Mittel von {k:.3g} "
    "Bewertungen, zweifaktoriell, absolute Übereinstimmung: Die Bewertenden stehen für andere ihrer Art",
    "mean of {k:.3g} ratings, two-way, consistency: these raters and no others, their offsets left out": "Mittel von "
    "{k:.3g} Bewertungen, zweifaktoriell, Konsistenz: nur diese Bewertenden, ohne ihre mittleren Unterschiede",
    "no interval: no two ratings of a subject differ, which says nothing of how large errors can be": "kein "
    "Intervall: Keine zwei Bewertungen einer Person unterscheiden sich, und das sagt nichts über die Größe von "
    "Abweichungen",
    "who were rated once": "die einmal bewertet wurden",
    "whom not every rater rated": "die nicht von allen bewertet wurden",
    "{form}; {left} of {subjects} subjects left out, {whom}": "{form}; {left} von {subjects} Personen ausgelassen, "
    "{whom}",
    "F-based interval, cut off at {least:.3g}": "F-Intervall, abgeschnitten bei {least:.3g}",
    "F-based interval": "F-Intervall",
    "absolute agreement: root of the mean square within subjects{why}": "absolute Übereinstimmung: Wurzel des "
    "mittleren Quadrats innerhalb der Personen{why}",
    "; offsets between raters or occasions ({test}) count as one of few": "; mittlere Unterschiede zwischen "
    "Bewertenden oder Durchgängen ({test}) zählen als einer von wenigen",
    "; no offset between raters or occasions was found ({test}), so all of it counts as error": "; kein mittlerer "
    "Unterschied zwischen Bewertenden oder Durchgängen gefunden ({test}), deshalb zählt alles als Abweichung",
    "consistency: the raters' offsets left out": "Konsistenz: ohne mittlere Unterschiede der Bewertenden",
    "chi-square interval": "Chi-Quadrat-Intervall",
    "interval by linearisation over subjects, t": "Intervall durch Linearisierung über Personen, t",
    "interval from Wilson's of the percentage, as subjects show no spread": "Intervall aus Wilsons Intervall des "
    "Anteils, weil die Personen keine Streuung zeigen",
    "interval by Wilson": "Intervall nach Wilson",
    "share of pairs of ratings that agree, {weights}": "Anteil der übereinstimmenden Paare von Bewertungen, {weights}",
    "agreement on {category}: of its ratings, the share another rater shares": "Übereinstimmung bei {category}: "
    "Anteil dieser Bewertungen, den jemand anderes teilt",
    "mean of Cohen's kappa over pairs (Light), {weights}": "Mittel von Cohens Kappa über Paare (Light), {weights}",
    "{count} {count:pair|pairs}": "{count} {count:Paar|Paare}",
    "a plain mean of {pairs}, of which {few} {few:shares|share} {least} subjects, and others up to {most}": "einfaches"
    " Mittel über {pairs}; {few} davon {few:teilt|teilen} {least} Personen, andere bis zu {most}",
    "{name} over {count} categories": "{name} über {count} Kategorien",
    "Cohen's kappa, {weights}": "Cohens Kappa, {weights}",
    "Scott's pi, {weights}": "Scotts Pi, {weights}",
    "Fleiss' kappa, {weights}": "Fleiss’ Kappa, {weights}",
    "Conger's kappa, {weights}": "Congers Kappa, {weights}",
    "Gwet's AC2, {weights},": "Gwets AC2, {weights},",
    "{form}; {once} subjects left out, who were rated once and would put it below −1": "{form}; {once} einmal "
    "bewertete Personen ausgelassen, mit denen es unter −1 läge",
    "{form}; chance also from {once} subjects who were rated once": "{form}; Zufall auch aus {once} einmal bewerteten "
    "Personen",
    "Krippendorff's alpha, {level}: {distance}; {how}": "Krippendorffs Alpha, {level}: {distance}; {how}",
    "any two different categories are as far apart": "alle verschiedenen Kategorien sind gleich weit voneinander",
    "categories are as far apart as there are ratings between them": "Kategorien sind so weit voneinander, wie "
    "Bewertungen zwischen ihnen liegen",
    "squared differences of the values": "quadrierte Differenzen der Werte",
    "squared differences of the values as shares of their sums": "quadrierte Differenzen der Werte als Anteile ihrer "
    "Summen",
    "ICC({form}) by REML, from {counted}; profile likelihood interval": "ICC({form}) mit REML, aus {counted}; "
    "Profil-Likelihood-Intervall",
    "SEM, absolute agreement, by REML, from {counted}; Wald interval on the logarithm": "SEM, absolute "
    "Übereinstimmung, mit REML, aus {counted}; Wald-Intervall auf dem Logarithmus",
    "{ratings} ratings of {subjects} subjects by {raters} raters": "{ratings} Bewertungen von {subjects} Personen "
    "durch {raters} Bewertende",
    "{form} ({first} less {second})": "{form} ({first} minus {second})",
    "{form}; of each person's mean over repetitions": "{form}; vom Mittel jeder Person über ihre Wiederholungen",
    "{form}; between occasions of {rater}": "{form}; zwischen Durchgängen von {rater}",
    "the line with the most shared yeses and noes, as shares of either (Youden)": "die Grenze mit den meisten "
    "geteilten Ja und Nein, als Anteile (Youden)",
    "the line in force, {unit}": "die geltende Grenze, {unit}",
    "share of clips on which the line in force is with the consensus": "Anteil der Clips, bei denen die geltende "
    "Grenze dem Konsens entspricht",
    "share of clips on which the best line is, of those it was drawn from": "Anteil der Clips, bei denen die beste "
    "Grenze ihm entspricht, von denen, aus denen sie stammt",
    "share of clips on which the other half's best line is, two halves drawn once": "Anteil der Clips, bei denen die "
    "beste Grenze der anderen Hälfte ihm entspricht, zwei Hälften einmal gezogen",
    "Subjects are independent of each other.": "Die Personen sind voneinander unabhängig.",
    "Subjects are independent of each other and alike.": "Die Personen sind voneinander unabhängig und gleichartig.",
    "Subjects are independent of each other and alike; raters rated without knowing of each other.": "Die Personen "
    "sind voneinander unabhängig und gleichartig; bewertet wurde, ohne voneinander zu wissen.",
    "Subjects are independent of each other and alike; raters are interchangeable. Ratings may be missing.": "Die "
    "Personen sind voneinander unabhängig und gleichartig, die Bewertenden austauschbar. Bewertungen dürfen fehlen.",
    "Raters are interchangeable: one distribution over categories stands for all.": "Die "
    "Bewertenden sind austauschbar: Eine Verteilung über die Kategorien steht für alle.",
    "Each rater has an own distribution over categories.": "Alle Bewertenden haben ihre "
    "eigene Verteilung über die Kategorien.",
    "The consensus stands for the truth, which it is not; subjects are independent of each other.": "Der Konsens "
    "steht für die Wahrheit, die er nicht ist; die Personen sind voneinander unabhängig.",
    "Differences are Gaussian, with the same mean and spread for small and large values; subjects independent.": "Die "
    "Differenzen sind Gauß-verteilt, mit gleichem Mittel und gleicher Streuung bei kleinen und großen Werten; die "
    "Personen sind unabhängig.",
    "Both raters' values are Gaussian together; subjects are independent of each other.": "Die Werte beider sind "
    "gemeinsam Gauß-verteilt; die Personen sind voneinander unabhängig.",
    "Differences scatter evenly about a line.": "Die Differenzen streuen gleichmäßig um eine Gerade.",
    "Subjects, and errors about them, are drawn from Gaussian distributions with the same spread everywhere.": "Die "
    "Personen und die Abweichungen um sie stammen aus Gauß-Verteilungen mit überall gleicher Streuung.",
    "Subjects, raters and errors are drawn from Gaussian distributions; ratings are missing for reasons that have "
    "nothing to do with what they would have been.": "Personen, Bewertende und Abweichungen stammen aus "
    "Gauß-Verteilungen; Bewertungen fehlen aus Gründen, die nichts mit ihrem Wert zu tun haben.",
    "The raters' consensus is what the line is to match; other raters and other people may ask for another one.": "Die"
    " Grenze soll dem Konsens dieser Bewertenden entsprechen; andere Bewertende und andere Personen können eine "
    "andere verlangen.",
}
