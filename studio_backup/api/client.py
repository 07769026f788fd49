"""The client of the engine: typed calls, the program's own errors, and the stream of events."""

from __future__ import annotations

import contextlib
import os
import secrets
import sys
from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import Final, TypeVar
from urllib.parse import quote, urlencode

import msgspec

from studio_backup.api.connection import Connection, Reply
from studio_backup.api.endpoint import Endpoint, read_endpoint
from studio_backup.api.errors import EngineGone, error_of
from studio_backup.api.requests import Request
from studio_backup.api.wire import EventView, ProblemView
from studio_backup.base.control import CancelToken
from studio_backup.base.errors import StudioBackupError

TIMEOUT_S: Final = 120.0
"""Seconds after which a call is given up: unlocking derives keys, which takes some."""
_T = TypeVar("_T")
_encode = msgspec.json.encode


class EngineClient:
    """Speaks to one engine; a context that closes the connection. Each thread takes its own.

    Each call raises what the engine raised, by kind, with message and hint; EngineGone when it ends or is silent.
    """

    def __init__(self, endpoint: Endpoint, *, timeout_s: float = TIMEOUT_S) -> None:
        self.endpoint = endpoint
        self._timeout_s = timeout_s
        self._connection: Connection | None = None

    def connect(self) -> None:
        """Have the engine prove itself now. EngineGone if it does not."""
        self._connection = self._connection or Connection(self.endpoint)

    def get(self, path: str, kind: type[_T], /, **query: object) -> _T:
        """Read. `query`: None is left out, a sequence is repeated."""
        return _decoded(self._ask("GET", _target(path, query), {}, b""), kind)

    def get_bytes(self, path: str, /, **query: object) -> Reply:
        """Read what is no JSON. `query` as above."""
        return self._ask("GET", _target(path, query), {}, b"")

    def post(self, path: str, body: Request | None, kind: type[_T], *, idempotency_key: str | None = None) -> _T:
        """Do. It bears a key (a fresh one by default), so that sent again after a lost connection it is done once."""
        headers = {"Idempotency-Key": idempotency_key or secrets.token_hex(16)}
        return _decoded(self._ask("POST", path, headers, _encode(body) if body is not None else b""), kind)

    def patch(self, path: str, body: Request, kind: type[_T], *, version: int) -> _T:
        """Edit what was read as `version`. EditConflict if it was edited since, with what differs."""
        return _decoded(self._ask("PATCH", path, {"If-Match": f'"{version}"'}, _encode(body)), kind)

    def delete(self, path: str, *, version: int | None = None) -> None:
        """Remove it; what can be edited, as it was read as `version`."""
        self._ask("DELETE", path, {} if version is None else {"If-Match": f'"{version}"'}, b"")

    def events(
        self, after: int | None = None, life: str = "", cancel: CancelToken | None = None
    ) -> Iterator[EventView]:
        """Events as they happen, from the first one after `after` of that `life` (None: from now), until `cancel`.

        EngineGone when the engine ends: find it again, and go on with the last `seq` and the `life` of `hello`.
        """
        # WebSockets cost 95 ms of start-up, and only a live view listens.
        from studio_backup.api.listening import listen  # noqa: PLC0415

        return listen(self.endpoint, after, life, cancel)

    def close(self) -> None:
        """Close the connection."""
        if self._connection:
            self._connection.close()
            self._connection = None

    def __enter__(self) -> EngineClient:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _ask(self, method: str, target: str, headers: dict[str, str], body: bytes) -> Reply:
        if self._connection and self._connection.is_lost():
            self.close()
        try:
            reply = self._once(method, target, headers, body)
        except ConnectionError:
            reply = self._again(method, target, headers, body)
        except (OSError, ValueError) as error:
            raise self._gone("does not answer") from error
        if reply.headers.get("connection") == "close":
            self.close()
        if reply.status >= 400:
            raise _problem(reply)
        return reply

    def _again(self, method: str, target: str, headers: dict[str, str], body: bytes) -> Reply:
        """After a lost connection, once, where doing it twice is the same as doing it once."""
        self.close()
        if method not in {"GET", "POST"}:
            raise self._gone("ended while it was asked")
        try:
            return self._once(method, target, headers, body)
        except (OSError, ValueError) as error:
            raise self._gone("ended while it was asked") from error

    def _once(self, method: str, target: str, headers: dict[str, str], body: bytes) -> Reply:
        self.connect()
        assert self._connection
        return self._connection.ask(method, target, headers, body, self._timeout_s)

    def _gone(self, what: str) -> EngineGone:
        self.close()
        return EngineGone(f"The engine {what}.", hint="Run `studio-backup engine status`, then try again.")


def find_engine(home_path: str) -> EngineClient | None:
    """The engine of this home, which has proved itself; None if none runs. RefusedError as `read_endpoint`."""
    endpoint = read_endpoint(home_path)
    if endpoint is None or not _lives(endpoint.pid):
        return None
    client = EngineClient(endpoint)
    try:
        client.connect()
    except EngineGone:
        return None
    return client


def _target(path: str, query: Mapping[str, object]) -> str:
    plain = msgspec.to_builtins({name: value for name, value in query.items() if value is not None})
    return f"{path}?{urlencode(plain, doseq=True)}" if plain else path


def segment(text: str) -> str:
    """An id as part of a path."""
    return quote(text, safe="")


def _lives(pid: int) -> bool:
    if sys.platform == "win32":
        return True  # there is no harmless question; the proof decides
    with contextlib.suppress(PermissionError):
        try:
            os.kill(pid, 0)
        except (ProcessLookupError, OverflowError):
            return False
    return True


def _decoded(reply: Reply, kind: type[_T]) -> _T:
    try:
        return msgspec.json.decode(reply.body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise StudioBackupError(
            "The engine's answer is not understood: it is of another version than this program.",
            hint="Run `studio-backup engine stop`, then `studio-backup engine start`.",
        ) from error


def _problem(reply: Reply) -> StudioBackupError:
    try:
        return error_of(msgspec.json.decode(reply.body, type=ProblemView))
    except (msgspec.DecodeError, UnicodeDecodeError):
        return StudioBackupError(f"The engine refused with {reply.status}.", hint="Try again, or restart the engine.")
