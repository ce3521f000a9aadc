"""How right the extractors are: facts of documents against facts that a person read in them (gold).

    gold     cases: a gold file and its document
    alike    when two names, values or rules mean the same
    score    counts of matched, wanted and found; precision, recall, F1
    parts    one measure for each part of the facts
    run      all cases measured, and the report as plain values

Shape and conventions of the gold: one JSON file per document, flat leaves with `alt` and `branch`,
`accept` lists other values that are right too, `*_partial` says that extra finds do not count.
"""
