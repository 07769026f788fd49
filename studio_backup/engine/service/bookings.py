"""The weddings a studio knows: kept in the catalog, answered from memory."""

from __future__ import annotations

import itertools
import logging
import secrets
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

import msgspec

from studio_backup.base.clock import Clock
from studio_backup.base.errors import NotFoundError
from studio_backup.catalog.points import PointRow
from studio_backup.catalog.weddings import WeddingTable, taken
from studio_backup.domain.calendar_event import CalendarEvent
from studio_backup.domain.collection import SETTINGS_LABEL, UNASSIGNED
from studio_backup.domain.source import WatchedSource
from studio_backup.domain.wedding import BookedWedding
from studio_backup.domain.wedding_names import folded, key_of
from studio_backup.domain.wedding_record import TypedWedding, WeddingRecord
from studio_backup.engine.schedule.booked import booked
from studio_backup.engine.schedule.venue_places import known_places
from studio_backup.engine.service.booked_events import Folding, Making
from studio_backup.engine.service.protection_trouble import Troubled

Named = tuple[str, str]
"""Name and date of a wedding, as its sources and points bear them."""
Heard = Callable[[frozenset[str]], None]
"""Hears the ids of weddings which changed, came or went."""
_NO_WEDDINGS: Final = frozenset({folded(UNASSIGNED), folded(SETTINGS_LABEL), ""})
_LOG = logging.getLogger("studio_backup.engine")


