"""Data: payers as they print themselves, document types, benefits, lines of business, states.

Each table is read from the top; the first phrase that stands in the text wins unless said otherwise.
"""

PAYERS: tuple[str, ...] = (
    r"UnitedHealthcare (?:Commercial|Community Plan|Pharmacy|Medicare Advantage|Individual Exchange|"
    r"Oxford|West)"
    r"(?= (?:Medical|Clinical|Benefit|Pharmacy|Prior|Drug|Coverage|of)\b|$|[.,;:(|\n]|\s{2})",
    r"UnitedHealthcare",
    r"Cigna Healthcare",
    r"The Cigna Group",
    r"Cigna(?= (?:Companies|National|Health|companies|National Formulary))",
    r"Envolve Pharmacy Solutions",
    r"Blue ?Cross NC|Florida Blue",
    r"(?:Premera|Regence|Independence|Capital|Arkansas|Carefirst|Excellus|Horizon|Anthem|Highmark|"
    r"Wellmark|Empire)"
    r" Blue ?Cross(?:,? (?:and )?Blue ?Shield)?(?: of [A-Z][a-z]+(?: [A-Z][a-z]+)?)?",
    r"Blue ?Cross,? (?:and )?Blue ?Shield of [A-Z][a-z]+(?: [A-Z][a-z]+)?",
    r"Blue (?:Cross|Shield) of [A-Z][a-z]+(?: [A-Z][a-z]+)?",
    r"Priority Health",
    r"AmeriHealth Caritas|Keystone First|Independence Blue Cross",
    r"Centene Corporation|Superior HealthPlan|Sunshine Health|Ambetter|WellCare",
    r"Elevance Health|Carelon|Amerigroup|Anthem",
    r"Aetna Better Health|Aetna",
    r"Kaiser Permanente|Molina Healthcare|Humana|Medica|HealthPartners|QualChoice|UPMC Health Plan|Geisinger"
    r" Health Plan|Tufts Health Plan|Point32Health|Harvard Pilgrim|Moda Health|PacificSource|"
    r"Providence Health Plan"
    r"|SelectHealth|Sanford Health Plan|Dean Health Plan|EmblemHealth|Healthfirst|Fallon Health|"
    r"CareSource|Oscar",
    r"CVS Caremark|Express Scripts|Optum ?Rx|Prime Therapeutics|Magellan Rx|MedImpact|Navitus|Capital Rx",
    r"TRICARE|Department of Veterans Affairs|Centers for Medicare (?:&|and) Medicaid Services",
    r"(?:Noridian Healthcare Solutions|Novitas Solutions|First Coast Service Options|Palmetto GBA|"
    r"CGS Administrators"
    r"|National Government Services|Wisconsin Physicians Service)",
)
"""Names seen in print; spelled as a regular expression, marks (®, ™) already taken away."""

PAYER_SHAPES: tuple[str, ...] = (
    r"(?:[A-Z][a-z]+ ){1,3}(?:Department|Division|Office) of (?:Medicaid|Health(?: [A-Z][a-z]+| and|"
    r" Care){0,5}"
    r"|Human Services|Social Services|Medical Assistance(?: Services)?)",
    r"(?:[A-Z][\w&'’.-]{1,24} ){1,4}(?:Health ?[Pp]lans?|Health ?[Cc]are(?: Plans?)?|Health Insurance|"
    r"Health Partners"
    r"|Insurance(?: Company)?|Benefit Plans?|Mutual|Assurance|Medicaid|HMO|Health(?: Group| Network|"
    r" Alliance)?"
    r"|Medical Assistance|Pharmacy Solutions|Pharmacy Benefits?|Pharmacy Services|Rx)",
)
"""What a payer's name looks like when it fills a line or follows a copyright sign."""

NOT_PAYERS: tuple[str, ...] = (
    r"(?:mental|behaviou?ral|public|community|home|women.s|oral|reproductive|emotional) health",
    r"american medical association|^cpt\b|^ama\b|food and drug|blue shield association|world health",
    r"medical policy|drug policy|policies|guideline|table of contents|important|national institutes?",
)

