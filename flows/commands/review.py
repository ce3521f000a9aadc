"""ketcov review: facts that want a person, and what persons decided about them."""

from typing import Annotated

import typer

EXAMPLE = 'Example: ketcov review accept 1f3a9c --by "A. Reviewer" --reason "read on the page"'
HELP = "Facts that want a person: list them, look at the page, accept, correct or reject."

app = typer.Typer(name="review", help=HELP, no_args_is_help=False, rich_markup_mode=None)

_Id = Annotated[str, typer.Argument(metavar="ID", help="Id of the fact, or the beginning of it.")]
_By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides.")]
_Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.")]
_Json = Annotated[bool, typer.Option("--json", help="For programs: JSON, all columns.")]


@app.callback(invoke_without_command=True)
def listing(
    context: typer.Context,
    payer: Annotated[str | None, typer.Option(help="Of this payer alone.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="Also what was decided.")] = False,
    json: _Json = False,
) -> int:
    """Facts that want a person: list them, look at the page, accept, correct or reject."""
    if context.invoked_subcommand is not None:
        return 0
    from flows.asking.answers import known_payer
    from flows.review import cases, tell
    from flows.settings import load_settings
    from flows.telling.terminal import as_json, console

    copy = load_settings().coverage
    if payer is not None:
        known_payer(copy, payer)
    found = cases.queue(copy, payer, every=all_)
    if json:
        print(as_json(found))
    else:
        tell.queue(console(), found)
    return 0


@app.command("show", epilog="Example: ketcov review show 1f3a9c")
def show(review_id: _Id, json: _Json = False) -> int:
    """One fact: its quote, the decision, and the picture of its page with the box drawn."""
    from flows.review import cases, tell
    from flows.review.picture import picture
    from flows.settings import load_settings
    from flows.telling.terminal import as_json, console

    settings = load_settings()
    row = cases.fact(settings.coverage, review_id)
    drawn = picture(settings, row)
    if json:
        print(as_json({**row, "picture": drawn}))
    else:
        tell.fact(console(), row, drawn)
    return 0


@app.command("accept", epilog=EXAMPLE)
def accept(review_id: _Id, by: _By, reason: _Reason, json: _Json = False) -> int:
    """The reading is right."""
    return _decided(review_id, "accepted", by, reason, None, json)


@app.command("reject", epilog='Example: ketcov review reject 1f3a9c --by "A. Reviewer" --reason "background"')
def reject(review_id: _Id, by: _By, reason: _Reason, json: _Json = False) -> int:
    """The words state no such fact."""
    return _decided(review_id, "rejected", by, reason, None, json)


@app.command(
    "correct",
    epilog='Example: ketcov review correct 1f3a9c --value "180 days" --by "A. Reviewer" --reason misprint',
)
def correct(
    review_id: _Id,
    by: _By,
    reason: _Reason,
    value: Annotated[str, typer.Option("--value", metavar="TEXT", help="What is right instead.")],
    json: _Json = False,
) -> int:
    """The words state something else."""
    return _decided(review_id, "corrected", by, reason, value, json)


@app.command("export", epilog="Example: ketcov review export > decisions.jsonl")
def export() -> int:
    """Every decision ever made as JSON lines."""
    from flows.review.cases import decisions
    from flows.settings import load_settings
    from flows.telling.terminal import as_json

    for decision in decisions(load_settings()):
        print(as_json(decision))
    return 0


def _decided(review_id: str, verdict: str, by: str, reason: str, value: str | None, json: bool) -> int:
    from dataclasses import asdict
    from datetime import UTC, datetime

    from flows.review import cases
    from flows.settings import load_settings
    from flows.telling.terminal import as_json, console, line

    made = cases.decide(load_settings(), review_id, verdict, by, reason, value, datetime.now(UTC))
    if json:
        print(as_json(asdict(made)))
    else:
        line(console(), f"{made.verdict}: {made.type} {made.said} of {made.policy_id}, by {made.reviewer}")
    return 0
