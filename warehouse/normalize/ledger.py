"""Ledger lines to frames: attempts, extractions, runs, decisions as received; payers, policies as known."""

from collections.abc import Iterable

import pandas as pd

from warehouse.ledger import Attempt, Decision, Declaration, Entry, Extraction, Policy, Run
from warehouse.normalize.history import utc
from warehouse.state import State

Row = dict[str, object]


def ledger_frames(entries: Iterable[Entry], state: State) -> dict[str, pd.DataFrame]:
    """Frames of the raw tables (new lines) and of core_payers and core_policies (all known)."""
    lines = tuple(entries)
    rows: dict[str, list[Row]] = {
        "raw_attempts": [_attempt(line) for line in lines if isinstance(line, Attempt)],
        "raw_extractions": [_extraction(line) for line in lines if isinstance(line, Extraction)],
        "raw_runs": [_run(line) for line in lines if isinstance(line, Run)],
        "raw_decisions": [_decision(line) for line in lines if isinstance(line, Decision)],
        "core_payers": [_payer(payer) for payer in state.payers.values()],
        "core_policies": [_policy(policy) for policy in state.policies.values()],
    }
    return {table: pd.DataFrame(found) for table, found in rows.items() if found}


def _attempt(line: Attempt) -> Row:
    return {
        "recorded_at": utc(line.recorded_at),
        "run_id": line.run_id,
        "payer_id": line.payer_id,
        "policy_id": line.policy_id,
        "document_id": line.document_id,
        "url": line.url,
        "fetched_at": utc(line.fetched_at),
        "outcome_code": line.outcome,
        "origin_code": line.origin,
        "snapshot_id": line.snapshot_id,
        "media_type": line.media_type,
        "http_status": line.http_status,
        "etag": line.etag,
        "last_modified": line.last_modified,
        "detail": line.detail,
    }


def _extraction(line: Extraction) -> Row:
    return {
        "recorded_at": utc(line.recorded_at),
        "snapshot_id": line.snapshot_id,
        "extractor_version": line.extractor_version,
        "reading_id": line.reading_id,
        "failure_code": line.failure,
        "detail": line.detail,
    }


def _run(line: Run) -> Row:
    return {
        "recorded_at": utc(line.recorded_at),
        "run_id": line.run_id,
        "flow_name": line.flow,
        "started_at": utc(line.started_at),
        "fetched_count": line.fetched_count,
        "failed_count": line.failed_count,
    }


def _decision(line: Decision) -> Row:
    return {
        "recorded_at": utc(line.recorded_at),
        "policy_id": line.policy_id,
        "type_code": line.type,
        "quote": line.quote,
        "said_text": line.said,
        "review_code": line.verdict,
        "reviewer_name": line.reviewer,
        "reason": line.reason,
        "review_value": line.value,
    }


def _payer(payer: Declaration) -> Row:
    return {
        "payer_id": payer.payer_id,
        "payer_name": payer.name,
        "payer_type_code": payer.payer_type,
        "state_codes": list(payer.states),
        "lives_count": payer.lives,
        "lives_source": payer.lives_source,
        "is_fictional": payer.is_fictional,
    }


def _policy(policy: Policy) -> Row:
    return {
        "policy_id": policy.policy_id,
        "payer_id": policy.policy_id.partition("/")[0],
        "policy_title": policy.title,
        "benefit_code": policy.benefit,
        "line_of_business_codes": list(policy.lines_of_business),
        "document_ids": list(policy.document_ids),
        "policy_owner": policy.policy_owner,
    }
