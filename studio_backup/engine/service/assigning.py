"""Giving a folder to a wedding, and taking that back. No stored byte is moved, and there is no moment without cover.

A folder in a source becomes a source of its own, and the source around it goes on holding it too. That stores new files
of it twice, and in return no removed, moved or forgotten source of its own can ever leave the folder to nobody.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable

import msgspec

from studio_backup.api.paths import to_wire
from studio_backup.api.requests import NewSource, SourcePatch
from studio_backup.base.errors import NotFoundError, RefusedError, StudioBackupError, UsageError
from studio_backup.base.names import display
from studio_backup.catalog.matches import DecisionTable, FoundTable
from studio_backup.domain.job import rank
from studio_backup.domain.matching import DecidedBy, Decision
from studio_backup.domain.source import WatchedSource
from studio_backup.engine.jobs.weddings import folded
from studio_backup.engine.matching.unassigned import inherited, innermost, parts_below
from studio_backup.engine.service.engine import Engine
from studio_backup.engine.service.watched_folders import WatchedFolders

_LOG = logging.getLogger("studio_backup.engine")


class Assigning:
    """Decides nothing itself. `changed` hears of each decision."""

    def __init__(self, engine: Engine, folders: WatchedFolders, changed: Callable[[Decision], None]) -> None:
        self._engine, self._parts, self._folders, self._changed = engine, engine.parts, folders, changed
        self.decisions, self.found = DecisionTable(engine.parts.catalog), FoundTable(engine.parts.catalog)

    def assign(self, path: str, wedding: str, date: str, by: DecidedBy, why: str) -> Decision:
        """The folder is a source of this wedding from now on. Raises UsageError, RefusedError, NotFoundError."""
        begun, sources = self._parts.clock.now_ns(), self._parts.sources.all()
        before = self.decisions.get(path)
        made = next((one for one in sources if before and one.id == before.made), None)
        around = next((one for one in sources if before and one.id == before.source), None) or innermost(path, sources)
        if made is not None:
            target, made_id = self._reassign(made, wedding, date), made.id
        elif around is not None and around.path == path and not self._is_loose(path):
            target, made_id = self._reassign(around, wedding, date), ""
        else:
            target = self._made(path, around, wedding, date)
            made_id = target.id
        return self._decide(
            Decision(
                path=path,
                state="assigned",
                by=by,
                wedding=target.wedding,
                date=target.date,
                source=around.id if around else "",
                made=made_id,
                why=why,
                clocks=before.clocks if before else (),
                at_ns=begun,
                loose=self._is_loose(path) or bool(before and before.loose),
            )
        )

    def dismiss(self, path: str) -> Decision:
        """It needs no wedding. RefusedError while it has one."""
        before = self.decisions.get(path)
        if before is not None and before.state == "assigned":
            raise RefusedError(
                f"{display(path)} belongs to {display(before.wedding)}.",
                hint="Take that back first: `unassigned undo`.",
            )
        return self._decide(
            Decision(
                path=path,
                state="dismissed",
                by="person",
                clocks=before.clocks if before else (),
                loose=self._is_loose(path),
            )
        )

    def undo(self, path: str) -> Decision:
        """As if nothing had been decided, but that it is not decided again by itself. NotFoundError if nothing was."""
        before = self.decisions.get(path)
        if before is None or before.state == "open":
            raise NotFoundError(f"Nothing was decided of {display(path)}.", hint="`unassigned list --all` lists all.")
        if before.state == "assigned":
            self._release(before)
        return self._decide(
            Decision(
                path=path, state="open", by="person", source=before.source, clocks=before.clocks, loose=before.loose
            )
        )

    def unsettled(self) -> frozenset[str]:
        """Ids of sources which hold folders that no complete point of their wedding holds yet."""
        return frozenset(
            one.source for one in self.decisions.all() if one.state == "assigned" and not one.settled_ns and one.source
        )

    def settle(self) -> None:
        """Note what became safe under its wedding, and what has a source of its own no more."""
        sources = {one.id: one for one in self._parts.sources.all()}
        for decision in self.decisions.all():
            if decision.state != "assigned":
                continue
            try:
                self._settle(decision, sources)
            except StudioBackupError as conflict:  # somebody edits it just now, say: at the next look
                _LOG.info("%s waits to be settled: %s", display(decision.path), conflict.message)

    def _settle(self, decision: Decision, sources: dict[str, WatchedSource]) -> None:
        target = sources.get(decision.made or decision.source)
        if target is None or not target.wedding:
            made = decision.made if target else ""
            self._decide(
                msgspec.structs.replace(
                    decision, state="open", by="person", wedding="", date="", why="", made=made, settled_ns=0
                )
            )
        elif not _is_of(target, decision):
            told = {"wedding": target.wedding, "date": target.date, "by": "person", "why": "", "settled_ns": 0}
            self._decide(msgspec.structs.replace(decision, **told))
        elif not decision.settled_ns and self._is_safe(target, decision.at_ns):
            self._decide(msgspec.structs.replace(decision, settled_ns=self._parts.clock.now_ns()))

    def _is_safe(self, target: WatchedSource, since_ns: int) -> bool:
        """Whether a complete point of the source, begun since then and with all its files, lies under its wedding."""
        real = os.path.realpath(target.path)
        return any(
            row.source in (target.path, real)
            and not row.partial
            and row.files > 0
            and not row.unreadable
            and row.started_ns >= since_ns
            and (folded(row.wedding), row.date) == (folded(target.wedding), target.date)
            for row in self._parts.index.rows()
        )

    def _reassign(self, source: WatchedSource, wedding: str, date: str) -> WatchedSource:
        self._folders.edit(source.id, SourcePatch(wedding=wedding, date=date), source.version)
        return self._backed_up(self._parts.sources.get(source.id), source)

    def _made(self, path: str, around: WatchedSource | None, wedding: str, date: str) -> WatchedSource:
        loose = self._is_loose(path)
        if around is not None and around.path == path:
            raise RefusedError(
                f"The photos that lie directly in {display(path)} cannot be watched apart from the folders in it.",
                hint="Move them into a folder of their own, or assign the whole folder.",
            )
        excludes = inherited(around.excludes, parts_below(path, around.path)) if around else ()
        view = self._folders.add(
            NewSource(
                path=to_wire(path),
                wedding=wedding,
                date=date,
                excludes=(*excludes, *(("/*/",) if loose else ())),
                settle_s=around.settle_s if around else 10.0,
                policy=around.policy if around else "",
                level=around.level if around and not around.level_of_policy else "",
            )
        )
        return self._backed_up(self._parts.sources.get(view.id), around)

    def _backed_up(self, source: WatchedSource, before: WatchedSource | None) -> WatchedSource:
        """At once, and as urgently as it was before: the new wedding has nothing of it yet."""
        level = max(source.level, before.level if before else source.level, key=rank)
        try:
            self._engine.back_up(source, level)
        except StudioBackupError as error:  # the watcher asks for it again
            _LOG.warning("The first backup of %s could not be queued: %s", display(source.path), error.message)
        return source

    def _release(self, decision: Decision) -> None:
        if not decision.made:
            source = self._engine.source(decision.source)
            if source is not None and _is_of(source, decision):
                self._folders.edit(source.id, SourcePatch(wedding="", date=""), source.version)
            return
        made = self._engine.source(decision.made)
        if made is None:
            return
        others = [one for one in self._parts.sources.all() if one.id != made.id]
        if innermost(decision.path, others) is not None:
            self._folders.remove(made.id, made.version)
        else:  # the source around it was removed meanwhile: nobody else would hold it
            self._folders.edit(made.id, SourcePatch(wedding="", date=""), made.version)

    def _is_loose(self, path: str) -> bool:
        return any(one.path == path and one.loose for one in self.found.all())

    def _decide(self, decision: Decision) -> Decision:
        at_ns = decision.at_ns or self._parts.clock.now_ns()
        kept = self.decisions.put(msgspec.structs.replace(decision, at_ns=at_ns))
        self._engine.keeper.changed()
        self._changed(kept)
        return kept


def _is_of(source: WatchedSource, decision: Decision) -> bool:
    return (folded(source.wedding), source.date) == (folded(decision.wedding), decision.date)


def checked_folder(path: str) -> str:
    """An absolute folder that is there. Raises UsageError."""
    if not os.path.isabs(path) or not os.path.isdir(path):
        raise UsageError(
            f"There is no folder {display(path)}.", hint="Give the folder's whole path; plug in its drive."
        )
    return os.path.normpath(path)
