"""What goes over the pipe between a run and its readers: one message each way for each file.

A request is a line of JSON and the bytes of the file. An answer begins with the letter of what it is.
"""

import json
from dataclasses import asdict, dataclass

READING = b"r"
REFUSAL = b"x"
DEATH = b"d"  # the last word of a reader that met a mistake of ours
ALIVE = b"."  # a page was recognized: time counts anew


@dataclass(frozen=True, slots=True)
class Request:
    """One file to read. A reader that lost its run ends by itself after so many seconds."""

    media_type: str | None
    drugs: tuple[str, ...]
    seconds: float


def request_to_bytes(request: Request, content: bytes) -> bytes:
    """The message that asks for a file."""
    return json.dumps(asdict(request)).encode() + b"\n" + content


def request_from_bytes(message: bytes) -> tuple[Request, bytes]:
    """What `request_to_bytes` put together."""
    head, _, content = message.partition(b"\n")
    raw = json.loads(head)
    return Request(raw["media_type"], tuple(raw["drugs"]), raw["seconds"]), content


def refusal_to_bytes(kind: str, detail: str) -> bytes:
    """The message of a file that cannot be read."""
    return REFUSAL + json.dumps([kind, detail]).encode()


def refusal_from_bytes(message: bytes) -> tuple[str, str]:
    """Kind and words of a refusal, without its letter."""
    kind, detail = json.loads(message)
    return str(kind), str(detail)
