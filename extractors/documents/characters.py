"""Code points as typesetters leave them -> the characters a reader sees. No layout here.

No blanket NFKC: it would turn "m²" into "m2", "™" into "TM" and glue footnotes to numbers.
"""

import re

BULLETS = "•●▪■◆◦○▫–➢➤►✓✔*"
BOXES = "☐☑☒□"

_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
# Symbol fonts live at 0xF000 + code; engines differ in stripping the offset.
PRIVATE_USE = {
    0xF0B7: "•",
    0xF0A7: "▪",
    0xF0D8: "➢",
    0xF0FC: "✓",
    0xF0A8: "☐",
    0xF06F: "☐",
    0xF071: "☐",
    0xF072: "☐",
    0xF0FE: "☑",
    0xF0FD: "☒",
    0xF078: "☒",
    0xF06E: "■",
    0xF06C: "●",
    0xF076: "◆",
    0xF0D2: "®",
    0xF0D4: "™",
    0xF0B3: "≥",
    0xF0A3: "≤",
    0xF0B1: "±",
    0xF0AE: "→",
    0xF0E0: "→",
    0xF02D: "–",
}
_SPACES = dict.fromkeys([0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, 0x0009, 0x000C], " ")
_NOTHING: dict[int, str] = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF], "")
_CONTROLS: dict[int, str] = {code: "" for code in range(0x20) if code not in (0x09, 0x0A, 0x0C, 0x0D)}
_HYPHENS = {0x2010: "-", 0x2011: "-", 0x0002: "-"}
_TABLE: dict[int, str] = {**_CONTROLS, **_LIGATURES, **PRIVATE_USE, **_SPACES, **_NOTHING, **_HYPHENS}
_RUNS = re.compile(r"[ \r]+")


def mend(text: str) -> str:
    """Ligatures spelt out, private-use signs as Unicode, odd spaces plain, soft hyphens gone."""
    return text.translate(_TABLE)


def squeeze(text: str) -> str:
    """One line of mended text: any whitespace is a single space."""
    return " ".join(mend(text).split())
