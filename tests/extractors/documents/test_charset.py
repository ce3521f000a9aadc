"""Bytes whose page names a codec that is no charset are read all the same."""

import pytest

from extractors.documents.charset import decode


@pytest.mark.parametrize(
    "name", ["hex", "base64", "rot13", "zip", "idna", "undefined", "unheard-of", "utf-16"]
)
def test_a_declared_codec_that_decodes_no_text_gives_way(name):
    assert decode(b"caf\xe9 \x93Spravato\x94", f"text/html; charset={name}") == "café “Spravato”"


def test_a_declared_charset_counts_where_the_bytes_are_not_utf_8():
    assert decode(b"\xe4", "text/html; charset=cp1251") == "д"
