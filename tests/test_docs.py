"""What the documents promise is there: commands, settings, relations, examples, links, the dictionary."""

import re
import tomllib
from pathlib import Path

import pytest
import typer

from flows.cli import app
from flows.settings import Settings
from flows.sources.model import Source
from tools.dictionary import PAGE, page

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
PAGES = sorted(path for path in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")))
COMMANDS = sorted(typer.main.get_group(app).commands)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme_and_has_an_example(command):
    assert f"| `ketcov {command}" in README
    found = typer.main.get_group(app).commands[command]
    assert "Example: " in (found.epilog or "")


def test_the_readme_names_no_command_that_does_not_exist():
    named = set(re.findall(r"`ketcov ([a-z]+)", README))
    assert named <= set(COMMANDS)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_an_option_that_the_documents_name_exists(path):
    """`--since/--until` and `--format csv/parquet` stand for one or the other."""
    for command, rest in re.findall(r"\bketcov ([a-z]+)([^`\n]*)", path.read_text("utf-8")):
        known = _options(typer.main.get_group(app).commands[command]) | {"--help"}
        assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", rest)) <= known, (command, rest)


def _options(command):
    below = (_options(sub) for sub in getattr(command, "commands", {}).values())
    return {option for param in command.params for option in param.opts}.union(*below)


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_in_the_readme(name):
    own = Settings.model_fields[name].validation_alias
    assert f"`{own or 'KETCOV_' + name.upper()}`" in README


def test_the_queries_of_the_readme_run_on_an_empty_warehouse():
    import duckdb

    from warehouse.migrate import migrate
    from warehouse.views import create_views

    queries = re.findall(r"```sql\n(.*?)```", README, re.DOTALL)
    assert queries
    with duckdb.connect(":memory:") as connection:
        migrate(connection)
        create_views(connection)
        for statement in "\n".join(queries).split(";"):
            if statement.strip():
                connection.execute(statement)


def test_the_declaration_of_the_contributing_guide_is_well_formed():
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    examples = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    assert examples
    for example in examples:
        Source.model_validate(tomllib.loads(example))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_between_the_documents_lead_somewhere(path):
    links = re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text("utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_the_data_dictionary_is_the_one_that_the_database_gives():
    assert PAGE.read_text("utf-8") == page()
