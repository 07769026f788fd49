r"""Paths on the wire. JSON holds no undecodable byte, so one travels as NUL, "x", two hex digits.

A lone surrogate of a Windows name travels as NUL, "u", four hex digits. No path holds a NUL: the marks are unique.
"""

from __future__ import annotations

import re

from studio_backup.base.errors import UsageError

_ODD = re.compile("[\ud800-\udfff]")
_MARKED = re.compile("\0(?:x([89a-f][0-9a-f])|u(d[89a-f][0-9a-f]{2}))")


def to_wire(path: str) -> str:
    """A path (undecodable bytes as surrogates) as text that JSON can hold."""
    return _ODD.sub(_marked, path)


def from_wire(text: str) -> str:
    """The path again. UsageError for text that `to_wire` never makes."""
    if not is_path_text(text):
        raise UsageError("This path holds a NUL character, which no path can.", hint="Give the folder's real path.")
    return _MARKED.sub(lambda found: chr(0xDC00 + int(found[1], 16) if found[1] else int(found[2], 16)), text)


def is_path_text(text: str) -> bool:
    """Whether `from_wire` takes it."""
    return "\0" not in _MARKED.sub("", text)


def _marked(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\0x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else f"\0u{code:04x}"
