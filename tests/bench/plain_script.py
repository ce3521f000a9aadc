"""What a person would write to watch policies: fetch, take the text, compare with last time, print the lines.

    python tests/bench/plain_script.py FOLDER < list of addresses

PDFs go through pdfplumber, pages through lxml; white space is squeezed, so that a new line break is no
change, and a page that answers with an error is told and kept apart. Nothing of the project is used.
"""

import difflib
import io
import sys
from hashlib import sha256
from pathlib import Path

import lxml.html
import pdfplumber
import requests


def text_of(answer: requests.Response) -> list[str]:
    """The lines of a document, white space squeezed, without empty ones."""
    if answer.content.startswith(b"%PDF"):
        with pdfplumber.open(io.BytesIO(answer.content)) as pdf:
            text = "\n".join(page.extract_text() for page in pdf.pages)
    elif "html" in answer.headers["Content-Type"]:
        page = lxml.html.fromstring(answer.content)
        for unread in page.xpath("//script | //style | //head"):
            unread.drop_tree()
        text = page.text_content()
    else:
        text = answer.content.decode("utf-8", "replace")
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def main() -> None:
    """One line for each address that changed, and the lines that differ."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for url in map(str.strip, sys.stdin):
        answer = requests.get(url, timeout=30)
        if answer.status_code != requests.codes.ok:
            print(f"ERROR {url} {answer.status_code}")
            continue
        kept = folder / sha256(url.encode()).hexdigest()[:16]
        now = text_of(answer)
        before = kept.read_text("utf-8").splitlines() if kept.exists() else None
        kept.write_text("\n".join(now), "utf-8")
        if before is not None and before != now:
            print(f"CHANGED {url}")
            print("\n".join(difflib.unified_diff(before, now, lineterm="", n=0)))


if __name__ == "__main__":
    main()
