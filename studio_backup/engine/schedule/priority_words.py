"""Why a level holds and what is missing, in sentences. Moments are told by the venue's clock. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from studio_backup.base.names import display
from studio_backup.domain.priorities import DAY, HOUR, Numbers
from studio_backup.domain.protection import DataClass, HeldCopy, Rule
from studio_backup.engine.schedule.policy_words import listed
from studio_backup.engine.schedule.priority_counting import Safety, last_holders
from studio_backup.engine.schedule.priority_ground import Tally
from studio_backup.engine.schedule.priority_windows import Windows, local

_WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True, slots=True)
class Telling:
    """Of what a reason tells: a wedding's moments, how safe its media is, and when."""

    windows: Windows
    numbers: Numbers
    safety: Safety
    at_ns: int

    def told(self, moment_ns: int) -> str:
        """A moment by the venue's clock."""
        return moment(moment_ns, self.windows)

    @property
    def end(self) -> str:
        """When the event ends; a midnight is the end of the day before."""
        there = local(self.windows.end_ns - 1, self.windows.zone)
        is_midnight = local(self.windows.end_ns, self.windows.zone).date() != there.date()
        return f"at the end of {day(there)}" if is_midnight else self.told(self.windows.end_ns)

    @property
    def start(self) -> str:
        """When the event begins."""
        return self.told(self.windows.start_ns)

    @property
    def strange(self) -> str:
        """That the venue's zone is not known, if it is not."""
        name = self.windows.strange_zone
        return f" Its time zone {display(name)} is not known here: the studio's is used." if name else ""


def reason_text(rule: Rule, now: Telling) -> str:
    """Why the rule holds at that moment, and what ends it."""
    return _TEXTS[rule](now) + now.strange


def last_copy_text(kind: DataClass, copies: Sequence[HeldCopy]) -> str:
    """Why a wedding of which one readable copy is left is an emergency."""
    holders = last_holders(copies)
    left = [display(copy.tier) for copy in holders]
    if not left:
        return f"No copy of its {kind} is left that can be read, at any place that answers."
    is_one = len(left) == 1 or all(copy.on_machine for copy in holders)
    if not is_one:
        return (
            f"Of some of its {kind} only one readable copy is left, at {listed(left)}: it is copied on before all else."
        )
    where = f"at {left[0]}" if len(left) == 1 else f"on one machine, at {listed(left)}"
    return f"Only one readable copy of its {kind} is left, {where}: it is copied on before all else."


def shortfall_text(
    wanted: Tally, have: Tally, possible: Tally, lacking: Sequence[str], left_out: Collection[str] = ()
) -> str:
    """What is missing of the demand. `possible`: if every place for it held a copy; `lacking`: sentences on copies that
    do not count; `left_out`: places to which its policies want none."""
    return " ".join((*_missing(wanted, have), *_beyond(wanted, possible, left_out), *lacking))


def missed_text(files: int) -> str:
    """That files could not be read, and so are on no copy."""
    return f"{files} of its files could not be read: {'it is' if files == 1 else 'they are'} on no copy."


def lacking_text(copy: HeldCopy, oldest_ns: int, period_s: int) -> str:
    """Why a copy does not count; "" if it does. `period_s`: in which it must have been read back."""
    name = display(copy.tier)
    if not copy.readable:
        return f"What {name} holds cannot be read now."
    if not copy.complete:
        return f"{name} lacks some of it." if copy.partial else f"{name} holds none of it yet."
    if not copy.read_ns:
        return f"{name} holds all of it, but it was not read back yet."
    if copy.read_ns < oldest_ns:
        return f"{name} holds all of it, but it was not read back for more than {span(period_s)}."
    return ""


def moment(at_ns: int, windows: Windows) -> str:
    """By the venue's clock: "Fri 19 June 2026, 18:00"; a midnight is the day alone."""
    there = local(at_ns, windows.zone)
    return day(there) if not there.hour and not there.minute else f"{day(there)}, {there:%H:%M}"


def day(there: datetime) -> str:
    """ "Fri 19 June 2026"."""
    return f"{_WEEKDAYS[there.weekday()]} {there.day} {_MONTHS[there.month - 1]} {there.year}"


