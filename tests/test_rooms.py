"""The house keeps its rules: one door for each library, small modules, a mirror of tests."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HOUSES = ("extractors", "warehouse", "flows")
MODULES = sorted(path for house in HOUSES for path in (ROOT / house).rglob("*.py"))
LIMIT_LINES = 320
LIMIT_FUNCTION_LINES = 40
LIMIT_MODULES = 12
GROWING = {
    "flows/commands",
    "flows/evaluate",
    "flows/report/studies",
}  # one for each command, measure, question

DOORS = {
    "requests": ("flows/fetch/session.py", "flows/fetch/host/wire.py"),
    "protego": ("flows/fetch/host/robots.py",),
    "prefect": ("flows/",),
    "pdfplumber": ("extractors/documents/pdf",),
    "pypdfium2": ("extractors/documents/pdf",),
    "pdfminer": ("extractors/documents/pdf",),
    "lxml": ("extractors/documents/html",),
    "markdown_it": ("extractors/documents/markdown",),
    "fsspec": ("warehouse/storage/files.py",),
    "botocore": ("warehouse/storage/files.py",),
    "prefect_dask": ("flows/cluster.py",),
    "httpx": ("flows/serving/orchestration.py",),
    "pandas": ("warehouse/normalize/",),
    "pandera": ("warehouse/normalize/",),
    "altair": ("flows/report/studies/charts.py",),
    "vl_convert": ("flows/report/studies/charts.py",),
    "lifelines": ("flows/report/studies/",),
    "jinja2": ("flows/report/",),
    "feedgen": ("flows/report/feed.py",),
    "nbclient": ("flows/report/notebooks.py",),
    "nbconvert": ("flows/report/notebooks.py",),
    "nbformat": ("flows/report/notebooks.py",),
    "pytesseract": ("flows/reading/recognize.py",),
    "typer": ("flows/",),
    "rich": ("flows/",),
}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_library_is_imported_only_at_its_door(path):
    wrong = {
        library for library in imported(path) & DOORS.keys() if not name(path).startswith(DOORS[library])
    }
    assert not wrong


def test_duckdb_is_connected_in_one_place():
    calls = [name(path) for path in MODULES if "duckdb.connect(" in path.read_text("utf-8")]
    assert calls == ["warehouse/connect.py"]


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_is_short_and_says_what_lives_there(path):
    text = path.read_text("utf-8")
    is_data = name(path).startswith("extractors/vocabulary/") or name(path) == "extractors/model.py"
    allowed = 2 * LIMIT_LINES if is_data else LIMIT_LINES
    assert len(text.splitlines()) <= allowed
    assert ast.get_docstring(ast.parse(text))


def test_a_room_of_the_world_is_one_thought():
    rooms = {path.parent for path in MODULES if name(path).startswith("flows/")}
    counts = {name(room): len([*room.glob("[!_]*.py")]) for room in rooms}
    assert {room for room, count in counts.items() if count > LIMIT_MODULES} == GROWING


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_function_fits_on_a_screen(path):
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    long = {
        node.name: length
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, functions)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > LIMIT_FUNCTION_LINES
    }
    assert not long


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_module_catches_everything(path):
    handlers = [
        node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ExceptHandler)
    ]
    caught = {node.type.id for node in handlers if isinstance(node.type, ast.Name)}
    assert not caught & {"Exception", "BaseException"}
    assert all(node.type is not None for node in handlers)


def test_no_package_below_tests():
    assert not list((ROOT / "tests").rglob("__init__.py"))
