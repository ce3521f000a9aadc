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
    r"\b(?:verify(?:ing)?|determin(?:e|es|ing)|check(?:ing)?|confirm(?:ing)?|know|ask(?:ing)?|decide|indicate) "
    r"(?:whether|if)\b"
    r"[^.;]{0,80}\b(?:covered|necessary|benefit|authori[sz]|approv)",
    r"^\W*(?:\d{1,2}[.)] )?(?:has|have|had|is|are|was|were|will|does|do|did|can|could|should|when|what|which|who|why|how)\b"
    r"[^?]{0,300}\?",
    r"\bcontrolled substance\b|\bschedule (?:iii|3)\b",
    r"\b(?:some|other|most|many|several) (?:payers?|insurers?|health plans|plans|carriers)\b[^.;]{0,40}\b(?:consider|cover|approv)",
    r"\b(?:safety|efficacy|effectiveness)\b[^.;]{0,80}\b(?:pediatric|children|adolescents?|under (?:age )?1\d|younger than|"
    r"less than 1\d years|pregnan\w+|lactati\w+|geriatric|elderly|65 years)\b[^.;]{0,60}\bnot\b|"
    r"\b(?:safety|efficacy|effectiveness)\b[^.;]{0,60}\bnot (?:yet )?(?:been )?(?:established|demonstrated)\b[^.;]{0,40}"
    r"\b(?:pediatric|children|adolescents?|pregnan\w+|geriatric|in clinical)\b",
    r"\b(?:prevent(?:s|ing)?|reduc(?:e|es|ing)) suicid\w+[^.;]{0,60}\bnot been\b|"
    r"\bnot been (?:demonstrated|shown|proven|established)\b[^.;]{0,40}\b(?:prevent(?:ing)?|reduc(?:e|ing)) suicid",
)
"""Evidence, regulatory facts, definitions and boilerplate: no position by themselves."""

PAST: tuple[str, ...] = (
    r"^\s*(?:previously|formerly|prior to|until|before|in the past|historically)\b",
    r"\b(?:was|were) (?:previously|formerly)\b",
    r"^\s*(?:in|from|as of|through|during) (?:\w+ )?(?:19|20)\d\d\b[^.;]{0,160}\b(?:was|were)\b",
    r"\b(?:polic(?:y|ies)|criteri(?:a|on)|statements?|sections?|language|wording) (?:was|were|has been|have been) "
    r"(?:revised|updated|changed|amended|modified|added|clarified)\b",
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
    r"\b(?:is|are) (?:outside|beyond|not within) (?:of )?(?:the|its|our) scope\b|\boutside (?:of )?(?:the|its) scope\b",
    r"\bdo(?:es)? not address\b|\b(?:is|are) not addressed\b",
    r"\bnot (?:intended|meant|designed) to (?:address|apply|cover|govern)\b",
    r"^\W*(?:please )?(?:refer|see)\b(?: also)?[^.;]{0,80}\b(?:polic|guideline|criteria|document|program|"
    r"\w+\.\w+\.\d+)",
    r"\bfor [^.;]{2,80}, (?:please )?(?:refer to|see)\b",
    r"\b(?:is|are) (?:addressed|discussed|described|reviewed|found|listed) (?:separately )?(?:in|under|by) [\w .-]{0,40}"
    r"\b(?:polic(?:y|ies)|guidelines?|documents?)\b",
    r"\bis managed (?:by|under|through) (?:a |the )?(?:separate|other|another)\b",
)

ADMINISTRATION: str = r"\bservices to (?:deliver|administer)\b"

