"""Words that may stand between an approval and its length without changing what is said."""

import re

LINKS = frozenset(
    re.findall(
        r"\w+",
        "x capped restricted series auth last lasts remain remains run runs effective induction maintenance "
        "a additional all an and any approval approvals are as at authorisation authorization "
        "authorizations authorized be both business calendar can continuation continued continuing course "
        "course coverage covered days dosage dose dosing drug duration enter entered exceed exceeding for full "
        "further given good grant granted greater initial initially is it issue issued its label lasting length "
        "later lesser limit limited line lines long longer made max maximum may medication member members more "
        "new no not of one or other part period periods phase plan plans please product program provided "
        "reauthorization recertification renewal renewals renewed request requested requests shall "
        "shorter span starts subsequent supply term the then therapy this through time timeframe to total "
        "treatment interval intervals up use valid whichever will would",
    )
)
