"""Facts that want a person, the pages they stand on, and what persons decided."""
