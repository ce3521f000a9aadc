"""What each run does, in plain calls: no Prefect, no terminal. The flows and the commands call it."""
