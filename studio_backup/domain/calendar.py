"""A calendar a studio follows: what a person said of it. Its address, which is a secret, is kept elsewhere."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

CalendarKind = Literal["file", "feed", "caldav"]
Choice = Literal["wedding", "none", ""]


class Rules(Struct, frozen=True, kw_only=True):
    """Which events are weddings: those with any of these words, or of any of these categories or colours; all.

    `not_words`: what is none whatever else it says. With nothing named: the words of the trade.
    """

    words: tuple[str, ...] = ()
    not_words: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    every_event: bool = False


class Chosen(Struct, frozen=True, kw_only=True):
    """What a person said of one event."""

    event: str
    choice: Choice


class Calendar(Struct, frozen=True, kw_only=True):
    """`path`: a file's, "" for others. `shown`: host and end of the address, the secret in it left out. `zone`: IANA
    name for events that bear none, "" for the studio's. `version` counts a person's edits.
    """

    id: str
    name: str
    kind: CalendarKind
    path: str = ""
    shown: str = ""
    zone: str = ""
    rules: Rules = Rules()
    chosen: tuple[Chosen, ...] = ()
    added_ns: int = 0
    version: int = 1

    def choice(self, event: str) -> Choice:
        """What a person said of this event, "" for nothing."""
        return next((one.choice for one in self.chosen if one.event == event), "")


class Poll(Struct, frozen=True, kw_only=True):
    """How the polls of a calendar went. `etag`, `modified`, `digest`: by what it is known again unchanged. Times in ns
    UTC, 0 for "not yet": `read_ns`: when its bytes were read, `polled_ns`, `good_ns`: the last poll, and the last good
    one. `failures`: in a row. `trouble`, `hint`: of the last poll, "" if it was good. `skipped`: what of the calendar
    could not be taken, in sentences.
    """

    calendar: str
    etag: str = ""
    modified: str = ""
    digest: str = ""
    read_ns: int = 0
    polled_ns: int = 0
    good_ns: int = 0
    next_ns: int = 0
    failures: int = 0
    trouble: str = ""
    hint: str = ""
    skipped: tuple[str, ...] = ()


class KeptEvent(Struct, frozen=True, kw_only=True):
    """An event of the last good poll. `says`: JSON of what the calendar says. `wedding`: it was handed on as one."""

    uid: str
    says: str
    wedding: bool = False
