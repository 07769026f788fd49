"""The options by which a person tells a policy."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import click
import msgspec

from studio_backup.api.policies import PolicyView
from studio_backup.base.errors import UsageError
from studio_backup.base.names import display
from studio_backup.domain.job import LEVELS
from studio_backup.domain.policy import WEEKDAYS, Daily, Interval, Schedule, Watched, Weekday, Weekly

_TIME: Final = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]\Z")
_KEPT: Final = (
    ("every_point_days", "--keep-all", "Keep every point for so many days."),
    ("daily_days", "--keep-daily", "Then one a day, up to so many days."),
    ("weekly_days", "--keep-weekly", "Then one a week, up to so many days."),
    ("monthly_days", "--keep-monthly", "Then one a month, up to so many days."),
    ("legal_years", "--legal-years", "What the law wants kept: so many years from the event."),
)
_OPTIONS: Final = (
    click.option("--watched", is_flag=True, help="Back up as soon as something changes."),
    click.option("--every", type=click.IntRange(min=1), metavar="MINUTES", help="Back up every so many minutes."),
    click.option("--daily", multiple=True, metavar="HH:MM", help="Back up at this time each day; may be repeated."),
    click.option("--on", metavar="DAYS", help="With --daily: only on these, for example monday,friday."),
    click.option("--weekly", nargs=2, metavar="DAY HH:MM", help="Back up once a week."),
    click.option("--season", type=int, metavar="N", help="So many times as often from May to October."),
    click.option("--level", type=click.Choice(LEVELS), help="How urgent its folders are."),
    click.option("--tier", "tiers", multiple=True, metavar="NAME", help="Copy to this tier only; may be repeated."),
    click.option("--all-tiers", is_flag=True, help="Copy to all tiers there are."),
    click.option("--copies", type=int, help="How many copies are demanded, the working files included."),
    click.option("--media", type=int, help="On how many media."),
    click.option("--places", type=int, help="In how many places."),
    *(click.option(option, name, type=int, help=about) for name, option, about in _KEPT),
    click.option("--confirm", is_flag=True, help="Less than 3 copies, 2 media, 2 places is meant."),
    click.option("--dry-run", is_flag=True, help="Only show what it would do."),
)


@dataclass(frozen=True)
class Told:
    """What was told of a policy, by field; and of its retention."""

    fields: dict[str, Any]
    kept: dict[str, int]

    @property
    def anything(self) -> bool:
        """Whether anything was told."""
        return bool(self.fields or self.kept)

    def over(self, policy: PolicyView) -> dict[str, Any]:
        """All fields a person may edit: as told, else as this policy has them."""
        before = {name: getattr(policy, name) for name in policy.editable}
        return before | {"retention": msgspec.structs.replace(policy.retention, **self.kept)} | self.fields


def policy_options(verb: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the options; the verb gets them as `told`, `confirm` and `dry_run`."""

    @functools.wraps(verb)
    def gathered(*args: Any, confirm: bool, dry_run: bool, **told: Any) -> Any:
        rest = {name: told.pop(name) for name in ("policy", "name", "template") if name in told}
        return verb(*args, **rest, told=_told(told), confirm=confirm, dry_run=dry_run)

    command = gathered
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def _told(told: dict[str, Any]) -> Told:
    fields = {name: told[name] for name in ("level", "copies", "media", "places") if told[name] is not None}
    if told["tiers"] and told["all_tiers"]:
        raise UsageError("Either some tiers or all.", hint="Leave out --tier or --all-tiers.")
    if told["tiers"] or told["all_tiers"]:
        fields["tiers"] = tuple(told["tiers"])
    schedule = _schedule(told)
    if schedule is not None:
        fields["schedule"] = schedule
    return Told(fields, {name: told[name] for name, _, _ in _KEPT if told[name] is not None})


def _schedule(told: dict[str, Any]) -> Schedule | None:
    ways = [name for name in ("watched", "every", "daily", "weekly") if told[name] not in (None, False, ())]
    if len(ways) > 1:
        raise UsageError("A policy has one schedule.", hint="Give one of --watched, --every, --daily, --weekly.")
    way = ways[0] if ways else ""
    if told["on"] is not None and way != "daily":
        raise UsageError("--on goes with --daily.", hint="For example: --daily 22:30 --on monday,friday")
    if told["season"] is not None and way in ("", "watched"):
        raise UsageError("--season goes with --every, --daily or --weekly.", hint="What is watched needs none.")
    if way == "watched":
        return Watched()
    season = 1 if told["season"] is None else told["season"]
    if way == "every":
        return Interval(minutes=told["every"], season=season)
    if way == "daily":
        return Daily(times=tuple(map(_time, told["daily"])), weekdays=_days(told["on"]), season=season)
    return Weekly(weekday=_day(told["weekly"][0]), time=_time(told["weekly"][1]), season=season) if way else None


def _days(told: str | None) -> tuple[Weekday, ...]:
    names = WEEKDAYS if told is None else tuple(day for day in told.split(",") if day.strip())
    return tuple(map(_day, names))


def _day(told: str) -> Weekday:
    found = [day for day in WEEKDAYS if day == told.strip().lower()]
    if not found:
        raise UsageError(f"{display(told)} is no day of the week.", hint=f"They are: {', '.join(WEEKDAYS)}.")
    return found[0]


def _time(told: str) -> str:
    if not _TIME.match(told):
        raise UsageError(f"{display(told)} is no time of day.", hint="Write it as HH:MM, for example 22:30.")
    return told