EXCEPTION: tuple[str, ...] = (
    r"\bindividual consideration\b",
    r"\bcase[- ]by[- ]case\b",
    r"\bmedical director (?:review|consult|approval)\b|\breview(?:ed)? by (?:a|the) medical director\b",
    r"\b(?:reviewed|considered|evaluated|decided|determined) individually\b",
    r"\b(?:on|by|through|to) (?:an? )?individual(?:i[sz]ed)? (?:case |patient )?(?:basis|review)\b",
    r"\bnon-?formulary\b[^.;]{0,60}\bexception\b",
    r"\bexceptions? (?:may|can|will) be (?:made|considered|granted|requested)\b",
)

EXCLUDED: tuple[str, ...] = (
    r"\bnot (?:a )?covered (?:plan )?benefit\b|\bnot a (?:plan )?benefit\b",
    r"\b(?:benefit|plan|contract|coverage|category|contractual)[ -]exclu",
    r"\b(?:is|are|be) (?:\w+ )?excluded\b",
    r"\bexcluded from (?:coverage|the (?:plan|benefit|pharmacy|medical))",
    r"\bnon-?covered benefit\b",
    r"\bnot (?:covered|payable|reimbursed|available|eligible(?: for (?:coverage|payment|reimbursement))?) under "
    r"(?:the|this) [\w ]{0,20}benefit\b|\bnot covered under (?:the|your) (?:plan|"
    r"contract)\b",
    r"\bservices to (?:deliver|administer)\b[^.;]{0,100}\bnot (?:covered|payable|reimbursed)",
    r"\bnon-?formulary\b|\bnot (?:listed |included )?(?:on|in) (?:the|our|this) (?:\w+ )?formulary\b",
)

INVESTIGATIONAL: tuple[str, ...] = (
    r"\bexperimental\b|\binvestigational\b|\binvestigative\b|\bunproven\b|\bnot proven\b",
    r"\binsufficient (?:\w+ ){0,3}(?:evidence|data|information)\b|\bevidence is (?:insufficient|"
    r"inadequate|lacking)\b",
    r"\bnot (?:considered |deemed )?(?:to be )?an? proven\b|\bnot (?:yet )?been proven\b|"
    r"\byet to be (?:established|proven|determined|demonstrated)\b",
    r"\bno (?:\w+ ){0,2}(?:data|evidence|studies) (?:to|that) support\b",
    r"\bnot (?:enough|sufficient|adequate) (?:\w+ ){0,3}(?:evidence|data|information)\b",
    r"\b(?:evidence|data|literature|studies) (?:(?:is|are) not (?:yet )?(?:sufficient|adequate)|(?:does|do) not (?:\w+ )?support)\b",
    r"\black(?:s|ing)? (?:of )?(?:\w+ ){0,2}evidence\b|\bnot supported by\b|\bunder (?:study|investigation)\b",
    r"\b(?:safety|efficacy|effectiveness|benefit|role|utility|value)\b[^.;]{0,60}\bnot (?:yet )?(?:been )?"
    r"(?:established|demonstrated|proven)",
    r"\bnot recommended for (?:approval|coverage)\b|\b(?:coverage|approval)\b[^.;]{0,60}\bnot recommended\b|\bneither\b[^.;]{0,120}\bproven\b",
)

