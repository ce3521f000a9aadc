"""Damaged streams of a PDF, unpacked as far as they go, in time that grows with their size.

The library unpacks them byte by byte and copies what it has got for every byte, so that one damaged
picture of some megabytes takes minutes.
"""

import zlib

from pdfminer import pdftypes

_PIECE = 4096


def unpacked(data: bytes) -> bytes:
    """The content of a packed stream up to where it is damaged."""
    stream, out = zlib.decompressobj(), list[bytes]()
    for start in range(0, len(data), _PIECE):
        piece, before = data[start : start + _PIECE], stream.copy()
        try:
            out.append(stream.decompress(piece))
        except zlib.error:
            return b"".join(out) + _by_bytes(before, piece)
    return b"".join(out)


def _by_bytes(stream: "zlib._Decompress", data: bytes) -> bytes:
    out = list[bytes]()
    for place in range(len(data)):
        try:
            out.append(stream.decompress(data[place : place + 1]))
        except zlib.error:
            break
    return b"".join(out)


def install() -> None:
    """Make the library unpack damaged streams this way."""
    pdftypes.decompress_corrupted = unpacked
