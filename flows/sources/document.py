"""What a declaration may say of one document, and which keys belong to which kind of source."""

from datetime import date
from itertools import pairwise
from string import Formatter
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator, model_validator

_SLUG = r"^[a-z0-9][a-z0-9_-]{0,63}$"

Kind = Literal[
    "direct", "print_view", "listing", "notices", "versioned", "csv_index", "cms", "git_file", "inbox"
]
MediaType = Literal["application/pdf", "text/html", "text/markdown", "text/plain"]

_NEEDED: dict[str, tuple[str, ...]] = {
    "direct": ("url",),
    "print_view": ("url", "print_query"),
    "listing": ("url", "links"),
    "notices": ("url", "links"),
    "versioned": ("url", "version"),
    "csv_index": ("url", "links"),
    "cms": ("url", "cms_id"),
    "git_file": ("url",),
    "inbox": (),
}
_ALLOWED: dict[str, tuple[str, ...]] = {
    "listing": ("skip",),
    "notices": ("skip", "last_known"),
    "csv_index": ("skip",),
    "git_file": ("commits_url",),
    "inbox": ("index_url",),
}
_OF_KINDS = ("print_query", "links", "skip", "last_known", "version", "cms_id", "commits_url", "index_url")
_PLACES = {"versioned": {"version"}, "git_file": {"commit"}}


def _http(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or " " in url:
        raise ValueError("must be an http or https address")
    if parts.username is not None:
        raise ValueError("must carry no name or password: it is printed and kept")
    return url


def _glob(pattern: str) -> str:
    if not pattern.strip("*? ") or "[" in pattern or pattern.count("*") > 8:
        raise ValueError("must be words with * between them, like *spravato*, with eight * at most")
    return pattern


Slug = Annotated[str, Field(pattern=_SLUG)]
Url = Annotated[str, AfterValidator(_http)]
Glob = Annotated[str, AfterValidator(_glob)]
Words = Annotated[tuple[str, ...], Field(strict=False)]


class Declared(BaseModel):
    """Strict and frozen: a word that is not known here is a mistake, not a comment."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, str_strip_whitespace=True)


class Address(Declared):
    """Where a document stood until a day (the day included)."""

    url: Url
    valid_until: date


class SourceDocument(Declared):
    """A declared location of one policy or of one part of it."""

    policy: Slug
    title: str = Field(min_length=1)
    benefit: Literal["medical", "pharmacy", "unknown"]
    lines_of_business: Words = ()
    kind: Kind = "direct"
    url: Url = ""
    media_type: MediaType | None = None
    part: Slug | None = None
    policy_owner: str | None = Field(None, min_length=1)
    also_at: Annotated[tuple[Url, ...], Field(strict=False)] = ()
    history: Annotated[tuple[Address, ...], Field(strict=False)] = ()
    print_query: str | None = Field(None, pattern=r"^[A-Za-z0-9_.-]{1,40}=[A-Za-z0-9_.-]{1,40}$")
    links: Annotated[tuple[Glob, ...], Field(strict=False)] = ()
    skip: Annotated[tuple[Glob, ...], Field(strict=False)] = ()
    last_known: Url | None = None
    version: str | None = Field(None, pattern=r"^(?:\d{1,6}|[A-Za-z])$")
    cms_id: str | None = Field(None, pattern=r"^(?:A|L|NCD)\d{1,6}$")
    commits_url: Url | None = None
    index_url: Url | None = None

    @field_validator("history")
    @classmethod
    def _in_order(cls, history: tuple[Address, ...]) -> tuple[Address, ...]:
        if any(one.valid_until >= two.valid_until for one, two in pairwise(history)):
            raise ValueError("must run from the oldest address to the newest, each until a later day")
        return history

    @model_validator(mode="after")
    def _fits_its_kind(self) -> "SourceDocument":
        for name in _NEEDED[self.kind]:
            if not getattr(self, name):
                raise ValueError(f"kind {self.kind!r} needs {name}; add it")
        known = {*_NEEDED[self.kind], *_ALLOWED.get(self.kind, ())}
        for name in _OF_KINDS:
            if name not in known and getattr(self, name):
                raise ValueError(f"{name} says nothing for kind {self.kind!r}; remove it")
        self._check_places()
        return self

    def _check_places(self) -> None:
        wanted = _PLACES.get(self.kind, set())
        try:
            found = {name for _, name, _, _ in Formatter().parse(self.url) if name is not None}
        except ValueError:
            found = {"?"}
        if wanted and found != wanted:
            raise ValueError(f"url of kind {self.kind!r} needs {{{next(iter(wanted))}}} where it varies")

    def url_on(self, day: date) -> str:
        """The address in force on a day."""
        return next((old.url for old in self.history if day <= old.valid_until), self.url)
