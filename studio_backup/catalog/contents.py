"""All that the search knows, to compare two catalogs: one that was kept, and one rebuilt from the vault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from studio_backup.catalog.database import Catalog
from studio_backup.catalog.texts import read


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file as it was in a root's points from `first_ns` up to, but without, `gone_ns` (`presence.STILL`)."""

    collection: str
    device: str
    source: str
    path: str
    first_ns: int
    gone_ns: int
    size: int
    mtime_ns: int
    digest: str


_ALL: Final = """
SELECT r.collection, r.device, r.source, f.path, e.first_ns, e.gone_ns, e.size, e.mtime_ns, e.digest
FROM file_root r CROSS JOIN file_path f ON f.root_id = r.id CROSS JOIN file_entry e ON e.path_id = f.id
ORDER BY r.collection, r.device, r.source, f.path, e.first_ns"""


def contents(catalog: Catalog) -> Iterator[HeldFile]:
    """In one order, however the points came and went; equal for equal points."""
    with catalog.reading() as session:
        for row in session.connection().exec_driver_sql(_ALL):
            collection, device, source, path, first_ns, gone_ns, size, mtime_ns, digest = row
            yield HeldFile(
                collection=read(collection),
                device=read(device),
                source=read(source),
                path=read(path),
                first_ns=int(first_ns),
                gone_ns=int(gone_ns),
                size=int(size),
                mtime_ns=int(mtime_ns),
                digest=read(digest),
            )
