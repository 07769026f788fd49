"""Has a source suddenly lost much? Compares a new recovery point with the complete one before it.

Both trees are walked side by side; folders with equal ids are skipped, so an ordinary point costs next to nothing.
Only where enough changed to matter is more done. Files that may have turned into noise are told in two steps. First
the index says, without a read, whether the vault could compress a file's beginning: those it could not are "dense".
Then the beginnings of at most 64 changed files, before and after, are read and judged by magic, text and entropy: 48 of
the dense ones, which encryption makes of everything, and 16 of the others. Pictures and videos are dense anyway: what
tells is that their magic is gone.
"""

from __future__ import annotations

import contextlib
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from studio_backup.base.control import CancelToken
from studio_backup.base.errors import DamageError, NotFoundError, StorageError
from studio_backup.domain.recovery import older_points, source_of
from studio_backup.domain.snapshot import StoredSnapshot
from studio_backup.domain.tree import Entry
from studio_backup.engine.backup.magic import is_camera_work
from studio_backup.engine.health.looks import HEAD_BYTES, look_of
from studio_backup.engine.health.sudden_loss import FileState, Look, RootSummary, Verdict, has_shrunk, is_sudden, judge
from studio_backup.engine.restore.points import find_point, load_points
from studio_backup.engine.restore.ports import PointReader
from studio_backup.engine.restore.walk import check_depth, child_path, folder_entries, walk
from studio_backup.engine.studio import Studio

DENSE_LOOKS: Final = 48
OTHER_LOOKS: Final = 16
"""Most files read of each group: of 200 lost among 1,000 changed, 48 looks miss all of them once in 45,000 times."""

DENSE: Final = 1
OTHER: Final = 2
SAME_HEAD: Final = 3
"""Groups of changed files: beginning not compressible now, compressible, the same chunk as before (not looked at)."""


@dataclass(frozen=True, slots=True)
class SuddenLoss:
    """What a point lost against the one before. `before`, `point`: ids; `source`: the root's raw path."""

    point: str
    before: str
    source: bytes
    at_ns: int
    verdict: Verdict


def judge_point(studio: Studio, point: str, collection: str, *, cancel: CancelToken) -> SuddenLoss | None:
    """What a complete point of this collection lost; None for the first of its source, and for partial ones.

    The verdict says whether a person must be asked. Raises NotFoundError, DamageError, StorageError, Cancelled.
    """
    points = load_points(studio.repository, [collection]).points
    newer = find_point(points, point)
    older = next((one for one in older_points(points, newer) if not one.snapshot.partial), None)
    if older is None or newer.snapshot.partial:
        return None
    reader = studio.repository.reader(collection)
    verdict = compare(reader, older, newer, cancel=cancel)
    return SuddenLoss(newer.id, older.id, source_of(newer).path, newer.snapshot.ended_ns, verdict)


def compare(
    reader: PointReader,
    older: StoredSnapshot,
    newer: StoredSnapshot,
    *,
    cancel: CancelToken,
) -> Verdict:
    """What the newer of two points of one source lost."""
    changes = _Changes()
    for path, old, new in differences(reader, older.snapshot.root, newer.snapshot.root):
        cancel.check()
        changes.add(path, old, new)
    total = older.snapshot.counts.files
    if not is_sudden(len(changes.before), total):
        return judge(changes.summary_before(total), changes.summary_after())
    _Looking(reader, cancel).at(changes)
    verdict = judge(changes.summary_before(total), changes.summary_after())
    if verdict.loss and verdict.vanished:  # copies may lie in folders that were skipped as equal
        verdict = judge(changes.summary_before(total), changes.summary_after(_digests(reader, newer, cancel)))
    return verdict


_Pair = tuple[bytes, Entry | None, Entry | None]


def differences(reader: PointReader, old: Entry, new: Entry) -> Iterator[_Pair]:
    """(path, before, after) of every entry but folders that differs; None where there is none."""
    stack: list[_Pair] = [(b"", old, new)]
    while stack:
        path, before, after = stack.pop()
        folders = [one if one is not None and one.type == "folder" else None for one in (before, after)]
        if folders[0] and folders[1] and folders[0].tree == folders[1].tree:
            continue
        plain = [None if folder else one for folder, one in zip(folders, (before, after), strict=True)]
        if plain[0] or plain[1]:
            yield path, plain[0], plain[1]
        if folders[0] or folders[1]:
            check_depth(path.count(b"/"))
            stack += _children(reader, path, folders)


