"""German: every template of what people read; what each is for is seen in `english`."""

from __future__ import annotations

from movescreen.measures.reference_pose import BACK, END, FRONT, OBLIQUE, SIDE
from movescreen.measures.registry import ARMS_NOT_OVERHEAD, BY_EYE, IMPOSSIBLE, OTHER_VIEW
from movescreen.output.language.language import Clause
from movescreen.scoring import recording_quality
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
from movescreen.segmentation.tempo import NO_TIMES, TOO_FEW_A_SECOND

CODE = "de"
DECIMAL = ","
DISCLAIMER = (
    "movescreen beschreibt Stellungen, die in einem Video zu sehen sind. Es ist für Unterricht, für Aufzeichnungen im "
    "Training und für die Erforschung des Messens da. Es stellt keine Diagnose, sagt keine Verletzung, Krankheit oder "
    "Muskelbeschwerde voraus und schließt keine aus, und es empfiehlt keine Behandlung. Alle Werte haben die "
    "angegebene Unsicherheit und hängen vom Aufbau der Kamera und von der Kleidung ab. Menschen bewegen sich "
    "verschieden, und Abweichungen von einer Liste sind auch bei Menschen ohne Beschwerden häufig. Wer bei einer Übung "
    "Schmerzen hat, hört auf; bei Schmerzen oder Fragen zur Gesundheit hilft eine Fachperson."
)
NOTHING = "Kein Merkmal der Liste wurde über die Messunsicherheit hinaus beobachtet."
NOT_ONE = "In diesem Clip ließ sich nichts messen: Lesen Sie, warum, und wie Sie ihn nächstes Mal filmen."
TITLES = {
    "overhead_squat": "Kniebeuge mit gehobenen Armen",
    "bridge": "Brücke",
    "single_leg_bridge": "Brücke auf einem Bein",
}
MEASURES = {
    "knee_flexion": ("Kniebeugung", "Beugung des Knies im Bild; 0 = gestreckt, + = gebeugt."),
    "trunk_inclination": (
        "Rumpfneigung",
        "Neigung der Linie von der Hüfte zur Schulter gegen die Senkrechte des Bildes; + = nach vorn.",
    ),
    "shank_inclination": (
        "Schienbeinneigung",
        "Neigung der Linie vom Knöchel zum Knie gegen die Senkrechte des Bildes; + = Knie vorn.",
    ),
    "thigh_elevation": (
        "Oberschenkelneigung",
        "Steigung der Linie vom Knie zur Hüfte gegen die Waagerechte; + = Hüfte über dem Knie.",
    ),
    "hip_angle": (
        "Hüftwinkel",
        "Winkel von der Schulter über die Hüfte zum Knie; 180 = gerade Linie, über 180 = Hüfte über der Linie.",
    ),
    "hip_line_offset": (
        "Abstand der Hüfte von der Linie",
        "Abstand der Hüfte von der Linie zwischen Schulter und Knie, in Prozent ihrer Länge; + = Hüfte darunter.",
    ),
    "hip_lift": (
        "Hub der Hüfte",
        "Wie weit die Hüfte seit dem Liegen nach oben kam, in Prozent der Oberschenkellänge; + = höher.",
    ),
    "trunk_slope": (
        "Rumpfsteigung",
        "Steigung der Linie von der Schulter zur Hüfte gegen die Waagerechte; + = Hüfte höher.",
    ),
    "thigh_slope": (
        "Oberschenkelsteigung",
        "Steigung der Linie von der Hüfte zum Knie gegen die Waagerechte; + = Knie höher.",
    ),
    "heel_to_hip": (
        "Abstand Ferse–Hüfte",
        "Abstand der Ferse von der Hüfte längs des Bildes, in Prozent der Oberschenkellänge; kleiner = näher.",
    ),
    "thigh_difference": (
        "Unterschied der Oberschenkel",
        "Um wie viel steiler der gehobene Oberschenkel aufwärts zeigt als der des Standbeins; + = gehobener höher.",
    ),
    "pelvis_drop": (
        "Absinken des Beckens",
        "Absinken des Beckens auf der Seite des gehobenen Beins; von der Seite verdeckt; für das Auge.",
    ),
    "hip_range": (
        "Öffnung der Hüfte",
        "Wie weit sich der Hüftwinkel vom Anfang der Wiederholung bis ganz oben öffnete.",
    ),
    "hold": (
        "Haltezeit",
        "Wie lange die Hüfte oben blieb: bis 10 Grad unter ihrem eigenen höchsten Winkel und über 70 % ihres eigenen "
        "höchsten Hubs.",
    ),
    "time_at_top": (
        "Zeit oben",
        "Wie lange die Hüfte oben blieb, vom Ankommen bis zum Ablassen, wie weit sie auch sank.",
    ),
    "sag": (
        "Absinken beim Halten",
        "Um wie viel der Hüftwinkel oben abnahm, von der ersten bis zur letzten Sekunde; + = Hüfte tiefer.",
    ),
    "sag_rate": (
        "Tempo des Absinkens",
        "Wie schnell der Hüftwinkel oben abnahm, ohne die halbe Sekunde an beiden Enden; + = Hüfte tiefer.",
    ),
    "hip_descent": (
        "Absenken der Hüfte",
        "Wie weit die Hüfte seit dem Stehen nach unten kam, in Prozent der Beinlänge; + = tiefer.",
    ),
    "shoulder_descent": (
        "Absenken der Schultern",
        "Wie weit die Schultern seit dem Stehen nach unten kamen, in Prozent der Beinlänge; + = tiefer.",
    ),
    "trunk_minus_shank": (
        "Rumpf- minus Schienbeinneigung",
        "Um wie viel mehr sich der Rumpf neigt als das Schienbein, beide auf der nahen Seite; + = Rumpf mehr.",
    ),
    "knee_over_toe": (
        "Knie über den Zehen",
        "Abstand des Knies von der Fußspitze quer im Bild, in Prozent der Unterschenkellänge; + = Knie innen.",
    ),
    "knee_over_ankle": (
        "Knie über dem Knöchel",
        "Abstand des Knies vom eigenen Knöchel quer im Bild, in Prozent der Unterschenkellänge; + = Knie innen.",
    ),
    "knee_inward": (
        "Knie nach innen",
        "Bewegung des Knies quer über den Fuß seit dem Stehen, in Prozent der Unterschenkellänge; + = nach innen.",
    ),
    "knees_to_one_side": (
        "Knie zu einer Seite",
        "Gemeinsame Bewegung beider Knie quer über die Füße seit dem Stehen, in Prozent der Unterschenkellänge; + = "
        "nach "
        "links der Person.",
    ),
    "knee_toe_separation": (
        "Knieabstand zu Zehenabstand",
        "Abstand der Knie, geteilt durch den der Fußspitzen; unter 1 = Knie enger.",
    ),
    "knee_ankle_separation": (
        "Knieabstand zu Knöchelabstand",
        "Abstand der Knie, geteilt durch den der Knöchel; unter 1 = Knie enger.",
    ),
    "elbow_flexion": ("Ellbogenbeugung", "Beugung des Ellbogens im Bild; 0 = gestreckt, + = gebeugt."),
    "arm_trunk": (
        "Arm gegen Rumpf",
        "Winkel des Arms gegen die Linie des Rumpfs; 0 = in einer Linie über dem Kopf, + = Arm vorn.",
    ),
    "wrist_over_toe": (
        "Handgelenk über den Zehen",
        "Abstand des Handgelenks von der Fußspitze längs des Bildes, in Prozent der Fußlänge; + = vorn.",
    ),
    "heel_rise": (
        "Abheben der Ferse",
        "Wie weit die Ferse seit dem Stehen um den Fußballen nach oben kam; + = Ferse höher.",
    ),
    "turn_out": (
        "Fußrichtung",
        "Richtung des Fußes gegen geradeaus, danach, wie weit seine Spitze neben Ferse und Knöchel liegt; + = außen.",
    ),
    "turn_out_change": (
        "Änderung der Fußrichtung",
        "Änderung der Richtung vom Knöchel zur Fußspitze seit dem Stehen; + = weiter nach außen.",
    ),
    "foot_flattening": (
        "Absinken des Fußgewölbes",
        "Absinken des Fußgewölbes, das keine Kamera zeigt, die den ganzen Körper im Bild hat; für das Auge.",
    ),
    "head_forward": (
        "Kopf vor dem Rumpf",
        "Änderung des Winkels der Linie von der Schulter zum Ohr gegen den Rumpf seit dem Stehen; + = Ohr vorn.",
    ),
    "hip_shift": (
        "Seitliches Verschieben der Hüfte",
        "Bewegung der Hüfte quer im Bild seit dem Stehen, in Prozent des Knöchelabstands; + = zur Linken der Person.",
    ),
    "back_shape": (
        "Form des Rückens",
        "Um wie viel hohler der Umriss des unteren Rückens ist als im Stehen, bezogen auf seine Länge; - = runder.",
    ),
}

