"""From the folders of a source to shoots: which of them a person would call one, and asks a wedding for. Pure.

A folder with all below it is one shoot if its name bears a day, or if its photos are of one day and night. A folder
that holds shoots ("2026", "Pictures") is none: its own loose photos are asked for apart from those in folders below.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from studio_backup.domain.matching import CameraShots, Evidence
from studio_backup.engine.matching.folder_names import named, words_of
from studio_backup.engine.matching.reading import FolderRead

ONE_SHOOT_S: Final = 36 * 3_600
"""From the first to the last photo of one wedding day; who comes late has slept in between."""
_MOST_ASTRAY: Final = 0.1
"""So much of a folder's photos may be of other days, as those of guests are."""


@dataclass(frozen=True, slots=True)
class Shoot:
    """A folder that may be assigned as one. `parts`: below the source, () for the source itself.

    `loose`: only what lies directly in it, without the folders below. `cameras`: as in `Evidence`.
    """

    parts: tuple[str, ...]
    loose: bool
    media: int
    bytes: int
    unread: int
    others: int
    newest_ns: int
    cameras: tuple[CameraShots, ...]

    def evidence(self, source_name: str) -> Evidence:
        """What matching needs. `source_name`: the name of the source's folder."""
        return Evidence(names=(source_name, *self.parts), cameras=self.cameras)


@dataclass(slots=True)
class _Node:
    own: FolderRead | None = None
    below: dict[str, _Node] = field(default_factory=dict)


def shoots(folders: Iterable[FolderRead], source_name: str = "") -> list[Shoot]:
    """The shoots of a source, in the order of their paths; each file of media belongs to one. `source_name`: of its
    folder."""
    root = _Node()
    for one in folders:
        here = root
        for name in one.parts:
            here = here.below.setdefault(name, _Node())
        here.own = one
    return sorted(_of(root, (), source_name), key=lambda one: (one.parts, one.loose))


def _of(node: _Node, parts: tuple[str, ...], source_name: str) -> Iterator[Shoot]:
    pending = [(node, parts)]
    while pending:
        here, path = pending.pop()
        read = list(_all(here))
        if not any(one.media or one.unread for one in read):
            continue
        name = path[-1] if path else source_name
        if not _has_media_below(here) or named([name]).days or (_may_be_one(here, name) and _is_one(read)):
            yield _shoot(path, read, loose=False)
            continue
        if here.own is not None and (here.own.media or here.own.unread):
            yield _shoot(path, [here.own], loose=True)
        pending += [(below, (*path, name)) for name, below in here.below.items()]


def _all(node: _Node) -> Iterator[FolderRead]:
    pending = [node]
    while pending:
        here = pending.pop()
        if here.own is not None:
            yield here.own
        pending += here.below.values()


def _has_media_below(node: _Node) -> bool:
    return any(one.media or one.unread for below in node.below.values() for one in _all(below))


def _may_be_one(node: _Node, name: str) -> bool:
    """Not a folder that only holds others, as "Pictures" and "2026" do, or those of several days."""
    if node.own is not None and node.own.media:
        return True
    return bool(words_of(name)) and not any(named([below]).days for below in node.below)


def _is_one(read: list[FolderRead]) -> bool:
    """Whether nearly all dated photos are of one shoot; never where none is dated."""
    walls = sorted(wall for one in read for shots in one.cameras for wall in shots.walls_s)
    needed = len(walls) - int(len(walls) * _MOST_ASTRAY)
    return bool(walls) and any(
        walls[first + needed - 1] - walls[first] <= ONE_SHOOT_S for first in range(len(walls) - needed + 1)
    )


def _shoot(parts: tuple[str, ...], read: list[FolderRead], *, loose: bool) -> Shoot:
    return Shoot(
        parts,
        loose,
        sum(one.media for one in read),
        sum(one.bytes for one in read),
        sum(one.unread for one in read),
        sum(one.others for one in read),
        max(one.newest_ns for one in read),
        _joined(shots for one in read for shots in one.cameras),
    )


def _joined(found: Iterable[CameraShots]) -> tuple[CameraShots, ...]:
    """The photos of each camera, from however many folders."""
    by_camera: dict[str, list[CameraShots]] = {}
    for one in found:
        by_camera.setdefault(one.camera, []).append(one)
    return tuple(_one_camera(camera, parts) for camera, parts in sorted(by_camera.items()))


def _one_camera(camera: str, parts: list[CameraShots]) -> CameraShots:
    offsets = {one.offset_s for one in parts if one.walls_s}
    return CameraShots(
        camera=camera,
        walls_s=tuple(sorted(wall for one in parts for wall in one.walls_s)),
        not_set=sum(one.not_set for one in parts),
        undated=sum(one.undated for one in parts),
        offset_s=next(iter(offsets)) if len(offsets) == 1 else None,
        footage=sum(one.footage for one in parts),
    )
