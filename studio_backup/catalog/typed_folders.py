"""What was decided of folders without a wedding, in the file of what a person typed."""

from __future__ import annotations

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from studio_backup.catalog import matches
from studio_backup.catalog.folder_models import FolderDecisionModel
from studio_backup.catalog.texts import Raw, from_json, to_json
from studio_backup.domain.matching import ClockOffset, DecidedBy, Decision, FolderState

Text = str | Raw


class TypedFolder(msgspec.Struct, frozen=True, kw_only=True):
    """One decision: see `domain.matching.Decision`."""

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
    return TypedFolder(
        path=to_json(decision.path),
        state=decision.state,
        by=decision.by,
        wedding=to_json(decision.wedding),
        date=to_json(decision.date),
        source=to_json(decision.source),
        made=to_json(decision.made),
        why=to_json(decision.why),
        clocks=decision.clocks,
        at_ns=decision.at_ns,
        settled_ns=decision.settled_ns,
        version=decision.version,
        loose=decision.loose,
    )


def _decision(folder: TypedFolder) -> Decision:
    return Decision(
        path=from_json(folder.path),
        state=folder.state,
        by=folder.by,
        wedding=from_json(folder.wedding),
        date=from_json(folder.date),
        source=from_json(folder.source),
        made=from_json(folder.made),
        why=from_json(folder.why),
        clocks=folder.clocks,
        at_ns=folder.at_ns,
        settled_ns=folder.settled_ns,
        version=folder.version,
        loose=folder.loose,
    )
