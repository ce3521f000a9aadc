"""What the bytes are. Content decides; the declared type only tells text formats apart."""

import codecs
import re

from extractors.errors import EmptyFile, UnsupportedMediaType

PDF = "application/pdf"
HTML = "text/html"
MARKDOWN = "text/markdown"
PLAIN = "text/plain"

_HINTS = {
    "text/markdown": MARKDOWN,
    "text/x-markdown": MARKDOWN,
    "md": MARKDOWN,
    "markdown": MARKDOWN,
    "html": HTML,
    "htm": HTML,
    "xhtml": HTML,
    "text/html": HTML,
    "application/xhtml+xml": HTML,
    "text/plain": PLAIN,
    "txt": PLAIN,
}
_NOT_OURS = ("json", "csv", "xml", "yaml", "javascript", "css", "rtf")
_TAG = re.compile(
    rb"<!doctype\s+html|<(?:html|head|body|title|meta|div|table|span|article|section|main|ul|ol)[\s>]", re.I
)
_MARKDOWN_SIGN = re.compile(
    r"^(?:#{1,6} \S|\s{0,3}[-*+] \S|\|.{1,300}\|\s*$)|\]\(\S{1,400}\)|\*\*\S|~~\S", re.M
)
_HEAD = 1024
_SAMPLE = 65_536
_WRAPPED = re.compile(rb"^\s*(?:\{|\[\s*[\{\"\d])")


def sniff(content: bytes, hint: str | None = None) -> str:
    """Media type by content; raise EmptyFile or UnsupportedMediaType where there is nothing to read."""
    if not content.strip(b"\x00 \t\r\n\f\xef\xbb\xbf"):
        raise EmptyFile("The file is empty: fetch it again")
    if b"%PDF" in content[:_HEAD] and not _starts_as_html(content):
        return PDF
    named = _named(hint)
    sample = _readable(content[:_SAMPLE])
    if sample is None:
        raise UnsupportedMediaType(
            "The file is neither PDF, HTML nor Markdown: fetch the policy in one of these formats"
        )
    if named == MARKDOWN:
        return MARKDOWN
    if _TAG.search(_plain_bytes(content[:_SAMPLE])):
        return HTML
    _refuse_data(content, hint)
    if named is not None:
        return named
    return MARKDOWN if _MARKDOWN_SIGN.search(sample) else PLAIN


def _starts_as_html(content: bytes) -> bool:
    return content.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower().startswith((b"<!doctype html", b"<html"))


def _named(hint: str | None) -> str | None:
    word = (hint or "").split(";")[0].strip().lower().lstrip(".")
    return _HINTS.get(word)


def _plain_bytes(sample: bytes) -> bytes:
    is_wide = sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return sample.replace(b"\x00", b"") if is_wide else sample


def _readable(sample: bytes) -> str | None:
    """The sample as text, None where it is binary."""
    text = _plain_bytes(sample)
    if b"\x00" in text:
        return None
    controls = sum(byte < 0x20 and byte not in (9, 10, 12, 13) for byte in text)
    if controls > max(2, len(text) // 100):
        return None
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError:
        decoded = text.decode("cp1252", errors="replace")
    strange = sum(ord(character) > 0x7F for character in decoded)
    return decoded if strange < len(decoded) * 0.15 or _TAG.search(text) else None


def _refuse_data(content: bytes, hint: str | None) -> None:
    word = (hint or "").lower()
    if any(name in word for name in _NOT_OURS) or (_WRAPPED.match(content) and b'":' in content[:_SAMPLE]):
        raise UnsupportedMediaType(
            "The file holds data and not a policy: give a PDF, HTML or Markdown document"
        )
