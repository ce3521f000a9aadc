"""The declarations of the fictional payers, with the loopback server in place of their host."""

from pathlib import Path

from flows.demo.visits import FOLDER

SOURCES = FOLDER / "sources"
HOST = "http://demo.invalid"


def write(base_url: str, folder: Path) -> Path:
    """Write every declaration into a folder, its addresses leading to `base_url`; answers the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(SOURCES.glob("*.toml")):
        text = path.read_text("utf-8").replace(HOST, base_url.rstrip("/"))
        (folder / path.name).write_text(text, "utf-8", newline="\n")
    return folder
