"""Entries as a listing shows them: without pieces, owner and attributes. A folder of 100,000 files is decoded so in
less than half of the time, and takes a third of the memory."""

from __future__ import annotations

import msgspec

from studio_backup.domain.tree import EntryType, raw


class Brief(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Some of the fields of `domain.tree.Entry`."""

    type: EntryType
    name: str = ""
    name64: str = ""
    size: int = 0
    mtime_ns: int = 0
    target: str = ""
    target64: str = ""
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


class BriefTree(msgspec.Struct, frozen=True):
    """A stored folder: its entries, or the ids of its parts."""

    entries: tuple[Brief, ...] = ()
    parts: tuple[str, ...] = ()
