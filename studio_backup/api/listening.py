"""The stream of events over a WebSocket, on a connection whose other end has proved itself."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from urllib.parse import urlencode

import msgspec
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.sync.client import ClientConnection, connect

from studio_backup.api.connection import Connection
from studio_backup.api.endpoint import Endpoint
from studio_backup.api.errors import EngineGone
from studio_backup.api.wire import EventView
from studio_backup.base.control import CancelToken

_OPEN_S = 10.0
_LARGEST = 4 << 20
_LOOK_UP_S = 0.25
"""Seconds between looks at whether somebody asked to stop."""


def listen(endpoint: Endpoint, after: int | None, life: str, cancel: CancelToken | None = None) -> Iterator[EventView]:
    """See `EngineClient.events`."""
    query = {name: value for name, value in (("after", after), ("life", life)) if value not in (None, "")}
    proven = Connection(endpoint)
    uri = f"ws://{proven.host}/v1/events?{urlencode(query)}"
    proven.socket.settimeout(None)
    try:
        with connect(
            uri,
            sock=proven.socket,
            additional_headers={"Authorization": proven.authorization},
            proxy=None,
            compression=None,
            open_timeout=_OPEN_S,
            max_size=_LARGEST,
        ) as stream:
            for message in _messages(stream, cancel):
                yield msgspec.json.decode(message, type=EventView)
            if cancel and cancel.cancelled:
                return
    except (ConnectionClosed, InvalidHandshake, OSError) as error:
        raise _gone() from error
    finally:
        proven.close()
    raise _gone()


def _messages(stream: ClientConnection, cancel: CancelToken | None) -> Iterator[str | bytes]:
    while not (cancel and cancel.cancelled):
        with contextlib.suppress(TimeoutError):
            yield stream.recv(timeout=_LOOK_UP_S if cancel else None)


def _gone() -> EngineGone:
    return EngineGone("The engine ended, and its events with it.", hint="Run `studio-backup engine start`.")
