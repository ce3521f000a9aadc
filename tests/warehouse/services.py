"""What a warehouse for many writers stands on, for the time of a test: PostgreSQL, S3, an older DuckDB."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
import requests

DUCKDB = "1.5.5"
PACKAGES = [
    f"duckdb=={DUCKDB}",
    *(f"duckdb-extension-{name}=={DUCKDB}" for name in ("ducklake", "postgres-scanner", "httpfs")),
]
PASSWORD = "a right one"
LONGEST = 30


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def install(folder):
    """The DuckDB that has its extensions as packages, in a folder to put first on the path; or skip."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    done = subprocess.run([*pip, "--target", folder, *PACKAGES], capture_output=True, text=True, timeout=300)
    if done.returncode:
        pytest.skip(f"DuckDB {DUCKDB} and its extensions cannot be installed: {done.stderr.strip()[-200:]}")
    return folder


@contextlib.contextmanager
def postgres():
    """A PostgreSQL on loopback that asks for a password, from the package of the system, or skip.

    Answers how libpq reaches it without the password, and a function that calls one of its tools.
    """
    tools = max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)
    if tools is None:
        pytest.skip("no PostgreSQL on this machine")
    with tempfile.TemporaryDirectory(prefix="pg-") as name:
        secret = Path(name) / "password"
        secret.write_text(PASSWORD)
        as_user = []
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            for path in (name, secret):
                shutil.chown(path, "postgres", "postgres")
            as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        where, port = ["-D", f"{name}/data"], free_port()

        def call(tool, *arguments):
            command = [*as_user, tools / tool, *arguments]
            reach = {"PGHOST": "127.0.0.1", "PGPORT": str(port), "PGUSER": "ketcov", "PGPASSWORD": PASSWORD}
            environment = {**os.environ, **reach}
            subprocess.run(command, check=True, capture_output=True, cwd=name, env=environment)

        call("initdb", *where, "-U", "ketcov", "-A", "scram-sha-256", f"--pwfile={secret}", "--no-sync")
        options = f"-p {port} -k {name} -c listen_addresses=127.0.0.1 -c fsync=off"
        call("pg_ctl", *where, "-w", "-l", f"{name}/log", "-o", options, "start")
        try:
            yield f"host=127.0.0.1 port={port} user=ketcov", call
        finally:
            call("pg_ctl", *where, "-m", "immediate", "stop")


@contextlib.contextmanager
def object_storage(bucket):
    """An S3 on loopback with one bucket; answers the variables that lead to it."""
    url = f"http://127.0.0.1:{free_port()}"
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", url.rpartition(":")[2]]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + LONGEST
        while not _made(f"{url}/{bucket}"):
            assert time.monotonic() < until, "S3 did not start"
            time.sleep(0.1)
        yield {
            "AWS_ACCESS_KEY_ID": "key",
            "AWS_SECRET_ACCESS_KEY": "secret",
            "AWS_REGION": "us-east-1",
            "AWS_ENDPOINT_URL": url,
        }
    finally:
        server.kill()
        server.wait()


def _made(address):
    try:
        return requests.put(address, timeout=5).ok
    except requests.ConnectionError:
        return False
