"""One HTTP connection to the engine, which has proved itself before anything secret is sent.

Written on the socket: the standard library's client costs 25 ms of start-up, which is more than a whole `status`.
"""

from __future__ import annotations

import contextlib
import socket
from dataclasses import dataclass

import msgspec

from studio_backup.api.endpoint import Endpoint
from studio_backup.api.errors import EngineGone
from studio_backup.api.proof import new_nonce, proves
from studio_backup.api.wire import HelloView

HELLO_S = 10.0
"""Seconds in which the engine must prove itself."""
_LARGEST_HEAD = 16_384
_LARGEST_HELLO = 1_024
_LARGEST_BODY = 64 << 20


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back. `headers`: names in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


class Connection:
    """A connection whose other end knows the token. Not for several threads at once."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._rest = b""
        self.socket = _connected(endpoint.port)
        try:
            self._demand_proof()
        except BaseException:
            self.close()
            raise

    @property
    def host(self) -> str:
        """The Host header."""
        return f"127.0.0.1:{self._endpoint.port}"

    @property
    def authorization(self) -> str:
        """The Authorization header."""
        return f"Bearer {self._endpoint.token}"

    def ask(self, method: str, target: str, headers: dict[str, str], body: bytes, timeout_s: float) -> Reply:
        """One request and its answer. OSError if the connection is lost."""
        self.socket.settimeout(timeout_s)
        given = {"Authorization": self.authorization, **headers}
        self._send(method, target, given, body)
        return self._reply(_LARGEST_BODY)

    def is_lost(self) -> bool:
        """Whether the other end has closed it, or sent what nobody asked for."""
        self.socket.setblocking(False)
        try:
            self.socket.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True

    def close(self) -> None:
        """Close it."""
        with contextlib.suppress(OSError):
            self.socket.close()

    def _demand_proof(self) -> None:
        nonce = new_nonce()
        self.socket.settimeout(HELLO_S)
        try:
            self._send("GET", f"/v1/hello?nonce={nonce}", {}, b"")
            reply = self._reply(_LARGEST_HELLO)
            proof = msgspec.json.decode(reply.body, type=HelloView).proof
        except (OSError, ValueError) as error:
            raise _no_engine() from error
        if reply.status != 200 or not proves(self._endpoint.token, nonce, proof):
            raise _no_engine()

    def _send(self, method: str, target: str, headers: dict[str, str], body: bytes) -> None:
        lines = [f"{method} {target} HTTP/1.1", f"Host: {self.host}"]
        if body:
            lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
        elif method != "GET":
            lines.append("Content-Length: 0")
        lines += [f"{name}: {value}" for name, value in headers.items()]
        self.socket.sendall("\r\n".join([*lines, "", ""]).encode("ascii") + body)

    def _reply(self, largest: int) -> Reply:
        head = self._until_blank_line()
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        length = int(headers.get("content-length", "0"))
        if not first.startswith("HTTP/1.") or not 0 <= length <= largest:
            raise ValueError("no answer of the engine")
        return Reply(int(first.split(" ")[1]), headers, self._exactly(length))

    def _until_blank_line(self) -> bytes:
        while b"\r\n\r\n" not in self._rest:
            if len(self._rest) > _LARGEST_HEAD:
                raise ValueError("no answer of the engine")
            self._rest += self._received()
        head, _, self._rest = self._rest.partition(b"\r\n\r\n")
        return head

    def _exactly(self, length: int) -> bytes:
        parts, there = [self._rest], len(self._rest)
        while there < length:
            parts.append(self._received())
            there += len(parts[-1])
        data = b"".join(parts)
        self._rest = data[length:]
        return data[:length]

    def _received(self) -> bytes:
        data = self.socket.recv(262_144)
        if not data:
            raise ConnectionResetError("the engine closed the connection")
        return data


def _connected(port: int) -> socket.socket:
    try:
        made = socket.create_connection(("127.0.0.1", port), timeout=HELLO_S)
    except OSError as error:
        raise _no_engine() from error
    made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return made


def _no_engine() -> EngineGone:
    return EngineGone(
        "No engine of this home answers: it ended, or another program has its port now. Nothing was sent to it.",
        hint="Run `studio-backup engine start`.",
    )
