"""What came back, read and judged: pure functions over answers."""
