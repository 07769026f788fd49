"""Folders without a wedding: listed with what they may belong to, given to a wedding, dismissed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo

import msgspec

from studio_backup.api.matches import (
    AssignFolder,
    CameraView,
    FolderRequest,
    FoldersQuery,
    FolderView,
    MatchView,
    SetClock,
)
from studio_backup.api.paths import from_wire, to_wire
from studio_backup.api.wire import DoneView, Page
from studio_backup.base.errors import NotFoundError, RefusedError, UsageError
from studio_backup.base.names import display
from studio_backup.domain.matching import CameraShots, ClockOffset, Decision, FolderState, FoundFolder
from studio_backup.domain.source import WatchedSource
from studio_backup.domain.wedding import BookedWedding
from studio_backup.domain.wedding_names import key_of
from studio_backup.engine.jobs.weddings import folded, one_of_several
from studio_backup.engine.matching.matching import WeddingIndex, clocks_in
from studio_backup.engine.matching.spans import day_of, time_of
from studio_backup.engine.matching.unassigned import evidence_of, is_exposed, is_within, waits
from studio_backup.engine.service.assigning import Assigning, checked_folder
from studio_backup.engine.service.engine import Engine
from studio_backup.engine.service.paging import page
from studio_backup.engine.service.shoot_look import ShootLook
from studio_backup.engine.service.watched_folders import WatchedFolders

YOU_SAID_SO = "You assigned it."


@dataclass(frozen=True, slots=True)
class Exposed:
    """Media of a source that has no wedding yet: it is protected like media of one. `newest_ns`: newest change.

    `looked`: false while nobody knows what lies there: then all of it may be media.
    """

    files: int = 0
    bytes: int = 0
    newest_ns: int = 0
    looked: bool = True


class Matches:
    """See `engine.server.ports.matches`. `booked`: all weddings the studio knows."""

    def __init__(self, engine: Engine, folders: WatchedFolders, booked: Callable[[], Sequence[BookedWedding]]) -> None:
        self._engine, self._parts, self._booked = engine, engine.parts, booked
        self._assigning = Assigning(engine, folders, self._decided)
        self.look = ShootLook(engine, self._assigning, self._index, self._list_changed)
        self._kept: _Kept | None = None
        self._indexed: tuple[Sequence[BookedWedding], tzinfo, WeddingIndex] | None = None
        engine.deciding.dismissed, engine.deciding.moving = self.is_dismissed, self.is_moving

    # What is asked of it

    def list(self, query: FoldersQuery) -> Page[FolderView]:
        """Those that wait, or what was decided; or all folders with photos of a wedding."""
        known = self._known()
        if query.wedding:
            paths = sorted(known.paths_of(query.wedding, query.date))
        else:
            paths = sorted(path for path in known.paths() if query.state in ("", known.state(path)))
        return page(paths, query, _key, lambda path: self._view(path, known))

    def assign(self, request: AssignFolder) -> FolderView:
        """The folder is a source of that wedding from now on."""
        path = checked_folder(from_wire(request.path))
        name, date = self._meant(request.wedding, request.date)
        self._assigning.assign(path, name, date, "person", YOU_SAID_SO)
        return self._view(path, self._known())

    def dismiss(self, request: FolderRequest) -> FolderView:
        """It needs no wedding. RefusedError while nobody knows what lies in it."""
        path = self._listed(request.path)
        if not self._known().is_looked(path):
            raise RefusedError(
                f"{display(path)} was not looked through yet: nobody knows which photos lie in it.",
                hint="It is looked through after its first backup. Say it again then.",
            )
        self._assigning.dismiss(path)
        return self._view(path, self._known())

    def undo(self, request: FolderRequest) -> FolderView:
        """As before it was decided: it waits again, or is again of the wedding it had."""
        path = os.path.normpath(from_wire(request.path))
        taken_back = self._assigning.undo(path)
        self.look.again(taken_back.source)
        return self._view(path, self._known())

    def set_clock(self, request: SetClock) -> FolderView:
        """How far a camera was off, as a person says."""
        path = self._listed(request.path, of_weddings=True)
        self._check_camera(path, request.camera)
        before = self._assigning.decisions.get(path) or Decision(path=path, state="open", by="")
        clocks = [one for one in before.clocks if one.camera != request.camera]
        if request.seconds is not None:
            clocks.append(ClockOffset(camera=request.camera, seconds=request.seconds, by_person=True))
        clocks.sort(key=lambda one: one.camera)
        self._assigning.decisions.put(msgspec.structs.replace(before, clocks=tuple(clocks)))
        self._engine.keeper.changed()
        self._list_changed()
        return self._view(path, self._known())

    # What others ask

    def exposed(self) -> Mapping[str, Exposed]:
        """By source id: media without a wedding, until it is dismissed or the first complete point of one holds it."""
        looked, sources = self.look.looked(), self._parts.sources.all()
        told = {one.id: Exposed(looked=one.id in looked) for one in sources if not one.wedding}
        decisions = {one.path: one for one in self._assigning.decisions.all()}
        given = {one.id for one in sources if one.wedding}
        for one in self._assigning.found.brief():
            if is_exposed(one, decisions, given):
                sofar = told.get(one.source, Exposed())
                told[one.source] = Exposed(
                    sofar.files + one.media + one.unread,
                    sofar.bytes + one.bytes,
                    max(sofar.newest_ns, one.newest_ns),
                    sofar.looked,
                )
        return told

    def is_dismissed(self, source: WatchedSource) -> bool:
        """Whether a person said of all media in a source that has no wedding that it needs none."""
        return source.id in self._now_kept().dismissed

    def is_moving(self, source: WatchedSource) -> bool:
        """Whether it was given to its wedding, and no complete point there holds it yet."""
        return source.id in self._now_kept().moving

    def _now_kept(self) -> _Kept:
        """Asked for often: reckoned again only after a look or a decision."""
        kept = self._kept
        if kept is None:
            decisions = self._assigning.decisions.all()
            said = {one.path for one in decisions if one.state == "dismissed"}
            at_rest = {id for id, one in self.exposed().items() if one.looked and not one.files}
            of = {one.id: one.path for one in self._parts.sources.all()}
            dismissed = {id for id in at_rest if any(is_within(path, of[id]) for path in said)}
            moving = {one.made or one.source for one in decisions if one.state == "assigned" and not one.settled_ns}
            kept = self._kept = _Kept(frozenset(dismissed), frozenset(moving))
        return kept

    # What it is made of

    def _meant(self, name: str, date: str) -> tuple[str, str]:
        """The booked wedding's own name and date; as typed where there is none. UsageError for one of several."""
        meant = sorted(
            (one.date, one.name)
            for one in self._booked()
            if folded(one.name) == folded(name) and date in ("", one.date)
        )
        if len(meant) > 1:
            raise one_of_several(name, [day for day, _ in meant])
        return (meant[0][1], meant[0][0]) if meant else (name, date)

    def _listed(self, told: str, *, of_weddings: bool = False) -> str:
        path, known = os.path.normpath(from_wire(told)), self._known()
        if path not in known.paths() and not (of_weddings and path in known.found):
            raise NotFoundError(
                f"{display(path)} is not among the folders without a wedding.", hint="`unassigned list` lists them."
            )
        return path

    def _check_camera(self, path: str, camera: str) -> None:
        found = self._known().found.get(path)
        cameras = [one.camera for one in found.cameras] if found else []
        if cameras and camera not in cameras:
            raise UsageError(
                f"No photo in {display(path)} is of {display(camera) or 'a camera without a name'}.",
                hint=f"They are of {', '.join(display(one) or 'a camera without a name' for one in cameras)}.",
            )

    def _index(self) -> WeddingIndex:
        """Of the weddings as they are now: made anew only when one changed, or the machine travelled."""
        booked, zone = self._booked(), self._parts.zone()
        if self._indexed is None or self._indexed[0] is not booked or self._indexed[1] != zone:
            self._indexed = booked, zone, WeddingIndex(booked, zone)
        return self._indexed[2]

    def _known(self) -> _Known:
        looked, sources = self.look.looked(), self._parts.sources.all()
        unlooked = {one.path: one for one in sources if not one.wedding and one.id not in looked}
        return _Known(
            {path: FoundFolder(path=path, source=one.id) for path, one in unlooked.items()}
            | {one.path: one for one in self._assigning.found.all()},
            {one.path: one for one in self._assigning.decisions.all()},
            {one.id: one for one in sources},
            frozenset(unlooked),
            frozenset(one.id for one in sources if one.wedding),
        )

    def _view(self, path: str, known: _Known) -> FolderView:
        found = known.found.get(path, FoundFolder(path=path, source=""))
        decision = known.decision(path)
        source = known.sources.get(found.source or (decision.source if decision else ""))
        may_be_media = found.media > 0 or path in known.unlooked
        view = FolderView(
            path=to_wire(path),
            source=source.id if source else "",
            source_path=to_wire(source.path) if source else "",
            state=decision.state if decision else "open",
            looked=known.is_looked(path),
            level="critical" if may_be_media and is_exposed(found, known.decisions, known.given) else "high",
            cameras=tuple(map(_camera, found.cameras)),
            clocks=decision.clocks if decision else (),
            **{name: getattr(found, name) for name in ("loose", "media", "bytes", "unread", "others", "newest_ns")},
        )
        if view.state == "open":
            return self._with_matches(view, found, source, decision)
        return self._with_decision(view, found, source, decision)

    def _with_matches(
        self, view: FolderView, found: FoundFolder, source: WatchedSource | None, decision: Decision | None
    ) -> FolderView:
        if source is None:
            return view
        told = self._index().matches(evidence_of(found, source.path, decision))
        shown = tuple(MatchView(**{name: getattr(one, name) for name in one.__struct_fields__}) for one in told)
        return msgspec.structs.replace(view, matches=shown, why=decision.why if decision else "")

    def _with_decision(
        self, view: FolderView, found: FoundFolder, source: WatchedSource | None, decision: Decision | None
    ) -> FolderView:
        if decision is None:
            return view
        wedding = next(
            (one for one in self._booked() if (one.name, one.date) == (decision.wedding, decision.date)), None
        )
        clocks = decision.clocks
        if wedding is not None and source is not None and found.cameras:
            clocks = clocks_in(evidence_of(found, source.path, decision), wedding, self._parts.zone())
        told = {name: getattr(decision, name) for name in ("by", "wedding", "date", "why", "at_ns")}
        return msgspec.structs.replace(view, clocks=clocks, settled=decision.settled_ns > 0, **told)

    def _decided(self, decision: Decision) -> None:
        self._kept = None
        self._engine.wake()  # levels may be others now
        self._parts.bus.publish("matches", _key(decision.path), self._view(decision.path, self._known()))

    def _list_changed(self) -> None:
        self._kept = None
        self._parts.bus.publish("matches", "", DoneView(message="Folders without a wedding were looked through."))


