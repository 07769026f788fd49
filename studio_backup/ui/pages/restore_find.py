"""Where a file lies that was found: its wedding, its folder, the moment it was there."""

from __future__ import annotations

import os
from dataclasses import dataclass

from studio_backup.api.browse import WeddingTreeQuery
from studio_backup.api.remote import RemoteService
from studio_backup.api.requests import PointsQuery
from studio_backup.base.errors import NotFoundError
from studio_backup.ui.places import LARGEST_PAGE, Place, WeddingKey, below


@dataclass(frozen=True, slots=True)
class Spot:
    """A folder at a moment, and the file in it, by its path below its root."""

    place: Place
    path: str


def find_spot(engine: RemoteService, point_id: str, path: str) -> Spot:
    """The folder of a file of a point, as it was then. NotFoundError if there is no such point."""
    after: str | None = ""
    while after is not None:
        points = engine.points(PointsQuery(limit=LARGEST_PAGE, after=after))
        for point in points.items:
            if point.id == point_id:
                return _spot(engine, WeddingKey(point.wedding, point.date), point.started_ns, point_id, path)
        after = points.next
    raise NotFoundError("This recovery point is not there any more.", hint="Search again.")


def _spot(engine: RemoteService, key: WeddingKey, at_ns: int, point_id: str, path: str) -> Spot:
    query = WeddingTreeQuery(wedding=key.wedding, date=key.date, at_ns=at_ns, limit=LARGEST_PAGE)
    for root in engine.browse.wedding_tree(query).items:
        if root.point == point_id:
            folder = os.path.dirname(path)
            whole = below(root.name, folder) if folder else root.name
            return Spot(Place(key, whole if root.kind == "folder" else "", at_ns), path)
    raise NotFoundError("This file is not among the wedding's folders at that moment.", hint="Look at a later moment.")


def spot_at(text: str) -> Spot:
    """A wedding as it was at a moment: "AT:DATE:NAME", at in ns UTC."""
    at, date, wedding = text.split(":", 2)
    return Spot(Place(WeddingKey(wedding, date), "", int(at)), "")
