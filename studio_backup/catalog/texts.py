"""Any text a person or a file system can hand us, stored so that it comes back as it was.

A path may hold bytes which are no UTF-8 (as surrogates), a wedding's name may be typed with anything. SQLite's TEXT
and JSON hold valid Unicode only: everything else is stored as bytes, and told apart by its type.
"""

from __future__ import annotations

import msgspec


class Raw(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text which is no valid Unicode, in JSON. `raw`: its bytes, with surrogates passed."""

    raw: bytes


def stored(text: str) -> str | bytes:
    """What SQLite is given: the text itself, or bytes where it holds surrogates."""
    return text if is_unicode(text) else text.encode("utf-8", "surrogatepass")


def read(value: str | bytes) -> str:
    """The reverse of `stored`."""
    return value if isinstance(value, str) else value.decode("utf-8", "surrogatepass")


def to_json(text: str) -> str | Raw:
    """What JSON is given."""
    return text if is_unicode(text) else Raw(text.encode("utf-8", "surrogatepass"))


def from_json(value: str | Raw) -> str:
    """The reverse of `to_json`."""
    return value if isinstance(value, str) else value.raw.decode("utf-8", "surrogatepass")


def packed(texts: tuple[str, ...]) -> str:
    """Several texts in one column, as a JSON list."""
    return msgspec.json.encode([to_json(text) for text in texts]).decode()


def unpacked(value: str) -> tuple[str, ...]:
    """The reverse of `packed`. Raises msgspec.DecodeError for what is no such list."""
    return tuple(from_json(one) for one in msgspec.json.decode(value, type=list[str | Raw]))


def is_unicode(text: str) -> bool:
    """Whether the text holds no surrogate."""
    if text.isascii():
        return True
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
