"""The tables of folders without a wedding: those that wait, and what was decided."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypeVar

import msgspec
from sqlalchemy import delete, select

from studio_backup.base.errors import DamageError
from studio_backup.catalog.database import Catalog
from studio_backup.catalog.folder_models import FolderDecisionModel, FoundFolderModel
from studio_backup.domain.matching import CameraShots, ClockOffset, Covered, Decision, FoundFolder

T = TypeVar("T")
_DECIDED: Final = tuple(name for name in Decision.__struct_fields__ if name not in ("clocks", "covered"))
_FOUND: Final = tuple(name for name in FoundFolder.__struct_fields__ if name != "cameras")


class DecisionTable:
    """What a person, or where it was sure the program, said of folders. Each call is one durable transaction."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def all(self) -> list[Decision]:
        """All, by path."""
        with self._catalog.reading() as session:
            rows = session.scalars(select(FolderDecisionModel).order_by(FolderDecisionModel.path))
            return [to_decision(row) for row in rows]

    def get(self, path: str) -> Decision | None:
        """What was decided of this folder."""
        with self._catalog.reading() as session:
            row = session.get(FolderDecisionModel, path)
            return to_decision(row) if row else None

    def put(self, decision: Decision) -> Decision:
        """Keep it in place of what was decided before; returned with its new version."""
        with self._catalog.writing() as session:
            before = session.get(FolderDecisionModel, decision.path)
            kept = msgspec.structs.replace(decision, version=before.version + 1 if before else 1)
            session.merge(to_row(kept))
            return kept

    def forget_sources(self, sources: Iterable[str]) -> None:
        """Sources were removed: nothing is decided any more of the folders in them, or made for them."""
        wanted = list(sources)
        with self._catalog.writing() as session:
            gone = FolderDecisionModel.source.in_(wanted) | FolderDecisionModel.made.in_(wanted)
            session.execute(delete(FolderDecisionModel).where(gone))


class FoundTable:
    """Folders that wait to be assigned, as they were found last. Made anew by a look; no person typed it."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def all(self) -> list[FoundFolder]:
        """All, by path."""
        with self._catalog.reading() as session:
            rows = session.scalars(select(FoundFolderModel).order_by(FoundFolderModel.path))
            return [_to_found(row) for row in rows]

    def brief(self) -> list[FoundFolder]:
        """All, without their cameras: often asked for."""
        columns = [getattr(FoundFolderModel, name) for name in _FOUND]
        with self._catalog.reading() as session:
            rows = session.execute(select(*columns).order_by(FoundFolderModel.path)).all()
        return [FoundFolder(**dict(zip(_FOUND, row, strict=True))) for row in rows]

    def replace(self, source: str, folders: Iterable[FoundFolder]) -> None:
        """These and no others wait in a source."""
        with self._catalog.writing() as session:
            session.execute(delete(FoundFolderModel).where(FoundFolderModel.source == source))
            for one in folders:
                told = {name: getattr(one, name) for name in _FOUND}
                session.merge(FoundFolderModel(**told, cameras=_packed(one.cameras)))

    def keep_only(self, sources: Iterable[str]) -> None:
        """Nothing waits in other sources than these."""
        with self._catalog.writing() as session:
            session.execute(delete(FoundFolderModel).where(FoundFolderModel.source.not_in(list(sources))))


def to_row(decision: Decision) -> FolderDecisionModel:
    """As the table holds it."""
    told = {name: getattr(decision, name) for name in _DECIDED}
    return FolderDecisionModel(
        **told, clocks=_packed(decision.clocks), covered=_packed(decision.covered) if decision.covered else ""
    )


def to_decision(row: FolderDecisionModel) -> Decision:
    """As the program knows it."""
    told = {name: getattr(row, name) for name in _DECIDED}
    clocks = _unpacked(row.clocks, tuple[ClockOffset, ...])
    return Decision(**told, clocks=clocks, covered=_unpacked(row.covered, Covered) if row.covered else None)


def _to_found(row: FoundFolderModel) -> FoundFolder:
    told = {name: getattr(row, name) for name in _FOUND}
    return FoundFolder(**told, cameras=_unpacked(row.cameras, tuple[CameraShots, ...]))


def _packed(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _unpacked(value: str, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(value, type=kind)
    except msgspec.MsgspecError as error:
        raise DamageError(
            "The catalog holds a folder's photos or clocks which cannot be read.",
            hint="Stop the engine and move the catalog file away: what was typed comes back from the vault.",
        ) from error
