"""Which booked wedding a person means."""

from __future__ import annotations

import re
from typing import Final

from studio_backup.api.weddings import BookingView, WeddingsQuery
from studio_backup.base.errors import NotFoundError, UsageError
from studio_backup.base.names import display
from studio_backup.cli.door import Door, all_pages
from studio_backup.domain.wedding_names import folded

_ID: Final = re.compile(r"[0-9a-f]{16}\Z")
_SHOWN: Final = 12


def all_weddings(engine: Door, query: WeddingsQuery) -> tuple[BookingView, ...]:
    """Every wedding that is asked for."""
    return all_pages(
        lambda after: engine.service.weddings.list(
            WeddingsQuery(text=query.text, only=query.only, month=query.month, limit=500, after=after)
        )
    )


def wedding_named(engine: Door, named: str, date: str = "") -> BookingView:
    """The wedding of this name in any case, or of this id. `date`: the day it is known by, or is on.

    Raises NotFoundError, or UsageError where a date is needed.
    """
    text = display(named).strip()  # what is no text is no wedding's name either
    alike = all_weddings(engine, WeddingsQuery(text=text[:200]))
    same = [one for one in alike if folded(one.name) == folded(text)]
    if not same and _ID.match(named):
        return engine.service.weddings.get(named)
    found = [one for one in same if date in ("", one.date)] or [one for one in same if one.start[:10] == date]
    if len(found) > 1:
        days = sorted(one.date or "undated" for one in found)
        more = ", …" if len(days) > _SHOWN else ""
        raise UsageError(
            f"{display(named)} is the name of {len(found)} weddings: {', '.join(days[:_SHOWN])}{more}.",
            hint="Say which one with --date YYYY-MM-DD.",
        )
    if not found:
        raise NotFoundError(
            f"No wedding is called {display(named)}{f' on {date}' if date else ''}.",
            hint="`wedding list` lists them, `wedding add` adds one.",
        )
    return found[0]
