"""Phrase families that state a payer's position, and the words that turn or silence them. Data only.

Patterns run on one clause in lower case. The families are tried in the printed order.
"""

NO_STANCE: tuple[str, ...] = (
    r"\b(?:randomi[sz]ed|placebo|double-blind|open-label|clinical (?:trial|stud)|trial|study|studies|"
    r"meta-analys|"
    r"systematic review|investigators|authors?|researchers)\b[^.;]{0,80}\b(?:found|show|report|demonstrat|"
    r"conclu|"
    r"suggest|evaluat|compar|assess|examin|indicat|enrolled|superior)",
    r"\b(?:fda|food and drug administration)\b[^.;]{0,60}\b(?:approv|clear|label|indicat|grant|warn|alert)",
    r"\b(?:is|are|was|were) (?:not )?(?:fda[- ])?(?:approved|indicated)\b[^.;]{0,20}\b(?:by the (?:fda|us|"
    r"u\.s)|for the"
    r" treatment|for treatment|in conjunction)",
    r"\bmechanism of (?:action|injury)\b",
    r"\bbenefit plan document\b|\bcertificate of coverage\b|\bmember'?s contract\b|\bevidence of coverage\b",
    r"\bdoes not (?:constitute|guarantee|imply)\b|\bguarantee of (?:payment|coverage)\b",
    r"\bmedically necessary (?:is|means|refers)\b|\bis defined as\b",
    r"\bprovider must (?:submit|include|provide)\b[^.;]{0,200}\bapproval criteria\b",
    r"\bthis prior authorization is approved\b",
)
"""Evidence, regulatory facts, definitions and boilerplate: no position by themselves."""

PAST: tuple[str, ...] = (
    r"^\s*(?:previously|formerly|prior to|until|before|in the past|historically)\b",
    r"\b(?:was|were) (?:previously|formerly)\b",
)
"""A clause about how it used to be."""

REMOVED: str = (
    r"\b(?:was|were|has been|have been) (?:removed|deleted|dropped)\b[^.;]{0,60}\b(?:list|section|"
    r"conditions|criteria|"
    r"exclusions?|policy|investigational|not covered)"
)
"""A claim about a change of the list: no longer addressed, not covered either."""

NOT_ADDRESSED: tuple[str, ...] = (
    r"\bdo(?:es)? not (?:apply|pertain) to\b",
    r"\b(?:is|are) (?:outside|beyond|not within) the scope\b|\boutside (?:of )?the scope\b",
    r"\bdo(?:es)? not address\b|\b(?:is|are) not addressed\b",
    r"^\W*(?:please )?(?:refer|see)\b(?: also)?[^.;]{0,80}\b(?:polic|guideline|criteria|document|program|"
    r"\w+\.\w+\.\d+)",
    r"\bfor [^.;]{2,80}, (?:please )?(?:refer to|see)\b",
    r"\b(?:is|are) (?:addressed|discussed|described|reviewed|found|listed) (?:in|under|by) [\w .-]{0,40}"
    r"\b(?:polic(?:y|ies)|guidelines?|documents?)\b",
    r"\bis managed (?:by|under|through) (?:a |the )?(?:separate|other|another)\b",
)

ADMINISTRATION: str = r"\bservices to (?:deliver|administer)\b"

EXCEPTION: tuple[str, ...] = (
    r"\bindividual consideration\b",
    r"\bcase[- ]by[- ]case\b",
    r"\bmedical director (?:review|consult|approval)\b|\breview(?:ed)? by (?:a|the) medical director\b",
    r"\b(?:reviewed|considered|evaluated|decided) (?:individually|on an individual basis)\b",
    r"\bnon-?formulary\b[^.;]{0,60}\bexception\b",
    r"\bexceptions? (?:may|can|will) be (?:made|considered|granted|requested)\b",
)

