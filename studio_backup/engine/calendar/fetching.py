"""A calendar's bytes, wherever they are: a file, a feed, a CalDAV server. Nothing is ever written there."""

from __future__ import annotations

import hashlib
import os
import stat
from typing import Final

from studio_backup.base.clock import Clock
from studio_backup.base.names import display
from studio_backup.engine.calendar.addresses import Address
from studio_backup.engine.calendar.caldav import read_caldav
from studio_backup.engine.calendar.marks import Fetched, Marks
from studio_backup.engine.calendar.trouble import NotFetched
from studio_backup.engine.calendar.values import LARGEST
from studio_backup.engine.calendar.web import Web, refused

_ACCEPT: Final = "text/calendar, text/plain;q=0.5, */*;q=0.1"


def fetch(address: Address, marks: Marks, clock: Clock) -> Fetched:
    """The calendar, or that it is unchanged since `marks`. NotFetched says why it cannot be had."""
    if address.kind == "file":
        found = _file(address.path)
    elif address.kind == "caldav":
        found = read_caldav(address, marks, clock)
    else:
        found = _feed(address, marks, clock)
    if found.unchanged:
        return found
    digest = hashlib.sha256(found.data).hexdigest()
    if digest == marks.digest:
        return Fetched(unchanged=True, marks=found.marks.of(digest))
    return Fetched(data=found.data, marks=found.marks.of(digest))


def _feed(address: Address, marks: Marks, clock: Clock) -> Fetched:
    headers = {"Accept": _ACCEPT}
    if marks.etag:
        headers["If-None-Match"] = marks.etag
    if marks.modified:
        headers["If-Modified-Since"] = marks.modified
    reply = Web(address, clock).ask("GET", address.url, headers)
    if reply.status == 304 and marks.digest:
        return Fetched(unchanged=True, marks=marks)
    if reply.status != 200:
        raise refused(reply, address.host)
    told = Marks(
        etag=_bounded(reply.headers.get("etag", "")), modified=_bounded(reply.headers.get("last-modified", ""))
    )
    return Fetched(data=reply.body, marks=told)


def _bounded(header: str) -> str:
    return header if len(header) <= 500 and header.isascii() and header.isprintable() else ""


def _file(path: str) -> Fetched:
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise NotFetched(f"{display(path)} is no file.", hint="Give the path of a file that ends in .ics.")
            return Fetched(data=file.read(LARGEST + 1), marks=Marks())
    except FileNotFoundError as error:
        raise NotFetched(
            f"{display(path)} is not there.", hint="What the calendar told before still counts.", retryable=True
        ) from error
    except OSError as error:
        raise NotFetched(
            f"{display(path)} cannot be read: {error.strerror}.", hint="Look at its permissions."
        ) from error


def _without_waiting(path: str, flags: int) -> int:
    """A pipe that nobody writes to would be waited for without an end."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