DOC_TYPES: tuple[tuple[str, str], ...] = (
    ("quantity_list", r"\bquantity (?:limits? |level limits? |supply limits? )?(?:list|document|table|"
                      r"chart)\b|"
                      r"\bquantity limit program list\b"),
    ("pa_criteria", r"\b(?:preferred drug list|pdl) (?:prior authorization |pa |clinical )?criteria\b"),
    ("drug_list", r"\b(?:medical |preferred |pharmacy |specialty |covered |comprehensive |"
                  r"prior authorization )?drugs? list\b|\bprior auth\w* (?:drug |code )?list\b|"
                  r"\b(?:drugs?|medications?) excluded from coverage\b|\bexcluded drugs?(?: list)?\b|"
                  r"\bformulary (?:book|list|guide)\b|\b(?:comprehensive|closed|open) formulary\b|"
                  r"\blist of covered drugs\b"),
    ("billing_article", r"\bbilling and coding\b|\blocal coverage article\b|\bbilling article\b"),
    ("pa_form", r"\b(?:request|authorization|enrollment|exception|order|pa) form\b|\bfax (?:this )?form\b"),
    ("notice", r"\b(?:provider|member|public|(?<!clinical )policy) (?:notice|bulletin|alert|update|news)\b|"
               r"^notice\b|"
               r"\bnotification of\b"
               r"|\bbenefit changes? effective\b|\bnow a benefit\b|(?<!policy )\bbulletin\b"),
    ("pa_criteria", r"\bprior authorization (?:policy|criteria|program|guidelines?|protocol|requirements?)\b|"
                    r"\bprior authorization ?/ ?|\bprior authorization$|\bpa criteria\b|"
                    r"\b(?:prior approval|step therapy) (?:criteria|policy|program)\b|\bcriteria for use\b|"
                    r"\bapproval criteria for\b"),
    ("drug_policy", r"\b(?:medical benefit )?drug policy\b|\bdrug coverage policy\b|"
                    r"\bpharmacy (?:coverage |clinical |"
                    r"medical )?(?:policy|policies|guideline)\b|\bclinical policy\b|\bclinical criteria\b|"
                    r"\bmedication policy\b|\bdrug (?:determination|coverage|therapy) (?:policy|guideline)\b|"
                    r"\bcoverage of drugs\b|\bspecialty (?:drug|medication|guideline)"),
    ("medical_policy", r"\bmedical (?:coverage )?(?:policy|guideline|policies)\b|\bcoverage policy\b|"
                       r"\bclinical (?:um )?guideline\b|\bclinical policy bulletin\b|"
                       r"\blocal coverage determination\b|\bd?lcd\b(?! article)|"
                       r"\bmedical clinical policy\b|\bcoverage determination\b"),
    ("guidance", r"\bguidance\b"),
)  # fmt: skip
"""Read in the title and the lines beside it; where several fit, the first one that stands in the title."""

DRUG_WORDS = (
    r"\b(?:injections?|injectables?|infusions?|nasal spray|tablets?|capsules?|drugs?|medications?|"
    r"biosimilars?"
    r"|toxins?|inhibitors?|antagonists?|agents|products?|anesthetics?|intravenous|subcutaneous|intranasal|"
    r"oncology"
    r"|immune globulins?|vaccines?|gene therapy|pharmacotherapy)\b"
    r"|\w{3,}(?:mab|ximab|nib|cept|tide|stat|ciclib|ketamine|prost|vir|sen|olone|gene)\b|\bspravato\b|"
    r"\bketalar\b"
)
"""Words that tell a drug's policy from that of a procedure where the document calls both medical policy."""

BENEFITS: tuple[tuple[str, str], ...] = (
    ("medical", r"medical benefit|medical drug (?:list|policy|benefit)|physician.administered|buy.and.bill"
                r"|provider.administered|medical injectable"),
    ("pharmacy", r"pharmacy (?:benefit|programs?|policy|coverage|clinical)|clinical pharmacy|"
                 r"national formulary"
                 r"|outpatient prescription|prescription drug (?:benefit|program|list)|"
                 r"quantity limit list|formulary"
                 r"|point.of.sale|preferred drug list"),
)  # fmt: skip

LINES_OF_BUSINESS: tuple[tuple[str, str], ...] = (
    ("exchange", r"\bhim\b|health insurance marketplace|\bexchanges?\b|marketplace|individual/family|"
                 r"\baca\b|mypriority"
                 r"|individual and family"),
    ("commercial", r"\bcommercial\b|employer.group"),
    ("commercial_self_funded", r"self.(?:funded|insured)|\baso\b|administrative services only"),
    ("commercial_fully_insured", r"fully.insured"),
    ("medicare_advantage", r"medicare advantage|\bmedicare (?:part [cd]|plans?|hmo|ppo)\b|\bmapd\b"),
    ("dsnp", r"\bd-?snp\b|dual(?:ly)?.eligible|special needs"),
    ("medicaid_mco", r"community plan|medicaid managed care|managed medicaid|\bmedicaid mco\b|"
                     r"managed care plans?"),
    ("medicaid_ffs", r"fee.for.service medicaid|medicaid fee.for.service|department of medicaid|"
                     r"\bmedicaid ffs\b"),
    ("medicaid", r"\bmedicaid\b"),
    ("medicare", r"\bmedicare\b(?! (?:and medicaid services|coverage|administrative|reviews))"),
    ("chip", r"\bchip\b|children.s health insurance"),
    ("fep", r"\bfep\b|federal employee"),
    ("tricare", r"\btricare\b"),
    ("va", r"veterans (?:affairs|health)|\bva pbm\b"),
    ("workers_comp", r"workers.? comp"),
    ("state_employee", r"state employees?|state health plan"),
)  # fmt: skip