EXCLUDED: tuple[str, ...] = (
    r"\bnot (?:a )?covered (?:plan )?benefit\b|\bnot a (?:plan )?benefit\b",
    r"\b(?:benefit|plan|contract|coverage|category|contractual)[ -]exclu",
    r"\b(?:is|are|be) (?:\w+ )?excluded\b",
    r"\bexcluded from (?:coverage|the (?:plan|benefit|pharmacy|medical))",
    r"\bnon-?covered benefit\b",
    r"\bnot covered under (?:the|this) [\w ]{0,20}benefit\b|\bnot covered under (?:the|your) (?:plan|"
    r"contract)\b",
    r"\bservices to (?:deliver|administer)\b[^.;]{0,100}\bnot (?:covered|payable|reimbursed)",
    r"\bnon-?formulary\b",
)

INVESTIGATIONAL: tuple[str, ...] = (
    r"\bexperimental\b|\binvestigational\b|\binvestigative\b|\bunproven\b|\bnot proven\b",
    r"\binsufficient (?:\w+ ){0,3}(?:evidence|data|information)\b|\bevidence is (?:insufficient|"
    r"inadequate|lacking)\b",
    r"\black of (?:\w+ ){0,2}evidence\b|\bnot supported by\b|\bunder (?:study|investigation)\b",
    r"\b(?:safety|efficacy|effectiveness|benefit|role|utility|value)\b[^.;]{0,60}\bnot (?:yet )?(?:been )?"
    r"(?:established|demonstrated|proven)",
    r"\bnot recommended for (?:approval|coverage)\b",
)

NOT_NECESSARY: tuple[str, ...] = (
    r"\bnot (?:be )?(?:considered |deemed )?(?:to be )?(?:reasonable and |clinically |"
    r"proven and )?(?:medically )?necessary\b",
    r"\bnot (?:considered )?(?:medically )?appropriate\b",
    r"\bnot meet (?:the )?(?:definition of )?medical necessity\b",
    r"\b(?:is|are|be) (?:currently )?not (?:a )?covered\b|\bnot a covered service\b|\bno coverage\b|"
    r"\bnot reimbursable\b",
    r"\b(?:may|will|should|can) not be (?:approved|authorized|covered|paid)\b|\bcannot be (?:approved|"
    r"covered)\b",
    r"\bnot (?:approved|authorized|eligible) for (?:coverage|payment|reimbursement)\b",
    r"\bcoverage is not (?:authorized|provided|available|recommended)\b|\bcoverage (?:will be )?denied\b",
    r"\bare (?:alternatives|alternative drugs) (?:that are )?covered\b",
    r"\bnot (?:payable|allowed|separately reimbursed)\b",
)

POSITIVE: tuple[str, ...] = (
    r"\bmedically necessary\b|\bmedical necessity\b(?= (?:is|when|if|criteria))|"
    r"\bmeets? (?:the )?definition of medical necessity\b",
    r"\b(?:may|can|will|shall) be (?:considered (?:for )?)?(?:covered|approved|authorized|eligible|reimbursed|allowed)",
    r"\bapprove(?: [\w®™]+){0,4} for (?:\d|up to|one|two|three|six|twelve|the duration)|\bapprove(?:d? for| if| when)\b",
    r"\b(?:is|are) (?:considered )?proven\b|\bis recommended for\b|\bis a covered\b",
    r"\bcoverage (?:is|will be|may be|for)\b[^.;]{0,60}\b(?:provided|considered|available|authorized|approved|"
    r"granted)",
    r"\bcovers\b|\bwill cover\b|\bcoverage criteria (?:for|are)\b|\bmay continue\b",
    r"\b(?:doesn't|does not|do not|don't) require (?:a )?(?:prior|pre)-?\s?(?:authorization|approval|"
    r"certification)\b",
)
"""Favourable by themselves, also where the section names the drug."""

POSITIVE_OF_SUBJECT: tuple[str, ...] = (
    r"\b(?:is|are|be) (?!not\b|never\b|no\b)(?:\w+ )?(?:covered|approved|authorized|eligible|reimbursed|payable|"
    r"allowed)\b",
    r"\bapproval (?:for|is|will|may|criteria)\b|\bmay be considered\b|\bapproval by\b",
)
"""Favourable only where the clause itself names a drug or an indication."""

ON_APPROVAL: str = r"\bapprov(?:e|ed|al)\b|\bauthori[sz]"
"""Whatever is approved was asked for: the position depends on a request."""

