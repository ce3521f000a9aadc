"""One drug's stances by month and payer: the most open answer of each, and who was observed at all."""

from dataclasses import dataclass

from flows.asking.answers import Row
from flows.report.names import LOOK
from flows.report.studies.reader import Reader

POSITIVE = ("covered", "covered_with_criteria")
BASES = ("observed", "payer_reported", "reported")
_MONTHLY = "select * from out_coverage_monthly where drug_code = ? order by month_on, payer_id, basis_code"
_HELD = (
    "select month_on, payer_id, list(distinct basis_code) as bases from out_coverage_monthly "
    "group by month_on, payer_id order by month_on, payer_id"
)


@dataclass(frozen=True, slots=True)
class Answers:
    """One drug's stances: the most open answer of each payer by month, and who was observed at all."""

    stance: dict[tuple[str, str, str], str]  # month, payer, indication
    basis: dict[tuple[str, str], str]  # month, payer
    months: tuple[str, ...]
    indications: tuple[str, ...]

    def of(self, month: str, payer: str, indication: str) -> str:
        """The answer of an observed payer; silence is not_addressed."""
        return self.stance.get((month, payer, indication), "not_addressed")

    def payers(self, month: str, basis: str) -> tuple[str, ...]:
        """Who has a policy in force that month under a basis."""
        return tuple(payer for (at, payer), held in self.basis.items() if at == month and held == basis)


def answers(reader: Reader, drug: str) -> Answers:
    """The answers on one drug; a payer counts once, under the strongest basis it has that month."""
    held = {(_month(row), str(row["payer_id"])): _strongest(row) for row in reader.rows(_HELD)}
    stance: dict[tuple[str, str, str], str] = {}
    for row in reader.rows(_MONTHLY, [drug]):
        key = (_month(row), str(row["payer_id"]), str(row["indication_code"]))
        if held.get(key[:2]) != row["basis_code"]:
            continue
        said = str(row["stance_code"])
        if openness(said) >= openness(stance.get(key, "not_addressed")):
            stance[key] = said
    return Answers(
        stance=stance,
        basis=held,
        months=tuple(sorted({month for month, _ in held})),
        indications=tuple(sorted({key[2] for key in stance})),
    )


def openness(code: str) -> int:
    """How open a stance is; silence is least."""
    return LOOK[code].openness or 0


def _strongest(row: Row) -> str:
    bases = row["bases"]
    return next(basis for basis in BASES if isinstance(bases, list) and basis in bases)


def _month(row: Row) -> str:
    return str(row["month_on"])[:10]
