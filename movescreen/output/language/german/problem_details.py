"""German. Problems with their names and sizes, and why a system refused something."""

from __future__ import annotations

import errno

from movescreen.output.language.german.problems import (
    A_VIDEO,
    ANALYZE_AGAIN,
    ANOTHER_FOLDER,
    COPY_AGAIN,
    FETCH_AGAIN,
    NEWER,
)

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
        "Dieser Clip und seine Ergebnisse brauchen {size:size}, und frei sind {free:size}, wo die Bibliothek liegt. "
        "Machen Sie dort Platz, oder nehmen Sie einen kürzeren Clip.",
    ),
    "no_room_to_record": (
        "Eine Aufnahme braucht {size:size}, und frei sind {free:size}, wo die Bibliothek liegt. Machen Sie dort "
        "zuerst Platz: Löschen Sie zum Beispiel Aufnahmen, die niemand mehr braucht.",
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
    "model_missing": (
        "Das Netz für die Posen wurde unter {file} erwartet und ist nicht da. Holen Sie es mit movescreen models.",
    ),
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
