"""The wheel carries everything the program reads: code, declarations, SQL, templates, documents, notebooks."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HOUSES = ("extractors", "warehouse", "flows")


@pytest.fixture(scope="module")
def carried(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        return set(wheel.namelist())


@pytest.mark.parametrize("house", HOUSES)
def test_every_file_of_a_house_is_in_the_wheel(carried, house):
    files = (path for path in (ROOT / house).rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    assert {path.relative_to(ROOT).as_posix() for path in files} - carried == set()


def test_the_notebooks_are_in_the_wheel(carried):
    names = {path.name for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert names == {Path(name).name for name in carried if name.endswith(".ipynb")}


def test_nothing_but_the_houses_is_in_the_wheel(carried):
    rooms = {name.split("/")[0] for name in carried}
    assert {room for room in rooms if not room.endswith(".dist-info")} == set(HOUSES)