def _children(reader: PointReader, path: bytes, folders: Sequence[Entry | None]) -> Iterator[_Pair]:
    before, after = (
        {one.raw_name: one for one in folder_entries(reader, folder)} if folder else {} for folder in folders
    )
    for name in before | after:
        old, new = before.get(name), after.get(name)
        if old != new:
            yield child_path(path, name), old, new


@dataclass
class _Changes:
    """Files that are not the same in both points. `both`: those at the same path with other contents."""

    before: dict[bytes, FileState] = field(default_factory=dict)
    after: dict[bytes, FileState] = field(default_factory=dict)
    both: list[tuple[bytes, Entry, Entry]] = field(default_factory=list)

    def add(self, path: bytes, old: Entry | None, new: Entry | None) -> None:
        """Count an entry, if it is a file with contents."""
        if new is not None and new.type == "file" and not new.has_contents:
            return  # it is there, and could not be read: other alerts tell that
        is_old, is_new = old is not None and old.has_contents, new is not None and new.has_contents
        if old is not None and new is not None and is_old and is_new:
            if old.digest == new.digest:
                return
            self.both.append((path, old, new))
        if old is not None and is_old:
            self.before[path] = FileState(old.size, old.digest)
        if new is not None and is_new:
            self.after[path] = FileState(new.size, new.digest, cut=_is_cut(old, new))

    def summary_before(self, total: int) -> RootSummary:
        """Of the older point."""
        return RootSummary(total, self.before)

    def summary_after(self, elsewhere: frozenset[str] = frozenset()) -> RootSummary:
        """Of the newer point; its total does not matter."""
        return RootSummary(0, self.after, elsewhere)


def _is_cut(old: Entry | None, new: Entry) -> bool:
    """Whether the newer contents are whole chunks of the older ones' beginning, but for the last."""
    if old is None or old.chunk_parts or new.chunk_parts or len(new.chunks) < 2 or new.size >= old.size:
        return False
    return old.chunks[: len(new.chunks) - 1] == new.chunks[:-1]


class _Looking:
    """Looks at the contents of some changed files."""

    def __init__(self, reader: PointReader, cancel: CancelToken) -> None:
        self._reader, self._cancel = reader, cancel

    def at(self, changes: _Changes) -> None:
        """Note which changed files are dense, and what a sample of each group looks like before and after."""
        groups: dict[int, list[tuple[bytes, str, str]]] = {DENSE: [], OTHER: [], SAME_HEAD: []}
        for path, old, new in changes.both:
            self._cancel.check()
            if not has_shrunk(changes.before[path], changes.after[path]):
                first = self._first(old), self._first(new)
                group = self._group(*first)
                changes.after[path] = replace(changes.after[path], group=group)
                groups[group].append((path, *first))
        self._sample(changes, groups[DENSE], DENSE_LOOKS)
        self._sample(changes, groups[OTHER], OTHER_LOOKS)

    def _group(self, old: str, new: str) -> int:
        if old == new:
            return SAME_HEAD
        at = self._reader.locate(new) if new else None
        return DENSE if at is None or at.compression == 0 else OTHER

    def _sample(self, changes: _Changes, group: list[tuple[bytes, str, str]], most: int) -> None:
        """By a checksum of their paths: spread over the source, and the same ones whenever it is done again."""
        for path, old, new in sorted(group, key=lambda one: zlib.crc32(one[0]))[:most]:
            self._cancel.check()
            changes.before[path] = replace(changes.before[path], look=self._look(old))
            changes.after[path] = replace(changes.after[path], look=self._look(new))

    def _first(self, entry: Entry) -> str:
        return next(iter(self._reader.chunk_ids(entry)), "")

    def _look(self, chunk: str) -> Look:
        with contextlib.suppress(NotFoundError, DamageError, StorageError):
            head = bytes(memoryview(self._reader.read_chunk(chunk))[:HEAD_BYTES]) if chunk else b""
            return look_of(head, camera_work=is_camera_work(head))
        return ""


def _digests(reader: PointReader, point: StoredSnapshot, cancel: CancelToken) -> frozenset[str]:
    found = set()
    for one in walk(reader, point.snapshot.root):
        cancel.check()
        if one.entry.has_contents:
            found.add(one.entry.digest)
    return frozenset(found)
