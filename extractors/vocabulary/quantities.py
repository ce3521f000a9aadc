"""Units in which a limit of quantity is told, with their strength, as patterns in the order they are tried.

Source: domain reference 2.4 and 2.5.
"""

_KIT = r"(?:dose\s|dosage\s|treatment\s|carton\s)?(?:kits?|cartons?)"
UNIT_WORDS: tuple[tuple[str, str], ...] = (
    ("device_28mg", r"units?\s(?:of|at|x|\()\s?28\s?mg\)?|28[\s-]?mg\s(?:nasal\s|spray\s|single-use\s){0,3}(?:units?|devices?|sprays?|vials?)|"
                    r"(?:intranasal\s|nasal\s|spray\s|sprayer\s|single-use\s|delivery\s){0,3}(?:devices?|sprayers?)|nasal\ssprays?"),
    ("kit_56mg", rf"56[\s-]?mg\s(?:nasal\s|dose\s)?(?:{_KIT}|pac?ks?|packages?)|{_KIT}\s(?:of\s|\(\s?)56\s?mg(?!\s(?:or|and|/))\)?"),
    ("kit_84mg", rf"84[\s-]?mg\s(?:nasal\s|dose\s)?(?:{_KIT}|pac?ks?|packages?)|{_KIT}\s(?:of\s|\(\s?)84\s?mg(?!\s(?:or|and|/))\)?"),
    ("hcpcs_unit", r"(?:billing|billable|HCPCS|claim|service|J-?code)\sunits?(?:\sof\s[JSGC]\d{4})?|units?\sof\s(?:service|[JSGC]\d{4})"),
    ("kit", _KIT),
    ("pack", r"(?:pac?ks?|packets?|packages?|boxes|box)\b(?!\sinsert)"),
    ("tablet", r"tablets?|tabs?\b"),
    ("capsule", r"capsules?|caps?\b"),
    ("vial", r"vials?"),
    ("syringe", r"syringes?|pens?\b"),
    ("bottle", r"bottles?"),
    ("ml", r"mL\b|milliliters?"),
    ("mg", r"mg\b|milligrams?"),
    ("unit", r"units?"),
)  # fmt: skip

MG = {"device_28mg": 28, "kit_56mg": 56, "kit_84mg": 84, "mg": 1}
DEVICES = {"kit_56mg": 2, "kit_84mg": 3}
ONE_MG_CODES = frozenset({"S0013", "J0013"})
"""Billing codes that count single milligrams."""