NOT_NECESSARY: tuple[str, ...] = (
    r"\bnot (?:be )?(?:considered |deemed )?(?:to be )?(?:reasonable and |clinically |"
    r"proven and )?(?:medically )?necessary\b",
    r"\bnot (?:considered )?(?:medically )?appropriate\b",
    r"\bnot meet (?:the )?(?:definition of )?medical necessity\b",
    r"\b(?:is|are|be) (?:currently )?(?:not|never) (?:currently )?(?:a )?covered\b|\bnot a covered service\b|\bno coverage\b|"
    r"\bnot reimbursable\b",
    r"\b(?:may|will|should|shall|can) ?(?:not|never) be (?:approved|authorized|covered|paid|allowed|granted|reimbursed)\b",
    r"\b(?:does|do|will) not (?:cover|authorize|approve|reimburse|pay for)\b|"
    r"\bdo(?:es)? not (?:include|provide|offer) coverage\b|\b(?:is|are|be) (?:considered )?non-?covered\b",
    r"(?<!who )(?<!that )(?<!which )(?<!members )(?<!patients )\bdo(?:es)? not meet (?:the |our |plan |any )?(?:coverage criteria|"
    r"medical necessity|criteria for (?:coverage|medical necessity))\b",
    r"^\W*not (?:covered|approved|authorized) (?:for|in|as)\b",
    r"[:–—-]\s+not covered\b|^\W*not covered\s?[:–—-]\s*\w",
    r"\b(?:is|are|be) denied as\b|"
    r"\brequests? for (?:(?!\b(?:that|which|with|without|lack\w*|missing|incomplete|not|if|when)\b)[^.;]){0,80}"
    r"\b(?:will be|shall be|are) denied\b",
    r"\b(?:neither|no (?:form|formulation|route|type|use|other use)s? of|no \w*ketamine)\b[^.;]{0,120}"
    r"\b(?:medically necessary|covered|approved|authorized|reimbursed)\b",
    r"\bnot (?:approved|authorized|eligible) for (?:coverage|payment|reimbursement)\b",
    r"\b(?:coverage|payment|reimbursement)\b[^.;]{0,80}\b(?:is|will|can) ?not (?:be )?(?:authorized|provided|available|"
    r"made|allowed)\b|\bcoverage (?:will be )?denied\b",
    r"\bare (?:alternatives|alternative drugs) (?:that are )?covered\b",
    r"\bnot (?:payable|allowed|approvable|separately reimbursed)\b",
    r"\b(?:is|are) (?:not|never) (?:authori[sz]ed|permitted) (?:for|in|as|when)\b|"
    r"\b(?:isn|aren)['’]t (?:covered|authori[sz]ed|paid|payable|allowed)\b|"
    r"\brequests? (?:for|to) [^.;]{0,80}\b(?:is|are) not approved\b",
)

POSITIVE: tuple[str, ...] = (
    r"\bmedically necessary\b|\bmedical necessity\b(?= (?:is|when|if|criteria))|"
    r"\bmedical necessity (?:for|of) [^.;]{2,60} (?:is|are) (?:established|met|demonstrated)\b|"
    r"\bmeets? (?:the )?definition of medical necessity\b",
    r"\b(?:may|can|will|shall) be (?:considered (?:for )?)?(?:covered|approved|authorized|eligible|reimbursed|allowed)",
    r"\bapprove(?: [\w®™]+){0,4} for (?:\d|up to|one|two|three|six|twelve|the duration)|"
    r"(?<!\bnot )(?<!\bnever )\bapprove(?:d? for| if| when)\b",  # what is "not approved for" may be the label's
    r"\b(?:is|are) (?:considered )?proven\b|\bis recommended for\b|\bis a covered\b",
    r"\bcoverage (?:is|will be|may be|for|of)\b[^.;]{0,60}\b(?:provided|considered|available|authorized|approved|"
    r"granted)",
    r"\bcovers\b|\bwill cover\b|\bcoverage criteria (?:for|are)\b|\bmay continue\b",
    r"\b(?:doesn't|does not|do not|don't) require (?:a )?(?:prior|pre)-?\s?(?:authorization|approval|"
    r"certification)\b",
)
"""Favourable by themselves, also where the section names the drug."""

POSITIVE_OF_SUBJECT: tuple[str, ...] = (
    r"\b(?:is|are|be) (?!not\b|never\b|no\b)(?:\w+ )?(?:covered|approved|authorized|eligible|reimbursed|payable|"
    r"allowed)\b",
    r"\bapproval (?:for|is|will|may|criteria)\b|\bmay be considered\b(?! (?:by|as) )|\bapproval by\b",
    r"\b(?:is|are|be) (?:considered |deemed )?(?:medically )?reasonable and (?:medically )?necessary\b|"
    r"\b(?:considered|deemed|may be|can be) (?:clinically|medically) appropriate\b",
    r"(?<!codes )\bcovered (?:with|when|if|only|subject)\b|[:–—-]\s+covered\b",
    r"\bcoverage\b[^.;]{0,60}\b(?:is|are) (?:limited|restricted) to\b",
    r"\b(?:payment|reimbursement)\b[^.;]{0,60}\b(?:will|may|shall|can) be (?:made|allowed|provided)\b",
)
"""Favourable only where the clause itself names a drug or an indication."""

