"""Damage done to documents: bytes, the words of a PDF, tags, entities, invisible characters."""

import re
import zlib

MOST_BYTES = 1_000_000  # of a PDF: some megabytes of one broken object after another take minutes
MOST_TEXT = 200_000  # of a text: a megabyte of nothing but rules takes a minute, and is refused for it
_NUMBER = re.compile(rb"(?<![\w.])-?\d{1,10}(?:\.\d{1,6})?(?![\w.])")
_TOKEN = re.compile(rb"[A-Za-z0-9.+-]+|/[A-Za-z0-9]+|[<>\[\]()]{1,2}|\s+|.", re.S)
_OBJECT = re.compile(rb"\d{1,6} \d{1,5} obj\b")
_HUGE = (b"0", b"-1", b"1e9", b"2147483648", b"4294967295", b"99999999999999999999", b"0.0000001", b"NaN")
_TAGS = (
    b"div",
    b"table",
    b"tr",
    b"td",
    b"ul",
    b"li",
    b"ol",
    b"span",
    b"b",
    b"s",
    b"details",
    b"svg",
    b"template",
)
_ENTITIES = (
    b"&amp;",
    b"&lt;",
    b"&#0;",
    b"&#x110000;",
    b"&#xD800;",
    b"&nbsp;",
    b"&lol9;",
    b"&#8238;",
    b"&",
    b"&#",
)
_UNSEEN = (
    "\u202e",
    "\u202d",
    "\u2066",
    "\u200b",
    "\u200d",
    "\ufeff",
    "\u00ad",
    "\u0000",
    "\u0301",
    "\U000e0041",
)
_MARKS = (
    b"#",
    b"|",
    b"*",
    b"**",
    b"- ",
    b"> ",
    b"`",
    b"~~",
    b"[",
    b"](",
    b"1. ",
    b"\t",
    b"---\n",
    b"\n\n",
    b"<!--",
)


def flip(chance, data, _):
    out = bytearray(data)
    for _ in range(chance.choice((1, 3, 30, 300))):
        out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    return bytes(out)


def cut(chance, data, _):
    return data[: chance.randrange(len(data))]


def remove(chance, data, _):
    start = chance.randrange(len(data))
    return data[:start] + data[start + chance.choice((1, 10, 1000, 20000)) :]


def splice(chance, data, other):
    start, end = chance.randrange(len(data)), chance.randrange(len(other))
    size = chance.choice((10, 1000, 100_000))
    return data[:start] + other[end : end + size] + data[start + chance.choice((0, size)) :]


def repeat(chance, data, _):
    start = chance.randrange(len(data))
    piece = data[start : start + chance.choice((1, 20, 500, 5000))]
    return data[:start] + piece * chance.choice((2, 20, 500, 5000)) + data[start:]


def tokens(chance, data, _):
    found = _TOKEN.findall(data[:400_000])
    for _ in range(chance.choice((1, 5, 50))):
        here, there = chance.randrange(len(found)), chance.randrange(len(found))
        kind = chance.randrange(4)
        if kind == 0:
            found[here] = b""
        elif kind == 1:
            found[here] *= chance.choice((2, 50))
        else:
            found[here], found[there] = found[there], found[here]
    return b"".join(found) + data[400_000:]


def numbers(chance, data, _):
    share = chance.choice((0.001, 0.01, 0.1))
    return _NUMBER.sub(lambda m: chance.choice(_HUGE) if chance.random() < share else m[0], data)


def keys(chance, data, _):
    """One number of a PDF that decides much: a size, a length, a count, a reference."""
    name = chance.choice(
        (b"MediaBox", b"Length", b"Count", b"Kids", b"Parent", b"Prev", b"Size", b"W", b"Index", b"Predictor",
         b"Columns", b"BBox", b"Matrix", b"FirstChar", b"Widths", b"Rotate", b"UserUnit", b"N", b"First", b"XRef",
         b"Contents", b"Resources", b"Root", b"Info", b"Filter", b"FontMatrix", b"Encoding", b"Annots", b"QuadPoints")
    )  # fmt: skip
    pattern = re.compile(rb"/" + name + rb"\s{0,4}(?:\[[^\]]{0,400}\]|\d+ \d+ R|-?[\d.]+|/\w+)")
    value = chance.choice(
        (
            *_HUGE,
            b"1 0 R",
            b"3 0 R",
            b"[0 0 1e9 1e9]",
            b"[" * 500,
            b"<<>>",
            b"null",
            b"/FlateDecode",
            b"[1 0 R 1 0 R]",
        )
    )
    return pattern.sub(b"/" + name + b" " + value, data, count=chance.choice((0, 1)))


