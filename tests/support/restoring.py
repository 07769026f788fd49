"""Folders put into a small vault, and brought back: what restore tests need, without the backup engine."""

from __future__ import annotations

import base64
import os
import stat
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from studio_backup.base.control import CancelToken, NoProgress
from studio_backup.domain.recovery import Selection
from studio_backup.domain.snapshot import Counts, Source, StoredSnapshot
from studio_backup.domain.tree import Entry, spelled
from studio_backup.engine.restore.names import Rules
from studio_backup.engine.restore.places import Place, TierPacks
from studio_backup.engine.restore.plan import RestorePlan, RestoreReport, RestoreRequest
from studio_backup.engine.restore.planner import plan_restore
from studio_backup.engine.restore.points import load_points, select_points
from studio_backup.engine.restore.ports import Ask
from studio_backup.engine.restore.restore import run_restore
from studio_backup.engine.restore.undo import UndoReport, undo
from studio_backup.repository.committing import SnapshotDraft
from studio_backup.repository.crypto import ContentDigest
from studio_backup.repository.devices import DeviceIdentity
from studio_backup.repository.writing import CollectionWriter
from studio_backup.storage.interface import Storage
from tests.support.repositories import SmallVault, new_vault, save_file

Change = Callable[[bytes, Entry], Entry | None]
PIECE = 100_000


@dataclass
class Restoring:
    """A vault, a home's folder of journals, and the verbs under test."""

    restores: str
    vault: SmallVault = field(default_factory=new_vault)
    identity: DeviceIdentity | None = None
    device_names: tuple[tuple[str, str], ...] = ()

    def back_up(
        self, folder: str, *, path: str = "", partial: bool = False, change: Change | None = None, by: Any = None
    ) -> StoredSnapshot:
        """A point of a real folder. `path`: what the snapshot says it is; `change` alters or drops entries."""
        writer = self.vault.writer(by or self.identity)
        root = _stored(writer, os.fsencode(folder), b"", change)
        assert root is not None
        return self.commit(root, path=path or folder, partial=partial, writer=writer)

    def commit(
        self, root: Entry, *, path: str, writer: CollectionWriter, partial: bool = False, counts: Counts | None = None
    ) -> StoredSnapshot:
        """A point of any root entry."""
        draft = SnapshotDraft(Source(path=path), root, self.vault.clock.now_ns(), partial, counts or Counts(files=1))
        stored = writer.commit(draft)
        self.vault.repository.forget()
        return stored

    @staticmethod
    def draft_counts() -> Counts:
        """Counts of any point."""
        return Counts(files=1)

    def points(self) -> tuple[StoredSnapshot, ...]:
        """All points."""
        return load_points(self.vault.repository, [self.vault.collection]).points

    def select(self, **options: Any) -> Selection:
        """As a restore of the wedding selects."""
        return select_points(self.points(), **options)

    def plan(
        self,
        to: str,
        *,
        points: Sequence[StoredSnapshot] | None = None,
        rules: Rules | None = None,
        ask: Ask | None = None,
        **request: Any,
    ) -> RestorePlan:
        """Plan a restore of these points, or of the wedding's newest."""
        chosen = tuple(points) if points is not None else self.select().points
        asked = RestoreRequest(chosen, self.points(), to, device_names=self.device_names, **request)
        return plan_restore(
            asked,
            vault=self.vault.repository,
            restores=self.restores,
            rules=rules,
            ask=ask,
            clock=self.vault.clock,
            progress=NoProgress(),
            cancel=CancelToken(),
        )

    def run(
        self, plan: RestorePlan, *, places: Sequence[Storage] = (), cancel: CancelToken | None = None, packs: Any = None
    ) -> RestoreReport:
        """Carry it out. `places`: tiers to read packs from, in order."""
        source = packs or TierPacks([Place(f"place {n}", p) for n, p in enumerate(places or [self.vault.storage])])
        return run_restore(
            plan,
            vault=self.vault.repository,
            packs=source,
            restores=self.restores,
            clock=self.vault.clock,
            progress=NoProgress(),
            cancel=cancel or CancelToken(),
        )

    def restore(self, to: str, **options: Any) -> RestoreReport:
        """Plan and run."""
        places = options.pop("places", ())
        return self.run(self.plan(to, **options), places=places)

    def undo(self, restore: str, *, forget: bool = False) -> UndoReport:
        """Undo a restore."""
        return undo(
            restore,
            restores=self.restores,
            forget=forget,
            clock=self.vault.clock,
            progress=NoProgress(),
            cancel=CancelToken(),
        )


