"""German. The recording: what limits it, what to know of it, and how long its repetitions lasted."""

from __future__ import annotations

from movescreen.scoring import recording_quality
from movescreen.segmentation.tempo import TOO_FEW_A_SECOND

CUT_OFF = (
    "In {value:.0f} % der Bilder, auf die es ankommt, waren {what} außerhalb des Bildes{touched}. Stellen Sie die "
    "Kamera nächstes Mal zurück oder hochkant, bis {what} darin bleiben."
)
TURN_IT = (
    "Drehen Sie das Bild aufrecht, etwa in der Galerie des Handys, und werten Sie es noch einmal aus. Nehmen Sie "
    "nächstes Mal aufrecht auf."
)
LIMITS = {
    recording_quality.PART_ONLY: "In {value:.0f} % der Bilder mit jemandem war nur ein Teil eines Körpers zu sehen: "
    "Das Bild endet vor Kopf oder Füßen, etwa an der Brust, oder etwas ist davor. Nehmen Sie nächstes Mal den ganzen "
    "Körper auf, von Kopf bis Fuß.",
    recording_quality.SIDEWAYS: f"Die Person liegt im Bild, oder das Bild liegt auf der Seite. {TURN_IT}",
    recording_quality.UPSIDE_DOWN: f"Die Person steht im Bild auf dem Kopf. {TURN_IT}",
    recording_quality.PITCHED: "Die Kamera war um etwa {size:.0f}° (±{uncertainty:.0f}) auf oder ab geneigt, und die "
    "Werte wurden dafür berichtigt, weniger sicher. Stellen Sie das Handy nächstes Mal senkrecht, auf Hüfthöhe, oder "
    "geben Sie die Neigung mit --pitch an.",
    recording_quality.CAMERA_WENT: "Die Kamera bewegte sich in einer Wiederholung um bis zu {value:.0f} % der "
    "Beinlänge, und die Füße zeigten es. Stellen Sie die Kamera nächstes Mal ab.",
    recording_quality.NEVER_AT_REST: "Die Person war in {value:.1f} s nie in Ruhe zu sehen: Der Clip beginnt oder "
    "endet in der Bewegung. Beginnen und beenden Sie die Aufnahme nächstes Mal in Ruhe.",
    recording_quality.FAST: "Die schnellste Wiederholung dauerte {value:.1f} s: schnell, und über ihre Teile ist "
    "weniger bekannt. Bewegen Sie sich nächstes Mal langsamer.",
    recording_quality.OFF_CENTRE: "Die Person war um {size:.0f} % der Bildbreite {way} von der Bildmitte und so etwas "
    "von der Seite zu sehen. Bleiben Sie nächstes Mal in der Mitte des Bildes.",
    recording_quality.TURNED: "Die Kamera sah aus etwa {size:.0f}° (±{uncertainty:.0f}) neben der Geraden, und die "
    "Werte sind entsprechend unsicherer. Stellen Sie sie nächstes Mal gerade zur Person.",
    recording_quality.TOO_FAR: "Der Körper füllte {value:.0f} % des Bildes. Kommen Sie nächstes Mal näher, bis der "
    "Körper mit gehobenen Händen es fast füllt.",
    recording_quality.FEW_PIXELS: "Der Körper war {value:.0f} Pixel lang, weniger, als das Netz für Körperpunkte "
    "brauchen kann. Kommen Sie nächstes Mal näher, oder nehmen Sie mit höherer Auflösung auf.",
    recording_quality.HANDS: CUT_OFF.replace("{what}", "die Hände"),
    recording_quality.FEET: CUT_OFF.replace("{what}", "die Füße"),
    recording_quality.HEAD: CUT_OFF.replace("{what}", "Nase oder Ohren"),
    recording_quality.FEW_A_SECOND: "Es gab nur {value:.0f} Bilder in der Sekunde. Nehmen Sie nächstes Mal 30 oder "
    "mehr auf, in gutem Licht.",
    TOO_FEW_A_SECOND: "Es gab nur {value:.0f} Bilder in der Sekunde, zu wenige für das Tempo. Nehmen Sie nächstes Mal "
    "30 oder mehr auf, in gutem Licht.",
    recording_quality.NEVER_STILL: "Die Person war nie {value:g} s lang still zu sehen, und als Ruhe galten die "
    "Bilder, die am weitesten von der Bewegung waren. Halten Sie nächstes Mal am Anfang eine Sekunde still.",
    recording_quality.SHORT: "Die Person war {value:.1f} s zu sehen, zu kurz für einen stillen Anfang und eine "
    "Wiederholung. Beginnen Sie die Aufnahme nächstes Mal etwas früher, und beenden Sie sie etwas später.",
}
HELD = "Bis 10° unter dem höchsten Punkt gehalten: {seconds} s (±{uncertainty} s)."
HELD_OFTEN = (
    "Bis 10° unter dem höchsten Punkt gehalten, über {repetitions}: {least} bis {most} s, Median {middle} s "
    "(±{uncertainty} s)."
)
ASKED = {
    "reps": "Verlangt: {asked}. Gezählt: {done}.",
    "hold": "Verlangt: {asked:g} s halten. So lange oder länger gehalten: {done} von {measured}.",
}
DIFFERENCES = {
    "within_variation": "{measure}: links {left}, rechts {right}. Der Unterschied liegt innerhalb der Schwankung von "
    "Wiederholung zu Wiederholung, {least}.",
    "beyond_variation": "{measure}: links {left}, rechts {right}. Der Unterschied liegt über der Schwankung von "
    "Wiederholung zu Wiederholung, {least}.",
}
TEMPO = "Tempo über {repetitions}: {phases} (±{uncertainty} s)."
NOTES = {
    "rate_chosen": "Es wurden nur {value:.0f} Bilder in der Sekunde angesehen, wie --rate es verlangt. Lassen Sie das "
    "weg, oder geben Sie 30 an.",
    "slow": "Jede Bewegung ist sehr langsam, {least:.0f} s oder länger. Läuft der Clip in Zeitlupe, so geben Sie mit "
    "--slowmo an, wievielmal langsamer er ist als aufgenommen.",
    "slowmo_of_file": "Die Datei sagt, dass sie {factor:.3g}-mal langsamer abläuft als aufgenommen, und die Zeiten "
    "sind die der Aufnahme. Stimmt das nicht, so geben Sie --slowmo 1 an.",
    "assumed_rate": "Die Datei enthält keine Zeiten: {rate:.0f} Bilder in der Sekunde wurden angenommen, und zum "
    "Tempo wird nichts gesagt. Nehmen Sie nächstes Mal einen Clip auf, der sie enthält, etwa MP4.",
    "repeated_times": "{share:.0f} % der Bilder tragen die Zeit des Bildes davor. Sie wurden gleichmäßig bis zur "
    "nächsten Zeit verteilt, und alles Zeitliche ist weniger sicher.",
    "picture_sizes": "Die Bilder ändern im Clip ihre Größe: {sizes}. Jedes wurde als Ganzes an {largest} angepasst.",
    "views": "Die Person drehte sich zwischen Wiederholungen, die so gesehen wurden: {views}. Jede wurde in ihrer "
    "eigenen Sicht gemessen.",
    "people": "Es waren {count} Personen im Bild. Lassen Sie nächstes Mal nur eine hinein, oder zeigen Sie mit "
    "--person auf die gemeinte.",
    "by_movement": "Es waren {count} Personen im Bild, und gemessen wurde die, die sich wie verlangt bewegte. Ist "
    "eine andere gemeint, so zeigen Sie mit --person auf sie.",
    "small_person": "Die Person war zu klein, um im ganzen Bild gefunden zu werden, und wurde in Teilen davon "
    "gesucht. Kommen Sie nächstes Mal näher.",
    "sides_doubtful": "In {count} von {reps} Wiederholungen tauschten links und rechts so oft, wie wo kein Gesicht zu "
    "sehen ist, dass dort nichts entschieden wird, wozu die Seiten bekannt sein müssen. Lassen Sie nächstes Mal das "
    "Gesicht im Bild, und verdecken Sie es danach.",
    "dark": "Die Bilder sind dunkel: Neun Zehntel von jedem liegen unter {value:.0f} von 255. Nehmen Sie nächstes Mal "
    "bei gutem Licht auf.",
    "touched": " (gebraucht für: {measures})",
    "unseen": "In {unseen} von {frames} Bildern wurde keine Person gefunden.",
    "others": "In {others} von {frames} Bildern wurde jemand anderes statt der Person gefunden; sie blieben außen "
    "vor. Halten Sie nächstes Mal andere aus dem Bild, oder zeigen Sie mit --person auf die Person.",
    "sides_put_back": "Links und rechts waren in {count} Bildern vertauscht und wurden zurückgetauscht.",
    "sides_unclear": "Links und rechts tauschten {count} Mal, und welche Seite welche war, ließ sich nicht sagen.",
    "undecoded": "Bilder des Clips, die sich nicht lesen ließen: {undecoded}.",
    "view_chosen": "Sie wählten {chosen}, und die Kamera sah die Person {seen}. Messen Sie noch einmal, {seen} "
    "gesehen (--view {name}).",
    "screen_chosen": "Sie wählten „{chosen}“, und die Person war in Ruhe wie bei „{seen}“. Messen Sie noch einmal als "
    "„{seen}“ (--screen {name}).",
    "interrupted": "Die Aufnahme wurde unterbrochen. Das ist, was bis dahin da war.",
    "dropped": "{dropped} Bilder gingen beim Aufnehmen verloren, weil dieser Computer nicht nachkam. Schließen Sie "
    "nächstes Mal andere Programme.",
    "cut_short": "Der Clip endet vor seiner angegebenen Länge.",
    "not_counted": "Nicht als Wiederholung gezählt: {start:.1f} s bis {end:.1f} s, {why}",
}
SETUP = {
    "frames": "Bilder",
    "frames_with_person": "Bilder mit einer Person",
    "frames_per_second": "Bilder in der Sekunde",
    "yaw": "Kamera neben der Geraden, geschätzt",
    "pitch": "Kamera nach unten, geschätzt",
}
CLIP = {"repetition": "Wiederholung {number} von {count}: {phase}", "between": "Zwischen Wiederholungen"}
NOWHERE = "Ohne Wert in diesem Clip: {names}."
TEMPO_ROW = ("Tempo", "Wie lange jeweils dauerte: {phases}.")
