"""The settings as the environment gives them, and what is said of those that make no sense."""

import pytest

from flows.errors import SettingsError
from flows.settings import load_settings

HIDDEN = "T0KEN-nobody-may-read"


@pytest.fixture
def said(monkeypatch):
    """What is said of some variables."""

    def load(**variables):
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        with pytest.raises(SettingsError) as error:
            load_settings()
        return str(error.value).splitlines()

    return load


def test_every_mistake_is_told_at_once_with_its_variable_and_value(said):
    lines = said(KETCOV_TIMEOUT_SECONDS="soon", KETCOV_RETRIES="-1", KETCOV_READERS="ray")
    assert sorted(line.partition(":")[0] for line in lines) == [
        "KETCOV_READERS='ray'",
        "KETCOV_RETRIES='-1'",
        "KETCOV_TIMEOUT_SECONDS='soon'",
    ]
    assert all("must be" in line and "correct or unset it" in line for line in lines)


def test_a_misspelt_variable_is_told_with_the_one_that_was_meant(said):
    assert said(KETCOV_DAT="elsewhere") == ["KETCOV_DAT: no such setting; did you mean KETCOV_DATA?"]


def test_a_variable_of_somebody_else_is_left_alone(monkeypatch):
    monkeypatch.setenv("KETCOV_TEAM_CALENDAR", "x")
    assert load_settings()


def test_an_empty_variable_is_one_that_is_not_set(monkeypatch):
    wanted = load_settings().data
    monkeypatch.setenv("KETCOV_DATA", "")
    monkeypatch.setenv("KETCOV_USER_AGENT", "")
    found = load_settings()
    assert found.data == wanted
    assert found.agent.startswith("ketamine-coverage/")


def test_an_alert_goes_to_an_address_of_the_web_and_no_other_is_repeated(said):
    (line,) = said(KETCOV_ALERT_WEBHOOK=f"hooks.example/{HIDDEN}")
    assert (
        line == "KETCOV_ALERT_WEBHOOK: the address must begin with https:// or http://; correct or unset it"
    )
