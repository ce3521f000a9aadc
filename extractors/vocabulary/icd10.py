"""ICD-10-CM codes that policies on ketamine list, in code order, for ranges and "F33.x". Source: domain reference 2.3."""

import re

BILLABLE = tuple(
    re.findall(
        r"[\w.\']+",
        "F20.0 F20.1 F20.2 F20.3 F20.5 F20.81 F20.89 F20.9 F31.30 F31.31 F31.32 F31.4 F31.5 F31.60 F31.61 "
        "F31.62 F31.63 F31.64 F31.81 F31.89 F31.9 F32.0 F32.1 F32.2 F32.3 F32.4 F32.5 F32.81 F32.89 F32.9 "
        "F32.A F33.0 F33.1 F33.2 F33.3 F33.40 F33.41 F33.42 F33.8 F33.9 F34.1 F40.10 F40.11 F41.0 F41.1 "
        "F41.8 F41.9 F42.2 F42.3 F42.4 F42.8 F42.9 F43.10 F43.11 F43.12 G56.40 G56.41 G56.42 G56.43 "
        "G57.70 G57.71 G57.72 G57.73 G89.0 G89.11 G89.12 G89.18 G89.21 G89.22 G89.28 G89.29 G89.3 G89.4 "
        "G90.50 G90.511 G90.512 G90.513 G90.519 G90.521 G90.522 G90.523 G90.529 G90.59",
    )
)


def between(first: str, last: str) -> tuple[str, ...]:
    """The codes from one to another; just these two where the table does not hold them."""
    if first not in BILLABLE or last not in BILLABLE or first >= last:
        return first, last
    return BILLABLE[BILLABLE.index(first) : BILLABLE.index(last) + 1]


def below(stem: str) -> tuple[str, ...]:
    """The codes that a stem such as "F33." stands for; the stem with "x" where the table has none."""
    return tuple(code for code in BILLABLE if code.startswith(stem)) or (f"{stem}x",)