STATES: tuple[tuple[str, str], ...] = (
    ("AL", "Alabama"), ("AK", "Alaska"), ("AZ", "Arizona"), ("AR", "Arkansas"), ("CA", "California"),
    ("CO", "Colorado"), ("CT", "Connecticut"), ("DE", "Delaware"), ("DC", "District of Columbia"),
    ("FL", "Florida"), ("GA", "Georgia"), ("HI", "Hawaii"), ("ID", "Idaho"), ("IL", "Illinois"),
    ("IN", "Indiana"), ("IA", "Iowa"), ("KS", "Kansas"), ("KY", "Kentucky"), ("LA", "Louisiana"),
    ("ME", "Maine"), ("MD", "Maryland"), ("MA", "Massachusetts"), ("MI", "Michigan"), ("MN", "Minnesota"),
    ("MS", "Mississippi"), ("MO", "Missouri"), ("MT", "Montana"), ("NE", "Nebraska"), ("NV", "Nevada"),
    ("NH", "New Hampshire"), ("NJ", "New Jersey"), ("NM", "New Mexico"), ("NY", "New York"),
    ("NC", "North Carolina"), ("ND", "North Dakota"), ("OH", "Ohio"), ("OK", "Oklahoma"), ("OR", "Oregon"),
    ("PA", "Pennsylvania"), ("PR", "Puerto Rico"), ("RI", "Rhode Island"), ("SC", "South Carolina"),
    ("SD", "South Dakota"), ("TN", "Tennessee"), ("TX", "Texas"), ("UT", "Utah"), ("VT", "Vermont"),
    ("VA", "Virginia"), ("WV", "West Virginia"), ("WA", "Washington"), ("WI", "Wisconsin"),
    ("WY", "Wyoming"),
)  # fmt: skip

_DAY = r"(?:[\d/.-]{6,10}|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4})"

BANNERS: tuple[tuple[str, str], ...] = (
    ("draft", r"^(?:draft|proposed)\b.{0,60}$|\bdraft (?:policy|for (?:review|comment)|document)\b|"
              r"^pending (?:approval|adoption|committee|review)\b.{0,60}$|\bproposed (?:lcd|policy)\b"),
    ("superseded", r"^superseded\b|\b(?:has been|was|is|were) (?:superseded|replaced)\b|\b(?:replaced|"
                   r"superseded) (?:on|by|"
                   r"effective|as of)\b|\bprior version\b.{0,40}$|\bno longer (?:the )?current\b|"
                   r"\bnot the (?:current|most recent) version\b|^historical (?:version|policy|copy)\b|"
                   rf"\breplaced:? {_DAY}"),
    ("retired", r"^(?:retired|archived?|withdrawn|inactive)"
                r"(?: (?:policy|document|version|guideline|copy|article|lcd))?"
                rf"(?:[\s:(–-]{{0,3}}(?:on |effective |as of )?{_DAY}\)?)?\.?$|"
                rf"^(?:retired|archived|withdrawn|inactive) (?:on|effective|as of) {_DAY}|"
                r"\bpolicy (?:is|was|has been|will be)? ?(?:archived|retired)\b|"
                r"\bno longer (?:in effect|active|in force)\b|\bthis (?:document|policy|guideline|version|"
                r"article|lcd) "
                r"(?:is|was|has been) (?:archived|retired|withdrawn|inactive)\b"),
    ("future", r"^future\b.{0,60}$|\bnot (?:yet )?in effect (?:until|yet)\b|\bnot yet (?:in effect|"
               r"effective)\b|"
               r"\bfuture (?:effective|version|policy)\b|\bwill (?:become|be) effective\b|"
               r"\bupcoming policy\b|"
               r"\btakes? effect on\b"),
)  # fmt: skip
"""Status banners of a first page, header, footer or watermark; each line is tried against all."""

NOT_BANNERS = (
    r"^(?:this (?:policy|version|document|guideline) )?(?:replaces|supersedes|superseding)\b|"
    r"\bwhich (?:was|were|has been|is)\b|"
    r"\b(?:previous|prior|earlier|old) (?:policy|version|guideline)s?\b.{0,40}\b(?:was|were|is|are)\b"
)
"""What a version says of the one before it."""

STATUSES: tuple[tuple[str, str], ...] = (
    ("active", r"active|current|in (?:effect|force)|final|approved"),
    ("draft", r"draft|proposed|pending"),
    ("superseded", r"superseded|replaced|historical"),
    ("retired", r"retired|archived?|inactive|withdrawn|terminated"),
    ("future", r"future|upcoming|not yet (?:in effect|effective)"),
)
"""Values behind a label "Status"."""
