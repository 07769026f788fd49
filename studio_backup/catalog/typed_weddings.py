"""Booked weddings among what a person typed. What calendars say goes with it: a feed's address is not kept, so that a
laptop which was lost would else not know when its weddings are."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy.orm import Session

from studio_backup.catalog.texts import Raw, from_json, to_json
from studio_backup.catalog.weddings import all_weddings, put
from studio_backup.domain.wedding_names import key_of
from studio_backup.domain.wedding_record import Made, Said, TypedWedding, WeddingRecord


class KeptWedding(msgspec.Struct, frozen=True, kw_only=True):
    """A wedding as it is kept in the vault: `domain.wedding_record.WeddingRecord`."""

    id: str
    name: str | Raw
    date: str
    zone: str
    made: Made
    typed: TypedWedding
    said: tuple[Said, ...]
    added_ns: int
    version: int


def kept_weddings(session: Session) -> tuple[KeptWedding, ...]:
    """All of which somebody told something, by id."""
    found = sorted((one for one in all_weddings(session) if one.is_told), key=lambda one: one.id)
    return tuple(_kept(one) for one in found)


def bring_weddings(session: Session, kept: Sequence[KeptWedding]) -> int:
    """Take in those of which nothing as new is here; returns how many. One that is here by another id keeps that id,
    and what calendars say of it here."""
    here: dict[str, WeddingRecord] = {one.id: one for one in all_weddings(session)}
    ids = {key_of(one.name, one.date): one.id for one in here.values()}
    return sum(_bring(session, _record(one), here, ids) for one in kept)


def _bring(
    session: Session, brought: WeddingRecord, here: dict[str, WeddingRecord], ids: dict[tuple[str, str], str]
) -> bool:
    same = here.get(brought.id) or here.get(ids.get(key_of(brought.name, brought.date), ""))
    if same is not None and same.is_told and same.version >= brought.version:
        return False
    if same is not None:
        said = {(one.calendar, one.event.uid): one for one in (*brought.said, *same.said)}
        brought = msgspec.structs.replace(brought, id=same.id, said=tuple(said.values()))
    put(session, brought)
    return True


def _kept(one: WeddingRecord) -> KeptWedding:
    return KeptWedding(
        id=one.id,
        name=to_json(one.name),
        date=one.date,
        zone=one.zone,
        made=one.made,
        typed=one.typed,
        said=one.said,
        added_ns=one.added_ns,
        version=one.version,
    )


def _record(kept: KeptWedding) -> WeddingRecord:
    return WeddingRecord(
        id=kept.id,
        name=from_json(kept.name),
        date=kept.date,
        zone=kept.zone,
        made=kept.made,
        typed=kept.typed,
        said=kept.said,
        added_ns=kept.added_ns,
        version=kept.version,
    )
