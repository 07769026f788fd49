"""Which names a storage takes, and which folders can hold objects."""

from __future__ import annotations

import functools
import re

from studio_backup.base.errors import AlreadyThere

_PART = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,254}\Z")
TOP_FOLDERS = frozenset({"c", "features", "keys", "devices", "audit", "prune", "erase"})
_FOLDER = re.compile(r"[0-9a-z]{1,16}\Z")

QUARANTINE = ".studio-backup-quarantine"


@functools.lru_cache(maxsize=4096)
def check_name(name: str) -> str:
    """The name itself. ValueError (a bug of the caller) if it is not ASCII, relative, of plain parts."""
    for part in name.split("/"):
        if not _PART.match(part):
            raise ValueError(f"no name for a stored object: {name!r}")
    return name


def check_prefix(prefix: str) -> str:
    """The prefix itself: empty, a whole name, or ending in "/" or "-". ValueError else."""
    if prefix:
        check_name(prefix.removesuffix("/"))
    return prefix


def may_hold_objects(folder: str) -> bool:
    """Whether objects can lie below this relative folder; what a NAS or system keeps beside them is left alone."""
    top, *rest = folder.split("/")
    return top in TOP_FOLDERS and all(_FOLDER.match(part) for part in rest)


def matches(name: str, prefix: str) -> bool:
    """Whether `name` is under `prefix`: a whole name matches itself only."""
    return name == prefix or not prefix or (prefix.endswith(("/", "-")) and name.startswith(prefix))


def already_there(name: str, label: str) -> AlreadyThere:
    """The error of a put which found other bytes."""
    return AlreadyThere(
        f"{name} is already at {label}, with other bytes.", hint="Run verify: it heals damaged objects."
    )
