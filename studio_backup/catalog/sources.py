"""The table of watched sources. A source read from it bears its policy's level, unless a person gave it its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace as changed
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from studio_backup.base.errors import NotFoundError, RefusedError
from studio_backup.catalog.database import Catalog
from studio_backup.catalog.models import SourceModel
from studio_backup.catalog.policies import by_id
from studio_backup.domain.policy import Policy
from studio_backup.domain.source import WatchedSource

_LIST: Final = "See `source list` for the sources there are."


class Conflict(RefusedError):
    """Somebody else edited the source meanwhile. `current`: as it is now."""

    def __init__(self, current: WatchedSource) -> None:
        super().__init__(
            "Somebody else edited this source meanwhile; nothing was changed.", hint="Look at it again, then edit it."
        )
        self.current = current


class SourceTable:
    """What a person typed about sources. Each call is one durable transaction."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def all(self) -> list[WatchedSource]:
        """All, in the order they were added."""
        with self._catalog.reading() as session:
            rows = session.scalars(select(SourceModel).order_by(SourceModel.added_ns, SourceModel.id))
            policies = by_id(session)
            return [_levelled(to_source(row), policies) for row in rows]

    def get(self, source_id: str) -> WatchedSource:
        """NotFoundError if there is none."""
        with self._catalog.reading() as session:
            return _levelled(to_source(_row(session, source_id)), by_id(session))

    def add(self, source: WatchedSource) -> None:
        """RefusedError if its id is taken."""
        with self._catalog.writing() as session:
            if session.get(SourceModel, source.id) is not None:
                raise RefusedError("There is a source with this id already.", hint=_LIST)
            session.add(to_row(source))

    def replace(self, source: WatchedSource, version: int) -> WatchedSource:
        """Put the edited source, if it is still at `version`; returned with its new version.

        Raises Conflict (nothing changed), NotFoundError.
        """
        with self._catalog.writing() as session:
            row = _row(session, source.id)
            if row.version != version:
                raise Conflict(_levelled(to_source(row), by_id(session)))
            edited = changed(source, version=version + 1)
            session.merge(to_row(edited))
            return _levelled(edited, by_id(session))

    def remove(self, source_id: str) -> None:
        """Its points stay in the vault. NotFoundError if there is none."""
        with self._catalog.writing() as session:
            session.delete(_row(session, source_id))


def _row(session: Session, source_id: str) -> SourceModel:
    row = session.get(SourceModel, source_id)
    if row is None:
        raise NotFoundError("There is no such source.", hint=_LIST)
    return row


def _levelled(source: WatchedSource, policies: Mapping[str, Policy]) -> WatchedSource:
    policy = policies.get(source.policy) or policies[""]
    return changed(source, level=policy.level) if source.level_of_policy else source


def to_row(source: WatchedSource) -> SourceModel:
    """As the table holds it."""
    return SourceModel(
        id=source.id,
        path=source.path,
        wedding=source.wedding,
        date=source.date,
        excludes=source.excludes,
        settle_s=source.settle_s,
        level="normal" if source.level_of_policy else source.level,
        added_ns=source.added_ns,
        version=source.version,
        policy=source.policy,
        level_of_policy=source.level_of_policy,
    )


def to_source(row: SourceModel) -> WatchedSource:
    """As the program knows it."""
    return WatchedSource(
        id=row.id,
        path=row.path,
        wedding=row.wedding,
        date=row.date,
        excludes=row.excludes,
        settle_s=row.settle_s,
        level=row.level,
        added_ns=row.added_ns,
        version=row.version,
        policy=row.policy,
        level_of_policy=row.level_of_policy,
    )
