"""A payer's profile told on the terminal: positions, then each rule then and now, with both quotes."""

from itertools import groupby
from typing import Any

from rich.console import Console

from flows.asking.answers import Row
from flows.asking.profile import Rule, Said
from flows.telling import tell
from flows.telling.terminal import counted, line, quoted, table, told

_SILENT = "no rule"


def portrait(out: Console, found: dict[str, Any]) -> None:
    """The whole profile."""
    payer = found["payer"]
    states = f", {told(payer['state_codes'])}" if payer["state_codes"] else ""
    fictional = ", fictional" if payer["is_fictional"] else ""
    kind = tell.words(payer["payer_type_code"])
    line(out, f"{payer['payer_name']} ({payer['payer_id']}, {kind}{states}{fictional})", style="title")
    for policy in found["policies"]:
        _policy(out, policy)
    for row in found["sources"]:
        if row["state_code"] != "ok":
            line(out)
            line(out, f"not read: {row['document_id']}: {row['state_code']} ({row['state_detail']})")
    if not found["policies"]:
        line(out, "no policy of this payer could be read yet")


def _policy(out: Console, policy: dict[str, Any]) -> None:
    last = policy["policy"]
    seen = f"seen from {told(policy['first_seen_at'])} to {told(last['last_seen_at'])}"
    if last["basis_code"] == "reported":
        seen = "reported of it; none seen by us"
    line(out)
    line(out, f"{last['policy_id']}  {last['policy_title']}", style="title")
    line(out, f"{last['benefit_code']} benefit · {counted(policy['versions'], 'version')} {seen}", 2)
    line(out, f"{last['status_code'] or 'active'} · {last['url']}", 2)
    line(out)
    if policy["positions"]:
        heads = ("#", "drug", "route", "for", "stance", "since", "last seen")
        rows = list(enumerate(policy["positions"], start=1))
        table(out, heads, [(number, *_position(row)) for number, row in rows], heads[3:5])
        line(out)
        for number, row in rows:
            line(out, f"{number}  {quoted(row['quote'], row['page'])}", 2)
    else:
        line(out, "no position in force today", 2)
    _then_and_now(out, policy)
    line(out)
    if policy["changes"]:
        line(out, "What changed", style="title")
        tell.changes(out, policy["changes"])
        if any(row["is_effective_on_seen"] for row in policy["changes"]):
            line(out)
            line(out, tell.SEEN)
    else:
        line(out, "no rule changed since it was first seen")


def _position(row: Row) -> tuple[object, ...]:
    return (
        tell.words(row["drug_code"]),
        row["route_code"],
        tell.words(row["indication_code"]),
        tell.words(row["stance_code"]),
        told(row["since_on"]) + (" *" if row["is_since_seen"] else ""),
        told(row["last_seen_at"]),
    )


def _then_and_now(out: Console, policy: dict[str, Any]) -> None:
    dates = (told(policy["first_seen_at"]), told(policy["policy"]["last_seen_at"]))
    for topic, rules in groupby(policy["rules"], key=lambda rule: rule.topic):
        line(out)
        line(out, topic.capitalize(), style="title")
        for rule in rules:
            _rule(out, rule, dates)


def _rule(out: Console, rule: Rule, dates: tuple[str, str]) -> None:
    phase = "" if rule.phase == "both" else f" ({rule.phase})"
    indications = ", ".join(map(tell.words, rule.indications))
    about = f"{tell.words(rule.drug)}{f' for {indications}' if indications else ''}{phase}"
    line(out, f"{tell.words(rule.type)} · {about}", 2)
    if rule.then == rule.now:
        _side(out, "then and now", rule.now)
        return
    _side(out, f"then {dates[0]}", rule.then)
    _side(out, f"now  {dates[1]}", rule.now, "" if rule.is_changed else "the same: ")


def _side(out: Console, when: str, said: tuple[Said, ...], prefix: str = "") -> None:
    if not said:
        line(out, f"{when}  {_SILENT}", 4)
    for item in said:
        line(out, f"{when}  {prefix}{item.text}  {quoted(item.quote, item.page)}", 4)
