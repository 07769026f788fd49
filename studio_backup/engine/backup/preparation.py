"""Before anything is written: the rules of the walk, and a look at every root."""

from __future__ import annotations

from studio_backup.engine.backup.changes import find_parents
from studio_backup.engine.backup.descriptors import OpenFolders
from studio_backup.engine.backup.mounts import read_mounts
from studio_backup.engine.backup.own_places import OwnPlaces
from studio_backup.engine.backup.place import Place
from studio_backup.engine.backup.ports import VaultForBackup
from studio_backup.engine.backup.request import BackupRequest
from studio_backup.engine.backup.roots import Root, find_root, refuse_empty, refuse_unreadable
from studio_backup.engine.backup.scanner import Scanner, ScanRules
from studio_backup.engine.backup.selection import Selection


def scan_rules(request: BackupRequest) -> ScanRules:
    """How this request walks. Raises UsageError for a pattern that is none."""
    own = OwnPlaces(request.own_places)
    return ScanRules(Selection(request.excludes), read_mounts(), own, request.one_file_system)


def find_roots(request: BackupRequest, rules: ScanRules, vault: VaultForBackup) -> list[Root]:
    """The roots, each looked at once. Raises SourceError."""
    lies_at = dict(request.lies_at)
    roots = [find_root(lies_at.get(path, path), path) for path in dict.fromkeys(request.sources)]
    snapshots = vault.snapshots(request.collection)
    for root in roots:
        if not root.is_folder:
            continue
        folders = OpenFolders(root.folder)
        try:
            place = Place(None, "")
            listing = Scanner(place, root.path, folders, rules).listing(place)
        finally:
            folders.close()
        refuse_unreadable(root, listing)
        if not request.accept_empty:
            parents = find_parents(snapshots, device=vault.device, source=root.source.raw_path)
            refuse_empty(root, listing, parents.complete or parents.partial, rules.mounts)
    return roots
