"""The door as one application: guard, routes, events, OpenAPI."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute

import studio_backup
from studio_backup.base.clock import Clock
from studio_backup.engine.server.answered import Answered, Receive, Scope, Send, encoded, send_answer
from studio_backup.engine.server.answering import Endpoint, Hello, Room
from studio_backup.engine.server.callers import Callers
from studio_backup.engine.server.events import Events
from studio_backup.engine.server.guard import HELLO, Guard
from studio_backup.engine.server.idempotency import Idempotency, Lasting, Memory
from studio_backup.engine.server.limits import Limits
from studio_backup.engine.server.openapi import openapi
from studio_backup.engine.server.operations.table import OPERATIONS
from studio_backup.engine.server.pool import Pool
from studio_backup.engine.server.port import ServicePort
from studio_backup.engine.server.problems import answer_of, problem

_NOBODY: Final[Mapping[str, str]] = MappingProxyType({})
_KINDS = {404: "NotFoundError"}


class Door(FastAPI):
    """The application. `callers`: who may come in, whose token can be renewed. `close` ends its threads."""

    def __init__(self, callers: Callers, pools: tuple[Pool, ...]) -> None:
        super().__init__(openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
        self.callers = callers
        self._pools = pools

    def openapi(self) -> dict[str, Any]:
        """What this door answers to."""
        return openapi(studio_backup.VERSION)

    def close(self) -> None:
        """End the threads in which the service is called."""
        for pool in self._pools:
            pool.close()


def make_app(
    service: ServicePort,
    token: str,
    clock: Clock,
    foreign: Mapping[str, str] = _NOBODY,
    memory: Memory | None = None,
) -> Door:
    """The door to a service. `foreign`: SHA-256 in hex of a foreign client's token → its name; looked up each time.

    `memory`: of answers to requests with a key, beyond this engine's life.
    """
    quick, slow = Pool("quick", threads=4, waiting=512), Pool("slow", threads=8, waiting=64)
    pictures = Pool("pictures", threads=4, waiting=512)
    callers, limits = Callers(token, foreign), Limits()
    door = Door(callers, (quick, slow, pictures))
    kept = Idempotency(Lasting(memory, quick) if memory else None)
    room = Room(service, clock, limits, quick, slow, pictures, kept)
    door.router.routes += [
        *(Route(one.path, Endpoint(one, room), methods=[one.method]) for one in OPERATIONS),
        Route(HELLO, Hello(callers.proof), methods=["GET"]),
        Route("/v1/openapi.json", _Document(door), methods=["GET"]),
        WebSocketRoute("/v1/events", Events(service.bus, callers.still)),
    ]
    door.add_exception_handler(HTTPException, _not_here)
    door.add_middleware(Guard, callers=callers, limits=limits, clock=clock)
    return door


class _Document:
    def __init__(self, door: Door) -> None:
        self._door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        del receive
        await send_answer(Answered(200, encoded(self._door.openapi())), scope, send)


async def _not_here(_: Request, error: Exception) -> Response:
    """What the routing refuses: no such path, or not by this method."""
    assert isinstance(error, HTTPException)
    kind = _KINDS.get(error.status_code, "UsageError")
    message = "There is nothing at this path." if error.status_code == 404 else "This path does not take this method."
    answer = answer_of(problem(error.status_code, message, kind=kind))
    headers = {**(error.headers or {}), "content-type": answer.kind.decode(), "cache-control": "no-store"}
    return Response(answer.body, answer.status, headers)
