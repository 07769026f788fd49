"""Source roots: what a person named, made absolute, and the refusals that keep an unmounted drive out of the vault."""

from __future__ import annotations

import os
import stat
import sys
from dataclasses import dataclass

from studio_backup.base.errors import SourceError
from studio_backup.base.names import display
from studio_backup.domain.snapshot import Source, StoredSnapshot
from studio_backup.domain.tree import spelled
from studio_backup.engine.backup.descriptors import open_root
from studio_backup.engine.backup.mounts import MountTable
from studio_backup.engine.backup.scanner import Listing
from studio_backup.engine.backup.sentences import problem_of

_ACCEPT = "If it is meant to be empty, say so with --accept-empty."


@dataclass(frozen=True, slots=True)
class Root:
    """A source root: its absolute path without links, its own name, and what it was when the run began.

    `known_as`: the path under which its points are, where it is read from another one now.
    """

    path: str
    name: str
    found: os.stat_result
    known_as: str = ""

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder, else a single file."""
        return stat.S_ISDIR(self.found.st_mode)

    @property
    def folder(self) -> str:
        """The folder to walk, or in which the single file lies."""
        return self.path if self.is_folder else os.path.dirname(self.path)

    @property
    def source(self) -> Source:
        """As a snapshot names it."""
        path, path64 = spelled(os.fsencode(self.known_as or self.path))
        return Source(path, path64, "windows" if sys.platform == "win32" else "posix")

    @property
    def shown(self) -> str:
        """The path, safe to print."""
        return display(os.fsencode(self.known_as or self.path))


def find_root(path: str, known_as: str = "") -> Root:
    """The root a person named. Raises SourceError if it is missing or neither folder nor file.

    `known_as`: the path a person gave it, where that is another one.
    """
    real = os.path.realpath(path)
    try:
        found = _stat(real)
    except OSError as error:
        raise SourceError(
            f"The source {display(os.fsencode(real))} cannot be reached: {error.strerror}.",
            hint="Check the path; if it is on a drive or share, connect it. Nothing was backed up.",
        ) from error
    if not (stat.S_ISDIR(found.st_mode) or stat.S_ISREG(found.st_mode)):
        raise SourceError(
            f"The source {display(os.fsencode(real))} is neither a folder nor a file.", hint="Name a folder."
        )
    named = os.path.realpath(known_as) if known_as not in ("", path) else ""
    given = named or real
    name = os.path.basename(given) or os.path.splitdrive(given)[0].strip(":\\/") or "root"
    return Root(real, name, found, named)


def _stat(path: str) -> os.stat_result:
    if len(os.fsencode(path)) < 4096:
        return os.stat(path)
    # Too long for one call: by its parent, which is reached step by step.
    folder = open_root(os.path.dirname(path))
    try:
        return os.stat(os.path.basename(path), dir_fd=folder)
    finally:
        os.close(folder)


def refuse_unreadable(root: Root, listing: Listing) -> None:
    """Raise SourceError if the root itself could not be listed, or is a vault."""
    if listing.error is not None:
        raise SourceError(
            f"The source {root.shown} cannot be read. {problem_of(listing.error).text}",
            hint="Nothing was backed up of it.",
        ) from listing.error
    if listing.is_own:
        raise SourceError(
            f"{root.shown} is a vault or home of Studio Backup itself.",
            hint="To have a second copy of a vault, add a tier and run `studio-backup replicate`.",
        )


def refuse_empty(root: Root, listing: Listing, earlier: StoredSnapshot | None, mounts: MountTable) -> None:
    """Raise SourceError for a root that is empty and was not, or on which a drive should be mounted."""
    if not listing.is_empty or any(not one.rule.default for one in listing.left_out):
        return  # what somebody leaves out is there: the drive is mounted
    if earlier is not None and earlier.snapshot.counts.files:
        raise SourceError(
            f"{root.shown} is empty, and held {earlier.snapshot.counts.files} files in its last point: "
            "an unmounted drive looks like that.",
            hint=f"Connect the drive and run it again. {_ACCEPT}",
        )
    if os.fsencode(root.path) in mounts.expected and not os.path.ismount(root.path):
        raise SourceError(
            f"{root.shown} is empty, and the drive that belongs there is not mounted.",
            hint=f"Mount it and run it again. {_ACCEPT}",
        )
