"""One operation as an ASGI endpoint: decode, check, call the service in a thread, encode."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from studio_backup.api.errors import EditConflict, NotAllowed
from studio_backup.api.previews import PictureView
from studio_backup.api.requests import HelloQuery
from studio_backup.api.wire import Editable, HelloView
from studio_backup.base.clock import Clock
from studio_backup.base.errors import StudioBackupError
from studio_backup.engine.server.answered import JPEG, Answered, Header, Receive, Scope, Send, encoded, send_answer
from studio_backup.engine.server.callers import Caller
from studio_backup.engine.server.edits import Shown, etag, version_of
from studio_backup.engine.server.guard import caller_of, too_often
from studio_backup.engine.server.idempotency import Idempotency
from studio_backup.engine.server.limits import Limits
from studio_backup.engine.server.operation import Asked, Operation
from studio_backup.engine.server.pool import Pool
from studio_backup.engine.server.port import ServicePort
from studio_backup.engine.server.problems import Refusal, answer_of, problem_of, unexpected
from studio_backup.engine.server.reading import Disconnected, header, read_body, read_id, read_query, read_request

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Room:
    """What all endpoints share."""

    service: ServicePort
    clock: Clock
    limits: Limits
    quick: Pool
    slow: Pool
    pictures: Pool
    kept: Idempotency = field(default_factory=Idempotency)
    shown: Shown = field(default_factory=Shown)

    def pool(self, operation: Operation) -> Pool:
        """Where an operation runs."""
        if operation.pictures:
            return self.pictures
        return self.slow if operation.slow else self.quick


class Endpoint:
    """Answers one operation."""

    def __init__(self, operation: Operation, room: Room) -> None:
        self._operation, self._room = operation, room

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        try:
            answer = await self._answer(scope, receive)
        except Refusal as refusal:
            answer = answer_of(refusal.view)
        except StudioBackupError as error:
            answer = answer_of(problem_of(error))
        except Disconnected:
            return
        except Exception:
            _log.exception("%s failed", self._operation.name)
            answer = answer_of(unexpected())
        await send_answer(answer, scope, send)

    async def _answer(self, scope: Scope, receive: Receive) -> Answered:
        operation, caller = self._operation, caller_of(scope)
        if operation.ours and not caller.first_party:
            raise NotAllowed("This is for the program's own window and command line.", hint="Do it there.")
        body = await read_body(receive) if operation.body else b""
        asked = self._asked(scope, body)
        key = header(scope, b"idempotency-key") if operation.once else None
        if key is None:
            return await self._do(asked, caller)
        whole = (caller.name, operation.method, scope["path"], key)
        return await self._room.kept.once(whole, body, lambda: self._do(asked, caller), secret=operation.ours)

    def _asked(self, scope: Scope, body: bytes) -> Asked:
        operation = self._operation
        return Asked(
            id=read_id(scope),
            query=read_query(scope, operation.query) if operation.query else None,
            body=read_request(body, operation.body) if operation.body else None,
            version=version_of(header(scope, b"if-match")) if operation.edits else 0,
        )

    async def _do(self, asked: Asked, caller: Caller) -> Answered:
        self._admit(asked, caller)
        pool = self._room.pool(self._operation)
        try:
            return await pool.run(lambda: self._call(asked))
        except EditConflict as error:
            conflict = error
        if self._operation.now is None:
            raise conflict
        read = self._operation.now
        now = await pool.run(lambda: read(self._room.service, asked))
        if not isinstance(now, Editable):
            raise conflict
        return answer_of(self._room.shown.conflict(conflict, asked.id, asked.version, now), (b"etag", etag(now)))

    def _admit(self, asked: Asked, caller: Caller) -> None:
        if caller.first_party or not self._operation.doing:
            return
        doing = self._operation.doing(asked)
        wait_s = self._room.limits.admit(caller.name, doing, self._room.clock.monotonic())
        if wait_s:
            raise too_often(f"This client has asked for too many {doing}s within an hour.", wait_s)

    def _call(self, asked: Asked) -> Answered:
        """In a thread of the pool."""
        value = self._operation.call(self._room.service, asked)
        if isinstance(value, PictureView):
            return Answered(200, value.data, JPEG, ((b"etag", f'"{value.etag}"'.encode()),))
        body = b"" if self._operation.answer is None else encoded(value)
        return Answered(self._operation.status, body, headers=self._headers(asked, value))

    def _headers(self, asked: Asked, value: object) -> tuple[Header, ...]:
        id = str(getattr(value, "id", asked.id))
        tags: tuple[Header, ...] = ()
        if isinstance(value, Editable):
            self._room.shown.remember(id, value)
            tags = ((b"etag", etag(value)),)
        if self._operation.status == 201 and id:
            return (*tags, (b"location", f"{self._operation.path}/{id}".encode()))
        return tags


class Hello:
    """Proves to a new connection that this is the engine. The only answer without a token."""

    def __init__(self, prove: Callable[[str, str], str]) -> None:
        self._prove = prove

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        del receive
        try:
            query = read_query(scope, HelloQuery)
            answer = Answered(200, encoded(HelloView(proof=self._prove(query.nonce, query.client))))
        except Refusal as refusal:
            answer = answer_of(refusal.view)
        await send_answer(answer, scope, send)
