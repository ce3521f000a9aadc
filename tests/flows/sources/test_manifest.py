"""A manifest names files of its own folder and nothing else, and takes no password into the ledger."""

from datetime import UTC, datetime

import pytest

from flows.errors import UsageError
from flows.sources.manifest import collect

HEAD = "file,payer,policy,fetched_at,url\n"
NOW = datetime(2025, 1, 1, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path):
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (tmp_path / "secret.html").write_text("not for the archive")
    (inbox / "p.html").write_text("a policy")
    return inbox


def read(folder, name, more="acme,spravato,2024-01-01,"):
    (folder / "manifest.csv").write_text(f"{HEAD}{name},{more}\n")
    return collect([folder], None, None, "unknown", None, NOW)


@pytest.mark.parametrize("name", ["../secret.html", "/etc/passwd", "x/../../secret.html", "link.html", "."])
def test_a_file_outside_of_the_folder_is_refused(folder, name):
    (folder / "link.html").symlink_to(folder.parent / "secret.html")
    with pytest.raises(UsageError, match="is not in the folder; correct the name"):
        read(folder, name)


@pytest.mark.parametrize("key", ["../acme", "a/b", "..", "acme\x00", "ACME", "a" * 65])
def test_a_payer_is_a_key_and_no_path(folder, key):
    with pytest.raises(UsageError, match="is no key"):
        read(folder, "p.html", f"{key},spravato,2024-01-01,")


def test_a_password_in_an_address_is_left_out(folder):
    (item,) = read(folder, "p.html", "acme,spravato,2024-01-01,https://me:word@payer.test/a")
    assert item.url == "https://payer.test/a"


def test_a_cell_that_is_too_long_is_told_in_one_line(folder):
    with pytest.raises(UsageError, match="cannot be read as a table"):
        read(folder, "p.html", "acme,spravato,2024-01-01," + "x" * 200_000)
