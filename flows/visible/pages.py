"""Changes and sources as Markdown, for artifacts and messages. Pure."""

from collections.abc import Iterable, Sequence

from flows.telling.safe import plain
from flows.telling.terminal import counted, quoted
from warehouse.load import ChangeRow

_WIDE = str.maketrans("<>", "＜＞")
_MOST = 50  # changes told in one page; the rest is counted


def changes_page(changes: Sequence[ChangeRow]) -> str:
    """One paragraph per changed rule: what it is, was and became, with the payer's words."""
    if not changes:
        return "No rule changed."
    told = [_change(change) for change in sorted(changes, key=_order)[:_MOST]]
    more = len(changes) - _MOST
    rest = [f"… and {more} more: `ketcov changes`"] if more > 0 else []
    return "\n\n".join((counted(len(changes), "rule change"), *told, *rest))


def sources_page(title: str, document_ids: Iterable[str]) -> str:
    """A list of documents under a title; empty where there are none."""
    lines = [f"- {escaped(name)}" for name in document_ids]
    return "\n".join((f"{title}:", "", *lines)) if lines else ""


def escaped(text: object) -> str:
    """Text that Markdown, HTML and chat programs take for text and not for marks, links or pictures.

    Angle brackets become wide ones: they are links and calls in Slack and tags in a mail, where a
    backslash before them says nothing.
    """
    found = " ".join(plain(text).split()).translate(_WIDE)
    for sign in "\\`*_[]|#":
        found = found.replace(sign, f"\\{sign}")
    return found


def _order(change: ChangeRow) -> tuple[str, str, str, str]:
    return change.payer_id, change.policy_id, change.change_type_code, change.change_id


def _change(change: ChangeRow) -> str:
    rule = change.change_type_code.replace("_", " ")
    scope = ", ".join((change.drug_code, *change.indication_codes, *filter(None, [change.phase_code])))
    head = f"**{escaped(change.policy_id)}: {escaped(rule)}, {escaped(change.direction_code)}**"
    return "\n".join(
        (
            f"{head}  ",
            f"{escaped(scope)}; effective {change.effective_on}, seen {change.first_seen_at:%Y-%m-%d}",
            "",
            f"- was: {_side(change.before_text, change.before_quote)}",
            f"- now: {_side(change.after_text, change.after_quote)}",
        )
    )


def _side(text: str | None, quote: str | None) -> str:
    if not text and not quote:
        return "nothing"
    return "  ".join(part for part in (escaped(text or ""), escaped(quoted(quote)) if quote else "") if part)
