"""Why a point is kept or would go, in sentences. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from typing import Final

from studio_backup.base.names import display
from studio_backup.domain.retention import Reason, Rule, day_of

_NAMED: Final[Mapping[Rule, tuple[str, str]]] = {
    "daily": ("day", "{:%Y-%m-%d}"),
    "weekly": ("week", "the week from {:%Y-%m-%d}"),
    "monthly": ("month", "the month {:%Y-%m}"),
}
_SAID: Final[Mapping[Rule, str]] = {
    "undelivered": "Its wedding is not delivered: it loses nothing",
    "unassigned": "It belongs to no wedding yet, and could be of one that is not delivered: it loses nothing",
    "legal": "It holds papers of a wedding, and what the law wants is kept from the event on",
    "paused": "Its folder lost much, or media in it changed, and nobody decided on that yet: it loses nothing",
    "newest": "It is the newest complete point of its folder: it never goes by age",
    "nothing complete since": "It was not finished and no complete one followed: it may hold the only copy of a file",
    "only one with a file": "It is the newest with files which the newest complete point lacks: it never goes by age",
    "missing files not known": "The newest complete point lacks files, and which ones cannot be told now: all are kept",
    "outlived": "It is older than its policy keeps it, and not the newest of a day, week or month that is still kept",
}


def reason_text(reason: Reason, zone: tzinfo) -> str:
    """One sentence, and the day on which the reason ends, if the clock ends it."""
    ends = f", until {day_of(reason.until_ns, zone).isoformat()}" if reason.until_ns else ""
    return f"{_told(reason)}{ends}."


def _told(reason: Reason) -> str:
    if reason.rule in _NAMED:
        return _period(reason)
    if reason.rule == "hold":
        return f"A hold keeps all of its wedding: {display(reason.told)}"
    if reason.rule == "every point":
        return f"Every point is kept for {_days(reason.days)}"
    return _SAID[reason.rule]


def _period(reason: Reason) -> str:
    noun, form = _NAMED[reason.rule]
    which = f" of {form.format(reason.day)}" if reason.day else ""
    return f"It is the newest{which}; one a {noun} is kept for {_days(reason.days)}"


def _days(count: int) -> str:
    if count % 365 == 0:
        return "1 year" if count == 365 else f"{count // 365} years"
    return "1 day" if count == 1 else f"{count:,} days"
