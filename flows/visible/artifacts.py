"""What a run leaves to be looked at in Prefect: its summary, the changes, the health of the sources."""

from prefect.artifacts import create_image_artifact, create_markdown_artifact, create_table_artifact

from flows.asking.answers import Row, ask
from flows.settings import Settings
from flows.telling.summary import RunSummary
from flows.telling.terminal import told
from flows.visible.matrix import as_address, matrix
from flows.visible.pages import changes_page, escaped

_HEALTH = (
    "select payer_id, document_id, state_code, last_attempt_at, last_success_at, failures_count, "
    "state_detail from out_source_health order by state_code = 'ok', payer_id, document_id"
)
_POSITIONS = (
    "select distinct payer_id, payer_name, drug_code, indication_code, stance_code "
    "from out_current_positions order by all"
)


def show(settings: Settings, summary: RunSummary) -> None:
    """Store the summary, the changes with both quotes, and the health of every source."""
    failures = ", ".join(f"{item.document_id} ({item.outcome})" for item in summary.failures) or "none"
    create_table_artifact(summary.rows(), key="track-summary", description=f"Not read: {failures}")
    create_markdown_artifact(changes_page(summary.changes), key="track-changes", description="Changed rules")
    show_health(settings)
    _show_matrix(settings)


def show_health(settings: Settings) -> None:
    """Store the state of every declared document, the failing ones first; nothing before the first run."""
    if not settings.coverage.exists():
        return
    rows = [_cells(row) for row in ask(settings.coverage, _HEALTH)]
    failing = sum(row["state_code"] != "ok" for row in rows)
    create_table_artifact(rows, key="source-health", description=f"{failing} of {len(rows)} do not answer")


def _cells(row: Row) -> dict[str, str]:
    """Cells as Prefect shows them: as Markdown, so that the words of a host must not be any."""
    cells = {name: told(value) for name, value in row.items()}
    return {**cells, "state_detail": escaped(cells["state_detail"])}


def _show_matrix(settings: Settings) -> None:
    if settings.coverage.exists() and (rows := ask(settings.coverage, _POSITIONS)):
        create_image_artifact(as_address(matrix(rows)), key="coverage-matrix", description="Stances in force")
