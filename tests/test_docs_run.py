"""What the documents tell a reader to type is typed here, on a copy of the played demo."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted((*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")))
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
# what takes minutes, a server or another service, and where it runs instead
ELSEWHERE = {
    "make demo": "tests/flows/demo/test_play.py::test_every_written_rule_change_is_reported_and_no_other",
    "make test": "tests/test_docs_run.py::test_a_command_of_the_documents_runs",
    "make serve": "tests/flows/serving/test_deployments.py::test_a_served_project_tracks_shows_and_tells",
    "make stop": "tests/flows/serving/test_deployments.py::test_a_served_project_tracks_shows_and_tells",
    "export PREFECT_API_URL": "tests/flows/serving/test_deployments.py::test_a_served_project_tracks_shows_and_tells",
    ".venv/bin/prefect deployment run": "tests/flows/serving/test_deployments.py::test_a_served_project_tracks_shows_and_tells",
    "make status": "tests/flows/serving/test_deployments.py::test_a_served_project_tracks_shows_and_tells",
    "KETCOV_DATA=data/demo .venv/bin/ketcov report": "tests/flows/report/pages/test_site.py",
    "ketcov evaluate": "tests/flows/evaluate",
    "python tests/torture/patterns.py": "tests/extractors/test_patterns.py",
    "python tests/torture/fuzz.py": "tests/extractors/documents/test_fuzz.py",
    "python tests/torture/bombs.py": "tests/flows/reading/test_bombs.py",
    "KETCOV_EXAMPLES=2000 python -m pytest": "tests/extractors/documents/test_written.py",
    "python tests/torture/soak.py": "tests/flows/test_soak.py",
}
SERVICES = {  # pages whose commands ask for services, and the tests that start those
    "scaling.md": (
        "tests/warehouse/test_objects.py",
        "tests/flows/test_cluster.py",
        "tests/warehouse/test_lake.py",
    ),
}
# these need an image registry, a cluster or a cloud; nothing here can hold them
UNTRIED = ("pip install prefect-docker", "prefect work-pool create", "prefect deploy", "prefect worker start")


def blocks(language):
    return [
        pytest.param(text, id=f"{path.name}-{number}")
        for path in PAGES
        for number, (kind, text) in enumerate(BLOCK.findall(path.read_text("utf-8")))
        if kind == language
    ]


def lines():
    """Every command in a block of the console, continued lines joined, comments dropped."""
    found = {}
    for block in blocks("console"):
        for line in block.values[0].replace("\\\n", " ").splitlines():
            command = " ".join(line.split("  #")[0].split(" #")[0].split())
            if command:
                found.setdefault(command, block.id)
    return found


def elsewhere(command):
    return next((place for start, place in ELSEWHERE.items() if command.startswith(start)), None)


TRIED = [
    command
    for command, block in lines().items()
    if not elsewhere(command) and not command.startswith(UNTRIED) and block.rpartition("-")[0] not in SERVICES
]


@pytest.fixture(scope="module")
def checkout(played_demo, tmp_path_factory):
    """A folder like a checkout after `make demo`, where commands may write."""
    root = tmp_path_factory.mktemp("checkout")
    shutil.copytree(played_demo[0].data, root / "data" / "demo")
    shutil.copytree(played_demo[0].data, root / "data", dirs_exist_ok=True)
    (root / ".venv").mkdir()
    (root / ".venv" / "bin").symlink_to(Path(sys.executable).parent)
    for name in ("docs", "notebooks", "flows", "pyproject.toml", "requirements.lock"):
        (root / name).symlink_to(ROOT / name)
    return root


def test_what_is_typed_here_is_this_program_and_nothing_else():
    """A line that installs or starts something else would change the machine that runs the tests."""
    assert [c for c in TRIED if not re.match(r"(KETCOV_\w+=\S+ )*(\.venv/bin/)?ketcov ", c)] == []


@pytest.mark.parametrize("command", [c for c in TRIED if "ketcov" in c])
def test_a_command_of_the_documents_runs(checkout, command):
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {k: v for k, v in os.environ.items() if not k.startswith("KETCOV_")}
    ran = subprocess.run(
        ["bash", "-c", command],
        cwd=checkout,
        env={**environment, "PATH": path},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stderr


def test_what_runs_elsewhere_runs_there():
    for place in (*ELSEWHERE.values(), *(place for places in SERVICES.values() for place in places)):
        path, _, test = place.partition("::")
        assert (ROOT / path).exists(), place
        assert not test or f"def {test}(" in (ROOT / path).read_text("utf-8"), place


@pytest.mark.parametrize("text", blocks("sql"))
def test_a_query_of_the_documents_answers_on_the_demo(played_demo, text):
    with duckdb.connect(played_demo[0].coverage, read_only=True) as connection:
        for statement in filter(str.strip, text.split(";")):
            assert connection.execute(statement).fetchall(), statement


@pytest.mark.parametrize("text", blocks("python"))
def test_the_python_of_the_documents_runs(checkout, text):
    ran = subprocess.run([sys.executable, "-c", text], cwd=checkout, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout
