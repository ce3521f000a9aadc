"""The only door to object storage: fsspec, with s3fs of the extra `cluster`. What goes wrong is one line."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from warehouse.errors import StoreUnreachable

_FAILURES: tuple[type[Exception], ...] = (OSError,)
with suppress(ImportError):
    from botocore.exceptions import BotoCoreError  # type: ignore[import-untyped]

    _FAILURES = (OSError, BotoCoreError)

_OPTIONS = {"s3": {"max_concurrency": 1}}  # one request for one object; objects are small, and many
_TAKEN = {"PreconditionFailed", "ConditionalRequestConflict"}
_NO_BUCKET = "NoSuchBucket"


class Files:
    """The objects below a URL, by their path in it. Raises StoreUnreachable, whatever is asked."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._system, self._root = _opened(url)

    def create(self, name: str, content: bytes) -> bool:
        """Write an object on the condition that there is none; answers whether it was written."""
        with self._asking():
            try:
                self._system.pipe_file(self._path(name), content, mode="create")
            except FileExistsError:
                return False
            except OSError as error:
                if _code(error) not in _TAKEN:
                    raise
                return False
            return True

    def write(self, name: str, content: bytes) -> None:
        """Write an object, over an older one."""
        with self._asking():
            self._system.pipe_file(self._path(name), content)

    def read(self, name: str, start: int | None = None) -> bytes | None:
        """The bytes of an object from one on; None where there is no such object."""
        with self._asking(), _absent():
            return bytes(self._system.cat_file(self._path(name), start=start))
        return None

    def read_all(self, names: Sequence[str]) -> list[bytes]:
        """The bytes of several objects, asked for at once."""
        with self._asking():
            found = self._system.cat([self._path(name) for name in names])
        return [found[self._path(name)] for name in names]

    def has(self, name: str) -> bool:
        """Whether there is such an object."""
        with self._asking(), _absent():
            self._system.info(self._path(name))
            return True
        return False

    def remove(self, name: str) -> None:
        """Remove an object where it is there."""
        with self._asking(), _absent():
            self._system.rm_file(self._path(name))

    def below(self, folder: str) -> list[str]:
        """The names of all objects below a folder, in order."""
        with self._asking():
            return sorted(map(self._name, self._system.find(self._path(folder))))

    def listed(self, folder: str) -> list[tuple[str, int]]:
        """The objects and folders in a folder, in order of their names, with sizes."""
        with self._asking(), _absent():
            found = self._system.ls(self._path(folder), detail=True)
            return sorted((self._name(item["name"]), int(item["size"] or 0)) for item in found)
        return []

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"

    def _name(self, path: str) -> str:
        return path.removeprefix(f"{self._root}/")

    @contextmanager
    def _asking(self) -> Iterator[None]:
        try:
            yield
        except _FAILURES as error:
            raise StoreUnreachable(f"{self.url}: {_advice(error)}") from error


@contextmanager
def _absent() -> Iterator[None]:
    """Nothing there is an answer; no bucket is none."""
    try:
        yield
    except FileNotFoundError as error:
        if _code(error) == _NO_BUCKET:
            raise


def _opened(url: str) -> tuple[Any, str]:
    import fsspec  # type: ignore[import-untyped]

    protocol = url.partition("://")[0]
    try:
        system, root = fsspec.core.url_to_fs(url, use_listings_cache=False, **_OPTIONS.get(protocol, {}))
    except ImportError as error:
        raise StoreUnreachable(
            f"{url}: needs a package that is not installed; pip install 'ketamine-coverage[cluster]'"
        ) from error
    except (ValueError, OSError) as error:
        raise StoreUnreachable(f"{url}: {error}; write it like s3://bucket/prefix") from error
    if not root.strip("/"):
        raise StoreUnreachable(f"{url}: names no bucket; write it like s3://bucket/prefix")
    return system, root.rstrip("/")


def _code(error: Exception) -> str:
    """The store's own word for what is wrong, "" where it gave none."""
    answer = getattr(error.__cause__, "response", None) or {}
    return str(answer.get("Error", {}).get("Code", ""))


def _advice(error: Exception) -> str:
    said = (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
    if _code(error) == _NO_BUCKET:
        return "there is no such bucket; create it, or correct KETCOV_ARCHIVE"
    if isinstance(error, PermissionError) or "credentials" in said:
        return f"not let in ({said}); check AWS_ACCESS_KEY_ID or AWS_PROFILE, and the rights on the bucket"
    return f"cannot be used ({said}); check AWS_ENDPOINT_URL and the network, then try again"
