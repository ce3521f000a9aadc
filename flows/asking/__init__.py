"""Questions to the published copy, and their answers on the terminal or as a file. Writes nothing to it."""
