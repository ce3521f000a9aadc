"""The values that travel between rooms: documents, facts and changes. Frozen, plain, no behaviour.

Coordinates are PDF points from the top left corner of the page. Pages count from 1; a document
without pages (HTML, Markdown) has `page` None and `bbox` None everywhere.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"

# --- documents -------------------------------------------------------------------------------

BlockKind: TypeAlias = Literal["heading", "paragraph", "item", "row"]
Role: TypeAlias = Literal["body", "header", "footer", "page_number", "print_date", "watermark", "contents"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row: its text in force, what was struck out, and where it stands."""

    text: str
    deleted: str = ""
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item or table row, with its struck-through text set apart.

    `text` is what is in force; `deleted` what was struck. `label` is the list label as printed
    ("1.", "a.", "•", "☐"), not part of `text`. `level` is the depth of a heading (1 = title) or
    of a list item (0 = flush left; from indentation or DOM depth). `header` is the header row of
    the table that a row belongs to, repeated for continuation pages.
    """

    text: str
    kind: BlockKind = "paragraph"
    page: int | None = None
    role: Role = "body"
    deleted: str = ""
    label: str = ""
    level: int = 0
    size: float = 0.0
    is_bold: bool = False
    box: Box | None = None
    cells: tuple[Cell, ...] = ()
    header: tuple[str, ...] = ()
    table: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Size of one page in points, and whether its layout was read or only its text."""

    number: int
    width: float
    height: float
    is_laid_out: bool = True


@dataclass(frozen=True, slots=True)
class Warn:
    """Something a reader of the facts should know; `kind` is a stable word, `detail` one line."""

    kind: str
    detail: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One parsed file; the format ends here. Blocks are in reading order, furniture included."""

    media_type: str
    sha256: str
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...] = ()
    title: str | None = None  # of the file's metadata or <title>, a hint only
    warnings: tuple[Warn, ...] = ()


# --- facts -----------------------------------------------------------------------------------

Stance: TypeAlias = Literal[
    "covered",
    "covered_with_criteria",
    "case_by_case",
    "not_medically_necessary",
    "investigational",
    "benefit_exclusion",
    "not_addressed",
]
Phase: TypeAlias = Literal["initial", "continuation", "both"]
Logic: TypeAlias = Literal["all", "any", "at_least", "none"]
Precision: TypeAlias = Literal["day", "month", "year"]
Direction: TypeAlias = Literal[
    "tightened",
    "loosened",
    "mixed",
    "neutral_codes",
    "scope_added",
    "scope_removed",
    "unknown",
]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact stands: page, box, the exact words in force, and the section's heading."""

    page: int | None
    bbox: Box | None
    quote: str
    section: str


