"""One question over HTTP, bounded in time, in size and in how often it is sent elsewhere.

By urllib3, which is here already (below boto3), reads a compressed answer piece by piece, and lets us choose the
machine it connects to; neither the standard library nor httpx does both.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator, Mapping
from http.client import HTTPException
from typing import Final
from urllib.parse import urljoin, urlsplit

from msgspec import Struct
from urllib3.connection import HTTPConnection
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse
from urllib3.util import make_headers

from studio_backup import VERSION
from studio_backup.base.clock import Clock
from studio_backup.engine.calendar.addresses import Address
from studio_backup.engine.calendar.reaching import connected, target_of
from studio_backup.engine.calendar.trouble import NotFetched
from studio_backup.engine.calendar.values import LARGEST

WHOLE_S: Final = 60.0
"""Seconds for one question and the whole of its answer."""
REDIRECTS: Final = 5
LONGEST_WAIT_S: Final = 86_400.0
_PIECE: Final = 1 << 16
_ELSEWHERE: Final = frozenset({301, 302, 303, 307, 308})
_AGAIN: Final = "It is asked again by itself. What the calendar told before still counts."


class Reply(Struct, frozen=True, kw_only=True):
    """An answer. `headers`: names in small letters. `url`: who gave it at last."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str


class Web:
    """Asks one calendar's place."""

    def __init__(self, address: Address, clock: Clock) -> None:
        self._address, self._clock = address, clock

    def ask(self, method: str, url: str, headers: Mapping[str, str], body: bytes = b"") -> Reply:
        """Ask, and follow where it leads. NotFetched: it does not answer, or with too much."""
        place = _place(self._address.url)
        typed = _place(url) == place
        for _ in range(REDIRECTS + 1):
            reply = self._once(method, url, headers, body, typed)
            if reply.status not in _ELSEWHERE or "location" not in reply.headers:
                return reply
            url = _joined(url, reply.headers["location"])
            typed = typed and place[0] == "https" and _place(url) == place  # a slash behind the path, at a NAS
        raise NotFetched(
            "The calendar's server sends this program from one address to the next.",
            hint="Open the address in a browser, and give the one that it leads to.",
        )

    def _once(self, method: str, url: str, headers: Mapping[str, str], body: bytes, typed: bool) -> Reply:
        target = target_of(url, typed=typed)
        connection = connected(target)
        sent = {**_USUAL, **headers, "Host": urlsplit(url).netloc.rpartition("@")[2], **self._credentials(url)}
        try:
            with _cut_off_after(connection, WHOLE_S):
                connection.request(method, _path(url), body or None, sent, preload_content=False)
                answer = connection.getresponse()
                told = {name.lower(): value for name, value in answer.headers.items()}
                return Reply(status=answer.status, headers=told, body=self._read(answer), url=url)
        except (HTTPError, HTTPException, OSError, ValueError) as error:
            raise NotFetched(f"{target.host} did not answer as it should.", hint=_AGAIN, retryable=True) from error
        finally:
            connection.close()

    def _read(self, answer: BaseHTTPResponse) -> bytes:
        """The whole body, decompressed, as long as it is none too large: a small one may unfold without an end."""
        end, parts, size = self._clock.monotonic() + WHOLE_S, [], 0
        while piece := answer.read1(_PIECE, decode_content=True):
            parts.append(piece)
            size += len(piece)
            if size > LARGEST:
                raise NotFetched(
                    f"The calendar has more than {LARGEST >> 20} MiB, which is more than is read.",
                    hint="Share a calendar of the studio's weddings alone, or leave old years out.",
                )
            if self._clock.monotonic() > end:
                raise NotFetched("The calendar comes too slowly.", hint=_AGAIN, retryable=True)
        return b"".join(parts)

    def _credentials(self, url: str) -> dict[str, str]:
        """User and password, for the machine they were typed for and those below it."""
        typed = self._address
        if not typed.user or not _may_know(urlsplit(url).hostname or "", typed.host):
            return {}
        pair = f"{typed.user}:{typed.password}".encode().decode("latin-1")
        return {"Authorization": make_headers(basic_auth=pair)["authorization"]}


_USUAL: Final = {
    "User-Agent": f"StudioBackup/{VERSION}",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}


def refused(reply: Reply, host: str) -> NotFetched:
    """What to say of an answer that is none of success."""
    if reply.status in (401, 403):
        return NotFetched(
            f"{host} does not let this program see the calendar.",
            hint="Its address, user or password may have been changed: `calendar edit` takes new ones.",
        )
    if reply.status in (404, 410):
        return NotFetched(
            f"{host} has no calendar at this address any more.",
            hint="Copy its address once more from the calendar's settings: `calendar edit` takes it.",
        )
    return NotFetched(
        f"{host} answers with an error ({reply.status}).", hint=_AGAIN, retryable=True, after_s=_after(reply)
    )


def _after(reply: Reply) -> float:
    told = reply.headers.get("retry-after", "").strip()
    return min(float(told), LONGEST_WAIT_S) if told.isascii() and told.isdigit() else 0.0


def _joined(url: str, to: str) -> str:
    try:
        return urljoin(url, to)
    except ValueError:
        return ""


def _place(url: str) -> tuple[str, str, int | None]:
    try:
        parts = urlsplit(url)
        return parts.scheme, parts.hostname or "", parts.port
    except ValueError:
        return "", "", None


def _path(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"


_ONE_HOUSE: Final = ("icloud.com",)
"""Sites all of whose machines know the same users, and which send each of them to another one of theirs. That two names
end alike says nothing: a.co.uk and b.co.uk are strangers."""


def _may_know(host: str, typed: str) -> bool:
    """Whether a machine may be told what was typed for another: it is the same, or lies below it."""
    return _is_below(host, typed) or any(_is_below(host, one) and _is_below(typed, one) for one in _ONE_HOUSE)


def _is_below(host: str, site: str) -> bool:
    return host == site or host.endswith(f".{site}")


@contextlib.contextmanager
def _cut_off_after(connection: HTTPConnection, seconds: float) -> Iterator[None]:
    """A server that sends a byte now and then is never silent: after `seconds` the line is cut. TimeoutError then,
    also where what had come looks whole."""
    line, is_cut = connection.sock, threading.Event()

    def cut() -> None:
        is_cut.set()
        with contextlib.suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
    if is_cut.is_set():
        raise TimeoutError
