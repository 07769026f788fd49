"""Looking into recovery points: folder by folder, the versions of a path, the moments of a wedding."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from studio_backup.api.browse import (
    EntryView,
    FilesQuery,
    FilesView,
    FolderHistoryView,
    HeldQuery,
    HeldView,
    HistoryQuery,
    MomentsQuery,
    MomentsView,
    MomentView,
    TreeQuery,
    TreeView,
    VersionsQuery,
    VersionView,
    WeddingTreeQuery,
)
from studio_backup.api.paths import from_wire, to_wire
from studio_backup.api.requests import PageQuery
from studio_backup.api.wire import Page
from studio_backup.base.errors import NotFoundError, UsageError
from studio_backup.base.names import display
from studio_backup.domain.brief import Brief
from studio_backup.domain.collection import Wedding
from studio_backup.domain.recovery import select_newest, source_of
from studio_backup.domain.snapshot import StoredSnapshot
from studio_backup.engine.jobs.points import device_names
from studio_backup.engine.jobs.weddings import find_wedding
from studio_backup.engine.restore.folder_pages import Budget
from studio_backup.engine.restore.layout import root_names
from studio_backup.engine.restore.walk import child_path
from studio_backup.engine.service.engine import Engine
from studio_backup.engine.service.file_lists import FileLists
from studio_backup.engine.service.folder_history import folder_history
from studio_backup.engine.service.opened import OpenedVault
from studio_backup.engine.service.paging import page
from studio_backup.engine.service.reach import Reach
from studio_backup.engine.service.versions import versions

_MOST_GONE: Final = 2_000


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a listing is: a folder of a point. `shown`: its path as it was asked for."""

    point: StoredSnapshot
    path: bytes
    entry: Brief
    shown: bytes


