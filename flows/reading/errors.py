"""What ends the reading of one file from outside: each is a failure of that file, and the run goes on."""

from extractors.errors import ExtractError


class TookTooLong(ExtractError):
    """The reader was ended because the file took longer than one file may."""

    kind = "took_too_long"


class TooMuchMemory(ExtractError):
    """The reader ran into its limit of memory."""

    kind = "too_much_memory"


class ReaderDied(ExtractError):
    """The reading process ended before it had an answer; the file was tried twice."""

    kind = "reader_died"


def refused(kind: str, detail: str) -> ExtractError:
    """The error that a reader met in its own process, made again in this one."""
    known = {error.kind: error for error in ExtractError.__subclasses__()}
    return known.get(kind, ExtractError)(detail)
