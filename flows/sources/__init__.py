"""The declared sources: one file per payer, data only."""
