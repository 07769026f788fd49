"""Which warnings of a point are about contents that are not in it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from studio_backup.base.control import CancelToken
from studio_backup.domain.tree import (
    CHANGED,
    INCONSISTENT,
    ONLINE_ONLY,
    SPECIAL,
    UNMOUNTED,
    UNREADABLE,
    VANISHED,
    Entry,
)
from studio_backup.engine.jobs.point_rows import KnownPoint, Unreadable, unreadable_in
from studio_backup.engine.studio import Studio

TREES = {
    "root": [
        Entry(type="file", name="a.jpg"),
        Entry(type="folder", name="card", tree="card"),
        Entry(type="socket", name="s", flags=(SPECIAL,)),
    ],
    "card": [
        Entry(type="file", name="1.CR2", flags=(CHANGED,)),
        Entry(type="file", name="2.CR2", flags=(UNREADABLE,)),
        Entry(type="file", name="3.CR2", flags=(ONLINE_ONLY,)),
        Entry(type="file", name="4.CR2", flags=(VANISHED,)),
        Entry(type="file", name="catalog.lrcat", flags=(INCONSISTENT,)),
        Entry(type="device", name="d", flags=(SPECIAL,)),
        Entry(type="mount", name="m", flags=(UNMOUNTED,)),
    ],
    "quiet": [Entry(type="fifo", name="f", flags=(SPECIAL,)), Entry(type="mount", name="m", flags=(UNMOUNTED,))],
}


def _count(tree: str, *, flagged: int = 1, partial: bool = False) -> Unreadable:
    reader = SimpleNamespace(entries=lambda name: iter(TREES[name]))
    studio = SimpleNamespace(repository=SimpleNamespace(reader=lambda _collection: reader))
    root: Any = Entry(type="folder", tree=tree)
    snapshot = SimpleNamespace(collection="c", partial=partial, root=root, counts=SimpleNamespace(flagged=flagged))
    known = KnownPoint(cast(Any, SimpleNamespace(snapshot=snapshot)), cast(Any, None), None)
    return unreadable_in(cast(Studio, studio), known, cancel=CancelToken())


def test_files_whose_contents_are_missing_or_torn_are_counted_with_an_example() -> None:
    assert _count("root") == Unreadable(5, "card/1.CR2")


def test_sockets_devices_and_mounts_are_none() -> None:
    assert _count("quiet") == Unreadable()


def test_points_without_warnings_and_partial_ones_are_not_read() -> None:
    assert _count("no such tree", flagged=0) == Unreadable()
    assert _count("no such tree", partial=True) == Unreadable()
