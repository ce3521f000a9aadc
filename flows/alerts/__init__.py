"""What a person is told: changed rules, sources that go dark or come back; each of them once."""

HEARTBEAT_SECONDS = 30  # the least that Prefect takes