KNEE = "{Side} lag das Knie um {value} % der Unterschenkellänge {where} der Zehenlinie (±{uncertainty}) {moment}"
INSIDE = KNEE.replace("{where}", "innerhalb")
OUTSIDE = KNEE.replace("{where}", "außerhalb")
SHIFTED = "Die Hüfte lag um {value} % der Standbreite weiter {side} als im Stehen (±{uncertainty}) {moment}"
HIP_LINE = "{Side} betrug die Hüftlinie {value}° (180 = gerade, ±{uncertainty}), {moment}"
FEET = "{Side} zeigte der Fuß um {value}° {where} (±{uncertainty}) {moment}"
HOLLOWER = "Der Umriss des unteren Rückens wurde um {value} % hohler als im Stehen (±{uncertainty}) {moment}"
ROUNDER = "Der Umriss des unteren Rückens wurde um {value} % runder als im Stehen (±{uncertainty}) {moment}"
ARCH = "{Side} sank der Fuß um {value}° (±{uncertainty}) {moment}"
PELVIS = "Das Becken sank um {value}° auf der Seite des gehobenen Beins (±{uncertainty}) {moment}"

FINDINGS = {
    "feet_turn_out": Clause(
        "Füße drehen nach außen", FEET.replace("{where}", "nach außen"), FEET.replace("{where}", "nach innen")
    ),
    "feet_flatten": Clause("Füße flachen ab", ARCH, ARCH),
    "knees_move_in": Clause("Knie gehen nach innen", INSIDE, OUTSIDE),
    "knees_move_out": Clause("Knie gehen nach außen", INSIDE, OUTSIDE),
    "forward_lean": Clause(
        "Rumpf neigt sich vor",
        "Der Rumpf neigte sich um {value}° mehr als das Schienbein {side} (±{uncertainty}) {moment}",
        "Der Rumpf neigte sich um {value}° weniger als das Schienbein {side} (±{uncertainty}) {moment}",
    ),
    "asymmetrical_shift": Clause("Hüfte verschiebt sich zur Seite", SHIFTED, SHIFTED),
    "heels_rise": Clause(
        "Fersen heben ab",
        "{Side} hob sich die Ferse um {value}° (±{uncertainty}) {moment}",
        "{Side} senkte sich die Ferse um {value}° (±{uncertainty}) {moment}",
    ),
    "arms_fall_forward": Clause(
        "Arme sinken nach vorn",
        "{Side} war der Arm um {value}° vor der Linie des Rumpfs (±{uncertainty}) {moment}",
        "{Side} war der Arm um {value}° hinter der Linie des Rumpfs (±{uncertainty}) {moment}",
    ),
    "head_forward": Clause(
        "Kopf geht nach vorn",
        "{Side} kam das Ohr seit dem Stehen um {value}° vor die Linie des Rumpfs (±{uncertainty}) {moment}",
        "{Side} kam das Ohr seit dem Stehen um {value}° hinter die Linie des Rumpfs (±{uncertainty}) {moment}",
    ),
    "low_back_arches": Clause("Unterer Rücken wird hohl (experimentell)", HOLLOWER, ROUNDER),
    "low_back_rounds": Clause("Unterer Rücken wird rund (experimentell)", HOLLOWER, ROUNDER),
    "hips_below_line": Clause("Hüfte unter der Linie", HIP_LINE, HIP_LINE),
    "hips_past_line": Clause("Hüfte über der Linie", HIP_LINE, HIP_LINE),
    "hips_lower_during_hold": Clause(
        "Hüfte sinkt beim Halten",
        "{Side} nahm die Hüftlinie beim Halten um {value}° ab (±{uncertainty}) {moment}",
        "{Side} nahm die Hüftlinie beim Halten um {value}° zu (±{uncertainty}) {moment}",
    ),
    "thighs_not_level": Clause(
        "Oberschenkel nicht auf gleicher Höhe",
        "Der gehobene Oberschenkel zeigte um {value}° höher als der andere (±{uncertainty}) {moment}",
        "Der gehobene Oberschenkel zeigte um {value}° tiefer als der andere (±{uncertainty}) {moment}",
    ),
    "pelvis_drops": Clause("Becken sinkt auf einer Seite", PELVIS, PELVIS),
}
BOTH_SIDES = {
    "feet_turn_out": (
        "Die Füße zeigten um {left}° (links) und {right}° (rechts) nach außen (±{uncertainty}) {moment}",
        "Die Füße zeigten um {left}° (links) und {right}° (rechts) nach innen (±{uncertainty}) {moment}",
    ),
    "knees_move_in": (
        "Die Knie lagen um {left} % (links) und {right} % (rechts) der Unterschenkellänge innerhalb der Zehenlinie "
        "(±{uncertainty}) {moment}",
        "Die Knie lagen um {left} % (links) und {right} % (rechts) der Unterschenkellänge außerhalb der Zehenlinie "
        "(±{uncertainty}) {moment}",
    ),
}
BOTH_SIDES["knees_move_out"] = BOTH_SIDES["knees_move_in"]
EITHER_WAY = {
    "knee_over_toe": "Knie gehen nach innen oder außen",
    "back_shape": "Unterer Rücken wird hohl oder rund (experimentell)",
    "hip_angle": "Hüfte unter oder über der Linie",
}
UNNAMED = "{named}: {signed}{unit} (±{uncertainty}) {moment}"

