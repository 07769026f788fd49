"""Walking stored trees without recursion, and looking up one path. Names are checked before anyone uses them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from studio_backup.base.errors import DamageError
from studio_backup.domain.tree import Entry
from studio_backup.engine.restore.names import check_name

MAX_DEPTH = 20_000  # folders inside folders; deeper is no tree that anybody made


class TreeReader(Protocol):
    """Gives the entries of a stored folder."""

    def entries(self, tree_id: str) -> Iterator[Entry]: ...


@dataclass(frozen=True, slots=True)
class Found:
    """An entry with its path below the root (b"" for the root itself, parts joined by "/")."""

    path: bytes
    entry: Entry


def walk(reader: TreeReader, root: Entry, path: bytes = b"") -> Iterator[Found]:
    """The entry and all below it, depth first, folders before what they hold. Raises DamageError for hostile trees."""
    yield Found(path, root)
    stack = [(path, iter(folder_entries(reader, root)))]
    while stack:
        here, entries = stack[-1]
        entry = next(entries, None)
        if entry is None:
            stack.pop()
            continue
        below = child_path(here, entry.raw_name)
        yield Found(below, entry)
        if entry.type == "folder" and entry.tree:
            check_depth(len(stack))
            stack.append((below, iter(folder_entries(reader, entry))))


def folder_entries(reader: TreeReader, entry: Entry) -> Iterator[Entry]:
    """The checked entries of a folder; of anything else none."""
    if entry.type != "folder" or not entry.tree:
        return
    for child in reader.entries(entry.tree):
        check_name(child.raw_name)
        yield child


def check_depth(depth: int) -> None:
    """Raise DamageError for a tree deeper than any real one."""
    if depth > MAX_DEPTH:
        raise DamageError("The point holds folders nested without end.", hint="Verify the tier against another.")


def child_path(parent: bytes, name: bytes) -> bytes:
    """The path of `name` in `parent`."""
    return parent + b"/" + name if parent else name


def entry_at(reader: TreeReader, root: Entry, path: bytes) -> Entry | None:
    """The entry at a path below the root, or None."""
    entry: Entry | None = root
    for part in path.split(b"/") if path else ():
        entry = next((e for e in folder_entries(reader, entry) if e.raw_name == part), None) if entry else None
    return entry
