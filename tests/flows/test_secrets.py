"""Addresses that carry a secret: nothing of it in messages, in records of runs, in the ledger."""

import json
import subprocess

import pytest

from flows.errors import OrchestratorUnreachable
from flows.serving.orchestration import _where
from flows.settings import Settings

HIDDEN = "T0KEN-nobody-may-read"


@pytest.fixture
def settings_with_webhook(tmp_path):
    return Settings(data=tmp_path, alert_webhook=f"https://hooks.example/{HIDDEN}")


def test_the_address_of_the_webhook_is_in_no_text_of_the_settings(settings_with_webhook):
    assert HIDDEN not in repr(settings_with_webhook)
    assert HIDDEN not in settings_with_webhook.model_dump_json()
    assert HIDDEN in settings_with_webhook.alert_webhook.get_secret_value()


def test_prefect_stores_a_run_without_the_address_of_the_webhook(settings_with_webhook):
    from flows.track import track

    stored = track.serialize_parameters({"settings": settings_with_webhook, "source_ids": (), "now": None})
    assert HIDDEN not in json.dumps(stored)
    assert stored["settings"]["alert_webhook"].strip("*") == ""


@pytest.mark.parametrize(
    "said",
    [
        f"connect to http://me:{HIDDEN}@host:4200/api failed",
        f"cannot open postgresql+asyncpg://me:{HIDDEN}@host/prefect",
    ],
    ids=["server", "database"],
)
def test_a_server_or_database_that_does_not_answer_is_told_without_its_password(said, monkeypatch):
    monkeypatch.setenv("PREFECT_API_URL", f"http://me:{HIDDEN}@host:4200/api")
    told = str(_where(RuntimeError(said)))
    assert told.startswith("Prefect API (http://host:4200/api): ")
    assert HIDDEN not in told


def test_a_deployment_that_is_refused_is_told_without_a_password(monkeypatch):
    from flows.serving import deploying

    refused = subprocess.CompletedProcess([], 1, f"at http://me:{HIDDEN}@host/api", "refused")
    monkeypatch.setattr(deploying.subprocess, "run", lambda *_, **__: refused)
    with pytest.raises(OrchestratorUnreachable) as error:
        deploying.deploy({})
    assert HIDDEN not in str(error.value)
    assert "http://host/api" in str(error.value)
