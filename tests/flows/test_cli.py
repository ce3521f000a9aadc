"""The console script in a process of its own: numbers, streams, and one clear line for every bad input."""

import csv
import io
import json
import subprocess
import sys

import duckdb
import pytest

COMMANDS = ("demo", "track", "ingest", "extract", "rebuild", "changes", "show", "sources", "check")
LOGIN = (
    b"<html><head><title>Sign in</title></head><body><p>Sign in to your account to continue</p></body></html>"
)


@pytest.fixture
def files(tmp_path, policy, pdf):
    """Files that cannot be read, each wrong in one way."""
    contents = {
        "empty.pdf": b"",
        "truncated.pdf": pdf()[:300],
        "encrypted.pdf": pdf("secret"),
        "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def one_line(text):
    (line,) = text.splitlines()
    assert line.startswith("ketcov: ")
    return line


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_every_command_has_an_example(ketcov, command):
    done = ketcov(command, "--help")
    assert (done.returncode, done.err) == (0, "")
    assert "Example: " in done.out
    assert f"ketcov {command}" in done.out


def test_without_a_command_the_help_is_shown(ketcov):
    assert ketcov().out == ketcov("--help").out
    assert all(command in ketcov("--help").out for command in COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("nonsense",), "nonsense"),
        (("show",), "PAYER"),
        (("extract",), "FILES"),
        (("changes", "--sinze", "2025-01-01"), "--sinze"),
        (("check", "--stale-after", "soon"), "integer"),
        (("track", "--source", "nobody"), "unknown source"),
        (("track",), "no source is declared"),
    ],
    ids=str,
)
def test_wrong_use_is_told_in_one_line(ketcov, arguments, named):
    done = ketcov(*arguments)
    assert (done.returncode, done.out) == (2, "")
    assert named.lower() in one_line(done.err).lower()


@pytest.mark.parametrize("arguments", [("changes",), ("show", "acme"), ("check",)], ids=" ".join)
def test_questions_before_the_first_run_say_what_to_run(ketcov, arguments):
    done = ketcov(*arguments)
    assert (done.returncode, done.out) == (3, "")
    assert "nothing published yet; run `ketcov demo`" in one_line(done.err)


def test_an_archive_where_none_can_be_kept_is_told_in_one_line(ketcov, tmp_path):
    done = ketcov("backup", tmp_path / "copy", KETCOV_ARCHIVE="ftp://127.0.0.1:1/archive")
    assert (done.returncode, done.out) == (3, "")
    assert "ftp://127.0.0.1:1/archive: " in one_line(done.err)
    assert "write it like s3://bucket/prefix" in done.err


@pytest.mark.prefect
def test_rebuild_without_an_archive_gives_what_is_reported_of_real_payers(ketcov):
    done = ketcov("rebuild")
    assert done.returncode == 0
    assert "only what is reported of real payers" in done.out
    done = ketcov("show", "texas_medicaid", "--json")
    assert done.returncode == 0
    assert json.loads(done.out)["payer"]["payer_name"] == "Texas Medicaid"


def test_rebuild_of_a_warehouse_without_its_archive_says_so(settings, ketcov):
    settings.warehouse.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(settings.warehouse) as connection:
        connection.execute("create table core_versions as select 1 as version_id")
    done = ketcov("rebuild")
    assert done.returncode == 2
    assert "no archive here" in one_line(done.err)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("missing.pdf", "no such file"),
        ("empty.pdf", "empty"),
        ("truncated.pdf", "truncated"),
        ("encrypted.pdf", "password"),
        ("picture.png", "neither PDF, HTML nor Markdown"),
        ("", "cannot be read"),
    ],
)
def test_extract_tells_why_a_file_cannot_be_read(ketcov, files, name, said):
    done = ketcov("extract", files / name, "--json")
    assert (done.returncode, done.out) == (2, "")
    assert said in one_line(done.err)
    assert str(files / name) in done.err


def test_extract_prints_one_object_per_file_in_order_and_goes_on_after_a_bad_one(ketcov, files, policy):
    for name in ("b.html", "a.html"):
        (files / name).write_bytes(policy())
    done = ketcov("extract", files / "b.html", files / "empty.pdf", files / "a.html", "--json")
    assert done.returncode == 2
    found = [json.loads(line) for line in done.out.splitlines()]
    assert [item["file"] for item in found] == ["b.html", "a.html"]
    assert all(item["schema"] == 1 and item["positions"] for item in found)
    assert "empty.pdf" in one_line(done.err)


def test_extract_reads_a_page_saved_as_pdf_for_what_it_is(ketcov, files, policy):
    (files / "page.pdf").write_bytes(policy())
    done = ketcov("extract", files / "page.pdf", "--json")
    assert (done.returncode, done.err) == (0, "")
    assert json.loads(done.out)["document"]["media_type"] == "text/html"