class Bookings:
    """Safe for many threads. `zone`: the studio's, an IANA name. `there`: names and dates of all that is stored or
    watched; what nobody booked of it is booked by itself, for the whole day of its date."""

    def __init__(
        self, table: WeddingTable, clock: Clock, zone: Callable[[], str], there: Callable[[], Iterable[Named]]
    ) -> None:
        self._table, self._clock, self._zone, self._there = table, clock, zone, there
        self._places = known_places()
        self._mutex = threading.RLock()
        self._troubled = Troubled()
        self._heard: list[Heard] = []
        self._seen: frozenset[Named] = frozenset()
        self._records: dict[str, WeddingRecord] = {}
        self._booked: dict[str, BookedWedding] = {}
        self._all: tuple[BookedWedding, ...] = ()
        self._take(self._table.all())

    def listen(self, heard: Heard) -> None:
        """Tell of every change from now on, in the thread that made it."""
        self._heard.append(heard)

    # Reading ---------------------------------------------------------------------------------------------------

    def all(self) -> tuple[BookedWedding, ...]:
        """Every wedding by its begin; the same object until one of them changes."""
        return self._all

    def get(self, wedding_id: str) -> BookedWedding:
        """NotFoundError if there is none."""
        found = self._booked.get(wedding_id)
        if found is None:
            raise _unknown()
        return found

    def record(self, wedding_id: str) -> WeddingRecord:
        """What was typed and said of it. NotFoundError if there is none."""
        found = self._records.get(wedding_id)
        if found is None:
            raise _unknown()
        return found

    def by_event(self, calendar: str) -> Mapping[str, str]:
        """Ids of weddings by the uids of the events of this calendar."""
        records = tuple(self._records.values())
        return {one.event.uid: record.id for record in records for one in record.said if one.calendar == calendar}

    # What a person says ----------------------------------------------------------------------------------------

    def would_be(self, record: WeddingRecord) -> BookedWedding:
        """What a record comes to, before it is kept."""
        return booked(record, self._places)

    def fresh(self, name: str) -> WeddingRecord:
        """A wedding nobody knows yet, to be completed."""
        return WeddingRecord(
            id=secrets.token_hex(8), name=name, date="", zone=self._zone(), added_ns=self._clock.now_ns()
        )

    def add(self, record: WeddingRecord) -> BookedWedding:
        """Keep a new one. One of this name and date that was booked by itself takes over what was typed; any other is
        in its way: RefusedError."""
        with self._mutex:
            same = next((one for one in self._records.values() if _key(one) == _key(record)), None)
            if same is not None and same.is_told:
                raise taken(same.name, same.date)
            if same is None:
                self._table.add(record)
                kept = record
            else:
                kept = self._table.replace(
                    msgspec.structs.replace(same, typed=record.typed, made="typed", zone=record.zone), same.version
                )
            self._take([kept])
        self._tell({kept.id})
        return self.get(kept.id)

    def replace(self, record: WeddingRecord, version: int) -> BookedWedding:
        """Put an edited one. Raises as `WeddingTable.replace`."""
        with self._mutex:
            kept = self._table.replace(record, version)
            self._take([kept])
        self._tell({kept.id})
        return self.get(kept.id)

    def remove(self, wedding_id: str, version: int) -> None:
        """Forget it. Raises as `WeddingTable.remove`."""
        with self._mutex:
            self._table.remove(wedding_id, version)
            self._let_go([wedding_id])
        self._tell({wedding_id})

    # What comes by itself --------------------------------------------------------------------------------------

    def look(self) -> None:
        """Book what is stored or watched and nobody booked."""
        with self._mutex:
            there = frozenset(self._there())
            made = [] if there == self._seen else self._unbooked(there)
            self._table.keep(made)
            self._seen = there
            self._take(made)
        self._tell({one.id for one in made})

    def read_again(self) -> None:
        """The catalog knows more than before: a vault was joined, and what was typed came back with it."""
        with self._mutex:
            before = set(self._records)
            records = self._table.all()
            self._let_go(before - {one.id for one in records})
            self._take(records)
            self._seen = frozenset()
        self._tell(before | {one.id for one in records})
        self.look()

    def from_calendar(
        self,
        calendar: str,
        events: Sequence[CalendarEvent],
        gone: Collection[str] = (),
        no_weddings: Collection[str] = (),
    ) -> Mapping[str, str]:
        """What a calendar says now of weddings: ids of weddings by the uids of their events.

        `gone`: uids it shows no more, which a person is asked about; `no_weddings`: of which a person said that they
        are none. What is named nowhere stays as it was.
        """
        with self._mutex:
            folding = self._folding(calendar)
            folding.no_weddings(no_weddings)
            folding.gone(gone)
            folding.take(events)
            told = self._keep(folding)
        self._tell(told)
        return {uid: wedding for uid, wedding in folding.of.items() if wedding in self._records}

    def forget_calendar(self, calendar: str) -> None:
        """A person takes a calendar away: its weddings stay as it told them last, and nothing is asked."""
        with self._mutex:
            folding = self._folding(calendar)
            folding.gone(list(folding.of), decided=True)
            told = self._keep(folding)
        self._tell(told)

    def _folding(self, calendar: str) -> Folding:
        ids = (secrets.token_hex(8) for _ in itertools.count())
        return Folding(calendar, Making(ids, self._zone(), self._clock.now_ns(), self._places), dict(self._records))

    def _keep(self, folding: Folding) -> set[str]:
        """What changed is kept; of what nobody told anything and nothing is stored, nothing is left."""
        changed = folding.changed
        named = {key_of(*one) for one in self._there()} if changed else set()
        empty = [one for one in changed if not one.said and not one.is_typed and _key(one) not in named]
        kept = [one for one in changed if one not in empty]
        self._table.keep(kept)
        for one in empty:
            self._table.remove(one.id, one.version)
        self._let_go(one.id for one in empty)
        self._take(kept)
        return {one.id for one in changed}

    def _unbooked(self, there: Iterable[Named]) -> list[WeddingRecord]:
        known = {_key(one) for one in self._records.values()}
        wanted = {key_of(*one): one for one in sorted(there, reverse=True) if folded(one[0]) not in _NO_WEDDINGS}
        return [
            msgspec.structs.replace(self.fresh(name), date=date, made="stored")
            for key, (name, date) in wanted.items()
            if key not in known
        ]

    # In memory -------------------------------------------------------------------------------------------------

    def _take(self, records: Iterable[WeddingRecord]) -> None:
        changed = [one for one in records if self._records.get(one.id) != one]
        self._records |= {one.id: one for one in changed}
        self._booked |= {one.id: self._reckon(one) for one in changed}
        if changed:
            self._order()

    def _reckon(self, record: WeddingRecord) -> BookedWedding:
        """One wedding that nobody can make sense of holds up no other: it stays as it was, else by its date alone."""
        try:
            found = booked(record, self._places)
        except Exception as error:  # whatever was typed and said of it
            trouble = self._troubled.met(record.id, record.name, error)
            before = self._booked.get(record.id) or self._by_date(record)
            return msgspec.structs.replace(before, trouble=trouble, version=record.version)
        self._troubled.over(record.id)
        return found

    def _by_date(self, record: WeddingRecord) -> BookedWedding:
        typed = TypedWedding(emergency=record.typed.emergency, hold=record.typed.hold)
        try:
            return booked(msgspec.structs.replace(record, typed=typed, said=()), self._places)
        except Exception:  # not even that: it was told already
            return BookedWedding(id=record.id, name=record.name, date=record.date, zone="", start_ns=0, end_ns=0)

    def _let_go(self, ids: Iterable[str]) -> None:
        gone = [one for one in ids if self._records.pop(one, None) is not None]
        for one in gone:
            del self._booked[one]
        if gone:
            self._order()

    def _order(self) -> None:
        self._all = tuple(sorted(self._booked.values(), key=lambda one: (one.start_ns, one.date, one.name, one.id)))

    def _tell(self, ids: Collection[str]) -> None:
        if ids:
            for heard in self._heard:
                self._tell_one(heard, frozenset(ids))

    def _tell_one(self, heard: Heard, ids: frozenset[str]) -> None:
        """Who cannot hear it keeps nothing from the others, nor from who made the change: it is kept."""
        try:
            heard(ids)
        except Exception:  # they look again by themselves
            _LOG.exception("What changed of weddings could not be told on.")


def _key(record: WeddingRecord) -> Named:
    return key_of(record.name, record.date)


def _unknown() -> NotFoundError:
    return NotFoundError("There is no such wedding.", hint="See `wedding list` for the weddings there are.")


def named_in(sources: Iterable[WatchedSource], rows: Iterable[PointRow]) -> Iterator[Named]:
    """The weddings which watched folders and recovery points bear."""
    yield from ((one.wedding, one.date) for one in sources if one.wedding and one.date)
    yield from ((one.wedding, one.date) for one in rows)