PRIOR_AUTH: str = (
    r"\b(?:prior|pre)-?\s?(?:authorization|approval|certification)\b[^.;]{0,60}\b(?:required|recommended|"
    r"applies|needed|necessary)\b"
    r"|\brequires? (?:a )?(?:prior|pre)-?\s?(?:authorization|approval|certification)\b"
)
NO_PRIOR_AUTH: str = (
    r"\bwithout (?:a )?prior (?:authorization|approval)\b|\b(?:no|not require(?:s|d)?(?: a)?|not need) "
    r"prior (?:authorization|approval)\b|\bprior (?:authorization|approval) is not required\b"
)

CONDITION: str = (
    r"\b(?:when|if|provided|only|unless|subject to|contingent|as long as|until|must|criteri(?:a|on)|"
    r"following|"
    r"who (?:meet|have|has)|meeting|with prior (?:authorization|approval)|below|for up to \d|"
    r"in accordance|while|after|"
    r"with (?:an? )?document(?:ed|ation)|approve for \d|for \d+ (?:day|week|month|year)|are met|is met|requires?)\b|:\s*$"
)
"""Words that make a favourable position depend on something."""

EXTENDS: str = r"\bincluding\b|\bincludes?\b|\bsuch as\b|\be\.g\."
OPEN_LIST: str = r"\bnot limited to\b|\bsuch as\b|\be\.g\.|\bfor example\b"
RESIDUAL: str = (
    r"\ball other\b|\bany other\b|\bother (?:indications|uses|conditions|diagnoses|routes)\b|"
    r"\bnot (?:listed|addressed|"
    r"otherwise specified|specifically listed)\b|\boff-label uses? not\b|\bany use\b[^.;]{0,20}\bnot\b|"
    r"\bnon-fda approved"
    r" (?:indications|uses)\b"
)
CARVE_OUT: str = r"\b(?:other than|apart from|with the exception of|aside from)\b"
EXCEPT: str = r"\b(?:unless|except(?:ing)?(?: for| in| when| if| as)?)\b"
TURNED: str = (
    r"\bnot (?:be )?(?:considered |deemed )?(?:to be )?(?:experimental|investigational|unproven|"
    r"investigative)\b"
    r"[^.;]{0,40}\b(?:when|if|provided|for)\b"
)
COMPLEMENT: str = (
    r"\b(?:criteria|requirements|conditions)[^.;]{0,40}\b(?:are|is) not (?:met|satisfied|fulfilled)\b|"
    r"\bnot meet(?:ing)? (?:the|all|these|any)"
    r"[\w ]{0,20}criteria\b|\bif criteria are not\b"
)
GRANDFATHERED: str = (
    r"\b(?:already|currently|previously) (?:established|stabili[sz]ed|stable|receiving|taking|on|"
    r"started)\b[^.;]{0,80}\b(?:may|can|will)"
    r" (?:continue|be continued|remain)\b|\bgrandfather"
)
EXCESS: str = (
    r"\b(?:in excess of|exceed(?:s|ing)?|more than|greater than|over|above)\b[^.;]{0,60}\b(?:\d|limit|"
    r"dose|mg|device|kit|week|month|unit)"
)
MONOTHERAPY: str = r"\bmonotherapy\b|\bas a single agent\b|\bwithout (?:an )?(?:oral )?antidepressant\b"
NOT_AS_MONOTHERAPY: str = r"\bnot (?:for use|to be used|be used|used|indicated) as (?:a )?monotherapy\b"

REASONS: tuple[tuple[str, str], ...] = (
    (r"\bevidence\b|\bdata\b|\bestablished\b|\bunproven\b|\binvestigational\b|\bexperimental\b|"
    r"\binvestigative\b", "evidence"),
    (r"\balternatives?\b", "alternatives"),
    (r"\bnot (?:fda[- ])?approved\b|\bunapproved\b", "unapproved"),
    (r"\bat home\b|\bin the home\b|\bhome\b|\bsetting\b|\btake-home\b|\bself-administ", "setting"),
    (r"\bbenefit\b|\bcontract\b|\bexclu|\bplan\b", "contract"),
)  # fmt: skip

CONTINUED: str = (
    r"\bcontinuation\b|\bcontinued\b|\brenewal\b|\breauthori[sz]ation\b|\bmay continue\b|"
    r"\bre-authori[sz]ation\b"
)
