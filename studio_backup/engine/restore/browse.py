"""Looking at points without restoring: a folder's listing, a search, the versions of one file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studio_backup.base.control import CancelToken
from studio_backup.base.errors import NotFoundError
from studio_backup.base.names import display
from studio_backup.domain.recovery import SourceRoot, by_age, source_of
from studio_backup.domain.snapshot import StoredSnapshot
from studio_backup.domain.tree import Entry
from studio_backup.engine.restore.older import lacks_contents
from studio_backup.engine.restore.ports import RestoreVault
from studio_backup.engine.restore.selection import SearchText
from studio_backup.engine.restore.walk import Found, child_path, entry_at, folder_entries, walk


@dataclass(frozen=True, slots=True)
class Seen:
    """An entry in a point; `path` below the source root, "/" between its parts."""

    point: StoredSnapshot
    path: bytes
    entry: Entry


def listing(vault: RestoreVault, point: StoredSnapshot, path: bytes = b"", *, deep: bool = False) -> Iterator[Seen]:
    """What is in a folder of a point (`deep`: and in all below), or the one file at that path. Raises NotFoundError."""
    reader = vault.reader(point.snapshot.collection)
    path = path.strip(b"/")
    entry = entry_at(reader, point.snapshot.root, path)
    if entry is None:
        raise NotFoundError(f"This point holds no {display(path)}.", hint="`files POINT` lists what it holds.")
    if entry.type != "folder":
        yield Seen(point, path, entry)
    elif deep:
        yield from (Seen(point, f.path, f.entry) for f in walk(reader, entry, path) if f.path != path)
    else:
        for child in folder_entries(reader, entry):
            yield Seen(point, child_path(path, child.raw_name), child)


def search(
    vault: RestoreVault, points: Sequence[StoredSnapshot], text: str = "", *, cancel: CancelToken
) -> Iterator[Seen]:
    """All entries of these points whose path fits the text; every entry if it is empty. The roots do not count."""
    wanted = SearchText(text)
    for point in points:
        reader = vault.reader(point.snapshot.collection)
        for found in walk(reader, point.snapshot.root):
            cancel.check()
            if _counts(found) and (not text or wanted.finds(found.path or found.entry.raw_name)):
                yield Seen(point, found.path, found.entry)


def _counts(found: Found) -> bool:
    return bool(found.path) or found.entry.type == "file"


def versions(vault: RestoreVault, points: Sequence[StoredSnapshot], source: SourceRoot, path: bytes) -> list[Seen]:
    """The different contents of one path over time, newest first; each as the first point that had it."""
    found: list[Seen] = []
    for point in sorted((p for p in points if source_of(p) == source), key=by_age):
        entry = entry_at(vault.reader(point.snapshot.collection), point.snapshot.root, path)
        if entry is None or lacks_contents(entry):
            continue
        if not found or (found[-1].entry.digest, found[-1].entry.size) != (entry.digest, entry.size):
            found.append(Seen(point, path, entry))
    return found[::-1]
