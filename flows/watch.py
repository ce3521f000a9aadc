"""Flow: what must hold in the published copy, and how fresh the sources are. Reads only."""

from prefect import flow
from prefect.client.schemas import State
from prefect.states import Completed, Failed

from flows.asking.answers import ask
from flows.settings import Settings, load_settings
from flows.tasks import check as checked
from flows.visible.artifacts import show_health
from flows.visible.outcome import WARNED

_STALE = "select document_id from out_source_health where days_since_success > ? order by document_id"


@flow(name="check", persist_result=False)
def check(stale_after_days: int = 14, settings: Settings | None = None) -> State[None]:
    """Ask every check and name the sources not read for too long.

    Failed where a sentence that must hold does not, completed with warnings where a source is stale.

    Args:
        stale_after_days: days without a read after which a document is named
        settings: in place of the KETCOV_ variables
    """
    settings = settings or load_settings()
    if not settings.coverage.exists():
        return Completed(message="nothing published yet")
    untrue = [result for result in checked(settings) if result.rows_count]
    stale = [str(row["document_id"]) for row in ask(settings.coverage, _STALE, [stale_after_days])]
    show_health(settings)
    said = "; ".join(
        [*(f"untrue: {result.name}" for result in untrue), *(f"stale: {name}" for name in stale)]
    )
    if any(result.is_required for result in untrue):
        return Failed(message=said)
    return Completed(name=WARNED, message=said) if said else Completed(message="all holds")
