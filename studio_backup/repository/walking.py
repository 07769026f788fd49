"""Walking a snapshot's folders without recursion, and without trusting them to end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from studio_backup.domain.tree import Entry
from studio_backup.repository.pack import impossible
from studio_backup.repository.trees import checked_name

DEEPEST: Final = 1 << 14
MOST: Final = 100_000_000
"""Entries of one snapshot. Ids are hashes, so a ring cannot be; but a hostile writer's folders could share children."""


def walk(root: Entry, entries: Callable[[str], Iterator[Entry]]) -> Iterator[tuple[bytes, Entry]]:
    """(path, entry), depth first, a folder before what is in it, names ascending. Raises DamageError."""
    yield b"", root
    seen = 0
    stack = [(b"", _children(root, entries), b"")]
    while stack:
        folder, rest, last = stack.pop()
        for entry in rest:
            name = checked_name(entry)
            seen += 1
            if name <= last or seen > MOST:
                raise impossible("A stored folder holds a name twice, out of order, or more than a disk can.")
            last = name
            path = folder + name
            yield path, entry
            if entry.type == "folder" and entry.tree:
                if len(stack) >= DEEPEST:
                    raise impossible("Stored folders lie deeper than a disk can hold.")
                stack += [(folder, rest, last), (path + b"/", _children(entry, entries), b"")]
                break


def _children(entry: Entry, entries: Callable[[str], Iterator[Entry]]) -> Iterator[Entry]:
    return entries(entry.tree) if entry.type == "folder" and entry.tree else iter(())
