"""Media of weddings that are not delivered is read again at its source, a little at a time: has it changed unnoticed?

A thread of its own, below every job: it reads while the vault is open, nothing else is done, mains feed the machine, no
Saturday window or wedding day asks for quiet; then it rests nine times as long as it read.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Container, Iterator, Sequence
from itertools import islice
from typing import Final

import msgspec

from studio_backup.base.errors import StudioBackupError
from studio_backup.catalog.points import PointRow
from studio_backup.domain.alert import Alert
from studio_backup.domain.source import WatchedSource
from studio_backup.domain.tree import CHANGED, Entry
from studio_backup.domain.wedding import BookedWedding
from studio_backup.engine.backup.mounts import read_mounts
from studio_backup.engine.backup.rereading import Reread, Rereader
from studio_backup.engine.health.media_rules import many_changed_alert, silent_change_alert
from studio_backup.engine.jobs.camera_files import is_media
from studio_backup.engine.jobs.weddings import folded
from studio_backup.engine.matching.inner_sources import InnerFolders
from studio_backup.engine.restore.points import find_point, load_points
from studio_backup.engine.restore.walk import Found, walk
from studio_backup.engine.runner.surroundings import Lookout
from studio_backup.engine.service.engine import Engine

PERIOD_NS: Final = 7 * 86_400 * 10**9
"""Each file is read again about so often, if the machine rests enough."""
LOOK_S: Final = 30.0
SHARE: Final = 0.1
"""Of the time, at most."""
BATCH: Final = 1_000
MOST_ALERTS: Final = 5
"""Of one source; where more changed, they are told together."""
_NAME: Final = ".reread"
_LOG = logging.getLogger("studio_backup.engine")


class Told(msgspec.Struct, frozen=True):
    """A file that changed: the alert that told of it, and the digest of what it held then."""

    alert: str
    digest: str


class Progress(msgspec.Struct, frozen=True):
    """How far the reading of a source is. `point`: whose files are read, `done`: so many of them; `ended_ns`: when all
    had been read for the last time. `changed`: by path; `begun`: what the first file held of those told together."""

    point: str = ""
    done: int = 0
    ended_ns: int = 0
    changed: dict[str, Told] = {}
    begun: str = ""


class SourceRereading:
    """`booked`: all weddings the studio knows; `may_read`: asked before and while reading."""

    def __init__(
        self,
        engine: Engine,
        booked: Callable[[], Sequence[BookedWedding]],
        may_read: Callable[[], bool],
    ) -> None:
        self._engine, self._parts, self._booked, self._may_read = engine, engine.parts, booked, may_read
        kept = self._parts.settings.get(_NAME)
        self._progress: dict[str, Progress] = msgspec.json.decode(kept, type=dict[str, Progress]) if kept else {}
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._again_and_again, name="reread", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self, timeout_s: float) -> None:
        """End at the next piece of a file."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(timeout_s)

    def _again_and_again(self) -> None:
        while not self._stopping.wait(LOOK_S):
            try:
                while not self._stopping.is_set() and self.work():
                    pass
            except StudioBackupError as error:
                _LOG.info("Sources are not read again now: %s", error.message)
            except Exception:  # whatever one file met, the next look goes on
                _LOG.exception("Reading sources again failed.")

    def work(self) -> bool:
        """Read some files of the source that waits longest; whether there is more to read now."""
        if not self._may_read():
            return False
        due = self._due()
        return self._read_some(*due) if due else False

    def _due(self) -> tuple[WatchedSource, PointRow] | None:
        now = self._parts.clock.now_ns()
        sources = self._parts.sources.all()
        self._forget_others({one.id for one in sources})
        there = {one.id for one in self._engine.watcher.states() if one.present == "present"}
        waiting = [one for one in sources if one.id in there and not self._is_delivered(one)]
        waiting.sort(key=lambda one: (self._of(one.id).ended_ns, one.id))
        for source in waiting:
            row = self._row(source)
            if row is not None and now - self._of(source.id).ended_ns >= PERIOD_NS:
                return source, row
        return None

    def _is_delivered(self, source: WatchedSource) -> bool:
        return bool(source.wedding) and any(
            one.delivered and (folded(one.name), one.date) == (folded(source.wedding), source.date)
            for one in self._booked()
        )

    def _row(self, source: WatchedSource) -> PointRow | None:
        """The point whose files are being read; else the newest complete one of the source where it is now."""
        paths = {source.path, os.path.realpath(source.path)}
        rows = [one for one in self._parts.index.rows() if one.source in paths and not one.partial]
        begun = next((one for one in rows if one.id == self._of(source.id).point), None)
        return begun or (rows[-1] if rows else None)

    def _read_some(self, source: WatchedSource, row: PointRow) -> bool:
        progress = self._of(source.id)
        done = progress.done if progress.point == row.id else 0
        files = self._files(row, done)
        path = self._engine.watcher.lies_at(source.id) or os.path.realpath(source.path)
        with Rereader(path, read_mounts(), self._going_on()) as reader:
            for number, (name, stored) in enumerate(files):
                found = reader.read(name, stored)
                if found.outcome == "stopped":
                    self._keep(source.id, point=row.id, done=done + number)
                    return False
                self._judge(source, row, name, found)
        if len(files) == BATCH:
            self._keep(source.id, point=row.id, done=done + BATCH)
        else:
            self._keep(source.id, point="", done=0, ended_ns=self._parts.clock.now_ns())
        return True

    def _files(self, row: PointRow, done: int) -> list[tuple[bytes, Entry]]:
        with self._parts.vault.studio() as studio:
            point = find_point(load_points(studio.repository, [row.collection]).points, row.id)
            reader = studio.repository.reader(row.collection)
            inner = InnerFolders(row.source, self._parts.sources.all())
            return list(islice(_media(walk(reader, point.snapshot.root), inner), done, done + BATCH))

    def _going_on(self) -> Callable[[int], bool]:
        """Rests after each piece, and waits while others need the machine; False when the engine ends."""
        begun = self._parts.clock.monotonic()

        def going_on(_bytes: int) -> bool:
            nonlocal begun
            spent = self._parts.clock.monotonic() - begun
            self._stopping.wait(spent * (1 - SHARE) / SHARE)
            allowed = not self._stopping.is_set() and self._may_read()
            begun = self._parts.clock.monotonic()
            return allowed

        return going_on

    def _judge(self, source: WatchedSource, row: PointRow, name: bytes, found: Reread) -> None:
        path, known = os.fsdecode(name), dict(self._of(source.id).changed)
        key = path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
        told = known.get(key)
        if found.outcome == "changed" and (told is None or told.digest != found.digest):
            _LOG.warning("A file of %s changed without a trace.", source.id)
            alert = self._alert(source, row, path, len(known.keys() | {key}), found.digest)
            self._engine.register.raise_now(alert)
            known[key] = Told(alert.id, found.digest)
        elif found.outcome == "same":
            known.pop(key, None)
        if known == self._of(source.id).changed:
            return
        if told is not None and all(one.alert != told.alert for one in known.values()):
            self._engine.register.withdraw(told.alert)  # it is again as it is stored, or changed once more
        self._keep(source.id, changed=known)

    def _alert(self, source: WatchedSource, row: PointRow, path: str, number: int, digest: str) -> Alert:
        """Each file for itself; of many, the rest together, until a person answers that."""
        now = self._parts.clock.now_ns()
        if number <= MOST_ALERTS:
            return silent_change_alert(source.id, source.path, path, digest, row.id, now)
        begun = self._of(source.id).begun or digest
        alert = many_changed_alert(source.id, source.path, row.id, number, begun, now)
        if self._engine.register.decision(alert.id):
            begun = digest
            alert = many_changed_alert(source.id, source.path, row.id, number, begun, now)
        self._keep(source.id, begun=begun)
        return alert

    def _of(self, source_id: str) -> Progress:
        return self._progress.get(source_id, Progress())

    def _keep(self, source_id: str, **told: object) -> None:
        self._progress[source_id] = msgspec.structs.replace(self._of(source_id), **told)
        self._save()

    def _forget_others(self, sources: set[str]) -> None:
        if self._progress.keys() - sources:
            self._progress = {id: one for id, one in self._progress.items() if id in sources}
            self._save()

    def _save(self) -> None:
        self._parts.settings.put(_NAME, msgspec.json.encode(self._progress).decode())


def _media(found: Iterator[Found], elsewhere: Container[bytes]) -> Iterator[tuple[bytes, Entry]]:
    """Photos and videos whose contents were stored as they were, and which no source inside this one reads."""
    for one in found:
        entry = one.entry
        if (
            is_media(entry.raw_name)
            and entry.has_contents
            and entry.digest
            and entry.size
            and CHANGED not in entry.flags
            and one.path not in elsewhere
        ):
            yield one.path, entry


def rereading_of(engine: Engine, booked: Callable[[], Sequence[BookedWedding]]) -> SourceRereading:
    """The lane of an engine."""
    parts, runner = engine.parts, engine.runner
    lookout = Lookout(parts.clock, metered=_not_asked)

    def may_read() -> bool:
        idle = not any(job.state == "in progress" for job in runner.jobs())
        paused = runner.paused_until_ns > parts.clock.now_ns()
        quiet = engine.deciding.urgency().quiet
        return parts.vault.unlocked and idle and not paused and not quiet and lookout.look().on_mains is not False

    return SourceRereading(engine, booked, may_read)


def _not_asked() -> None:
    """Sources are read by no network that is paid for."""