ON_APPROVAL: str = r"\bapprov(?:e|ed|al)\b|\bauthori[sz]"
"""Whatever is approved was asked for: the position depends on a request."""

PRIOR_AUTH: str = (
    r"\b(?:prior|pre)-?\s?(?:authorization|approval|certification)\b[^.;]{0,60}\b(?:required|recommended|"
    r"applies|needed|necessary)\b"
    r"|\b(?:requires?|subject to) (?:\w+ ){0,2}(?:prior|pre)-?\s?(?:authorization|approval|certification)\b"
    r"|\b(?:available|covered|provided) (?:through|with|via) (?:prior|pre)-?\s?(?:authorization|approval|certification)\b"
    r"|(?<!no )\bauthorization (?:is|will be) (?:required|needed)\b"
    r"|\bauthorization (?:must|has to|should|needs to) be (?:obtained|requested)\b"
)
NO_PRIOR_AUTH: str = (
    r"\bwithout (?:a |the need for )?(?:prior|pre)-?\s?(?:authorization|approval|certification)\b|"
    r"\b(?:no|not require(?:s|d)?(?: a)?|not need|not subject to) (?:prior |pre-?\s?)(?:authorization|approval|certification)\b|"
    r"\bno (?:authorization|precertification|approval|pa) (?:is |was )?(?:needed|required|necessary)\b|"
    r"\b(?:(?:prior |pre-?)?(?:authorization|approval)|pre-?certification|pa) is not (?:required|needed)\b"
)

CONDITION: str = (
    r"\b(?:when|if|provided|only|unless|subject to|contingent|as long as|until|must|criteri(?:a|on)|"
    r"following|"
    r"who (?:meet|have|has)|meeting|with (?:prior (?:authorization|approval)|approval|pa)|below|for up to \d|"
    r"in accordance|while|after|(?:limited|restricted) to|"
    r"with (?:an? )?document(?:ed|ation)|approve for \d|for \d+ (?:day|week|month|year)|are met|is met|requires?)\b|:\s*$"
)
"""Words that make a favourable position depend on something."""

OTHER_SUBJECT: str = (
    r"^(?:(?!\b(?:is|are|was|were|may|will|must|can|should|has|have|does|do|attests?|certif\w+|when|if|after|with|"
    r"without|who|that|for patients|for members)\b)[^.;:]){0,80}?"
    r"\b(?:antidepressants?|electroconvulsive|ect|tms|transcranial|psychotherapy|transportation|lodging|visits?|"
    r"nurse|physicians?|prescribers?|appeals?|dispensing|laboratory)\b"
)
"""A clause about another treatment or service, or about people, as far as its verb."""

BESIDE: str = (
    r"\b(?:unlike|in contrast to|as opposed to|compared (?:to|with)|alternatives?,? (?:to|including|such as)|"
    r"instead of|rather than|in place of|other than|(?:failure|trial) of|failed|try|tried)"
    r"(?:\s+[\w-]+){0,2}\s+\Z"
)
"""Words that set a drug beside the one of which a clause speaks."""

CONCESSION: str = r"^\W*(?:while|although|though|whereas)\b"
"""A first clause that yields to the one behind its comma: "While X is covered for A, it is not for B"."""

