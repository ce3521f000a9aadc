"""Data: how a payer's own history names what it changed, what it did to it, and what is no rule.

Topics are tried from top to bottom, and the words that one takes are not there for the next.
"""

import re

_ANTIDEPRESSANT = r"(?:anti-?depressants?|ADs?|SSRIs?|SNRIs?)"
_LENGTH = r"(?:durations?|lengths?|periods?|time ?frames?|terms?|intervals?|span|window)"
_GRANT = r"(?:approvals?|authorizations?|auth|coverage|certification)"
_AGAIN = r"(?:re-?auth\w*|re-?approvals?|renewals?|continu\w+|subsequent|re-?certification)"
_MONTHS = r"(?:\w+(?: \(\d{1,3}\))?|\d{1,3})[ -]?(?:days?|weeks?|months?|years?)"
_JOINED = r"(?:combination|conjunction|together|tandem|concomitant\w*|concurrent\w*|alongside|along|co-?administ\w+)"

TOPICS: tuple[tuple[str, str], ...] = (
    ("concomitant_antidepressant_not_failed_agent",
     rf"{_JOINED}[^.;]{{0,60}}?{_ANTIDEPRESSANT}[^.;]{{0,40}}?\b(?:not|other than)\b[^.;]{{0,30}}?\bfail\w+"),
    ("concomitant_antidepressant",
     rf"\b{_JOINED}[^.;]{{0,60}}?{_ANTIDEPRESSANT}\b|\bmono-?therapy\b|\bstand-?alone (?:use|therapy|treatment)\b"
     rf"|\b(?:used?|given|taken|paired) with (?:an? |the )?(?:\w+ ){{0,2}}{_ANTIDEPRESSANT}\b"
     rf"|\b(?:oral|background) {_ANTIDEPRESSANT}\b(?! (?:trials?|fail\w+))|\b{_ANTIDEPRESSANT} co-?therapy\b"),
    ("step_trial_duration_min",
     rf"\b(?:{_LENGTH} of (?:an? |each |the )?(?:adequate |{_ANTIDEPRESSANT} )?trials?|trial {_LENGTH}"
     rf"|{_LENGTH} of each (?:adequate )?(?:{_ANTIDEPRESSANT}|trial)"
     rf"|(?:minimum |adequate )?{_ANTIDEPRESSANT} trial {_LENGTH})\b"),
    ("trial_failure_definition",
     r"\bdefinitions? of (?:an? |the )?(?:adequate |treatment |inadequate )?(?:trial|failure|response|non-?response)\b"),
    ("augmentation_trials", r"\baugment\w*(?: (?:trials?|therapy|agents?|strateg\w+))?"),
    ("psychotherapy_trial",
     r"\bpsycho-?therap\w+|\btalk therapy|\bcognitive[ -]behaviou?ral\w*(?: therapy)?|\bCBT\b|\bcounsel+ing\b"),
    ("ect_trial", r"\bECT\b|\belectro-?convulsive\b"),
    ("tms_trial", r"\br?TMS\b|\btranscranial\b"),
    ("conventional_therapy_trials", r"\b(?:conventional|conservative) (?:pain )?(?:therap\w+|treatments?|care)\b"),
    ("step_therapy_trials",
     rf"\b(?:number|count) of (?:\w+ ){{0,3}}{_ANTIDEPRESSANT}(?: trials?| failures?)?\b"
     rf"|\b(?:number|count) of (?:\w+ ){{0,3}}(?:trials?|failures?|agents?|medications?|drugs?|classes)\b"
     rf"|\b(?:trials? (?:and failures? )?(?:of|with)|fail(?:ure|ed)(?: of| to| with)?|tried|failing|prior|previous)"
     rf" [^.;,]{{0,40}}?{_ANTIDEPRESSANT}\b"
     rf"|\b{_ANTIDEPRESSANT} (?:step|trials?|failures?|class\w*|requirements?|tried|that must)\b"
     rf"|\bstep[ -](?:therapy|edit|requirements?|through)\b|\badequate trials?\b"
     rf"|\b(?:required |prior )(?:medication |drug )?(?:trials|failures)\b"
     rf"|\b(?:one|two|three|four|five|\d)(?: \(\d\))? (?:\w+ ){{0,2}}{_ANTIDEPRESSANT}\b"),
    ("baseline_assessment", r"\bbaseline (?:\w+[ -]){0,3}?(?:assess\w+|scores?|measure\w*|evaluation|scales?)\b"),
    ("reauth_response",
     rf"\b{_AGAIN}\W[^.;]{{0,60}}?(?:response|improvement|benefit|reduction)\b"
     rf"|\b(?:response|improvement|benefit|reduction|remission)\b[^.;]{{0,50}}?\b{_AGAIN}"
     rf"|\b(?:clinical|treatment|positive) response\b"),
    ("severity_scale_min",
     r"\b(?:PHQ-?9|MADRS|HAM-?D\w{0,3}|HDRS\w{0,3}|HRSD\w{0,3}|QIDS\w{0,4}|BDI(?:-II)?|IDS-\w{1,3}|CGI-?S?|GRID-HAMD)\b"
     r"(?: (?:scores?|thresholds?|cut-?offs?|scale|minimum|requirements?)){0,3}"
     r"|\b(?:depression|severity|rating)(?: rating)?[ -](?:scale|scores?)\b(?: (?:thresholds?|cut-?offs?|minimum))?"
     r"|\bpatient health questionnaire(?:-?9)?\b|\bMontgomery[- ]\w+\b|\bHamilton\b"),
    ("severity_category", r"\bmoderate[ -](?:to|or)[ -]severe\b|\b(?:depression |disease )?severity\b"),
    ("age_max", r"\b(?:maximum|upper) age(?: limit)?\b|\bage (?:maximum|ceiling)\b"),
    ("age_min", r"\b(?:minimum |lower )?age(?: (?:limit|requirement|minimum|restriction|criteri\w+|edit|threshold))?\b"),
    ("pdmp_check",
     r"\bPDMP\b|\b(?:prescription )?(?:drug )?monitoring (?:program|database|report|registry)\b"
     r"|\bcontrolled[ -]substances? (?:\w+ )?(?:database|registry|check|query|report|monitoring)\b|\bPMP\b"),
    ("rems_patient_enrolled",
     r"\b(?:patient|member|individual|beneficiary|recipient)s? (?:\w+ ){0,3}(?:REMS)(?: \w+)?\b"
     r"|\bREMS (?:patient |member |program )?(?:enrol\w+|registr\w+)|\b(?:enrol\w+|registr\w+) (?:in|with) (?:the )?(?:\w+ )?REMS\b"),
    ("rems_site_certified",
     r"\bREMS[- ](?:certif\w+|site|(?:certified )?(?:health ?care )?(?:setting|facilit\w+))\b(?: \w+)?"
     r"|\bcertif\w+ (?:\w+ ){0,4}REMS\b|\bREMS\b"),
    ("prescriber_specialty",
     r"\bprescriber(?:s|'s)?\b(?: (?:special\w+|requirements?|restrictions?|criteri\w+|types?|limits?|list))?"
     r"|\b(?:prescribed|ordered) by\b|\bconsultation with\b|\bpsychiatrists?\b|\bpsychiatric (?:nurse|NP|mental|consult)[\w -]{0,30}"
     r"|\bspecialist (?:requirement|prescri\w+|consult\w+)\b|\bspecialty requirement\b|\bnurse practitioners?\b"),
    ("monitoring_duration_min",
     r"\b(?:two|2)[ -]?(?:\(2\) )?hours?\b[^.;]{0,30}?(?:monitor\w*|observ\w*)"
     r"|\b(?:monitoring|observation) (?:period|time|duration|window)\b"),
    ("bp_check", r"\bblood pressure\b"),
    ("pulse_oximetry", r"\bpulse ox\w+"),
    ("transport_arranged", r"\btransport\w*\b|\bdriv(?:e|ing|er)\b"),
    ("supervised_administration", r"\bsupervis\w+|\bdirect(?:ly)? observ\w+"),
    ("informed_consent", r"\binformed consent\b"),
    ("lab_check", r"\b(?:laboratory|lab|liver function|urine drug|toxicology)(?: (?:tests?|testing|checks?|screen\w*))?\b"),
    ("session_limit",
     r"\b(?:number of |maximum )?(?:infusion|session|treatment|visit)s?(?: (?:limits?|caps?|maximum))\b"
     r"|\b(?:number|count|maximum|cap) (?:of|on) (?:\w+ ){0,2}(?:infusions|sessions|treatments|visits)\b"),
    ("max_course_duration", rf"\bmaximum (?:course|treatment|therapy) {_LENGTH}|\bcourse (?:limit|{_LENGTH})\b"),
    ("quantity_limit",
     r"\bquantit\w+(?:[ -](?:level )?(?:limit\w*|maximum|edit|cap|restriction|allowance))?\b|\bQLs?\b"
     r"|\b(?:\w+|\d+) (?:devices|kits|units) (?:per|every|each|/)|\b(?:device|kit|dispensing) (?:limit|cap|maximum)s?\b"),
    ("dose_schedule", r"\bdos(?:e|ing|age) (?:frequenc\w+|schedule|interval)s?\b"),
    ("dose_limit", r"\b(?:maximum|max) (?:\w+ )?dos(?:e|es|age)\b|\bdos(?:e|ing|age) (?:limits?|caps?|maximum)\b"),
    ("symptom_duration_min",
     rf"\b(?:symptom|illness|episode) {_LENGTH}\b|\b{_LENGTH} of (?:the )?(?:symptoms|illness|episode|depressive)\b"),
    ("reauth_duration",
     rf"\b{_AGAIN}(?: (?:of )?(?:therapy|treatment|request|criteria))?(?: {_GRANT})?(?: {_LENGTH}|(?= (?:\w+ ){{0,4}}?(?:from|to|for) {_MONTHS}))"
     rf"|\b{_LENGTH} (?:of|for) (?:the )?{_AGAIN}(?: {_GRANT})?|\b{_GRANT} {_LENGTH}[^.;]{{0,40}}? (?:for|of|upon|at) {_AGAIN}"),
    ("initial_auth_duration",
     rf"\b(?:initial |first )?{_GRANT} {_LENGTH}|\b{_LENGTH} (?:of|for) (?:the )?(?:initial |first )?{_GRANT}"
     rf"|\binitial (?:(?:therapy|treatment) )?(?:{_GRANT}|{_LENGTH})\b(?! criteria)"
     rf"|\b{_GRANT}(?= (?:\w+ ){{0,4}}?(?:from|to|for) {_MONTHS})"),
    ("hospitalization_context", r"\bhospitali[sz]ation\b|\binpatient (?:stay|admission)\b"),
    ("diagnosis_basis", r"\bDSM(?:-?(?:5|V|IV))?(?:-TR)?\b"),
    ("diagnosis_code", r"\bdiagnosis code requirement\b"),
    ("setting", r"\bsites? of (?:care|service)\b|\bplaces? of service\b|\b(?:care|treatment|administration) settings?\b"),
    ("prior_auth_required", r"\b(?:prior[ -]|pre-?)authorizations?\b(?: requirements?)?|\bPA requirements?\b|\bprecertification\b"),
    ("meets_initial_criteria", r"\bmeets? (?:all )?(?:of )?(?:the )?initial (?:approval )?criteria\b"),
    ("transition_of_care", r"\b(?:continuity|transition) of care\b|\bcurrently (?:established|stable|receiving)\b|\bnew to (?:the )?plan\b"),
    ("not_concurrent_with", r"\b(?:not |no )?(?:concurrent|concomitant|simultaneous)(?:ly)? (?:use|therapy|treatment)\b"),
    ("exclusion", r"\bexclusions?\b|\bcontra-?indications?\b|\baneurysm\w*|\bhistory of (?:psychosis|substance)\b"),
)  # fmt: skip
"""Types with the words that name them, the narrow ones first."""