ENDINGS = {
    "observed": "{clause}, in {observed} von {repetitions}.",
    "not_observed": "{clause}. „{name}“ wurde in {observed} von {repetitions} beobachtet.",
    "indeterminate": "{clause}. Mit diesem Aufbau der Kamera zu knapp, um es zu sagen; in {observed} von {repetitions} "
    "beobachtet.",
    "not_measurable": "{name}: nicht gemessen. {why} {film}",
}
ROWS = {
    "observed": "{clause}, in {often}.",
    "not_observed": "{clause}. In {often} beobachtet.",
    "indeterminate": "{clause}. Mit diesem Aufbau der Kamera zu knapp, um es zu sagen; in {often} beobachtet.",
}
OFTEN_OF = "{observed} von {repetitions}"
STATES = {
    "observed": "beobachtet",
    "not_observed": "nicht beobachtet",
    "indeterminate": "zu knapp",
    "not_measurable": "nicht gemessen",
}
NAMED = ("{name}", "{name} ({side})")
SIDES = {"left": "links", "right": "rechts", "": ""}
UNITS = {"deg": "°", "%": " %", "ratio": "", "s": " s", "deg/s": "°/s"}
MOMENTS = {"bottom": "am tiefsten Punkt", "top": "am höchsten Punkt"}
MOMENT = "am Punkt „{extreme}“"
SEEN_FROM = {
    FRONT: "von vorn",
    BACK: "von hinten",
    SIDE: "von der Seite",
    OBLIQUE: "aus schräger Richtung",
    END: "von den Füßen oder vom Kopf her",
    "": "aus einer Richtung, die sich nicht bestimmen ließ",
}
OFTEN = "{observed} von {measured}"
OR = " oder "
COUNTS = ("keine Wiederholung", "{count} Wiederholung", "{count} Wiederholungen")

