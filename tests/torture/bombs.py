"""Small files that unpack to much, and large ones: what reading each of them comes to, takes and needs.

    python tests/torture/bombs.py [FILE...]

Each file, or each one named, is read by a guarded reader of its own. Processor time is that of the reader.
"""

import os
import resource
import sys
import zlib
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT)]

from extractors.errors import ExtractError  # noqa: E402
from flows.reading.guard import Guard, Limits  # noqa: E402

GIGABYTE = 2**30
MILLION = 10**6
SMALL = (
    b"<h1>Spravato policy</h1><p>Spravato is medically necessary when the member is 18 years or older.</p>"
)
WORDS = b"BT /F1 12 Tf 72 700 Td (Spravato is covered for adults.) Tj ET\n"
FONT = b"/Font <</F1 5 0 R>>"
LINE = "the member is 18 years or older and "  # no sentence ends in it
READ = {"drug_policy", "medical_policy", "not_a_document"}
NO_ROOM = {"too_much_memory"}
IN_TIME = {"took_too_long", "too_much_memory"}


@dataclass(frozen=True)
class Bomb:
    """A file, made when it is asked for, and how its reading may end."""

    name: str
    kind: str
    made: object
    ends: frozenset[str]
    is_slow: bool = False


def bomb(name, kind, ends, made, *, is_slow=False):
    return Bomb(name, kind, made, frozenset(ends), is_slow)


# --- PDF -------------------------------------------------------------------------------------


def pdf(objects):
    """A PDF of raw objects, numbered from 1; the first is its catalog."""
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (place, one) for place, one in enumerate(objects, start=1))
    return b"%PDF-1.4\n" + body + b"trailer <</Root 1 0 R /Size 99>>\nstartxref\n0\n%%EOF"


def stream(packed, extra=b"", filters=b"/FlateDecode"):
    return b"<</Length %d /Filter %s %s>>\nstream\n%s\nendstream" % (len(packed), filters, extra, packed)


def page(content, *, shown=b"", kids=b"3 0 R", count=1):
    """The objects of a PDF whose first page has a content; object 6 is the next one."""
    return [
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [%s] /Count %d>>" % (kids, count),
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources <<%s %s>>>>"
        % (FONT, shown),
        content,
        b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
    ]


