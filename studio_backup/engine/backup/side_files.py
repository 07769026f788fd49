"""Side files of SQLite databases: which file belongs to which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from studio_backup.engine.backup.scanner import Named

SUFFIXES = ("-wal", "-shm", "-journal")


def split_sides(files: Sequence[Named]) -> tuple[list[Named], dict[str, list[Named]]]:
    """(the other files, base name → its side files). Such a name with no base beside it is like any other."""
    candidates = [one for one in files if one[0].endswith(SUFFIXES)]
    if not candidates:
        return list(files), {}
    names = {name for name, _ in files}
    sides: dict[str, list[Named]] = {}
    for one in candidates:
        base = one[0].rpartition("-")[0]
        if base in names:
            sides.setdefault(base, []).append(one)
    taken = {name for group in sides.values() for name, _ in group}
    return [one for one in files if one[0] not in taken], sides


def bases_by_folder(merged: Iterable[str]) -> dict[str, frozenset[str]]:
    """Folder → names of databases whose side files were merged; both safe to print, as snapshots list them."""
    found: dict[str, set[str]] = {}
    for path in merged:
        folder, _, name = path.rpartition("/")
        found.setdefault(folder, set()).add(name.rpartition("-")[0])
    return {folder: frozenset(names) for folder, names in found.items()}
