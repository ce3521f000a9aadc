"""Thought: bytes in, frozen facts out. No clock, disk, network, frames or database here."""
