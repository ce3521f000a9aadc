"""Which elements of a web page carry the policy, and which the page around it. Tables of names."""

import re
from collections.abc import Mapping
from typing import Any

from extractors.documents.characters import squeeze
from extractors.model import Role

DROPPED = frozenset(
    [
        "script",
        "style",
        "template",
        "svg",
        "math",
        "head",
        "iframe",
        "object",
        "embed",
        "canvas",
        "select",
        "option",
        "textarea",
        "audio",
        "video",
        "map",
        "datalist",
        "noembed",
        "noframes",
    ]
)
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "noscript",
        "caption",
    ]
)
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
STRUCK = frozenset({"del", "s", "strike"})
BOLD = frozenset({"b", "strong"})

_BY_TAG: Mapping[str, Role] = {"nav": "header", "noscript": "header", "dialog": "header", "footer": "footer"}
_BY_ROLE: Mapping[str, Role] = {
    "navigation": "header",
    "banner": "header",
    "search": "header",
    "contentinfo": "footer",
    "alertdialog": "header",
    "dialog": "header",
    "menu": "header",
    "menubar": "header",
}
_BY_NAME: tuple[tuple[Role, frozenset[str]], ...] = (
    (
        "header",
        frozenset(
            [
                "breadcrumb",
                "breadcrumbs",
                "navbar",
                "nav",
                "navigation",
                "main-nav",
                "site-nav",
                "site-header",
                "global-header",
                "topnav",
                "top-nav",
                "skip-link",
                "skip-nav",
                "skiplink",
                "cookie-banner",
                "cookie-consent",
                "onetrust-banner-sdk",
                "social-share",
                "share-links",
                "menu",
                "main-menu",
                "sidebar-nav",
                "search-form",
                "back-to-top",
                "toolbar",
            ]
        ),
    ),
    ("footer", frozenset(["footer", "site-footer", "global-footer", "page-footer"])),
)
# Side boxes that hold the dates of the policy stay in the text.
_BOX_OF_DATES = re.compile(r"effective|last review|next review|policy (?:number|history)|number:", re.I)
_MACHINERY: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("pdf.js viewer script", re.compile(r"pdf\.(?:min\.)?m?js\b|/viewer\.m?js|pdfjs", re.I)),
    (
        "challenge script",
        re.compile(r"/cdn-cgi/challenge|_Incapsula_|/captcha|recaptcha/api|hcaptcha|px-captcha", re.I),
    ),
)


def role_of(element: Any) -> Role | None:
    """Furniture role of an element by tag, ARIA role, id or class; None = part of the policy."""
    tag = element.tag
    if tag == "header":
        return _role_of_header(element)
    if tag == "aside":
        return None if _BOX_OF_DATES.search(squeeze(element.text_content())[:2000]) else "header"
    named = _BY_TAG.get(tag) or _BY_ROLE.get((element.get("role") or "").lower())
    return named or _by_name(element)


def _role_of_header(element: Any) -> Role | None:
    if any(above.tag in ("main", "article", "section") for above in element.iterancestors()):
        return None
    inside = set(element.iter("h1"))
    if not inside:
        return "header"
    titles = element.getroottree().getroot().iter("h1")
    return None if all(title in inside for title in titles) else "header"


def _by_name(element: Any) -> Role | None:
    if element.tag in ("body", "main", "article", "html", "h1", "h2", "h3", "h4"):
        return None
    names = {name.lower() for name in f"{element.get('id') or ''} {element.get('class') or ''}".split()}
    for role, known in _BY_NAME:
        if names & known:
            return role
    return None


def machinery(root: Any) -> tuple[str, ...]:
    """What runs or is asked on the page beside its text: viewer and challenge scripts, a password field."""
    sources = " ".join(script.get("src") or "" for script in root.iter("script"))
    found = [name for name, sign in _MACHINERY if sign.search(sources)]
    if any((field.get("type") or "").lower() == "password" for field in root.iter("input")):
        found.append("password field")
    return tuple(found)


_STYLE_STRUCK = re.compile(r"text-decoration[^;:]{0,20}:[^;]{0,60}line-through", re.I)
_STYLE_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_RULE = re.compile(r"([^{}]{1,300})\{([^{}]{0,2000})\}")
_CLASS = re.compile(r"\.([A-Za-z_][\w-]{0,80})")


def struck_classes(root: Any) -> frozenset[str]:
    """Class names that the page's own style sheets strike through."""
    sheets = "\n".join(style.text_content()[:200_000] for style in root.iter("style"))
    names: set[str] = set()
    for selector, body in _RULE.findall(sheets):
        if _STYLE_STRUCK.search(body):
            names.update(_CLASS.findall(selector))
    return frozenset(names)


def is_struck(element: Any, classes: frozenset[str]) -> bool:
    """True when the element's tag, style or class strikes its text through."""
    if element.tag in STRUCK or _STYLE_STRUCK.search(element.get("style") or ""):
        return True
    return bool(classes and classes & set((element.get("class") or "").split()))


def is_bold(element: Any) -> bool:
    """True when the element sets its text bold."""
    return element.tag in BOLD or bool(_STYLE_BOLD.search(element.get("style") or ""))
