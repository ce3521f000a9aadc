"""Makes warehouse/reference/*.csv from the collected facts about real payers: `python -m tools.reference`.

The facts lie beside the project and are not part of it; what is taken over from them is. The two
tables here say who a payer is and which policy a document belongs to.
"""