def xref(chance, data, _):
    kind = chance.randrange(3)
    if kind == 0:
        return re.sub(rb"startxref\s+\d+", b"startxref\n%d" % chance.choice((0, 9, len(data), 10**12)), data)
    if kind == 1:
        return re.sub(rb"\d{10} \d{5} [nf]", lambda m: b"%010d 00000 n" % chance.randrange(len(data)), data)
    return data.replace(b"trailer", b"trailer <</Prev 9>>", 1).replace(b"xref", b"xerf", 1)


def objects(chance, data, _):
    starts = [match.start() for match in _OBJECT.finditer(data)]
    if len(starts) < 3:
        return cut(chance, data, b"")
    first, second, end = sorted(chance.sample(starts, 3))
    return data[:first] + data[second:end] + data[first:second] + data[end:]


def streams(chance, data, other):
    """Swap, unpack, damage or blow up the content of a stream."""
    found = bodies(data)
    if not found:
        return flip(chance, data, other)
    start, end = chance.choice(found)
    body = inflated(data[start:end])
    kind = chance.randrange(5)
    if kind == 0:
        body = inflated(data[slice(*chance.choice(found))])
    elif kind == 1:
        body = tokens(chance, body or b" ", b"")
    elif kind == 2:
        body = numbers(chance, body, b"")
    elif kind == 3:
        body = body * chance.choice((2, 10)) + b" q" * chance.choice((10, 20_000)) + b" Q BT ET" * 100
    else:
        body = bytes(chance.choice((10_000, 2_000_000)))
    packed = zlib.compress(body[:MOST_BYTES], 1)
    return data[:start] + packed + data[end:]


def bodies(data):
    """Where the content of each stream begins and ends."""
    found, place = [], 0
    while (start := data.find(b"stream\n", place)) >= 0 and (end := data.find(b"endstream", start)) >= 0:
        found.append((start + len(b"stream\n"), end))
        place = end + len(b"endstream")
    return found


def inflated(body):
    try:
        return zlib.decompressobj().decompress(body, MOST_BYTES)
    except zlib.error:
        return body


def nest(chance, data, _):
    tag, count = chance.choice(_TAGS), chance.choice((5, 300, 20_000))
    place = chance.randrange(len(data))
    closed = b"</%s>" % tag * count if chance.random() < 0.5 else b""
    return data[:place] + b"<%s>" % tag * count + data[place : place + 2000] + closed + data[place + 2000 :]


def entities(chance, data, _):
    doctype = (
        b'<!DOCTYPE html [<!ENTITY lol "ha"><!ENTITY lol9 "&lol;&lol;&lol;">]>'
        if chance.random() < 0.3
        else b""
    )
    for _ in range(chance.choice((1, 20))):
        place = chance.randrange(len(data))
        data = data[:place] + chance.choice(_ENTITIES) * chance.choice((1, 1000)) + data[place:]
    return doctype + data


def attributes(chance, data, _):
    names = (b'style="list-style-type:lower-roman"', b'rowspan="99999999"', b'colspan="-1"', b'colspan="65535"',
             b'start="999999999999999999999"', b'value="2147483648"', b'class="x"', b'type="a"', b"hidden", b"=", b'"')  # fmt: skip
    flood = b" ".join(chance.choice(names) for _ in range(chance.choice((1, 5, 3000))))
    share = chance.choice((0.02, 0.3))
    return re.sub(
        rb"<(\w{1,12})",
        lambda m: m[0] + b" " + flood if chance.random() < share else m[0],
        data[:200_000],
        count=60,
    )


def unseen(chance, data, _):
    share, letters = chance.choice((0.01, 0.3)), chance.sample(_UNSEEN, 3)
    text = data[:200_000].decode("utf-8", "replace")
    made = "".join(letter + (chance.choice(letters) if chance.random() < share else "") for letter in text)
    return made.encode(chance.choice(("utf-8", "utf-8", "utf-16-le", "utf-16", "utf-7")), "replace")


def marks(chance, data, _):
    for _ in range(chance.choice((1, 30))):
        place = chance.randrange(len(data))
        data = data[:place] + chance.choice(_MARKS) * chance.choice((1, 3, 2000)) + data[place:]
    return data


ANY = (flip, cut, remove, splice, repeat, tokens, numbers)
OF_PDF = (keys, keys, keys, xref, objects, streams, streams, streams)
OF_TEXT = (nest, nest, entities, attributes, attributes, unseen, marks)


def mutated(chance, data, other, is_pdf):
    """The document with one to four damages, and their names."""
    names = []
    for _ in range(chance.choice((1, 1, 2, 4))):
        if not data:
            break
        damage = chance.choice(ANY + (OF_PDF if is_pdf else OF_TEXT))
        data = damage(chance, data, other)[: MOST_BYTES if is_pdf else MOST_TEXT]
        names.append(damage.__name__)
    return data, names
