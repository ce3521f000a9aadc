"""An archive in object storage is the same archive: nothing lost, nothing repeated, nothing written over.

The store is moto's server, asked over sockets; the processes of the tests are real ones.
"""

import os
import signal
import subprocess
import sys
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from itertools import count
from pathlib import Path

import duckdb
import pytest
from cases import at, facts

from extractors.model import Reading
from flows import cli
from flows.runs.ingest import ingest
from flows.runs.rebuild import rebuild
from flows.settings import Settings
from flows.sources.manifest import Item
from warehouse import backup, readings
from warehouse import storage as stores
from warehouse.archive import Archive, blob
from warehouse.errors import ArchiveCorrupt, NotEmpty
from warehouse.ledger import Attempt, Run
from warehouse.storage.objects import Objects

ROOT = Path(__file__).parents[2]
DOCUMENTS = ROOT / "flows" / "demo" / "documents"
NUMBERS = count()
KEYS = {
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_MAX_ATTEMPTS": "1",
    "AWS_EC2_METADATA_DISABLED": "true",
}


def forget_connections():
    if loaded := sys.modules.get("s3fs"):
        loaded.S3FileSystem.clear_instance_cache()
    stores._objects.cache_clear()


@pytest.fixture(scope="module")
def server():
    from moto.server import ThreadedMotoServer

    running = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {**KEYS, "AWS_ENDPOINT_URL": f"http://{host}:{port}"}.items():
            patch.setenv(name, value)
        forget_connections()
        import fsspec

        fsspec.filesystem("s3", use_listings_cache=False).mkdir("bucket")
        yield f"http://{host}:{port}"
    forget_connections()
    running.stop()


@pytest.fixture
def url(server):
    """A fresh place in the bucket."""
    return f"s3://bucket/archive-{next(NUMBERS)}"


def files(url):
    import fsspec

    store = fsspec.filesystem("s3", use_listings_cache=False)
    root = url.removeprefix("s3://")
    return {path.removeprefix(f"{root}/"): store.cat_file(path) for path in store.find(root)}


def write(url, name, content):
    import fsspec

    fsspec.filesystem("s3", use_listings_cache=False).pipe_file(f"{url}/{name}", content)


def run(number, flow="track"):
    return Run(at(2020, 1, 1) + timedelta(minutes=number), f"run{number}", flow, at(2020, 1, 1))


def ids(entries):
    return [entry.run_id for entry in entries]


def test_bytes_and_readings_come_back_and_are_kept_once(url):
    archive = Archive(url)
    assert not archive.exists()
    first, second = archive.save(b"policy"), archive.save(b"policy")
    assert (first.is_new, second.is_new) == (True, False)
    assert archive.read(first.snapshot_id) == b"policy"
    found = facts("covered")
    stored = archive.load_reading(archive.save_reading(found))
    assert Reading(stored.facts, stored.text_sha256, stored.criteria_sha256) == found
    assert stored.document == found.document
    archive.forget(first.snapshot_id)
    archive.forget(first.snapshot_id)
    with pytest.raises(ArchiveCorrupt, match=f"{url}/snapshots/.*missing"):
        archive.read(first.snapshot_id)


def test_altered_bytes_are_noticed(url):
    archive = Archive(url)
    snapshot = archive.save(b"policy")
    write(url, blob("snapshots", snapshot.snapshot_id), b"other")
    with pytest.raises(ArchiveCorrupt, match="do not match"):
        archive.read(snapshot.snapshot_id)


def test_lines_come_back_in_order_and_from_any_position(url):
    archive = Archive(url)
    archive.append([run(1), run(2)])
    entries, position = archive.entries_since(0)
    archive.append([run(3, "x" * 1_200_000)])  # reaches beyond its folder
    archive.append([])
    Archive(f"{url}/").append([run(4), run(5)])  # the same place by another connection
    assert archive.exists()
    assert ids(entries) == ["run1", "run2"]
    assert ids(archive.entries()) == ["run1", "run2", "run3", "run4", "run5"]
    assert ids(archive.entries_since(position)[0]) == ["run3", "run4", "run5"]
    lines = archive.store.tail(0).splitlines(keepends=True)
    for number in range(6):
        before = sum(map(len, lines[:number]))
        found, end = archive.entries_since(before)
        assert ids(found) == ids(archive.entries())[number:]
        assert end == sum(map(len, lines))
        assert Objects(url).tail(before) == b"".join(lines[number:])


