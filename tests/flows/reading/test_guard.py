"""Reading in a process of its own: the same readings, and no file that can hold up or end a run."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from extractors.errors import UnreadableDocument
from extractors.read import read
from extractors.wire import reading_to_bytes
from flows.reading.errors import ReaderDied, TookTooLong, TooMuchMemory
from flows.reading.guard import Guard, Limits

ROOT = Path(__file__).parents[3]
DOCUMENTS = ROOT / "tests" / "golden" / "documents"
SMALL = b"a file like any other"
ENDLESS = b"the file that is never done"
HUNGRY = b"the file that wants all memory"
DEADLY = b"the file that ends its reader"
REFUSED = b"the file that cannot be read"
DOUBLING = b"the file for which a library doubles what it holds until there is no more, and gives up"
BROKEN = b"the file that meets a mistake"
PLAYED = f"""
    import ctypes, os, runpy, sys, types
    from extractors.errors import UnreadableDocument
    from extractors.model import DocumentFields, PolicyFacts, Reading

    def read(content, media_type=None, **more):
        if content == {ENDLESS!r}:
            ctypes.PyDLL(None).sleep(1000)  # holds the interpreter, as a library that hangs does
        if content == {HUNGRY!r}:
            held = []
            for size in (2**24, 2**16, 2**10, 64):
                try:
                    while True:
                        held.append(bytes(size))
                except MemoryError:
                    pass
            return held + held  # not a byte is left when it fails
        if content == {DOUBLING!r}:
            held = bytearray(b"x") * 2**20
            try:
                while True:
                    held = held + held
            except MemoryError:
                os.abort()
        if content == {DEADLY!r}:
            os.kill(os.getpid(), 11)
        if content == {BROKEN!r}:
            raise KeyError("a mistake\\nof ours")
        if content == {REFUSED!r}:
            raise UnreadableDocument("cut off: fetch it again")
        return Reading(PolicyFacts(DocumentFields(content.decode(), "text/html", None)), "1", "2")

    sys.modules["extractors.read"] = types.SimpleNamespace(read=read)
    sys.modules["flows.reading.recognize"] = types.SimpleNamespace(reader=lambda: None)
    runpy.run_module("flows.reading.worker", run_name="__main__", alter_sys=True)
"""


@pytest.fixture
def guard(tmp_path, monkeypatch):
    """A guard whose process plays the bad files, and reads the others without a look at them."""
    (tmp_path / "played.py").write_text(textwrap.dedent(PLAYED))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr("flows.reading.guard._MODULE", "played")
    with closing(Guard(Limits(seconds=4, megabytes=512))) as made:
        yield made


def is_read(guard):
    return guard.read(SMALL, "html").facts.document.sha256 == SMALL.decode()


def process_of(guard):
    return guard._process.pid


def is_running(pid):
    """False for one that ended, waited for or not."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def wait_until(is_so, seconds=20):
    deadline = time.monotonic() + seconds
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.05)
    return is_so()


def test_files_read_the_same_in_a_process_of_their_own():
    with closing(Guard(Limits())) as guard:
        for name in ("two_columns.pdf", "struck.html", "tildes.md"):
            content, suffix = (DOCUMENTS / name).read_bytes(), name.rpartition(".")[2]
            found = guard.read(content, suffix)
            assert reading_to_bytes(found) == reading_to_bytes(read(content, suffix))


def test_one_process_reads_all_files_of_a_run(guard):
    guard.read(SMALL, "html")
    first = process_of(guard)
    guard.read(SMALL, "html")
    assert process_of(guard) == first


def test_a_refusal_is_the_same_error_with_the_same_words(guard):
    with pytest.raises(UnreadableDocument, match=r"^cut off: fetch it again$"):
        guard.read(REFUSED, "html")


def test_a_file_that_is_never_done_is_ended_and_the_next_one_is_read(guard):
    with pytest.raises(TookTooLong, match=r"after 4 seconds.*KETCOV_READ_SECONDS"):
        guard.read(ENDLESS, "html")
    assert is_read(guard)


def test_a_file_that_wants_too_much_memory_is_ended_and_the_next_one_is_read(guard):
    with pytest.raises(TooMuchMemory, match=r"512 MB.*KETCOV_READ_MEGABYTES"):
        guard.read(HUNGRY, "html")
    assert is_read(guard)


def test_a_library_that_gives_up_for_want_of_memory_is_no_defect_of_ours(guard):
    with pytest.raises(TooMuchMemory, match=r"512 MB.*KETCOV_READ_MEGABYTES"):
        guard.read(DOUBLING, "html")
    assert is_read(guard)


def test_a_file_that_ends_its_reader_twice_fails_and_the_next_one_is_read(guard):
    with pytest.raises(ReaderDied, match="SIGSEGV"):
        guard.read(DEADLY, "html")
    assert is_read(guard)


def test_a_mistake_of_ours_is_told_in_one_line_with_its_place(guard):
    with pytest.raises(ReaderDied, match=r"KeyError: .*a mistake.* in played\.py:\d+") as told:
        guard.read(BROKEN, "html")
    assert "\n" not in str(told.value)
    assert is_read(guard)


def test_a_reader_that_was_ended_from_outside_is_replaced_and_the_file_is_read(guard):
    guard.read(SMALL, "html")
    os.kill(process_of(guard), signal.SIGKILL)
    assert is_read(guard)


def test_closing_ends_a_file_in_work_at_once_and_leaves_no_process(guard):
    guard.read(SMALL, "html")
    process, raised = process_of(guard), []

    def work():
        try:
            guard.read(ENDLESS, "html")
        except ReaderDied as error:
            raised.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    time.sleep(0.3)
    guard.close()
    thread.join(3)
    assert not thread.is_alive()
    assert len(raised) == 1
    assert not is_running(process)


RUN = """
    import sys
    from flows.reading import guard
    guard._MODULE = "played"
    reader = guard.Guard(guard.Limits(60, 512))
    reader.read({small!r}, "html")
    print(reader._process.pid, flush=True)
    reader.read({endless!r}, "html")
"""


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_run_that_ends_leaves_no_reader_behind_even_one_that_hangs(guard, tmp_path, end):
    code = textwrap.dedent(RUN).format(small=SMALL, endless=ENDLESS)
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT) as run:
        reader = int(run.stdout.readline())
        time.sleep(0.3)
        assert is_running(reader)
        run.send_signal(end)
        run.wait(10)
    assert wait_until(lambda: not is_running(reader))
