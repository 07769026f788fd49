"""What was decided of folders without a wedding, in the file of what a person typed."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from studio_backup.catalog import matches
from studio_backup.catalog.folder_models import FolderDecisionModel
from studio_backup.catalog.texts import Raw, from_json, to_json
from studio_backup.domain.matching import ClockOffset, Covered, DecidedBy, Decision, FolderState

Text = str | Raw


class TypedFolder(msgspec.Struct, frozen=True, kw_only=True):
    """One decision: see `domain.matching.Decision`. Fields with a default were not told by older programs."""

    path: Text
    state: FolderState
    by: DecidedBy
    wedding: Text
    date: Text
    source: Text
    made: Text
    why: Text
    clocks: tuple[ClockOffset, ...]
    at_ns: int
    settled_ns: int
    version: int
    loose: bool = False
    covered: Covered | None = None
    was_wedding: Text = ""
    was_date: Text = ""


_TEXTS: Final = ("path", "wedding", "date", "source", "made", "why", "was_wedding", "was_date")
_AS_THEY_ARE: Final = tuple(name for name in TypedFolder.__struct_fields__ if name not in _TEXTS)


def typed_folders(session: Session) -> tuple[TypedFolder, ...]:
    """All decisions, by path."""
    rows = session.scalars(select(FolderDecisionModel).order_by(FolderDecisionModel.path))
    return tuple(_of(matches.to_decision(row)) for row in rows)


def bring_folder(session: Session, folder: TypedFolder) -> bool:
    """Keep it, where nothing as new is here; whether it was kept."""
    decision = _decision(folder)
    there = session.get(FolderDecisionModel, decision.path)
    if there is not None and there.version >= decision.version:
        return False
    session.merge(matches.to_row(decision))
    return True


def _of(decision: Decision) -> TypedFolder:
    texts: dict[str, Any] = {name: to_json(getattr(decision, name)) for name in _TEXTS}
    return TypedFolder(**texts, **{name: getattr(decision, name) for name in _AS_THEY_ARE})


def _decision(folder: TypedFolder) -> Decision:
    texts: dict[str, Any] = {name: from_json(getattr(folder, name)) for name in _TEXTS}
    return Decision(**texts, **{name: getattr(folder, name) for name in _AS_THEY_ARE})
