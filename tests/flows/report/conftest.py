"""One report on the demo, made once for all workers, and a browser without network."""

import fcntl
import shutil
import subprocess

import pytest

from flows.report.book import read_book
from flows.report.build import build

NASTY = (
    '<script>alert("x")</script><img src=x onerror=alert(1)> & "quoted" \u202eevil\u202c \x00\x1b[31m '
    "=HYPERLINK(1) {{ 7*7 }} </style></title> \ufffe \U0001f48a"
)


@pytest.fixture(scope="session")
def hostile():
    """What a payer could write to be run, to steer a screen or to break a parser."""
    return NASTY


@pytest.fixture(scope="session")
def demo(played_demo):
    """Settings of a played demo with its report, shared by the workers of one run."""
    settings, _ = played_demo
    made = settings.data.parent / "report-made"
    with (settings.data.parent / "report.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            made.write_text(repr(build(settings)))
    return settings


@pytest.fixture(scope="session")
def book(demo):
    return read_book(demo.coverage)


@pytest.fixture(scope="session")
def pages(demo):
    """Every page of the demo's report."""
    return sorted(demo.reports.rglob("*.html"))


@pytest.fixture(scope="module")
def browser():
    """A real browser that reaches nothing; skipped where there is none.

    It keeps an event loop running in this thread, so it must not outlive its tests.
    """
    sync_api = pytest.importorskip("playwright.sync_api")
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium here; install it with: apt-get install chromium")
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_api.sync_playwright() as started:
        running = started.chromium.launch(executable_path=found, args=flags)
        yield running
        running.close()


@pytest.fixture(scope="session")
def axe(tmp_path_factory):
    """The source of axe-core, fetched by npm; skipped where that is not possible."""
    if shutil.which("npm") is None:
        pytest.skip("no npm here to fetch axe-core with")
    folder = tmp_path_factory.mktemp("axe")
    command = ["npm", "install", "--prefix", str(folder), "--no-audit", "--no-fund", "--silent", "axe-core@4"]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=60)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        pytest.skip("npm reaches no registry to fetch axe-core from")
    return (folder / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
