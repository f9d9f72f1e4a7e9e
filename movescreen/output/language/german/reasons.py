"""German. Reasons: why something was not measured or not counted, and how to film it next time."""

from __future__ import annotations

from movescreen.measures.registry import ARMS_NOT_OVERHEAD, BY_EYE, IMPOSSIBLE, OTHER_VIEW
from movescreen.scoring.back_outline import COVERED, TOO_SMALL, UNCLEAR, UNSTEADY
from movescreen.scoring.readings import (
    FAR_LIMB,
    FRAMES_LOST,
    NO_LEG_RAISED,
    NO_PICTURES,
    NOT_SEEN,
    OUT_OF_PICTURE,
    TOO_BRIEF,
    TOO_FEW_FRAMES,
)
from movescreen.scoring.set_findings import NO_REPETITION
from movescreen.segmentation.rejection import (
    CAMERA_MOVED,
    FEET_MOVED,
    FEET_UNSEEN,
    GOT_UP,
    HALF_SEEN,
    JUMPED_UP,
    ONE_FOOT_AHEAD,
    RECORDING_ENDED,
    TOO_LONG,
    TOO_SHORT,
)
from movescreen.segmentation.tempo import NO_TIMES

WHY = {
    ARMS_NOT_OVERHEAD: "Die Arme waren {moment} oder im Stand nicht über dem Kopf.",
    IMPOSSIBLE: "Die gefundenen Punkte passen zu keinem Körper und lagen deshalb nicht am Körper.",
    OTHER_VIEW: "Die Kamera sah {view}, und das ist nur {views} zu sehen.",
    BY_EYE: "Eine Kamera, die den ganzen Körper im Bild hat, zeigt es nicht; ein Mensch kann es sehen.",
    NOT_SEEN: "Die Punkte dafür waren {moment} verdeckt oder nicht zu erkennen.",
    FRAMES_LOST: "Bilder gingen {moment} verloren; was in ihnen geschah, ist nicht bekannt.",
    OUT_OF_PICTURE: "Die Punkte dafür lagen {moment} außerhalb des Bildes.",
    TOO_FEW_FRAMES: "Zu wenige Bilder zeigten es {moment}.",
    TOO_BRIEF: "Die Zeit {moment} war zu kurz, um eine Änderung zu zeigen.",
    NO_TIMES: "Die Datei enthält keine Zeiten, und jede Dauer wäre geraten.",
    NO_PICTURES: "Es wird in den Bildern gesucht, und es waren keine da.",
    TOO_SMALL: "Der Rumpf war im Bild zu klein.",
    COVERED: "Ein Arm oder Haare lagen über dem Rücken.",
    UNCLEAR: "Der Rand des Rückens hob sich nicht ab, oder Kleidung verdeckte ihn.",
    UNSTEADY: "Der Rand des Rückens änderte sich von Bild zu Bild.",
    NO_LEG_RAISED: "Beide Füße waren {moment} am Boden.",
    FAR_LIMB: "Das Standbein war das von der Kamera abgewandte und halb vom anderen verdeckt.",
    NO_REPETITION: "Im Clip wurde keine ganze Wiederholung gefunden.",
}
FILM = {
    ARMS_NOT_OVERHEAD: "Halten Sie nächstes Mal beide Arme von Anfang an gerade nach oben, so weit es geht.",
    IMPOSSIBLE: "Bleiben Sie nächstes Mal mit dem ganzen Körper im Bild, in gleichmäßigem Licht und anliegender "
    "Kleidung.",
    OTHER_VIEW: "Filmen Sie nächstes Mal gerade {views}, mit waagerechter Kamera aus etwa 3 m.",
    BY_EYE: "Wer die Liste kennt, kann hinsehen und es ankreuzen.",
    NOT_SEEN: "Bleiben Sie nächstes Mal mit dem ganzen Körper im Bild, in gleichmäßigem Licht und anliegender "
    "Kleidung, ohne jemanden oder etwas davor.",
    FRAMES_LOST: "Schließen Sie nächstes Mal beim Aufnehmen andere Programme, und bleiben Sie mit dem ganzen Körper "
    "im Bild.",
    OUT_OF_PICTURE: "Stellen Sie die Kamera nächstes Mal weiter weg oder hochkant, bis Hände und Füße im Bild bleiben.",
    TOO_FEW_FRAMES: "Nehmen Sie nächstes Mal mit 30 Bildern pro Sekunde oder mehr auf, und bleiben Sie {moment} etwas "
    "länger.",
    TOO_BRIEF: "Bleiben Sie nächstes Mal {moment} zwei Sekunden oder länger.",
    NO_TIMES: "Nehmen Sie nächstes Mal einen Clip auf, der sie enthält, etwa MP4.",
    NO_PICTURES: "Werten Sie nächstes Mal den aufgenommenen Clip aus.",
    TOO_SMALL: "Stellen Sie sich nächstes Mal näher an die Kamera.",
    COVERED: "Halten Sie nächstes Mal Arme und Haare vom Rücken fern.",
    UNCLEAR: "Tragen Sie nächstes Mal anliegende Kleidung, und stellen Sie sich vor eine glatte Wand in einer anderen "
    "Farbe.",
    UNSTEADY: "Tragen Sie nächstes Mal anliegende Kleidung, und halten Sie die Kamera still.",
    NO_LEG_RAISED: "Halten Sie nächstes Mal ein Bein von Anfang bis Ende gestreckt in der Luft, oder wählen Sie die "
    "Brücke auf beiden Beinen.",
    FAR_LIMB: "Legen Sie sich nächstes Mal andersherum, sodass das Standbein näher an der Kamera ist.",
    NO_REPETITION: "Halten Sie nächstes Mal eine Sekunde still, bewegen Sie sich ganz hin und zurück, und halten Sie "
    "wieder still, mit dem ganzen Körper im Bild.",
}
NOT_COUNTED = {
    JUMPED_UP: "beide Füße verließen den Boden. Lassen Sie sie nächstes Mal von Anfang bis Ende am Boden.",
    ONE_FOOT_AHEAD: "ein Fuß stand vor dem anderen, wie bei einem Ausfallschritt. Stellen Sie nächstes Mal beide "
    "nebeneinander.",
    HALF_SEEN: "eine halbe Wiederholung: Die Aufnahme begann darin, und nur der Weg zurück war zu sehen. Beginnen Sie "
    "die Aufnahme nächstes Mal in Ruhe.",
    RECORDING_ENDED: "die Aufnahme endete, bevor der Weg zurück zu sehen war. Beenden Sie sie nächstes Mal in Ruhe.",
    CAMERA_MOVED: "beide Füße wanderten im Bild gleich weit: Die Kamera bewegte sich, oder die Person ging. Stellen "
    "Sie die Kamera nächstes Mal fest ab, und bleiben Sie am Platz.",
    FEET_UNSEEN: "die Füße waren nicht zu sehen. Lassen Sie sie nächstes Mal im Bild.",
    TOO_SHORT: "kürzer als {shortest:g} s. Bewegen Sie sich nächstes Mal langsamer.",
    TOO_LONG: "länger als {longest:g} s. Kommen Sie nächstes Mal früher zurück.",
    GOT_UP: "die Schultern verließen den Boden. Lassen Sie sie nächstes Mal von Anfang bis Ende am Boden.",
    FEET_MOVED: "die Füße bewegten sich. Lassen Sie sie nächstes Mal von Anfang bis Ende am Platz.",
}
NO_VALUE = {
    ARMS_NOT_OVERHEAD: "Arme nicht über dem Kopf",
    IMPOSSIBLE: "unmöglicher Wert",
    OTHER_VIEW: "nicht aus dieser Sicht",
    BY_EYE: "nur für das Auge",
    NOT_SEEN: "nicht zu sehen",
    FRAMES_LOST: "Bilder verloren",
    OUT_OF_PICTURE: "außerhalb des Bildes",
    TOO_FEW_FRAMES: "zu wenige Bilder",
    TOO_BRIEF: "zu kurz",
    NO_TIMES: "keine Zeiten",
    NO_PICTURES: "keine Bilder",
    TOO_SMALL: "zu klein",
    COVERED: "verdeckt",
    UNCLEAR: "unklarer Rand",
    UNSTEADY: "unruhiger Rand",
    NO_LEG_RAISED: "kein Bein gehoben",
    FAR_LIMB: "Bein auf der abgewandten Seite",
}