LATE_TOPICS: tuple[tuple[str, str], ...] = (
    ("attestation_required", r"\battest\w*"),
    ("documentation_required", r"\bdocument(?:ation|ed)\b|\bchart notes?\b|\bmedical records?\b"),
)
"""Types that a clause is about only where it names no other."""

EXCEPTION = r"\b(?:exceptions?|exemptions?|bypass(?:es)?|waivers?|overrides?)\b"

VERBS: tuple[tuple[str, str], ...] = (
    ("remove", r"\b(?:remov(?:ed?|es|ing|al)|delet(?:ed?|es|ing|ion)|drop(?:ped|s|ping)?|eliminat\w+|lift(?:ed|s)|"
               r"waiv(?:ed|es)|struck|stricken|rescind\w*|repeal\w*|omit(?:ted|s)|discontinu(?:ed|es)|withdrawn|"
               r"(?:took|taken) out|do(?:es)? away with|did away with|no longer|abolish\w*|ended|terminat(?:ed|es)|expir(?:ed|es)|retired?)\b"),
    ("add", r"\b(?:add(?:ed|s|ing)?|addition|introduc\w+|insert\w+|incorporat\w+|institut(?:ed|es)|impos(?:ed|es)|establish(?:ed|es)|"
            r"implement(?:ed|s)|included|inclusion|adopted|now (?:requir\w+|needed|need|includ\w+|must|asks?)|must now|newly requir\w+|"
            r"new(?= (?:\w+[ -]){0,4}(?:criteri\w+|requirements?|indications?|exclusions?|limits?|thresholds?|codes?|HCPCS)\b))\b"),
    ("tighten", r"\b(?:tighten(?:ed|s|ing)?|prohibit(?:ed|s)|disallow(?:ed|s)|forbid(?:s|den)|restrict(?:ed|s)|narrow(?:ed|s|ing)?|more (?:strict|stringent|restrictive)|stricter)\b"),
    ("loosen", r"\b(?:expan(?:d(?:ed|s|ing)?|sion)|broaden(?:ed|s|ing)?|widen(?:ed|s|ing)?|relax(?:ed|es|ing)?|loosen(?:ed|s|ing)?|"
               r"eas(?:ed|es|ing)|(?:may|can) now|now (?:may|can|allow\w*|permit\w*)|(?:allow|permit)(?= (?:\w+ ){0,4}(?:as|for|of|use)\b)|liberali[sz]ed?|less (?:strict|stringent|restrictive))\b"),
    ("rise", r"\b(?:increas(?:ed?|es|ing)|rais(?:ed?|es|ing)|extend(?:ed|s|ing)?|extension|lengthen(?:ed|s|ing)?|doubled|prolonged)\b"),
    ("fall", r"\b(?:decreas(?:ed?|es|ing)|reduc(?:ed|es|ing|tion)|lower(?:ed|s|ing)?|shorten(?:ed|s|ing)?|cut|halved)\b"),
    ("change", r"\b(?:revis(?:ed?|es|ing|ions?)|updat(?:ed?|es|ing)|chang(?:ed?|es|ing)|modif\w+|amend\w*|adjust\w*|replac\w+|"
               r"correct(?:ed|s|ion)|switch\w*|substitut\w+|moved|transition(?:ed|s)|converted|alter(?:ed|s)|"
               r"now (?:considered|covered|proven|reads|medically|investigational|experimental|unproven)|instead of)\b"),
)  # fmt: skip
"""What was done, with the words for it."""

