"""The twenty questions of docs/questions, answered on the demo and on what is reported of real payers.

KETCOV_BLESS=1 writes the answers anew, and the test still fails: look at the difference, then run it again.
"""

import csv
import io
import os
import shutil
from pathlib import Path

import duckdb
import pytest

from warehouse.archive import Archive
from warehouse.load import catch_up
from warehouse.publish import publish

ROOT = Path(__file__).parents[1]
QUESTIONS = sorted((ROOT / "docs" / "questions").glob("*.sql"))
GOLDEN = Path(__file__).parent / "golden" / "questions"
TODAY = "2026-11-25"


def opened(published, folder):
    """A copy of the readers' file in which it is always the same day."""
    path = shutil.copy(published, folder / "asked.duckdb")
    connection = duckdb.connect(path)
    connection.execute(f"create or replace macro asking_day() as date '{TODAY}'")
    return connection


@pytest.fixture(scope="module")
def reported(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reported")
    catch_up(Archive(folder / "archive"), folder / "w.duckdb")
    with opened(publish(folder / "w.duckdb", folder / "published"), folder) as connection:
        yield connection


@pytest.fixture(scope="module")
def demo(played_demo, tmp_path_factory):
    settings, _ = played_demo
    with opened(settings.coverage, tmp_path_factory.mktemp("asked")) as connection:
        yield connection


def answer(connection, path):
    cursor = connection.execute(path.read_text("utf-8"))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column[0] for column in cursor.description])
    writer.writerows(cursor.fetchall())
    return out.getvalue()


def held(name, found):
    path = GOLDEN / f"{name}.csv"
    before = path.read_text("utf-8") if path.exists() else None
    if os.environ.get("KETCOV_BLESS") and before != found:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(found, "utf-8")
    assert found == before, f"{path.name}: other than the golden answer"


def test_there_are_twenty_questions_and_each_says_what_it_asks():
    assert [path.name[:2] for path in QUESTIONS] == [f"{number:02}" for number in range(1, 21)]
    for path in QUESTIONS:
        first = path.read_text("utf-8").splitlines()[0]
        assert first.startswith("-- ")
        assert first.endswith("?")


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)
def test_a_question_is_answered_on_what_is_reported(reported, path):
    held(f"reported/{path.stem}", answer(reported, path))


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)
def test_a_question_is_answered_on_the_demo(demo, path):
    if path.stem.startswith("20_"):  # how well the rules read today is no answer to hold on to
        assert len(answer(demo, path).splitlines()) > 5
        return
    held(f"demo/{path.stem}", answer(demo, path))
