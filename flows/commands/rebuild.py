"""ketcov rebuild: the warehouse again from the archive."""

EXAMPLE = "Example: rm data/warehouse.duckdb; ketcov rebuild"


def command() -> int:
    """Build the warehouse anew from the archive, with the same rows, and publish it. No network."""
    from flows.runs.rebuild import archive_of
    from flows.serving import orchestration
    from flows.settings import load_settings
    from flows.telling.terminal import console, line

    settings = load_settings()
    archive_of(settings)  # a mistake is told before anything is started
    with orchestration.started(settings):
        from flows.rebuild import rebuild

        result = rebuild(settings=settings)
    out = console()
    line(
        out, f"rebuilt from {result.entries_count} ledger lines: {result.versions_count} versions of policies"
    )
    if not result.entries_count:
        line(out, "the archive is empty: only what is reported of real payers is there to ask")
    line(out, f"published {settings.coverage}")
    return 0
