"""The published copy in the hands of an analyst whose DuckDB is older than ours."""

import json
import os
import subprocess
import sys
from pathlib import Path

from services import DUCKDB, install

QUESTIONS = Path(__file__).parents[2] / "docs" / "questions"
ASK = """
import duckdb, json, sys
from pathlib import Path
copy, questions = sys.argv[1:]
with duckdb.connect(copy, read_only=True) as connection:
    views = connection.execute("select view_name from duckdb_views() where not internal").fetchall()
    one, other = connection.execute("select version_id from core_versions order by 1 limit 2").fetchall()
    asked = {name: f"from {name}" for (name,) in views}
    asked |= {path.stem: path.read_text("utf-8") for path in Path(questions).glob("*.sql")}
    asked |= {
        "coverage": "from coverage_as_of(date '2024-06-30')",
        "criteria": "from criteria_as_of(date '2024-06-30', known_at := timestamp '2025-01-01')",
        "changes": "from changes_between(date '2020-01-01', date '2026-01-01')",
        "diff": f"from policy_diff('{one[0]}', '{other[0]}')",
    }
    print(json.dumps([duckdb.__version__, {name: len(connection.execute(sql).fetchall()) for name, sql in asked.items()}]))
"""


def test_every_relation_macro_and_question_answers_an_older_client(played_demo, tmp_path):
    settings, _ = played_demo
    packages = install(tmp_path / "packages")
    done = subprocess.run(
        [sys.executable, "-c", ASK, settings.coverage, QUESTIONS],
        env={**os.environ, "PYTHONPATH": str(packages)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    version, rows = json.loads(done.stdout)
    assert version == DUCKDB
    assert len(rows) > 50
    assert min(rows["coverage"], rows["criteria"], rows["changes"], rows["diff"]) > 0
