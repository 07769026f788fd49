"""The tables of calendars: what a person said of them, how their polls went, what the last good one told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec
from sqlalchemy import Integer, cast, delete, func, insert, select
from sqlalchemy.orm import Session

from studio_backup.base.errors import DamageError, NotFoundError, RefusedError
from studio_backup.catalog.database import Catalog
from studio_backup.catalog.models import CalendarEventModel, CalendarModel, CalendarPollModel
from studio_backup.catalog.texts import Raw, from_json, to_json
from studio_backup.domain.calendar import Calendar, CalendarKind, Chosen, KeptEvent, Poll, Rules

_LIST: Final = "See `calendar list` for the calendars there are."
_AT_ONCE: Final = 500


class CalendarConflict(RefusedError):
    """Somebody else edited the calendar meanwhile. `current`: as it is now."""

    def __init__(self, current: Calendar) -> None:
        super().__init__(
            "Somebody else edited this calendar meanwhile; nothing was changed.", hint="Look at it again, then edit it."
        )
        self.current = current


@dataclass(frozen=True, slots=True)
class CalendarTable:
    """Each call is one transaction."""

    catalog: Catalog

    def all(self) -> list[Calendar]:
        """In the order they were added."""
        with self.catalog.reading() as session:
            return all_calendars(session)

    def get(self, calendar_id: str) -> Calendar:
        """NotFoundError if there is none."""
        with self.catalog.reading() as session:
            return to_calendar(_found(session, calendar_id))

    def add(self, calendar: Calendar) -> None:
        """A new one."""
        with self.catalog.writing() as session:
            session.add(to_row(calendar))

    def replace(self, calendar: Calendar, version: int) -> Calendar:
        """Put the edited one, if it is still at `version`; returned with its new version.

        Raises CalendarConflict (nothing changed), NotFoundError.
        """
        with self.catalog.writing() as session:
            current = to_calendar(_found(session, calendar.id))
            if current.version != version:
                raise CalendarConflict(current)
            edited = msgspec.structs.replace(calendar, version=version + 1)
            session.merge(to_row(edited))
            return edited

    def remove(self, calendar_id: str, version: int) -> None:
        """Take it away with all it told. Raises as `replace`."""
        with self.catalog.writing() as session:
            row = _found(session, calendar_id)
            if row.version != version:
                raise CalendarConflict(to_calendar(row))
            session.delete(row)
            session.execute(delete(CalendarPollModel).where(CalendarPollModel.calendar == calendar_id))
            session.execute(delete(CalendarEventModel).where(CalendarEventModel.calendar == calendar_id))

    def polls(self) -> Mapping[str, Poll]:
        """By calendar."""
        with self.catalog.reading() as session:
            return {row.calendar: _to_poll(row) for row in session.scalars(select(CalendarPollModel))}

    def counts(self) -> Mapping[str, tuple[int, int]]:
        """By calendar: how many events it has, and how many of them are weddings."""
        counted = select(
            CalendarEventModel.calendar, func.count(), func.sum(cast(CalendarEventModel.wedding, Integer))
        ).group_by(CalendarEventModel.calendar)
        with self.catalog.reading() as session:
            return {calendar: (events, int(weddings)) for calendar, events, weddings in session.execute(counted)}

    def events(self, calendar_id: str) -> dict[str, KeptEvent]:
        """What the last good poll told, by uid."""
        model = CalendarEventModel  # its columns and no objects: there may be 30,000
        asked = select(model.uid, model.says, model.wedding).where(model.calendar == calendar_id)
        with self.catalog.reading() as session:
            rows = session.execute(asked)
            return {uid: KeptEvent(uid=uid, says=says, wedding=wedding) for uid, says, wedding in rows}

    def note(self, poll: Poll) -> None:
        """How a poll went; nothing is kept if the calendar is gone meanwhile."""
        self.note_events(poll.calendar, poll, (), ())

    def note_events(self, calendar_id: str, poll: Poll | None, put: Iterable[KeptEvent], drop: Sequence[str]) -> None:
        """Which events changed, and how the poll went (None: there was none). Nothing is kept of a calendar gone."""
        with self.catalog.writing() as session:
            if session.get(CalendarModel, calendar_id) is None:
                return
            if poll is not None:
                session.merge(CalendarPollModel(**msgspec.structs.asdict(poll)))
            _drop(session, calendar_id, drop)
            _put(session, calendar_id, put)


def all_calendars(session: Session) -> list[Calendar]:
    """As CalendarTable.all, within a transaction."""
    rows = session.scalars(select(CalendarModel).order_by(CalendarModel.added_ns, CalendarModel.id))
    return [to_calendar(row) for row in rows]


def _found(session: Session, calendar_id: str) -> CalendarModel:
    row = session.get(CalendarModel, calendar_id)
    if row is None:
        raise NotFoundError("There is no such calendar.", hint=_LIST)
    return row


def to_row(calendar: Calendar) -> CalendarModel:
    """As the table holds it."""
    told = msgspec.structs.asdict(calendar)
    return CalendarModel(
        **told | {name: msgspec.json.encode(told[name]).decode() for name in ("rules", "chosen")},
    )


def to_calendar(row: CalendarModel) -> Calendar:
    """As the program knows it."""
    try:
        rules = msgspec.json.decode(row.rules, type=Rules)
        chosen = msgspec.json.decode(row.chosen, type=tuple[Chosen, ...])
    except msgspec.MsgspecError as error:
        raise DamageError(
            "The catalog holds a calendar which cannot be read.",
            hint="Stop the engine and move the catalog file away: what was typed comes back from the vault.",
        ) from error
    names = ("id", "name", "kind", "path", "shown", "zone", "added_ns", "version")
    return Calendar(**{name: getattr(row, name) for name in names}, rules=rules, chosen=chosen)


def _to_poll(row: CalendarPollModel) -> Poll:
    return Poll(**{name: getattr(row, name) for name in Poll.__struct_fields__})


def _put(session: Session, calendar_id: str, events: Iterable[KeptEvent]) -> None:
    rows = [{"calendar": calendar_id, **msgspec.structs.asdict(one)} for one in events]
    if rows:
        session.execute(insert(CalendarEventModel).prefix_with("OR REPLACE"), rows)


def _drop(session: Session, calendar_id: str, uids: Sequence[str]) -> None:
    for first in range(0, len(uids), _AT_ONCE):
        some = uids[first : first + _AT_ONCE]
        session.execute(
            delete(CalendarEventModel).where(
                CalendarEventModel.calendar == calendar_id, CalendarEventModel.uid.in_(some)
            )
        )


# What a person typed, as it lies in the vault: never the address, which is a secret; a file's path is none.


class TypedCalendar(msgspec.Struct, frozen=True, kw_only=True):
    """A calendar in the vault."""

    id: str | Raw
    name: str | Raw
    kind: CalendarKind
    path: str | Raw
    shown: str | Raw
    zone: str
    rules: Rules
    chosen: tuple[Chosen, ...]
    added_ns: int
    version: int


def typed_calendars(session: Session) -> tuple[TypedCalendar, ...]:
    """All of them, by id."""
    found = sorted(all_calendars(session), key=lambda one: one.id)
    return tuple(
        TypedCalendar(**msgspec.structs.asdict(one) | {name: to_json(getattr(one, name)) for name in _TEXTS})
        for one in found
    )


def bring_calendar(session: Session, typed: TypedCalendar) -> bool:
    """Put it, unless one is here that is not older."""
    there = session.get(CalendarModel, from_json(typed.id))
    if there is not None and there.version >= typed.version:
        return False
    texts = {name: from_json(getattr(typed, name)) for name in _TEXTS}
    session.merge(to_row(Calendar(**msgspec.structs.asdict(typed) | texts)))
    return True


_TEXTS: Final = ("id", "name", "path", "shown")
