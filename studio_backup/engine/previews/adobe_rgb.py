"""The colour space Adobe RGB (1998) as a profile of our own: cameras name it in the Exif and embed none."""

from __future__ import annotations

import struct
from typing import Final


def _fixed(value: float) -> bytes:
    return struct.pack(">i", round(value * 65_536))


def _xyz(x: float, y: float, z: float) -> bytes:
    return b"XYZ \0\0\0\0" + _fixed(x) + _fixed(y) + _fixed(z)


def _made() -> bytes:
    """Matrix and curve, version 2.1: primaries as the standard gives them, adapted to the profile's white, D50."""
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(563 / 256 * 256)) + b"\0\0"
    text = b"Adobe RGB compatible"
    about = b"desc\0\0\0\0" + struct.pack(">I", len(text) + 1) + text + b"\0" * (1 + 4 + 4 + 2 + 1 + 67)
    about += b"\0" * (-len(about) % 4)
    copyright_ = b"text\0\0\0\0" + b"No copyright\0"
    copyright_ += b"\0" * (-len(copyright_) % 4)
    tags = (
        (b"desc", about), (b"cprt", copyright_), (b"wtpt", _xyz(0.9642, 1.0, 0.8249)),
        (b"rXYZ", _xyz(0.60974, 0.31111, 0.01947)), (b"gXYZ", _xyz(0.20528, 0.62567, 0.06087)),
        (b"bXYZ", _xyz(0.14919, 0.06322, 0.74457)), (b"rTRC", curve), (b"gTRC", curve), (b"bTRC", curve),
    )  # fmt: skip
    table, body, at = struct.pack(">I", len(tags)), b"", 128 + 4 + 12 * len(tags)
    for name, data in tags:
        table += struct.pack(">4sII", name, at + len(body), len(data))
        body += data
    head = b"\0\0\0\0" + struct.pack(">I", 0x02100000) + b"mntrRGB XYZ " + b"\0" * 12 + b"acsp" + b"\0" * 28
    head += _fixed(0.9642) + _fixed(1.0) + _fixed(0.8249)
    whole = head.ljust(128 - 4, b"\0") + table + body
    return struct.pack(">I", len(whole) + 4) + whole


ADOBE_RGB: Final = _made()
