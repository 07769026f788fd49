"""Weddings and what waits for them, read whole: the window filters and searches by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from studio_backup.api.copies import ReplicasQuery, ReplicaView
from studio_backup.api.errors import EngineGone
from studio_backup.api.matches import FoldersQuery, FolderView
from studio_backup.api.remote import RemoteService
from studio_backup.api.requests import PageQuery
from studio_backup.api.tiers import TierCard
from studio_backup.api.weddings import BookingView, WeddingsQuery
from studio_backup.base.errors import NotFoundError, StudioBackupError
from studio_backup.base.names import display

T = TypeVar("T")
_PART: Final = 500
"""The most the engine gives at a time."""


@dataclass(frozen=True, slots=True)
class WeddingsRead:
    """All weddings, of each place what waits for it, and how many folders with photos wait for their wedding."""

    views: tuple[BookingView, ...]
    waiting: tuple[ReplicaView, ...]
    unassigned: int = 0
    cards: tuple[TierCard, ...] = ()


def read_weddings(engine: RemoteService) -> WeddingsRead:
    """In a thread of the bridge: read them part by part. What cannot be told beside them now, as while the vault is
    locked, is left out: the weddings themselves are shown nevertheless."""
    views = _views(engine)
    return WeddingsRead(
        views, _or_none(_waiting, engine), len(_or_none(_unassigned, engine)), _or_none(read_cards, engine)
    )


def _or_none(read: Callable[[RemoteService], tuple[T, ...]], engine: RemoteService) -> tuple[T, ...]:
    try:
        return read(engine)
    except EngineGone:
        raise
    except StudioBackupError:
        return ()


def _unassigned(engine: RemoteService) -> tuple[FolderView, ...]:
    return engine.matches.list(FoldersQuery(limit=_PART)).items


def read_cards(engine: RemoteService) -> tuple[TierCard, ...]:
    """The places, as many as anybody has."""
    return engine.tiers.list(PageQuery(limit=_PART)).items


def _views(engine: RemoteService) -> tuple[BookingView, ...]:
    found: list[BookingView] = []
    after: str | None = ""
    while after is not None:
        page = engine.weddings.list(WeddingsQuery(limit=_PART, after=after))
        found += page.items
        after = page.next
    return tuple(found)


def _waiting(engine: RemoteService) -> tuple[ReplicaView, ...]:
    found: list[ReplicaView] = []
    after: str | None = ""
    while after is not None:
        page = engine.copies.replicas(ReplicasQuery(limit=_PART, after=after, waiting=True))
        found += page.items
        after = page.next
    return tuple(found)


def find_wedding(engine: RemoteService, target: str) -> BookingView | None:
    """In a thread of the bridge. `target`: an id, "of:DATE:NAME", or "called:NAME" as it is shown; None for none."""
    if target.startswith("called:"):
        shown = target.removeprefix("called:")
        return next((one for one in _views(engine) if display(one.name) == shown), None)
    if not target.startswith("of:"):
        try:
            return engine.weddings.get(target)
        except NotFoundError:
            return None
    date, _, name = target.removeprefix("of:").partition(":")
    found = engine.weddings.list(WeddingsQuery(limit=_PART, text=name[:200])).items
    return next((one for one in found if (one.name, one.date) == (name, date)), None)


def target_of(name: str, date: str) -> str:
    """What leads to the page of a wedding of which only this is known."""
    return f"of:{date}:{name}"
