"""The table of verifications: what was read back, where and when. Kept like jobs; no part of what a person typed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import fields

from sqlalchemy import delete, select, tuple_

from studio_backup.base.errors import NotFoundError
from studio_backup.catalog.database import Catalog
from studio_backup.catalog.models import VerificationModel
from studio_backup.domain.job import Check
from studio_backup.domain.verification import Verification

_NAMES = tuple(field.name for field in fields(Verification))


class VerificationTable:
    """Verifications by id. Each call is one durable transaction."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def add(self, found: Iterable[Verification]) -> None:
        """Keep them; one which is kept already is replaced."""
        with self._catalog.writing() as session:
            for one in found:
                session.merge(VerificationModel(**{name: getattr(one, name) for name in _NAMES}))

    def page(
        self, limit: int, before_id: str = "", *, place: str = "", wedding: str = "", levels: Collection[Check] = ()
    ) -> list[Verification]:
        """Newest first, of this place, wedding and levels ("" and none: of all); those of all weddings are of each.

        Those after `before_id` in that order; NotFoundError if it is none.
        """
        table = VerificationModel
        wanted = select(table).order_by(table.ended_ns.desc(), table.id.desc()).limit(limit)
        if place:
            wanted = wanted.where(table.place == place)
        if wedding:
            wanted = wanted.where(table.wedding.in_(("", wedding)))
        if levels:
            wanted = wanted.where(table.level.in_(sorted(levels)))
        with self._catalog.reading() as session:
            if before_id:
                before = session.get(table, before_id)
                if before is None:
                    raise NotFoundError("There is no such verification any more.", hint="List them from the beginning.")
                wanted = wanted.where(tuple_(table.ended_ns, table.id) < (before.ended_ns, before.id))
            return [_to_verification(row) for row in session.scalars(wanted)]

    def delete_older(self, before_ns: int) -> None:
        """Forget what ended before that moment."""
        with self._catalog.writing() as session:
            session.execute(delete(VerificationModel).where(VerificationModel.ended_ns < before_ns))


def _to_verification(row: VerificationModel) -> Verification:
    return Verification(**{name: getattr(row, name) for name in _NAMES})
