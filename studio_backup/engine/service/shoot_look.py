"""Looks into sources after each backup of them: which shoots wait there for their wedding, and which are surely whose;
of those that have a wedding, which cameras were there.

A thread of its own, which rests as long as it works. Files are protected first: this comes behind their backup.
"""

from __future__ import annotations

import contextlib
import logging
import os
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import msgspec

from studio_backup.api.wire import JobView
from studio_backup.base.control import CancelToken
from studio_backup.base.errors import Cancelled, StudioBackupError
from studio_backup.base.names import display
from studio_backup.domain.matching import FoundFolder
from studio_backup.domain.source import WatchedSource
from studio_backup.engine.bus import Behind, Event
from studio_backup.engine.matching.matching import WeddingIndex
from studio_backup.engine.matching.reading import SourceReader
from studio_backup.engine.matching.shoots import shoots
from studio_backup.engine.matching.unassigned import evidence_of, innermost, waits
from studio_backup.engine.service.assigning import Assigning
from studio_backup.engine.service.engine import Engine
from studio_backup.engine.watch.taking import rules_of

LOOK_S: Final = 300.0
"""Between two looks when nothing is heard: for drives that come back."""
_LOOKED: Final = ".matched"
_LONGEST_REST_S: Final = 1.0
_NEWS: Final = frozenset({"source_edited", "wedding", "calendar"})
"""Events after which a folder may be assigned, or settled."""
_LOG = logging.getLogger("studio_backup.engine")


