"""Indications and their names. Source: domain reference 2.3."""

from dataclasses import dataclass

from extractors.vocabulary.terms import Mention, Term, Vocabulary


@dataclass(frozen=True, slots=True)
class Indication:
    """A condition: its code, its names, the class it belongs to."""

    code: str
    names: tuple[str, ...]
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
                for joint in (
                    *(" with ", " and ", " in patients with ", " in adults with ", " in individuals with "),
                    *(" in an individual with ", " in an adult with "),
                )
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
        parent="mdd",
    ),
    Indication(
        "mdd_psychotic",
        ("psychotic depression", "depression with psychotic features"),
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
        "psychiatric_any",
    ),
    Indication(
        "dysthymia",
        ("dysthymia", "dysthymic disorder", "persistent depressive disorder"),
        "psychiatric_any",
    ),
    Indication(
        "bipolar_depression",
        ("bipolar depression", "bipolar depressive episode"),
        "bipolar_any",
    ),
    Indication(
        "bipolar_any",
        ("bipolar disorder", "bipolar disorders", "bipolar I disorder", "bipolar II disorder", "bipolar"),
        "psychiatric_any",
    ),
    Indication(
        "ptsd",
        ("post-traumatic stress disorder", "posttraumatic stress disorder", "PTSD"),
        "psychiatric_any",
    ),
    Indication("ocd", ("obsessive-compulsive disorder", "OCD"), "psychiatric_any"),
    Indication("gad", ("generalized anxiety disorder", "GAD"), "anxiety_nos"),
    Indication(
        "social_anxiety",
        ("social anxiety disorder", "social anxiety", "social phobia"),
        "anxiety_nos",
    ),
    Indication("panic", ("panic disorder",), "anxiety_nos"),
    Indication(
        "anxiety_nos",
        ("anxiety disorder", "anxiety disorders", "anxiety"),
        "psychiatric_any",
    ),
    Indication(
        "ppd",
        ("postpartum depression", "post-partum depression", "peripartum depression"),
        "psychiatric_any",
    ),
    Indication(
        "suicidality",
        (_SI, "suicidality", "suicidal behavior", "suicidal thoughts", "suicide prevention"),
        "psychiatric_any",
    ),
    Indication(
        "alcohol_use_disorder",
        ("alcohol use disorder", "alcohol dependence", "alcohol withdrawal", "alcoholism"),
        "psychiatric_any",
    ),
    Indication(
        "opioid_use_disorder",
        ("opioid use disorder", "opioid dependence", "opioid withdrawal"),
        "psychiatric_any",
    ),
    Indication("cocaine_use_disorder", ("cocaine use disorder", "cocaine dependence"), "psychiatric_any"),
    Indication("stimulant_use_disorder", ("stimulant use disorder",), "psychiatric_any"),
    Indication(
        "substance_use_disorder",
        ("substance use disorder", "substance use disorders", "substance abuse"),
        "psychiatric_any",
    ),
    Indication(
        "eating_disorder",
        ("eating disorder", "eating disorders", "anorexia nervosa"),
        "psychiatric_any",
    ),
    Indication("autism", ("autism", "autism spectrum disorder"), "psychiatric_any"),
    Indication("schizophrenia", ("schizophrenia",), "psychiatric_any"),
    Indication(
        "crps",
        (
            "complex regional pain syndrome",
            "complex regional pain syndromes",
            "chronic regional pain syndrome",
            "reflex sympathetic dystrophy",
            "causalgia",
            "CRPS",
        ),
        "chronic_pain",
    ),
    Indication(
        "neuropathic_pain",
        ("neuropathic pain", "neuropathic pain syndromes", "neuralgia", "peripheral neuropathy"),
        "chronic_pain",
    ),
    Indication("phantom_limb", ("phantom limb pain", "phantom limb"), "chronic_pain"),
    Indication("fibromyalgia", ("fibromyalgia",), "chronic_pain"),
    Indication("spinal_cord_injury_pain", ("spinal cord injury pain", "spinal cord injury"), "chronic_pain"),
    Indication("cancer_pain", ("cancer pain", "cancer-related pain", "malignant pain", "pain due to cancer")),
    Indication(
        "acute_pain",
        (
            "acute pain",
            "postoperative pain",
            "post-operative pain",
            "acute postoperative pain",
            "perioperative pain",
        ),
    ),
    Indication("sickle_cell_pain", ("sickle cell pain", "sickle cell disease", "vaso-occlusive crisis")),
    Indication(
        "chronic_pain",
        (
            "chronic pain",
            "chronic pain syndromes",
            "chronic non-cancer pain",
            "non-cancer pain",
            "noncancer pain",
            "non-malignant pain",
            "pain syndromes",
            "pain management",
            "chronic back pain",
            "back pain",
        ),
    ),
    Indication("migraine", ("migraine", "migraines", "migraine headache")),
    Indication("headache", ("headache", "headaches", "cluster headache")),
    Indication("status_epilepticus", ("status epilepticus",)),
    Indication(
        "anesthesia_sedation",
        (
            "anesthesia",
            "anaesthesia",
            "general anesthesia",
            "anesthetic",
            "anesthetic agent",
            "procedural sedation",
            "conscious sedation",
            "moderate sedation",
            "deep sedation",
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
