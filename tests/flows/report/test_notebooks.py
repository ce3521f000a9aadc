"""The notebooks: no output on disk, parameters declared, and one line where data is missing."""

import duckdb
import nbformat
import pytest
from lxml import html

from flows.report.notebooks import FOLDER, parameters_of
from flows.report.studies import movement, show, trends
from flows.report.studies.answers import answers
from flows.report.studies.reader import Reader
from warehouse.migrate import migrate
from warehouse.views import create_views

NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
notebooks = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def shown_by(path, **parameters):
    """What the cells show, run here and not in a kernel."""
    names, found = {}, []
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type != "code":
            continue
        *body, last = cell.source.strip().rsplit("\n", 1)
        exec("\n".join(body), names)
        if "parameters" in cell.metadata.get("tags", ()):
            exec(last, names)
            names.update(parameters)
        elif "=" in last.partition("(")[0]:
            exec(last, names)
        else:
            found.append(eval(last, names).html)
    return found


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A published copy without any policy."""
    path = tmp_path_factory.mktemp("empty") / "coverage.duckdb"
    with duckdb.connect(path) as connection:
        migrate(connection)
        create_views(connection)
    return path


def test_there_is_a_notebook_for_each_question():
    assert len(NOTEBOOKS) == 8


@notebooks
def test_a_notebook_keeps_no_output_and_declares_its_parameters(path):
    found = nbformat.read(path, as_version=4)
    nbformat.validate(found)
    code = [cell for cell in found.cells if cell.cell_type == "code"]
    assert all(not cell.outputs and cell.execution_count is None for cell in code)
    assert "copy" in parameters_of(found).source


@notebooks
def test_a_missing_copy_is_told_with_the_command_to_run(path, tmp_path):
    first, *_ = shown_by(path, copy=str(tmp_path / "none.duckdb"))
    assert "nothing published yet; run `ketcov demo`" in first


@notebooks
def test_an_empty_copy_is_told_and_nothing_fails(path, empty):
    first, *others = shown_by(path, copy=str(empty))
    assert "holds no policy yet" in first
    assert all("Traceback" not in text for text in others)


@notebooks
def test_the_page_of_a_notebook_stands_for_itself(path, demo):
    text = (demo.reports / "notebooks" / f"{path.stem}.html").read_text("utf-8")
    assert "Traceback" not in text
    assert "is not in this copy" not in text
    tree = html.fromstring(text.encode())
    charts = tree.xpath("//figure")
    assert len(charts) == len(
        tree.xpath("//figure//div[@role='img' and string-length(@aria-label) > 20]//svg")
    )
    assert all(chart.xpath("string(figcaption)").startswith("Source: ") for chart in charts)
    assert all("n = " in chart.xpath("string(figcaption)") for chart in charts)


def test_hostile_text_is_text_in_a_notebook(hostile):
    for made in (
        show.sentence(hostile),
        show.table([hostile], [[hostile]]),
        show.sentence(show.quote(hostile, 1)),
    ):
        assert "<script>" not in made.html
        assert "<img" not in made.html
        assert "&lt;script&gt;" in made.html


@pytest.mark.parametrize(
    ("opened", "closed", "p"), [(0, 0, None), (5, 0, 0.0625), (6, 0, 0.03125), (3, 3, 1.0), (1, 0, 1.0)]
)
def test_the_sign_test_is_exact(opened, closed, p):
    assert movement.sign_test(opened, closed) == p


def test_a_trend_is_claimed_only_where_chance_is_unlikely():
    assert "too few" in movement._says([("not_addressed", "covered")] * 5, 5, 0, movement.sign_test(5, 0))
    assert movement._says([("not_addressed", "covered")] * 6, 6, 0, movement.sign_test(6, 0)).startswith(
        "a trend"
    )
    assert "silence" in movement._says([("not_addressed", "not_addressed")] * 9, 0, 0, None)


def test_the_share_counts_an_observed_silent_payer_and_no_payer_twice(demo):
    reader = Reader(demo.coverage)
    found = answers(reader, "esketamine_spravato")
    last = found.months[-1]
    payers = found.payers(last, "observed")
    assert len(payers) == len(set(payers)) == 7
    assert "7 payers" in trends.share_figure(reader, found, "esketamine_spravato", "trd").html
