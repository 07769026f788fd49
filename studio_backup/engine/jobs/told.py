"""What a run tells a program: the one JSON object of its verb, whether the engine did it or the command line."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from studio_backup.base.errors import StudioBackupError
from studio_backup.base.exits import exit_of
from studio_backup.base.plain import plain

MOST_BYTES: Final = 1 << 20
"""Of what is kept with a job."""
LEFT_OUT: Final = "left_out"
"""Name of the list -> how many of its entries were left out, where not all had room."""
_LONGEST_LIST: Final = 8_192


def told(facts: dict[str, Any], exit: int, error: StudioBackupError | None = None, *, most: int = MOST_BYTES) -> str:
    """The object as text, `most` bytes of UTF-8 at most: lists are cut, and say how much was left out of them."""
    whole = facts | ({"error": error.message, "hint": error.hint} if error else {}) | {"exit": exit}
    whole = plain(whole)
    data, longest = msgspec.json.encode(whole), _LONGEST_LIST
    while len(data) > most and longest:
        left: dict[str, int] = {}
        data = msgspec.json.encode({**_cut(whole, longest, left, ""), LEFT_OUT: left})
        longest //= 2
    return data.decode()


def told_error(error: StudioBackupError) -> str:
    """The object of a run which did nothing but fail."""
    return told({}, exit_of(error), error)


def _cut(value: Any, longest: int, left: dict[str, int], name: str) -> Any:
    if isinstance(value, dict):
        return {key: _cut(one, longest, left, key) for key, one in value.items()}
    if not isinstance(value, list):
        return value
    if len(value) > longest:
        left[name] = left.get(name, 0) + len(value) - longest
    return [_cut(one, longest, left, name) for one in value[:longest]]
