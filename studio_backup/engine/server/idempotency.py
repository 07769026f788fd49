"""A request which bears a key is done once, however often it is sent, also across a restart of the engine.

What may bear a secret, in question or answer, is remembered in memory only.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import secrets
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from studio_backup.base.errors import StudioBackupError
from studio_backup.catalog.answered import Kept
from studio_backup.engine.server.answered import Answered
from studio_backup.engine.server.pool import Pool
from studio_backup.engine.server.problems import Refusal

KEPT = 1_000
_LONGEST = 200
_log = logging.getLogger(__name__)


class Memory(Protocol):
    """What outlives the engine."""

    def find(self, key: str) -> Kept | None:
        """The answer given to it."""
        ...

    def keep(self, kept: Kept) -> None:
        """Remember it."""
        ...


@dataclass(frozen=True, slots=True)
class Lasting:
    """The memory that outlives the engine, and the threads in which it may block."""

    memory: Memory
    pool: Pool


@dataclass(frozen=True, slots=True)
class _Once:
    digest: bytes
    answer: asyncio.Future[Answered]


class Idempotency:
    """The answers of the last requests with a key. What failed began nothing, is not kept and may be tried again."""

    def __init__(self, lasting: Lasting | None = None) -> None:
        self._secret = secrets.token_bytes(32)
        self._kept: OrderedDict[tuple[str, ...], _Once] = OrderedDict()
        self._lasting = lasting

    async def once(
        self, key: tuple[str, ...], body: bytes, do: Callable[[], Awaitable[Answered]], *, secret: bool = False
    ) -> Answered:
        """Do it, or give the answer that was given. `key`: whose, what, and the key itself, which comes last.

        `secret`: question or answer must not be written anywhere.
        """
        _check(key[-1])
        digest = hashlib.blake2b(body, key=self._secret).digest()
        known = self._kept.get(key)
        if known is None:
            lasting = None if secret else self._lasting
            return await self._first(
                key, digest, do if lasting is None else lambda: _remembered(lasting, key, body, do)
            )
        if known.digest != digest:
            raise _another()
        return await asyncio.shield(known.answer)

    async def _first(self, key: tuple[str, ...], digest: bytes, do: Callable[[], Awaitable[Answered]]) -> Answered:
        answer: asyncio.Future[Answered] = asyncio.get_running_loop().create_future()
        self._kept[key] = _Once(digest, answer)
        try:
            answer.set_result(await do())
        except BaseException as error:
            del self._kept[key]
            _fail(answer, error)
            raise
        self._forget()
        return answer.result()

    def _forget(self) -> None:
        while len(self._kept) > KEPT and next(iter(self._kept.values())).answer.done():
            self._kept.popitem(last=False)


async def _remembered(
    lasting: Lasting, key: tuple[str, ...], body: bytes, do: Callable[[], Awaitable[Answered]]
) -> Answered:
    """As an earlier engine answered; else do it, and remember that."""
    name, digest = _digest("\0".join(key).encode()), _digest(body)
    found = await lasting.pool.run(lambda: lasting.memory.find(name))
    if found is not None and found.body != digest:
        raise _another()
    if found is not None:
        pairs = (one.encode("latin-1").split(b": ", 1) for one in found.headers)
        return Answered(found.status, found.answer, headers=tuple((name, value) for name, value in pairs))
    answer = await do()
    told = tuple(f"{name.decode('latin-1')}: {value.decode('latin-1')}" for name, value in answer.headers)
    try:
        await lasting.pool.run(lambda: lasting.memory.keep(Kept(name, digest, answer.status, answer.body, told)))
    except StudioBackupError as error:  # it was done, and that is what the client has to hear
        _log.warning("An answer will not be known after a restart: %s", error.message)
    return answer


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=32).hexdigest()


def _another() -> Refusal:
    return Refusal(422, "This Idempotency-Key was used for another request.", hint="Take a fresh key.")


def _fail(answer: asyncio.Future[Answered], error: BaseException) -> None:
    if not isinstance(error, Exception):
        answer.cancel()
        return
    answer.set_exception(error)
    answer.exception()  # somebody may wait for it, but nobody has to


def _check(key: str) -> None:
    if not 0 < len(key) <= _LONGEST or not key.isascii() or not key.isprintable():
        raise Refusal(400, f"An Idempotency-Key has 1 to {_LONGEST} printable ASCII characters.")
