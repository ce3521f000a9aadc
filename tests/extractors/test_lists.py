"""Drug lists and quantity lists: only rows of tracked drugs give facts."""

from datetime import date

import pytest

from extractors import codes, lists, sections
from extractors.model import Block, Box, Cell, Document, Page

HEADER = (
    "HCPCS Code",
    "Drug Name",
    "Description",
    "Coverage Level",
    "Notes",
)
LEGEND = Block("PA-Prior Authorization; SOS-Site of Service; CC-Coverage Change", "paragraph", 1)
NOTE = "CC (covered only when billed beside an anesthesia service. Not covered alone for ANY reason.)"


def row(*texts: str, header: tuple[str, ...] = HEADER, page: int = 1) -> Block:
    cells = tuple(Cell(text, box=Box(10 * n, 20, 10 * n + 9, 30)) for n, text in enumerate(texts))
    return Block(" ".join(texts), "row", page, cells=cells, header=header, table=1, box=Box(0, 20, 100, 30))


def document(*blocks: Block) -> Document:
    return Document("application/pdf", "0" * 64, blocks, (Page(1, 792, 612), Page(2, 792, 612)))


def find(*blocks: Block, drugs: tuple[str, ...] = ()):
    return lists.find(document(*blocks), drugs)


def test_an_exclusion_and_the_use_its_note_excepts():
    found = find(LEGEND, row("J3490", "KETALAR", "Unclassified drugs", "Not Covered", NOTE))
    assert [(p.drug, p.indication, p.stance) for p in found.positions] == [
        ("ketamine_racemic", "any", "benefit_exclusion"),
        ("ketamine_racemic", "anesthesia_sedation", "covered_with_criteria"),
    ]
    assert [(c.code, c.role) for c in found.codes] == [("J3490", "not_covered")]
    assert found.criteria == ()


def test_prior_authorization_is_read_through_the_legend():
    found = find(
        LEGEND,
        row("J0013", "SPRAVATO", "Esketamine, 1 mg", "Non- Preferred", "PA", page=2),
        row(
            "S0013",
            "SPRAVATO",
            "Esketamine (Code deleted effective 12/31/2025)",
            "Non-Preferred",
            "PA",
            page=2,
        ),
    )
    (position,) = found.positions
    assert (position.stance, position.route, position.criteria_source) == (
        "covered_with_criteria",
        "intranasal",
        "external",
    )
    (entry,) = found.criteria
    (leaf,) = entry.tree.items
    assert (leaf.type, leaf.op, leaf.value) == ("prior_auth_required", "required", True)
    assert [(c.code, c.role, c.valid_to) for c in found.codes] == [
        ("J0013", "covered", None),
        ("S0013", "covered", date(2025, 12, 31)),
    ]
    assert (leaf.evidence.page, leaf.evidence.bbox) == (2, Box(0, 20, 100, 30))
    assert "SPRAVATO" in leaf.evidence.quote


def test_a_legend_may_give_another_letter_for_prior_authorization():
    legend = Block("PC-Prior Authorization; XX-Site of Service", "paragraph", 1)
    with_letter = find(legend, row("J0013", "SPRAVATO", "", "Preferred", "PC"))
    without = find(legend, row("J0013", "SPRAVATO", "", "Preferred", "PA"))
    assert [p.stance for p in with_letter.positions] == ["covered_with_criteria"]
    assert [p.stance for p in without.positions] == ["covered"]


def test_the_other_benefit_is_silence_and_no_refusal():
    found = find(row("S0013", "Spravato", "", "Pharmacy Only", ""))
    assert [(p.stance, p.reason) for p in found.positions] == [("not_addressed", "other_benefit")]
    assert [c.role for c in found.codes] == ["listed"]


def test_rows_of_other_drugs_and_rows_of_classes_give_nothing():
    found = find(
        row("Antidepressants, Miscellaneous", "", "", "", ""),
        row("J0515", "benztropine injection", "per 1 mg", "Preferred", "PA"),
    )
    assert found == lists.ListFacts()


def test_a_named_drug_is_tracked_for_this_call():
    found = find(row("J0515", "benztropine injection", "per 1 mg", "Preferred", ""), drugs=("benztropine",))
    assert [(p.drug, p.stance) for p in found.positions] == [("benztropine", "covered")]


QUANTITY = ("Dispensed Medication", "Generic Name", "Quantity", "Time (Days)")


def test_a_quantity_list_gives_a_limit_and_its_days():
    found = find(row("Spravato", "Esketamine Nasal Soln 84 MG", "12", "28", header=QUANTITY))
    ((leaf,),) = (entry.tree.items for entry in found.criteria)
    assert (leaf.type, leaf.op, leaf.value, leaf.unit) == ("quantity_limit", "<=", 12, None)
    assert leaf.qualifiers["per"] == {"value": 28, "unit": "day"}
    assert found.positions == ()


