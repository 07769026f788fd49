"""A request which bears a key is done once, however often it is sent. Kept in memory, for this run of the engine."""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from studio_backup.engine.server.answered import Answered
from studio_backup.engine.server.problems import Refusal

KEPT = 1_000
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class _Once:
    digest: bytes
    answer: asyncio.Future[Answered]


class Idempotency:
    """The answers of the last requests with a key. What failed began nothing, is not kept and may be tried again."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)
        self._kept: OrderedDict[tuple[str, ...], _Once] = OrderedDict()

    async def once(self, key: tuple[str, ...], body: bytes, do: Callable[[], Awaitable[Answered]]) -> Answered:
        """Do it, or give the answer that was given. `key`: whose, what, and the key itself, which comes last."""
        _check(key[-1])
        digest = hashlib.blake2b(body, key=self._secret).digest()
        known = self._kept.get(key)
        if known is None:
            return await self._first(key, digest, do)
        if known.digest != digest:
            raise Refusal(422, "This Idempotency-Key was used for another request.", hint="Take a fresh key.")
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


def _fail(answer: asyncio.Future[Answered], error: BaseException) -> None:
    if not isinstance(error, Exception):
        answer.cancel()
        return
    answer.set_exception(error)
    answer.exception()  # somebody may wait for it, but nobody has to


def _check(key: str) -> None:
    if not 0 < len(key) <= _LONGEST or not key.isascii() or not key.isprintable():
        raise Refusal(400, f"An Idempotency-Key has 1 to {_LONGEST} printable ASCII characters.")
