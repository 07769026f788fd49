"""Decides what is unchanged since the last snapshots of a source.

A file is unchanged if its type, size, mtime_ns, ctime_ns and inode are what they were, its entry has contents without
a flag, and the vault still knows its chunks. The device number does not count: it changes when a drive is mounted
again; nor does the inode on file systems which number files anew at each mount. A file that was written within one tick
of its clock after it was read is no trap: the reader waits that tick out before it looks the second time.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from studio_backup.base.errors import DamageError, NotFoundError
from studio_backup.domain.snapshot import StoredSnapshot
from studio_backup.domain.tree import Entry
from studio_backup.engine.backup.entries import name_of
from studio_backup.engine.backup.ports import TreeSource
from studio_backup.engine.backup.scanner import Named


@dataclass(frozen=True, slots=True)
class Parents:
    """Snapshots to compare with: the newest complete one, and a newer partial one of a run that was interrupted.

    `merged`: paths of side files whose contents went into the stored database beside them.
    """

    complete: StoredSnapshot | None = None
    partial: StoredSnapshot | None = None

    @property
    def roots(self) -> tuple[Entry, ...]:
        """Their root entries, the newer first."""
        return tuple(one.snapshot.root for one in (self.partial, self.complete) if one is not None)

    @property
    def merged(self) -> frozenset[str]:
        """Display paths of side files that were merged, in either."""
        found = (one.snapshot.merged for one in (self.partial, self.complete) if one is not None)
        return frozenset(path for merged in found for path in merged)


def find_parents(snapshots: Iterable[StoredSnapshot], *, device: str, source: bytes) -> Parents:
    """The parents of a new snapshot of this source on this device."""
    ours = [one for one in snapshots if one.snapshot.device == device and one.snapshot.source.raw_path == source]
    newest = max(ours, key=lambda one: one.snapshot.number, default=None)
    complete = max((o for o in ours if not o.snapshot.partial), key=lambda one: one.snapshot.number, default=None)
    return Parents(complete, newest if newest is not None and newest.snapshot.partial else None)


@dataclass(slots=True)
class Earlier:
    """What the parents hold of one folder.

    `folders`: its own entry in each, the newer first. `layers`: its children by name in each. `children`: the newest
    entry without a flag of each name. `trees`: ids of the tree that holds just these children and of its parts; empty
    if there are two such trees, or none.
    """

    folders: tuple[Entry, ...] = ()
    layers: tuple[Mapping[str, Entry], ...] = ()
    children: Mapping[str, Entry] = field(default_factory=dict)
    trees: tuple[str, ...] = ()

    @property
    def folder(self) -> Entry | None:
        """The folder's own entry, the newer one."""
        return self.folders[0] if self.folders else None

    def below(self, name: str) -> tuple[Entry, ...]:
        """The entries of a folder in this one, for `History.of`."""
        return tuple(layer[name] for layer in self.layers if name in layer)


class History:
    """Looks up what was stored of a folder, in one or two parents."""

    def __init__(self, trees: TreeSource) -> None:
        self._trees = trees
        self.unreadable: list[str] = []

    def of(self, folders: tuple[Entry, ...]) -> Earlier:
        """What the given entries of one folder (the newer first) hold. A damaged tree counts as nothing stored."""
        known = tuple(one for one in folders if one.type == "folder")
        layers: list[Mapping[str, Entry]] = []
        trees: list[tuple[str, ...]] = []
        for one in known:
            try:
                if one.tree:
                    tree = self._trees.tree(one.tree)
                    entries = tree.entries or self._trees.entries(one.tree)
                    layers.append({name_of(entry): entry for entry in entries})
                    trees.append((one.tree, *tree.parts))
            except (DamageError, NotFoundError) as error:
                self.unreadable.append(error.message)
        if len(known) == 1 == len(layers):
            return Earlier(known, tuple(layers), layers[0], trees[0])
        return Earlier(known, tuple(layers), _newest(layers))

    def needs_of(self, entry: Entry) -> Sequence[str]:
        """What the entry of a stored file needs: its chunks, and the trees which list them."""
        return entry.chunks if not entry.chunk_parts else (*entry.chunk_parts, *self._trees.chunk_ids(entry))


def _newest(layers: Sequence[Mapping[str, Entry]]) -> Mapping[str, Entry]:
    """The newest entry of each name; one with a flag hides no older one without."""
    found: dict[str, Entry] = {}
    for layer in reversed(layers):
        found.update((name, entry) for name, entry in layer.items() if not entry.flags or name not in found)
    return found


def is_unchanged(entry: Entry, found: os.stat_result, *, stable_inodes: bool) -> bool:
    """Whether a file's contents are those stored in this entry."""
    return (
        entry.mtime_ns == found.st_mtime_ns
        and entry.size == found.st_size
        and entry.ctime_ns == found.st_ctime_ns
        and (entry.inode == found.st_ino or not stable_inodes)
        and not entry.flags
        and entry.type == "file"
    )


@dataclass(frozen=True, slots=True)
class Changed:
    """A file to be read, as the walk found it. `earlier`: its last entry with contents."""

    name: str
    found: os.stat_result
    earlier: Entry | None


@dataclass(slots=True)
class Sorted:
    """A folder's files. `same`: how many of `kept` are the very entries of `Earlier.children`."""

    kept: list[Entry] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    same: int = 0


def sort_files(
    files: Sequence[Named],
    earlier: Earlier,
    history: History,
    *,
    rely_on: Callable[[Iterable[str]], bool],
    stable_inodes: bool,
    must_read: frozenset[str] = frozenset(),
) -> Sorted:
    """Which files are unchanged, and which are to be read: those in `must_read` in any case.

    `rely_on`: says of chunks that the snapshot needs them unread; False where the vault knows one of them no more.
    """
    result = Sorted()
    needed: list[str] = []
    lookup = earlier.children.get
    for name, found in files:
        entry = lookup(name)
        if entry is None or not is_unchanged(entry, found, stable_inodes=stable_inodes) or name in must_read:
            result.changed.append(Changed(name, found, entry))
        else:
            needed += history.needs_of(entry)
            today = _as_found(entry, found)
            result.same += today is entry
            result.kept.append(today)
    if needed and not rely_on(needed):
        lost = {name_of(entry) for entry in result.kept if not rely_on(history.needs_of(entry))}
        must_read = must_read | lost
        return sort_files(files, earlier, history, rely_on=rely_on, stable_inodes=stable_inodes, must_read=must_read)
    return result


def _as_found(entry: Entry, found: os.stat_result) -> Entry:
    """The entry with today's mode, owner and links: some file systems change them without a new ctime.

    The device number counts only between hard links: elsewhere a drive that is mounted anew would store all trees anew.
    """
    linked = found.st_nlink != 1 or entry.nlink != 1
    if (
        entry.mode == found.st_mode & 0o7777
        and entry.uid == found.st_uid
        and entry.gid == found.st_gid
        and not (linked and (entry.nlink != found.st_nlink or entry.device != found.st_dev))
    ):
        return entry
    return msgspec.structs.replace(
        entry,
        mode=found.st_mode & 0o7777,
        uid=found.st_uid,
        gid=found.st_gid,
        nlink=found.st_nlink,
        device=found.st_dev,
    )
