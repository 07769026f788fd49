"""Entries of a tree from what stat tells."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping

import msgspec

from studio_backup.domain.tree import SPECIAL, Entry, EntryType, raw, spelled
from studio_backup.engine.backup.sentences import SPECIAL_TEXT, Problem

_INODE_MASK = (1 << 64) - 1
_SPECIALS: Mapping[int, EntryType] = {stat.S_IFIFO: "fifo", stat.S_IFSOCK: "socket"}


def spelled_name(name: str) -> tuple[str, str]:
    """(name, name64) of a name as os gives it."""
    return (name, "") if name.isascii() else spelled(os.fsencode(name))


def name_of(entry: Entry) -> str:
    """The entry's name as os gives it."""
    return entry.name or os.fsdecode(raw(entry.name, entry.name64))


def entry_of(kind: EntryType, name: str, found: os.stat_result, *, size: int = 0) -> Entry:
    """The entry without contents."""
    text, text64 = spelled_name(name)
    return Entry(
        type=kind,
        name=text,
        name64=text64,
        size=size,
        mtime_ns=found.st_mtime_ns,
        ctime_ns=found.st_ctime_ns,
        mode=stat.S_IMODE(found.st_mode),
        uid=found.st_uid,
        gid=found.st_gid,
        device=found.st_dev & _INODE_MASK,
        inode=found.st_ino & _INODE_MASK,
        nlink=found.st_nlink,
    )


def flagged(entry: Entry, problem: Problem) -> Entry:
    """The entry with the problem's flag and sentence."""
    return msgspec.structs.replace(entry, flags=(*entry.flags, problem.flag), problem=problem.text)


def unseen(kind: EntryType, name: str, problem: Problem) -> Entry:
    """An entry of which only name and type are known."""
    text, text64 = spelled_name(name)
    return Entry(type=kind, name=text, name64=text64, flags=(problem.flag,), problem=problem.text)


def link_entry(name: str, found: os.stat_result, target: bytes) -> Entry:
    """A link's entry."""
    text, text64 = spelled(target)
    return msgspec.structs.replace(entry_of("link", name, found), target=text, target64=text64)


def special_entry(name: str, found: os.stat_result) -> Entry:
    """The entry of a FIFO, socket or device."""
    kind = _SPECIALS.get(stat.S_IFMT(found.st_mode), "device")
    return flagged(entry_of(kind, name, found), Problem(SPECIAL, SPECIAL_TEXT))
