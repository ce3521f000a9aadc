"""What ends the reading of one file from outside: each is a failure of that file, and the run goes on."""

from extractors.errors import ExtractError


class TookTooLong(ExtractError):
    """The reader was ended because the file took longer than one file may."""

    kind = "took_too_long"

    def __init__(self, seconds: float) -> None:
        self.limit = seconds
        super().__init__(
            f"Reading was ended after {seconds:g} seconds: "
            "give one policy per file, or more time by KETCOV_READ_SECONDS"
        )


class TooMuchMemory(ExtractError):
    """The reader ran into its limit of memory."""

    kind = "too_much_memory"

    def __init__(self, megabytes: int) -> None:
        self.limit = float(megabytes)
        super().__init__(
            f"Reading was ended at {megabytes} MB of memory: "
            "give one policy per file, or more memory by KETCOV_READ_MEGABYTES"
        )


class ReaderDied(ExtractError):
    """The reading process ended before it had an answer; the file was tried twice."""

    kind = "reader_died"


def refused(kind: str, detail: str) -> ExtractError:
    """The error that a reader met in its own process, made again in this one."""
    known = {error.kind: error for error in ExtractError.__subclasses__()}
    return known.get(kind, ExtractError)(detail)