@dataclass(frozen=True, slots=True)
class DocumentFields:
    """What a policy says of itself. Dates are ISO dates; None = not printed."""

    sha256: str
    media_type: str
    pages: int | None
    payer_name: str | None = None
    title: str | None = None
    policy_number: str | None = None
    doc_type: str = "drug_policy"
    effective_from: date | None = None
    effective_precision: Precision | None = None
    effective_to: date | None = None  # printed on a superseded or retired version
    original_effective: date | None = None
    published_on: date | None = None
    last_review: date | None = None
    next_review: date | None = None
    status: str | None = "active"  # active, future, superseded, retired, draft
    benefit: str | None = None  # medical, pharmacy
    lines_of_business: tuple[str, ...] = ()
    jurisdictions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part. `kind` decides what it may emit (extractors/sections.py)."""

    heading: str
    kind: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Position:
    """The payer's stance on one drug, route and indication."""

    drug: str
    route: str
    indication: str
    stance: Stance
    evidence: Evidence
    secondary_stance: str | None = None
    reason: str | None = None
    scope: str = "headline"
    phase: Phase | None = None
    setting: str | None = None
    modifier: str | None = None
    criteria_source: str | None = None
    confidence: float = 1.0
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Leaf:
    """One criterion. `qualifiers` narrow it (min_duration, scale, exceptions, ...)."""

    type: str
    op: str
    value: Json
    unit: str | None
    evidence: Evidence
    qualifiers: Mapping[str, Json] = field(default_factory=dict)
    confidence: float = 1.0
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Criteria bound by logic; `n` only for at_least."""

    logic: Logic
    items: tuple["Group | Leaf", ...]
    n: int | None = None
    qualifiers: Mapping[str, Json] = field(default_factory=dict)
    flags: tuple[str, ...] = ()


Node: TypeAlias = Group | Leaf


@dataclass(frozen=True, slots=True)
class Criteria:
    """The criteria of one drug for some indications in one phase."""

    drug: str
    indications: tuple[str, ...]
    phase: Phase
    tree: Node
    page: int | None


@dataclass(frozen=True, slots=True)
class Code:
    """A billing or diagnosis code in force, with the role its table or heading gives it."""

    system: str  # HCPCS, CPT, ICD-10-CM, NDC
    code: str
    role: str  # covered, not_covered, listed
    evidence: Evidence
    drug: str | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """One row of the document's own history."""

    date: date | None
    precision: Precision | None
    action: str  # new, revised, reviewed, archived, other
    summary: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Claim:
    """A change of a rule that the document's own history says was made; never news.

    `drug` None and no `indications` = the history names none. For codes, `before` are those that went
    out and `after` those that came in.
    """

    type: str  # a criterion type, stance_change, position_added, position_removed, code_change, unspecified
    direction: Direction
    drug: str | None
    indications: tuple[str, ...]
    date: date | None
    precision: Precision | None
    before: str | None
    after: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class PolicyFacts:
    """Everything read from one document."""

    document: DocumentFields
    sections: tuple[Section, ...] = ()
    positions: tuple[Position, ...] = ()
    criteria: tuple[Criteria, ...] = ()
    codes: tuple[Code, ...] = ()
    revisions: tuple[Revision, ...] = ()
    warnings: tuple[Warn, ...] = ()
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Facts with the two hashes that tell a changed text and a changed rule."""

    facts: PolicyFacts
    text_sha256: str
    criteria_sha256: str

    @property
    def document(self) -> DocumentFields:
        """What the document prints of itself."""
        return self.facts.document


# --- changes ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Axis:
    """One way in which two criteria of a type can differ, and what a rise means.

    `key` is "value" or a qualifier. A number or duration rises when it grows, a set when it gains
    members, a rank when it moves right in `order`, a flag when it becomes true. `absent` stands
    in for a missing value (one class where none is named).
    """

    key: str
    kind: Literal["number", "duration", "set", "rank", "flag"]
    rising: Direction
    order: tuple[str, ...] = ()
    absent: Json = None


@dataclass(frozen=True, slots=True)
class CriterionType:
    """What the comparison knows of one criterion type (domain.md 4.2 as data).

    `identity` names the qualifiers that tell two criteria of the type apart (scale, condition):
    they are matched first. `added` is the direction when a required criterion appears; dropping
    it is the opposite. `is_rule` False = context that never makes a change.
    """

    name: str
    added: Direction = "tightened"
    axes: tuple[Axis, ...] = ()
    identity: tuple[str, ...] = ()
    weight: float = 1.0
    is_rule: bool = True


@dataclass(frozen=True, slots=True)
class Change:
    """One rule that differs between two versions of a policy, in words a person can read."""

    type: str  # a criterion type, stance_change, position_added, position_removed, logic_change, code_change
    direction: Direction
    drug: str
    indications: tuple[str, ...]
    phase: Phase | None
    before: str | None
    after: str | None
    before_evidence: Evidence | None
    after_evidence: Evidence | None
    magnitude: Mapping[str, Json] = field(default_factory=dict)
    flags: tuple[str, ...] = ()
