"""The pages as files: links that lead somewhere, ids that stand once, and payer text that stays text."""

import csv
from dataclasses import fields, replace
from urllib.parse import unquote

import pytest
from lxml import html

from flows.asking.span import span
from flows.report.book import Book
from flows.report.build import build
from flows.report.pages.site import Site
from warehouse.archive import Archive
from warehouse.errors import WarehouseError

PAYER_TEXT = [
    "payer_name",
    "payer_printed_name",
    "policy_title",
    "title_name",
    "policy_number",
    "url",
    "quote",
    "section_name",
    "before_quote",
    "after_quote",
    "before_text",
    "after_text",
    "before_section_name",
    "after_section_name",
    "state_detail",
    "summary",
    "value_text",
]


def write(site):
    for _, step in site.steps():
        step()
    site.index()


def nasty(value, text):
    """The same rows with everything that a payer may write replaced."""
    if isinstance(value, dict) and "payer_id" not in value and "version_id" not in value:
        return {key: nasty(rows, text) for key, rows in value.items()}
    if isinstance(value, dict):
        return {k: text if k in PAYER_TEXT and isinstance(v, str) else v for k, v in value.items()}
    return tuple(nasty(item, text) for item in value) if isinstance(value, tuple) else value


@pytest.fixture(scope="module")
def attacked(book, hostile, tmp_path_factory):
    """A site whose every payer text is an attack; without the archive."""
    folder = tmp_path_factory.mktemp("attacked")
    rows = {field.name: nasty(getattr(book, field.name), hostile) for field in fields(Book)}
    site = Site(replace(book, **rows), Archive(folder / "none"), folder / "reports")
    write(site)
    return site


def test_every_link_leads_to_a_page_and_an_anchor_that_are_there(pages):
    trees = {path.resolve(): html.parse(str(path)) for path in pages}
    ids = {path: {item.get("id") for item in tree.iter() if item.get("id")} for path, tree in trees.items()}
    broken = []
    for path, tree in trees.items():
        for link in tree.xpath("//@href | //@src"):
            target, _, anchor = unquote(link).partition("#")
            if target.startswith(("http:", "https:", "data:")):
                continue
            there = (path.parent / target).resolve() if target else path
            if not there.exists() or (anchor and there in ids and anchor not in ids[there]):
                broken.append((path.name, link))
    assert broken == []


def test_an_id_stands_once_on_a_page(pages):
    for path in pages:
        found = html.parse(str(path)).xpath("//@id")
        assert len(found) == len(set(found)), path.name


def test_a_page_names_its_language_and_title_and_loads_nothing_from_outside(pages):
    for path in pages:
        tree = html.parse(str(path))
        assert tree.getroot().get("lang") == "en"
        assert tree.findtext(".//title").strip()
        loaded = tree.xpath("//script/@src | //img/@src | //link[@rel='stylesheet']/@href | //iframe/@src")
        assert not [item for item in loaded if item.startswith(("http", "//"))]


def test_every_fact_shows_its_quote_and_where_there_are_pages_its_picture(demo, book):
    from flows.report.names import version_page

    for version in book.observed:
        tree = html.parse(str(demo.reports / version_page(version["version_id"])))
        facts = tree.xpath("//article[@class='fact'] | //ul[@class='tree']//li[not(@class)]")
        assert all(fact.xpath(".//q") for fact in facts)
        if version["media_type"] == "application/pdf":
            assert all(fact.xpath(".//a[@class='evidence']") for fact in facts)
            assert all((demo.reports / "versions" / src).exists() for src in tree.xpath("//img/@src"))


def test_payer_text_stays_text_on_every_page(attacked):
    pages = list(attacked.folder.rglob("*.html"))
    assert len(pages) > 100
    shown = 0
    for path in pages:
        text = path.read_text("utf-8")
        shown += "&lt;script&gt;alert" in text
        tree = html.fromstring(text.encode())
        assert not tree.xpath("//script[not(@src)] | //*[@onerror] | //img[@src='x']"), path.name
        assert not set("\x00\x1b\u202e\ufffe") & set(text), path.name
        assert "49" not in tree.xpath("string(//q[1])")
    assert shown > 100


def test_an_address_that_is_a_script_is_shown_and_not_linked(attacked):
    for path in attacked.folder.rglob("*.html"):
        links = html.parse(str(path)).xpath("//a[@class='address']/@href")
        assert not links, path.name


def test_bytes_that_are_missing_are_a_note_and_not_an_end(attacked):
    assert any("missing from the archive" in note for note in attacked.notes)


def test_a_second_report_writes_the_same_bytes(demo, book, tmp_path):
    again = Site(book, Archive(demo.archive), tmp_path / "reports")
    write(again)
    for path in sorted((tmp_path / "reports").rglob("*")):
        if path.is_file() and path.name != "index.html":  # it lists the notebooks, which are not made here
            assert path.read_bytes() == (demo.reports / path.relative_to(tmp_path / "reports")).read_bytes()


def test_the_table_of_a_report_has_the_days_that_were_asked_for(demo, book, tmp_path):
    first, last = (str(book.changes[place]["first_seen_at"])[:10] for place in (1, -2))
    site = Site(book, Archive(demo.archive), tmp_path, span(first, last))
    dict(site.steps())["feed"]()
    dict(site.steps())["changes"]()
    rows = list(csv.DictReader((tmp_path / "changes.csv").read_text("utf-8-sig").splitlines()))
    assert {row["first_seen_at"][:10] for row in rows} >= {first, last}
    assert all(first <= row["first_seen_at"][:10] <= last for row in rows)
    assert f"(since {first} until {last})" in (tmp_path / "changes.html").read_text("utf-8")


def test_an_empty_copy_gives_pages_that_say_so(tmp_path):
    import duckdb

    from flows.settings import Settings
    from warehouse.migrate import migrate
    from warehouse.views import create_views

    settings = Settings(data=tmp_path)
    settings.published.mkdir()
    with duckdb.connect(settings.coverage) as connection:
        migrate(connection)
        create_views(connection)
    made = build(settings, has_notebooks=False)
    assert made.notes == ()
    assert "No policy is in the published copy yet" in made.index.read_text("utf-8")
    assert "No stance is in force" in (settings.reports / "matrix.html").read_text("utf-8")
    assert "No source was visited yet" in (settings.reports / "sources.html").read_text("utf-8")


def test_without_a_published_copy_there_is_one_line(tmp_path):
    from flows.settings import Settings

    with pytest.raises(WarehouseError, match="nothing published yet"):
        build(Settings(data=tmp_path))
    assert not (tmp_path / "reports").exists()
