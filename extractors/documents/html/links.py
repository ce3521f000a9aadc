"""The links of a page: where they lead and the words of each. What a page holds is taken as it is."""

from collections.abc import Iterator

import lxml.etree
import lxml.html


def links(page: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The base that a page sets, else "", and its links in order with their words, titles and pictures."""
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        text = page.replace("\x00", "").encode("utf-8", "replace")
        root = lxml.html.document_fromstring(text, parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError, ValueError):
        return "", ()
    bases = (str(item.get("href")) for item in root.iter("base") if item.get("href"))
    found = ((str(item.get("href")), item) for item in root.iter("a") if item.get("href"))
    return next(bases, ""), tuple((href, " ".join("".join(_words(item)).split())) for href, item in found)


def _words(item: lxml.html.HtmlElement) -> Iterator[str]:
    for name in ("title", "aria-label"):
        yield f"{item.get(name) or ''} "
    yield from _text(item)


def _text(item: lxml.html.HtmlElement) -> Iterator[str]:
    """The words inside a link up to the next one; a picture speaks by its text."""
    for event, part in lxml.etree.iterwalk(item, events=("start", "end")):
        if event == "start":
            if part is not item and part.tag == "a":
                return
            yield f" {part.get('alt') or ''} " if part.tag == "img" else part.text or ""
        elif part is not item:
            yield part.tail or ""
