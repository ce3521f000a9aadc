"""How right the extractors are: facts of documents against facts that a person read in them (gold).

    gold, shape        cases: a gold file that keeps its shape, and its document
    matching, score    which finds belong to which gold items; precision, recall, F1
    alike, values      when two names, rules or values mean the same: lenient in words, strict in numbers
    document, positions, criteria, trees
                       one measure for each part of the facts
    changes            changes told between editions and copies, and those that none should be
    samples            single lines and statements
    run                all of it, as plain values

Conventions of the gold: flat leaves with `alt` and `branch`, `accept` lists other values that are right
too, `*_partial` says that extra finds do not count.
"""
