"""The console script: the list of commands, and the one place where an error becomes a line and a number.

0 done · 1 done with failures that want attention · 2 wrong use or unreadable input · 3 nothing could be done
"""

import os
import sys
from collections.abc import Sequence

import typer

from extractors.errors import ExtractError, PipelineError
from flows.commands import (
    backfill,
    backup,
    changes,
    check,
    demo,
    evaluate,
    export,
    extract,
    ingest,
    rebuild,
    report,
    restore,
    review,
    show,
    sources,
    track,
)
from flows.telling import safe

app = typer.Typer(
    name="ketcov",
    help="What US payers cover for ketamine and esketamine: when a rule changed, and the sentence behind it.",
    epilog="Start with `ketcov demo`: it needs no internet. KETCOV_DATA names the data folder (now: ./data).",
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=False,
    pretty_exceptions_enable=False,
)
for _command in (
    demo,
    track,
    backfill,
    ingest,
    extract,
    rebuild,
    report,
    changes,
    show,
    sources,
    check,
    evaluate,
    export,
    backup,
    restore,
):
    app.command(_command.__name__.rpartition(".")[2], epilog=_command.EXAMPLE)(_command.command)
app.add_typer(review.app, epilog=review.EXAMPLE)

# typer carries its own copy of click; its errors are known by what BadParameter inherits from
_WrongUse: type[Exception] = next(
    kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException"
)


@app.callback(invoke_without_command=True)
def _root(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def main() -> None:
    """Run the command line and end the process with its number."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """The exit code of one call."""
    try:
        return int(app(list(arguments), standalone_mode=False, prog_name="ketcov") or 0)
    except PipelineError as error:
        return _say(str(error), _code(error))
    except _WrongUse as error:
        message = error.format_message()  # type: ignore[attr-defined]
        return _say(f"{message}; see `ketcov --help`".replace("\n", " "), 2)
    except (typer.Abort, KeyboardInterrupt):
        return _say("interrupted; what was fetched is kept, the next run goes on from there", 130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _code(error: PipelineError) -> int:
    from flows.errors import UsageError

    return 2 if isinstance(error, UsageError | ExtractError) else 3


def _say(text: str, code: int) -> int:
    safe.complain(text)
    return code
