"""German. The page of a report: headings, captions and controls."""

from __future__ import annotations

HEADLINE = "{title}, gesehen {view}, {repetitions}"
COLUMNS = ("Was", "Seite", "Wert", "Zustand", "Wiederholungen")
HEADINGS = {
    "findings": "Alles, wonach gesucht wurde",
    "gaps": "Was sich nicht messen ließ und wie Sie es filmen",
    "stills": "Jede Wiederholung {moment}",
    "curves": "Vom Anfang bis zum Ende",
    "video": "Der Clip mit den eingezeichneten Messungen",
    "checkpoints": "Fünf Kontrollpunkte",
    "summary": "Was auffällt",
    "reason": "Warum nichts gemessen wurde",
    "notes": "Notizen",
    "repetitions": "Wiederholung für Wiederholung",
    "setup": "Der Clip",
    "provenance": "Woher diese Zahlen kommen",
    "measure": "Maß",
}
PAGE = {
    "still": "Wiederholung {number}, bei {time:.1f} s",
    "picture": "Die Person in Wiederholung {number} {moment}, mit den gemessenen Linien.",
    "left_right": "L (blau) und R (orange) sind links und rechts der Person selbst. Gepunktet ist die Linie, gegen "
    "die ein Körperteil gemessen wird.",
    "go": "In den Kurven zeigen",
    "how": "Wiederholungen sind unterlegt und nummeriert. Das Band um eine Kurve ist ihre Unsicherheit (1 "
    "Standardabweichung). Die gepunktete Linie ist die benutzte Grenze eines Merkmals. Sie steht dort, wo das Merkmal "
    "beurteilt wird: {moment} jeder Wiederholung.",
    "steer": "Berühren Sie eine Kurve oder bewegen Sie den Regler, auch mit den Pfeiltasten, um einen Zeitpunkt "
    "abzulesen.",
    "steer_video": "Berühren Sie eine Kurve oder bewegen Sie den Regler, auch mit den Pfeiltasten: Das Video geht "
    "dorthin, und die Kurven folgen dem Video.",
    "slider": "Zeit im Clip, Sekunden",
    "now": "{time} s",
    "now_in": "{time} s, Wiederholung {rep}, {phase}",
    "not_seen": "nicht zu sehen",
    "more": "Weitere Maße ({count})",
    "curve": "{name}, von {least} bis {most}, über {seconds:.1f} s.",
    "seconds": "s",
    "details": "Clip, Netz, Versionen und Einstellungen",
}
PAIR = {
    "headline": "{title}, {views}",
    "and": " und ",
    "view": "Sicht",
    "findings": "Was die Sichten zeigen",
    "unshown": "Was keine Sicht zeigte",
    "repetitions": "Wiederholung für Wiederholung, {view}",
    "stills": "Jede Wiederholung {moment}, {view}",
    "clip": "{clip}: {headline}.",
    "foot_length": "Die Sicht von der Seite zeigt, dass der Fuß {value:.2f}-mal so lang ist wie das Bein. Damit ist "
    "errechnet, wie weit er nach außen zeigt.",
    "not_joined": "{name}: nicht verbunden. {why}",
}
PLAN = {"parts": "Jede Aufnahme für sich"}
CHECKPOINTS = {
    "feet": "Füße und Knöchel",
    "knees": "Knie",
    "hips": "Hüfte und unterer Rücken",
    "shoulders": "Schultern und Arme",
    "head": "Kopf",
    "other": "Ganzer Körper",
}
SHEET = {
    "checkpoints": "Kontrollpunkte",
    "others": "{name}; {count} {count:weiteres|weitere} nicht gemessen",
    "seen": "gesehen {view}",
    "coach": "Betreut von {coach}",
    "support_left": "linker Fuß trägt",
    "support_right": "rechter Fuß trägt",
    "sides": "links {left}, rechts {right}",
    "more": "Und {count} {count:weiteres|weitere} unten.",
    "unseen": "Nicht zu sehen",
    "indeterminate": "Zu knapp",
    "other_view": "Braucht eine andere Sicht",
    "by_eye": "Für das Auge",
    "own": "Selbst gesehen, nicht von der Kamera",
    "film": "{names}: Filmen Sie {view}.",
    "change": "Seit dem vorigen Mal",
    "changed": "{date}: {changes}.",
    "unchanged": "{date}: keine Änderung über die Schwankung hinaus in {count} {count:Maß|Maßen}, {unsure} davon zu "
    "knapp.",
    "each": "{name} {change}",
    "plus_minus": "„27 ± 4“ bedeutet: In etwa zwei von drei Fällen liegt der wahre Wert höchstens 4 neben 27 (1 "
    "Standardabweichung).",
    "marked": "Die Person {moment} von Wiederholung {number}. Die Kontrollpunkte sind nummeriert wie in der Liste.",
    "at": "Die Person bei {time:.1f} s.",
    "moved": "Die Person bei {time:.1f} s, in der Bewegung, die nicht gezählt wurde.",
    "enlarge": "Vergrößern: {what}",
    "close": "Schließen",
    "pdf": "Als PDF speichern",
    "edit": "Text bearbeiten",
    "done": "Fertig",
    "copy": "Kopie speichern",
    "edited": "Der Text wurde von Hand bearbeitet.",
    "details": "Alle Einzelheiten",
    "open": "Alle öffnen und mitdrucken",
    "rows": "Satz für Satz",
    "height": "{lengths} sind aus einer Größe von {height} errechnet, mit dem üblichen Anteil von {parts} daran "
    "(Drillis und Contini 1966, in Winter, Biomechanics and Motor Control of Human Movement).",
    "length": "etwa {value} ± {uncertainty} {unit}",
    "length_sides": "etwa {left} und {right} ± {uncertainty} {unit}",
    "no_view": "Die Kamera sah {view}, und von dort ist keines der gesuchten Merkmale zu sehen.",
    "no_movement": "Es wurde keine Bewegung gefunden, die so weit geht wie eine Wiederholung dieser Übung ({title}).",
    "nobody": "Im Clip wurde niemand gefunden.",
    "page": "Seite",
}
VIDEO = {
    "play": "Abspielen",
    "pause": "Anhalten",
    "back": "Ein Bild zurück",
    "forward": "Ein Bild weiter",
    "speed": "Tempo",
}
