"""Indications, their names and ICD-10-CM families. Source: domain reference 2.3."""

from dataclasses import dataclass

from extractors.vocabulary.terms import Mention, Term, Vocabulary


@dataclass(frozen=True, slots=True)
class Indication:
    """A condition: its code, its names, the start of its ICD-10-CM codes, the class it belongs to."""

    code: str
    names: tuple[str, ...]
    icd10: tuple[str, ...] = ()
    parent: str | None = None


_SI = "suicidal ideation"
_MDD = "major depressive disorder"

INDICATIONS = (
    Indication(
        "trd",
        (
            "treatment-resistant depression",
            "treatment resistant major depressive disorder",
            "treatment resistant MDD",
            "treatment refractory MDD",
            "treatment-resistant major depression",
            "treatment refractory depression",
            "treatment-refractory major depressive disorder",
            "major depressive disorder, treatment-resistant",
            "depression, treatment-resistant",
            "resistant depression",
            "TRD",
        ),
        parent="mdd",
    ),
    Indication(
        "mdd_si",
        (
            *(
                f"{mdd}{joint}{tail}"
                for mdd in (_MDD, f"{_MDD} (MDD)", "MDD", "depressive symptoms in adults with " + _MDD)
                for joint in (" with ", " and ", " in patients with ", " in adults with ")
                for tail in (
                    _SI,
                    f"acute {_SI}",
                    "suicidal thoughts",
                    "suicidality",
                    "acute suicidality",
                    "suicidal behavior",
                    f"active {_SI}",
                    "imminent risk for suicide",
                )
            ),
            "MDD-SI",
            "MDSI",
        ),
        ("R45.851",),
        parent="mdd",
    ),
    Indication(
        "mdd_psychotic",
        ("psychotic depression", "depression with psychotic features"),
        ("F32.3", "F33.3"),
        "mdd",
    ),
    Indication(
        "mdd",
        (
            _MDD,
            "major depressive disorders",
            "major depression",
            "depressive disorder",
            "depressive disorders",
            "unipolar depression",
            "clinical depression",
            "depression",
            "MDD",
        ),
        ("F32.0", "F32.1", "F32.2", "F32.3", "F32.4", "F32.5", "F32.9", "F33"),
        "psychiatric_any",
    ),
    Indication(
        "dysthymia",
        ("dysthymia", "dysthymic disorder", "persistent depressive disorder"),
        ("F34.1",),
        "psychiatric_any",
    ),
    Indication(
        "bipolar_depression",
        ("bipolar depression", "bipolar depressive episode"),
        ("F31.3", "F31.4", "F31.5", "F31.6", "F31.81"),
        "bipolar_any",
    ),
    Indication(
        "bipolar_any",
        ("bipolar disorder", "bipolar disorders", "bipolar I disorder", "bipolar II disorder", "bipolar"),
        ("F31",),
        "psychiatric_any",
    ),
    Indication(
        "ptsd",
        ("post-traumatic stress disorder", "posttraumatic stress disorder", "PTSD"),
        ("F43.1",),
        "psychiatric_any",
    ),
    Indication("ocd", ("obsessive-compulsive disorder", "OCD"), ("F42",), "psychiatric_any"),
    Indication("gad", ("generalized anxiety disorder", "GAD"), ("F41.1",), "anxiety_nos"),
    Indication(
        "social_anxiety",
        ("social anxiety disorder", "social anxiety", "social phobia"),
        ("F40.1",),
        "anxiety_nos",
    ),
    Indication("panic", ("panic disorder",), ("F41.0",), "anxiety_nos"),
    Indication(
        "anxiety_nos",
        ("anxiety disorder", "anxiety disorders", "anxiety"),
        ("F41.8", "F41.9"),
        "psychiatric_any",
    ),
    Indication(
        "ppd",
        ("postpartum depression", "post-partum depression", "peripartum depression"),
        ("F53.0",),
        "psychiatric_any",
    ),
    Indication(
        "suicidality",
        (_SI, "suicidality", "suicidal behavior", "suicide prevention"),
        ("R45.851",),
        "psychiatric_any",
    ),
    Indication(
        "alcohol_use_disorder",
        ("alcohol use disorder", "alcohol dependence", "alcohol withdrawal"),
        ("F10",),
        "psychiatric_any",
    ),
    Indication(
        "opioid_use_disorder", ("opioid use disorder", "opioid dependence"), ("F11",), "psychiatric_any"
    ),
    Indication(
        "cocaine_use_disorder", ("cocaine use disorder", "cocaine dependence"), ("F14",), "psychiatric_any"
    ),
    Indication("stimulant_use_disorder", ("stimulant use disorder",), ("F15",), "psychiatric_any"),
    Indication(
        "substance_use_disorder",
        ("substance use disorder", "substance use disorders", "substance abuse"),
        ("F19",),
        "psychiatric_any",
    ),
    Indication(
        "eating_disorder",
        ("eating disorder", "eating disorders", "anorexia nervosa"),
        ("F50",),
        "psychiatric_any",
    ),
    Indication("autism", ("autism", "autism spectrum disorder"), ("F84.0",), "psychiatric_any"),
    Indication("schizophrenia", ("schizophrenia",), ("F20",), "psychiatric_any"),
    Indication(
        "crps",
        (
            "complex regional pain syndrome",
            "complex regional pain syndromes",
            "reflex sympathetic dystrophy",
            "causalgia",
            "CRPS",
        ),
        ("G90.5", "G56.4", "G57.7"),
        "chronic_pain",
    ),
    Indication(
        "neuropathic_pain",
        ("neuropathic pain", "neuropathic pain syndromes", "neuralgia", "peripheral neuropathy"),
        ("M79.2", "G62.9", "G50.0"),
        "chronic_pain",
    ),
    Indication("phantom_limb", ("phantom limb pain", "phantom limb"), ("G54.6", "G54.7"), "chronic_pain"),
    Indication("fibromyalgia", ("fibromyalgia",), ("M79.7",), "chronic_pain"),
    Indication(
        "spinal_cord_injury_pain", ("spinal cord injury pain", "spinal cord injury"), (), "chronic_pain"
    ),
    Indication("cancer_pain", ("cancer pain", "cancer-related pain"), ("G89.3",)),
    Indication(
        "acute_pain",
        (
            "acute pain",
            "postoperative pain",
            "post-operative pain",
            "acute postoperative pain",
            "perioperative pain",
        ),
        ("G89.1",),
    ),
    Indication(
        "sickle_cell_pain", ("sickle cell pain", "sickle cell disease", "vaso-occlusive crisis"), ("D57",)
    ),
    Indication(
        "chronic_pain",
        (
            "chronic pain",
            "chronic pain syndromes",
            "chronic non-cancer pain",
            "pain syndromes",
            "pain management",
            "chronic back pain",
            "back pain",
        ),
        ("G89.2", "G89.4", "M54"),
    ),
    Indication("migraine", ("migraine", "migraines", "migraine headache"), ("G43",)),
    Indication("headache", ("headache", "headaches", "cluster headache"), ("G44", "R51")),
    Indication("status_epilepticus", ("status epilepticus",), ()),
    Indication(
        "anesthesia_sedation",
        (
            "anesthesia",
            "anaesthesia",
            "general anesthesia",
            "anesthetic",
            "anesthetic agent",
            "procedural sedation",
            "sedation for procedures",
            "induction of anesthesia",
        ),
    ),
    Indication(
        "psychiatric_any",
        (
            "psychiatric disorder",
            "psychiatric disorders",
            "psychiatric condition",
            "psychiatric conditions",
            "psychiatric indication",
            "psychiatric indications",
            "mental health condition",
            "mental health conditions",
            "behavioral health condition",
            "behavioral health conditions",
            "behavioral health indications",
            "mood disorders",
            "mood disorder",
        ),
    ),
)

_TABLE = Vocabulary(Term(item.code, item.names) for item in INDICATIONS)
PARENTS = {item.code: item.parent for item in INDICATIONS}


def find(text: str) -> tuple[Mention, ...]:
    """Indications named in a text, the longest name at each place."""
    return _TABLE.find(text)


def of_icd10(code: str) -> str | None:
    """The indication whose family an ICD-10-CM code belongs to; the longest family wins."""
    families = [
        (len(start), item.code) for item in INDICATIONS for start in item.icd10 if code.startswith(start)
    ]
    return max(families)[1] if families else None
