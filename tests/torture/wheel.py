"""The wheel in an empty environment: built, installed with what it asks for, and the demo and its report run.

python tests/torture/wheel.py
"""

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parents[2]


def main() -> int:
    """Print what each step ends with; answers 0 where all of them end well."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", name]
        subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
        venv.create(folder / "env", with_pip=True)
        python = folder / "env" / "bin" / "python"
        wheel = next(folder.glob("*.whl"))
        subprocess.run([python, "-m", "pip", "install", "--quiet", wheel], cwd=folder, check=True)
        return _run(folder, ["demo"], {}) or _run(folder, ["report"], {"KETCOV_DATA": "data/demo"})


def _run(folder: Path, arguments: list[str], settings: dict[str, str]) -> int:
    """One command in a folder with nothing in it, with a home of its own."""
    (folder / "home").mkdir(exist_ok=True)
    kept = {k: v for k, v in os.environ.items() if k in ("PATH", "LANG", "PIP_INDEX_URL")}
    ran = subprocess.run(
        [folder / "env" / "bin" / "ketcov", *arguments],
        cwd=folder / "home",
        env={**kept, "HOME": str(folder / "home"), **settings},
        capture_output=True,
        text=True,
    )
    print(f"ketcov {' '.join(arguments)}: exit {ran.returncode}")
    print("\n".join((ran.stdout or ran.stderr).splitlines()[-12:]))
    return ran.returncode


if __name__ == "__main__":
    sys.exit(main())
