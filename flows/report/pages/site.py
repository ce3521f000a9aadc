"""The evidence pages: matrix, payers, versions, differences, changes, sources."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import groupby, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment

from extractors.errors import ExtractError
from flows.asking.answers import Row
from flows.asking.span import ALWAYS, Span
from flows.report import feed, names
from flows.report.book import Book
from flows.report.files import put
from flows.report.pages import diff, evidence, render, rules
from flows.report.pages.excerpt import excerpt
from flows.report.pages.matrix import matrix
from flows.report.pages.timeline import timeline
from warehouse.archive import Archive
from warehouse.errors import ArchiveCorrupt

if TYPE_CHECKING:  # the notebooks' library is loaded only where notebooks run
    from flows.report.notebooks import Page as NotebookPage

Pair = tuple[Row, Row]


@dataclass
class Site:
    """Writes the pages of one book into one folder. `notes` gathers what could not be shown."""

    book: Book
    archive: Archive
    folder: Path
    days: Span = ALWAYS
    notes: list[str] = field(default_factory=list)
    notebooks: list["NotebookPage"] = field(default_factory=list)
    pages_count: int = 0
    _texts: dict[str, tuple[str, ...] | str] = field(default_factory=dict)

    def steps(self) -> tuple[tuple[str, Callable[[], None]], ...]:
        """Every page as a step with its name, so that a caller can tell how far it is."""
        pages: list[tuple[str, Callable[[], None]]] = [
            ("assets", self._assets),
            ("matrix", self._matrix),
            ("changes", self._changes),
            ("feed", self._feed),
            ("sources", lambda: self._page("sources.html", "sources.html.j2", "sources")),
        ]
        pages += [(str(row["payer_id"]), partial(self._payer, row)) for row in self.book.payers]
        pages += [(str(row["version_id"]), partial(self._version, row)) for row in self.book.observed]
        pages += [(str(pair[1]["version_id"]), partial(self._diff, pair)) for pair in self._pairs.values()]
        return tuple(pages)

    def index(self) -> None:
        """The first page; last to be written, since it names what there is."""
        self._page("index.html", "index.html.j2", "index", notebooks=self.notebooks)

    def notebook(self, page: "NotebookPage") -> None:
        """The page of an executed notebook; a failed one is a note and leaves its old page."""
        if page.failure:
            self.notes.append(f"notebook {page.name}: {page.failure}")
            return
        self._page(f"notebooks/{page.name}.html", "notebook.html.j2", "", page=page)
        self.notebooks.append(page)

    @cached_property
    def held(self) -> dict[str, Row]:
        """Versions with a page of their own."""
        return {str(row["version_id"]): row for row in self.book.observed}

    @cached_property
    def _pairs(self) -> dict[tuple[str, str], Pair]:
        """Versions that follow each other, and those between which a change was found."""
        by_policy = groupby(self.book.observed, key=lambda row: row["policy_id"])
        following = [pair for _, rows in by_policy for pair in pairwise(list(rows))]
        found = {(str(a["version_id"]), str(b["version_id"])): (a, b) for a, b in following}
        for row in self.book.changes:
            key = (str(row["from_version_id"]), str(row["to_version_id"]))
            if key[0] in self.held and key[1] in self.held:
                found.setdefault(key, (self.held[key[0]], self.held[key[1]]))
        return found

    @cached_property
    def _anchors(self) -> dict[tuple[str, str], str]:
        """Where a quote stands on the page of its version."""
        found: dict[tuple[str, str], str] = {}
        for version_id in self.held:
            for fact in self._facts(version_id):
                found.setdefault((version_id, str(fact.row["quote"])), fact.anchor)
        return found

    @cached_property
    def _templates(self) -> Environment:
        return render.environment(
            {
                "book": self.book,
                "days": str(self.days),
                "is_fictional": any(row["is_fictional"] for row in self.book.payers),
                "is_held": lambda version_id: str(version_id) in self.held,
                "has_diff": lambda row: _ends(row) in self._pairs,
                "change_page": self._change_page,
                "fact_page": self._fact_page,
            }
        )

    def _facts(self, version_id: str) -> tuple[evidence.Boxed, ...]:
        book = self.book
        criteria = book.criteria_of_version.get(version_id, ())
        return rules.boxed(book.positions_of_version.get(version_id, ()), criteria)

    def _fact_page(self, version_id: object, quote: object) -> str:
        anchor = self._anchors.get((str(version_id), str(quote)))
        page = names.version_page(version_id)
        return f"{page}#{anchor}" if anchor else page

    def _change_page(self, row: Row) -> str:
        page = names.diff_page(*_ends(row)) if _ends(row) in self._pairs else "changes.html"
        return f"{page}#change-{row['change_id']}"

    def _page(self, file: str, template: str, here: str, **context: object) -> None:
        root = "../" * file.count("/")
        text = self._templates.get_template(template).render(root=root, here=here, **context)
        put(self.folder / file, text)
        self.pages_count += 1

    def _assets(self) -> None:
        for name in render.ASSETS:
            put(self.folder / "assets" / name, (render.TEMPLATES / name).read_text("utf-8"))

    def _matrix(self) -> None:
        self._page("matrix.html", "matrix.html.j2", "matrix", matrix=matrix(self.book))

    def _changes(self) -> None:
        quiet = tuple(row for row in reversed(self.book.changes) if not row["is_news"])
        self._page("changes.html", "changes.html.j2", "changes", quiet=quiet)

    def _feed(self) -> None:
        put(self.folder / "feed.xml", feed.atom(self.book.news, self._change_page))
        chosen = [row for row in self.book.changes if self.days.holds(row["first_seen_at"])]
        put(self.folder / "changes.csv", feed.table(chosen))

    def _payer(self, payer: Row) -> None:
        own = [row for row in self.book.versions if row["payer_id"] == payer["payer_id"]]
        policies = [self._policy(list(rows)) for _, rows in groupby(own, key=lambda row: row["policy_id"])]
        sources = [row for row in self.book.sources if row["payer_id"] == payer["payer_id"]]
        file = names.payer_page(payer["payer_id"])
        self._page(file, "payer.html.j2", "", payer=payer, policies=policies, sources=sources)

    def _policy(self, versions: list[Row]) -> dict[str, object]:
        policy_id = versions[0]["policy_id"]
        changes = [row for row in self.book.news if row["policy_id"] == policy_id]
        return {
            "anchor": names.slug(policy_id),
            "title": versions[-1]["policy_title"],
            "benefit": versions[-1]["benefit_code"],
            "versions": versions,
            "seen": [row for row in versions if row["basis_code"] == "observed"],
            "positions": [row for row in self.book.positions if row["policy_id"] == policy_id],
            "changes": changes,
            "line": timeline(self.book, versions, changes),
            "diffs": {to: names.diff_page(since, to) for since, to in self._pairs if to in _ids(versions)},
        }

    def _version(self, version: Row) -> None:
        version_id = str(version["version_id"])
        facts = self._facts(version_id)
        shown, notes = evidence.pictures(self.archive, self.folder / "pictures", version, facts)
        framed = {frame.anchor for sheet in shown for frame in sheet.frames}
        self.notes.extend(f"{version_id}: {note}" for note in notes)
        stances = self.book.positions_of_version.get(version_id, ())
        criteria = self.book.criteria_of_version.get(version_id, ())
        self._page(
            names.version_page(version_id),
            "version.html.j2",
            "",
            version=version,
            positions=[
                {"row": row, "anchor": names.fact_anchor(row["position_id"]), "narrowed": rules.narrowed(row)}
                for row in stances
            ],
            trees=rules.trees(criteria),
            codes=rules.codes(self.book.codes_of_version.get(version_id, ())),
            revisions=self.book.revisions_of_version.get(version_id, ()),
            pictures=shown,
            framed=framed,
            notes=notes,
            excerpts={} if framed else self._excerpts(version, facts),
            **self._neighbours(version_id),
        )

    def _excerpts(self, version: Row, facts: tuple[evidence.Boxed, ...]) -> dict[str, object]:
        text = self._text(version)
        if isinstance(text, str):
            return {}
        found = ((fact.anchor, excerpt(text, fact.row["quote"])) for fact in facts)
        return {anchor: place for anchor, place in found if place}

    def _neighbours(self, version_id: str) -> dict[str, object]:
        found: dict[str, object] = {"earlier": None, "later": None}
        for since, to in self._pairs:
            link = names.diff_page(since, to)
            if to == version_id and not found["earlier"]:
                found["earlier"] = {"page": names.version_page(since), "diff": link}
            if since == version_id and not found["later"]:
                found["later"] = {"page": names.version_page(to), "diff": link}
        return found

    def _diff(self, pair: Pair) -> None:
        before, after = pair
        ends = (str(before["version_id"]), str(after["version_id"]))
        texts = (self._text(before), self._text(after))
        note = next((text for text in texts if isinstance(text, str)), "")
        pairs: tuple[diff.Pair, ...] = ()
        if isinstance(texts[0], tuple) and isinstance(texts[1], tuple):
            pairs = diff.text_pairs(texts[0], texts[1])
            note = "The text is long; its end is not compared." if diff.is_cut(texts[0], texts[1]) else ""
        criteria = self.book.criteria_of_version
        self._page(
            names.diff_page(*ends),
            "diff.html.j2",
            "",
            before=before,
            after=after,
            changes=[row for row in self.book.changes if _ends(row) == ends],
            standing=diff.standing(criteria.get(ends[0], ()), criteria.get(ends[1], ())),
            pairs=() if all(one.kind in ("same", "skipped") for one in pairs) else pairs,
            note=note,
        )

    def _text(self, version: Row) -> tuple[str, ...] | str:
        """The paragraphs of a version, read once; a sentence where they cannot be read."""
        version_id = str(version["version_id"])
        if version_id not in self._texts:
            try:
                self._texts[version_id] = evidence.lines(self.archive, version)
            except (ArchiveCorrupt, ExtractError) as error:
                self.notes.append(f"{version_id}: {error}")
                self._texts[version_id] = f"The text cannot be shown: {error}"
        return self._texts[version_id]


def _ends(row: Row) -> tuple[str, str]:
    return str(row["from_version_id"]), str(row["to_version_id"])


def _ids(versions: list[Row]) -> set[str]:
    return {str(row["version_id"]) for row in versions}