@dataclass(frozen=True, slots=True)
class _Kept:
    """Ids of sources: all media in them was dismissed; on their way to a wedding."""

    dismissed: frozenset[str]
    moving: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Known:
    """All there is at one moment, by path, and the sources by id. `unlooked`: paths of those nobody looked into yet;
    `given`: ids of those that have a wedding."""

    found: Mapping[str, FoundFolder]
    decisions: Mapping[str, Decision]
    sources: Mapping[str, WatchedSource]
    unlooked: frozenset[str]
    given: frozenset[str]

    def decision(self, path: str) -> Decision | None:
        """What was decided of it; of what lies in the folder of a wedding, that it is of that wedding."""
        own, found = self.decisions.get(path), self.found.get(path)
        if found is None or found.source not in self.given or (own is not None and own.state == "assigned"):
            return own
        source, clocks = self.sources[found.source], own.clocks if own else ()
        return Decision(
            path=path, state="assigned", by="person", wedding=source.wedding, date=source.date, clocks=clocks,
            settled_ns=source.added_ns or 1,
        )  # fmt: skip

    def paths_of(self, wedding: str, date: str) -> set[str]:
        """Folders with photos that were given to a wedding, or lie in a folder of it."""
        key = key_of(wedding, date)
        return {
            path
            for path in self.found
            if (one := self.decision(path)) and one.state == "assigned" and key_of(one.wedding, one.date) == key
        }

    def state(self, path: str) -> FolderState:
        decision = self.decisions.get(path)
        return decision.state if decision else "open"

    def is_looked(self, path: str) -> bool:
        """Whether it is known what lies there, or lay there at the last look."""
        return path not in self.unlooked or self.found[path].media > 0

    def paths(self) -> set[str]:
        """Folders that wait, and those of which something was decided."""
        waiting = {path for path, one in self.found.items() if waits(one, self.decisions, self.given)}
        return waiting | {path for path, one in self.decisions.items() if one.state != "open"}


def _camera(one: CameraShots) -> CameraView:
    first, last = (one.walls_s[0], one.walls_s[-1]) if one.walls_s else (None, None)
    return CameraView(
        camera=one.camera,
        dated=len(one.walls_s),
        not_set=one.not_set,
        undated=one.undated,
        first="" if first is None else f"{day_of(first)}T{time_of(first)}",
        last="" if last is None else f"{day_of(last)}T{time_of(last)}",
    )


def _key(path: str) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:16]
