"""What a person wants back, before the engine is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from studio_backup.api.restores import NewRestore, OnConflict, PickRequest, PlanRestore
from studio_backup.ui.places import FileRow, Place
from studio_backup.ui.wording.restoring import is_photo

MOST_PICKS: Final = 10_000
"""The engine takes so many single things at once; a whole folder is one."""
TOLD: Final = 200
FileId = tuple[str, str]
"""Point and path below its root."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Single things (`picks`), or a whole wedding as it was at a moment (`place`). `photos`: all of them are photos."""

    picks: tuple[PickRequest, ...] = ()
    place: Place | None = None
    photos: bool = False

    def request(self, to: str, conflict: OnConflict) -> NewRestore:
        """To have it brought back. `to` as the wire spells it, "" for a new folder."""
        if self.place is None:
            return NewRestore(to=to, picks=self.picks, on_conflict=conflict)
        key = self.place.key
        return NewRestore(
            to=to, wedding=key.wedding, date=key.date, at_ns=self.place.at_ns, on_conflict=conflict
        )  # fmt: skip

    def plan(self, to: str, conflict: OnConflict) -> PlanRestore:
        """To have it planned."""
        return PlanRestore(**msgspec.structs.asdict(self.request(to, conflict)), most=TOLD)


def wish_for(rows: Sequence[FileRow], versions: Mapping[FileId, str]) -> Wish:
    """These rows, of some of them another version (the id of its point)."""
    picks = tuple(
        PickRequest(point=versions.get((row.entry.point, row.entry.path), row.entry.point), path=row.entry.path)
        for row in rows
    )
    return Wish(picks, photos=all(not row.is_folder and is_photo(row.entry.name) for row in rows))
