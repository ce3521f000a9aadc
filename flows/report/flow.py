"""Flow: the report. The work itself is in build.py, which knows nothing of Prefect."""

from prefect import flow

from flows.report.build import Report, build
from flows.settings import Settings, load_settings


@flow(name="report", persist_result=False)
def report(
    settings: Settings | None = None,
    since: str | None = None,
    payer: str | None = None,
    until: str | None = None,
) -> Report:
    """Write pages, feed and notebooks. Raises UsageError, WarehouseError.

    Args:
        settings: in place of the KETCOV_ variables
        since: changes first seen on this day or later
        payer: of the profile and of the patient's page
        until: changes first seen on this day or earlier
    """
    return build(settings or load_settings(), since, payer, until=until)
