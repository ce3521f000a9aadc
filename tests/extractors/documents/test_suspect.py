"""What is refused as a lost page, and what only looks like one."""

import pytest

from extractors.documents.suspect import not_a_policy
from extractors.model import Block, Document


def told(*texts):
    blocks = tuple(Block(text, "paragraph", None) for text in texts)
    found = not_a_policy(Document("text/html", "0" * 64, blocks, ()))
    return found and found.kind


@pytest.mark.parametrize(
    "said",
    ["This policy has been removed", "The document you asked for could not be found", "Page not found"],
)
def test_a_page_that_says_that_it_is_lost_is_no_policy(said):
    assert told("Our plan", said, "Use the search to find other pages of our site") == "soft_404"


def test_a_short_policy_whose_history_removed_a_rule_is_not_lost():
    assert told("Medical policy", "Policy History", "1/2026", "Removed the oral antidepressant") is None
