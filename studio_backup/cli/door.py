"""The way to the service: by the engine's door while one runs, else on this home's catalog, in this process."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from studio_backup.api.remote import RemoteService
from studio_backup.api.wire import Page
from studio_backup.cli.options import environment
from studio_backup.cli.reaching import remote_engine
from studio_backup.cli.session import Session
from studio_backup.engine.process.login import Login
from studio_backup.engine.process.offline import offline_service
from studio_backup.engine.server.port import ServicePort
from studio_backup.engine.wiring import open_home

T = TypeVar("T")


@dataclass(frozen=True)
class Door:
    """What answers. `runs`: whether it is the engine."""

    service: ServicePort | RemoteService
    runs: bool


@contextlib.contextmanager
def door(session: Session) -> Iterator[Door]:
    """Whatever answers for this home now."""
    with remote_engine(session) as engine:
        if engine is not None:
            yield Door(engine, True)
            return
    login = Login(open_home(session.options), session.options, environment())
    with offline_service(session.options, session.clock, login) as service:
        yield Door(service, False)


def all_pages(read: Callable[[str], Page[T]]) -> tuple[T, ...]:
    """Every item of a list that comes in parts."""
    found: list[T] = []
    after = ""
    while True:
        page = read(after)
        found += page.items
        if page.next is None:
            return tuple(found)
        after = page.next