def test_a_quantity_left_to_the_authorization_has_no_number():
    found = find(row("Spravato", "Esketamine", "Determined pursuant to PA", "", header=QUANTITY))
    ((leaf,),) = (entry.tree.items for entry in found.criteria)
    assert leaf.value is None
    assert leaf.qualifiers["determined_pursuant_to_pa"] is True


def test_an_amount_written_out_is_read():
    header = ("Drug", "Status", "Quantity Limit")
    found = find(row("Spravato", "Covered", "4 kits per 28 days", header=header))
    ((leaf,),) = (entry.tree.items for entry in found.criteria)
    assert (leaf.value, leaf.unit, leaf.qualifiers["per"]) == (4, "kit", {"value": 28, "unit": "day"})


@pytest.mark.parametrize(
    ("header", "is_list"),
    [
        (HEADER, True),
        (QUANTITY, True),
        (("Drug", "PA Required"), True),
        (("Medication", "Indication", "Dosing", "HCPCS", "Maximum Units"), False),
        (("Date", "Summary of Changes"), False),
        (("HCPCS Code", "Description", "Brand Name"), False),
        ((), False),
    ],
)
def test_a_list_is_known_by_its_column_words(header, is_list):
    assert lists.is_list_header(header) is is_list


def test_codes_of_a_drug_list_come_from_its_tracked_rows_only():
    listed = document(row("J0515", "benztropine injection", "", "Preferred", ""))
    assert codes.find(listed, sections.split(listed)) == ()


FORMULARY = ("Drug Name", "Drug Tier", "Requirements/Limits")


def test_a_tier_and_its_requirements_are_a_status():
    found = find(
        row("SPRAVATO (56 MG DOSE)", "5", "PA; QL (8 EA per 28 days)", header=FORMULARY),
        row("ketamine hcl injection", "NF", "", header=FORMULARY),
    )
    assert [(p.drug, p.stance) for p in found.positions] == [
        ("esketamine_spravato", "covered_with_criteria"),
        ("ketamine_racemic", "benefit_exclusion"),
    ]
    limits = [leaf for entry in found.criteria for leaf in lists.list_rows.leaves(entry)]
    assert [(leaf.type, leaf.value, leaf.unit) for leaf in limits] == [
        ("prior_auth_required", True, None),
        ("quantity_limit", 8, "each"),
    ]


def test_limits_of_two_strengths_are_two_limits():
    header = ("Brand (generic)", "Strength", "Quantity limit")
    found = find(
        row("Spravato (esketamine)", "56 mg kit", "4 kits per 28 days", header=header),
        row("Spravato (esketamine)", "84 mg kit", "4 kits/28 days", header=header),
    )
    limits = [leaf for entry in found.criteria for leaf in lists.list_rows.leaves(entry)]
    assert [(leaf.value, leaf.unit, leaf.qualifiers["strength"]) for leaf in limits] == [
        (4, "kit_56mg", "56 mg kit"),
        (4, "kit_84mg", "84 mg kit"),
    ]


def test_kits_named_with_their_strength_beside_the_drug_are_two_limits():
    header = ("Drug", "Quantity Limit")
    found = find(
        row("Spravato 56 mg", "8 kits per 28 days", header=header),
        row("Spravato 84 mg", "8 kits per 28 days", header=header),
        row("Spravato device", "8 devices per 28 days", header=header),
    )
    limits = [leaf for entry in found.criteria for leaf in lists.list_rows.leaves(entry)]
    assert [leaf.unit for leaf in limits] == ["kit_56mg", "kit_84mg", "device_28mg"]


def test_a_drug_among_the_non_preferred_ones_is_restricted():
    header = ("Preferred Agents", "Non-Preferred Agents", "PA Criteria")
    (position,) = find(
        row("bupropion; sertraline", "Auvelity; Spravato", "Trial of two", header=header)
    ).positions
    assert (position.stance, position.evidence.quote) == (
        "covered_with_criteria",
        "Non-Preferred Agents | Spravato",
    )
    assert find(row("Spravato", "Auvelity", "", header=header)).positions[0].stance == "covered"


def test_a_column_of_excluded_drugs_refuses_them():
    header = ("Excluded medication", "Preferred alternatives")
    (position,) = find(row("compounded ketamine", "Ask the plan", header=header)).positions
    assert position.stance == "benefit_exclusion"


def test_a_refusal_may_stand_where_authorization_is_asked():
    header = ("HCPCS", "Drug", "PA Required?", "Comments")
    found = find(row("J3490", "ketamine", "Not covered", "", header=header))
    assert [p.stance for p in found.positions] == ["benefit_exclusion"]
    assert [(c.code, c.role) for c in found.codes] == [("J3490", "not_covered")]
