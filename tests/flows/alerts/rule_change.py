"""One rule change that is news, as the tests of messages tell it."""

from dataclasses import replace
from datetime import UTC, date, datetime

from warehouse.load import ChangeRow

_CHANGE = ChangeRow(
    change_id="c1",
    payer_id="acme",
    policy_id="acme/spravato",
    first_seen_at=datetime(2025, 3, 1, tzinfo=UTC),
    effective_on=date(2025, 3, 1),
    change_type_code="step_therapy_trials",
    direction_code="tightened",
    drug_code="esketamine_spravato",
    indication_codes=("trd",),
    phase_code=None,
    before_text="2 trials",
    after_text="3 trials",
    before_quote="two",
    after_quote="three",
)


def change(**more: object) -> ChangeRow:
    """The change, with some of its columns otherwise."""
    return replace(_CHANGE, **more)
