"""German. Problems by their codes: what came, what was expected and what to do, for a reader of a page."""

from __future__ import annotations

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
    "no_room_to_record": "Für eine Aufnahme ist auf dem Datenträger der Bibliothek zu wenig Platz. Machen Sie dort "
    "zuerst Platz: Löschen Sie zum Beispiel Aufnahmen, die niemand mehr braucht.",
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
