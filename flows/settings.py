"""What a person may set, by environment variables that begin with KETCOV_, and the places derived from it."""

import os
from collections.abc import Iterable
from difflib import get_close_matches
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from flows.errors import SettingsError
from warehouse.place import Warehouse, lake_at

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_PREFIX = "KETCOV_"


def _processes() -> int:
    return min(os.cpu_count() or 1, 4)


class Settings(BaseSettings):
    """Settings of one run. Every field is an environment variable: `data` is KETCOV_DATA."""

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX, env_ignore_empty=True, frozen=True, extra="ignore", populate_by_name=True
    )

    data: Path = Field(Path("data"), description="folder of everything that changes")
    sources: Path = Field(Path(__file__).parent / "sources", description="folder of the declarations")
    contact: str = Field("", description="mail or page by which a host can reach whoever runs this")
    user_agent: str | None = Field(None, description="instead of the name made from contact")
    timeout_seconds: float = Field(30.0, gt=0, description="longest silence of a host")
    max_seconds: float = Field(300.0, gt=0, description="longest time for one document")
    max_bytes: int = Field(50_000_000, gt=0, description="largest document kept")
    max_redirects: int = Field(5, ge=0)
    retries: int = Field(3, ge=0, description="further tries where the host gives no answer, 429 or 5xx")
    backoff_seconds: float = Field(1.0, ge=0, description="wait before the first retry, doubled each time")
    max_retry_after_seconds: float = Field(60.0, ge=0, description="longest Retry-After that is waited for")
    min_seconds_between_requests: float = Field(2.0, ge=0, description="rest between requests to one host")
    jitter_share: float = Field(0.25, ge=0, le=1, description="the rest is longer by up to this share")
    connect_timeout_seconds: float = Field(5.0, gt=0, description="longest wait for a connection")
    honour_robots: bool = Field(True, description="leave alone what a host's robots.txt asks to leave alone")
    max_requests_per_host: int = Field(200, ge=1, description="requests to one host in one run")
    host_failures: int = Field(3, ge=1, description="failures in a row after which a host is left alone")
    offline_hosts: int = Field(3, ge=1, description="silent hosts that mean the network is down")
    resume_hours: float = Field(12.0, ge=0, description="how long an interrupted run can be taken up again")
    accept_cms_license: bool = Field(
        False, description="the AMA, ADA and AHA terms of the coverage database are accepted"
    )
    archive_index_url: str = Field("https://web.archive.org/cdx/search/cdx", description="index of captures")
    archive_capture_url: str = Field(
        "https://web.archive.org/web/{timestamp}id_/{url}", description="address of the bytes of a capture"
    )
    archive_seconds_between_requests: float = Field(4.0, ge=0, description="rest between requests to it")
    allow_private_hosts: bool = Field(False, description="visit loopback and private addresses")
    alert_webhook: SecretStr = Field(
        SecretStr(""), description="address that gets what changed, as JSON with subject and body"
    )
    alert_blocks: str = Field("", description="notification blocks of Prefect, <type>/<name>, by commas")
    keep_failed_days: int = Field(0, ge=0, description="pages that were no policy go after so many days")
    read_seconds: float = Field(120.0, gt=0, description="longest reading of one file")
    read_megabytes: int = Field(1024, ge=256, description="most memory for the reading of one file")
    read_processes: int = Field(
        default_factory=_processes, ge=1, le=64, description="files read at the same time"
    )
    lake: SecretStr = Field(
        SecretStr(""),
        validation_alias="KETCOV_WAREHOUSE",
        description="the warehouse as a DuckLake: ducklake:postgres:<how to reach its catalog>",
    )
    lake_data: str = Field("", description="folder or s3:// address of the rows of the lake")
    writer_wait_seconds: float = Field(10.0, ge=0, description="wait for another writer of the warehouse")
    archive_place: str = Field(
        "", validation_alias="KETCOV_ARCHIVE", description="the archive elsewhere: s3://bucket/prefix"
    )
    readers: Literal["here", "dask"] = Field("here", description="where many files are read")
    dask_address: str = Field("", description="scheduler of a Dask cluster; a local one where empty")

    @field_validator("alert_webhook")
    @classmethod
    def _is_of_the_web(cls, address: SecretStr) -> SecretStr:
        text = address.get_secret_value()
        if text and not text.startswith(("https://", "http://")):
            raise ValueError("the address must begin with https:// or http://")
        return address

    @property
    def archive(self) -> Path | str:
        """The truth: snapshots, readings, ledger. A folder, or the URL of object storage."""
        return self.archive_place or self.data / "archive"

    @property
    def warehouse(self) -> Path:
        """The working DuckDB file of the one writer."""
        return self.data / "warehouse.duckdb"

    @property
    def working(self) -> Warehouse:
        """What runs write to: the working file, or the lake where one is set. Raises SettingsError."""
        if not self.lake.get_secret_value():
            return self.warehouse
        try:
            return lake_at(self.lake.get_secret_value(), self.lake_data or str(self.data / "lake"))
        except ValueError as error:
            raise SettingsError(f"KETCOV_WAREHOUSE: {error}; correct or unset it") from error

    @property
    def published(self) -> Path:
        """The folder of the copy for readers."""
        return self.data / "published"

    @property
    def coverage(self) -> Path:
        """The copy for readers."""
        return self.published / "coverage.duckdb"

    @property
    def reports(self) -> Path:
        """Notebooks as pages, and the feed."""
        return self.data / "reports"

    @property
    def reviews(self) -> Path:
        """Pictures of pages that a reviewer asked for."""
        return self.data / "reviews"

    @property
    def inbox(self) -> Path:
        """Files that wait to be ingested."""
        return self.data / "inbox"

    @property
    def agent(self) -> str:
        """How we present ourselves to every host."""
        return self.user_agent or f"ketamine-coverage/{_version()} ({self.contact or 'policy research'})"


def load_settings() -> Settings:
    """The settings of the environment. Raises SettingsError with every value that makes no sense."""
    fields = Settings.model_fields.items()
    names = {_variable(field.validation_alias or name): field for name, field in fields}
    misspelt = [_misspelt(name, names) for name in os.environ if name.startswith(_PREFIX)]
    try:
        found = Settings()
    except ValidationError as error:
        secret = {name for name, field in names.items() if field.annotation is SecretStr}
        mistakes = [_mistake(_variable(one["loc"][0]), one, secret) for one in error.errors()]
        raise SettingsError("\n".join([*filter(None, misspelt), *mistakes])) from error
    if any(misspelt):
        raise SettingsError("\n".join(filter(None, misspelt)))
    return found


def _variable(place: object) -> str:
    name = str(place).upper()
    return name if name.startswith(_PREFIX) else f"{_PREFIX}{name}"


def _misspelt(name: str, known: Iterable[str]) -> str:
    """What to say of a variable that is none of ours and looks like one; nothing of any other."""
    close = get_close_matches(name, known, n=1, cutoff=0.9)
    return f"{name}: no such setting; did you mean {close[0]}?" if close and name != close[0] else ""


def _mistake(name: str, error: "ErrorDetails", secret: set[str]) -> str:
    said = error["msg"].removeprefix("Value error, ").replace("Input should be", "must be")
    value = "" if name in secret else f"={error['input']!r}"
    return f"{name}{value}: {said[0].lower()}{said[1:]}; correct or unset it"


def _version() -> str:
    try:
        return version("ketamine-coverage")
    except PackageNotFoundError:
        return "unreleased"
