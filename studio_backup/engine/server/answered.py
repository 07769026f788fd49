"""An answer, ready to be sent over HTTP or instead of a WebSocket."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import msgspec

from studio_backup.base.names import display

Scope: TypeAlias = MutableMapping[str, Any]
Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
ASGI: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]
Header: TypeAlias = tuple[bytes, bytes]

JSON = b"application/json"
PROBLEM = b"application/problem+json"
JPEG = b"image/jpeg"
_ALWAYS: tuple[Header, ...] = ((b"cache-control", b"no-store"), (b"x-content-type-options", b"nosniff"))
_encoder = msgspec.json.Encoder()


@dataclass(frozen=True, slots=True)
class Answered:
    """Status, further headers, body."""

    status: int
    body: bytes = b""
    kind: bytes = JSON
    headers: tuple[Header, ...] = ()


def encoded(value: object) -> bytes:
    """As JSON. A text which JSON cannot hold (a lone surrogate) is escaped rather than refused."""
    try:
        return _encoder.encode(value)
    except UnicodeEncodeError:
        return _encoder.encode(_escaped(msgspec.to_builtins(value)))


async def send_answer(answer: Answered, scope: Scope, send: Send) -> None:
    """Send it whole. In place of a WebSocket it is the refusal of the handshake."""
    prefix = "websocket.http.response" if scope["type"] == "websocket" else "http.response"
    headers = [(b"content-length", str(len(answer.body)).encode()), *_ALWAYS, *answer.headers]
    if answer.body:
        headers.append((b"content-type", answer.kind))
    await send({"type": f"{prefix}.start", "status": answer.status, "headers": headers})
    await send({"type": f"{prefix}.body", "body": answer.body})


def _escaped(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.isascii() or not _odd(value) else display(value)
    if isinstance(value, dict):
        return {_escaped(key): _escaped(one) for key, one in value.items()}
    return [_escaped(one) for one in value] if isinstance(value, list | tuple) else value


def _odd(text: str) -> bool:
    return any("\ud800" <= char <= "\udfff" for char in text)
