"""One poll of a calendar, from its address to what the weddings hear of it.

Nothing that a poll meets makes less of a wedding: while a calendar cannot be had, or has shrunk all of a sudden, what
it told before counts; what vanished from it is asked about.
"""

from __future__ import annotations

import contextlib
import logging
import random
import secrets
import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Protocol
from zoneinfo import ZoneInfo

import msgspec
from msgspec.structs import replace

from studio_backup.api.calendars import CalendarView
from studio_backup.base.clock import Clock
from studio_backup.base.errors import NotFoundError, StudioBackupError
from studio_backup.catalog.calendars import CalendarTable
from studio_backup.domain.calendar import Calendar, KeptEvent, Poll
from studio_backup.domain.calendar_event import CalendarEvent
from studio_backup.engine.calendar.addresses import Address, shown
from studio_backup.engine.calendar.deciding import Key, decided, key_of, wedding_event
from studio_backup.engine.calendar.difference import difference
from studio_backup.engine.calendar.marks import Fetched, Marks
from studio_backup.engine.calendar.polling_pace import wait_s
from studio_backup.engine.calendar.reading import read_apart
from studio_backup.engine.calendar.trouble import NotFetched
from studio_backup.engine.calendar.values import Event, Reading
from studio_backup.engine.calendar.wedding_rules import Judged
from studio_backup.engine.schedule.zone_names import zone_of
from studio_backup.engine.service.calendar_secrets import CalendarSecrets
from studio_backup.engine.service.calendar_views import calendar_view
from studio_backup.engine.service.parts import Parts
from studio_backup.engine.service.preferences import PreferencesKept

REREAD_NS = 7 * 86_400 * 10**9
"""After so long an unchanged calendar is read anew: the years that are read move on, and with them what recurs."""
_LOG = logging.getLogger("studio_backup.engine")
_ODD = "The calendar holds something that cannot be taken in."
_ODD_HINT = "It is asked for again by itself; what it told before still counts."
_chance = random.SystemRandom().random


class Booked(Protocol):
    """Who hears which events are weddings."""

    def from_calendar(
        self,
        calendar: str,
        events: Sequence[CalendarEvent],
        gone: Collection[str] = (),
        no_weddings: Collection[str] = (),
    ) -> object:
        """`events`: weddings that are new or say something else. By uid, `gone`: what the calendar shows no more as
        one, and a person is asked about; `no_weddings`: what is none by a person's word, or counts elsewhere."""
        ...

    def by_event(self, calendar: str) -> Mapping[str, str]:
        """Ids of weddings by the uids of the events of this calendar."""
        ...

    def forget_calendar(self, calendar: str) -> None:
        """A person takes a calendar away: its weddings stay, and nothing is asked."""
        ...


