"""German of the live page."""

from __future__ import annotations

from movescreen.output.language import problems
from movescreen.scoring.recording_quality import FEET, HANDS, HEAD

CODE = "de"
CHECKS = {
    "person": "Jemand ist da",
    "posture": "Bereit zum Beginn",
    "whole": "Ganzer Körper im Bild",
    "view": "Aus einer Sicht, die es zeigt",
    "distance": "Nah genug, in der Mitte",
    "alone": "Eine Person",
    "level": "Kamera waagerecht",
    "pitch": "Kamera aufrecht",
    "light": "Genug Licht",
    "rate": "Genug Bilder pro Sekunde",
}
CHANGES = {
    "nobody": "Treten Sie ins Bild, oder kommen Sie näher.",
    "lie_down": "Legen Sie sich auf den Rücken, Knie gebeugt, Hüfte am Boden.",
    "stand_up": "Stellen Sie sich aufrecht hin.",
    "raise_arms": "Heben Sie beide Arme über den Kopf.",
    HANDS: "Ihre Hände sind außerhalb des Bildes. Gehen Sie {steps} zurück.",
    FEET: "Ihre Füße sind außerhalb des Bildes. Gehen Sie {steps} zurück.",
    HEAD: "Ihr Kopf ist außerhalb des Bildes. Gehen Sie {steps} zurück.",
    "hidden": "Etwas verdeckt einen Teil des Körpers. Drehen Sie sich, oder machen Sie die Sicht frei.",
    "tilted": "Stellen Sie Kamera oder Handy aufrecht: Die Kamera blickt um etwa {amount:.0f} Grad nach {way}.",
    "turn_side": "Drehen Sie sich, bis eine Seite zur Kamera zeigt.",
    "turn_front": "Drehen Sie sich zur Kamera.",
    "turn_back": "Drehen Sie der Kamera den Rücken zu.",
    "turn_auto": "Drehen Sie sich zur Kamera, oder drehen Sie ihr eine Seite zu.",
    "square": "Drehen Sie sich ein wenig nach {way}.",
    "step_back": "Gehen Sie {steps} zurück.",
    "come_closer": "Kommen Sie {steps} näher.",
    "turn_camera": "Drehen Sie die Kamera nach {way}.",
    "others": "Halten Sie andere Personen aus dem Bild.",
    "turn": "Drehen Sie die Kamera um etwa {amount:.0f} Grad {way}.",
    "dark": "Machen Sie mehr Licht.",
    "blinding": "Weniger Licht: Das Bild ist ganz weiß.",
    "against_light": "Das Licht ist hinter Ihnen. Beleuchten Sie den Raum von der Kamera aus.",
    "slow": "Nur {amount:.0f} Bilder pro Sekunde. Machen Sie mehr Licht, und schließen Sie andere Programme.",
}
UNTOLD = {
    "alone": "noch nicht gezählt",
    "level": "kein Türrahmen und keine Wandkante im Bild, die es zeigen: Sehen Sie auf die Kamera selbst",
    "pitch": "noch nicht zu sagen",
    "rate": "noch nicht bekannt",
}
STEPS = {0.5: "einen halben Meter", 1.0: "einen Meter"}
METRES = "{metres} Meter"
FEET_AWAY = "{feet} Fuß"
WAYS = {
    "left": "links",
    "right": "rechts",
    "clockwise": "im Uhrzeigersinn",
    "counter-clockwise": "gegen den Uhrzeigersinn",
    "down": "unten",
    "up": "oben",
}
DECIMAL = ","
STAND_STILL = "Halten Sie still."
INSTRUCTIONS = {
    "overhead_squat": "Arme über den Kopf. Gehen Sie so tief in die Hocke, wie es angenehm ist, und stehen Sie wieder "
    "auf. {times}.",
    "bridge": "Heben Sie die Hüfte, bis Rumpf und Oberschenkel in einer Linie sind, halten Sie, und senken Sie sie "
    "wieder. {times}.",
    "single_leg_bridge": "Ein Bein gestreckt in die Luft. Heben Sie die Hüfte, halten Sie, und senken Sie sie wieder. "
    "{times}.",
}
TIMES = "Bis zum Stopp", "Einmal", "{count} Mal"
FINISHED = "Fertig."
MEASURING = "Es wird gemessen."
CAMERA = "{name} · {size[0]} × {size[1]} · {rate:.0f} Bilder pro Sekunde"
DROPPED = " · {dropped} verloren"
BEHIND = " · Dieser Computer schafft {reached:.0f} von {rate:.0f} Bildern pro Sekunde: Schließen Sie andere Programme."
TROUBLES = {
    "silent": "Die Kamera liefert seit {seconds:.0f} Sekunden kein Bild. Es wird von selbst wieder versucht.",
    "black": "Das Bild ist schwarz. Nehmen Sie die Abdeckung vom Objektiv, oder machen Sie Licht.",
    "frozen": "Das Bild hat sich seit {seconds:.0f} Sekunden nicht geändert. Stecken Sie die Kamera aus und wieder "
    "ein.",
    "slow": "Die Kamera liefert nur {rate:.0f} Bilder pro Sekunde. Machen Sie mehr Licht, oder wählen Sie ein "
    "kleineres Bild.",
}
UNFORESEEN = problems.UNFORESEEN
UNREADABLE = "Die Kamera endete unerwartet; das Terminal zeigt, wie. Es wird von selbst wieder versucht."
COUNTED = "Gezählt: {number}"
NOT_COUNTED = "Nicht gezählt: {why}"
NOT_FAR = "Nicht gezählt: nicht weit genug, {amount:.0f} von {least:.0f} %."
LATER = "kommt mit dem Bericht"
UNSHOWN = "Von dieser Seite nicht zu sehen: {names}."
TURN = {
    "front": "Drehen Sie sich jetzt zur Kamera.",
    "side": "Drehen Sie jetzt eine Seite zur Kamera.",
    "back": "Drehen Sie jetzt der Kamera den Rücken zu.",
    "auto": "Jetzt die nächste Aufnahme.",
}
LEGS = {"left": "Der linke Fuß trägt.", "right": "Der rechte Fuß trägt."}
STEP = "{number} von {count}: {title}"
INTERRUPTED = "Die Aufnahme von {client} ({screen}, {when}) wurde unterbrochen: {done}."
DONE_OF = "{done} von {planned} {planned:Wiederholung war|Wiederholungen waren} gemacht"
DONE = ("keine Wiederholung war gemacht", "{done} Wiederholung war gemacht", "{done} Wiederholungen waren gemacht")
VIEWS = {"auto": "Erkennen", "front": "Von vorn", "side": "Von der Seite", "back": "Von hinten"}
PAGE = {
    "record_front": "Jetzt von vorn aufnehmen",
    "record_side": "Jetzt von der Seite aufnehmen",
    "record_back": "Jetzt von hinten aufnehmen",
    "tick": "Ankreuzen, was Sie selbst gesehen haben",
    "tick_why": "Die Kamera zeigt das nicht. Was Sie ankreuzen, steht im Bericht als Ihre Beobachtung und zählt als "
    "Bewertung dieser Aufnahme.",
    "tick_none": "Kein Kreuz",
    "tick_note": "Notiz dazu",
    "title": "Aufnehmen",
    "settings": "Kamera, Stimme, Sprache",
    "language": "Sprache",
    "search": "Klienten suchen",
    "recorded": "Aufgenommen wird: {client}",
    "plan": "Was aufgenommen wird",
    "plan_one": "Eine Aufnahme",
    "hold": "Halten, Sekunden",
    "no_hold": "0: so lange es dauert",
    "support": "Fuß, der trägt",
    "support_auto": "Erkennen",
    "support_left": "Links",
    "support_right": "Rechts",
    "support_both": "Links, dann rechts",
    "consented": "Zugestimmt am {day}: {consent}",
    "retake": "Neu beginnen",
    "again": "Noch einmal aufnehmen",
    "watch": "Ansehen, was da ist",
    "dismiss": "Ausblenden",
    "person": "Zwei Personen? Klicken Sie auf die gemeinte.",
    "voice": "Stimme",
    "beeps": "Hier gibt es keine Stimme für diese Sprache: Stattdessen kommt ein Ton.",
    "namesake": "Es gibt schon einen Klienten dieses Namens. Noch einen mit demselben Namen anlegen?",
    "add_same": "Noch einen anlegen",
    "together": "Alles von einem Tag in einem Bericht",
    "rename": "Umbenennen",
    "new_name": "Neuer Name",
    "rated_by": "{rater} sah: {names}.",
    "rated_none": "nichts von dem, wonach gefragt war",
    "rating_on": "Von {rater} bewertet. Was gesehen wurde, steht hier, sobald alle fertig sind.",
    "height": "Größe",
    "no_height": "nicht angegeben",
    "height_how": "Ist die Größe bekannt, so stehen Prozente einer Körperlänge auch als Länge da: in Berichten, auf "
    "dieser Seite und beim Aufnehmen.",
    "save": "Speichern",
    "move": "Zu einem anderen Klienten",
    "measure_view": "Noch einmal messen, {seen} gesehen",
    "measure_screen": "Noch einmal messen als {title}",
    "drawing": "Das Video mit Linien wird gezeichnet.",
    "drawn": "Das Video mit Linien ist da.",
    "reload": "Zeigen",
    "none_found": "Niemand heißt so.",
    "danger": "Löschen",
    "measuring_again": "Es wird noch einmal gemessen.",
    "who": "Klient",
    "new": "Neuer Klient",
    "name": "Name",
    "consent": "Wozu die Person zugestimmt hat",
    "add": "Klient anlegen",
    "choose": "Klient wählen",
    "sessions": "Aufnahmen",
    "unclaimed": "Diese Aufnahmen sind im Ordner der Bibliothek, aber nicht in ihrer Liste: Die Liste ging verloren, "
    "oder eine ältere Kopie davon wurde zurückgelegt. Sie sind aufbewahrt. Um eine zurückzuholen, wählen Sie unten "
    "ihren Klienten; für ein Video allein auch die Übung und die Sicht.",
    "only_video": "nur das Video",
    "take_back": "Zurückholen",
    "taken_back": "Zurückgeholt: Sie steht bei den Aufnahmen des Klienten.",
    "whose": "Wählen Sie zuerst den Klienten dieser Aufnahme, oder legen Sie ihn an.",
    "screen": "Übung",
    "view": "Die Kamera sieht",
    "count": "Wiederholungen",
    "endless": "0: bis zum Stopp",
    "keep": "Das Video aufbewahren, wie die Person zugestimmt hat",
    "mirror": "Das Bild auf dieser Seite spiegeln",
    "camera": "Kamera",
    "width": "Pixel in der Breite",
    "prepare": "In Position gehen",
    "start": "Jetzt beginnen",
    "stop": "Stopp",
    "back": "Zurück",
    "speak": "Laut sprechen",
    "gate": "In Position?",
    "last": "Letzte Wiederholung",
    "report": "Den Bericht öffnen",
    "lost": "Die Verbindung zu movescreen ist verloren. Es wird wieder versucht.",
    "camera_off": "Die Kamera ist aus, solange niemand diese Seite ansieht.",
    "go": "Los.",
    "finished": FINISHED,
    "keys": "Leertaste: beginnen und stoppen. Escape: zurück.",
    "record": "Aufnehmen",
    "add_clips": "Clips hinzufügen",
    "earlier_ones": "Frühere Aufnahmen ({count})",
    "trends": "Was sich geändert hat",
    "export": "Alles exportieren",
    "delete": "Alles löschen",
    "delete_one": "Löschen",
    "sure": "Alle Aufnahmen, Ergebnisse und Videos von {name} für immer löschen?",
    "sure_one": "Diese Aufnahme für immer löschen?",
    "yes": "Ja, löschen",
    "no": "Nein",
    "video": "Video",
    "interrupted": "unterbrochen",
    "running": "wird aufgenommen",
    "queued": "wird gemessen",
    "pair": "{screen}, {when}, von vorn und von der Seite",
    "join": "Verbinden",
    "change": "Ändern",
    "measure": "Messen, was da ist",
    "none": "Noch keine Aufnahme.",
    "when": "Wann",
    "observed": "Beobachtet",
    "repetitions": "Wiederholungen",
}
UNMEASURED = "Nicht gemessen. {why}"
AGREED = (
    "Hat zugestimmt, aufgenommen und gemessen zu werden, und auch, dass das Video aufbewahrt wird. Alles bleibt auf "
    "diesem Computer, bis es gelöscht wird."
)
PLANS = {
    "squat": "Kniebeuge: von vorn, dann von der Seite",
    "bridge_legs": "Brücke auf einem Bein: links, dann rechts",
    "whole": "Kniebeuge von vorn und von der Seite, Brücke, Brücke auf jedem Bein",
}
