"""What the calendar decides, over the wire: whether the studio is ready for its Saturday, and what runs next."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from studio_backup.api.requests import Request
from studio_backup.api.wire import Answer

CheckName = Literal["answers", "space", "keys", "clock", "login", "cards", "kit"]
RunKind = Literal["backup", "reading", "copies", "level", "readiness"]


class CheckView(Answer, frozen=True, kw_only=True):
    """One thing that was looked at. `action`: what mends it, "" where it is green."""

    name: CheckName
    ok: bool
    text: str
    action: str = ""


class ReadinessView(Answer, frozen=True, kw_only=True):
    """Whether the studio is ready. `weddings`: those of the next Saturday window, `from_ns` to `until_ns` when the list
    is looked after by itself (0 where no wedding is known ahead), `asked`: whether it is that now."""

    ready: bool
    checks: tuple[CheckView, ...]
    weddings: tuple[str, ...] = ()
    from_ns: int = 0
    until_ns: int = 0
    asked: bool = False


class NextRunView(Answer, frozen=True, kw_only=True):
    """Something that will happen. `at_ns`: 0 for "as soon as something changes". `what`: the folder, place or wedding;
    `why`: in a sentence."""

    kind: RunKind
    what: str
    at_ns: int
    why: str
    level: str = ""


class ScheduleView(Answer, frozen=True, kw_only=True):
    """What runs next, the soonest first; what waits for a change last."""

    runs: tuple[NextRunView, ...] = ()


class ScheduleQuery(Request, frozen=True, kw_only=True):
    """How many of them."""

    limit: Annotated[int, Meta(ge=1, le=500)] = 100
