"""Calendars over the wire. A feed's address is a secret: it is sent once, and never shown again whole."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import UNSET, Meta, UnsetType

from studio_backup.api.requests import Label, Request
from studio_backup.api.wire import Answer, Editable

CalendarKind = Literal["file", "feed", "caldav"]
Words = Annotated[tuple[Annotated[str, Meta(min_length=1, max_length=100)], ...], Meta(max_length=100)]
Address = Annotated[str, Meta(min_length=1, max_length=4_096)]
Password = Annotated[str, Meta(max_length=1_000)]
Choice = Literal["wedding", "none"]


class WeddingRules(Request, frozen=True, kw_only=True):
    """Which events are weddings: any of these words in title, place or notes; any of these categories or colours; all.

    `not_words`: what is none whatever else it says. With nothing named: the words of the trade.
    """

    words: Words = ()
    not_words: Words = ()
    categories: Words = ()
    every_event: bool = False


class CalendarView(Editable, frozen=True, kw_only=True):
    """A calendar. `address`: host and the end of the path, the secret in it left out. `trouble`: why the last poll
    failed, in a sentence, "" if it did not; then what it told before still counts. `events`: of the last good poll."""

    editable: ClassVar[tuple[str, ...]] = ("name", "rules", "zone")
    id: str
    name: str
    kind: CalendarKind
    address: str
    zone: str = ""
    rules: WeddingRules = WeddingRules()
    polled_ns: int = 0
    good_ns: int = 0
    next_ns: int = 0
    trouble: str = ""
    hint: str = ""
    events: int = 0
    weddings: int = 0
    skipped: tuple[str, ...] = ()
    added_ns: int = 0


class EventView(Answer, frozen=True, kw_only=True):
    """An event of a calendar, and whether it is a wedding, and why. `chosen`: what a person said of it."""

    id: str
    title: str
    place: str = ""
    start: str
    end: str
    zone: str = ""
    all_day: bool = False
    cancelled: bool = False
    is_wedding: bool = False
    why: str = ""
    chosen: Choice | Literal[""] = ""
    wedding: str = ""


class CalendarPreview(Answer, frozen=True, kw_only=True):
    """What a calendar holds: the events of the next three years and the last one, those which are weddings first.

    `more`: how many are left out of them."""

    name: str = ""
    events: tuple[EventView, ...] = ()
    weddings: int = 0
    skipped: tuple[str, ...] = ()
    more: int = 0


class NewCalendar(Request, frozen=True, kw_only=True):
    """A calendar to follow. `address`: a file's path (as `api.paths` writes it), an https or webcal address, or with
    `user` and `password` a CalDAV server's."""

    address: Address
    name: Label = ""
    user: Label = ""
    password: Password = ""
    zone: Annotated[str, Meta(max_length=64)] = ""
    rules: WeddingRules = WeddingRules()

    def __repr__(self) -> str:
        return "NewCalendar(…)"


class CalendarPatch(Request, frozen=True, kw_only=True):
    """What to change of a calendar; what is left out stays. An address brings its user and password, or none."""

    name: Label | UnsetType = UNSET
    zone: Annotated[str, Meta(max_length=64)] | UnsetType = UNSET
    rules: WeddingRules | UnsetType = UNSET
    address: Address | UnsetType = UNSET
    user: Label = ""
    password: Password = ""

    def __repr__(self) -> str:
        return "CalendarPatch(…)"


class ChooseEvent(Request, frozen=True, kw_only=True):
    """What a person says of one event: it is a wedding, or it is none. "": the rules decide again."""

    event: Label
    choice: Choice | Literal[""] = "wedding"


class PollCalendar(Request, frozen=True, kw_only=True):
    """`believe`: a person says that a calendar which shrank all of a sudden is right; what it lost is asked about."""

    believe: bool = False
