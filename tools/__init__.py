"""Scripts that make files of the repository. Nothing here is imported by the three houses."""
