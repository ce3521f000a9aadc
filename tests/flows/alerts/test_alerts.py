"""Each change is told once: whatever is killed, retried, rebuilt or read anew between two runs."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from rule_change import change

from flows.alerts.announce import announce, begin, look
from flows.alerts.digest import digest
from flows.alerts.items import Health, changed, come_back, gone_dark
from flows.alerts.record import record
from flows.runs.rebuild import rebuild
from flows.runs.visit import visit
from flows.sources.loader import load
from flows.visible.pages import changes_page, escaped
from warehouse.archive import Archive

HTML = {"Content-Type": "text/html"}
DOWN = (503, {}, b"")


def at(month, day=1):
    return datetime(2025, month, day, tzinfo=UTC)


class Killed(BaseException):
    pass


class Api:
    """Holds messages by id like the Prefect API, and can break in the ways in which a run can be cut off."""

    def __init__(self):
        self.held, self.given, self.breaks = {}, [], []

    def __call__(self, event_id, items):
        fault = self.breaks.pop(0) if self.breaks else None
        if fault == "before":
            raise Killed
        if event_id not in self.held:
            self.given.append(digest(items))
        self.held[event_id] = items
        if fault == "after":
            raise Killed
        return fault != "silent"


@pytest.fixture
def api():
    return Api()


@pytest.fixture
def archive(tmp_path):
    return Archive(tmp_path / "archive")


def go(archive, api, now, changes=(), sources=()):
    """One run: what it finds published is given."""
    begin(archive, now)
    announce(archive, (changes, sources), now, api)


def test_a_change_is_told_once_and_history_not_at_all(archive, api):
    old, new = change(first_seen_at=at(1)), change()
    go(archive, api, at(2), [old])
    for month in (3, 4, 5):
        go(archive, api, at(month), [old, new])
    assert [message.subject for message in api.given] == ["ketcov: 1 rule change"]
    assert "acme/spravato" in api.given[0].body
    assert "“three”" in api.given[0].body


@pytest.mark.parametrize("fault", ["before", "after", "silent"])
def test_a_run_that_is_cut_off_while_it_tells_is_made_good_and_tells_once(archive, api, fault):
    go(archive, api, at(2))
    api.breaks = [fault]
    if fault == "silent":
        go(archive, api, at(3), [change()])
    else:
        with pytest.raises(Killed):
            go(archive, api, at(3), [change()])
    assert len(record(archive.entries()).unconfirmed) == 1
    further = change(policy_id="acme/ketamine")
    for month in (4, 5):
        go(archive, api, at(month), [change(), further])
    assert [message.changes_count for message in api.given] == [1, 1]
    assert record(archive.entries()).unconfirmed == ()


def test_a_change_whose_first_sight_moved_is_not_told_again_and_a_new_one_is(archive, api):
    go(archive, api, at(1))
    go(archive, api, at(6), [change(first_seen_at=at(5))])
    for month in (7, 8):
        go(archive, api, at(month), [change(first_seen_at=at(3))])
    go(archive, api, at(9), [change(first_seen_at=at(3)), change(first_seen_at=at(9))])
    assert [message.changes_count for message in api.given] == [1, 1]


def test_a_message_about_what_is_no_longer_read_is_closed_and_not_sent(archive, api):
    go(archive, api, at(2))
    api.breaks = ["before"]
    with pytest.raises(Killed):
        go(archive, api, at(3), [change()])
    go(archive, api, at(4))
    assert (api.given, record(archive.entries()).unconfirmed) == ([], ())


def test_a_source_goes_dark_after_three_failures_and_comes_back_once(archive, api):
    well = Health("bright/spravato", "bright", "ok", 0, None)
    down = [Health("bright/spravato", "bright", "unreachable", n, at(2, 2)) for n in (1, 2, 3, 4)]
    again = [replace(item, failing_since_at=at(3)) for item in down]
    told = []
    for day, source in enumerate([well, *down, well, well, *again, well], start=1):
        go(archive, api, at(2, day), sources=[source])
        told.append(len(api.given))
    assert told == [0, 0, 0, 1, 1, 2, 2, 2, 2, 3, 3, 4]
    dark, back = "ketcov: 1 source gone dark", "ketcov: 1 source back"
    assert [message.subject for message in api.given] == [dark, back, dark, back]
    assert "bright/spravato" in api.given[-1].body


def test_a_source_gone_dark_is_told_with_its_reason_and_since_when(archive, api):
    go(archive, api, at(1))
    dark = Health("bright/spravato", "bright", "gone", 3, at(3), "the host answered 404", at(2))
    never = Health("calm/spravato", "calm", "blocked", 3, at(3))
    go(archive, api, at(4), sources=[dark, never])
    (message,) = api.given
    assert message.subject == "ketcov: 2 sources gone dark"
    assert f"- bright/spravato since {at(3):%Y-%m-%d}; gone: the host answered 404; last read" in message.body
    assert f"- calm/spravato since {at(3):%Y-%m-%d}; blocked; never read" in message.body


def test_real_runs_tell_a_change_once_also_after_a_rebuild(settings, api, host, declare, policy):
    url = host.says("/acme", (200, HTML, policy()), (200, HTML, policy(3, "03/01/2025")))
    declare(settings, "acme", url)
    archive = Archive(settings.archive)
    for month in (1, 3, 4):
        begin(archive, at(month))
        visit(settings, load(settings.sources), at(month))
        if month == 4:
            rebuild(settings)
        announce(archive, look(settings), at(month), api)
    assert [message.changes_count for message in api.given] == [1]


def test_the_same_change_in_other_words_of_ours_is_the_same_item():
    (one,) = changed([change()], at(1))
    (same,) = changed([change(change_id="c2", after_text="at least 3 trials")], at(1))
    assert one.item_id == same.item_id
    assert changed([change()], at(4)) == []


def test_a_source_that_failed_before_the_line_or_seldom_is_not_dark():
    failing = Health("bright/spravato", "bright", "unreachable", 3, at(2))
    assert gone_dark([failing], at(3)) == []
    assert gone_dark([replace(failing, failures_count=2)], at(1)) == []
    (dark,) = gone_dark([failing], at(1))
    well = replace(failing, state_code="ok", failures_count=0, failing_since_at=None)
    assert come_back([well], []) == []
    (back,) = come_back([well], [dark.item_id])
    assert back.event == "ketcov.source.back"


def test_a_payer_writes_no_markup_into_our_messages():
    page = changes_page(
        [change(after_quote="see [here](http://x.invalid) <img src=x> `code` | cell\n# head")]
    )
    assert "[here]" not in page.replace("\\[here\\]", "")
    assert not set("<>") & set(page)
    assert "\n# head" not in page
    assert escaped("a*b") == "a\\*b"


def test_a_long_digest_is_cut_and_says_so():
    many = [change(change_id=str(n), policy_id=f"acme/p{n}") for n in range(60)]
    page = changes_page(many)
    assert page.count("- was: ") == 50
    assert "10 more" in page
