"""The pinned dependencies: each line with its version and hashes, and no address of a registry."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
LINES = (ROOT / "requirements.lock").read_text("utf-8").replace("\\\n", " ").splitlines()
PINS = [line for line in LINES if line.strip() and not line.lstrip().startswith("#")]


def test_every_dependency_is_pinned_with_its_hashes():
    pinned = re.compile(r"[a-z0-9][a-z0-9._-]*==[^\s;]+(?: ; [^#]+?)?(?: +--hash=sha256:[0-9a-f]{64})+ *")
    assert [line[:80] for line in PINS if not pinned.fullmatch(line)] == []
    assert len(PINS) > 100


def test_the_lock_names_no_address():
    found = [line for line in LINES if re.search(r"://|--(?:extra-)?index-url|--find-links| @ ", line)]
    assert found == []


def test_everything_that_is_asked_for_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    wanted = [*project["dependencies"], *(line for lines in extras for line in lines)]
    names = {re.split(r"[\[<>=!~ ;]", line)[0].lower().replace("_", "-") for line in wanted}
    assert names - {line.partition("==")[0] for line in PINS} == set()
