"""The door to the notebooks: executed in a kernel of their own, exported without their code.

A notebook on disk keeps no output; its cell tagged `parameters` is overlaid by what a report gives.
"""

import asyncio
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from markupsafe import Markup
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError
from nbconvert import HTMLExporter
from traitlets.config import Config

_SHIPPED = Path(__file__).parent / "ipynb"  # where the wheel carries them
FOLDER = _SHIPPED if _SHIPPED.is_dir() else Path(__file__).parents[2] / "notebooks"
_SECONDS = 180  # for one cell
_KERNELS = 2


@dataclass(frozen=True, slots=True)
class Page:
    """An executed notebook: its name, title and body; `failure` says what went wrong instead."""

    name: str
    title: str
    body: Markup
    failure: str = ""


def run_all(parameters: Mapping[str, str], folder: Path = FOLDER) -> tuple[Page, ...]:
    """Every notebook of a folder by name, two at a time."""
    paths = sorted(folder.glob("*.ipynb"))
    with ThreadPoolExecutor(1) as apart:  # whoever calls may have an event loop of its own running
        return apart.submit(lambda: asyncio.run(_all(paths, parameters))).result()


async def _all(paths: Sequence[Path], parameters: Mapping[str, str]) -> tuple[Page, ...]:
    kernels = asyncio.Semaphore(_KERNELS)

    async def one(path: Path) -> Page:
        async with kernels:
            return await _run(path, parameters)

    return tuple(await asyncio.gather(*map(one, paths)))


async def _run(path: Path, parameters: Mapping[str, str]) -> Page:
    """One notebook, executed with the parameters that it declares."""
    notebook = nbformat.read(path, as_version=4)
    _overlay(notebook, parameters)
    try:
        await _execute(notebook)
    except CellExecutionError as error:
        return Page(path.stem, _title(notebook), Markup(""), f"{error.ename}: {error.evalue}")
    except DeadKernelError as error:
        return Page(path.stem, _title(notebook), Markup(""), str(error))
    return Page(path.stem, _title(notebook), _body(notebook))


async def _execute(notebook: nbformat.NotebookNode) -> None:
    """Run the cells in a kernel that is reached over sockets of its own on disk; no port is opened."""
    with TemporaryDirectory(prefix="ketcov-") as folder:
        private = Config({"ConnectionFileMixin": {"transport": "ipc", "ip": f"{folder}/kernel"}})
        client = NotebookClient(notebook, timeout=_SECONDS, kernel_name="python3", config=private)
        await client.async_execute(cwd=str(Path.cwd()))


def parameters_of(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode | None:
    """The cell tagged `parameters`."""
    return next((cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", ())), None)


def _overlay(notebook: nbformat.NotebookNode, parameters: Mapping[str, str]) -> None:
    cell = parameters_of(notebook)
    if cell is None:
        return
    declared = {line.partition("=")[0].strip() for line in cell.source.splitlines() if "=" in line}
    lines = [f"{name} = {value!r}" for name, value in parameters.items() if name in declared and value]
    place = notebook.cells.index(cell) + 1
    notebook.cells.insert(place, nbformat.v4.new_code_cell("\n".join(lines)))


def _body(notebook: nbformat.NotebookNode) -> Markup:
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [item for item in cell.outputs if item.get("name") != "stderr"]
    exporter = HTMLExporter(
        template_name="basic",
        exclude_input=True,
        exclude_input_prompt=True,
        exclude_output_prompt=True,
        exclude_anchor_links=True,
    )
    body, _ = exporter.from_notebook_node(notebook)
    return Markup(body)  # noqa: S704 - made by our own cells, which escape every value


def _title(notebook: nbformat.NotebookNode) -> str:
    first = next((cell.source for cell in notebook.cells if cell.cell_type == "markdown"), "")
    return str(first).lstrip("# ").splitlines()[0] if first else "Notebook"
