"""Tasks: the steps of a run under Prefect, each with a name and a line in the log; the work is in `steps`.

No retries and no cache here: hosts are asked again by the session, politely, and what was read
before is found by its hash in the archive.
"""

from functools import wraps
from pathlib import Path
from typing import Any

from prefect import get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.runtime import task_run

from flows.reading import recognize
from flows.runs import steps
from warehouse.checks import CheckResult
from warehouse.ledger import Attempt
from warehouse.load import LoadResult
from warehouse.readings import extractor_version

_LONGEST_NAME = 80


def _source_name() -> str:
    source = task_run.parameters["source"]
    policies = dict.fromkeys(document.policy for document in source.document)
    return f"fetch {source.id}: {', '.join(str(name) for name in policies)}"[:_LONGEST_NAME]


@task(task_run_name=_source_name, cache_policy=NO_CACHE, persist_result=False)
@wraps(steps.fetch_source)
def fetch_source(*args: Any, **kwargs: Any) -> tuple[Attempt, ...]:
    """Fetch the documents of one source."""
    attempts = steps.fetch_source(*args, **kwargs)
    log = get_run_logger()
    for found in attempts:
        level = log.info if found.snapshot_id else log.warning
        level("document=%s outcome=%s status=%s", found.document_id, found.outcome, found.http_status)
    return attempts


@task(task_run_name="read what is new", cache_policy=NO_CACHE, persist_result=False)
@wraps(steps.extract_pending)
def extract_pending(*args: Any, **kwargs: Any) -> int:
    """Read snapshots that were not read."""
    count = steps.extract_pending(*args, **kwargs)
    get_run_logger().info("read=%s extractors=%s", count, extractor_version(recognize.name()))
    return count


@task(task_run_name="load the warehouse", cache_policy=NO_CACHE, persist_result=False)
@wraps(steps.load)
def load(*args: Any, **kwargs: Any) -> LoadResult:
    """Bring the warehouse up to the ledger."""
    result = steps.load(*args, **kwargs)
    counts = (result.entries_count, result.versions_count, len(result.changes))
    get_run_logger().info("lines=%s versions=%s changes=%s", *counts)
    return result


@task(task_run_name="publish the copy", cache_policy=NO_CACHE, persist_result=False)
@wraps(steps.publish)
def publish(*args: Any, **kwargs: Any) -> Path:
    """Put the readers' copy in its place."""
    return steps.publish(*args, **kwargs)


@task(task_run_name="check what must hold", cache_policy=NO_CACHE, persist_result=False)
@wraps(steps.check)
def check(*args: Any, **kwargs: Any) -> tuple[CheckResult, ...]:
    """Every sentence that must or should hold."""
    results = steps.check(*args, **kwargs)
    for result in results:
        if result.rows_count:
            get_run_logger().warning("untrue=%s rows=%s", result.name, result.rows_count)
    return results
