"""What a declaration of a payer may say; its documents are in document.py."""

from datetime import datetime
from itertools import groupby
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, Field, ValidationInfo, field_validator, model_validator

from flows.sources.document import Declared, Slug, SourceDocument
from warehouse.ledger import Declaration, Policy

PayerType: TypeAlias = Literal[
    "national_commercial",
    "blues_plan",
    "regional",
    "pbm",
    "medicaid_agency",
    "medicaid_mco",
    "mac",
    "federal",
    "um_vendor",
    "workers_comp",
]
_CODES = (
    "AK AL AR AZ CA CO CT DC DE FL GA GU HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ NM "
    "NV NY OH OK OR PA PR RI SC SD TN TX US UT VA VI VT WA WI WV WY"
)
STATES = tuple(_CODES.split())


def _state(code: str) -> str:
    if code not in STATES:
        raise ValueError("must be a postal code such as OH, or US for the whole country")
    return code


State = Annotated[str, AfterValidator(_state)]


class Source(Declared):
    """The declaration of one payer."""

    id: Slug
    name: str = Field(min_length=1)
    type: PayerType
    states: Annotated[tuple[State, ...], Field(strict=False)] = ()
    lives: int | None = Field(None, gt=0)
    lives_source: str | None = Field(None, min_length=1)
    basis: Literal["opened", "public_record", "general_knowledge"] | None = None
    verified: bool = False
    is_fictional: bool = False
    document: Annotated[tuple[SourceDocument, ...], Field(strict=False, min_length=1)]

    @field_validator("id")
    @classmethod
    def _is_file_name(cls, name: str, info: ValidationInfo) -> str:
        stem = (info.context or {}).get("stem", name)
        if name != stem:
            raise ValueError(f"must be the name of the file, {stem!r}")
        return name

    @model_validator(mode="after")
    def _holds_together(self) -> "Source":
        if self.lives is not None and not self.lives_source:
            raise ValueError("lives needs lives_source, the publication that counts them")
        if self.verified and self.basis not in {None, "opened"}:
            raise ValueError("verified needs basis 'opened': a person has opened every address")
        for name, documents in self._by_policy():
            parts = [document.part for document in documents]
            if len(parts) > 1 and (None in parts or len(set(parts)) < len(parts)):
                raise ValueError(f"policy {name!r} stands in several documents; give each its own part")
            if len({(d.title, d.benefit, d.lines_of_business, d.policy_owner) for d in documents}) > 1:
                raise ValueError(f"parts of policy {name!r} must agree in title, benefit, lines and owner")
        return self

    def document_id(self, document: SourceDocument) -> str:
        """`<payer>/<policy>`, and `#<part>` where the policy stands in several documents."""
        policy_id = self.policy_id(document)
        return f"{policy_id}#{document.part}" if document.part else policy_id

    def policy_id(self, document: SourceDocument) -> str:
        """`<payer>/<policy>`: never the address, never the title."""
        return f"{self.id}/{document.policy}"

    def declaration(self, recorded_at: datetime) -> Declaration:
        """The ledger line of this declaration."""
        return Declaration(
            recorded_at=recorded_at,
            payer_id=self.id,
            name=self.name,
            payer_type=self.type,
            states=self.states,
            lives=self.lives,
            lives_source=self.lives_source,
            is_fictional=self.is_fictional,
            policies=tuple(self._policy(documents) for _, documents in self._by_policy()),
        )

    def _by_policy(self) -> list[tuple[str, list[SourceDocument]]]:
        ordered = sorted(self.document, key=lambda document: document.policy)
        return [(key, list(found)) for key, found in groupby(ordered, key=lambda document: document.policy)]

    def _policy(self, documents: list[SourceDocument]) -> Policy:
        first = documents[0]
        return Policy(
            policy_id=self.policy_id(first),
            title=first.title,
            benefit=first.benefit,
            lines_of_business=first.lines_of_business,
            document_ids=tuple(self.document_id(document) for document in documents),
            policy_owner=first.policy_owner,
        )
