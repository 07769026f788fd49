"""The stream of events over a WebSocket: replay, progress at most ten times a second, a word to who fell behind."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from studio_backup.api.requests import EventsQuery
from studio_backup.api.wire import EventView, JobView, ProgressView
from studio_backup.engine.bus import PROGRESS, Behind, Bus, Event, Subscription, Taken
from studio_backup.engine.server.answered import Receive, Scope, Send, encoded, send_answer
from studio_backup.engine.server.callers import Caller
from studio_backup.engine.server.guard import caller_of
from studio_backup.engine.server.problems import Refusal, answer_of
from studio_backup.engine.server.reading import read_query

PROGRESS_EVERY_S: Final = 0.1
LISTENERS: Final = 64
_GATHER_S = 0.02  # so that a flood of events costs a handful of wake-ups
_TRY_LATER = 1013
_NOT_ALLOWED = 1008
_STILL_S = 1.0
_NOTHING = msgspec.Raw(b"null")


class Events:
    """The endpoint of the stream. A client that does not read is waited for; meanwhile only its place is kept."""

    def __init__(self, bus: Bus, still: Callable[[Caller], bool]) -> None:
        self._bus, self._still = bus, still
        self._listeners = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        await receive()  # the handshake
        try:
            query = read_query(scope, EventsQuery)
        except Refusal as refusal:
            await send_answer(answer_of(refusal.view), scope, send)
            return
        await send({"type": "websocket.accept"})
        if self._listeners >= LISTENERS:
            await send({"type": "websocket.close", "code": _TRY_LATER, "reason": "too many listeners"})
            return
        self._listeners += 1
        try:
            await _first_of(self._tell(query, send), _until_gone(receive), self._until_revoked(caller_of(scope), send))
        finally:
            self._listeners -= 1

    async def _until_revoked(self, caller: Caller, send: Send) -> None:
        """A foreign client whose token is taken back hears no more."""
        if caller.first_party:
            await asyncio.Event().wait()
        while self._still(caller):
            await asyncio.sleep(_STILL_S)
        await send({"type": "websocket.close", "code": _NOT_ALLOWED, "reason": "the token was revoked"})

    async def _tell(self, query: EventsQuery, send: Send) -> None:
        bus, woken = self._bus, asyncio.Event()
        foreign = bool(query.life) and query.life != bus.life
        after = None if foreign else query.after
        with bus.subscribe(_waker(woken), after) as subscription:
            await _put(send, EventView(seq=bus.newest, kind="hello", life=bus.life, data=_NOTHING))
            if foreign:
                await _put(send, _behind(subscription.seq, bus))
            await _Teller(bus, subscription, woken, send).go()


@dataclass(slots=True)
class _Teller:
    bus: Bus
    subscription: Subscription
    woken: asyncio.Event
    send: Send

    async def go(self) -> None:
        """Tell until the client goes."""
        moved: dict[str, Event] = {}
        told_at = 0.0
        while True:
            taken = self.subscription.take()
            await self._facts(taken, moved)
            due_s = told_at + PROGRESS_EVERY_S - _now()
            if moved and due_s <= 0:
                await _put(self.send, _progress(moved, self.bus))
                moved.clear()
                told_at = _now()
            elif taken:
                await asyncio.sleep(_GATHER_S)
            else:
                await self._news(due_s if moved else None)

    async def _facts(self, taken: Taken, moved: dict[str, Event]) -> None:
        if isinstance(taken, Behind):
            moved.clear()
            await _put(self.send, _behind(taken.seq, self.bus))
            return
        for event in taken:
            if event.kind == PROGRESS:
                moved[event.subject] = event
            else:
                moved.pop(event.subject, None)  # what is told now is newer than that
                await _put(self.send, _fact(event, self.bus))

    async def _news(self, seconds: float | None) -> None:
        """Wait for an event, or for so many seconds."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.woken.wait(), seconds)
        self.woken.clear()


def _now() -> float:
    return asyncio.get_running_loop().time()


def _waker(woken: asyncio.Event) -> Callable[[], None]:
    loop = asyncio.get_running_loop()

    def wake() -> None:
        with contextlib.suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(woken.set)

    return wake


async def _put(send: Send, view: EventView) -> None:
    await send({"type": "websocket.send", "text": encoded(view).decode()})


def _behind(seq: int, bus: Bus) -> EventView:
    return EventView(seq=seq, kind="behind", life=bus.life, data=_NOTHING)


def _fact(event: Event, bus: Bus) -> EventView:
    data = msgspec.Raw(encoded(event.data))
    return EventView(seq=event.seq, kind=event.kind, subject=event.subject, at_ns=event.at_ns, life=bus.life, data=data)


def _progress(moved: dict[str, Event], bus: Bus) -> EventView:
    newest = max(moved.values(), key=lambda event: event.seq)
    jobs = tuple(event.data for event in moved.values() if isinstance(event.data, JobView))
    data = msgspec.Raw(encoded(ProgressView(jobs=jobs)))
    return EventView(seq=newest.seq, kind=PROGRESS, at_ns=newest.at_ns, life=bus.life, data=data)


async def _until_gone(receive: Receive) -> None:
    """What a client says is of no interest, but that it goes is."""
    while (await receive())["type"] != "websocket.disconnect":
        pass


async def _first_of(*works: Coroutine[Any, Any, None]) -> None:
    """Until the first of them ends; the others are ended with it."""
    tasks = [asyncio.ensure_future(work) for work in works]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