def repeated(unit, size):
    """So many bytes of a repeated piece, packed without ever being whole."""
    packer, piece = zlib.compressobj(9), unit * (2**20 // len(unit))
    packed = [packer.compress(piece) for _ in range(size // len(piece))]
    return b"".join([*packed, packer.flush()])


def form(content, shown):
    head = b"/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources <<%s %s>>" % (FONT, shown)
    return stream(zlib.compress(content), head)


def nested():
    return pdf(page(stream(zlib.compress(repeated(b"\0", GIGABYTE)), filters=b"[/FlateDecode /FlateDecode]")))


def object_stream():
    packed = stream(repeated(b"\0", GIGABYTE), b"/Type /ObjStm /N 100 /First 800")
    return pdf([*page(b"null")[:2], packed])


def picture():
    head = b"/Type /XObject /Subtype /Image /Width 32768 /Height 32768 /BitsPerComponent 8 /ColorSpace /DeviceGray"
    content = stream(zlib.compress(WORDS + b"/X Do"))
    return pdf([*page(content, shown=b"/XObject <</X 6 0 R>>"), stream(repeated(b"\0", GIGABYTE), head)])


def one_form_on_pages(count, words=WORDS * 40):
    """So many pages that show the same form."""
    kids = b" ".join(b"%d 0 R" % number for number in range(7, 7 + count))
    one = page(stream(zlib.compress(b"/X Do")), shown=b"/XObject <</X 6 0 R>>", kids=kids, count=count)
    return pdf([*one, form(words, b""), *[one[2]] * count])


def tower(height):
    """A form that shows another one ten times, which shows another one ten times."""
    inner = [form(b"/X Do " * 10, b"/XObject <</X %d 0 R>>" % number) for number in range(7, 6 + height)]
    return pdf([*page(inner[0], shown=b"/XObject <</X 6 0 R>>"), *inner, form(WORDS, b"")])


def itself():
    return pdf([*page(form(b"/X Do", b""), shown=b"/XObject <</X 6 0 R>>"), form(WORDS + b"/X Do /X Do", b"/XObject <</X 6 0 R>>")])  # fmt: skip


def drawn(count, mark):
    """A page with so many lines or boxes and one sentence."""
    marks = (mark % (n % 600, n % 790, (n * 7) % 600, n % 790) for n in range(count))
    return pdf(page(stream(zlib.compress(WORDS + b"\n".join(marks), 1))))


def one_string(text):
    return pdf(page(stream(zlib.compress(b"BT /F1 1 Tf 72 700 Td (" + text + b") Tj ET"))))


OF_PDF = (
    bomb("a page of a gigabyte of nothing", "pdf", NO_ROOM, lambda: pdf(page(stream(repeated(b"\0", GIGABYTE)))), is_slow=True),
    bomb("a page of a gigabyte of spaces", "pdf", NO_ROOM, lambda: pdf(page(stream(repeated(b" ", GIGABYTE)))), is_slow=True),
    bomb("a page of a gigabyte of words", "pdf", IN_TIME, lambda: pdf(page(stream(repeated(WORDS, GIGABYTE)))), is_slow=True),
    bomb("a gigabyte packed twice in some kilobytes", "pdf", NO_ROOM, nested, is_slow=True),
    bomb("a gigabyte of objects", "pdf", NO_ROOM, object_stream, is_slow=True),
    bomb("a picture of a gigabyte", "pdf", READ, picture, is_slow=True),
    bomb("three thousand pages that show one form", "pdf", READ, lambda: one_form_on_pages(3_000), is_slow=True),
    bomb("twenty thousand pages that show one form", "pdf", {"too_large"}, lambda: one_form_on_pages(20_000, WORDS)),
    bomb("forms in forms, ten each, nine high", "pdf", IN_TIME, lambda: tower(9), is_slow=True),
    bomb("a form that shows itself twice", "pdf", IN_TIME, itself, is_slow=True),
    bomb("a table of a hundred thousand lines", "pdf", READ, lambda: drawn(100_000, b"%d %d m %d %d l S"), is_slow=True),
    bomb("a table of a million lines", "pdf", IN_TIME, lambda: drawn(MILLION, b"%d %d m %d %d l S"), is_slow=True),
    bomb("a table of a million boxes", "pdf", IN_TIME, lambda: drawn(MILLION, b"%d %d %d 1 re f %% %d"), is_slow=True),
    bomb("ten megabytes of words in one line", "pdf", IN_TIME, lambda: one_string(LINE.encode() * 285_000), is_slow=True),
    bomb("one word of ten megabytes", "pdf", IN_TIME, lambda: one_string(b"a" * 10 * MILLION), is_slow=True),
)  # fmt: skip

# --- HTML, Markdown, text --------------------------------------------------------------------

HTML, MARKDOWN, TEXT = "<h1>Spravato policy</h1>", "# Spravato policy\n\n", "Spravato policy\n\n"
ROW = "<tr><td>Spravato</td><td>prior authorization</td></tr>"
OF_TEXT = (
    bomb("a table of a million rows", "html", IN_TIME, lambda: f"{HTML}<table>{ROW * MILLION}</table>", is_slow=True),
    bomb("a million short rows", "html", IN_TIME, lambda: f"{HTML}<table>{'<tr><td>a<td>b' * MILLION}", is_slow=True),
    bomb("ten megabytes of words in one line", "html", READ, lambda: f"{HTML}<p>{LINE * 285_000}", is_slow=True),
    bomb("one word of ten megabytes", "html", READ, lambda: f"{HTML}<p>{'a' * 10 * MILLION}", is_slow=True),
    bomb("a table of a million rows", "markdown", IN_TIME, lambda: f"{MARKDOWN}|a|b|\n|-|-|\n{'|Spravato|prior authorization|' * MILLION}".replace("||", "|\n|"), is_slow=True),
    bomb("a million short rows", "markdown", IN_TIME, lambda: f"{MARKDOWN}|a|b|\n|-|-|\n{'|c|d|' * MILLION}".replace("||", "|\n|"), is_slow=True),
    bomb("ten megabytes of words in one line", "markdown", READ, lambda: MARKDOWN + LINE * 285_000, is_slow=True),
    bomb("one word of ten megabytes", "markdown", READ, lambda: MARKDOWN + "a" * 10 * MILLION, is_slow=True),
    bomb("ten megabytes of open marks", "markdown", IN_TIME, lambda: MARKDOWN + "*a_ " * 2_500_000, is_slow=True),
    bomb("ten megabytes of open links", "markdown", {*READ, *IN_TIME}, lambda: MARKDOWN + "[a](" * 2_500_000, is_slow=True),
    bomb("ten megabytes of words in one line", "txt", READ, lambda: TEXT + LINE * 285_000, is_slow=True),
    bomb("one word of ten megabytes", "txt", READ, lambda: TEXT + "a" * 10 * MILLION, is_slow=True),
    bomb("more than a file may have", "txt", {"too_large"}, lambda: TEXT + "a " * 53 * MILLION),
)  # fmt: skip


RULES = (
    "The member is {} years of age or older",
    "Failure of at least {} antidepressants, each for no less than {} weeks",
    "A baseline MADRS score of {} or above is documented",
    "No more than {} devices per {} days",
    "Initial authorization is granted for {} months",
    "Prescribed by or in consultation with a psychiatrist who saw the member {} times",
)


def rules(size):
    """A policy of so many characters of rules, no two of which are the same."""
    lines, left = [], size
    while left > 0:
        number = len(lines)
        lines.append(f"<li>{RULES[number % len(RULES)].format(number, number + 1)}</li>")
        left -= len(lines[-1])
    return f"{HTML}<p>Spravato is medically necessary when all of these are met:</p><ol>{''.join(lines)}</ol>"


PLAIN = (bomb("a megabyte of nothing but rules", "html", READ, lambda: rules(MILLION), is_slow=True),)

# --- what reading comes to --------------------------------------------------------------------


def content_of(made):
    """The bytes of a bomb, whatever it was made of."""
    found = made.made()
    return found if isinstance(found, bytes) else found.encode()


def outcome(guard, content, kind):
    """Kind of the document and no words, or of the refusal and its words."""
    try:
        return guard.read(content, kind).facts.document.doc_type, ""
    except ExtractError as error:
        return error.kind, str(error)


def spent(guard):
    """Seconds of processor of this reader and of those before it."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = used.ru_utime + used.ru_stime
    with suppress(OSError, AttributeError):  # it was ended
        fields = Path(f"/proc/{guard._process.pid}/stat").read_text().rpartition(")")[2].split()
        seconds += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return seconds


def peak(guard):
    """The most memory that the reader held, None where it was ended."""
    with suppress(OSError, AttributeError):
        lines = Path(f"/proc/{guard._process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))
    return None


def told(name, content, kind):
    """One row: what came of a file in a reader of its own."""
    with closing(Guard(Limits())) as guard:
        guard.read(SMALL, "html")  # the start of a reader is not the file's
        before = spent(guard)
        ended, _ = outcome(guard, content, kind)
        seconds, megabytes = spent(guard) - before, peak(guard)
    memory = "ended" if megabytes is None else f"{megabytes:.0f}"
    print(f"| {name} | {len(content) / 1e6:.2f} | {ended} | {seconds:.1f} | {memory} |", flush=True)


def main():
    print("| file | MB | ends as | processor, s | memory, MB |\n| --- | ---: | --- | ---: | ---: |")
    for path in map(Path, sys.argv[1:]):
        told(path.name, path.read_bytes(), path.suffix.lstrip("."))
    for one in () if sys.argv[1:] else (*PLAIN, *OF_PDF, *OF_TEXT):
        told(f"{one.kind}: {one.name}", content_of(one), one.kind)


if __name__ == "__main__":
    main()
