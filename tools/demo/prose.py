"""Invented prose around the rules: background, evidence and references that decide nothing.

The sentences use the words of coverage on purpose: a reader of policies must not take a stance
from them. Authors, journals and trials are invented.
"""

ESKETAMINE = (
    "Major depressive disorder (MDD) is a common and recurrent illness. When symptoms persist after two "
    "or more courses of oral antidepressants the condition is often called treatment-resistant depression "
    "(TRD). Patients who have failed five or more agents were also enrolled in later open-label work, and "
    "some authors require three trials before the term is used.",
    "Esketamine is the S-enantiomer of ketamine and acts at the N-methyl-D-aspartate receptor. The nasal "
    "spray is supplied as a device that delivers 28 mg. Sedation, dissociation and a rise in blood pressure "
    "are watched for after each session.",
)

KETAMINE = (
    "Ketamine has been in use as a general anesthetic for decades. Interest in doses below those used for "
    "anesthesia has led to many small studies in depression, posttraumatic stress disorder, complex regional "
    "pain syndrome and headache. In one invented registry, 41 of 96 participants who received six ketamine "
    "infusions met the definition of response, and the authors concluded that ketamine may be medically "
    "necessary for selected patients; others considered the same data investigational.",
    "No ketamine product carries a labeled indication for a psychiatric disorder. Compounded oral, "
    "sublingual and topical preparations are not reviewed before they are sold.",
)

LABEL = (
    "Spravato was first approved in March 2019 for adults with treatment-resistant depression, in "
    "conjunction with an oral antidepressant. The limitations of use state that the product has not been "
    "shown to prevent suicide and that it is not approved as an anesthetic agent."
)
LABEL_2020 = (
    "In July 2020 the label was extended to depressive symptoms in adults with major depressive disorder "
    "with acute suicidal ideation or behavior."
)
LABEL_2025 = (
    "In January 2025 the label was changed so that adults with treatment-resistant depression may receive "
    "the product as monotherapy or together with an oral antidepressant."
)

REFERENCES = (
    "Spravato [prescribing information]. Titusville, NJ: Janssen Pharmaceuticals, Inc.",
    "Aldane R, Pikk S, Trevanion O. Esketamine added to a new oral antidepressant in adults with two failed "
    "trials: a short randomized comparison. Annals of Invented Psychiatry. 2018;12(3):201-9.",
    "Morwenna L, Quist B. Ketamine infusion in complex regional pain syndrome: what is proven and what is "
    "not. Journal of Imagined Pain Medicine. 2017;4(1):33-41.",
    "Ferrow T, Okonedo-Vale J, Lindqvist A, et al. Six ketamine infusions over two weeks for "
    "treatment-resistant depression: open-label results in 96 patients 18 years of age or older. Fictional "
    "Archives of Mood Disorders. 2019;7:88-97.",
    "Consensus group on dissociative anesthetics. Statement on coverage and safe use of ketamine outside "
    "the operating room. 2018. Accessed May 2, 2019.",
    "Bray H, Sollund M. Relapse after esketamine is stopped: a withdrawal design. Annals of Invented "
    "Psychiatry. 2020;14(2):77-85.",
    "Penhallow D, Adeyemi-Stone F. Intranasal esketamine for suicidal ideation in the emergency "
    "department. Fictional Archives of Mood Disorders. 2021;9:12-20.",
    "Skerry N, Vantongeren P, et al. Quetiapine against esketamine after two failures: 32 weeks of "
    "follow-up. Imaginary Medicine. 2023;28(4):311-20.",
    "Tamsin G, Ruark E. Is ketamine experimental in fibromyalgia? A review of nine trials. Journal of "
    "Imagined Pain Medicine. 2023;10(2):140-52.",
    "Zennor C, Hallam W. Esketamine as monotherapy: a four-week comparison with placebo spray. Imaginary "
    "Medicine. 2024;29(6):501-10.",
)