def test_lines_of_two_processes_at_once_all_land(url):
    code = (
        "import sys; from datetime import UTC, datetime\n"
        "from warehouse.archive import Archive; from warehouse.ledger import Run\n"
        "archive, now = Archive(sys.argv[1]), datetime(2020, 1, 1, tzinfo=UTC)\n"
        "for n in range(12): archive.append([Run(now, f'{sys.argv[2]}-{n}', 'track', now)])\n"
    )
    children = [subprocess.Popen([sys.executable, "-c", code, url, name], cwd=ROOT) for name in "ab"]
    assert [child.wait(60) for child in children] == [0, 0]
    found = ids(Archive(url).entries())
    assert sorted(found) == sorted(f"{name}-{n}" for name in "ab" for n in range(12))
    for name in "ab":
        assert [one for one in found if one.startswith(name)] == [f"{name}-{n}" for n in range(12)]


def test_a_writer_that_was_overtaken_goes_behind_the_other(url):
    one, other = Objects(url), Objects(url)
    one.append(b"1\n")
    other.append(b"2\n")
    one.append(b"3\n")
    other.append(b"4\n")
    assert one.tail(0) == b"1\n2\n3\n4\n"


def test_lines_whose_answer_was_lost_are_not_written_twice(url):
    one, other = Objects(url), Objects(url)
    one.append(b"1\n")
    other.append(b"2\n")
    one.append(b"2\n")  # asked again: the store has these very bytes at the end that was seen
    one.append(b"3\n")
    assert other.tail(0) == b"1\n2\n3\n"


def test_a_ledger_with_a_hole_and_one_that_is_too_short_are_noticed(url):
    archive = Archive(url)
    for number in range(3):
        archive.append([run(number)])
    with pytest.raises(ArchiveCorrupt, match=r"ends at byte \d+, and what was built from it goes on to 9999"):
        archive.entries_since(9999)
    second = sorted(name for name in files(url) if name.startswith("ledger/"))[1]
    archive.store.remove(second)
    with pytest.raises(ArchiveCorrupt, match=r"/ledger: bytes \d+ to \d+ are not there"):
        archive.entries()


def test_a_foreign_line_in_the_ledger_names_the_place(url):
    archive = Archive(url)
    archive.append([run(1)])
    archive.store.append(b"not json\n")
    with pytest.raises(ArchiveCorrupt, match=f"{url}/ledger, line 2"):
        archive.entries()


def items(*patterns):
    fetched_at = at(2024, 1, 5)
    chosen = [next(iter(sorted(DOCUMENTS.glob(pattern)))) for pattern in patterns]
    return [
        Item(path, path.parent.name, "spravato", "medical", fetched_at + timedelta(days=number), str(path))
        for number, path in enumerate(chosen)
    ]


def settings_of(folder, url=""):
    (folder / "none").mkdir(parents=True)
    return Settings(data=folder, sources=folder / "none", archive_place=url)


def rows(path):
    with duckdb.connect(path, read_only=True) as connection:
        sql = "select table_name from duckdb_tables() where starts_with(table_name, 'core_')"
        names = [row[0] for row in connection.execute(sql).fetchall()]
        return {
            name: sorted(map(repr, connection.execute(f"select * from {name}").fetchall())) for name in names
        }


def snapshots(archive):
    return [entry.snapshot_id for entry in archive.entries() if isinstance(entry, Attempt)]


def test_files_give_the_same_rows_as_in_a_folder_and_move_there_and_back(url, tmp_path):
    folder, objects = settings_of(tmp_path / "folder"), settings_of(tmp_path / "objects", url)
    for settings in (folder, objects):
        found = ingest(settings, items("cerulean/*", "wendmark/*"), at(2024, 2, 1))
        assert not found.nothing_reached
    known, kept = Archive(folder.archive), Archive(url)
    assert not (tmp_path / "objects" / "archive").exists()
    assert snapshots(kept) == snapshots(known)
    assert kept.store.tail(0) == known.store.tail(0)
    expected = rows(folder.warehouse)
    assert len(expected["core_versions"]) == 2
    assert rows(objects.warehouse) == expected
    rebuild(objects)
    assert rows(objects.warehouse) == expected

    made = backup.backup(known, f"{url}/copy", at(2024, 3, 1))
    assert backup.backup(known, f"{url}/copy", at(2024, 3, 2)).copied_count == 0
    assert backup.verify(f"{url}/copy")[0].files_count == made.files_count
    moved = Archive(f"{url}/moved")
    backup.restore(f"{url}/copy", moved)
    with pytest.raises(NotEmpty, match="holds an archive"):
        backup.restore(f"{url}/copy", moved)
    backup.backup(moved, tmp_path / "back", at(2024, 3, 3))
    again = Archive(tmp_path / "back")
    assert again.store.tail(0) == known.store.tail(0)
    for room in ("snapshots", "readings"):
        assert list(again.store.names(room)) == list(known.store.names(room)) != []