def test_extract_of_what_is_no_policy_prints_the_reason_and_ends_well(ketcov, files):
    (files / "login.pdf").write_bytes(LOGIN)
    done = ketcov("extract", files / "login.pdf", "--json")
    assert done.returncode == 0
    found = json.loads(done.out)
    assert found["document"]["doc_type"] == "not_a_document"
    assert found["warnings"][0]["kind"] == "login_page"
    assert found["positions"] == found["criteria"] == []


def test_extract_reads_standard_input_and_a_further_drug(ketcov):
    text = (
        b"# Zorvanil\n\nEffective Date: 01/01/2024\n\n## Policy\n\nZorvanil is considered medically necessary "
        b"for major depressive disorder when criteria are met.\n"
    )
    done = ketcov("extract", "-", "--media-type", "markdown", "--drug", "Zorvanil", "--json", stdin=text)
    assert (done.returncode, done.err) == (0, "")
    found = json.loads(done.out)
    assert found["file"] == "-"
    assert {item["drug"] for item in found["positions"]} == {"zorvanil"}


def test_ingest_then_the_questions(here, files, policy):
    ketcov = here
    (files / "p.html").write_bytes(policy())
    brought = ("--payer", "acme", "--policy", "spravato", "--fetched-at")
    assert ketcov("ingest", files / "p.html", *brought, "2024-02-01").returncode == 0
    (files / "p.html").write_bytes(policy(3, "01/01/2025"))
    done = ketcov("ingest", files / "p.html", *brought, "2025-02-01", "--json")
    assert len(json.loads(done.out)["changes"]) == 1
    assert ketcov("ingest", files / "p.html", *brought, "2025-02-01").returncode == 0
    (change,) = json.loads(ketcov("changes", "--json").out)
    assert (change["change_type_code"], change["direction_code"]) == ("step_therapy_trials", "tightened")
    assert "tightened" in ketcov("changes").out
    assert json.loads(ketcov("changes", "--since", "2025-02-02", "--json").out) == []
    assert json.loads(ketcov("changes", "--until", "2025-01-31", "--json").out) == []
    only = ("--since", "2025-02-01", "--until", "2025-02-01")
    assert json.loads(ketcov("changes", *only, "--json").out) == [change]
    (row,) = csv.DictReader(io.StringIO(ketcov("changes", *only, "--csv").out.lstrip("\ufeff")))
    assert (row["change_id"], row["direction_code"]) == (change["change_id"], "tightened")
    assert "step therapy trials" in ketcov("show", "acme").out
    assert json.loads(ketcov("show", "acme", "--json").out)["payer"]["payer_id"] == "acme"
    assert ketcov("check", "--json").returncode in {0, 1}
    assert all(line == line.rstrip() for line in ketcov("show", "acme").out.splitlines())
    for wrong, said in (
        (("show", "acmee"), "did you mean acme?"),
        (("changes", "--payer", "nobody"), "known are acme"),
        (("changes", "--since", "31.01.2025"), "write it like 2026-01-31"),
        (("changes", "--until", "2025-13-01"), "--until '2025-13-01' is no date"),
        (("changes", "--since", "2025-02-01", "--until", "2025-01-31"), "is before --since 2025-02-01"),
        (("changes", "--csv", "--json"), "choose one of --csv and --json"),
    ):
        answer = ketcov(*wrong)
        assert (answer.returncode, answer.out) == (2, "")
        assert said in one_line(answer.err)


@pytest.mark.parametrize("name", ["empty.pdf", "truncated.pdf", "encrypted.pdf", "picture.png", "login.pdf"])
def test_ingest_of_what_cannot_be_read_says_why_and_keeps_the_state(here, files, name, settings):
    ketcov = here
    (files / "login.pdf").write_bytes(LOGIN)
    done = ketcov("ingest", files / name, "--payer", "acme", "--policy", "spravato")
    assert done.returncode == 2
    assert "1 of 1 document not read: acme/spravato" in one_line(done.err)
    shown = ketcov("show", "acme")
    assert "no policy of this payer could be read yet" in shown.out
    assert "not read: acme/spravato" in shown.out


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--payer", "acme", "--policy", "spravato", "--fetched-at", "02/30/2024"), "is no date"),
        (("--payer", "Acme Health", "--policy", "spravato"), "is no key"),
        (("--payer", "acme", "--policy", "spravato", "--benefit", "dental"), "none of medical"),
        (("--policy", "spravato"), "--payer"),
    ],
)
def test_ingest_refuses_wrong_options_and_writes_nothing(here, files, policy, settings, more, said):
    (files / "p.html").write_bytes(policy())
    done = here("ingest", files / "p.html", *more)
    assert (done.returncode, done.out) == (2, "")
    assert said in one_line(done.err)
    assert not settings.data.exists()


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("p.html,acme,spravato,2024-13-01\n", "manifest.csv:2"),
        ("q.html,acme,spravato,2024-01-01\n", "q.html is not in the folder"),
        ("p.html,,spravato,2024-01-01\n", "payer is empty"),
        ("", "names no file"),
    ],
)
def test_ingest_names_the_line_of_a_manifest_that_is_wrong(here, tmp_path, policy, settings, rows, said):
    folder = tmp_path / "downloads"
    folder.mkdir()
    (folder / "p.html").write_bytes(policy())
    (folder / "manifest.csv").write_text("file,payer,policy,fetched_at\n" + rows)
    done = here("ingest", folder)
    assert (done.returncode, done.out) == (2, "")
    assert said in one_line(done.err)
    assert not settings.data.exists()


