"""Entries of a tree: what is stored of one file, folder or link. Source: docs/format.md, "Trees".

The classes are msgspec structs whose fields are the keys of the stored JSON, so that 200,000 entries decode in a
fraction of a second. Names and targets are raw bytes on every platform (Windows: WTF-8).
"""

from __future__ import annotations

import base64
from typing import Literal

import msgspec

EntryType = Literal["file", "folder", "link", "fifo", "socket", "device", "mount"]

CHANGED = "changed_during_read"
UNREADABLE = "unreadable"
ONLINE_ONLY = "online_only"
INCONSISTENT = "database_not_consistent"
VANISHED = "vanished"
SPECIAL = "special"
UNMOUNTED = "unmounted"
WITHOUT_CONTENTS = frozenset({UNREADABLE, ONLINE_ONLY, VANISHED})
"""Flags of files which were not stored: an older version of that path still counts."""


class Entry(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, gc=False):
    """One file, folder or link, as docs/format.md defines each key. Sizes in bytes, times in ns UTC."""

    type: EntryType
    name: str = ""
    name64: str = ""
    size: int = 0
    mtime_ns: int = 0
    ctime_ns: int = 0
    mode: int = 0
    uid: int = 0
    gid: int = 0
    device: int = 0
    inode: int = 0
    nlink: int = 1
    target: str = ""
    target64: str = ""
    xattrs: dict[str, str] = {}
    extents: tuple[tuple[int, int], ...] | None = None
    chunks: tuple[str, ...] = ()
    chunk_parts: tuple[str, ...] = ()
    digest: str = ""
    tree: str = ""
    flags: tuple[str, ...] = ()
    problem: str = ""

    @property
    def raw_name(self) -> bytes:
        """The name's bytes."""
        return raw(self.name, self.name64)

    @property
    def raw_target(self) -> bytes:
        """The link target's bytes."""
        return raw(self.target, self.target64)

    @property
    def has_contents(self) -> bool:
        """Whether a file's bytes are stored (an empty file counts)."""
        return self.type == "file" and not WITHOUT_CONTENTS.intersection(self.flags)


class Tree(msgspec.Struct, frozen=True, omit_defaults=True):
    """A stored tree: exactly one of the three is used."""

    entries: tuple[Entry, ...] = ()
    parts: tuple[str, ...] = ()
    chunks: tuple[str, ...] = ()


def raw(text: str, text64: str) -> bytes:
    """The raw bytes of a name or target from its two spellings."""
    return base64.b64decode(text64) if text64 else text.encode("utf-8")


def spelled(name: bytes) -> tuple[str, str]:
    """(text, text64) for raw bytes: text where it is valid UTF-8, else base64."""
    try:
        return name.decode("utf-8"), ""
    except UnicodeDecodeError:
        return "", base64.b64encode(name).decode("ascii")
