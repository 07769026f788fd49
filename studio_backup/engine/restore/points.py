"""Recovery points as people pick them: by wedding and moment, or one by its id."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from studio_backup.base.errors import NotFoundError, UsageError
from studio_backup.base.names import display
from studio_backup.domain.problem import Problem
from studio_backup.domain.recovery import Selection, by_age, matches_source, select_newest, source_of
from studio_backup.domain.snapshot import StoredSnapshot
from studio_backup.engine.restore.ports import RestoreVault

LEAST_ID = 4  # digits of a point's id that a person must type


@dataclass(frozen=True, slots=True)
class Points:
    """All valid points of some collections, oldest first, and what is wrong with others."""

    points: tuple[StoredSnapshot, ...]
    problems: tuple[Problem, ...]


def load_points(vault: RestoreVault, collections: Iterable[str]) -> Points:
    """Read the points of these collections."""
    listings = [vault.snapshots(collection) for collection in collections]
    found = sorted((point for listing in listings for point in listing.snapshots), key=by_age)
    return Points(tuple(found), tuple(problem for listing in listings for problem in listing.problems))


def select_points(points: Sequence[StoredSnapshot], at_ns: int | None = None, source: str = "") -> Selection:
    """What a restore of a wedding takes at a moment; `source` narrows to one root. Raises NotFoundError."""
    selection = select_newest(points, at_ns)
    if source:
        selection = _narrowed(selection, source)
    if not selection.points:
        raise NotFoundError(*_nothing(selection, at_ns))
    return selection


def _nothing(selection: Selection, at_ns: int | None) -> tuple[str]:
    if selection.only_partial:
        return ("There are only partial points: no backup of this was ever completed.",)
    return ("There is no recovery point at or before that moment." if at_ns else "There is no recovery point yet.",)


def _narrowed(selection: Selection, source: str) -> Selection:
    wanted = os.fsencode(source)
    chosen = tuple(p for p in selection.points if matches_source(p, wanted))
    if not chosen:
        known = ", ".join(display(source_of(p).path) for p in selection.points)
        raise NotFoundError(f"No source root is called {display(source)}.", hint=f"There are: {known}.")
    return replace(selection, points=chosen, only_partial=())


def find_point(points: Sequence[StoredSnapshot], wanted: str) -> StoredSnapshot:
    """The point whose id begins with `wanted`. Raises UsageError if several do, NotFoundError if none does."""
    if len(wanted) < LEAST_ID:
        raise UsageError(f"At least {LEAST_ID} digits of a point's id are needed.", hint="`points` lists them.")
    found = {p.id: p for p in points if p.id.startswith(wanted.lower())}
    if len(found) > 1:
        raise UsageError(f"{len(found)} points begin with {wanted}.", hint="Type more of its digits.")
    if not found:
        raise NotFoundError(f"There is no point {wanted}.", hint="`points` lists them.")
    return next(iter(found.values()))


def select_one(points: Sequence[StoredSnapshot], wanted: str) -> Selection:
    """One point by its id, partial or not; older points of its source stand by for what it lacks."""
    return Selection((find_point(points, wanted),), tuple(sorted(points, key=by_age)))