def test_ingest_of_some_bad_files_goes_on_and_names_them(ketcov, files, policy):
    (files / "p.html").write_bytes(policy())
    (files / "manifest.csv").write_text(
        "file,payer,policy,fetched_at\np.html,acme,spravato,2024-01-01\nempty.pdf,acme,ketamine,2024-01-01\n"
    )
    done = ketcov("ingest", files)
    assert done.returncode == 1
    assert "1 of 2 documents not read: acme/ketamine (empty)" in one_line(done.err)
    assert "acme/spravato" in ketcov("show", "acme").out


@pytest.mark.parametrize("command", ["ingest", "demo"])
def test_a_data_folder_that_cannot_be_written_ends_the_run(ketcov, files, policy, command):
    (files / "p.html").write_bytes(policy())
    (files / "closed").write_text("a file where the folder should be")
    more = (files / "p.html", "--payer", "acme", "--policy", "spravato") if command == "ingest" else ()
    done = ketcov(command, *more, KETCOV_DATA=str(files / "closed" / "data"))
    assert (done.returncode, done.out) == (3, "")
    assert "cannot write" in one_line(done.err)
    assert "KETCOV_DATA" in done.err


def test_a_second_writer_waits_and_then_says_who_writes(ketcov, files, policy, settings):
    (files / "p.html").write_bytes(policy())
    brought = ("--payer", "acme", "--policy", "spravato", "--fetched-at", "2024-02-01")
    ketcov("ingest", files / "p.html", *brought)
    ledger = (settings.archive / "ledger.jsonl").read_bytes()
    code = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(settings.warehouse)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout.readline() == b"held\n"
        done = ketcov("ingest", files / "p.html", *brought[:-1], "2025-02-01")
        asked = ketcov("changes")
        holder.stdin.close()
    assert (done.returncode, done.out) == (3, "")
    assert f"process {holder.pid} is writing" in one_line(done.err)
    assert (settings.archive / "ledger.jsonl").read_bytes() == ledger
    assert asked.returncode == 0


def test_a_published_copy_of_another_version_asks_for_a_rebuild(ketcov, settings):
    import duckdb

    settings.published.mkdir(parents=True)
    duckdb.connect(settings.coverage).close()
    done = ketcov("changes")
    assert done.returncode == 3
    assert "run `ketcov rebuild`" in one_line(done.err)


def test_a_published_copy_without_a_column_asks_for_a_rebuild(ketcov, files, policy, settings):
    import duckdb

    (files / "p.html").write_bytes(policy())
    ketcov("ingest", files / "p.html", "--payer", "acme", "--policy", "spravato")
    with duckdb.connect(settings.coverage) as connection:
        connection.execute("create table old as select * exclude (basis_code) from out_policy_history")
        connection.execute("create or replace view out_policy_history as from old")
    done = ketcov("show", "acme")
    assert done.returncode == 3
    assert "run `ketcov rebuild`" in one_line(done.err)


def test_what_stands_at_the_place_of_the_warehouse_is_not_overwritten(ketcov, files, policy, settings):
    (files / "p.html").write_bytes(policy())
    settings.data.mkdir()
    settings.warehouse.write_text("a letter and no database, long enough to be looked at" * 100)
    done = ketcov("ingest", files / "p.html", "--payer", "acme", "--policy", "spravato")
    assert done.returncode == 3
    assert "move it away and run `ketcov rebuild`" in one_line(done.err)
    assert settings.warehouse.read_text().startswith("a letter")


@pytest.mark.parametrize("command", ["extract", "show", "changes", "sources", "check", "ingest"])
def test_commands_without_a_flow_do_not_import_prefect(files, settings, policy, command):
    (files / "p.html").write_bytes(policy())
    brought = [str(files / "p.html"), "--payer", "acme", "--policy", "spravato"]
    more = {"extract": brought[:1], "show": ["acme"], "ingest": brought}.get(command, [])
    code = (
        "import sys; from flows.cli import run; run(sys.argv[1:]);"
        "print(sorted({'prefect', 'fastapi'} & {n.partition('.')[0] for n in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, command, *more],
        env={"KETCOV_DATA": str(settings.data), "KETCOV_SOURCES": str(settings.sources), "PATH": ""},
        capture_output=True,
        timeout=60,
    )
    assert done.stderr.splitlines()[-1] == b"[]"


def test_the_help_imports_nothing_heavy():
    code = (
        "import sys; from flows.cli import run; run(['--help']);"
        "print(sorted({'duckdb', 'pandas', 'prefect', 'pydantic', 'requests', 'rich.table'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60)
    assert done.stdout.splitlines()[-1] == b"[]"