class ShootLook:
    """Keeps the list of folders that wait. `index`: of all weddings the studio knows; `changed`: hears that the list
    may have changed."""

    def __init__(
        self,
        engine: Engine,
        assigning: Assigning,
        index: Callable[[], WeddingIndex],
        changed: Callable[[], None],
    ) -> None:
        self._engine, self._parts, self._assigning = engine, engine.parts, assigning
        self._index, self._changed = index, changed
        self._readers: dict[str, SourceReader] = {}
        self._due: set[str] = set()
        self._asked = False
        self._ending = CancelToken()
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._look_again_and_again, name="match", daemon=True)

    def looked(self) -> frozenset[str]:
        """Ids of sources of which it is known what waits in them."""
        return frozenset(self._noted())

    def again(self, source_id: str) -> None:
        """What was known of a source does not hold any more: it is looked at anew."""
        self._note({id: point for id, point in self._noted().items() if id != source_id})
        self._due.add(source_id)
        self._asked = True
        self._wake.set()

    def start(self) -> None:
        """Begin; what was backed up since the last look is looked at."""
        noted = self._noted()
        self._due = {one.id for one in self._parts.sources.all() if noted.get(one.id) != self._newest(one)}
        self._thread.start()

    def stop(self, timeout_s: float) -> None:
        """End at the next file."""
        self._stopping.set()
        self._ending.cancel()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(timeout_s)

    def _look_again_and_again(self) -> None:
        news = True
        with self._parts.bus.subscribe(self._wake.set) as events:
            while not self._stopping.is_set():
                self._wake.clear()
                while taken := events.take():
                    news |= self._hear(taken)
                try:
                    if news:
                        self.look()
                except Cancelled:
                    return
                except StudioBackupError as error:
                    _LOG.warning("A look for weddings failed: %s", error.message)
                except Exception:  # the others go on whatever one look met
                    _LOG.exception("A look for weddings failed.")
                news = not self._wake.wait(LOOK_S) or self._asked
                self._asked = False

    def _hear(self, taken: list[Event] | Behind) -> bool:
        """Whether a look may find something new."""
        if isinstance(taken, Behind):
            self._due |= {one.id for one in self._parts.sources.all()}
            return True
        ended = [one.data for one in taken if isinstance(one.data, JobView) and one.data.state == "completed"]
        self._due |= {job.source for job in ended if job.kind == "backup" and job.points}
        return bool(ended) or any(one.kind in _NEWS for one in taken)

    def look(self) -> None:
        """Once: at what is due and there."""
        self._assigning.settle()
        sources = self._parts.sources.all()
        waiting = {one.id: one for one in sources if not one.wedding}
        apart = self._assigning.looked_at_with_others()
        looked = {one.id: one for one in sources if one.id not in apart}
        self._assigning.found.keep_only(looked)
        self._readers = {id: reader for id, reader in self._readers.items() if id in looked}
        self._due &= looked.keys()
        away = {one.id for one in self._engine.watcher.states() if one.present in ("missing", "other")}
        for source_id in sorted(self._due - away, key=lambda id: (id not in waiting, id)):
            with contextlib.suppress(OSError):  # it went away just now: looked at when it is back
                self._look_at(looked[source_id], sources)
                self._due.discard(source_id)
        self._assign_sure(waiting)
        self._assigning.settle()

    def _look_at(self, source: WatchedSource, sources: Sequence[WatchedSource]) -> None:
        before = {one.path: one for one in self._assigning.found.all() if one.source == source.id}
        noted, newest = self._noted(), self._newest(source)
        came = {path: one.found_ns for path, one in before.items()}
        if source.id not in noted:  # what lies in it was there before; it itself was added just now
            came[source.path] = came.get(source.path, self._parts.clock.now_ns())
        found = [
            msgspec.structs.replace(one, found_ns=came.get(one.path, one.found_ns if source.id in noted else 0))
            for one in self._found(source, sources)
        ]
        if source.wedding:  # taken from it by a person, it is not given back unasked
            found = [msgspec.structs.replace(one, found_ns=0) for one in found]
        self._assigning.found.replace(source.id, found)
        ids = {one.id for one in sources}
        self._note({id: point for id, point in (noted | {source.id: newest}).items() if id in ids})
        self._assigning.ask_for_what_came()
        if {one.path: one for one in found} != before:
            self._changed()

    def _found(self, source: WatchedSource, sources: Sequence[WatchedSource]) -> list[FoundFolder]:
        reader = self._readers.setdefault(source.id, SourceReader(self._parts.clock.now_ns))
        path = self._engine.watcher.lies_at(source.id) or source.path
        rules = rules_of(source, self._parts.home.own_folders())
        read = reader.folders(path, rules, cancel=self._ending, rest=self._rested())
        now = self._parts.clock.now_ns()
        assigned = [one for one in self._assigning.decisions.all() if one.state == "assigned"]
        decided, apart = {one.path for one in assigned}, {one.made for one in assigned if one.loose}
        others = [one for one in sources if one.id != source.id and one.id not in apart]
        told = [
            FoundFolder(
                path=os.path.join(source.path, *one.parts),
                source=source.id,
                loose=one.loose,
                media=one.media,
                bytes=one.bytes,
                unread=one.unread,
                others=one.others,
                newest_ns=one.newest_ns,
                cameras=one.cameras,
                found_ns=now,
            )
            for one in shoots(read, os.path.basename(source.path))
        ]
        return [one for one in told if one.path in decided or _is_nearest(one.path, source, others)]

    def _rested(self) -> Callable[[], None]:
        """After each folder a rest as long as the work on it: at most half of one core is taken."""
        begun = self._parts.clock.monotonic()

        def rest() -> None:
            nonlocal begun
            worked = self._parts.clock.monotonic() - begun
            self._stopping.wait(min(worked, _LONGEST_REST_S))
            begun = self._parts.clock.monotonic()

        return rest

    def _assign_sure(self, sources: Mapping[str, WatchedSource]) -> None:
        """A whole new folder whose name and photos agree on one wedding is given to it: shown so, and with undo."""
        decisions = {one.path: one for one in self._assigning.decisions.all()}
        asked = {
            one.path
            for one in self._assigning.found.brief()
            if one.found_ns and not one.loose and one.path not in decisions and waits(one, decisions)
        }
        for one in self._assigning.found.all() if asked else ():
            if one.path in asked and one.source in sources:
                self._assign_if_sure(one, sources[one.source])

    def _assign_if_sure(self, found: FoundFolder, source: WatchedSource) -> None:
        best = next(iter(self._index().matches(evidence_of(found, source.path, None))), None)
        if best is None or best.certainty != "sure":
            return
        _LOG.info("%s belongs to %s, %s.", display(found.path), display(best.name), best.date)
        try:
            self._assigning.assign(found.path, best.name, best.date, "itself", best.why)
        except StudioBackupError as error:  # it stays in the list, with this suggestion
            _LOG.warning("%s could not be given to its wedding: %s", display(found.path), error.message)

    def _newest(self, source: WatchedSource) -> str:
        """Id of the newest complete point of a source, "" for none."""
        rows = (row.id for row in reversed(self._parts.index.rows()) if row.source == source.path and not row.partial)
        return next(rows, "")

    def _noted(self) -> dict[str, str]:
        """By source: its newest point when it was looked at last."""
        kept = self._parts.settings.get(_LOOKED)
        return msgspec.json.decode(kept, type=dict[str, str]) if kept else {}

    def _note(self, noted: dict[str, str]) -> None:
        if noted != self._noted():
            self._parts.settings.put(_LOOKED, msgspec.json.encode(noted).decode())


def _is_nearest(path: str, source: WatchedSource, others: Sequence[WatchedSource]) -> bool:
    """Whether no other source lies around the folder more closely."""
    return innermost(path, [source, *others]) is source