class CalendarPolling:
    """Safe for many threads; a calendar is polled by one at a time."""

    def __init__(self, parts: Parts, kept: CalendarSecrets, booked: Booked) -> None:
        self.kept = kept
        self._parts, self._booked = parts, booked
        self.table = CalendarTable(parts.catalog)
        self._guard = threading.Lock()
        self._turns: dict[str, threading.Lock] = {}
        self._applying = threading.RLock()

    # Looking without keeping anything

    def look(self, address: Address, zone: str) -> tuple[Fetched, Reading]:
        """What an address holds now. NotFetched, NotACalendar."""
        clock = self._parts.clock
        fetched = _fetched(address, Marks(), clock)
        return fetched, read_apart(fetched.data, self.zone(zone), clock.now_ns())

    def zone(self, named: str) -> ZoneInfo:
        """The zone of this name, else the studio's."""
        studio = PreferencesKept(self._parts.settings).now.zone
        return zone_of(named) or zone_of(studio) or zone_of(getattr(self._parts.zone(), "key", "")) or ZoneInfo("UTC")

    def judged(self, calendar: Calendar, events: Sequence[Event]) -> dict[str, Judged]:
        """Which of its events are weddings, and why."""
        return decided(calendar, events, self._elsewhere(calendar), self.zone(calendar.zone))

    def view(self, calendar: Calendar) -> CalendarView:
        """As the door shows it."""
        poll = self.table.polls().get(calendar.id, Poll(calendar=calendar.id))
        return calendar_view(calendar, poll, self.table.counts().get(calendar.id, (0, 0)))

    def events(self, calendar_id: str) -> list[Event]:
        """Of its last good poll, by their start."""
        calendar = self.table.get(calendar_id)
        zone = self.zone(calendar.zone)
        found = (_event(one) for one in self.table.events(calendar_id).values())
        return sorted(found, key=lambda one: (one.starts_ns(zone), one.uid))

    def weddings(self, calendar_id: str) -> Mapping[str, str]:
        """Ids of the booked weddings that its events are, by uid."""
        return self._booked.by_event(calendar_id)

    def is_at(self, calendar: Calendar, address: Address) -> bool:
        """Whether this calendar is fetched from there."""
        if calendar.kind == "file" or address.kind == "file":
            return calendar.kind == address.kind and calendar.path == address.path
        if calendar.shown != shown(address):
            return False
        with contextlib.suppress(StudioBackupError):
            return self.kept.read(calendar.id) == address
        return False

    def forget(self, calendar: Calendar, version: int) -> None:
        """Follow it no more. Raises as `CalendarTable.remove`."""
        with self._turn(calendar.id):
            self.table.remove(calendar.id, version)
            self.kept.forget(calendar.id)
            self._booked.forget_calendar(calendar.id)
        self.rejudge_all()

    # Polling

    def add(self, calendar: Calendar, fetched: Fetched, reading: Reading) -> None:
        """Keep a calendar which was just looked at."""
        now = self._parts.clock.now_ns()
        self.table.add(calendar)
        self._apply(calendar, reading, self._good(Poll(calendar=calendar.id), fetched.marks, now), believe=False)

    def poll(self, calendar_id: str, *, believe: bool = False, anew: bool = False) -> Poll:
        """Ask for it now. What goes wrong stands in the poll; NotFoundError for a calendar that is not there.

        `believe`: see `difference`; `anew`: whether it changed or not.
        """
        with self._turn(calendar_id):
            calendar = self.table.get(calendar_id)
            before = self.table.polls().get(calendar_id, Poll(calendar=calendar_id))
            try:
                return self._poll(calendar, before, believe, anew or believe)
            except NotFoundError:
                raise
            except StudioBackupError as error:
                return self._failed(before, error)
            except Exception as error:  # what is odd about one calendar is its own; its text may name the address
                _LOG.error("A calendar could not be taken in: %s", type(error).__name__)
                return self._failed(before, StudioBackupError(_ODD, hint=_ODD_HINT))

    def _poll(self, calendar: Calendar, before: Poll, believe: bool, anew: bool) -> Poll:
        now = self._parts.clock.now_ns()
        fresh = not anew and now - before.read_ns < REREAD_NS
        told = Marks(etag=before.etag, modified=before.modified, digest=before.digest) if fresh else Marks()
        fetched = _fetched(self._address(calendar), told, self._parts.clock)
        good = self._good(before, fetched.marks, now)
        if fetched.unchanged:
            good = replace(good, read_ns=before.read_ns, skipped=before.skipped)
            self.table.note(good)
            return good
        reading = read_apart(fetched.data, self.zone(calendar.zone), now)
        return self._apply(calendar, reading, replace(good, skipped=reading.sentences), believe=believe)

    def _good(self, before: Poll, marks: Marks, now: int) -> Poll:
        return Poll(
            calendar=before.calendar,
            etag=marks.etag,
            modified=marks.modified,
            digest=marks.digest,
            read_ns=now,
            polled_ns=now,
            good_ns=now,
            next_ns=now + int(wait_s(0, _chance()) * 1e9),
        )

    def _failed(self, before: Poll, error: StudioBackupError) -> Poll:
        now, failures = self._parts.clock.now_ns(), before.failures + 1
        after = error.after_s if isinstance(error, NotFetched) else 0.0
        poll = replace(
            before,
            polled_ns=now,
            next_ns=now + int(wait_s(failures, _chance(), after) * 1e9),
            failures=failures,
            trouble=error.message,
            hint=error.hint,
        )
        self.table.note(poll)
        return poll

    def _address(self, calendar: Calendar) -> Address:
        if calendar.kind == "file":
            return Address(kind="file", path=calendar.path)
        address = self.kept.read(calendar.id)
        if address is None:
            raise NotFetched(
                "This calendar's address is not known on this machine: it is a secret, and is not kept in the vault.",
                hint=f"Give it again: `calendar edit {calendar.id} --address-file FILE`.",
            )
        return address

    # Applying

    def rejudge_all(self, anew: str = "") -> None:
        """Rules, or what a person said of events, changed: judge what calendars told before anew.

        `anew`: the calendar of which all weddings are told again, because their zone changed.
        """
        with self._applying:
            for calendar in self.table.all():
                self._rejudge(calendar, anew=calendar.id == anew)

    def _rejudge(self, calendar: Calendar, *, anew: bool = False) -> None:
        with self._applying:
            kept = self.table.events(calendar.id)
            events = {uid: _event(one) for uid, one in kept.items()}
            self._hand_on(calendar, None, kept, events, frozenset(), anew=anew)

    def _apply(self, calendar: Calendar, reading: Reading, good: Poll, *, believe: bool) -> Poll:
        with self._applying:
            calendar = self.table.get(calendar.id)  # it may have been edited, or removed, while it was fetched
            kept = self.table.events(calendar.id)
            before = {uid: _event(one) for uid, one in kept.items()}
            now = {one.uid: one for one in reading.events}
            weddings = frozenset(uid for uid, one in kept.items() if one.wedding)
            zone = self.zone(calendar.zone)
            found = difference(before, now, weddings, good.polled_ns, zone, believe=believe)
            if found.shrunk:
                now = {**before, **now}
                hint = f"If the calendar is right: `calendar poll {calendar.id} --believe`."
                good = replace(good, digest="", etag="", modified="", trouble=found.shrunk, hint=hint)
            gone = frozenset(one.uid for one in found.vanished if one.uid in weddings)
            self._hand_on(calendar, good, kept, now, gone)
            if not found.nothing:
                _LOG.info("%s: %s", calendar.name, found.sentence)
            for other in self.table.all():
                if other.id != calendar.id and not found.nothing:
                    self._rejudge(other)
            return good

    def _hand_on(
        self,
        calendar: Calendar,
        poll: Poll | None,
        kept: Mapping[str, KeptEvent],
        events: Mapping[str, Event],
        gone: frozenset[str],
        *,
        anew: bool = False,
    ) -> None:
        """Tell the weddings, then keep what was told: what fails between is told again by the next poll."""
        judged = self.judged(calendar, tuple(events.values()))
        rows = {uid: _row(event, judged[uid]) for uid, event in events.items()}
        changed = [row for uid, row in rows.items() if kept.get(uid) != row]
        no_more = {uid: one for uid, one in kept.items() if one.wedding and uid in rows and not rows[uid].wedding}
        same = {uid for uid, one in no_more.items() if one.says == rows[uid].says}
        news = rows.values() if anew else changed
        told = [wedding_event(events[row.uid], calendar.zone) for row in news if row.wedding]
        if told or gone or no_more:
            self._booked.from_calendar(calendar.id, told, sorted(gone | no_more.keys() - same), sorted(same))
        self.table.note_events(calendar.id, poll, changed, [uid for uid in kept if uid not in rows])

    def _elsewhere(self, calendar: Calendar) -> dict[Key | str, str]:
        """Weddings of the calendars that were added before this one."""
        found: dict[Key | str, str] = {}
        for other in self.table.all():
            if other.id == calendar.id:
                break
            zone = self.zone(other.zone)
            for one in self.table.events(other.id).values():
                if one.wedding:
                    event = _event(one)
                    found[event.uid] = found[key_of(event, zone)] = other.name
        return found

    @contextlib.contextmanager
    def _turn(self, calendar_id: str) -> Iterator[None]:
        with self._guard:
            turn = self._turns.setdefault(calendar_id, threading.Lock())
        with turn:
            yield


def _fetched(address: Address, marks: Marks, clock: Clock) -> Fetched:
    from studio_backup.engine.calendar.fetching import fetch  # noqa: PLC0415  # urllib3: 20 ms no other verb must pay

    return fetch(address, marks, clock)


def new_id() -> str:
    """For a calendar."""
    return secrets.token_hex(8)


def _event(kept: KeptEvent) -> Event:
    return msgspec.json.decode(kept.says, type=Event)


def _row(event: Event, judged: Judged) -> KeptEvent:
    return KeptEvent(uid=event.uid, says=msgspec.json.encode(event).decode(), wedding=judged.is_wedding)