LABELLED: str = (
    r"(?<!is )(?<!are )(?<!not )(?<!was )(?<!were )\b(?:non-?)?(?:fda|u\.?s\.? food and drug administration)[- ]"
    r"(?:approved|label?led) (?!(?:for|by|to|in|on|as|and|or|at|only|when|since|if)\b)[a-z]+|"
    r"\b(?:because|since|as) [^.;,]{0,40}\bnot (?:\w+ ){0,2}(?:fda|food and drug administration)[- ]approved\b|"
    r"\b(?:because|since|as) [^.;,]{0,40}\bnot (?:\w+ ){0,2}approved by the (?:\w\.?){0,4} ?(?:fda|food and drug administration)\b"
)
"""Words that only say which uses are meant; what the agency did is told by a verb."""

EXTENDS: str = r"\bincluding\b|\bincludes?\b|\bsuch as\b|\be\.g\."
ALL: str = r"\b(?:all|any) (?:indications?|uses?|diagnos[ei]s|conditions?)\b"
ALL_INCLUDING: str = rf"{ALL},? (?:including|such as)\b(?! all)"
OPEN_LIST: str = r"\bnot limited to\b|\bsuch as\b|\be\.g\.|\bfor example\b"
RESIDUAL: str = (
    r"\ball other\b(?! (?:\w+ )?(?:forms?|formulations?|products?|drugs?|agents?|medications?)\b)|\bany other\b|\bother (?:indications|uses|conditions|diagnoses|routes)\b|"
    r"\bnot (?:listed|addressed|otherwise specified|specifically listed)\b|"
    r"\bnot (?:mentioned|described|included|specified|noted|outlined) (?:above|below|here|in th)|"
    r"\boutside (?:of )?(?:the|its|their|these) [^.;,]{0,30}\b(?:indications?|label\w*|uses)\b|"
    r"\boff-label uses? not\b|\bany use\b[^.;]{0,20}\bnot\b|"
    r"\bnon-fda[- ](?:approved|label\w+) (?:indications?|uses?)\b"
)
OTHER_USES: str = r"\b(?:all|any) other (?:indications?|uses?|conditions?|diagnos[ei]s)\b"
OFF_LABEL: str = r"\boff-?\s?label (?:uses?|indications?|prescribing)\b"
CARVE_OUT: str = r"\b(?:other than|apart from|with the exception of|aside from)\b"
EXCEPT: str = r"\b(?:unless|except(?:ing)?(?: for| in| when| if| as)?)\b"
TURNED: str = (
    r"\b(?:not|no longer) (?:be )?(?:considered |deemed )?(?:to be )?(?:experimental|investigational|unproven|"
    r"investigative)\b"
)
COMPLEMENT: str = (
    r"\b(?:criteria|requirements|conditions)[^.;]{0,40}\b(?:are|is|have|has) not (?:been )?(?:met|satisfied|fulfilled)\b|"
    r"\bnot meet(?:ing)? (?:the|all|these|any)"
    r"[\w ]{0,20}criteria\b(?! for (?:coverage|medical))|\bif criteria are not\b|"
    r"\b(?:under|below|younger than|less than) (?:the age of |age )?(?:18|eighteen)\b|"
    r"\b(?:for|in) (?:children|adolescents|pediatric (?:patients|members))\b"
)
GRANDFATHERED: str = (
    r"\b(?:already|currently|previously) (?:established|stabili[sz]ed|stable|receiving|taking|on|"
    r"started)\b[^.;]{0,80}\b(?:may|can|will)"
    r" (?:continue|be continued|remain)\b|\bgrandfather"
)
EXCESS: str = (
    r"\b(?:in excess of|exceed(?:s|ing)?|more than|greater than|over|above|beyond)\b[^.;]{0,60}\b(?:\d|limit|"
    r"dose|mg|device|kit|week|month|unit|infusion|session|treatment|series|course|"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|twelve)\b)|"
    r"\brepeat(?:ed)? (?:courses?|series)\b"
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
