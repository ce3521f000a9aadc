"""Rules in words that a person reads."""

import pytest

from extractors.changes import words
from extractors.model import Evidence, Leaf

SAID = Evidence(1, None, "words", "Policy")


@pytest.mark.parametrize(
    ("leaf", "told"),
    [
        (Leaf("diagnosis", "in", ("trd",), None, SAID), "diagnosis of TRD"),
        (
            Leaf("augmentation_trials", ">=", 1, "trial", SAID, {"choices": ["lithium", "sga"]}),
            "at least 1 trial of augmentation, of lithium, second-generation antipsychotic",
        ),
        (Leaf("step_therapy_trials", ">=", 2, "class", SAID), "at least 2 classes"),
        (Leaf("conventional_therapy_trials", ">=", 3, "therapy", SAID), "at least 3 therapies"),
        (Leaf("initial_auth_duration", "==", 1, "month", SAID), "authorization 1 month"),
        (Leaf("pdmp_check", "==", False, None, SAID), "prescription monitoring program checked not required"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_criterion_reads_like_a_sentence(leaf, told):
    assert words.leaf(leaf) == told
