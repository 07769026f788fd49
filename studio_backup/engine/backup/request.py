"""What a backup is asked to do."""

from __future__ import annotations

import os
from dataclasses import dataclass

from studio_backup import VERSION

PARTIAL_EVERY_S = 15 * 60.0
PARTIAL_EVERY_BYTES = 32 << 30
WINDOW = 4096
FEWEST_WORKERS, MOST_WORKERS = 2, 4


@dataclass(frozen=True, slots=True)
class BackupRequest:
    """Sources to back up into one collection, one snapshot each.

    `sources`: paths as os gives them; a folder or a single file each. `collection`: id of one that exists.
    `excludes`: a person's patterns, after the default ones. `own_places`: homes and vaults of this program, which are
    left out wherever they lie. `accept_empty`: an empty root is meant to be empty. `if_changed`: make no point of a
    source that is just as its newest point has it. `lies_at`: of a source that is found elsewhere now (a drive at
    another mount point), (its path, where it is read): its points go on under its path.
    """

    sources: tuple[str, ...]
    collection: str
    excludes: tuple[str, ...] = ()
    one_file_system: bool = False
    accept_empty: bool = False
    own_places: tuple[str, ...] = ()
    if_changed: bool = False
    lies_at: tuple[tuple[str, str], ...] = ()
    program: str = f"studio-backup {VERSION}"


@dataclass(frozen=True, slots=True)
class Limits:
    """How the work is cut up.

    `partial_every_s`, `partial_every_bytes`: a partial snapshot is committed after either. `window`: files which wait
    to be read, the largest first. `workers`: threads that read.
    """

    partial_every_s: float = PARTIAL_EVERY_S
    partial_every_bytes: int = PARTIAL_EVERY_BYTES
    window: int = WINDOW
    workers: int = min(MOST_WORKERS, max(FEWEST_WORKERS, os.cpu_count() or 1))


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder below the home, open to its owner only, where copies of databases lie while they are read."""

    folder: str
