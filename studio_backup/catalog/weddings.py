"""The tables of booked weddings: what was typed of each, and what calendars say of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar, get_args

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from studio_backup.base.errors import DamageError, NotFoundError, RefusedError
from studio_backup.base.names import display
from studio_backup.catalog.database import Catalog
from studio_backup.catalog.models import WeddingEventModel, WeddingModel
from studio_backup.domain.calendar_event import CalendarEvent
from studio_backup.domain.wedding_names import key_of
from studio_backup.domain.wedding_record import Decision, Made, Said, TypedWedding, WeddingRecord

T = TypeVar("T")
_LIST: Final = "See `wedding list` for the weddings there are."
_REBUILD: Final = "Stop the engine and move the catalog file away: what was typed comes back from the vault."


class WeddingConflict(RefusedError):
    """Somebody else edited the wedding meanwhile. `current`: as it is now."""

    def __init__(self, current: WeddingRecord) -> None:
        super().__init__(
            "Somebody else edited this wedding meanwhile; nothing was changed.", hint="Look at it again, then edit it."
        )
        self.current = current


@dataclass(frozen=True, slots=True)
class WeddingTable:
    """Each call is one durable transaction."""

    catalog: Catalog

    def all(self) -> list[WeddingRecord]:
        """All, by date."""
        with self.catalog.reading() as session:
            return all_weddings(session)

    def add(self, record: WeddingRecord) -> None:
        """RefusedError if there is one of this name and date."""
        with self.catalog.writing() as session:
            if any(key_of(one.name, one.date) == key_of(record.name, record.date) for one in _named(session)):
                raise taken(record.name, record.date)
            put(session, record)

    def replace(self, record: WeddingRecord, version: int) -> WeddingRecord:
        """Put the edited wedding, if it is still at `version`; returned with its new version.

        Raises WeddingConflict (nothing changed), NotFoundError.
        """
        with self.catalog.writing() as session:
            current = _found(session, record.id)
            if current.version != version:
                raise WeddingConflict(current)
            edited = msgspec.structs.replace(record, version=version + 1)
            put(session, edited)
            return edited

    def keep(self, records: Iterable[WeddingRecord]) -> None:
        """Put weddings whose calendars said something new, or which were booked by themselves. All or nothing."""
        with self.catalog.writing() as session:
            for record in records:
                put(session, record)

    def remove(self, wedding_id: str, version: int) -> None:
        """Take it away, and what calendars said of it. Raises WeddingConflict, NotFoundError."""
        with self.catalog.writing() as session:
            current = _found(session, wedding_id)
            if current.version != version:
                raise WeddingConflict(current)
            forget(session, wedding_id)


def taken(name: str, date: str) -> RefusedError:
    """There is one of this name and date already."""
    return RefusedError(
        f"There is a wedding {display(name)} on {date} already.",
        hint='Edit that one; or, if these are two weddings, give this one another name, such as "… (church)".',
    )


def all_weddings(session: Session) -> list[WeddingRecord]:
    """As WeddingTable.all, within a transaction."""
    said: dict[str, list[Said]] = {}
    for row in session.scalars(select(WeddingEventModel).order_by(WeddingEventModel.calendar, WeddingEventModel.event)):
        said.setdefault(row.wedding, []).append(_to_said(row))
    return [_to_record(row, said) for row in _named(session)]


def put(session: Session, record: WeddingRecord) -> None:
    """The wedding as it is now, and no events but its own."""
    session.execute(delete(WeddingEventModel).where(WeddingEventModel.wedding == record.id))
    session.merge(_to_row(record))
    for one in record.said:
        session.merge(_said_row(record.id, one))


def forget(session: Session, wedding_id: str) -> None:
    """Nothing of it is left."""
    session.execute(delete(WeddingEventModel).where(WeddingEventModel.wedding == wedding_id))
    session.execute(delete(WeddingModel).where(WeddingModel.id == wedding_id))


def _named(session: Session) -> list[WeddingModel]:
    return list(session.scalars(select(WeddingModel).order_by(WeddingModel.date, WeddingModel.id)))


def _found(session: Session, wedding_id: str) -> WeddingRecord:
    row = session.get(WeddingModel, wedding_id)
    if row is None:
        raise NotFoundError("There is no such wedding.", hint=_LIST)
    events = session.scalars(select(WeddingEventModel).where(WeddingEventModel.wedding == wedding_id))
    return _to_record(row, {wedding_id: [_to_said(one) for one in events]})


def _to_row(record: WeddingRecord) -> WeddingModel:
    return WeddingModel(
        id=record.id,
        name=record.name,
        date=record.date,
        zone=record.zone,
        made=record.made,
        typed=msgspec.json.encode(record.typed).decode(),
        added_ns=record.added_ns,
        version=record.version,
    )


def _to_record(row: WeddingModel, said: Mapping[str, Sequence[Said]]) -> WeddingRecord:
    return WeddingRecord(
        id=row.id,
        name=row.name,
        date=row.date,
        zone=row.zone,
        made=_word(row.made, get_args(Made)),
        typed=_decoded(row.typed, TypedWedding),
        said=tuple(sorted(said.get(row.id, ()), key=lambda one: (one.calendar, one.event.uid))),
        added_ns=row.added_ns,
        version=row.version,
    )


def _said_row(wedding: str, said: Said) -> WeddingEventModel:
    return WeddingEventModel(
        calendar=said.calendar,
        event=said.event.uid,
        wedding=wedding,
        says=msgspec.json.encode(said.event).decode(),
        decision=said.decision,
        gone_ns=said.gone_ns,
    )


def _to_said(row: WeddingEventModel) -> Said:
    event = _decoded(row.says, CalendarEvent)
    return Said(
        calendar=row.calendar, event=event, gone_ns=row.gone_ns, decision=_word(row.decision, get_args(Decision))
    )


def _decoded(text: str, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(text, type=kind)
    except msgspec.MsgspecError as error:
        raise DamageError("The catalog holds a wedding which cannot be read.", hint=_REBUILD) from error


def _word(text: str, known: tuple[T, ...]) -> T:
    found = next((one for one in known if one == text), None)
    if found is None:
        raise DamageError("The catalog holds a wedding which cannot be read.", hint=_REBUILD)
    return found
