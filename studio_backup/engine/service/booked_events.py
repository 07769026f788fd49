"""Events of a calendar become weddings: which one an event belongs to, and what changes by it. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

import msgspec

from studio_backup.domain.calendar_event import CalendarEvent
from studio_backup.domain.collection import SETTINGS_LABEL, UNASSIGNED
from studio_backup.domain.wedding_names import folded, key_of
from studio_backup.domain.wedding_record import Decision, Said, WeddingRecord
from studio_backup.engine.schedule.booked import booked
from studio_backup.engine.schedule.venue_places import Places
from studio_backup.engine.schedule.wall_time import day_of
from studio_backup.engine.schedule.zone_names import zone_of

_LONGEST: Final = 200
_NAMELESS: Final = "Wedding"


@dataclass(frozen=True, slots=True)
class Making:
    """What a new wedding is made with: `id` gives a fresh one, `zone` is the studio's, an IANA name."""

    ids: Iterable[str]
    zone: str
    now_ns: int
    places: Places


@dataclass
class Folding:
    """Takes in what one calendar says. `records`: all weddings by id, as they are afterwards; `of`: wedding by uid."""

    calendar: str
    making: Making
    records: dict[str, WeddingRecord]
    of: dict[str, str] = field(default_factory=dict)
    _before: Mapping[str, WeddingRecord] = field(init=False)
    _gone: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._before = dict(self.records)
        for record in self.records.values():
            self.of |= {one.event.uid: record.id for one in record.said if one.calendar == self.calendar}
        self._keys = {key_of(one.name, one.date): one.id for one in self.records.values()}

    @property
    def changed(self) -> tuple[WeddingRecord, ...]:
        """Those that are not as they were before."""
        return tuple(one for key, one in self.records.items() if self._before.get(key) != one)

    def gone(self, uids: Collection[str], decided: bool = False) -> None:
        """The calendar shows these no more. `decided`: a person took the calendar away, which asks nothing."""
        for uid in uids:
            record = self._record(uid)
            if record is not None:
                said = (self._as_gone(one, decided) if self._is(one, uid) else one for one in record.said)
                self._put(msgspec.structs.replace(record, said=tuple(said)))
                self._gone.setdefault(folded(record.name), []).append(record.id)

    def no_weddings(self, uids: Collection[str]) -> None:
        """A person said that these are no weddings: what they said of one counts no more."""
        for uid in uids:
            record = self._record(uid)
            if record is not None:
                said = tuple(one for one in record.said if not self._is(one, uid))
                self._put(msgspec.structs.replace(record, said=said))
                del self.of[uid]

    def take(self, events: Iterable[CalendarEvent]) -> None:
        """What it shows now, in whatever order."""
        for event in sorted(map(cleaned, events), key=lambda one: one.uid):
            record = self._record(event.uid) or self._meant(event)
            if record is None:
                record = self._made(event)
            before = next((one for one in record.said if self._is(one, event.uid)), None)
            shown = Said(calendar=self.calendar, event=event)
            if before is None or before.gone_ns or before.event != event:  # else what a person decided still counts
                said = (one for one in record.said if one is not before)
                self._put(msgspec.structs.replace(record, said=_sorted((*said, shown))))
            self.of[event.uid] = record.id

    def _record(self, uid: str) -> WeddingRecord | None:
        return self.records.get(self.of.get(uid, ""))

    def _meant(self, event: CalendarEvent) -> WeddingRecord | None:
        """The wedding of this name and day, unless that is another couple's; else the one whose event was deleted and
        made anew on another day."""
        same = self.records.get(self._keys.get(key_of(event.name, self._day(event)), ""))
        if same is not None and not self._is_another(same, event):
            return same
        if same is None:
            gone = [self.records[one] for one in dict.fromkeys(self._gone.get(folded(event.name), ()))]
            vanished = [one for one in gone if self._vanished_now(one)]
            return vanished[0] if len(vanished) == 1 else None
        apart = self._keys.get(key_of(_apart(event), self._day(event)), "")
        return self.records.get(apart)

    def _vanished_now(self, record: WeddingRecord) -> bool:
        """All its events vanished with this reading, and none came back yet."""
        return bool(record.said) and all(one.gone_ns == self.making.now_ns for one in record.said)

    def _is_another(self, record: WeddingRecord, event: CalendarEvent) -> bool:
        """Two couples of one name: at one time in two places, by one calendar."""
        told = booked(self._as_record(record.name, event), self.making.places)
        for one in record.said:
            if one.calendar != self.calendar or one.gone_ns or one.event.uid == event.uid:
                continue
            other = booked(self._as_record(record.name, one.event), self.making.places)
            at_once = other.start_ns < told.end_ns and told.start_ns < other.end_ns
            venues = {folded(one.event.venue), folded(event.venue)}
            if at_once and len(venues) == 2 and "" not in venues:
                return True
        return False

    def _made(self, event: CalendarEvent) -> WeddingRecord:
        day = self._day(event)
        name = event.name if key_of(event.name, day) not in self._keys else _apart(event)
        number = 2
        while key_of(name, day) in self._keys:
            name, number = f"{_apart(event)[: _LONGEST - 6]} ({number})", number + 1
        record = self._as_record(name, event)
        made = msgspec.structs.replace(record, id=next(iter(self.making.ids)), date=day, said=())
        self._keys[key_of(name, day)] = made.id
        return made

    def _day(self, event: CalendarEvent) -> str:
        """Which day it is on, at its venue."""
        told = booked(self._as_record(event.name, event), self.making.places)
        zone = zone_of(told.zone)
        return day_of(told.start_ns, zone) if zone is not None and told.end_ns else ""

    def _as_record(self, name: str, event: CalendarEvent) -> WeddingRecord:
        """A wedding of this event alone."""
        return WeddingRecord(
            id="",
            name=name,
            date="",
            zone=self.making.zone,
            made="calendar",
            said=(Said(calendar=self.calendar, event=event),),
            added_ns=self.making.now_ns,
        )

    def _is(self, one: Said, uid: str) -> bool:
        return one.calendar == self.calendar and one.event.uid == uid

    def _as_gone(self, one: Said, decided: bool) -> Said:
        """What a person said of it while it was shown does not answer why it is gone."""
        decision: Decision = "keep" if decided else one.decision if one.gone_ns else ""
        return msgspec.structs.replace(one, gone_ns=one.gone_ns or self.making.now_ns, decision=decision)

    def _put(self, record: WeddingRecord) -> None:
        self.records[record.id] = record


def cleaned(event: CalendarEvent) -> CalendarEvent:
    """An event whose texts can be shown and kept, and whose name can be a wedding's."""
    title, couple, venue = (_line(text) for text in (event.title, event.couple, event.venue))
    if not title or folded(title) in (folded(UNASSIGNED), folded(SETTINGS_LABEL)):
        title = _NAMELESS
    if folded(couple) in (folded(UNASSIGNED), folded(SETTINGS_LABEL)):
        couple = ""
    return msgspec.structs.replace(event, title=title, couple=couple, venue=venue)


def _line(text: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())[:_LONGEST].strip()


def _apart(event: CalendarEvent) -> str:
    """Its name, told from another of the same name by where it is."""
    venue = event.venue.split(",")[0].strip()
    return f"{event.name}, {venue}"[:_LONGEST].strip() if venue else event.name


def _sorted(said: Iterable[Said]) -> tuple[Said, ...]:
    return tuple(sorted(said, key=lambda one: (one.calendar, one.event.uid)))
