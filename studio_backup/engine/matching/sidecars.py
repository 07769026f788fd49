"""XMP sidecars: the capture time which a photo itself does not tell, or not any more.

Read as text, not as XML: a sidecar is anybody's file, and nothing in it may be resolved, expanded or fetched.
"""

from __future__ import annotations

import re
from typing import Final

from studio_backup.engine.matching.directories import ExifTexts

LARGEST: Final = 64 << 10
"""Bytes looked through: the times stand at the beginning, long lists of edits behind."""
_VALUE: Final = r"""(?:\s{0,16}=\s{0,16}["']([^"'<>]{1,64})["']|\s{0,16}>\s{0,16}([^<>]{1,64})<)"""
_TAKEN: Final = tuple(
    re.compile(name + _VALUE) for name in ("exif:DateTimeOriginal", "photoshop:DateCreated", "xmp:CreateDate")
)
_MAKE: Final = re.compile("tiff:Make" + _VALUE)
_MODEL: Final = re.compile("tiff:Model" + _VALUE)
_SERIAL: Final = re.compile("(?:aux:SerialNumber|exifEX:BodySerialNumber)" + _VALUE)


def sidecar_texts(raw: bytes) -> ExifTexts:
    """What a sidecar's beginning tells. Its time bears its zone, if it has one."""
    text = raw[:LARGEST].decode("utf-8", "replace")
    taken = next((found for one in _TAKEN if (found := _first(one, text))), "")
    return ExifTexts(_first(_MAKE, text), _first(_MODEL, text), _first(_SERIAL, text), taken)


def _first(wanted: re.Pattern[str], text: str) -> str:
    found = wanted.search(text)
    return "".join(c for c in (found[1] or found[2] or "") if c.isprintable()).strip() if found else ""
