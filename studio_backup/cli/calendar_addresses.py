"""A calendar's address as a person gives it to a verb: who reads the address may read the calendar."""

from __future__ import annotations

import os
import re
import sys
from typing import Final

from studio_backup.api.paths import to_wire
from studio_backup.base.errors import UsageError
from studio_backup.base.names import display

_LONGEST: Final = 8_192
_URL: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_LOOPBACK: Final = re.compile(r"(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?\Z")
_TOKEN: Final = re.compile(r"(?=[A-Za-z0-9_~%-]*\d)[A-Za-z0-9_~%-]{20,}")
"""A part of an address that looks like a key."""
_BY_FILE: Final = "Put it into a file of your own and give --address-file FILE, or --address-file - to paste it."


def is_address(text: str) -> bool:
    """Whether it is an address or the path of a calendar's file, rather than a calendar's name."""
    return bool(_URL.match(text)) or os.sep in text or text.casefold().endswith((".ics", ".ical"))


def given_address(address: str | None, address_file: str | None) -> str:
    """The one that was given, a path made whole. UsageError for none, for two, and for a secret on the command line."""
    if (address is None) == (address_file is None):
        raise UsageError("Where is the calendar?", hint="Give a file's path or an address, or --address-file FILE.")
    if address_file is not None:
        return _whole(first_line(address_file, "the address"))
    assert address is not None
    if _holds_secret(address):
        raise UsageError(
            "This address holds a secret, and a command line can be read by others on this machine.", hint=_BY_FILE
        )
    return _whole(address)


def _holds_secret(address: str) -> bool:
    place, _, path = address.partition("://")[2].partition("/")
    if _LOOPBACK.match(place):
        return False
    return bool(place) and ("@" in place or "private" in path or bool(_TOKEN.search(path)))


def _whole(address: str) -> str:
    return address if _URL.match(address) else to_wire(os.path.abspath(os.path.expanduser(address)))


def first_line(path: str, what: str) -> str:
    """The first line of a file that is not empty; "-": of what is typed or piped in. UsageError."""
    try:
        if path == "-":
            text = sys.stdin.read(_LONGEST) if sys.stdin is not None else ""
        else:
            with open(path, encoding="utf-8-sig") as file:
                text = file.read(_LONGEST)
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no text"
        raise UsageError(
            f"{display(path)} cannot be read: {why}.", hint=f"It should hold {what}, on one line."
        ) from None
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        raise UsageError(f"No {what.removeprefix('the ')} came.", hint=f"Give {what} on one line.")
    return lines[0]