NO_RULE = (
    r"\b(?:references?(?! to\b)|bibliograph\w+|literature|citations?|background|overview|introduction|formatt\w+|template|"
    r"typograph\w+|typos?|spelling|grammar|editorial|boilerplate|disclaimers?|logo|header|footer|links?|hyperlinks?|"
    r"contact|tables? of contents|related polic\w+|clinical evidence|rationale|evidence|FDA|CMS|glossary|"
    r"(?:policy )?(?:title|name|number)|renumber\w*|reorder\w*|reorgani[sz]\w+|reword\w*|re-?format\w*|rearrang\w+|"
    r"appendi\w+|instructions for use|supporting information|policy version|version|product availability|"
    r"review date|dates?|(?:previous|prior) (?:policy|version)|descriptions?|annual|links)\b"
)
"""What an edit may be of without touching a rule."""

NO_CHANGE = (
    r"\b(?:no|without|not) (?:\w+ ){0,4}?(?:chang\w+|revisi\w+|updat\w+|edits?|impact|intent\w*|modif\w+)\b"
    r"|\bunchanged\b|\bremain(?:s|ed)? (?:the same|in place|as)\b|\bfor clarity\b|\bclarif\w+\b|\bclinical intent\b"
    r"|\bdoes not (?:alter|change|affect)\b|\bsame (?:criteria|intent)\b|\breaffirm\w*|\bterminology\b|\bthe (?:words?|phrases?|terms?)\b|\bnon-?substantive\b|\bwording only\b"
    r"|\b(?:patient|member|individual|beneficiary|enrollee|recipient)s?\W{0,3} (?:with|to|by|and) (?:the (?:word|term) )?"
    r"\W{0,2}(?:patient|member|individual|beneficiary|enrollee|recipient)s?\b"
)
"""What says that the rules stayed as they were."""

