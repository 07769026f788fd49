"""Giving a folder to a wedding, and taking that back. No stored byte is moved, and there is no moment without cover.

A folder in a source becomes a source of its own, and the source around it goes on holding it too. That stores new files
of it twice, and in return no removed, moved or forgotten source of its own can ever leave the folder to nobody.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import msgspec

from studio_backup.api.paths import to_wire
from studio_backup.api.requests import NewSource, SourcePatch
from studio_backup.base.errors import NotFoundError, RefusedError, StudioBackupError, UsageError
from studio_backup.base.names import display
from studio_backup.catalog.matches import DecisionTable, FoundTable
from studio_backup.domain.job import rank
from studio_backup.domain.matching import DecidedBy, Decision, FoundFolder
from studio_backup.domain.source import WatchedSource
from studio_backup.engine.jobs.weddings import folded
from studio_backup.engine.matching.dismissing import came_since, covered_by
from studio_backup.engine.matching.unassigned import decided, inherited, innermost, parts_below
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
        was_wedding, was_date = _former(made or (around if not made_id else None), target, before)
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
                was_wedding=was_wedding,
                was_date=was_date,
            )
        )

    def dismiss(self, path: str) -> Decision:
        """What lies in it now needs no wedding. RefusedError while it has one."""
        before = self.decisions.get(path)
        if before is not None and before.state == "assigned":
            raise RefusedError(
                f"{display(path)} belongs to {display(before.wedding)}.",
                hint="Take that back first: `unassigned undo`.",
            )
        clocks = before.clocks if before else ()
        made = Decision(path=path, state="dismissed", by="person", clocks=clocks, loose=self._is_loose(path))
        there = self._dismissed({one.path: one for one in self.decisions.all()} | {path: made})
        return self._decide(msgspec.structs.replace(made, covered=covered_by(there.get(path, ()))))

    def ask_for_what_came(self) -> None:
        """A dismissal is of what was there: folders into which something came since are asked for again."""
        decisions = {one.path: one for one in self.decisions.all()}
        if all(one.state != "dismissed" for one in decisions.values()):
            return
        for path, there in self._dismissed(decisions).items():
            came = came_since(there, decisions[path].covered)
            if came:
                self._ask_again(decisions[path], there, came)

    def _dismissed(self, decisions: Mapping[str, Decision]) -> dict[str, list[FoundFolder]]:
        """By the path of each dismissal the folders that it is of."""
        told: dict[str, list[FoundFolder]] = {}
        for one in self.found.all():
            by = decided(one.path, decisions)
            if by is not None and by.state == "dismissed":
                told.setdefault(by.path, []).append(one)
        return told

    def _ask_again(self, dismissal: Decision, there: Sequence[FoundFolder], came: Mapping[str, str]) -> None:
        """Of these folders; the others that were dismissed with them stay so."""
        if dismissal.path in came:
            for one in there:
                if one.path not in came:
                    self._decide(msgspec.structs.replace(dismissal, path=one.path, loose=one.loose))
        loose = {one.path: one.loose for one in there}
        for path, why in came.items():
            clocks = dismissal.clocks if path == dismissal.path else ()
            self._decide(Decision(path=path, state="open", why=why, clocks=clocks, loose=loose[path]))

    def undo(self, path: str) -> Decision:
        """As before it was decided: assigned to the wedding it had then, or asked for, and not decided again by itself.

        NotFoundError if nothing was decided.
        """
        begun = self._parts.clock.now_ns()
        before = self.decisions.get(path)
        if before is None or before.state == "open":
            raise NotFoundError(f"Nothing was decided of {display(path)}.", hint="`unassigned list --all` lists all.")
        former = self._release(before) if before.state == "assigned" else None
        if former is not None:
            told = {"by": "person", "wedding": former.wedding, "date": former.date, "why": "", "at_ns": begun}
            return self._decide(msgspec.structs.replace(before, **told, **_FORGOTTEN))
        return self._decide(
            Decision(
                path=path, state="open", by="person", source=before.source, clocks=before.clocks, loose=before.loose
            )
        )

    def looked_at_with_others(self) -> frozenset[str]:
        """Ids of sources that were made for a folder in another source, with which that folder is looked at."""
        there = {one.id for one in self._parts.sources.all()}
        return frozenset(
            one.made for one in self.decisions.all() if one.state == "assigned" and one.made and one.source in there
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
                    decision, state="open", by="person", wedding="", date="", why="", made=made, **_FORGOTTEN
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

    def _release(self, decision: Decision) -> WatchedSource | None:
        """Its source, where that goes back to the wedding it had before; else that has none from now on."""
        source = self._engine.source(decision.made or decision.source)
        if source is None or not (decision.made or _is_of(source, decision)):
            return None
        if decision.was_wedding and _is_of(source, decision):
            return self._reassign(source, decision.was_wedding, decision.was_date)
        if decision.made:
            self._release_made(source, decision)
        else:
            self._folders.edit(source.id, SourcePatch(wedding="", date=""), source.version)
        return None

    def _release_made(self, made: WatchedSource, decision: Decision) -> None:
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


_FORGOTTEN: Final = {"was_wedding": "", "was_date": "", "settled_ns": 0}


def _former(source: WatchedSource | None, now: WatchedSource, before: Decision | None) -> tuple[str, str]:
    """Whose a source was before it was assigned; where that changed nothing, whose it was before that."""
    if source is None or not source.wedding:
        return "", ""
    if (folded(source.wedding), source.date) != (folded(now.wedding), now.date):
        return source.wedding, source.date
    return (before.was_wedding, before.was_date) if before else ("", "")


def _is_of(source: WatchedSource, decision: Decision) -> bool:
    return (folded(source.wedding), source.date) == (folded(decision.wedding), decision.date)


def checked_folder(path: str) -> str:
    """An absolute folder that is there. Raises UsageError."""
    if not os.path.isabs(path) or not os.path.isdir(path):
        raise UsageError(
            f"There is no folder {display(path)}.", hint="Give the folder's whole path; plug in its drive."
        )
    return os.path.normpath(path)
