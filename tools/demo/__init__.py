"""The generator of the demo's documents: one module per fictional payer, the layouts they share."""
