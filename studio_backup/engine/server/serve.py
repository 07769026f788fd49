"""The door in a thread of its own: loopback only, on a port that the system chooses."""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Callable
from typing import Final

import uvicorn

from studio_backup.base.errors import StorageUnavailable
from studio_backup.engine.server.app import Door
from studio_backup.engine.server.sockets import BoundedHttp, BoundedWebSocket

STOP_S: Final = 2.0
_START_S: Final = 10.0
_IDLE_S: Final = 60
_PING_S: Final = 15.0
_LARGEST_HEAD: Final = 64 << 10
_LARGEST_MESSAGE: Final = 4 << 10


class Serving:
    """The running door. `port`: where."""

    def __init__(self, server: _Server, thread: threading.Thread, door: Door, port: int) -> None:
        self._server, self._thread, self._door = server, thread, door
        self.port = port

    @property
    def alive(self) -> bool:
        """Whether it still answers."""
        return self._thread.is_alive()

    def stop(self) -> None:
        """End it within STOP_S: answers on their way are finished, listeners are told."""
        self._server.should_exit = True
        self._thread.join(STOP_S)
        self._server.force_exit = True
        self._door.close()


def serve(door: Door, on_ready: Callable[[int], None]) -> Serving:
    """Start; returns when it answers, after `on_ready` was called with the port. StorageUnavailable if it cannot."""
    listening = _listening()
    port = listening.getsockname()[1]
    server = _Server(_config(door))
    thread = threading.Thread(target=server.run, args=([listening],), name="door", daemon=True)
    thread.start()
    if not server.ready.wait(_START_S):
        server.should_exit = True
        raise StorageUnavailable("The engine's door did not open.", hint="Look at the engine's log, then try again.")
    serving = Serving(server, thread, door, port)
    on_ready(port)
    return serving


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()


def _config(door: Door) -> uvicorn.Config:
    return uvicorn.Config(
        door,
        loop="asyncio",
        http=BoundedHttp,
        ws=BoundedWebSocket,
        ws_max_size=_LARGEST_MESSAGE,
        ws_ping_interval=_PING_S,
        ws_ping_timeout=_PING_S,
        ws_per_message_deflate=False,
        lifespan="off",
        log_config=None,
        log_level="error",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=_IDLE_S,
        timeout_graceful_shutdown=1,
        h11_max_incomplete_event_size=_LARGEST_HEAD,
    )


def _listening() -> socket.socket:
    """A socket which nobody else can share."""
    # With the protocol named: asyncio turns off Nagle's delay (40 ms an answer) only where it sees TCP.
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform == "win32":
            made.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        made.bind(("127.0.0.1", 0))
        made.listen(128)
    except OSError as error:
        made.close()
        raise StorageUnavailable(
            f"The engine cannot listen on this machine's loopback address: {error.strerror}.",
            hint="Look whether a firewall or another program forbids it.",
        ) from error
    return made
