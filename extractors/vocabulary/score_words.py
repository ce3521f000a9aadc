"""Small words around a score: inside a scale's name, between name and score, between score and name."""

import re

INSIDE_NAME = frozenset(
    re.findall(
        r"[\w.\']+",
        "self report rated clinician item items total score scale version revised second edition the or "
        "and also called known as short form",
    )
)
BEFORE_SCORE = frozenset(
    re.findall(
        r"[\w.\']+",
        "a an as the of is are was were be been must with has have had at by in on to for it its and that "
        "which equal equals equaling total overall initial baseline screening current present recent "
        "documented recorded obtained measured rated result results reading value values score scores "
        "scored scoring rating ratings scale severity depression depressive symptom symptoms level pre "
        "treatment pretreatment from range ranging between clinician self report reported item ii points "
        "point average averaging averages mean worst usual cutoff threshold least minimum should showing shows indicating "
        "may can pain intensity consistently persistently currently repeatedly",
    )
)
AFTER_SCORE = frozenset(
    re.findall(
        r"[\w.\']+",
        "a an the of on in using by per with via as from for to when measured assessed rated determined "
        "according based scale score scores rating standardized standardised validated clinician "
        "administered self report reported total baseline item patient's member's individual's point "
        "points severity depression depressive pain numeric numerical visual analog intensity depending "
        "under instrument called severity",
    )
)
