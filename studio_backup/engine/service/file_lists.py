"""Everything in points and weddings, in parts: as `files` lists it, and `points`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from studio_backup.api.browse import (
    FilesQuery,
    FilesView,
    FileView,
    HeldPointView,
    HeldQuery,
    HeldView,
    TroubleView,
)
from studio_backup.api.paths import from_wire, to_wire
from studio_backup.base.errors import NotFoundError, RefusedError, UsageError
from studio_backup.base.names import display
from studio_backup.domain.brief import Brief
from studio_backup.domain.problem import Problem
from studio_backup.domain.recovery import select_newest
from studio_backup.domain.snapshot import StoredSnapshot
from studio_backup.engine.jobs.points import list_points
from studio_backup.engine.jobs.weddings import all_weddings, everything, find_wedding
from studio_backup.engine.restore.folder_pages import walk_after
from studio_backup.engine.restore.points import find_point, load_points, select_points
from studio_backup.engine.restore.selection import SearchText
from studio_backup.engine.restore.walk import child_path
from studio_backup.engine.service.opened import OpenedVault
from studio_backup.engine.service.vault import HeldVault
from studio_backup.engine.service.versions import brief_at
from studio_backup.engine.studio import Studio


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The points in which to look, in order, and what cannot be read."""

    points: tuple[StoredSnapshot, ...]
    problems: tuple[Problem, ...]


class FileLists:
    """Answers what the command line asks. All raise Locked while the vault is."""

    def __init__(self, vault: HeldVault, opened: OpenedVault) -> None:
        self._vault, self._opened = vault, opened

    def held(self, query: HeldQuery) -> HeldView:
        """Points and where they are held."""
        with self._vault.studio() as studio:
            found = list_points(studio, wedding=query.wedding, date=query.date, at_ns=query.at_ns)
        points = tuple(
            HeldPointView(
                id=one.id,
                wedding=one.wedding,
                date=one.date,
                started_ns=one.started_ns,
                ended_ns=one.ended_ns,
                device=one.device,
                source=_wire(one.source),
                files=one.files,
                bytes=one.bytes,
                flagged=one.flagged,
                excluded=one.excluded,
                partial=one.partial,
                held=one.held,
            )
            for one in found.points
        )
        return HeldView(points=points, problems=_troubles(found.problems))

    def files(self, query: FilesQuery) -> FilesView:
        """Entries of points, in the order of points and paths."""
        if not (query.point or query.wedding or query.text):
            raise UsageError("Which files?", hint="Name a point, a wedding, or a text.")
        with self._opened.studio() as studio:
            if not query.after:
                studio.repository.forget()  # another laptop may have written since
            chosen = _choose(studio, query)
        found: list[FileView] = []
        for one in self._entries(chosen.points, query):
            if len(found) == query.limit:
                last = found[-1]
                return FilesView(
                    items=tuple(found), problems=_troubles(chosen.problems), next=f"{last.point}:{last.path}"
                )
            found.append(one)
        return FilesView(items=tuple(found), problems=_troubles(chosen.problems))

    def _entries(self, points: tuple[StoredSnapshot, ...], query: FilesQuery) -> Iterator[FileView]:
        after_point, _, text = query.after.partition(":")
        after: bytes | None = _raw(text) if after_point else None
        if after_point and after_point not in {point.id for point in points}:
            raise RefusedError("A new backup came while this was listed.", hint="List it again.", retryable=True)
        waiting = after is not None
        wanted = SearchText(from_wire(query.text)) if query.text else None
        for point in points:
            if waiting and point.id != after_point:
                continue
            begin, waiting, after = after, False, None
            for path, entry in self._walked(point, _raw(query.path), begin):
                if wanted is None or wanted.finds(path):
                    yield _file(point, path, entry)

    def _walked(self, point: StoredSnapshot, top: bytes, after: bytes | None) -> Iterator[tuple[bytes, Brief]]:
        """(path, entry) of everything below `top` in a point, behind `after`; of a file that alone."""
        entry = brief_at(self._opened, point, top)
        if entry is None:
            raise NotFoundError(f"This point holds no {display(top)}.", hint="`files POINT` lists what it holds.")
        if entry.type != "folder":
            if after is None:
                yield top or point.snapshot.root.raw_name, entry
            return
        load = self._opened.loader(point.snapshot.collection)
        below = after[len(top) + 1 if top else 0 :] if after is not None else None
        for path, one in walk_after(self._opened.pages, load, entry, below):
            yield child_path(top, path), one


def _choose(studio: Studio, query: FilesQuery) -> _Chosen:
    repository = studio.repository
    weddings, problems = everything(studio) if query.point or query.wedding else all_weddings(studio)
    if query.point:
        loaded = load_points(repository, [c for w in weddings for c in w.collections])
        return _Chosen((find_point(loaded.points, query.point),), (*problems, *loaded.problems))
    points: list[StoredSnapshot] = []
    for one in [find_wedding(weddings, query.wedding, query.date)] if query.wedding else weddings:
        loaded = load_points(repository, one.collections)
        problems += loaded.problems
        at_ns = query.at_ns
        points += (select_points(loaded.points, at_ns) if query.wedding else select_newest(loaded.points, at_ns)).points
    return _Chosen(tuple(points), tuple(problems))


def _file(point: StoredSnapshot, path: bytes, entry: Brief) -> FileView:
    return FileView(
        path=_wire(path),
        type=entry.type,
        size=entry.size,
        mtime_ns=entry.mtime_ns,
        point=point.id,
        source=_wire(point.snapshot.source.raw_path),
        flags=entry.flags,
        target=_wire(entry.raw_target) if entry.type == "link" else None,
    )


def _troubles(problems: tuple[Problem, ...]) -> tuple[TroubleView, ...]:
    return tuple(
        TroubleView(object=display(one.object), problem=one.problem, detail=display(one.detail)) for one in problems
    )


def _raw(text: str) -> bytes:
    return from_wire(text).encode("utf-8", "surrogateescape").strip(b"/")


def _wire(name: bytes) -> str:
    return to_wire(name.decode("utf-8", "surrogateescape"))
