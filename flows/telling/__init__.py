"""How things look in print: text made harmless, tables and sentences, progress, what a run came to."""
