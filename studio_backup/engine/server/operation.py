"""One thing that can be asked over HTTP, as data: routes and OpenAPI are both made from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from studio_backup.api import requests as ask
from studio_backup.engine.server.limits import Doing
from studio_backup.engine.server.port import ServicePort


@dataclass(frozen=True, slots=True)
class Asked:
    """What a call was given, decoded: the id in the path, query, body, and the version it edits."""

    id: str = ""
    query: Any = None
    body: Any = None
    version: int = 0


Call: TypeAlias = Callable[[ServicePort, Asked], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One thing to ask. `answer` None: nothing to tell (204).

    `now`: how an edit that came too late reads what it would have edited. `once`: takes an Idempotency-Key. `doing`:
    what of the limits of foreign clients it counts to. `ours`: not for foreign clients. `edits`: needs If-Match.
    `slow`: may take its time, and must not hold up the quick ones; `pictures`: nor the slow ones.
    """

    method: Literal["GET", "POST", "PATCH", "DELETE"]
    path: str
    name: str
    about: str
    call: Call
    answer: Any
    query: type[ask.Request] | None = None
    body: type[ask.Request] | None = None
    status: int = 200
    once: bool = False
    doing: Callable[[Asked], Doing] | None = None
    ours: bool = False
    edits: bool = False
    now: Call | None = None
    slow: bool = False
    pictures: bool = False
