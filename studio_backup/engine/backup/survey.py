"""Walks a source without reading it: how much there is to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from studio_backup.base.control import CancelToken
from studio_backup.base.errors import DamageError, NotFoundError
from studio_backup.domain.snapshot import StoredSnapshot
from studio_backup.domain.tree import Entry
from studio_backup.engine.backup.changes import Earlier, History, Parents
from studio_backup.engine.backup.place import Place
from studio_backup.engine.backup.ports import TreeSource
from studio_backup.engine.backup.scanner import Listing, Scanner
from studio_backup.engine.backup.work import FolderSorter, FolderWork, ToRead

Stamp = tuple[int, int]  # size, mtime_ns


def survey(
    scanner: Scanner, root: Place, parents: Parents, history: History, sorter: FolderSorter, *, cancel: CancelToken
) -> Iterator[tuple[Listing, FolderWork | None]]:
    """Each folder with its work; None for one that cannot be listed or is one of our own."""
    before: dict[Place, tuple[tuple[Entry, ...], Earlier | None]] = {root: (parents.roots, None)}
    for listing in scanner.walk(cancel=cancel):
        entries, above = before.pop(listing.place)
        if listing.error is not None or listing.is_own:
            yield listing, None
            continue
        earlier = history.of(entries)
        for place, _ in listing.folders:
            before[place] = (earlier.below(place.name), earlier)
        yield listing, sorter.sort(listing, earlier, above=above)


def stored_stamps(snapshots: Sequence[StoredSnapshot], trees: TreeSource, *, cancel: CancelToken) -> set[Stamp]:
    """Size and time of every file in the newest snapshot of each source: what moved is recognised by them."""
    newest = {(one.snapshot.device, one.snapshot.source): one for one in snapshots}
    found: set[Stamp] = set()
    waiting = [one.snapshot.root for one in newest.values()]
    while waiting:
        cancel.check()
        entry = waiting.pop()
        if entry.has_contents:
            found.add((entry.size, entry.mtime_ns))
        elif entry.tree:
            try:
                waiting.extend(trees.entries(entry.tree))
            except (DamageError, NotFoundError):
                continue
    return found


def known_bytes(files: Iterable[ToRead], stamps: set[Stamp]) -> int:
    """Bytes of those files which are stored already, by all signs."""
    looks = ((one.file.found.st_size, one.file.found.st_mtime_ns) for one in files)
    return sum(look[0] for look in looks if look in stamps)
