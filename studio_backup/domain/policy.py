"""Policies: when a source is backed up, how long its points are kept, where its copies go, how urgent it is.

Schedules are structs, told apart by `kind`: the catalog keeps them, and the door shows them, as they are here.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal, TypeAlias

from msgspec import Meta, Struct

from studio_backup.domain.job import Level

Template = Literal["", "photographer", "videographer", "venue", "florist", "planner", "caterer"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: Final[tuple[Weekday, ...]] = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)
SEASON: Final = range(5, 11)
"""May to October: the months of weddings."""
DEFAULT_ID: Final = "default"

TimeOfDay = Annotated[str, Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$", max_length=5)]
"""On the machine's own clock, 24 hours: "22:30"."""
SeasonFactor = Annotated[int, Meta(ge=1, le=24)]
"""So many times as often from May to October."""
Days = Annotated[int, Meta(ge=1, le=36_500)]
Demand = Annotated[int, Meta(ge=1, le=20)]


class Watched(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="watched"):
    """As it changes: when a changed source has been still for its seconds of rest."""


class Interval(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="interval"):
    """Every so many minutes, counted from the last backup."""

    minutes: Annotated[int, Meta(ge=1, le=44_640)]
    season: SeasonFactor = 1


class Daily(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="daily"):
    """At these times on these days of the week."""

    times: Annotated[tuple[TimeOfDay, ...], Meta(max_length=24)]
    weekdays: Annotated[tuple[Weekday, ...], Meta(max_length=7)] = WEEKDAYS
    season: SeasonFactor = 1


class Weekly(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="weekly"):
    """Once a week; in the season also between."""

    weekday: Weekday
    time: TimeOfDay
    season: SeasonFactor = 1


Schedule: TypeAlias = Watched | Interval | Daily | Weekly


class Retention(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long points are kept, in days from their start: all of them, then one a day, one a week, one a month.

    `legal_years`: what the law wants kept, from the event on. Nothing is removed by these numbers yet: they are what
    a person was promised.
    """

    every_point_days: Days = 90
    daily_days: Days = 365
    weekly_days: Days = 3 * 365
    monthly_days: Days = 7 * 365
    legal_years: Annotated[int, Meta(ge=0, le=100)] = 7


class Policy(Struct, frozen=True, kw_only=True):
    """What a person decided for some sources.

    `tiers`: names of those which get copies, none for all there are. `copies`, `media`, `places`: how many copies are
    demanded, the working files' own included, on how many media and in how many places. `version` counts edits.
    """

    id: str
    name: str
    template: Template = ""
    schedule: Schedule = Watched()
    retention: Retention = Retention()
    tiers: tuple[str, ...] = ()
    copies: int = 3
    media: int = 2
    places: int = 2
    level: Level = "normal"
    added_ns: int = 0
    version: int = 1


DEFAULT: Final = Policy(id=DEFAULT_ID, name="Everything as it changes")
"""Always there: the policy of every source that names no other one."""

LEAST: Final = (3, 2, 2)
"""Copies, media and places below which a person has to confirm."""