CODE_WORDS = (
    r"\b(?:HCPCS|CPT|ICD-?10(?:-CM)?|NDCs?|J-?codes?|billing codes?|procedure codes?|(?:applicable |diagnosis )?codes?"
    r"|coding|modifiers?)\b"
)

RULE_WORDS = (
    r"\b(?:criteri\w+|requirement\w*|policy statement|coverage(?! manual)|position|limits?|limitations?|indications?|"
    r"conditions?|medical necessity|rules?|restrictions?)\b"
)
"""The words for rules that a policy's name, literature and form do not go by."""

NEGATIVE = (
    r"(?:investigational|experimental|unproven|not (?:considered )?(?:medically necessary|covered|proven)|non-?covered|"
    r"never covered|excluded from coverage|denied)"
)
POSITIVE = (
    r"(?:(?<!not )medically necessary|(?<!not )covered|(?<!un)proven|criteria|case[- ]by[- ]case|"
    r"may be (?:approved|considered)|coverage|approvable)"
)
NEGATIVE_LIST = (
    r"\b(?:conditions? (?:not (?:covered|recommended)\w*)|(?:not covered|non-?covered|unproven|investigational|experimental|"
    r"exclusions?|not recommended|not medically necessary)(?: \w+){0,2} (?:list|indications?|uses|conditions?|section)|"
    r"list of (?:investigational|unproven|non-?covered|excluded|experimental)[\w ]{0,20}|"
    r"(?:as|considered) (?:an? )?(?:investigational|experimental|unproven|non-?covered|not covered))\b"
)
OPEN_LIST = (
    r"\b(?:alternatives?|options?|allow\w*|permit\w*|accept\w*|eligible|also (?:qualif\w+|count\w*)|"
    r"to (?:the )?(?:list|types))\b"
)


ELSEWHERE = (
    r"\b(?:to|in|from|within|into) (?:the )?(?:\w+ ){0,2}(?:appendi\w+|references?|background|evidence|overview|rationale|"
    r"introduction|literature|glossary)\b"
)
"""Where an addition or removal touches no rule."""

ALLOWED = r"\b(?:(?:to|will|now) (?:allow|permit)\w*|(?:may|can) now)|^\W{0,3}(?:allow|permit)\w*"
"""What says that something is possible from now on."""


def compiled(table: tuple[tuple[str, str], ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """A table of words ready to be looked for, in any case."""
    return tuple((name, re.compile(words, re.IGNORECASE)) for name, words in table)
