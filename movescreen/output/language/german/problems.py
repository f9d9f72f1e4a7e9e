"""German. Problems by their codes: what came, what was expected and what to do, for a reader of a page."""

from __future__ import annotations

import errno

UNFORESEEN = "Hier ist etwas Unerwartetes geschehen; das Terminal zeigt, was. Beginnen Sie noch einmal."
MAKE_ROOM = "Machen Sie Platz, und versuchen Sie es noch einmal."
NEWER = "Öffnen Sie sie mit dem neueren, oder nehmen Sie einen anderen Ordner."
ANOTHER_FOLDER = "Nehmen Sie einen anderen Ordner."
COPY_AGAIN = "Kopieren Sie ihn noch einmal von der Kamera, oder nehmen Sie ihn noch einmal auf."
ANALYZE_AGAIN = "Messen Sie den Clip noch einmal."
A_VIDEO = "Wählen Sie ein Video, etwa MP4 oder MOV."
FETCH_AGAIN = "Holen Sie es noch einmal mit movescreen models."

PROBLEMS = {  # without names and sizes
    # People and sessions
    "busy": "Gerade wird jemand aufgenommen. Stoppen Sie zuerst diese Aufnahme.",
    "no_name": "Ein Klient braucht einen Namen oder ein Kürzel. Tragen Sie es im Feld Name ein.",
    "no_consent": "Notieren Sie, wozu die Person zugestimmt hat, bevor etwas von ihr aufbewahrt wird.",
    "no_client": "Diesen Klienten gibt es nicht mehr. Gehen Sie zur ersten Seite zurück.",
    "no_session": "Diese Aufnahme gibt es nicht mehr. Gehen Sie zur ersten Seite zurück.",
    "no_person": "In der Aufnahme war niemand zu finden, und nichts davon wird aufbewahrt. Filmen Sie den ganzen "
    "Körper, in gutem Licht.",
    "no_video": "Von dieser Aufnahme wurde kein Video aufbewahrt.",
    "no_still": "Von dieser Aufnahme gibt es kein Standbild. Öffnen Sie ihre Seite noch einmal.",
    "no_report": "Diese Aufnahme hat keinen Bericht: Sie wurde nie beendet.",
    "namesake": "Es gibt schon einen Klienten dieses Namens. Noch einen mit demselben Namen anlegen?",
    "being_measured": "Dieser Clip wird gerade gemessen. Warten Sie, bis er fertig ist.",
    "in_queue": "Dieser Clip wird gerade gemessen. Warten Sie, bis er fertig ist.",
    "not_measured": "Diese Aufnahme ließ sich nicht messen.",
    "no_date": "Ein Tag und eine Uhrzeit wurden erwartet, wie 2026-05-03 18:05.",
    "no_screen": "Diese Übung gibt es nicht. Laden Sie die Seite neu.",
    "no_view": "Zur Wahl stehen: von vorn, von der Seite und von hinten. Laden Sie die Seite neu.",
    "other_client": "Das sind Aufnahmen von zwei Klienten. Wählen Sie zwei Aufnahmen eines Klienten.",
    "same_session": "Das ist zweimal dieselbe Aufnahme. Wählen Sie zwei verschiedene.",
    "pair_unknown": "Ein Paar sind zwei Clips einer Person bei derselben Übung, von vorn und von der Seite. Wählen "
    "Sie zwei solche Clips.",
    "not_deleted": "Nicht alles ließ sich löschen. Schließen Sie Programme, die eine der Dateien geöffnet haben, und "
    "löschen Sie noch einmal.",
    # Clips and uploads
    "no_room": "Auf dem Datenträger ist zu wenig Platz. Machen Sie Platz, oder nehmen Sie einen kürzeren Clip.",
    "disk_full": "Der Datenträger ist voll. Machen Sie Platz; dann geht die Übertragung von selbst weiter.",
    "not_written": "Der Clip ließ sich nicht schreiben. Versuchen Sie es noch einmal.",
    "empty_clip": "In dieser Datei steht nichts. Wählen Sie einen anderen Clip.",
    "empty_file": f"In dieser Datei steht nichts. {COPY_AGAIN}",
    "receiving_off": "Das Empfangen ist am Computer ausgeschaltet. Schalten Sie es dort ein, und scannen Sie den "
    "neuen Code.",
    "no_upload": "Diese Übertragung gibt es nicht mehr. Wählen Sie den Clip noch einmal.",
    "no_length": "Was ankam, ist kein Teil eines Clips. Laden Sie die Seite neu, und wählen Sie den Clip noch einmal.",
    "no_piece": "Was ankam, ist kein Teil eines Clips. Laden Sie die Seite neu, und wählen Sie den Clip noch einmal.",
    "upload_unfinished": "Dieser Clip ist noch unterwegs. Warten Sie, bis er da ist.",
    "too_many_uploads": "Zu viele Clips sind zugleich unterwegs. Warten Sie, bis einige da sind.",
    "clip_not_added": "Der Clip ließ sich nicht in die Bibliothek kopieren. Prüfen Sie, ob er da ist, ob er gelesen "
    "werden darf und ob genug Platz ist.",
    "clip_failed": "Ein Clip des Paars ist nicht gemessen. Messen Sie ihn zuerst.",
    "which_movement": "Welche Übung der Clip zeigt, ließ sich nicht erkennen. Wählen Sie die Übung, und messen Sie "
    "ihn noch einmal.",
    "worker_lost": "Das Messen dieses Clips brach ab, vielleicht weil der Arbeitsspeicher voll war. Messen Sie ihn "
    "noch einmal. Bricht es wieder ab, speichern Sie ihn neu als MP4 (H.264).",
    "unexpected": "Bei diesem Clip ist etwas Unerwartetes geschehen. Messen Sie ihn noch einmal; andere Clips gehen "
    "weiter.",
    "unmeasured": "Der Clip ließ sich nicht messen. Versuchen Sie es noch einmal.",
    "encrypted": "Diese Datei ist verschlüsselt. Nehmen Sie eine unverschlüsselte Kopie.",
    "folder": "Das ist ein Ordner und kein Clip. Wählen Sie einen Clip daraus.",
    "no_clips": "Hier ist kein Clip. Wählen Sie einen Clip oder einen Ordner mit Clips.",
    "no_file": "Diese Datei gibt es nicht. Prüfen Sie Namen und Ordner.",
    "no_frames": f"In diesem Clip lässt sich kein Bild lesen. {COPY_AGAIN}",
    "no_permission": "Diese Datei darf nicht gelesen werden. Erlauben Sie es, oder kopieren Sie sie an einen anderen "
    "Ort.",
    "not_a_video": f"Diese Datei ist kein lesbares Video. {A_VIDEO}",
    "picture_too_large": "Die Bilder dieses Clips sind zu groß. Speichern Sie ihn kleiner, etwa mit 1920 × 1080.",
    "still_picture": f"Diese Datei ist ein Foto und kein Video. {A_VIDEO}",
    "unfinished": f"Diese Datei hört zu früh auf. {COPY_AGAIN}",
    "unknown_codec": "Die Bilder dieses Videos lassen sich hier nicht lesen. Speichern Sie es als MP4 (H.264).",
    "other_clip": f"Die gespeicherten Posen gehören zu einem anderen Clip. {ANALYZE_AGAIN}",
    "poses_missing": "Die Posen dieser Aufnahme sind nicht da. Messen Sie ihren Clip noch einmal.",
    "poses_unreadable": "Die Posen dieser Aufnahme lassen sich nicht lesen. Messen Sie ihren Clip noch einmal.",
    # Camera
    "no_camera": "Diese Kamera gibt es hier nicht. Laden Sie die Seite neu.",
    "camera_busy": "Die Kamera liefert kein Bild: Sie ist nicht eingesteckt, oder ein anderes Programm benutzt sie. "
    "Stecken Sie sie ein, und schließen Sie andere Programme, die sie zeigen.",
    "camera_unplugged": "Die Kamera liefert keine Bilder mehr. Stecken Sie sie wieder ein; sie wird von selbst "
    "gefunden.",
    "camera_changed": "Die Kamera hat die Größe ihrer Bilder geändert. Sie wird von selbst wieder geöffnet.",
    # Results
    "about_unreadable": "Die Notizen zu dieser Aufnahme sind unvollständig oder verändert. Entfernen Sie die Datei, "
    "und notieren Sie noch einmal.",
    "ratings_unreadable": "Die Kreuze zu dieser Aufnahme sind unvollständig oder verändert. Entfernen Sie die Datei, "
    "und kreuzen Sie noch einmal an.",
    "ratings_unwritten": "Ihre Kreuze konnten nicht gespeichert werden. Machen Sie Platz, wo die Bibliothek liegt, "
    "und kreuzen Sie noch einmal an.",
    "notes_unwritten": f"Die Notizen konnten nicht gespeichert werden. {MAKE_ROOM}",
    "logo_unreadable": "Dieses Logo ist kein lesbares Bild. Nehmen Sie ein PNG oder JPEG.",
    "no_record": "Hier sind keine Ergebnisse. Messen Sie den Clip zuerst.",
    "no_results": "Hier sind keine Ergebnisse. Messen Sie die Clips zuerst.",
    "no_repetition": "Eine der Aufnahmen hat keine Wiederholung zum Vergleichen. Wählen Sie eine andere.",
    "record_unreadable": f"Die Ergebnisse sind unvollständig oder verändert. {ANALYZE_AGAIN}",
    "too_few_records": "Ein Vergleich braucht mindestens zwei Aufnahmen. Wählen Sie eine zweite.",
    "too_few_views": "Verbunden werden Aufnahmen aus mindestens zwei Sichten. Wählen Sie eine aus einer anderen Sicht.",
    "other_screen": "Das sind Aufnahmen verschiedener Übungen. Wählen Sie Aufnahmen einer Übung.",
    "other_view": "Das sind Aufnahmen aus verschiedenen Sichten. Wählen Sie Aufnahmen aus einer Sicht.",
    "no_plumb_line": "Im Bild ist nichts, woran sich die Senkrechte zeigt. Stellen Sie die Kamera selbst waagerecht.",
    "video_unwritten": "Das Video konnte nicht geschrieben werden. Machen Sie Platz, oder behalten Sie kein Video.",
    "poses_unwritten": f"Die Aufnahme konnte nicht geschrieben werden. {MAKE_ROOM}",
    "output_unwritten": "Die Ergebnisse konnten nicht geschrieben werden. Machen Sie Platz. Das Aufgenommene ist "
    "aufbewahrt und lässt sich danach messen.",
    "output_unwritable": "Hierhin lässt sich nicht schreiben. Nehmen Sie einen anderen Ort.",
    "output_cell": "Ein Eintrag einer Tabelle ist nicht zu gebrauchen. Ändern Sie ihn.",
    "output_full": f"Der Datenträger ist voll. {MAKE_ROOM}",
    "output_is_a_file": "Hier liegt eine Datei, wo ein Ordner sein soll. Nehmen Sie einen anderen Ort.",
    "output_not_ours": "Hier liegt schon etwas, das nicht von movescreen ist. Verschieben Sie es, oder nehmen Sie "
    "einen anderen Ort.",
    "output_taken": "Hier sind schon die Ergebnisse eines Clips. Nehmen Sie einen anderen Ort.",
    "not_ours": "Das ist nicht von movescreen und bleibt unverändert. Löschen Sie es selbst.",
    "name_not_plain": "Dieser Name geht nicht. Nehmen Sie einen ohne Schrägstriche und Sonderzeichen.",
    # Settings, library, back-up
    "busy_working": "Das läuft schon. Warten Sie, bis es fertig ist.",
    "stopped": "Angehalten, und nichts davon ist übrig.",
    "height_unlikely": "Das ist keine Größe eines Menschen. Möglich sind 50 bis 260 cm, geschrieben wie 172 cm oder 5 "
    "Fuß 8 Zoll.",
    "settings_unknown": "Eine Einstellung hat einen Namen oder einen Wert, den es nicht gibt. Ändern Sie sie.",
    "settings_unreadable": "Die Einstellungen lassen sich nicht lesen. Stellen Sie die Datei wieder her, oder löschen "
    "Sie sie.",
    "settings_unwritten": f"Die Einstellungen konnten nicht gespeichert werden. {MAKE_ROOM}",
    "library_foreign": "Dieser Ordner enthält anderes als eine Bibliothek. Nehmen Sie einen leeren oder neuen Ordner.",
    "library_in_use": "Diese Bibliothek ist schon geöffnet. Schließen Sie das andere movescreen.",
    "library_unusable": "Die Bibliothek lässt sich nicht benutzen. Prüfen Sie, ob ihr Datenträger da ist und Platz "
    "hat.",
    "library_full": "Der Datenträger der Bibliothek ist voll. Machen Sie dort Platz; was da ist, bleibt.",
    "library_newer": f"Diese Bibliothek ist von einem neueren movescreen. {NEWER}",
    "library_not_ours": f"Die Tabellen der Bibliothek sind nicht von movescreen. {ANOTHER_FOLDER}",
    "backup_no_room": "Für die Sicherung ist zu wenig Platz. Machen Sie Platz, oder nehmen Sie einen anderen Ort.",
    "backup_place": "Dort kann die Sicherung nicht liegen. Nehmen Sie einen anderen Ordner, am besten auf einem "
    "anderen Datenträger.",
    "backup_unreadable": "Diese Datei ist keine vollständige Sicherung von movescreen. Nehmen Sie eine andere.",
    "backup_unwritten": "Die Sicherung konnte nicht geschrieben werden. Machen Sie Platz, oder nehmen Sie einen "
    "anderen Ort.",
    "restore_place": "Hier liegt schon etwas. Nehmen Sie einen Ordner, den es noch nicht gibt.",
    "restore_unwritten": "Die Sicherung konnte nicht eingelesen werden. Prüfen Sie, ob sie da ist und ob genug Platz "
    "ist.",
    # The network and what runs it
    "extra_missing": "Dazu fehlt etwas, das hier nicht installiert ist. Das Terminal zeigt, wie Sie es installieren.",
    "model_changed": f"Das Netz für die Posen wurde verändert. {FETCH_AGAIN}",
    "model_folder": f"Das Netz für die Posen ließ sich nicht schreiben. {MAKE_ROOM}",
    "model_mismatch": "Das Netz für die Posen ist nicht das erwartete und wurde nicht aufbewahrt. Holen Sie es über "
    "eine andere Verbindung.",
    "model_missing": "Das Netz für die Posen ist nicht da. Holen Sie es mit movescreen models.",
    "model_not_a_bundle": "Diese Datei ist kein Netz für die Posen. Nehmen Sie eine andere.",
    "model_out_of_reach": "Das Netz für die Posen ist nicht da und ließ sich nicht holen. Prüfen Sie die Verbindung "
    "ins Internet.",
    "model_tensors": "Dieses Netz für die Posen passt nicht zu movescreen. Nehmen Sie ein anderes.",
    "model_unknown": "Dieses Netz gibt es nicht. Nehmen Sie eines, das movescreen models nennt.",
    "model_unreadable": f"Das Netz für die Posen lässt sich nicht öffnen. {FETCH_AGAIN}",
    "port_taken": "Unter dieser Adresse läuft schon etwas. Nehmen Sie eine andere Nummer.",
    # Rating
    "no_study": "Diese Bewertung gibt es nicht mehr. Öffnen Sie die Seite noch einmal.",
    "clips_unreadable": "Die Tabelle der Clips lässt sich nicht lesen. Prüfen Sie die Datei.",
    "labels_unreadable": "Die Tabelle der Clips lässt sich nicht lesen. Prüfen Sie die Datei.",
    "copy_unwritten": f"Die Kopie eines Clips konnte nicht geschrieben werden. {MAKE_ROOM}",
    "no_rater": "Wer bewertet, braucht einen Namen. Tragen Sie einen ein.",
    "not_all_ticked": "Noch nicht alles ist angekreuzt. Jeder Punkt braucht ein Kreuz.",
    "not_asked": "Danach fragt diese Bewertung nicht. Laden Sie die Seite neu.",
    "not_yet": "Jetzt gibt es nichts zu beginnen. Laden Sie die Seite neu.",
    "not_yours": "Dieser Clip ist nicht mehr Ihrer. Öffnen Sie noch einmal Ihre eigene Adresse.",
    "study_differs": "Diese Bewertung wurde mit anderen Vorgaben angelegt. Übernehmen Sie diese, oder nehmen Sie "
    "einen anderen Ordner.",
    "study_unknown": "Danach lässt sich bei dieser Übung nicht fragen. Wählen Sie andere Punkte.",
    "study_unreadable": "Die Bewertung lässt sich nicht lesen. Stellen Sie ihre Dateien wieder her.",
    "study_unwritable": "In den Ordner der Bewertung lässt sich nicht schreiben. Machen Sie Platz, oder nehmen Sie "
    "einen anderen.",
    "study_unusable": f"Der Ordner der Bewertung lässt sich nicht benutzen. {ANOTHER_FOLDER}",
    "study_full": "Der Datenträger der Bewertung ist voll. Machen Sie dort Platz; was da ist, bleibt.",
    "study_newer": f"Diese Bewertung ist von einem neueren movescreen. {NEWER}",
    "study_not_ours": f"Die Tabellen der Bewertung sind nicht von movescreen. {ANOTHER_FOLDER}",
    # What a server says of a request
    "bad_request": "Was ankam, kann diese Seite nicht gesendet haben. Laden Sie sie neu.",
    "unprocessable": "Was ankam, kann diese Seite nicht gesendet haben. Laden Sie sie neu.",
    "not_found": "Hier ist nichts. Gehen Sie zur ersten Seite zurück.",
    "method_not_allowed": "Hier ist nichts. Gehen Sie zur ersten Seite zurück.",
    "too_long": "Das war mehr, als diese Seite sendet.",
    "no_token": "Diese Seite öffnet sich nur mit ihrem Schlüssel. Öffnen Sie die ganze Adresse, die movescreen im "
    "Terminal zeigt; jeder Start hat einen anderen Schlüssel.",
    "earlier_start": "Diese Seite ist von einem früheren Start. Laden Sie sie neu.",
    "own_address": "Dieser Server antwortet nur unter der Adresse, die er angezeigt hat.",
    "foreign": "Das kam von einer fremden Seite. Öffnen Sie die Seite unter der Adresse, die angezeigt wurde.",
    "unforeseen": UNFORESEEN,
}

