"""Addresses of calendars: what a person typed, made plain, and what of it may be shown. All of it else is a secret."""

from __future__ import annotations

import ipaddress
import os
import re
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

from msgspec import Struct

from studio_backup.base.errors import UsageError
from studio_backup.base.names import display
from studio_backup.domain.calendar import CalendarKind

_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
_SECURE: Final = frozenset({"https", "webcal", "webcals", "caldav", "caldavs"})
_HARMLESS: Final = re.compile(r"[A-Za-z]{1,20}\.(?:ics|ical|ifb|icalendar)\Z")
"""A last part of a path that holds no secret: others may be made of nothing but one."""
_FORMS: Final = "Give a file's path, or an address that begins with https:// or webcal://."


class Address(Struct, frozen=True, kw_only=True):
    """Where a calendar is. `path`: a file's; else `url`, without user and password. `pick`: by which name one of
    several calendars is meant (what stands behind "#"). `loopback`: the address itself names this machine."""

    kind: CalendarKind
    path: str = ""
    url: str = ""
    host: str = ""
    user: str = ""
    password: str = ""
    pick: str = ""
    loopback: bool = False

    def __repr__(self) -> str:
        return f"Address({self.kind}, …)"


def address_of(typed: str, user: str = "", password: str = "") -> Address:
    """What a person typed. UsageError, which never repeats it."""
    typed = typed.strip()
    scheme = _SCHEME.match(typed)
    if scheme is None:
        return _file(typed, user)
    if any(ord(char) <= 32 or ord(char) == 127 for char in typed):
        raise UsageError("The calendar's address holds a gap or a control character.", hint="Copy it once more, whole.")
    return _remote(typed, scheme[1].lower(), user, password)


def _file(typed: str, user: str) -> Address:
    if user:
        raise UsageError("A file needs no user and password.", hint=_FORMS)
    if not os.path.isabs(typed) or "\0" in typed:
        raise UsageError("This is neither an address nor the whole path of a file.", hint=_FORMS)
    return Address(kind="file", path=typed)


def _remote(typed: str, scheme: str, user: str, password: str) -> Address:
    try:
        parts = urlsplit(typed)
        host, port = _host(parts), parts.port
    except ValueError:
        raise UsageError("The calendar's address cannot be read.", hint="Copy it once more, whole.") from None
    loopback = names_loopback(host)
    if scheme not in _SECURE and not (scheme == "http" and loopback):
        raise UsageError(
            f"A calendar is not fetched by {display(scheme)}://: others could read it, and change it.",
            hint="Give its https:// address. Nearly every provider has one: try it with https:// in front.",
        )
    told_user = user or unquote(parts.username or "")
    bracketed = f"[{host}]" if ":" in host else host
    place = f"{bracketed}:{port}" if port is not None else bracketed
    plain = SplitResult("http" if scheme == "http" else "https", place, parts.path or "/", parts.query, "")
    return Address(
        kind="caldav" if user or scheme.startswith("caldav") else "feed",
        url=urlunsplit(plain),
        host=host,
        user=told_user,
        password=password or unquote(parts.password or ""),
        pick=unquote(parts.fragment),
        loopback=loopback,
    )


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if not host:
        raise ValueError(host)
    return host if ":" in host else host.encode("idna").decode("ascii")


def names_loopback(host: str) -> bool:
    """Whether the name itself says that this machine is meant."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def shown(address: Address) -> str:
    """What may be shown: a file's path; else the host, and the end of the path where that holds no secret."""
    if address.kind == "file":
        return display(address.path)
    place = urlsplit(address.url).netloc
    last = address.url.partition("?")[0].rpartition("/")[2]
    return f"{place}/…/{last}" if address.kind == "feed" and _HARMLESS.match(last) else f"{place}/…"
