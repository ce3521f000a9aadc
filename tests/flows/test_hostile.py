"""A payer's words, a host's answer and a file's name on their way to a person: text, whatever they hold."""

import csv
import io
import json
import unicodedata

import duckdb
import pytest

from flows.fetch.outcome import FetchFailure
from flows.runs.visit import visit
from flows.sources.loader import load
from flows.visible.artifacts import _cells

STEERS = "&#27;[31m&#27;]0;owned&#7;&#155;2J&#8238;&#8294;&#127;\u2028\u0085"  # signs that steer, as a page names them
QUERY = "'); drop table core_versions; --"
FORMULA = "=HYPERLINK(1)"
HTML = {"Content-Type": "text/html; charset=utf-8"}
PAGE = f"""<html><head><title>Esketamine {STEERS} {QUERY}</title></head><body>
<h1>Esketamine nasal spray {STEERS} {QUERY}</h1><p>Effective Date: 01/01/2024</p>
<h2>Coverage criteria {STEERS}</h2>
<p>{FORMULA} {STEERS}Spravato (esketamine){STEERS} is considered medically necessary for treatment-resistant
depression {QUERY} when all of the following criteria are met:</p>
<ol><li>{FORMULA} The member is 18 years{STEERS} of age or older {QUERY}; and</li>
<li>The member had an inadequate response to at least TRIALS antidepressants{STEERS} {QUERY}, each for 6 weeks; and</li>
<li>Spravato is prescribed by a psychiatrist{QUERY}.</li></ol>
<p>Prior authorization is required. Limitations: the benefit covers treatment in a certified clinic.</p>
</body></html>"""


def page(trials):
    return PAGE.replace("TRIALS", str(trials)).encode()


def steering(text):
    """The signs in a text that could steer a screen; lines may end."""
    return {sign for sign in text if sign != "\n" and unicodedata.category(sign) in ("Cc", "Cs", "Cf", "Zl")}


@pytest.fixture(scope="module")
def visited(shared, declare):
    """Settings after two visits to a hostile policy, and to a host that answers with signs."""
    settings, host = shared
    declare(settings, "acme", host.says("/a", (200, HTML, page(2)), (200, HTML, page(3))))
    declare(settings, "bright", host.says("/b", (302, {"Location": "/login/\x1b[31m\x9b2J"}, b"")))
    for _ in range(2):
        visit(settings, load(settings.sources))
    return settings


@pytest.fixture
def tracked(visited, here, monkeypatch):
    """The console script on what was visited."""
    monkeypatch.setenv("KETCOV_DATA", str(visited.data))
    return here


@pytest.mark.parametrize("more", [(), ("--json",)], ids=["shown", "json"])
@pytest.mark.parametrize(
    "command", [("show", "acme"), ("show", "bright"), ("changes", "--all"), ("review", "--all")], ids=" ".join
)
def test_nothing_that_a_payer_or_a_host_wrote_steers_the_terminal(tracked, command, more):
    done = tracked(*command, *more)
    assert done.returncode == 0, done.err
    assert len(done.out) > 100 or command[0] == "review"
    assert steering(done.out) == steering(done.err) == set()


def test_the_words_that_are_shown_are_those_of_the_payer(tracked):
    quotes = [row["quote"] for policy in _policies(tracked) for row in policy["positions"]]
    assert any(QUERY in quote for quote in quotes)
    assert QUERY in tracked("show", "acme").out.replace("\n", " ").replace("  ", "")


def _policies(ketcov):
    return json.loads(ketcov("show", "acme", "--json").out)["policies"]


def test_extract_shows_a_hostile_file_and_its_name_as_text(here, tmp_path):
    path = tmp_path / "a\x1b[31m\u202efdp.html"
    path.write_bytes(page(2))
    for more in ((), ("--json",)):
        done = here("extract", path, *more)
        assert done.returncode == 0
        assert steering(done.out) == set()
    path.write_bytes(b"")
    done = here("extract", path)
    assert done.returncode == 2
    assert done.err.count("\n") == 1
    assert steering(done.err) == set()


def test_words_that_are_a_query_are_kept_as_words(tracked, visited):
    with duckdb.connect(visited.coverage, read_only=True) as connection:
        quotes = connection.execute("select quote from core_positions").fetchall()
        assert any(QUERY in quote for (quote,) in quotes)
        assert connection.execute("select count(*) from core_versions").fetchone()[0] == 2
        assert connection.execute("select count(*) from out_policy_changes where is_news").fetchone() == (1,)


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "x' or '1'='1"),
        ("changes", "--payer", "x'; drop table core_versions; --"),
        ("changes", "--since", "2025-01-01' or '1'='1"),
        ("export", "out_policy_changes; drop table core_versions"),
        ("export", "out_policy_changes where false"),
    ],
    ids=" ".join,
)
def test_no_argument_becomes_part_of_a_query(tracked, visited, arguments):
    done = tracked(*arguments)
    assert (done.returncode, done.out) == (2, "")
    assert done.err.count("\n") == 1
    with duckdb.connect(visited.coverage, read_only=True) as connection:
        assert connection.execute("select count(*) from core_versions").fetchone()[0] == 2


def test_a_table_for_spreadsheets_runs_nothing(tracked):
    for relation in ("current_positions", "current_criteria", "policy_changes"):
        out = tracked("export", relation, "--format", "csv").out
        cells = [cell for row in csv.reader(io.StringIO(out)) for cell in row]
        assert any(QUERY in cell for cell in cells), relation
        assert not [cell for cell in cells if cell.lstrip().startswith(("=", "@", "+"))]
        assert steering(out.replace("\r\n", "\n")) == set()


def test_the_words_of_a_host_are_no_markdown_where_prefect_shows_them():
    said = "gone, titled '[sign in](http://evil.invalid) ![x](http://evil.invalid/p.png) <img src=x>\x1b[31m'"
    row = dict.fromkeys(("payer_id", "document_id", "state_code", "last_attempt_at"), "acme")
    shown = _cells({**row, "state_detail": FetchFailure("u", None, "gone", said).detail})["state_detail"]
    assert "\\[sign in\\](" in shown
    assert "!\\[x\\](" in shown
    assert "＜img" in shown
    assert not set("<>") & set(shown)
    assert steering(shown) == set()