# With names and sizes. The first sentence counts whose facts are all known; without any that of `PROBLEMS` does.
DETAILS: dict[str, tuple[str, ...]] = {
    # People and sessions
    "no_name": ("Ein Name hat höchstens {most} Zeichen, und dieser hat {letters}. Kürzen Sie ihn.",),
    "no_person": (
        "In keinem der {frames} Bilder von „{file}“ war jemand zu finden. Die Bilder sind dunkel: Neun Zehntel von "
        "jedem liegen unter {dark:.0f} von 255. Filmen Sie bei gutem Licht.",
        "In keinem der {frames} Bilder von „{file}“ war jemand zu finden. Filmen Sie eine Person von Kopf bis Fuß, "
        "aufrecht im Bild und in gutem Licht.",
    ),
    "not_deleted": (
        "{folder} ließ sich nicht löschen ({why}). Schließen Sie Programme, die Dateien daraus geöffnet haben, und "
        "löschen Sie den Ordner selbst.",
    ),
    # Clips and uploads
    "no_room": (
        "Dieser Clip braucht {size:size}, und frei sind {free:size}, wo die Bibliothek liegt. Machen Sie dort Platz, "
        "oder nehmen Sie einen kürzeren Clip.",
    ),
    "not_written": ("Der Clip ließ sich nicht schreiben ({why}). Versuchen Sie es noch einmal.",),
    "empty_clip": ("In „{file}“ steht nichts. Wählen Sie einen anderen Clip.",),
    "empty_file": (f"In „{{file}}“ steht nichts: 0 Byte. {COPY_AGAIN}",),
    "upload_unfinished": ("„{file}“ ist noch unterwegs. Warten Sie, bis der Clip da ist.",),
    "clip_not_added": (
        "„{file}“ ließ sich nicht in die Bibliothek kopieren ({why}). Prüfen Sie, ob die Datei da ist, ob sie gelesen "
        "werden darf und ob genug Platz ist.",
    ),
    "worker_lost": (
        "Nach Bild {frames} tat sich {seconds} Sekunden lang nichts, und das Messen wurde aufgegeben. Speichern Sie "
        "den Clip neu als MP4 (H.264).",
    ),
    "encrypted": ("„{file}“ ist verschlüsselt. Nehmen Sie eine unverschlüsselte Kopie.",),
    "folder": ("{folder} ist ein Ordner und kein Clip. Wählen Sie einen Clip daraus.",),
    "no_clips": ("In {folder} ist kein Clip. Wählen Sie einen Clip oder einen Ordner mit Clips.",),
    "no_file": ("{file} gibt es nicht. Prüfen Sie Namen und Ordner.",),
    "no_frames": (f"In „{{file}}“ lässt sich kein Bild lesen. {COPY_AGAIN}",),
    "no_permission": (
        "„{file}“ darf nicht gelesen werden. Erlauben Sie es, oder kopieren Sie die Datei an einen anderen Ort.",
    ),
    "not_a_video": (f"„{{file}}“ ist kein lesbares Video. {A_VIDEO}",),
    "picture_too_large": (
        "Die Bilder von „{file}“ haben {width} × {height} Pixel, und das ist zu groß. Speichern Sie den Clip kleiner, "
        "etwa mit 1920 × 1080.",
    ),
    "still_picture": (f"„{{file}}“ ist ein Foto und kein Video. {A_VIDEO}",),
    "unfinished": (f"„{{file}}“ hört zu früh auf. {COPY_AGAIN}",),
    "unknown_codec": (
        "Die Bilder von „{file}“ lassen sich hier nicht lesen. Speichern Sie das Video als MP4 (H.264).",
    ),
    "poses_missing": (f"Die Posen {{file}} sind nicht da. {ANALYZE_AGAIN}",),
    "poses_unreadable": (f"Die Posen {{file}} lassen sich nicht lesen. {ANALYZE_AGAIN}",),
    # Camera
    "no_camera": ("Eine Kamera mit der Nummer {number} gibt es hier nicht. Wählen Sie eine andere; 0 ist die erste.",),
    "camera_busy": (
        "„{camera}“ liefert kein Bild: Die Kamera ist nicht eingesteckt, oder ein anderes Programm benutzt sie. "
        "Stecken Sie sie ein, und schließen Sie andere Programme, die sie zeigen.",
    ),
    "camera_unplugged": (
        "„{camera}“ liefert keine Bilder mehr. Stecken Sie die Kamera wieder ein; sie wird von selbst gefunden.",
    ),
    "camera_changed": (
        "„{camera}“ hat die Größe der Bilder von {before} auf {now} geändert. Die Kamera wird von selbst wieder "
        "geöffnet.",
    ),
    # Results
    "about_unreadable": (
        "{file} ist unvollständig oder verändert. Entfernen Sie die Datei, und notieren Sie noch einmal.",
    ),
    "logo_unreadable": ("Das Logo {file} ist kein lesbares Bild. Nehmen Sie ein PNG oder JPEG.",),
    "no_record": ("In {folder} sind keine Ergebnisse. Messen Sie den Clip zuerst.",),
    "no_repetition": (
        "Ergebnis {number} von {results} hat keine Wiederholung zum Vergleichen. Lassen Sie es weg, oder filmen Sie "
        "noch einmal.",
    ),
    "record_unreadable": (
        f"{{file}} lässt sich nicht öffnen ({{why}}). {ANALYZE_AGAIN}",
        f"{{file}} ist unvollständig oder verändert. {ANALYZE_AGAIN}",
    ),
    "video_unwritten": (
        "Das Video ließ sich nicht in {folder} schreiben. Machen Sie dort Platz, oder behalten Sie kein Video.",
    ),
    "poses_unwritten": (
        "Die Aufnahme ließ sich nicht in {folder} schreiben ({why}). Machen Sie dort Platz.",
        "Die Aufnahme ließ sich nicht in {folder} schreiben. Machen Sie dort Platz, oder erlauben Sie es.",
    ),
    "output_unwritten": (
        "Die Ergebnisse ließen sich nicht in {library} schreiben ({why}). Machen Sie dort Platz. Das Aufgenommene ist "
        "aufbewahrt und lässt sich danach messen.",
        "In {folder} ließ sich nicht schreiben ({why}). Machen Sie dort Platz, oder erlauben Sie es.",
    ),
    "output_unwritable": ("In {folder} lässt sich nicht schreiben ({why}). Nehmen Sie einen anderen Ort.",),
    "output_cell": ("{file}, Zeile {line}: Ein Eintrag ist nicht zu gebrauchen. Ändern Sie ihn.",),
    "output_full": (
        "In {folder} sind nur {free:size} frei, und gebraucht werden {needed:size}. Machen Sie dort Platz.",
    ),
    "output_is_a_file": ("{file} ist eine Datei, und ein Ordner wurde erwartet. Nehmen Sie einen anderen Ort.",),
    "output_not_ours": (
        "{file} ist schon da und nicht von movescreen. Verschieben Sie die Datei, oder nehmen Sie einen anderen Namen.",
        "{folder} enthält keine Ergebnisse von movescreen und bleibt unverändert. Verschieben Sie den Ordner, oder "
        "nehmen Sie einen anderen.",
    ),
    "not_ours": ("{file} liegt nicht in {folder} und bleibt unverändert. Löschen Sie es selbst.",),
    "name_not_plain": ("Der Name „{name}“ geht nicht. Nehmen Sie einen ohne Schrägstriche und Sonderzeichen.",),
    # Settings, library, back-up
    "height_unlikely": (
        "„{typed}“ ist keine Größe eines Menschen. Möglich sind 50 bis 260 cm, geschrieben wie 172 cm oder 5 Fuß 8 "
        "Zoll.",
    ),
    "settings_unknown": ("Eine Einstellung „{name}“ gibt es nicht. Bekannt sind {known}.",),
    "settings_unreadable": (
        "Für {key} wird ein Wert von {least:g} bis {most:g} erwartet, und {came} kam. Ändern Sie ihn.",
        "Für {key} wird eine Zahl ab {least:g} erwartet, und {came} kam. Ändern Sie sie.",
        "Für {key} kam {came}, und das geht nicht. Ändern Sie den Wert.",
        "{file} lässt sich nicht lesen. Stellen Sie die Datei wieder her, oder löschen Sie sie.",
    ),
    "settings_unwritten": (
        "Die Einstellungen konnten nicht gespeichert werden ({why}). Machen Sie Platz, wo die Bibliothek liegt, und "
        "speichern Sie noch einmal.",
    ),
    "library_foreign": (
        "{folder} ist nicht leer und enthält keine Bibliothek; nichts darin wurde verändert. Nehmen Sie einen leeren "
        "oder neuen Ordner.",
    ),
    "library_unusable": (
        "{unclaimed} gehört nicht zur Bibliothek und ließ sich nicht nach {folder} verschieben ({why}). Verschieben "
        "Sie den Ordner selbst.",
        "Die Bibliothek braucht den Ordner {folder}, und der lässt sich nicht benutzen ({why}). Erlauben Sie das "
        "Schreiben, oder nehmen Sie einen anderen Ordner.",
        "Die Bibliothek {file} lässt sich nicht benutzen. Schließen Sie andere Programme, die sie benutzen.",
    ),
    "library_full": (
        "Der Datenträger mit {folder}, wo die Bibliothek liegt, ist voll. Machen Sie dort Platz; was da ist, bleibt.",
    ),
    "library_newer": (f"{{file}} ist von einem neueren movescreen. {NEWER}",),
    "library_not_ours": (f"{{file}} ist von einem anderen Programm und bleibt unverändert. {ANOTHER_FOLDER}",),
    "backup_no_room": (
        "Gebraucht werden {needed:size}, und in {folder} sind {free:size} frei. Machen Sie dort Platz, oder nehmen "
        "Sie einen anderen Ort.",
    ),
    "backup_place": (
        "Eine Sicherung gehört nicht in die Bibliothek, und {file} liegt darin. Nehmen Sie einen anderen Ordner, am "
        "besten auf einem anderen Datenträger.",
        "Den Ordner {folder} gibt es nicht. Legen Sie ihn an, oder nehmen Sie einen anderen.",
    ),
    "backup_unreadable": (
        "{file} ist keine vollständige Sicherung von movescreen. Kopieren Sie sie noch einmal, oder nehmen Sie eine "
        "frühere.",
    ),
    "backup_unwritten": (
        "Die Sicherung {file} konnte nicht geschrieben werden ({why}), und nichts davon ist übrig. Machen Sie dort "
        "Platz, oder nehmen Sie einen anderen Ort.",
    ),
    "restore_place": (
        "{folder} enthält schon etwas, das unverändert bleibt. Nehmen Sie einen Ordner, den es noch nicht gibt.",
    ),
    "restore_unwritten": (
        "Die Sicherung {file} ließ sich nicht in {folder} einlesen ({why}). Prüfen Sie, ob sie da ist und ob genug "
        "Platz ist.",
    ),
    # The network and what runs it
    "extra_missing": (
        "Dazu fehlt etwas, das hier nicht installiert ist: {names}. Installieren Sie es mit: {install}.",
    ),
    "model_changed": (f"{{file}} wurde verändert, seit das Netz geholt wurde. Entfernen Sie die Datei. {FETCH_AGAIN}",),
    "model_folder": ("{file} ließ sich nicht in {folder} schreiben ({why}). Machen Sie dort Platz.",),
    "model_missing": ("Das Netz für die Posen wurde unter {file} erwartet und ist nicht da.",),
    "model_not_a_bundle": ("{file} ist kein Netz für die Posen. Nehmen Sie eine andere Datei.",),
    "model_out_of_reach": (
        "Das Netz {file} ist nicht auf diesem Computer und ließ sich nicht holen. Legen Sie es in {folder}, oder "
        "verbinden Sie den Computer mit dem Internet, und versuchen Sie es noch einmal.",
    ),
    "model_unknown": ("Ein Netz „{name}“ gibt es nicht. Bekannt sind {known}.",),
    "model_unreadable": (f"{{file}} lässt sich nicht als Netz öffnen. Löschen Sie die Datei. {FETCH_AGAIN}",),
    "port_taken": ("Unter der Nummer {port} läuft schon etwas. Nehmen Sie eine andere.",),
    # Rating
    "copy_unwritten": ("Eine Kopie von „{file}“ ließ sich nicht in {folder} schreiben. Machen Sie dort Platz.",),
    "no_rater": ("Wer bewertet, braucht einen Namen von höchstens {most} Zeichen. Tragen Sie einen ein.",),
    "not_all_ticked": ("Noch {count} {count:Punkt ist|Punkte sind} nicht angekreuzt. Jeder Punkt braucht ein Kreuz.",),
    "study_differs": (
        "Die Bewertung in {folder} wurde mit anderen Vorgaben angelegt. Übernehmen Sie diese, oder nehmen Sie einen "
        "anderen Ordner.",
    ),
    "study_unknown": ("Nach „{name}“ lässt sich bei dieser Übung nicht fragen. Möglich sind {known}.",),
    "study_unreadable": (
        "Die Bewertung in {folder} lässt sich nicht lesen und kann Kopien dieser Aufnahmen enthalten. Löschen Sie den "
        "Ordner selbst, und löschen Sie dann noch einmal.",
        "{file} lässt sich nicht als Bewertung lesen. Stellen Sie die Datei wieder her, oder nehmen Sie einen anderen "
        "Ordner.",
    ),
    "study_unwritable": (
        "In {folder} lässt sich die Bewertung nicht speichern ({why}). Machen Sie dort Platz, oder nehmen Sie einen "
        "anderen Ordner.",
        "Die Bewertung ließ sich nicht schreiben ({why}), und nichts davon ist übrig. Machen Sie Platz, wo die "
        "Bibliothek liegt.",
    ),
    "study_unusable": (f"Die Bewertung {{file}} lässt sich nicht benutzen. {ANOTHER_FOLDER}",),
    "study_full": (
        "Der Datenträger mit {folder}, wo die Bewertung liegt, ist voll. Machen Sie dort Platz; was da ist, bleibt.",
    ),
    "study_newer": (f"{{file}} ist von einem neueren movescreen. {NEWER}",),
    "study_not_ours": (f"{{file}} ist von einem anderen Programm und bleibt unverändert. {ANOTHER_FOLDER}",),
}

WHY = {  # by the number of a system's error
    errno.ENOSPC: "kein Platz mehr",
    errno.EDQUOT: "kein Platz mehr",
    errno.EACCES: "nicht erlaubt",
    errno.EPERM: "nicht erlaubt",
    errno.EROFS: "schreibgeschützt",
    errno.ENOENT: "nicht vorhanden",
    errno.ENOTDIR: "kein Ordner",
    errno.EISDIR: "ein Ordner",
    errno.EEXIST: "schon vorhanden",
    errno.ENOTEMPTY: "nicht leer",
    errno.EBUSY: "gerade benutzt",
    errno.EIO: "der Datenträger antwortet nicht",
    errno.ENAMETOOLONG: "der Name ist zu lang",
    errno.EFBIG: "zu groß für den Datenträger",
}
OTHER_WHY = "Meldung {errno} des Systems"
