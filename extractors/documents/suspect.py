"""Files that were fetched in place of a policy: viewers, lost pages, challenges, logins, licences.

A page is refused for what it says only where it says nothing that a policy says.
"""

import re
from collections.abc import Iterable
from itertools import islice

from extractors.model import Document, Warn

_THIN = 250  # words; a policy has more, or speaks as one
_EMPTY = 12  # words
_BLOCKS = 600
_POLICY_WORDS = re.compile(
    r"\b(medical(?:ly)? necess(?:ary|ity)|criteria|prior authori[sz]ation|coverage|covered|investigational|"
    r"approv(?:ed|al)|indicat(?:ed|ion)s?|hcpcs|icd-10|diagnosis|dose|quantity|limitations?|effective date|"
    r"benefit|formulary|step therapy|drug|treatment)\b",
    re.IGNORECASE,
)
_SPEAKS = 3  # different words of a policy


def _family(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_VIEWER = _family(
    r"\bthumbnails?\b", r"\bdocument outline\b", r"\bpresentation mode\b", r"\bfind in document\b",
    r"\bcurrent view\b", r"\brotate (?:clockwise|counterclockwise)\b", r"\b(?:automatic|page) (?:zoom|fit|width)\b",
    r"\bhand tool\b", r"\bdocument properties\b", r"\bpdf producer\b", r"\b(?:highlight|match) (?:all|case)\b",
    r"\btoggle sidebar\b", r"\benter the password to open this pdf\b",
)  # fmt: skip
_FAMILIES: tuple[tuple[str, re.Pattern[str], str], ...] = (
    (
        "challenge_page",
        _family(
            r"\bchecking (?:your|if the site connection|the site)\b.{0,40}\b(?:browser|secure)\b",
            r"\bverify(?:ing)? (?:that )?you are (?:a )?human\b", r"\benable javascript and cookies\b",
            r"\bare you a (?:human|robot)\b", r"\bnot a robot\b", r"\bunusual traffic\b", r"\bddos protection\b",
            r"\brequest (?:was |has been )?(?:blocked|rejected)\b", r"\baccess (?:is |to this page (?:has been |is ))?denied\b",
            r"\bincident id\b", r"\bjust a moment\b", r"\bcomplete the (?:security check|captcha)\b",
        ),
        "a check for human visitors",
    ),
    (
        "soft_404",
        _family(
            r"\b(?:page|document|file|policy|resource)\b[^.]{0,40}\b(?:not (?:be )?found|does not exist|doesn['’]t exist|"
            r"no longer (?:available|exists)|(?:has been |was )?(?:moved|removed)|(?:is )?unavailable)\b",
            r"\b(?:could|can) ?(?:not|['’]t) (?:be )?f(?:ind|ound)\b", r"\berror 404\b", r"\b404\b.{0,20}\b(?:error|not found)\b",
            r"\bbroken link\b", r"\bwe can['’]t find\b",
        ),
        "a page that says that the document was not found",
    ),
    (
        "login_page",
        _family(
            r"\b(?:sign|log) ?in\b.{0,60}\b(?:account|continue|portal|provider|username|password)\b",
            r"\bforgot(?:ten)? (?:your )?(?:password|username|user id)\b", r"\b(?:user ?name|user id)\b.{0,40}\bpassword\b",
            r"\bsession (?:has )?(?:expired|timed out)\b",
        ),
        "a login page",
    ),
    (
        "license_page",
        _family(
            r"\bend[- ]user (?:point and click )?(?:license )?agreement\b", r"\blicen[sc]e agreement\b",
            r"\b(?:i|you must) (?:accept|agree)\b.{0,60}\b(?:terms|licen[sc]e|agreement|conditions)\b",
            r"\baccept\b.{0,40}\bto (?:continue|proceed)\b",
        ),
        "a licence that must be accepted first",
    ),
)  # fmt: skip
_SIGNED = {
    "pdf.js viewer script": ("viewer_page", "the page of a PDF viewer instead of the PDF"),
    "challenge script": ("challenge_page", "a check for human visitors"),
    "password field": ("login_page", "a login page"),
}


def not_a_policy(document: Document) -> Warn | None:
    """Why the document is no policy, None where nothing speaks against it."""
    text = _text(document, ("body",))
    if _speaks_as_policy(text):
        return None
    signs = _signs(document)
    seen = f"{document.title or ''} . {_text(document, ('body', 'header', 'footer'))}"
    if "pdf.js viewer script" in signs or len(set(map(str.lower, _VIEWER.findall(seen)))) >= 3:
        return _warn(*_SIGNED["pdf.js viewer script"])
    for kind, pattern, what in _FAMILIES:
        if pattern.search(seen):
            return _warn(kind, what)
    for sign in signs:
        return _warn(*_SIGNED[sign])
    if len(text.split()) < _EMPTY:
        return _warn("empty_page", "a page without text")
    return None


def _speaks_as_policy(text: str) -> bool:
    words = {word.lower() for word in _POLICY_WORDS.findall(text)}
    return len(words) >= _SPEAKS and (len(text.split()) >= _THIN or len(words) >= 2 * _SPEAKS)


def _text(document: Document, roles: Iterable[str]) -> str:
    wanted = frozenset(roles)
    blocks = (block for block in document.blocks if block.role in wanted)
    return " . ".join(block.text for block in islice(blocks, _BLOCKS))


def _signs(document: Document) -> tuple[str, ...]:
    """What runs on the page beside its text, as the HTML reader noted it."""
    return tuple(b.text for b in document.blocks if b.role == "header" and b.text in _SIGNED)


def _warn(kind: str, what: str) -> Warn:
    return Warn(kind, f"{what}: fetch the policy itself")
