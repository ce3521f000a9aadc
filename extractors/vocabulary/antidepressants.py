"""Antidepressant classes, agents and augmenters. Source: domain reference 2.7."""

from extractors.vocabulary.terms import Mention, Term, Vocabulary

GROUPS = Vocabulary(
    (
        Term("oral_antidepressant", ("oral antidepressant", "oral antidepressants", "oral AD")),
        Term(
            "antidepressant",
            (
                "antidepressant",
                "antidepressants",
                "antidepressive agents",
                "antidepressant medication",
                "antidepressant medications",
                "antidepressant therapy",
                "antidepressant therapies",
                "antidepressant agents",
            ),
        ),
        Term(
            "ssri",
            (
                "SSRI",
                "SSRIs",
                "selective serotonin reuptake inhibitor",
                "selective serotonin reuptake inhibitors",
            ),
        ),
        Term(
            "snri",
            (
                "SNRI",
                "SNRIs",
                "serotonin-norepinephrine reuptake inhibitor",
                "serotonin-norepinephrine reuptake inhibitors",
            ),
        ),
        Term("tca", ("TCA", "TCAs", "tricyclic antidepressant", "tricyclic antidepressants", "tricyclic")),
        Term("maoi", ("MAOI", "MAOIs", "monoamine oxidase inhibitor", "monoamine oxidase inhibitors")),
        Term("bupropion", ("bupropion",)),
        Term("mirtazapine", ("mirtazapine",)),
        Term("trazodone", ("trazodone", "nefazodone")),
        Term("vilazodone", ("vilazodone",)),
        Term("vortioxetine", ("vortioxetine",)),
        Term("dextromethorphan_bupropion", ("dextromethorphan-bupropion", "dextromethorphan/bupropion")),
    )
)

AUGMENTERS = Vocabulary(
    (
        Term(
            "sga",
            (
                "second-generation antipsychotic",
                "second generation antipsychotics",
                "atypical antipsychotic",
                "atypical antipsychotics",
                "antipsychotic",
                "antipsychotics",
                "SGAs",
                "SGA",
                "aripiprazole",
                "brexpiprazole",
                "cariprazine",
                "quetiapine",
                "quetiapine XR",
                "olanzapine",
                "lumateperone",
            ),
        ),
        Term("lithium", ("lithium",)),
        Term(
            "thyroid_hormone",
            (
                "thyroid hormone",
                "thyroid hormones",
                "thyroid supplementation",
                "thyroid",
                "T3",
                "T4",
                "liothyronine",
                "levothyroxine",
                "triiodothyronine",
            ),
        ),
        Term("buspirone", ("buspirone",)),
        Term(
            "second_antidepressant",
            ("second antidepressant", "additional antidepressant", "another antidepressant"),
        ),
        Term("stimulant", ("stimulant", "stimulants", "methylphenidate", "modafinil")),
        Term("anticonvulsant", ("lamotrigine", "anticonvulsant")),
    )
)


def find(text: str) -> tuple[Mention, ...]:
    """Antidepressant groups and agents named in a text."""
    return GROUPS.find(text)


def find_augmenters(text: str) -> tuple[Mention, ...]:
    """Augmenting agents named in a text."""
    return AUGMENTERS.find(text)
