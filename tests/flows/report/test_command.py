"""`ketcov report` as a person calls it."""

import pytest

from flows.cli import run


@pytest.fixture
def on_demo(demo, monkeypatch):
    monkeypatch.setenv("KETCOV_DATA", str(demo.data))


def test_without_a_published_copy_it_says_so_in_one_line(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("KETCOV_DATA", str(tmp_path))
    assert run(["report"]) == 3
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.usefixtures("on_demo")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--since", "spring"), "is no date"),
        (("--until", "2025-13-01"), "is no date"),
        (("--since", "2025-02-01", "--until", "2025-01-01"), "is before"),
        (("--payer", "larkmor"), "did you mean larkmoor?"),
    ],
)
def test_a_mistake_is_told_before_anything_is_written(arguments, said, capsys):
    assert run(["report", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_the_pages_need_no_prefect_and_no_notebook_library():
    import subprocess
    import sys

    code = "import sys, flows.report.build; print({'prefect', 'nbclient', 'altair'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