WHY = {
    ARMS_NOT_OVERHEAD: "Die Arme waren {moment} oder im Stand nicht über dem Kopf.",
    IMPOSSIBLE: "Die Punkte lagen so, wie kein Körper liegt, und also nicht am Körper.",
    OTHER_VIEW: "Die Kamera sah {view}, und das ist nur {views} zu sehen.",
    BY_EYE: "Eine Kamera, die den ganzen Körper im Bild hat, zeigt es nicht; das Auge einer Person kann es sehen.",
    NOT_SEEN: "Die Punkte dafür waren {moment} verdeckt oder nicht zu erkennen.",
    FRAMES_LOST: "Bilder gingen {moment} verloren; was in ihnen geschah, ist nicht bekannt.",
    OUT_OF_PICTURE: "Die Punkte dafür lagen {moment} außerhalb des Bildes.",
    TOO_FEW_FRAMES: "Zu wenige Bilder zeigten es {moment}.",
    TOO_BRIEF: "Die Zeit {moment} war zu kurz, um eine Änderung zu zeigen.",
    NO_TIMES: "Die Datei enthält keine Zeiten, und die Dauer wäre geraten.",
    NO_PICTURES: "Es wird in den Bildern gesucht, und es gab keine.",
    TOO_SMALL: "Der Rumpf war im Bild zu klein.",
    COVERED: "Ein Arm oder Haare lagen über dem Rücken.",
    UNCLEAR: "Der Rand des Rückens hob sich nicht ab, oder Kleidung verdeckte ihn.",
    UNSTEADY: "Der Rand des Rückens änderte sich von Bild zu Bild.",
    NO_LEG_RAISED: "Beide Füße waren {moment} am Boden.",
    FAR_LIMB: "Das Standbein war das ferne, halb vom anderen verdeckt.",
    NO_REPETITION: "Im Clip wurde keine ganze Wiederholung gefunden.",
}
FILM = {
    ARMS_NOT_OVERHEAD: "Halten Sie nächstes Mal beide Arme von Anfang an gerade nach oben, so weit es geht.",
    IMPOSSIBLE: "Halten Sie nächstes Mal den ganzen Körper im Bild, in gleichmäßigem Licht und anliegender Kleidung.",
    OTHER_VIEW: "Filmen Sie nächstes Mal gerade {views}, mit waagerechter Kamera aus etwa 3 m.",
    BY_EYE: "Wer die Liste kennt, kann hinsehen und es ankreuzen.",
    NOT_SEEN: "Halten Sie nächstes Mal den ganzen Körper im Bild, in gleichmäßigem Licht und anliegender Kleidung, "
    "ohne jemanden oder etwas davor.",
    FRAMES_LOST: "Schließen Sie nächstes Mal beim Aufnehmen andere Programme, und halten Sie den ganzen Körper im "
    "Bild.",
    OUT_OF_PICTURE: "Stellen Sie die Kamera nächstes Mal zurück oder hochkant, bis Hände und Füße im Bild bleiben.",
    TOO_FEW_FRAMES: "Nehmen Sie nächstes Mal mit 30 Bildern in der Sekunde oder mehr auf, und bleiben Sie {moment} "
    "etwas länger.",
    TOO_BRIEF: "Bleiben Sie nächstes Mal {moment} zwei Sekunden oder länger.",
    NO_TIMES: "Nehmen Sie nächstes Mal einen Clip auf, der sie enthält, etwa MP4.",
    NO_PICTURES: "Werten Sie nächstes Mal den aufgenommenen Clip aus.",
    TOO_SMALL: "Stehen Sie nächstes Mal näher an der Kamera.",
    COVERED: "Halten Sie nächstes Mal Arme und Haare vom Rücken fern.",
    UNCLEAR: "Tragen Sie nächstes Mal anliegende Kleidung, und stehen Sie vor einer glatten Wand von anderer Farbe.",
    UNSTEADY: "Tragen Sie nächstes Mal anliegende Kleidung, und halten Sie die Kamera still.",
    NO_LEG_RAISED: "Halten Sie nächstes Mal ein Bein von Anfang bis Ende gestreckt in der Luft, oder wählen Sie die "
    "Brücke auf beiden Beinen.",
    FAR_LIMB: "Legen Sie sich nächstes Mal andersherum, sodass das Standbein der Kamera am nächsten ist.",
    NO_REPETITION: "Halten Sie nächstes Mal eine Sekunde still, bewegen Sie sich ganz hin und zurück, und halten Sie "
    "wieder still, mit dem ganzen Körper im Bild.",
}
NOT_COUNTED = {
    JUMPED_UP: "beide Füße verließen den Boden. Lassen Sie sie nächstes Mal von Anfang bis Ende dort.",
    ONE_FOOT_AHEAD: "ein Fuß stand vor dem anderen, wie bei einem Ausfallschritt. Stellen Sie nächstes Mal beide "
    "nebeneinander.",
    HALF_SEEN: "eine halbe Wiederholung: Die Aufnahme begann darin, und nur der Weg zurück war zu sehen. Beginnen Sie "
    "die Aufnahme nächstes Mal in Ruhe.",
    RECORDING_ENDED: "die Aufnahme endete, bevor der Weg zurück zu sehen war. Beenden Sie sie nächstes Mal in Ruhe.",
    CAMERA_MOVED: "die Füße waren beide gleich weit anderswo im Bild: Die Kamera bewegte sich, oder die Person ging. "
    "Stellen Sie die Kamera nächstes Mal ab, und bleiben Sie am Ort.",
    FEET_UNSEEN: "die Füße waren nicht zu sehen. Lassen Sie sie nächstes Mal im Bild.",
    TOO_SHORT: "kürzer als {shortest:g} s. Bewegen Sie sich nächstes Mal langsamer.",
    TOO_LONG: "länger als {longest:g} s. Kommen Sie nächstes Mal früher zurück.",
    GOT_UP: "die Schultern verließen den Boden. Lassen Sie sie nächstes Mal von Anfang bis Ende dort.",
    FEET_MOVED: "die Füße bewegten sich. Lassen Sie sie nächstes Mal von Anfang bis Ende, wo sie sind.",
}
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
PHASES = {
    "start": "Anfang",
    "descent": "Absenken",
    "bottom": "tiefster Punkt",
    "ascent": "Aufrichten",
    "rest": "Ruhe",
    "lift": "Heben",
    "top": "höchster Punkt",
    "lower": "Ablassen",
}
HELD = "Bis 10° unter dem höchsten Punkt gehalten: {seconds} s (±{uncertainty} s)."
HELD_OFTEN = (
    "Bis 10° unter dem höchsten Punkt gehalten, über {repetitions}: {least} bis {most} s, Median {middle} s "
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
    "beyond_variation": "{measure}: links {left}, rechts {right}. Der Unterschied liegt über der Schwankung von "
    "Wiederholung zu Wiederholung, {least}.",
}
TEMPO = "Tempo über {repetitions}: {phases} (±{uncertainty} s)."
HEADLINE = "{title}, gesehen {view}, {repetitions}"
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
    "nächsten "
    "Zeit verteilt, und alles Zeitliche ist weniger sicher.",
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
NOT_MEASURED = "Nicht gemessen: {names}. {why} {film}"
COLUMNS = ("Was", "Seite", "Wert", "Zustand", "Wiederholungen")

