"""The contract of every frame that reaches the loader: columns, types, what may be missing.

Columns are those of the table of the same name; a frame that breaks its schema stops the load
before the database sees it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pandera.pandas as pa

TEXT, WHOLE, REAL, TRUTH = "str", "Int64", "Float64", "boolean"
TIME, DAY, LIST = "datetime64[us]", "object", "object"

STANCES = (
    "covered",
    "covered_with_criteria",
    "case_by_case",
    "not_medically_necessary",
    "investigational",
    "benefit_exclusion",
    "not_addressed",
)
PHASES = ("initial", "continuation", "both")
LOGIC = ("all", "any", "at_least", "none")
DIRECTIONS = ("tightened", "loosened", "mixed", "neutral_codes", "scope_added", "scope_removed", "unknown")


@dataclass(frozen=True, slots=True)
class Contract:
    """The types of a table's columns, and what pandera asks of the values once they have them."""

    types: dict[str, Any]
    schema: pa.DataFrameSchema

    def frame(self, rows: Iterable[dict[str, object]]) -> pd.DataFrame:
        """The rows as a frame that keeps the contract. Raises SchemaErrors, TypeError, ValueError.

        Each column is made in its type, and pandera is asked only where there is something to ask: for the
        few rows of a daily load, looking at every column again would take longer than all the rest.
        """
        found = list(rows)
        columns = {
            name: pd.array([row.get(name) for row in found], dtype=dtype)
            for name, dtype in self.types.items()
        }
        return self.schema.validate(pd.DataFrame(columns, copy=False), lazy=True)


Column = tuple[str, pa.Column]


def _must(dtype: str, **options: Any) -> Column:
    return dtype, pa.Column(nullable=False, **options)


def _may(dtype: str, **options: Any) -> Column:
    return dtype, pa.Column(nullable=True, **options)


def _schema(**columns: Column) -> Contract:
    asked = {name: column for name, (_, column) in columns.items() if _is_asked(column)}
    types = {name: dtype for name, (dtype, _) in columns.items()}
    return Contract(types, pa.DataFrameSchema(asked))


def _is_asked(column: pa.Column) -> bool:
    return bool(column.checks) or column.unique or not column.nullable


_EVIDENCE = {"page": _may(WHOLE), "bbox_pt": _may(LIST), "section_name": _must(TEXT)}
_QUOTE = {"quote": _must(TEXT, checks=pa.Check.str_length(min_value=1))}
_DOUBT = {"confidence": _must(REAL, checks=pa.Check.in_range(0, 1)), "flags": _must(LIST)}

