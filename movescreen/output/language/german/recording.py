"""German. The recording: what limits it, what to know of it, and how long its repetitions lasted."""

from __future__ import annotations

from movescreen.scoring import recording_quality
from movescreen.segmentation.tempo import TOO_FEW_A_SECOND

CUT_OFF = (
    "In {value:.0f} % der Bilder, auf die es ankommt, lagen {what} außerhalb des Bildes{touched}. Stellen Sie die "
    "Kamera nächstes Mal weiter weg oder hochkant, bis {what} im Bild bleiben."
)
TURN_IT = (
    "Drehen Sie den Clip aufrecht, etwa in der Galerie des Handys, und werten Sie ihn noch einmal aus. Filmen Sie "
    "nächstes Mal aufrecht."
)
LIMITS = {
    recording_quality.PART_ONLY: "In {value:.0f} % der Bilder mit einer Person war nur ein Teil des Körpers zu sehen: "
    "Das Bild endet vor Kopf oder Füßen, oder etwas ist davor. Filmen Sie nächstes Mal den ganzen Körper, von Kopf "
    "bis Fuß.",
    recording_quality.SIDEWAYS: f"Die Person liegt im Bild, oder das Bild liegt auf der Seite. {TURN_IT}",
    recording_quality.UPSIDE_DOWN: f"Die Person steht im Bild auf dem Kopf. {TURN_IT}",
    recording_quality.PITCHED: "Die Kamera war um etwa {size:.0f}° (±{uncertainty:.0f}) nach oben oder unten geneigt. "
    "Die Werte sind darauf umgerechnet und deshalb weniger sicher. Stellen Sie das Handy nächstes Mal senkrecht, auf "
    "Hüfthöhe.",
    recording_quality.CAMERA_WENT: "Die Kamera bewegte sich in einer Wiederholung um bis zu {value:.0f} % der "
    "Beinlänge, wie die Füße zeigen. Stellen Sie sie nächstes Mal fest ab.",
    recording_quality.NEVER_AT_REST: "Die Person war in {value:.1f} s nie in Ruhe zu sehen: Der Clip beginnt oder "
    "endet in der Bewegung. Beginnen und beenden Sie die Aufnahme nächstes Mal in Ruhe.",
    recording_quality.FAST: "Die schnellste Wiederholung dauerte {value:.1f} s. Das ist schnell, und ihre Teile sind "
    "deshalb weniger sicher. Bewegen Sie sich nächstes Mal langsamer.",
    recording_quality.OFF_CENTRE: "Die Person war um {size:.0f} % der Bildbreite {way} von der Bildmitte und deshalb "
    "leicht schräg zu sehen. Bleiben Sie nächstes Mal in der Mitte des Bildes.",
    recording_quality.TURNED: "Die Kamera stand um etwa {size:.0f}° (±{uncertainty:.0f}) schräg zur Person, und die "
    "Werte sind entsprechend weniger sicher. Stellen Sie sie nächstes Mal gerade zur Person.",
    recording_quality.TOO_FAR: "Der Körper füllte {value:.0f} % des Bildes. Kommen Sie nächstes Mal näher, bis der "
    "Körper mit gehobenen Händen es fast füllt.",
    recording_quality.FEW_PIXELS: "Der Körper war {value:.0f} Pixel lang, zu wenig für das Netz, das die Körperpunkte "
    "findet. Kommen Sie nächstes Mal näher, oder nehmen Sie mit höherer Auflösung auf.",
    recording_quality.HANDS: CUT_OFF.replace("{what}", "die Hände"),
    recording_quality.FEET: CUT_OFF.replace("{what}", "die Füße"),
    recording_quality.HEAD: CUT_OFF.replace("{what}", "Nase oder Ohren"),
    recording_quality.FEW_A_SECOND: "Es waren nur {value:.0f} Bilder pro Sekunde. Nehmen Sie nächstes Mal 30 oder "
    "mehr auf, in gutem Licht.",
    TOO_FEW_A_SECOND: "Es waren nur {value:.0f} Bilder pro Sekunde, zu wenige für das Tempo. Nehmen Sie nächstes Mal "
    "30 oder mehr auf, in gutem Licht.",
    recording_quality.NEVER_STILL: "Die Person war nie {value:g} s lang still zu sehen. Als Ruhe gelten deshalb die "
    "Bilder, die am weitesten von der Bewegung entfernt sind. Halten Sie nächstes Mal am Anfang eine Sekunde still.",
    recording_quality.SHORT: "Die Person war {value:.1f} s zu sehen, zu kurz für einen stillen Anfang und eine "
    "Wiederholung. Beginnen Sie die Aufnahme nächstes Mal etwas früher, und beenden Sie sie etwas später.",
}
HELD = "Bis 10° unter dem höchsten Punkt gehalten: {seconds} s (±{uncertainty} s)."
HELD_OFTEN = (
    "Bis 10° unter dem höchsten Punkt gehalten, in {repetitions}: {least} bis {most} s, Median {middle} s "
    "(±{uncertainty} s)."
)
ASKED = {
    "reps": "Verlangt: {asked}. Gezählt: {done}.",
    "hold": "Verlangt: {asked:g} s halten. So lange oder länger gehalten: {done} von {measured}.",
    "hold_unmeasured": "Verlangt: {asked:g} s halten. Wie lange gehalten wurde, war nicht messbar: {reason}.",
}
DIFFERENCES = {
    "within_variation": "{measure}: links {left}, rechts {right}. Der Unterschied liegt innerhalb der Schwankung von "
    "Wiederholung zu Wiederholung, {least}.",
    "beyond_variation": "{measure}: links {left}, rechts {right}. Der Unterschied ist größer als die Schwankung von "
    "Wiederholung zu Wiederholung, {least}.",
}
TEMPO = "Tempo in {repetitions}: {phases} (±{uncertainty} s)."
NOTES = {
    "rate_chosen": "Es wurden nur {value:.0f} Bilder pro Sekunde ausgewertet, weil nicht mehr verlangt waren. Lassen "
    "Sie nächstes Mal 30 oder mehr auswerten.",
    "slow": "Jede Bewegung ist sehr langsam, {least:.0f} s oder länger. Läuft der Clip in Zeitlupe, so sind alle "
    "Zeiten zu lang. Filmen Sie nächstes Mal mit üblicher Geschwindigkeit.",
    "slowmo_of_file": "Laut Datei läuft der Clip {factor:.3g}-mal langsamer ab, als er aufgenommen wurde. Alle Zeiten "
    "hier sind die der Aufnahme.",
    "assumed_rate": "Die Datei enthält keine Zeiten: {rate:.0f} Bilder pro Sekunde wurden angenommen, und das Tempo "
    "ist nicht angegeben. Nehmen Sie nächstes Mal einen Clip auf, der sie enthält, etwa MP4.",
    "repeated_times": "{share:.0f} % der Bilder tragen die Zeit des Bildes davor. Sie wurden gleichmäßig bis zur "
    "nächsten Zeit verteilt, und jede Dauer ist deshalb weniger sicher.",
    "picture_sizes": "Die Bilder ändern im Clip ihre Größe: {sizes}. Jedes wurde als Ganzes an {largest} angepasst.",
    "views": "Die Person drehte sich zwischen den Wiederholungen. Zu sehen waren sie so: {views}. Jede wurde in ihrer "
    "eigenen Sicht gemessen.",
    "people": "Es waren {count} Personen im Bild. Lassen Sie nächstes Mal nur eine ins Bild.",
    "by_movement": "Es waren {count} Personen im Bild. Gemessen wurde die, die sich wie verlangt bewegte. Lassen Sie "
    "nächstes Mal nur eine ins Bild.",
    "small_person": "Die Person war zu klein, um im ganzen Bild gefunden zu werden, und wurde in Teilen davon "
    "gesucht. Kommen Sie nächstes Mal näher.",
    "sides_doubtful": "In {count} von {reps} {reps:Wiederholung|Wiederholungen} wechselten links und rechts zu oft, "
    "um sie zu unterscheiden, wie es bei verdecktem Gesicht vorkommt. Was von der Seite abhängt, wurde dort nicht "
    "entschieden. Lassen Sie nächstes Mal das Gesicht im Bild, und verdecken Sie es danach.",
    "dark": "Die Bilder sind dunkel: Neun Zehntel von jedem liegen unter {value:.0f} von 255. Nehmen Sie nächstes Mal "
    "bei gutem Licht auf.",
    "touched": " (gebraucht für: {measures})",
    "unseen": "In {unseen} von {frames} {frames:Bild|Bildern} wurde keine Person gefunden.",
    "others": "In {others} von {frames} {frames:Bild|Bildern} wurde jemand anderes statt der Person gefunden; diese "
    "Bilder zählten nicht. Lassen Sie nächstes Mal niemand anderen ins Bild.",
    "sides_put_back": "Links und rechts waren in {count} {count:Bild|Bildern} vertauscht und wurden zurückgetauscht.",
    "sides_unclear": "Links und rechts wechselten {count} {count:Mal|Mal}, und es war nicht klar, welche Seite welche "
    "war.",
    "undecoded": "Bilder des Clips, die sich nicht lesen ließen: {undecoded}.",
    "view_chosen": "Sie haben „{chosen}“ gewählt, und die Kamera sah die Person {seen}. Messen Sie noch einmal als "
    "{seen} gesehen.",
    "screen_chosen": "Sie haben „{chosen}“ gewählt, und die Person war in Ruhe wie bei „{seen}“. Messen Sie noch "
    "einmal als „{seen}“.",
    "interrupted": "Die Aufnahme wurde unterbrochen. Hier steht, was bis dahin da war.",
    "dropped": "{dropped} {dropped:Bild ging|Bilder gingen} beim Aufnehmen verloren, weil dieser Computer nicht "
    "nachkam. Schließen Sie nächstes Mal andere Programme.",
    "cut_short": "Der Clip ist kürzer, als seine Datei angibt.",
    "not_counted": "Nicht als Wiederholung gezählt: {start:.1f} s bis {end:.1f} s, {why}",
}
OPTIONS = {
    recording_quality.PITCHED: "Oder geben Sie die Neigung mit --pitch an.",
    "rate_chosen": "Lassen Sie --rate weg, oder geben Sie 30 an.",
    "slow": "Oder geben Sie mit --slowmo an, wievielmal langsamer er abläuft, als er aufgenommen wurde.",
    "slowmo_of_file": "Läuft der Clip nicht in Zeitlupe, so geben Sie --slowmo 1 an.",
    "people": "Oder zeigen Sie mit --person auf die gemeinte Person.",
    "by_movement": "Ist eine andere gemeint, so zeigen Sie mit --person auf sie.",
    "others": "Oder zeigen Sie mit --person auf die gemeinte Person.",
    "view_chosen": "Die Option dafür ist --view {name}.",
    "screen_chosen": "Die Option dafür ist --screen {name}.",
}
SETUP = {
    "frames": "Bilder",
    "frames_with_person": "Bilder mit einer Person",
    "frames_per_second": "Bilder pro Sekunde",
    "yaw": "Kamera schräg zur Person, geschätzt",
    "pitch": "Kamera nach unten geneigt, geschätzt",
}
CLIP = {"repetition": "Wiederholung {number} von {count}: {phase}", "between": "Zwischen Wiederholungen"}
NOWHERE = "Ohne Wert in diesem Clip: {names}."
TEMPO_ROW = ("Tempo", "Wie lange jeweils dauerte: {phases}.")
