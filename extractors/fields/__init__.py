"""What a policy says of itself: tables of labels, names and cues, and the readers that use them.

Composed by extractors/policy.py; nothing here knows about criteria, stances or codes.
"""