SCHEMAS = {
    "core_observations": _schema(
        policy_id=_must(TEXT),
        issue_number=_must(WHOLE),
        observed_at=_must(TIME),
        recorded_at=_must(TIME),
        url=_must(TEXT),
    ),
    "core_in_force": _schema(
        version_id=_must(TEXT),
        policy_id=_must(TEXT),
        in_force_from=_must(DAY),
        in_force_to=_may(DAY),
        is_effective_from_seen=_must(TRUTH),
        known_from=_must(TIME),
        known_to=_may(TIME),
    ),
    "core_versions": _schema(
        version_id=_must(TEXT, unique=True),
        policy_id=_must(TEXT),
        payer_id=_must(TEXT),
        issue_number=_must(WHOLE),
        cause_code=_must(TEXT),
        change_level_code=_must(TEXT),
        first_seen_at=_must(TIME),
        recorded_at=_must(TIME),
        superseded_at=_may(TIME),
        effective_from=_may(DAY),
        effective_precision_code=_may(TEXT),
        effective_from_or_seen=_must(DAY),
        is_effective_from_seen=_must(TRUTH),
        effective_to=_may(DAY),
        original_effective_on=_may(DAY),
        published_on=_may(DAY),
        last_review_on=_may(DAY),
        next_review_on=_may(DAY),
        payer_printed_name=_may(TEXT),
        title_name=_may(TEXT),
        policy_number=_may(TEXT),
        doc_type_code=_must(TEXT),
        status_code=_may(TEXT),
        benefit_code=_must(TEXT),
        line_of_business_codes=_must(LIST),
        jurisdiction_codes=_must(LIST),
        media_type=_must(TEXT),
        page_count=_may(WHOLE),
        url=_must(TEXT),
        snapshot_ids=_must(LIST),
        text_sha256=_must(TEXT),
        criteria_sha256=_must(TEXT),
        extractor_version=_must(TEXT),
    ),
    "core_positions": _schema(
        position_id=_must(TEXT, unique=True),
        version_id=_must(TEXT),
        drug_code=_must(TEXT),
        route_code=_must(TEXT),
        indication_code=_must(TEXT),
        stance_code=_must(TEXT, checks=pa.Check.isin(STANCES)),
        secondary_stance_code=_may(TEXT),
        reason_code=_may(TEXT),
        scope_code=_must(TEXT),
        phase_code=_may(TEXT, checks=pa.Check.isin(PHASES)),
        setting_code=_may(TEXT),
        modifier_code=_may(TEXT),
        criteria_source_code=_may(TEXT),
        **_EVIDENCE,
        **_QUOTE,
        **_DOUBT,
        is_headline=_must(TRUTH),
    ),
    "core_criteria": _schema(
        node_id=_must(TEXT, unique=True),
        parent_node_id=_may(TEXT),
        version_id=_must(TEXT),
        tree_number=_must(WHOLE),
        path=_must(TEXT),
        drug_code=_must(TEXT),
        indication_codes=_must(LIST),
        phase_code=_must(TEXT, checks=pa.Check.isin(PHASES)),
        logic_code=_may(TEXT, checks=pa.Check.isin(LOGIC)),
        required_count=_may(WHOLE),
        type_code=_may(TEXT),
        operator_code=_may(TEXT),
        value_text=_may(TEXT),
        value_number=_may(REAL),
        unit_code=_may(TEXT),
        duration_days=_may(REAL),
        qualifiers=_must(TEXT),
        page=_may(WHOLE),
        bbox_pt=_may(LIST),
        quote=_may(TEXT),
        section_name=_may(TEXT),
        confidence=_may(REAL, checks=pa.Check.in_range(0, 1)),
        flags=_must(LIST),
    ),
    "core_codes": _schema(
        version_id=_must(TEXT),
        code_system=_must(TEXT),
        code=_must(TEXT),
        role_code=_must(TEXT),
        drug_code=_may(TEXT),
        valid_to=_may(DAY),
        **_EVIDENCE,
        **_QUOTE,
    ),
    "core_revisions": _schema(
        version_id=_must(TEXT),
        row_number=_must(WHOLE),
        revised_on=_may(DAY),
        precision_code=_may(TEXT),
        action_code=_must(TEXT),
        summary=_must(TEXT),
        **_EVIDENCE,
    ),
    "core_claims": _schema(
        version_id=_must(TEXT),
        claim_id=_must(TEXT),
        dated_on=_may(DAY),
        precision_code=_may(TEXT),
        change_type_code=_must(TEXT),
        direction_code=_must(TEXT, checks=pa.Check.isin(DIRECTIONS)),
        drug_code=_may(TEXT),
        indication_codes=_must(LIST),
        before_text=_may(TEXT),
        after_text=_may(TEXT),
        route_code=_may(TEXT),
        before_stance_code=_may(TEXT, checks=pa.Check.isin(STANCES)),
        after_stance_code=_may(TEXT, checks=pa.Check.isin(STANCES)),
        **_EVIDENCE,
        **_QUOTE,
    ),
    "core_paths": _schema(
        version_id=_must(TEXT),
        tree_number=_must(WHOLE),
        drug_code=_must(TEXT),
        indication_codes=_must(LIST),
        phase_code=_must(TEXT, checks=pa.Check.isin(PHASES)),
        easiest_trials_count=_must(WHOLE),
        easiest_weeks=_may(REAL),
        easiest_classes_count=_may(WHOLE),
        easiest_augmentations_count=_must(WHOLE),
        is_psychotherapy_on_easiest=_must(TRUTH),
        hardest_trials_count=_must(WHOLE),
        hardest_weeks=_may(REAL),
        hardest_classes_count=_may(WHOLE),
        hardest_augmentations_count=_must(WHOLE),
        is_psychotherapy_on_hardest=_must(TRUTH),
        demanded_type_codes=_must(LIST),
    ),
    "core_changes": _schema(
        change_id=_must(TEXT),
        policy_id=_must(TEXT),
        payer_id=_must(TEXT),
        from_version_id=_must(TEXT),
        to_version_id=_must(TEXT),
        change_type_code=_must(TEXT),
        direction_code=_must(TEXT, checks=pa.Check.isin(DIRECTIONS)),
        drug_code=_must(TEXT),
        indication_codes=_must(LIST),
        phase_code=_may(TEXT),
        before_text=_may(TEXT),
        after_text=_may(TEXT),
        before_quote=_may(TEXT),
        before_page=_may(WHOLE),
        before_section_name=_may(TEXT),
        after_quote=_may(TEXT),
        after_page=_may(WHOLE),
        after_section_name=_may(TEXT),
        effective_on=_must(DAY),
        is_effective_on_seen=_must(TRUTH),
        first_seen_at=_must(TIME),
        magnitude=_must(TEXT),
        flags=_must(LIST),
        is_reverted=_must(TRUTH),
        recorded_at=_must(TIME),
        superseded_at=_may(TIME),
    ),
}
