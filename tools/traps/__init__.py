"""Writes the small documents of tests/golden/documents: one for each trap of a document."""
