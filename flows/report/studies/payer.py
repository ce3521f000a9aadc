"""One payer's profile, and two payers or two versions side by side."""

from flows.asking.answers import Row
from flows.asking.profile import Rule, Said, profile
from flows.errors import UnknownName
from flows.report.names import payer_page, route, version_page, words
from flows.report.studies.reader import Reader
from flows.report.studies.rule import rule
from flows.report.studies.show import Shown, heading, link, note, quote, sentence, table

_KNOWN = (
    "select payer_id from out_policy_history left join (select payer_id, max(first_seen_at) as changed_at "
    "from out_policy_changes where is_news group by 1) using (payer_id) "
    "group by payer_id order by max(changed_at) desc nulls last, payer_id"
)
_POSITIONS = "select * from out_current_positions where payer_id = ? and drug_code = ?"
_CRITERIA = "select * from out_current_criteria where payer_id = ? and drug_code = ?"
_NEWEST_PAIR = (
    "select from_version_id, to_version_id from out_policy_changes where is_news "
    "order by first_seen_at desc, change_id limit 1"
)
_DIFF = "select * from policy_diff(?, ?)"


def newest_payers(reader: Reader) -> list[str]:
    """Payers, the one that changed last first."""
    return [str(row["payer_id"]) for row in reader.rows(_KNOWN)]


def whole(reader: Reader, payer: str = "") -> Shown:
    """The profile of a payer; without a name, of the one that changed a policy last."""
    if reader.trouble:
        return note("Without a published copy there is no payer to show.")
    chosen = payer or next(iter(newest_payers(reader)), "")
    if not chosen:
        return note("No policy of any payer is in the copy.")
    try:
        found = profile(reader.copy, chosen)
    except UnknownName as error:
        return note(str(error))
    named = found["payer"]
    page = link(f"../{payer_page(named['payer_id'])}", "evidence page")
    shown = heading(f"{named['payer_name']} ({words(named['payer_type_code'])})") + sentence(page)
    for policy in found["policies"]:
        shown = shown + _policy(policy)
    return shown if found["policies"] else shown + note("No policy of this payer could be read yet.")


def side_by_side(reader: Reader, first: str, second: str, drug: str) -> Shown:
    """Stances and criteria of two payers on one drug."""
    chosen = [name for name in (first, second) if name] or newest_payers(reader)[:2]
    if len(chosen) < 2:
        return note("Two payers with a policy are needed to compare.")
    stances: dict[str, list[list[str]]] = {}
    rules: dict[str, list[list[str]]] = {}
    for place, payer in enumerate(chosen):
        for row in reader.rows(_POSITIONS, [payer, drug]):
            key = f"{words(row['indication_code'])}, {route(row['route_code'])}"
            _add(stances, key, place, words(row["stance_code"]))
        for row in reader.rows(_CRITERIA, [payer, drug]):
            _add(rules, words(row["type_code"]), place, _criterion(row))
    heads = ("", *chosen)
    return (
        heading(f"{words(drug)}: stances")
        + table(heads, _sides(stances), "Neither policy takes a stance.")
        + heading("Criteria")
        + table(heads, _sides(rules), "Neither policy states criteria.")
    )


def versions_side_by_side(reader: Reader, before: str = "", after: str = "") -> Shown:
    """The rules that stand in one version and not in the other."""
    pair = (before, after)
    if not (before and after):
        row = next(iter(reader.rows(_NEWEST_PAIR)), None)
        if row is None:
            return note("No rule changed between any two versions.")
        pair = (str(row["from_version_id"]), str(row["to_version_id"]))
    lead = sentence(link(f"../{version_page(pair[0])}", pair[0])) + sentence(
        link(f"../{version_page(pair[1])}", pair[1])
    )
    rows = (
        (row["side"], words(row["type_code"]), row["rule_text"], quote(row["quote"], row["page"]))
        for row in reader.rows(_DIFF, pair)
    )
    return lead + table(("stands", "rule", "value", "words"), rows, "Both versions hold the same rules.")


def _policy(policy: dict[str, object]) -> Shown:
    last: Row = policy["policy"]  # type: ignore[assignment]
    positions: list[Row] = policy["positions"]  # type: ignore[assignment]
    rules: list[Rule] = policy["rules"]  # type: ignore[assignment]
    stances = (
        (
            f"{words(row['drug_code'])}, {route(row['route_code'])}",
            words(row["indication_code"]),
            words(row["stance_code"]),
            row["since_on"],
            quote(row["quote"], row["page"]),
        )
        for row in positions
    )
    told = ((one.topic, _about(one), _said(one.then), _said(one.now)) for one in rules)
    seen = f"{policy['versions']} versions seen, first {str(policy['first_seen_at'])[:10]}"
    return (
        heading(last["policy_title"])
        + sentence(seen)
        + table(("drug, route", "for", "stance", "since", "words"), stances, "No stance is in force today.")
        + table(("about", "rule", "then", "now"), told, "The policy states no criteria.")
    )


def _about(kind: Rule) -> str:
    phase = "" if kind.phase == "both" else f", {kind.phase}"
    indications = ", ".join(map(words, kind.indications))
    return f"{words(kind.type)} ({words(kind.drug)}{f' for {indications}' if indications else ''}{phase})"


def _said(said: tuple[Said, ...]) -> str:
    return "; ".join(item.text for item in said) or "no rule"


def _criterion(row: Row) -> str:
    phase = "" if row["phase_code"] == "both" else f"{words(row['phase_code'])}: "
    return f"{phase}{rule(row)}"


def _add(found: dict[str, list[list[str]]], key: str, place: int, said: str) -> None:
    sides = found.setdefault(key, [[], []])
    if said not in sides[place]:
        sides[place].append(said)


def _sides(found: dict[str, list[list[str]]]) -> list[tuple[object, ...]]:
    return [(key, *("; ".join(side) or "–" for side in sides)) for key, sides in sorted(found.items())]
