"""What of a source is taken by a backup: only that counts as a change."""

from __future__ import annotations

import os
from collections.abc import Sequence

from studio_backup.domain.source import WatchedSource
from studio_backup.engine.backup.descriptors import OpenFolders
from studio_backup.engine.backup.mounts import read_mounts
from studio_backup.engine.backup.own_places import OwnPlaces
from studio_backup.engine.backup.place import Place
from studio_backup.engine.backup.scanner import Scanner, ScanRules
from studio_backup.engine.backup.selection import Selection
from studio_backup.engine.backup.side_files import SUFFIXES

_OWN_MARKS = frozenset({"keys", "c", "tier", "workspace", "vault.json", "device.json"})


class Walk:
    """Looks into a source's folders by the rules of a backup.

    Holds descriptors, which would keep a drive from being unmounted: close it after each walk.
    """

    def __init__(self, path: str, rules: ScanRules) -> None:
        self.folders = OpenFolders(path)
        self.listing = Scanner(Place(None, ""), path, self.folders, rules).listing
        """One folder, with what is taken of it."""

    def close(self) -> None:
        """Let go of all folders."""
        self.folders.close()


def rules_of(source: WatchedSource, own: Sequence[str]) -> ScanRules:
    """The rules by which a backup of this source walks. `own`: homes and vaults of this program."""
    return ScanRules(Selection(source.excludes), read_mounts(), OwnPlaces(own))


def may_mark_own(name: str) -> bool:
    """Whether a new entry of this name may make its folder a home or vault of this program."""
    return name in _OWN_MARKS or name.startswith("config-")


def base_of(name: str) -> str:
    """The database to which a file of this name belongs, if there is one; else ""."""
    return next((name.removesuffix(end) for end in SUFFIXES if name.endswith(end)), "")


def counted_as(name: str, *, written: bool, folder: str) -> str | None:
    """The name under which a change counts: a database's for its side files; None for what is no change.

    A program that only reads a database makes and removes side files, and writes to the shared one: that says nothing.
    """
    base = base_of(name)
    if not base or not os.path.lexists(os.path.join(folder, base)):
        return name
    return base if written and not name.endswith("-shm") else None
