"""Conditions that policies exclude or warn of. Source: domain reference 2.3 and 6.2."""

from extractors.vocabulary.terms import Mention, Term, Vocabulary

CONDITIONS = Vocabulary(
    (
        Term(
            "aneurysmal_vascular_disease",
            ("aneurysmal vascular disease", "aneurysm", "aortic aneurysm", "vascular aneurysm"),
        ),
        Term(
            "avm",
            (
                "arteriovenous malformation",
                "arteriovenous malformations",
                "AV malformation",
                "AV malformations",
                "AVM",
            ),
        ),
        Term(
            "intracerebral_hemorrhage_history",
            (
                "history of intracerebral hemorrhage",
                "intracerebral hemorrhage",
                "intracranial hemorrhage",
                "intracerebral bleed",
                "intracerebral bleeding",
                "intracranial bleeding",
                "cerebral hemorrhage",
                "brain hemorrhage",
                "history of ICH",
                "ICH",
            ),
        ),
        Term(
            "hypersensitivity_ketamine",
            (
                "hypersensitivity to esketamine",
                "hypersensitivity to ketamine",
                "hypersensitivity to esketamine or ketamine",
                "hypersensitivity to esketamine, ketamine",
                "allergy to ketamine",
                "hypersensitivity",
            ),
        ),
        Term(
            "psychosis",
            (
                "psychosis",
                "psychotic disorder",
                "psychotic disorders",
                "schizophrenia",
                "schizoaffective disorder",
            ),
        ),
        Term("psychotic_features", ("psychotic features",)),
        Term(
            "bipolar_disorder",
            ("bipolar disorder", "bipolar I disorder", "bipolar II disorder", "mania", "manic episode"),
        ),
        Term("dementia", ("dementia", "Alzheimer's disease", "neurocognitive disorder")),
        Term("delirium", ("delirium", "current or recent delirium")),
        Term(
            "substance_use_disorder",
            (
                "substance use disorder",
                "substance use disorders",
                "substance abuse",
                "substance dependence",
                "drug abuse",
                "alcohol use disorder",
                "drug use disorder",
                "alcohol or drug use disorder",
                "alcohol or substance use disorder",
                "drug or alcohol use disorder",
                "substance or alcohol use disorder",
                "substance misuse",
                "alcohol abuse",
                "drug or alcohol abuse",
                "alcohol or drug abuse",
                "alcohol dependence",
                "illicit drug use",
                "illicit substance use",
                "alcohol or illicit drug use",
                "alcohol or drug use",
                "drug or alcohol use",
                "alcohol and drug use",
                "alcohol and illicit drug use",
                "drug addiction",
                "SUD",
            ),
        ),
        Term(
            "uncontrolled_hypertension",
            (
                "uncontrolled hypertension",
                "hypertension that is uncontrolled",
                "hypertension that is not controlled",
                "severe hypertension",
                "hypertensive crisis",
                "uncontrolled high blood pressure",
                "poorly controlled hypertension",
            ),
        ),
        Term(
            "raised_intracranial_pressure",
            (
                "raised intracranial pressure",
                "increased intracranial pressure",
                "elevated intracranial pressure",
            ),
        ),
        Term("myocardial_infarction", ("myocardial infarction", "heart attack")),
        Term("stroke", ("stroke", "cerebrovascular accident")),
        Term(
            "unstable_cardiovascular_disease",
            (
                "unstable cardiovascular disease",
                "significant cardiovascular disease",
                "unstable angina",
                "decompensated heart failure",
                "uncontrolled cardiovascular disease",
            ),
        ),
        Term(
            "severe_hepatic_impairment",
            ("severe hepatic impairment", "severe liver disease", "Child-Pugh C", "Child-Pugh class C"),
        ),
        Term("pregnancy", ("pregnancy", "pregnant")),
        Term("breastfeeding", ("breastfeeding", "breast-feeding", "lactating", "lactation", "nursing")),
        Term("seizure_disorder", ("seizure disorder", "epilepsy")),
        Term("intellectual_disability", ("intellectual disability",)),
        Term(
            "personality_disorder",
            ("borderline personality disorder", "antisocial personality disorder", "personality disorder"),
        ),
        Term("porphyria", ("porphyria",)),
    )
)


def find(text: str) -> tuple[Mention, ...]:
    """Conditions named in a text."""
    return CONDITIONS.find(text)
