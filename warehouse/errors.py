"""Errors of the warehouse: fatal, the run stops with one line that says what to do."""

from extractors.errors import PipelineError


class WarehouseError(PipelineError):
    """Something on disk is not as it must be."""


class MigrationEdited(WarehouseError):
    """An applied migration file was changed afterwards."""


class ForeignWarehouse(WarehouseError):
    """The file is no warehouse of this project, or was written by a newer version of it."""


class WarehouseLocked(WarehouseError):
    """Another process is writing to the warehouse."""


class LakeUnreachable(WarehouseError):
    """The catalog or the rows of a lake cannot be reached, or an extension for it is missing."""


class ArchiveCorrupt(WarehouseError):
    """Archived bytes do not match their name, or a ledger line cannot be read."""


class Unwritable(WarehouseError):
    """A folder or file cannot be written."""


class StoreUnreachable(WarehouseError):
    """Object storage does not answer, does not let us in, or cannot keep an archive."""


class CheckFailed(WarehouseError):
    """An invariant does not hold; nothing was published."""


class NotEmpty(WarehouseError):
    """A folder holds what must not be written over."""
