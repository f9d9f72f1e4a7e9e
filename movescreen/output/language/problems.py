"""Problems in German, by their codes: in English each says itself what came, what was expected and what to do."""

from __future__ import annotations

from movescreen.errors import Problem

UNFORESEEN = "Hier geschah etwas, das niemand vorhersah; das Terminal zeigt, was. Beginnen Sie noch einmal."
MAKE_ROOM = "Machen Sie Platz, und versuchen Sie es noch einmal."
GERMAN = {
    # People and sessions
    "busy": "Gerade wird jemand aufgenommen. Stoppen Sie das zuerst.",
    "no_name": "Ein Klient braucht einen Namen von höchstens 80 Zeichen.",
    "no_consent": "Notieren Sie, wozu die Person zugestimmt hat, bevor etwas von ihr behalten wird.",
    "no_client": "Diesen Klienten gibt es nicht mehr. Gehen Sie zur ersten Seite zurück.",
    "no_session": "Diese Aufnahme gibt es nicht mehr. Gehen Sie zur ersten Seite zurück.",
    "no_person": "In der Aufnahme war niemand zu finden, und nichts davon ist behalten. Zeigen Sie den ganzen Körper, "
    "in gutem Licht.",
    "no_video": "Von dieser Aufnahme wurde kein Video behalten.",
    "no_still": "Von dieser Aufnahme gibt es kein Bild. Öffnen Sie ihre Seite noch einmal.",
    "no_report": "Diese Aufnahme hat keinen Bericht: Sie wurde nie beendet.",
    "namesake": "Es gibt schon einen Klienten dieses Namens. Noch einen mit demselben Namen anlegen?",
    "being_measured": "Dieser Clip wird gerade gemessen. Warten Sie, bis das zu Ende ist.",
    "in_queue": "Dieser Clip wird gerade gemessen. Warten Sie, bis das zu Ende ist.",
    "not_measured": "Diese Aufnahme ließ sich nicht messen.",
    "no_date": "Ein Tag und eine Zeit wurden erwartet, wie 2026-05-03 18:05.",
    "no_screen": "Diese Übung gibt es nicht. Laden Sie die Seite neu.",
    "no_view": "Gesehen wird von vorn, von der Seite oder von hinten. Laden Sie die Seite neu.",
    "other_client": "Das sind Aufnahmen von zwei Klienten. Wählen Sie zwei von einem.",
    "same_session": "Das ist zweimal dieselbe Aufnahme. Wählen Sie zwei.",
    "pair_unknown": "Ein Paar sind zwei Clips einer Person, von vorn und von der Seite, mit derselben Übung. Wählen "
    "Sie zwei solche.",
    "not_deleted": "Nicht alles ließ sich löschen. Schließen Sie, was eine der Dateien offen hat, und löschen Sie noch "
    "einmal.",
    # Clips and uploads
    "no_room": "Auf dem Datenträger ist zu wenig Platz. Machen Sie Platz, oder nehmen Sie einen kürzeren Clip.",
    "no_room_to_record": "Für eine Aufnahme ist auf dem Datenträger der Bibliothek zu wenig Platz. Machen Sie dort "
    "zuerst Platz: Löschen Sie zum Beispiel Aufnahmen, die niemand mehr braucht.",
    "disk_full": "Der Datenträger ist voll. Machen Sie Platz; dann geht es weiter, wo es aufhörte.",
    "empty_clip": "In dieser Datei steht nichts. Wählen Sie einen anderen Clip.",
    "empty_file": "In dieser Datei steht nichts. Kopieren Sie den Clip noch einmal.",
    "receiving_off": "Das Empfangen ist am Computer ausgeschaltet. Schalten Sie es dort ein, und scannen Sie den neuen "
    "Code.",
    "no_upload": "Diese Übertragung gibt es nicht mehr. Wählen Sie den Clip noch einmal.",
    "no_length": "Was gesendet wurde, ist kein Teil eines Clips. Laden Sie die Seite neu, und wählen Sie den Clip noch "
    "einmal.",
    "no_piece": "Was gesendet wurde, ist kein Teil eines Clips. Laden Sie die Seite neu, und wählen Sie den Clip noch "
    "einmal.",
    "upload_unfinished": "Dieser Clip ist noch unterwegs. Warten Sie, bis er da ist.",
    "too_many_uploads": "Zu viele Clips sind zugleich unterwegs. Warten Sie, bis einige da sind.",
    "clip_not_added": "Der Clip ließ sich nicht in die Bibliothek kopieren. Sehen Sie nach, ob er da ist, gelesen "
    "werden darf und Platz hat.",
    "clip_failed": "Ein Clip des Paars ist nicht gemessen. Messen Sie ihn zuerst.",
    "which_movement": "Welche Übung der Clip zeigt, ließ sich nicht erkennen. Wählen Sie sie.",
    "worker_lost": "Das Messen dieses Clips brach ab. Messen Sie ihn noch einmal; andere Clips gehen weiter.",
    "unexpected": "Mit diesem Clip geschah etwas, das niemand vorhersah. Messen Sie ihn noch einmal; andere Clips "
    "gehen weiter.",
    "unmeasured": "Der Clip ließ sich nicht messen. Versuchen Sie es noch einmal.",
    "encrypted": "Diese Datei ist verschlüsselt. Nehmen Sie eine unverschlüsselte Kopie.",
    "folder": "Hier steht ein Ordner und kein Clip. Wählen Sie einen Clip daraus.",
    "no_clips": "Hier ist kein Clip. Wählen Sie einen Clip oder einen Ordner mit Clips.",
    "no_file": "Diese Datei gibt es nicht. Sehen Sie nach dem Namen.",
    "no_frames": "In diesem Clip ist kein Bild, das sich lesen lässt. Nehmen Sie ihn noch einmal auf.",
    "no_permission": "Diese Datei darf nicht gelesen werden. Erlauben Sie es, oder kopieren Sie sie anderswohin.",
    "not_a_video": "Diese Datei ist kein Video, das sich lesen lässt. Wählen Sie ein Video, etwa MP4 oder MOV.",
    "picture_too_large": "Die Bilder dieses Clips sind zu groß. Speichern Sie ihn kleiner.",
    "still_picture": "Diese Datei ist ein Foto und kein Video. Wählen Sie ein Video.",
    "unfinished": "Diese Datei hört zu früh auf: Das Kopieren oder Aufnehmen wurde nicht beendet. Kopieren Sie sie "
    "noch einmal.",
    "unknown_codec": "Dieses Video ist auf eine Art gespeichert, die hier nicht gelesen wird. Speichern Sie es als MP4 "
    "(H.264).",
    "other_clip": "Die Posen hier sind von einem anderen Clip. Messen Sie den Clip noch einmal.",
    "poses_missing": "Die Posen dieser Aufnahme sind nicht da. Messen Sie ihren Clip noch einmal.",
    "poses_unreadable": "Die Posen dieser Aufnahme lassen sich nicht lesen. Messen Sie ihren Clip noch einmal.",
    # Camera
    "no_camera": "Diese Kamera gibt es hier nicht. Laden Sie die Seite neu.",
    "camera_busy": "Die Kamera gibt kein Bild: Sie ist nicht eingesteckt, oder etwas anderes benutzt sie. Stecken Sie "
    "sie ein, und schließen Sie andere Programme, die sie zeigen.",
    "camera_unplugged": "Die Kamera gibt keine Bilder mehr. Stecken Sie sie wieder ein; sie wird von selbst gefunden.",
    "camera_changed": "Die Kamera änderte die Größe ihrer Bilder. Sie wird von selbst wieder geöffnet.",
    # Results
    "about_unreadable": "Die Notizen zu dieser Aufnahme sind nicht, wie movescreen sie schrieb. Entfernen Sie die "
    "Datei, und notieren Sie noch einmal.",
    "ratings_unreadable": "Die Kreuze zu dieser Aufnahme sind nicht, wie movescreen sie schrieb. Entfernen Sie die "
    "Datei, und kreuzen Sie noch einmal an.",
    "ratings_unwritten": "Ihre Kreuze konnten nicht gespeichert werden. Machen Sie Platz, wo die Bibliothek liegt, und "
    "kreuzen Sie noch einmal an.",
    "notes_unwritten": "Die Notizen konnten nicht gespeichert werden. " + MAKE_ROOM,
    "logo_unreadable": "Dieses Logo ist kein Bild, das sich lesen lässt. Nehmen Sie ein PNG oder JPEG.",
    "no_record": "Hier sind keine Ergebnisse. Messen Sie den Clip zuerst.",
    "no_results": "Hier sind keine Ergebnisse. Messen Sie die Clips zuerst.",
    "no_repetition": "In einer Aufnahme ist keine Wiederholung, die sich vergleichen lässt. Wählen Sie eine andere.",
    "record_unreadable": "Die Ergebnisse sind nicht, wie movescreen sie schrieb. Messen Sie den Clip noch einmal.",
    "too_few_records": "Für einen Vergleich braucht es mindestens zwei Aufnahmen. Wählen Sie eine zweite.",
    "too_few_views": "Verbunden werden Aufnahmen aus mindestens zwei Sichten. Wählen Sie eine aus einer anderen Sicht.",
    "other_screen": "Das sind Aufnahmen verschiedener Übungen. Wählen Sie solche von einer.",
    "other_view": "Das sind Aufnahmen aus verschiedenen Sichten. Wählen Sie solche aus einer.",
    "no_plumb_line": "Im Bild ist nichts, woran sich die Senkrechte zeigt. Stellen Sie die Kamera selbst waagerecht.",
    "video_unwritten": "Das Video konnte nicht geschrieben werden. Machen Sie Platz, oder behalten Sie es nicht.",
    "poses_unwritten": "Die Aufnahme konnte nicht geschrieben werden. Machen Sie Platz.",
    "output_unwritten": "Die Ergebnisse konnten nicht geschrieben werden. Machen Sie Platz. Was aufgenommen wurde, ist "
    "behalten und kann dann gemessen werden.",
    "output_unwritable": "Hierhin lässt sich nicht schreiben. Nehmen Sie einen anderen Ort.",
    "output_cell": "Ein Eintrag einer Tabelle lässt sich nicht schreiben. Nehmen Sie einen anderen Namen.",
    "output_full": "Der Datenträger ist voll. " + MAKE_ROOM,
    "output_is_a_file": "Hier steht eine Datei, wo ein Ordner sein soll. Nehmen Sie einen anderen Ort.",
    "output_not_ours": "Hier steht eine Datei, die nicht von movescreen ist. Legen Sie sie anderswohin.",
    "output_taken": "Hier sind schon die Ergebnisse eines Clips. Nehmen Sie einen anderen Ort.",
    "not_ours": "Das ist nicht von movescreen und bleibt, wie es ist. Legen Sie es anderswohin.",
    "name_not_plain": "Das ist kein einfacher Name. Nehmen Sie einen ohne Schrägstriche und Sonderzeichen.",
    # Settings, library, back-up
    "busy_working": "Das läuft schon. Warten Sie, bis es zu Ende ist.",
    "stopped": "Angehalten, und nichts davon ist übrig.",
    "height_unlikely": "Diese Größe ist nicht zu lesen: von 50 bis 260 cm, wie 172 cm oder 5 Fuß 8 Zoll.",
    "settings_unknown": "Eine Einstellung hat einen Namen oder einen Wert, den es nicht gibt. Ändern Sie sie.",
    "settings_unreadable": "Die Einstellungen lassen sich nicht lesen. Stellen Sie die Datei wieder her, oder löschen "
    "Sie sie.",
    "settings_unwritten": "Die Einstellungen konnten nicht gespeichert werden. " + MAKE_ROOM,
    "library_foreign": "Dieser Ordner hält anderes als eine Bibliothek. Nehmen Sie einen leeren oder neuen Ordner.",
    "library_in_use": "Diese Bibliothek ist schon geöffnet. Schließen Sie das andere movescreen.",
    "library_unusable": "Die Bibliothek lässt sich nicht benutzen. Sehen Sie nach, ob ihr Datenträger da ist und Platz "
    "hat.",
    "library_full": "Der Datenträger der Bibliothek ist voll. Machen Sie dort Platz; was da ist, bleibt.",
    "library_newer": "Diese Bibliothek ist von einem neueren movescreen. Nehmen Sie dieses.",
    "library_not_ours": "Die Tabellen der Bibliothek sind nicht von movescreen. Nehmen Sie einen anderen Ordner.",
    "backup_no_room": "Für die Sicherung ist zu wenig Platz. Machen Sie dort Platz, oder nehmen Sie einen anderen Ort.",
    "backup_place": "Dort kann die Sicherung nicht liegen. Nehmen Sie einen anderen Ordner, am besten auf einem "
    "anderen Datenträger.",
    "backup_unreadable": "Diese Datei ist keine ganze Sicherung von movescreen. Nehmen Sie eine andere.",
    "backup_unwritten": "Die Sicherung konnte nicht geschrieben werden. Machen Sie dort Platz, oder nehmen Sie einen "
    "anderen Ort.",
    "restore_place": "Hier steht schon etwas. Nehmen Sie einen Ordner, den es noch nicht gibt.",
    "restore_unwritten": "Die Sicherung konnte nicht zurückgelegt werden. Sehen Sie nach, ob der Ort da ist und Platz "
    "hat.",
    # The network and what runs it
    "extra_missing": "Dazu fehlt etwas, das hier nicht installiert ist. Das Terminal zeigt, wie Sie es installieren.",
    "model_changed": "Das Netz für die Posen ist nicht mehr das, das gemessen hat. Holen Sie es noch einmal.",
    "model_folder": "Der Ordner des Netzes für die Posen lässt sich nicht benutzen. Nehmen Sie einen anderen.",
    "model_mismatch": "Das Netz für die Posen ist nicht das erwartete. Holen Sie es noch einmal.",
    "model_missing": "Das Netz für die Posen ist nicht da. Holen Sie es mit movescreen models.",
    "model_not_a_bundle": "Diese Datei ist kein Netz für die Posen. Nehmen Sie eine andere.",
    "model_out_of_reach": "Das Netz für die Posen ließ sich nicht holen. Sehen Sie nach der Verbindung ins Internet.",
    "model_tensors": "Dieses Netz gibt nicht, was gebraucht wird. Nehmen Sie ein anderes.",
    "model_unknown": "Dieses Netz gibt es nicht. Nehmen Sie eines, das movescreen models nennt.",
    "model_unreadable": "Das Netz für die Posen lässt sich nicht lesen. Holen Sie es noch einmal.",
    "port_taken": "Unter dieser Adresse läuft schon etwas. Nehmen Sie eine andere Nummer mit --port.",
    # Rating
    "no_study": "Diese Bewertung gibt es nicht mehr. Öffnen Sie die Seite noch einmal.",
    "clips_unreadable": "Die Tabelle der Clips lässt sich nicht lesen. Sehen Sie nach ihr.",
    "labels_unreadable": "Die Tabelle der Clips lässt sich nicht lesen. Sehen Sie nach ihr.",
    "copy_unwritten": "Die Kopie eines Clips konnte nicht geschrieben werden. " + MAKE_ROOM,
    "no_rater": "Wer bewertet, braucht einen Namen von höchstens 80 Zeichen.",
    "not_all_ticked": "Noch nicht alles hat ein Kreuz. Jedes braucht eines.",
    "not_asked": "Danach fragt diese Bewertung nicht. Laden Sie die Seite neu.",
    "not_yet": "Jetzt gibt es nichts zu beginnen. Laden Sie die Seite neu.",
    "not_yours": "Das ist nicht mehr Ihr Clip. Öffnen Sie noch einmal Ihre eigene Adresse.",
    "study_differs": "Diese Bewertung ist anders angelegt, als gefragt wird. Nehmen Sie sie, wie sie ist, oder einen "
    "anderen Ordner.",
    "study_unknown": "Danach lässt sich in dieser Übung nicht fragen. Wählen Sie anderes.",
    "study_unreadable": "Die Bewertung lässt sich nicht lesen. Stellen Sie ihre Dateien wieder her.",
    "study_unwritable": "In den Ordner der Bewertung lässt sich nicht schreiben. Nehmen Sie einen anderen.",
    "study_unusable": "Der Ordner der Bewertung lässt sich nicht benutzen. Nehmen Sie einen anderen.",
    "study_full": "Der Datenträger der Bewertung ist voll. Machen Sie dort Platz; was da ist, bleibt.",
    "study_newer": "Diese Bewertung ist von einem neueren movescreen. Nehmen Sie dieses.",
    "study_not_ours": "Die Tabellen der Bewertung sind nicht von movescreen. Nehmen Sie einen anderen Ordner.",
    # What a server says of a request
    "bad_request": "Was gesendet wurde, ist nicht, was diese Seite sendet. Laden Sie sie neu.",
    "unprocessable": "Was gesendet wurde, ist nicht, was diese Seite sendet. Laden Sie sie neu.",
    "not_found": "Hier ist nichts. Gehen Sie zur ersten Seite zurück.",
    "method_not_allowed": "Hier ist nichts. Gehen Sie zur ersten Seite zurück.",
    "too_long": "Das war mehr, als diese Seite sendet.",
    "no_token": "Diese Seite öffnet sich nur mit ihrem Schlüssel. Öffnen Sie die ganze Adresse, die movescreen im "
    "Terminal zeigte; ein früherer Start hatte einen anderen.",
    "earlier_start": "Diese Seite ist von einem früheren Start. Laden Sie sie neu.",
    "own_address": "Dieser Server antwortet nur unter der Adresse, die er zeigte.",
    "foreign": "Eine andere Seite fragte danach. Öffnen Sie die Seite unter der Adresse, die gezeigt wurde.",
    "unforeseen": UNFORESEEN,
}
IN: dict[str, dict[str, str]] = {"de": GERMAN}
FIRST_PAGE = {"en": "First page", "de": "Erste Seite"}


def in_language(code: str, sentence: str, language: str) -> str:
    """Return what a problem of a code says in a language (ISO 639-1): its own sentence where it has no other."""
    return IN.get(language, {}).get(code, sentence)


def problem_sentence(problem: Problem, language: str) -> str:
    """Return a problem's sentence in a language."""
    return in_language(problem.code, str(problem), language)