class Browse:
    """One method a verb of the area; all raise Locked while the vault is."""

    def __init__(self, engine: Engine, opened: OpenedVault) -> None:
        self._engine, self._index, self._opened = engine, engine.parts.index, opened
        self._lists = FileLists(engine.parts.vault, opened)
        self._reach = Reach(opened, lambda: engine.places.remembered.tiers)

    def tree(self, point_id: str, query: TreeQuery) -> TreeView:
        """A folder of a point."""
        point = self._opened.point(point_id)
        path = _path(query.path)
        return self._page(self._place(point, path, path), query)

    def wedding_tree(self, query: WeddingTreeQuery) -> TreeView:
        """A folder of a wedding as it was at a moment: the roots, then what is below them."""
        cursor = query.after.partition(":")[0] if query.path else ""
        points = self._points_of(query.wedding, query.date)
        selection = select_newest(points, query.at_ns)
        if not selection.points and not selection.only_partial:
            raise NotFoundError("There is no recovery point at or before that moment.")
        roots = self._named(selection.points)
        if not query.path:
            only_partial = tuple(to_wire(os.fsdecode(root.path)) for root in selection.only_partial)
            return self._roots(roots, query, only_partial)
        path = _path(query.path)
        name, _, below = path.partition(b"/")
        point = roots.get(name)
        if point is None:
            raise NotFoundError(f"There is no folder {display(name)} at that moment.", hint="List the folder above.")
        point = next((one for one in points if cursor and one.id.startswith(cursor)), point)
        return self._page(self._place(point, below, path), query)

    def history(self, point_id: str, query: HistoryQuery) -> FolderHistoryView:
        """What a folder held over time, as seen from a point of it."""
        now, path = self._opened.point(point_id), _path(query.path)
        self._place(now, path, path)
        points = [one for one in self._alike(now) if source_of(one) == source_of(now)]
        found = folder_history(self._opened, points, now, path)
        gone: list[EntryView] = []
        for name in sorted(found.gone)[:_MOST_GONE]:
            point, entry = found.gone[name]
            gone += self._views(self._place(point, path, path), [entry])
        return FolderHistoryView(
            versions={_wire(name): count for name, count in found.versions.items() if count > 1},
            gone=tuple(gone),
            gone_count=len(found.gone),
            complete=found.complete,
        )

    def versions(self, query: VersionsQuery) -> Page[VersionView]:
        """The different contents a path had, newest first."""
        if bool(query.point) == bool(query.wedding):
            raise UsageError("Versions of what?", hint="Name the point it was seen in, or its wedding.")
        if query.point:
            point = self._opened.point(query.point)
            points = [p for p in self._alike(point) if source_of(p) == source_of(point)]
        else:
            points = self._points_of(query.wedding, query.date)
        found = versions(self._opened, self._reach, points, _path(query.path))
        return page(found, query, lambda one: one.point, lambda one: one)

    def moments(self, query: MomentsQuery) -> MomentsView:
        """When a wedding was backed up."""
        wedding = self._wedding(query.wedding, query.date)
        moments = tuple(
            MomentView(
                at_ns=row.started_ns,
                ended_ns=row.ended_ns,
                point=row.id,
                source=to_wire(row.source),
                partial=row.partial,
            )
            for row in self._index.rows()
            if row.collection in wedding.collections
        )
        return MomentsView(wedding=wedding.label, date=wedding.date, moments=moments)

    def held(self, query: HeldQuery) -> HeldView:
        """Points and where they are held."""
        return self._lists.held(query)

    def files(self, query: FilesQuery) -> FilesView:
        """Everything in points, in parts."""
        return self._lists.files(query)

    # Choosing points -------------------------------------------------------------------------------------------

    def _alike(self, point: StoredSnapshot) -> list[StoredSnapshot]:
        """The points of the same wedding."""
        row = self._index.row(point.id)
        assert row is not None
        return self._points_of(row.wedding, row.date)

    def _points_of(self, name: str, date: str) -> list[StoredSnapshot]:
        return self._opened.points(self._wedding(name, date).collections)

    def _wedding(self, name: str, date: str) -> Wedding:
        groups: dict[tuple[str, str], dict[str, None]] = {}
        for row in self._index.rows():
            groups.setdefault((row.wedding, row.date), {})[row.collection] = None
        known = [Wedding(label, label, day, "wedding", tuple(ids)) for (label, day), ids in groups.items()]
        return find_wedding(known, name, date)

    def _named(self, points: Sequence[StoredSnapshot]) -> dict[bytes, StoredSnapshot]:
        """The roots under the names with which a restore brings them back."""
        with self._opened.studio() as studio:
            devices = device_names(studio)
        names = root_names(points, devices)
        return {names[point.id]: point for point in points}

    # Showing ---------------------------------------------------------------------------------------------------

    def _place(self, point: StoredSnapshot, path: bytes, shown: bytes) -> _Place:
        load = self._opened.loader(point.snapshot.collection)
        root = point.snapshot.root
        entry: Brief | None = Brief(type=root.type, tree=root.tree, size=root.size, mtime_ns=root.mtime_ns)
        for name in path.split(b"/") if path else ():
            entry = self._opened.pages.find(load, entry.tree, name) if entry is not None and entry.tree else None
        if entry is None:
            raise NotFoundError(f"This point holds no {display(path)}.", hint="List the folder above.")
        if entry.type != "folder":
            raise UsageError(f"{display(path)} is no folder.", hint="List the folder it is in.")
        return _Place(point, path, entry, shown)

    def _page(self, place: _Place, query: PageQuery) -> TreeView:
        start = _start(query.after)
        load = self._opened.loader(place.point.snapshot.collection)
        pages = self._opened.pages
        outline = pages.outline(load, place.entry.tree)
        entries = pages.page(load, place.entry.tree, start, query.limit)
        end = start + len(entries)
        return TreeView(
            path=_wire(place.shown),
            total=outline.total,
            folders=outline.folders,
            point=place.point.id,
            items=tuple(self._views(place, entries)),
            next=f"{place.point.id}:{end}" if end < outline.total else None,
        )

    def _views(self, place: _Place, entries: list[Brief]) -> Iterable[EntryView]:
        collection = place.point.snapshot.collection
        load, budget = self._opened.loader(collection), Budget()
        lacking = self._lacking(place, entries)
        for one in entries:
            is_folder = one.type == "folder"
            total = self._opened.pages.total(load, one.tree, budget) if is_folder else None
            name = one.raw_name
            yield EntryView(
                name=_wire(name),
                kind=one.type,
                point=place.point.id,
                path=_wire(child_path(place.path, name)),
                size=one.size,
                mtime_ns=one.mtime_ns,
                digest=one.digest,
                flags=one.flags,
                problem=one.problem,
                lacking=lacking.get(name, ""),
                target=_wire(one.raw_target),
                files=total.files if total else None,
                bytes=total.bytes if total else None,
            )

    def _lacking(self, place: _Place, entries: list[Brief]) -> dict[bytes, str]:
        """Which of these files cannot be given, and why. While all is well that costs nothing."""
        collection = place.point.snapshot.collection
        out = self._reach.out_of(collection)
        if not out.packs:
            return {}
        load = self._opened.loader(collection)
        names = {one.raw_name for one in entries if one.type == "file"}
        parts = {self._opened.pages.part_of(load, place.entry.tree, name) for name in names}
        trees = [self._opened.reading(collection, lambda reader, p=part: reader.tree(p)) for part in parts]  # type: ignore[misc]
        whole = [entry for tree in trees for entry in tree.entries if entry.raw_name in names]
        return {entry.raw_name: why for entry in whole if (why := self._reach.lacking(collection, entry, out))}

    def _roots(self, roots: dict[bytes, StoredSnapshot], query: PageQuery, only_partial: tuple[str, ...]) -> TreeView:
        start = _start(query.after)
        with self._opened.studio() as studio:
            devices = device_names(studio)
        ordered = sorted(roots.items())
        shown = ordered[start : start + query.limit]
        end = start + len(shown)
        return TreeView(
            path="",
            total=len(ordered),
            folders=sum(point.snapshot.root.type == "folder" for point in roots.values()),
            items=tuple(_root_view(name, point, devices) for name, point in shown),
            next=f":{end}" if end < len(ordered) else None,
            only_partial=only_partial,
        )


def _root_view(name: bytes, point: StoredSnapshot, devices: dict[str, str]) -> EntryView:
    snapshot = point.snapshot
    return EntryView(
        name=_wire(name),
        kind=snapshot.root.type,
        point=point.id,
        path="",
        size=snapshot.root.size,
        mtime_ns=snapshot.root.mtime_ns,
        digest=snapshot.root.digest,
        flags=snapshot.root.flags,
        problem=snapshot.root.problem,
        files=snapshot.counts.files,
        bytes=snapshot.counts.bytes,
        source=_wire(snapshot.source.raw_path),
        device=devices.get(snapshot.device, snapshot.device),
        at_ns=snapshot.started_ns,
    )


def _start(after: str) -> int:
    """The place in a listing which a cursor names; the beginning, if it is none of ours."""
    number = after.rpartition(":")[2]
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 19 else 0


def _path(text: str) -> bytes:
    return from_wire(text).encode("utf-8", "surrogateescape").strip(b"/")


def _wire(name: bytes) -> str:
    return to_wire(name.decode("utf-8", "surrogateescape"))