def bring(archive):
    """Two documents kept and read, as far as it was not done yet."""
    for item in items("cerulean/*", "wendmark/*"):
        name = archive.save(item.path.read_bytes()).snapshot_id
        if name not in snapshots(archive):
            where = (item.payer, item.policy_id, item.document_id, item.url, item.fetched_at)
            archive.append([Attempt(at(2024, 2, 1), "run", *where, "fetched", "ingest", name)])
    for item in readings.pending(archive):
        readings.extract(archive, item, at(2024, 2, 1))
    return archive


@pytest.mark.parametrize(("call", "number"), [("append", 0), ("write_once", 1), ("append", 2)])
def test_a_run_killed_between_bytes_and_line_is_made_good_by_the_next(url, tmp_path, call, number):
    child = os.fork()
    if not child:  # killed as it is about to write for the nth time
        counted, given = count(), getattr(Objects, call)

        def die(*arguments):
            if next(counted) == number:
                os.kill(os.getpid(), signal.SIGKILL)
            return given(*arguments)

        setattr(Objects, call, die)
        bring(Archive(url))
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    left = {name.partition("/")[0] for name in files(url)}
    assert (
        left
        == {
            ("append", 0): {"snapshots"},
            ("write_once", 1): {"snapshots", "ledger", "format.txt"},
            ("append", 2): {"snapshots", "readings", "ledger", "format.txt"},
        }[call, number]
    )
    made_good, undisturbed = bring(Archive(url)), bring(Archive(tmp_path))
    assert made_good.store.tail(0) == undisturbed.store.tail(0)
    for room in ("snapshots", "readings"):
        assert list(made_good.store.names(room)) == list(undisturbed.store.names(room)) != []


@pytest.fixture
def told(server, tmp_path, monkeypatch, capsys):
    """The one line of a command that cannot use its archive; it ends with 3."""

    def run_here(url, *arguments, **variables):
        for name, value in {
            "KETCOV_ARCHIVE": url,
            "KETCOV_DATA": str(tmp_path / "data"),
            **variables,
        }.items():
            monkeypatch.setenv(name, value)
        forget_connections()
        code = cli.run(arguments or ("backup", str(tmp_path / "copy")))
        line = capsys.readouterr().err
        assert (code, len(line.splitlines())) == (3, 1), line
        return line

    yield run_here
    monkeypatch.undo()
    forget_connections()


@pytest.mark.parametrize(
    ("url", "variables", "said"),
    [
        ("s3://nowhere/archive", {}, "no such bucket; create it"),
        ("s3://bucket/archive", {"AWS_ENDPOINT_URL": "http://127.0.0.1:1"}, "check AWS_ENDPOINT_URL"),
        ("s3://bucket/archive", {"AWS_PROFILE": "nobody"}, "nobody"),
        ("s3://", {}, "names no bucket"),
        ("sss://bucket/archive", {}, "write it like s3://bucket/prefix"),
    ],
)
def test_what_keeps_an_archive_out_of_reach_is_one_clear_line(told, url, variables, said):
    assert said in told(url, **variables)


def test_credentials_that_are_not_let_in_are_one_clear_line(told, url, monkeypatch):
    import moto.settings

    monkeypatch.setattr(moto.settings, "INITIAL_NO_AUTH_ACTION_COUNT", 0)
    line = told(url)
    assert "not let in" in line
    assert "AWS_ACCESS_KEY_ID" in line


def test_without_credentials_the_line_says_which_are_needed(told, url, monkeypatch, tmp_path):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert "check AWS_ACCESS_KEY_ID" in told(url)


def test_without_the_extra_the_line_says_how_to_install_it(told, url, monkeypatch):
    loaded = import_module("fsspec.registry")._registry
    monkeypatch.delitem(loaded, "s3", raising=False)
    monkeypatch.setitem(sys.modules, "s3fs", None)
    assert "ketamine-coverage[cluster]" in told(url)


class Careless(BaseHTTPRequestHandler):
    """A store that knows no conditions: it is empty, and takes everything."""

    protocol_version = "HTTP/1.1"

    def do_PUT(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(200)

    def do_HEAD(self):
        self._answer(404)

    def do_GET(self):
        self._answer(200, b'<?xml version="1.0"?><ListBucketResult><KeyCount>0</KeyCount></ListBucketResult>')

    def _answer(self, status, body=b""):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def careless():
    running = ThreadingHTTPServer(("127.0.0.1", 0), Careless)
    running.daemon_threads = True
    thread = threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.server_address[1]}"
    running.shutdown()
    running.server_close()
    thread.join()


def test_a_store_that_writes_over_objects_is_refused(told, careless):
    file = next(DOCUMENTS.glob("cerulean/*"))
    arguments = ("ingest", str(file), "--payer", "cerulean", "--policy", "spravato")
    assert "in spite of If-None-Match" in told("s3://bucket/a", *arguments, AWS_ENDPOINT_URL=careless)
