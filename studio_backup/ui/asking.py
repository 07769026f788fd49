"""Questions to the engine, in threads: each lane has one, with its own connection."""

from __future__ import annotations

import functools
import logging
import queue
import threading
from collections.abc import Callable
from typing import Generic, Literal, TypeVar

from PySide6.QtCore import QObject
from shiboken6 import isValid

from studio_backup.api.client import EngineClient, find_engine
from studio_backup.api.endpoint import read_endpoint
from studio_backup.api.errors import EngineGone
from studio_backup.api.remote import RemoteService
from studio_backup.base.errors import StudioBackupError

Lane = Literal["quick", "slow", "pictures", "more pictures"]
"""Questions of one lane are answered one after the other: what takes seconds goes `slow`; thumbnails have two lanes, as
the engine has two that make them."""
T = TypeVar("T")
Failed = Callable[[StudioBackupError], None]
Post = Callable[[Callable[[], None]], None]
"""Has something done in the main thread."""
_log = logging.getLogger(__name__)


class Asked:
    """A question on its way. Forgotten, or asked by an owner which is gone, it is answered to nobody."""

    def __init__(self, owner: QObject | None) -> None:
        self._owner = owner
        self._forgotten = threading.Event()

    def forget(self) -> None:
        """Whoever asked no longer wants to know; if it has not been sent yet, it is not sent."""
        self._forgotten.set()

    @property
    def wanted(self) -> bool:
        """Whether somebody still waits for the answer."""
        return not self._forgotten.is_set() and (self._owner is None or isValid(self._owner))


class Question(Generic[T]):
    """What is asked, of the engine or (`work`) of this machine, and who is told in the main thread."""

    def __init__(
        self,
        asked: Asked,
        done: Callable[[T], None],
        failed: Failed,
        *,
        call: Callable[[RemoteService], T] | None = None,
        work: Callable[[], T] | None = None,
    ) -> None:
        self.asked = asked
        self._done, self._failed, self._call, self._work = done, failed, call, work

    def answer(self, engine: Callable[[], RemoteService]) -> Callable[[], None]:
        """Ask, in the lane's thread. Returns what to do in the main thread."""
        try:
            found = self._ask(engine)
        except StudioBackupError as error:
            return functools.partial(self._tell, self._failed, error)
        except Exception as error:  # a fault of ours must reach the person too, or a button does nothing for ever
            _log.exception("A question failed")
            told = StudioBackupError(f"Something unexpected happened ({type(error).__name__}).", hint="Try again.")
            return functools.partial(self._tell, self._failed, told)
        return functools.partial(self._tell, self._done, found)

    def _ask(self, engine: Callable[[], RemoteService]) -> T:
        if self._work is not None:
            return self._work()
        assert self._call is not None
        return self._call(engine())

    def _tell(self, whom: Callable[[T], None] | Failed, what: object) -> None:
        if self.asked.wanted:
            whom(what)  # type: ignore[arg-type]


class LaneThread(threading.Thread):
    """Answers the questions of one lane."""

    def __init__(self, home: str, lane: Lane, post: Post) -> None:
        super().__init__(name=f"ask-{lane}", daemon=True)
        self._home, self._post_to_main = home, post
        self._queue: queue.SimpleQueue[Question[object] | None] = queue.SimpleQueue()
        self._client: EngineClient | None = None

    def put(self, question: Question[T]) -> None:
        """Ask this behind the others."""
        self._queue.put(question)  # type: ignore[arg-type]

    def end(self) -> None:
        """Answer what is being asked, and no more."""
        self._queue.put(None)

    def run(self) -> None:
        """See Thread."""
        while (question := self._queue.get()) is not None:
            if question.asked.wanted:
                self._post_to_main(question.answer(self._engine))
        self._hang_up()

    def _engine(self) -> RemoteService:
        """The engine that runs now: one that was started again has another port and token."""
        published = read_endpoint(self._home)
        if self._client is not None and published != self._client.endpoint:
            self._hang_up()
        self._client = self._client or find_engine(self._home)
        if self._client is None:
            raise EngineGone("The engine does not run.", hint="Start it, then try again.")
        return RemoteService(self._client)

    def _hang_up(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None
