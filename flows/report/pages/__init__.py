"""The pages with the evidence: what stands on each, drawn and written."""