def _stored(writer: CollectionWriter, path: bytes, below: bytes, change: Change | None) -> Entry | None:
    found = os.lstat(path)
    entry = _described(path, found)
    if stat.S_ISREG(found.st_mode):
        entry = _with_contents(writer, path, entry)
    elif stat.S_ISDIR(found.st_mode):
        names = sorted(os.listdir(path))
        inside = [_stored(writer, os.path.join(path, n), below + b"/" + n if below else n, change) for n in names]
        entry = _replaced(entry, tree=writer.save_folder([e for e in inside if e is not None]))
    elif stat.S_ISLNK(found.st_mode):
        target, target64 = spelled(os.readlink(path))
        entry = _replaced(entry, target=target, target64=target64)
    return change(below, entry) if change else entry


def _replaced(entry: Entry, **fields: Any) -> Entry:
    return Entry(**({name: getattr(entry, name) for name in entry.__struct_fields__} | fields))


def altered(entry: Entry, **fields: Any) -> Entry:
    """The entry with some fields changed."""
    return _replaced(entry, **fields)


def _described(path: bytes, found: os.stat_result) -> Entry:
    name, name64 = spelled(os.path.basename(path))
    kinds: dict[int, Any] = {
        stat.S_IFREG: "file",
        stat.S_IFDIR: "folder",
        stat.S_IFLNK: "link",
        stat.S_IFIFO: "fifo",
        stat.S_IFSOCK: "socket",
    }
    links = stat.S_ISLNK(found.st_mode)
    xattrs = {} if links else {n: os.getxattr(path, n) for n in os.listxattr(path) if n.startswith("user.")}
    return Entry(
        type=kinds[stat.S_IFMT(found.st_mode)],
        name=name,
        name64=name64,
        size=found.st_size if stat.S_ISREG(found.st_mode) else 0,
        mtime_ns=found.st_mtime_ns,
        ctime_ns=found.st_ctime_ns,
        mode=stat.S_IMODE(found.st_mode),
        uid=found.st_uid,
        gid=found.st_gid,
        device=found.st_dev,
        inode=found.st_ino,
        nlink=found.st_nlink,
        xattrs={n: base64.b64encode(v).decode() for n, v in xattrs.items()},
    )


def _with_contents(writer: CollectionWriter, path: bytes, entry: Entry) -> Entry:
    with open(path, "rb") as file:
        extents = _extents(file.fileno(), entry.size)
        file.seek(0)
        data = file.read()
    sparse = extents != ((0, entry.size),) and entry.size > 0
    content = b"".join(data[start : start + length] for start, length in extents) if sparse else data
    saved = save_file(writer, "x", content, piece=PIECE)
    digest = ContentDigest()
    digest.update(content)
    return _replaced(
        entry,
        chunks=saved.chunks,
        chunk_parts=saved.chunk_parts,
        digest=digest.hexdigest(),
        extents=extents if sparse else None,
    )


def _extents(fd: int, size: int) -> tuple[tuple[int, int], ...]:
    found, at = [], 0
    while at < size:
        try:
            start = os.lseek(fd, at, os.SEEK_DATA)
        except OSError:
            break
        at = os.lseek(fd, start, os.SEEK_HOLE)
        found.append((start, at - start))
    return tuple(found)


def picture(folder: str | bytes) -> dict[bytes, tuple[Any, ...]]:
    """All that a restore must bring back of a folder: kinds, contents, modes, times, links, attributes, holes."""
    root = os.fsencode(folder)
    seen: dict[bytes, tuple[Any, ...]] = {}
    groups: dict[tuple[int, int], bytes] = {}
    for here, folders, names in os.walk(root):
        for name in [b"", *folders, *names] if here == root else [*folders, *names]:
            path = os.path.join(here, name) if name else here
            seen[os.path.relpath(path, root)] = _seen(path, groups)
    return seen


def _seen(path: bytes, groups: dict[tuple[int, int], bytes]) -> tuple[Any, ...]:
    found = os.lstat(path)
    about = (stat.S_IFMT(found.st_mode), stat.S_IMODE(found.st_mode), found.st_mtime_ns, found.st_uid, found.st_gid)
    if stat.S_ISLNK(found.st_mode):
        return (*about, os.readlink(path))
    xattrs = tuple((n, os.getxattr(path, n)) for n in sorted(os.listxattr(path)))
    if not stat.S_ISREG(found.st_mode):
        return (*about, xattrs)
    first = groups.setdefault((found.st_dev, found.st_ino), path)
    with open(path, "rb") as file:
        holes = _extents(file.fileno(), found.st_size)
        file.seek(0)
        return (*about, xattrs, file.read(), os.path.basename(first), holes)