HEADINGS = {
    "findings": "Alles, wonach gesucht wurde",
    "gaps": "Was sich nicht messen ließ, und wie Sie es filmen",
    "stills": "Jede Wiederholung {moment}",
    "curves": "Vom Anfang bis zum Ende",
    "video": "Der Clip, mit dem Gemessenen eingezeichnet",
    "checkpoints": "Fünf Kontrollpunkte",
    "summary": "Was auffällt",
    "reason": "Warum nichts gemessen wurde",
    "notes": "Notizen",
    "repetitions": "Wiederholung für Wiederholung",
    "setup": "Der Clip",
    "provenance": "Woher diese Zahlen kommen",
    "measure": "Maß",
}
SETUP = {
    "frames": "Bilder",
    "frames_with_person": "Bilder mit einer Person",
    "frames_per_second": "Bilder in der Sekunde",
    "yaw": "Kamera neben der Geraden, geschätzt",
    "pitch": "Kamera nach unten, geschätzt",
}
PAGE = {
    "still": "Wiederholung {number}, bei {time:.1f} s",
    "picture": "Die Person in Wiederholung {number} {moment}, mit den gemessenen Linien eingezeichnet.",
    "left_right": "L, blau, und R, orange, sind links und rechts der Person selbst. Gepunktet ist, wogegen ein "
    "Körperteil gemessen wird.",
    "go": "In den Kurven zeigen",
    "how": "Wiederholungen sind unterlegt und nummeriert. Das Band um eine Kurve ist ihre Unsicherheit (1 "
    "Standardabweichung). Die gepunktete Linie ist die benutzte Grenze eines Merkmals; sie steht dort, wo das Merkmal "
    "beurteilt wird, {moment} jeder Wiederholung.",
    "steer": "Berühren Sie eine Kurve, oder bewegen Sie den Regler, auch mit den Pfeiltasten, um einen Moment "
    "abzulesen.",
    "steer_video": "Berühren Sie eine Kurve, oder bewegen Sie den Regler, auch mit den Pfeiltasten: Das Video geht "
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
    "foot_length": "Der Fuß ist {value:.2f} der Beinlänge lang, wie die Sicht von der Seite es zeigt; damit ist "
    "errechnet, wie weit er nach außen zeigt.",
    "not_joined": "{name}: nicht verbunden. {why}",
}
PLAN = {"parts": "Jede Aufnahme für sich"}
CLIP = {"repetition": "Wiederholung {number} von {count}: {phase}", "between": "Zwischen Wiederholungen"}
COMPARE = {
    "headline": "{title}, {view} gesehen: {count} Aufnahmen",
    "depth": "Verglichen in gleicher Tiefe: {effort} bis auf {near} % bei {depth} %, so tief wie jede Aufnahme ging. "
    "Die Tiefen waren {depths}.",
    "moment": "Verglichen {moment} jeder Wiederholung.",
    "change": "Änderung",
    "least": "Kleinste echte Änderung",
    "said": "Das ist",
    "table": "Die Mitte der Wiederholungen jeder Aufnahme, und die Änderung von der ersten Aufnahme zur letzten.",
    "least_is": "Die kleinste echte Änderung ist, was entschied: wie sehr diese Person von Wiederholung zu "
    "Wiederholung schwankt, oder, wo das mehr ist, was ein anderer Aufbau der Kamera allein ausmachen kann („Kamera“).",
    "length": "In der letzten Sitzung {length}.",
    "camera": "{least} (Kamera)",
    "band": "Ein Ring ist eine Wiederholung, ein Punkt die Mitte einer Aufnahme. Das Band ist die kleinste echte "
    "Änderung um die erste Aufnahme, eine gepunktete Linie die benutzte Grenze eines Merkmals.",
    "more": "{count} weitere",
    "answer": "Von {first} bis {newest}: {changes}.",
    "changes": "{count} von {measured} Maßen änderten sich um mehr, als die Person schwankt und die Kamera irrt",
    "none": "keines von {measured} Maßen änderte sich um mehr, als die Person schwankt und die Kamera irrt",
    "nothing": "Es lässt sich nichts vergleichen: Kein Maß gab es in mehr als einer Aufnahme.",
    "unsure": "Zu knapp: {names}.",
    "same": "Innerhalb der Schwankung: {names}.",
    "lone": "Schwankung nicht bekannt: {names}.",
    "stills": "Beide {moment}",
    "still": "{session}, Wiederholung {number}: {effort} {depth} %",
    "still_plain": "{session}, Wiederholung {number}",
    "all": "Alle Maße, in Zahlen",
    "drawn": "Die übrigen Maße, gezeichnet",
    "sessions": "Aufnahmen",
    "measures": "Maß für Maß",
    "single": "Nur in einer Aufnahme zu sehen: {names}.",
    "chart": "{name}, Aufnahme für Aufnahme: {values}.",
    "matched": "in gleicher Tiefe",
}
CHANGES = {
    "within_variation": (
        "innerhalb der Schwankung",
        "Die Änderung von {change} liegt innerhalb der Schwankung von Wiederholung zu Wiederholung, {repeats}.",
    ),
    "within_uncertainty": (
        "zu knapp",
        "Die Änderung von {change} liegt innerhalb dessen, was ein anderer Aufbau der Kamera allein ausmachen kann, "
        "{unsure}; sie liegt jenseits der Schwankung von Wiederholung zu Wiederholung, {repeats}.",
    ),
    "beyond_variation": (
        "jenseits der Schwankung",
        "Die Änderung von {change} liegt jenseits der Schwankung von Wiederholung zu Wiederholung, {repeats}.",
    ),
    "variation_unknown": (
        "Schwankung nicht bekannt",
        "Die Änderung ist {change}. Keine Aufnahme hat zwei Wiederholungen, an denen sich die Schwankung zeigt.",
    ),
}
LINES = "Benutzte Grenze: {lines}."
MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
DATE = "{day}. {month} {year}"
DATE_AND_TIME = "{day}. {month} {year}, {hour:02d}:{minute:02d} Uhr"
TALLY = "{observed} von {measured} beobachtet"
TALLY_UNSEEN = "{observed} von {measured} beobachtet, {unseen} nicht gemessen"
TALLY_OTHER_VIEW = "{observed} von {measured} beobachtet, {unseen} von dieser Seite nicht zu sehen"
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
    "others": "{name}; {count} weitere nicht gemessen",
    "seen": "gesehen {view}",
    "coach": "Betreut von {coach}",
    "support_left": "linker Fuß trägt",
    "support_right": "rechter Fuß trägt",
    "sides": "links {left}, rechts {right}",
    "more": "Und {count} weitere unten.",
    "unseen": "Nicht zu sehen",
    "indeterminate": "Zu knapp",
    "other_view": "Braucht eine andere Sicht",
    "by_eye": "Für das Auge",
    "own": "Mit eigenem Auge gesehen, nicht von der Kamera",
    "film": "{names}: Filmen Sie {view}.",
    "change": "Seit dem vorigen Mal",
    "changed": "{date}: {changes}.",
    "unchanged": "{date}: keine Änderung jenseits der Schwankung in {count} Maßen, {unsure} davon zu knapp.",
    "each": "{name} {change}",
    "plus_minus": "„27 ± 4“ sagt, dass der wahre Wert in etwa zwei von drei Fällen um höchstens 4 von 27 abweicht "
    "(1 Standardabweichung).",
    "marked": "Die Person {moment}, Wiederholung {number}, die Kontrollpunkte nummeriert wie in der Liste.",
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
    "open": "Alle öffnen und mit ihnen drucken",
    "rows": "Satz für Satz",
    "height": "{lengths} sind aus einer Größe von {height} errechnet, mit dem üblichen Anteil von {parts} daran "
    "(Drillis und Contini 1966, in Winter, Biomechanics and Motor Control of Human Movement).",
    "length": "etwa {value} ± {uncertainty} {unit}",
    "length_sides": "etwa {left} und {right} ± {uncertainty} {unit}",
    "no_view": "Die Kamera sah {view}, und von dort ist nichts von dem zu sehen, wonach gesucht wurde.",
    "no_movement": "Es wurde keine Bewegung gefunden, die so weit geht wie eine Wiederholung dieser Übung ({title}).",
    "nobody": "Im Clip wurde niemand gefunden.",
    "page": "Seite",
}
LENGTHS = {"metric": ("Zentimeter", "cm"), "imperial": ("Zoll", "Zoll")}
ABOUT_LENGTH = "etwa {value} {unit}"
HEIGHT_FIELDS = {
    "metric": ("Größe in cm (freiwillig)", "172"),
    "imperial": ("Größe in Fuß und Zoll (freiwillig)", "5 Fuß 8 Zoll"),
}
HEIGHTS = {"metric": "{cm} cm", "imperial": "{feet} Fuß {inches} Zoll"}
SEGMENTS = {"shank": "Unterschenkel", "thigh": "Oberschenkel", "leg": "Bein"}
SHARES = {
    "shank": "der Unterschenkellänge",
    "thigh": "der Oberschenkellänge",
    "leg": "der Beinlänge",
    "stance": "der Standbreite",
}
VIDEO = {
    "play": "Abspielen",
    "pause": "Anhalten",
    "back": "Ein Bild zurück",
    "forward": "Ein Bild weiter",
    "speed": "Tempo",
}
NOWHERE = "Ohne Wert in diesem Clip: {names}."
TEMPO_ROW = ("Tempo", "Wie lange jeweils dauerte: {phases}.")
CHECKED = (
    "nie an echten Menschen geprüft",
    "an {count} echtem Menschen geprüft",
    "an {count} echten Menschen geprüft",
)
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
    UNSTEADY: "unsteter Rand",
    NO_LEG_RAISED: "kein Bein gehoben",
    FAR_LIMB: "Bein auf der fernen Seite",
}
RATED = {
    "feet_turn_out": "Der Fuß zeigt nach außen, nicht geradeaus.",
    "feet_flatten": "Das Fußgewölbe sinkt zum Boden.",
    "knees_move_in": "Das Knie kommt nach innen, von der Linie über den Zehen weg.",
    "knees_move_out": "Das Knie geht nach außen, von der Linie über den Zehen weg.",
    "forward_lean": "Der Rumpf neigt sich weiter nach vorn als die Schienbeine.",
    "asymmetrical_shift": "Die Hüfte verschiebt sich zu einem Fuß hin.",
    "heels_rise": "Eine Ferse hebt sich vom Boden.",
    "arms_fall_forward": "Die Arme kommen nach vorn, aus der Linie des Rumpfes.",
    "head_forward": "Der Kopf geht nach vorn, aus der Linie des Rumpfes.",
    "low_back_arches": "Der untere Rücken wird hohler als im Stehen.",
    "low_back_rounds": "Der untere Rücken wird runder als im Stehen.",
    "hips_below_line": "Oben ist die Hüfte unter der Linie von den Schultern zu den Knien.",
    "hips_past_line": "Oben ist die Hüfte über der Linie von den Schultern zu den Knien.",
    "hips_lower_during_hold": "Die Hüfte kommt herunter, während oben gehalten wird.",
    "thighs_not_level": "Der gehobene Oberschenkel ist höher oder tiefer als der andere.",
    "pelvis_drops": "Das Becken sinkt auf der Seite des gehobenen Beins.",
}
RATING = {
    "title": "Bewertung",
    "rater": "Bewertet von: {rater}",
    "occasion": "Durchgang {occasion} von {occasions}",
    "place": "Clip {place} von {of}",
    "observed": "Gesehen",
    "not_observed": "Nicht gesehen",
    "not_measurable": "Unklar",
    "clip": "Der Clip",
    "loading": "Der Clip kommt gleich.",
    "no_clip": "Der Clip kam nicht an. Er wird alle zwei Sekunden wieder angefragt.",
    "play": "Abspielen",
    "pause": "Anhalten",
    "back": "Ein Bild zurück",
    "forward": "Ein Bild weiter",
    "speed": "Tempo",
    "loop": "Schleife",
    "start": "Ab hier",
    "end": "Bis hier",
    "whole": "Ganzer Clip",
    "time": "Zeit im Clip, Sekunden",
    "now": "{time} s, Bild {frame} von {frames}",
    "part": "Schleife von {start} bis {end} s",
    "space": "Leertaste",
    "keys": "Tasten",
    "items": "Was sehen Sie?",
    "left_to_tick": "Noch anzukreuzen: {count}",
    "all_ticked": "Alles angekreuzt.",
    "next": "Nächster Clip",
    "saved": "Jedes Kreuz wird sofort gespeichert. Die Seite lässt sich jederzeit schließen; hier geht es weiter.",
    "unsaved": "Noch nicht gespeichert: {count}. Die Kreuze bleiben in diesem Browser und werden gespeichert, sobald "
    "movescreen antwortet.",
    "no_answer": "movescreen antwortet nicht. Sehen Sie nach, ob es noch läuft, und versuchen Sie es wieder.",
    "welcome": "Sie sehen {count} Clips, jeden so lange, bis Sie zum nächsten weitergehen.",
    "welcome_ticks": "Kreuzen Sie an, was Sie sehen. Wo der Clip etwas nicht zeigt, kreuzen Sie „Unklar“ an.",
    "welcome_alone": "Bewerten Sie allein, und sprechen Sie mit niemandem darüber, bevor alle bewertet haben. Zu einem "
    "Clip können Sie nicht zurück.",
    "welcome_saved": "Jedes Kreuz wird sofort gespeichert. Die Seite lässt sich jederzeit schließen; Sie machen dort "
    "weiter, wo Sie waren.",
    "later": "Später weitermachen",
    "back_home": "Zurück zu den Bewertungen",
    "begin": "Beginnen",
    "again": "Durchgang {occasion} von {occasions}: noch einmal dieselbe Aufgabe, in anderer Reihenfolge.",
    "waiting": "Durchgang {done} ist fertig. Der nächste beginnt ab dem {date}, damit die Clips nicht erinnert werden.",
    "done": "Alle Clips sind bewertet. Vielen Dank.",
}
RATING_KEYS = {
    "↑ ↓": "von Punkt zu Punkt",
    "1 2 3 …": "den Punkt ankreuzen",
    "← →": "ein Bild zurück oder weiter; mit der Umschalttaste eine Sekunde",
    "Leertaste": "abspielen und anhalten",
    "S": "Tempo",
    "A B": "Schleife ab hier, bis hier",
    "L": "Schleife an und aus",
    "W": "wieder der ganze Clip",
    "Eingabe": "nächster Clip",
}
