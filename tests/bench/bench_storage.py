"""What one call costs in a folder and in object storage, side by side.

    python tests/bench/bench_storage.py [--url s3://bucket/prefix] [--calls 200]

Without a URL a server of moto is started on loopback: its times are those of a store without distance,
written in Python. Name a bucket of your own to know yours. What is written there is removed again.
"""

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from warehouse.archive import Archive  # noqa: E402
from warehouse.ledger import Run  # noqa: E402
from warehouse.remembered import remembered  # noqa: E402

NOW = datetime(2025, 1, 1, tzinfo=UTC)
PORT = 5995


@contextmanager
def moto():
    """A store on loopback in a process of its own."""
    import fsspec

    os.environ |= {
        "AWS_ACCESS_KEY_ID": "bench",
        "AWS_SECRET_ACCESS_KEY": "bench",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{PORT}",
    }
    command = [sys.executable, "-m", "moto.server", "-p", str(PORT)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{PORT}/moto-api/").close()
                break
            except OSError:
                time.sleep(0.1)
        fsspec.filesystem("s3", use_listings_cache=False).mkdir("bench")
        yield "s3://bench/archive"
    finally:
        server.terminate()
        server.wait()


def timed(calls, work):
    """Milliseconds of each call, the median."""
    spent = []
    for number in range(calls):
        started = time.perf_counter()
        work(number)
        spent.append(1000 * (time.perf_counter() - started))
    return median(spent)


def measure(archive, calls):
    """Name of the call to its median in milliseconds."""
    content = [os.urandom(100_000) for _ in range(calls)]
    names = []
    found = {"a new document of 100 kB": timed(calls, lambda n: names.append(archive.save(content[n])))}
    found["a document that is there"] = timed(calls, lambda n: archive.save(content[n]))
    found["a document read"] = timed(calls, lambda n: archive.read(names[n].snapshot_id))
    run = Run(NOW, "run", "track", NOW)
    found["a line appended"] = timed(calls, lambda n: archive.append([run]))
    found[f"the ledger read, {calls} lines appended one by one"] = timed(
        5, lambda n: fresh(archive).entries()
    )
    archive.entries()
    found["the ledger read again"] = timed(calls, lambda n: archive.entries())
    return found


def fresh(archive):
    """The archive as a new process finds it."""
    remembered.cache_clear()
    return archive


def clean(archive):
    for room in ("snapshots", "ledger"):
        for name in list(archive.store.names(room)):
            archive.store.remove(name)
    archive.store.remove("format.txt")


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--url")
    options.add_argument("--calls", type=int, default=200)
    args = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        near = measure(Archive(Path(folder)), args.calls)
    if args.url:
        far = _far(args.url, args.calls)
    else:
        with moto() as url:
            far = _far(url, args.calls)
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}, {args.url or 'moto on loopback'}\n")
    print("| call, median of each | folder | object storage |\n|---|---:|---:|")
    for name, spent in near.items():
        print(f"| {name} | {spent:.2f} ms | {far[name]:.1f} ms |")


def _far(url, calls):
    archive = Archive(f"{url}/bench-{os.getpid()}")
    try:
        return measure(archive, calls)
    finally:
        clean(archive)


if __name__ == "__main__":
    main()