def span(seconds: int) -> str:
    """A length of time in whole days or hours: "14 days", "48 hours"."""
    unit, word = (DAY, "day") if seconds > 2 * DAY and seconds % DAY == 0 else (HOUR, "hour")
    number = max(1, seconds // unit)
    return f"{number} {word}" if number == 1 else f"{number:,} {word}s"


def _missing(wanted: Tally, have: Tally) -> Iterator[str]:
    if any(one < need for one, need in zip(have[:3], wanted[:3], strict=True)):
        yield (
            f"{have.tiers} of {wanted.tiers} demanded copies count, on {have.media} of {wanted.media} media, in"
            f" {have.places} of {wanted.places} places."
        )
    if have.away < wanted.away or have.away_places < wanted.away_places:
        yield f"Off the machine {have.away} count: {wanted.away} are needed, in as many places."
    if have.offsite < wanted.offsite:
        yield "None of them is off-site: in another place than the machine's and the venue's."


def _beyond(wanted: Tally, possible: Tally, left_out: Collection[str]) -> Iterator[str]:
    if all(one >= need for one, need in zip(possible, wanted, strict=True)):
        return
    if left_out:
        names = listed(sorted(map(display, left_out)))
        yield f"Its policies leave out {names}: the other places are enough for {_told(possible)}."
    elif any(one < need for one, need in zip(possible[:3], wanted[:3], strict=True)):
        yield f"The studio has places for {_told(possible)}."


def _told(tally: Tally) -> str:
    """The first three numbers: "3 copies on 2 media in 2 places"."""
    copies, media, places = (
        f"{number} {one if number == 1 else more}"
        for number, one, more in zip(tally, ("copy", "medium", "place"), ("copies", "media", "places"), strict=False)
    )
    return f"{copies} on {media} in {places}"


def _not_safe(now: Telling) -> str:
    if now.windows.is_delivered(now.at_ns):
        return "Its media is critical until the demanded copies were read back."
    if now.safety.all_read:
        return "All demanded copies of its media were read back: it is critical until its cards are released."
    if now.safety.released:
        return "Its cards are released, but its media is critical until all demanded copies were read back."
    return "Its media is critical until all demanded copies were read back and its cards are released."


def _within_critical(now: Telling) -> str:
    ahead = next((begin for begin, _ in now.windows.saturdays if begin > now.at_ns), 0)
    told = f" Saturday protection from {now.told(ahead)}." if ahead else ""
    return (
        f"The wedding is on {now.start}: its papers are critical from {now.numbers.critical_days} days before until it"
        f" ends, {now.end}.{told}"
    )


def _saturday(now: Telling) -> str:
    window = now.windows.saturday_at(now.at_ns)
    until = f" until {now.told(window[1])}" if window else ""
    return f"Saturday protection{until}: the wedding touches this weekend, and all that belongs to it is critical."


def _within_high(now: Telling) -> str:
    return (
        f"The wedding is on {now.start}: its papers are high from {now.numbers.high_days} days before, and critical"
        f" from {now.told(now.windows.critical_ns)}."
    )


def _not_delivered(now: Telling) -> str:
    on = f", {now.told(now.windows.delivered_ns)}" if now.windows.delivered_ns else ""
    return f"Shot and not delivered yet: back to normal when the gallery is delivered{on}."


def _booked(now: Telling) -> str:
    if not now.windows.has_event:
        return "Booked, and its day is not known yet: its papers are normal."
    return f"Booked for {now.start}: its papers are normal, and high from {now.told(now.windows.high_ns)}."


def _after(now: Telling) -> str:
    until = f", {now.told(now.windows.archive_ns)}" if now.windows.archive_ns else ""
    return f"The wedding is over: its papers are normal until {now.numbers.kept_days} days after its delivery{until}."


def _delivered(now: Telling) -> str:
    windows, days = now.windows, now.numbers.kept_days
    return (
        f"Delivered on {now.told(windows.delivered_ns)}: its media is normal for {days} days, until"
        f" {now.told(windows.archive_ns)}."
    )


def _archive(now: Telling) -> str:
    given, days = now.told(now.windows.delivered_ns), now.numbers.kept_days
    return f"Archive: delivered on {given}, {days} days ago or more."


def _plain(text: str) -> Callable[[Telling], str]:
    return lambda _: text


_TEXTS: Final[Mapping[Rule, Callable[[Telling], str]]] = {
    "emergency pressed": _plain("Somebody pressed Emergency: it goes before all else until that is taken back."),
    "media not safe": _not_safe,
    "unassigned media": _plain("Camera media of no wedding yet: it is critical until it is assigned or dismissed."),
    "unassigned files": _plain("Files of no wedding yet: they are high until they are assigned or dismissed."),
    "studio papers": _plain("The studio's own papers, catalogs and portfolios: they are normal."),
    "papers within 7 days": _within_critical,
    "saturday window": _saturday,
    "papers within 30 days": _within_high,
    "media not delivered": _not_delivered,
    "papers booked": _booked,
    "papers after the event": _after,
    "media delivered": _delivered,
    "cancelled": _plain("Cancelled: its papers are normal, and its media stays as it is."),
    "archive": _archive,
}
