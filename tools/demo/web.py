"""HTML written by hand: nested lists, tables and the frame of a site around a policy."""

from collections.abc import Iterable
from html import escape

from tools.demo.rules import Logic, Rule


def listed(items: tuple[Rule, ...], words: dict[Logic, str], *, logic: Logic = "all", tail: str = ".") -> str:
    """Rules as nested unordered lists; a connective follows the last word of what it binds."""
    parts = []
    for position, rule in enumerate(items):
        end = tail if position == len(items) - 1 else words[logic]
        if rule.items:
            parts.append(f"<li>{rule.text}\n{listed(rule.items, words, logic=rule.logic, tail=end)}</li>")
        else:
            parts.append(f"<li>{rule.text}{end}</li>")
    return "<ul>\n" + "\n".join(parts) + "\n</ul>"


def table(head: Iterable[str], rows: Iterable[Iterable[str]], name: str = "grid") -> str:
    """A table with a header row."""
    top = "".join(f"<th>{text}</th>" for text in head)
    body = "\n".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows)
    return f'<table class="{name}">\n<thead><tr>{top}</tr></thead>\n<tbody>\n{body}\n</tbody></table>'


def paragraphs(texts: Iterable[str]) -> str:
    """Each text as a paragraph."""
    return "\n".join(f"<p>{text}</p>" for text in texts)


def numbered(texts: Iterable[str]) -> str:
    """An ordered list."""
    return "<ol>\n" + "\n".join(f"<li>{text}</li>" for text in texts) + "\n</ol>"


def page(title: str, site: str, links: tuple[str, ...], main: str, foot: str) -> bytes:
    """A whole page: navigation and footer around the main part."""
    menu = "".join(f'<li><a href="#">{escape(link)}</a></li>' for link in links)
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title} | {site}</title>\n'
        "<style>body{font-family:Georgia,serif;margin:2em;max-width:60em}table{border-collapse:collapse}"
        "td,th{border:1px solid #999;padding:2px 6px}nav ul{display:flex;gap:1em;list-style:none}</style>\n"
        f'</head>\n<body>\n<header><nav aria-label="Main"><ul>{menu}</ul></nav></header>\n'
        f"<main>\n{main}\n</main>\n<footer><p>{foot}</p></footer>\n</body>\n</html>\n"
    ).encode()
