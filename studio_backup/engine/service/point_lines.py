"""Which points follow one another: of one source root of one device in one collection."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from studio_backup.base.errors import StudioBackupError
from studio_backup.catalog.points import PointRow
from studio_backup.domain.retention import Line
from studio_backup.engine.service.opened import OpenedVault


@dataclass(frozen=True, slots=True)
class PointLines:
    """Points by their line, oldest first. `doubtful`: lines that may hold the points of several laptops of one name."""

    rows: Mapping[Line, Sequence[PointRow]]
    doubtful: frozenset[Line]


def point_lines(rows: Sequence[PointRow], opened: OpenedVault) -> PointLines:
    """The lines of these points. A row bears only its laptop's name: where several laptops may be called so the vault
    tells them apart, and while it is locked their lines are doubtful."""
    ambiguous = _ambiguous(rows, opened)
    devices = _devices({row.collection for row in rows if _chain(row) in ambiguous}, opened)
    found: dict[Line, list[PointRow]] = {}
    doubtful: set[Line] = set()
    for row in rows:
        is_ambiguous = _chain(row) in ambiguous
        device = devices.get(row.id, row.device) if is_ambiguous else row.device
        line = Line(device, row.source, row.collection)
        found.setdefault(line, []).append(row)
        if is_ambiguous and row.id not in devices:
            doubtful.add(line)
    return PointLines(found, frozenset(doubtful))


def _ambiguous(rows: Sequence[PointRow], opened: OpenedVault) -> set[tuple[str, str]]:
    """Names in collections where more than one device may bear them: a device counts its points there."""
    numbers = Counter((*_chain(row), row.number) for row in rows)
    repeated = {(device, collection) for (device, collection, _), count in numbers.items() if count > 1}
    twice = _names_borne_twice(opened)
    return repeated | {_chain(row) for row in rows if row.device in twice}


def _names_borne_twice(opened: OpenedVault) -> set[str]:
    try:
        with opened.studio() as studio:
            names = Counter(device.name for device in studio.repository.devices().values())
    except StudioBackupError:  # the numbers of points still tell
        return set()
    return {name for name, count in names.items() if count > 1}


def _devices(collections: set[str], opened: OpenedVault) -> dict[str, str]:
    """Ids of devices by point, as the vault tells them; nothing where it cannot be asked."""
    try:
        points = opened.points(collections) if collections else []
    except StudioBackupError:
        return {}
    return {one.id: one.snapshot.device for one in points}


def _chain(row: PointRow) -> tuple[str, str]:
    return row.device, row.collection
