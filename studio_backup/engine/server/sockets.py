"""The two protocols of uvicorn, made bounded: in connections, in silence, and in what a dead client may hold."""

from __future__ import annotations

import asyncio
from typing import Final

import h11
from uvicorn._types import ASGISendEvent
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from studio_backup.engine.server.problems import answer_of, problem

CONNECTIONS: Final = 256
FAREWELL_S: Final = 0.3
SILENCE_S: Final = 20.0
"""Seconds in which the first request of a connection, or the rest of one begun, must have come."""


class BoundedHttp(H11Protocol):
    """HTTP. A connection beyond CONNECTIONS is dropped, and so is one which says nothing or never ends its head."""

    _silence: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """See asyncio."""
        super().connection_made(transport)
        if len(self.connections) > CONNECTIONS:
            transport.abort()
            return
        self._expect_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """See asyncio."""
        self._head_came()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """See asyncio."""
        if self._silence is None and self._between_requests():
            self._expect_head()
        super().data_received(data)
        if not self._between_requests():
            self._head_came()

    def on_response_complete(self) -> None:
        """See uvicorn."""
        super().on_response_complete()
        if self._silence is None and self._between_requests() and self.conn.trailing_data[0]:
            self._expect_head()  # the next head was begun behind the last one

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        """See uvicorn."""
        self._head_came()
        super().handle_websocket_upgrade(event)

    def send_400_response(self, msg: str) -> None:
        """See uvicorn: the answer to what is no HTTP."""
        del msg
        if self.conn.our_state is not h11.IDLE and self.conn.our_state is not h11.SEND_RESPONSE:
            self.transport.abort()
            return
        answer = answer_of(problem(400, "This is not HTTP."))
        headers = [
            (b"content-type", answer.kind),
            (b"content-length", b"%d" % len(answer.body)),
            (b"connection", b"close"),
        ]
        for part in (h11.Response(status_code=400, headers=headers), h11.Data(data=answer.body), h11.EndOfMessage()):
            self.transport.write(self.conn.send(part) or b"")
        self.transport.close()

    def _between_requests(self) -> bool:
        return self.conn.their_state is h11.IDLE

    def _expect_head(self) -> None:
        self._silence = self.loop.call_later(SILENCE_S, self.transport.abort)

    def _head_came(self) -> None:
        if self._silence:
            self._silence.cancel()
            self._silence = None


class BoundedWebSocket(WebSocketsSansIOProtocol):
    """WebSocket. One which does not read is dropped, with all that waits to be sent to it."""

    def keepalive_timeout(self) -> None:
        """See uvicorn: it answered no ping."""
        self.transport.abort()

    async def send(self, message: ASGISendEvent) -> None:
        """See uvicorn, which would log each refused handshake as a fault of ours."""
        await super().send(message)
        if message["type"] == "websocket.http.response.body":
            self.handshake_complete = True

    def shutdown(self) -> None:
        """See uvicorn: a word of farewell, for as long as it is listened to."""
        super().shutdown()
        self.loop.call_later(FAREWELL_S, self.transport.abort)
