"""Which module looks for which kind of source."""

from collections.abc import Callable

from flows.fetch import cms, direct, git_file, inbox, listing, versioned
from flows.fetch.ask import Ask
from flows.fetch.outcome import Found
from flows.fetch.session import Session

Find = Callable[[Session, Ask], Found]

KINDS: dict[str, Find] = {
    "direct": direct.find,
    "print_view": direct.find_print_view,
    "listing": listing.find,
    "notices": listing.find_notice,
    "csv_index": listing.find_in_table,
    "versioned": versioned.find,
    "cms": cms.find,
    "git_file": git_file.find,
    "inbox": inbox.find,
}


def find(session: Session, ask: Ask) -> Found:
    """Look for one document in the way of its kind; every failure is a value."""
    return KINDS[ask.document.kind](session, ask)
