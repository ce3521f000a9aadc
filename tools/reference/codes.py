"""Procedure and diagnosis codes of one record to rows; what is told in words only is left out."""

import re
from collections.abc import Iterable
from typing import Any

_SYSTEMS = {"hcpcs": "HCPCS", "cpt": "CPT", "icd10": "ICD-10-CM"}
_DRUGS = {"esketamine": "esketamine_spravato", "ketamine": "ketamine_racemic"}
_CODE = re.compile(
    r"(?P<code>[A-Z]?\d{4,5}|[A-Z]\d[\dA-Z](?:\.[\dA-Z]{1,4})?)(?:-(?P<last>[A-Z]?[\dA-Z.]{4,7}))?"
    r"(?: \((?P<edit>added|removed)\))?"
)


def codes(record: dict[str, Any]) -> Iterable[dict[str, str]]:
    """A row per code or range, in the order of the record; a range is never filled by counting."""
    for system, printed in record.get("codes", {}).items():
        for found in filter(None, map(_CODE.fullmatch, printed)):
            yield {
                "record_id": record["record_id"],
                "drug_code": _DRUGS.get(record["drug"], ""),
                "code_system": _SYSTEMS[system],
                "code": found["code"],
                "last_code": found["last"] or "",
                "edit_code": found["edit"] or "named",
            }
