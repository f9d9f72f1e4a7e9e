"""German. Names and meanings of screens and measures."""

from __future__ import annotations

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
        "Unterschenkelneigung",
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
        "Rumpf- minus Unterschenkelneigung",
        "Um wie viel mehr sich der Rumpf neigt als der Unterschenkel, beide auf der nahen Seite; + = Rumpf neigt sich "
        "mehr.",
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
        "nach links der Person.",
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
