"""How one line of criteria is worded: numbers, comparisons, durations, doses, clauses, inline logic.

What several families of criteria read alike lives here; what only one of them reads lives in its own file.

    line, linetext   the line with its scope, made fit for reading
    grammar          numbers, comparisons, lengths of time
    phrases          proof, exceptions, outcomes, episodes
    clauses          a sentence cut by kind of therapy
    inline, nesting  logic between words, outlines inside one line
    needs, cues      what a text may say, told by its words
    trials, doses, dose_phases, pace, scores, points, illness_length, conditions_said   measures
"""
