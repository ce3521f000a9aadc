"""Progress of work that takes longer than a moment: a bar on a terminal, silence elsewhere."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

_T = TypeVar("_T")


class Progress(Protocol):
    """Hands the items on, one by one, and tells how far it is."""

    def __call__(self, items: Sequence[_T], title: str, label: Callable[[_T], str]) -> Iterable[_T]:
        """The items, while somebody watches."""


def silent(items: Sequence[_T], title: str, label: Callable[[_T], str]) -> Iterable[_T]:  # noqa: ARG001
    """Tells nothing."""
    return items


def bar(items: Sequence[_T], title: str, label: Callable[[_T], str]) -> Iterator[_T]:
    """A bar on standard error that goes away when done; nothing where that is no terminal."""
    console = Console(stderr=True)
    if not console.is_terminal or not items:
        yield from items
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bar(*columns, console=console, transient=True) as shown:
        task = shown.add_task(title, total=len(items))
        for item in items:
            shown.update(task, description=f"{title} {label(item)}"[:60])
            yield item
            shown.advance(task)
