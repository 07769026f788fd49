"""Counts what the walk meets. Used by one thread at a time."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass

from studio_backup.base.control import Progress
from studio_backup.base.names import display
from studio_backup.domain.file_kinds import FileKind, file_kind
from studio_backup.domain.snapshot import Counts
from studio_backup.domain.tree import Entry
from studio_backup.engine.backup.place import Place
from studio_backup.engine.backup.report import MOST_WARNINGS, ExcludedBy, FileWarning, StoredOf
from studio_backup.engine.backup.selection import Rule


@dataclass(slots=True)
class KindStored:
    """Files of one kind that were read: how many, and bytes: read, new to the vault, stored for these."""

    files: int = 0
    read: int = 0
    new: int = 0
    stored: int = 0


class Tally:
    """The counts of one source, the warnings, and what was left out."""

    def __init__(self, source: str, progress: Progress) -> None:
        self._source = display(source)
        self._progress = progress
        self.files = self.folders = self.links = self.specials = self.bytes = self.flagged = 0
        self.read = self.unchanged = self.bytes_read = self.excluded = 0
        self.merged: list[str] = []
        self.warnings: list[FileWarning] = []
        self.notices: list[str] = []
        self.left_out: dict[Rule, list[int]] = {}
        """Rule → files, folders, bytes."""
        self.kinds: dict[FileKind, KindStored] = {}

    @property
    def counts(self) -> Counts:
        """What a snapshot made now would say."""
        return Counts(self.files, self.folders, self.links, self.specials, self.bytes, self.excluded, self.flagged)

    def count(self, entry: Entry, place: Place) -> None:
        """Count an entry that lies in `place`; its flag becomes a warning."""
        if entry.type == "file":
            self.files += 1
            self.bytes += entry.size
        elif entry.type in ("folder", "mount"):
            self.folders += 1
        elif entry.type == "link":
            self.links += 1
        else:
            self.specials += 1
        if entry.flags:
            self.flagged += 1
            self.warn(place.raw_path(), entry.raw_name, entry.flags[-1], entry.problem)

    def count_kept(self, kept: list[Entry]) -> None:
        """Count unchanged files, which have no flags: quicker, for there are many."""
        self.files += len(kept)
        self.unchanged += len(kept)
        self.bytes += sum(entry.size for entry in kept)

    def leave_out(self, rule: Rule, *, files: int, folders: int = 0, size: int = 0) -> None:
        """Count what a line of the selection leaves out."""
        counts = self.left_out.setdefault(rule, [0, 0, 0])
        counts[0] += files
        counts[1] += folders
        counts[2] += size
        self.excluded += files

    def store(self, name: str, read: int, new: int, stored: int) -> None:
        """Count by kind what a file that was read came to, in bytes."""
        one = self.kinds.setdefault(file_kind(os.fsencode(name)), KindStored())
        one.files, one.read, one.new, one.stored = one.files + 1, one.read + read, one.new + new, one.stored + stored

    def warn(self, folder: bytes, name: bytes, flag: str, text: str) -> None:
        """Keep a warning, and say it now."""
        path = self.shown(folder, name)
        self._progress.warn(f"{path}: {text}")
        if len(self.warnings) < MOST_WARNINGS:
            self.warnings.append(FileWarning(path, flag, text))

    def merge(self, place: Place, names: tuple[str, ...]) -> None:
        """Side files of this folder whose contents are in the database beside them."""
        self.merged += [place.shown(name) for name in names]

    def own_place(self, place: Place) -> None:
        """A folder of this program itself was left out."""
        self.notice(f"{self.shown(place.raw_path(), b'')}: a vault or home of Studio Backup; left out.")

    def notice(self, text: str) -> None:
        """Something that was done on purpose, and is said anyway."""
        self.notices.append(text)

    def shown(self, folder: bytes, name: bytes) -> str:
        """The full path of an entry, safe to print."""
        return "/".join(part for part in (self._source.rstrip("/"), display(folder), display(name)) if part)


def by_kind(tallies: Iterable[Tally]) -> tuple[StoredOf, ...]:
    """What was read of each kind, in all sources together."""
    found: dict[FileKind, list[KindStored]] = {}
    for tally in tallies:
        for kind, one in tally.kinds.items():
            found.setdefault(kind, []).append(one)
    return tuple(
        StoredOf(kind, *(sum(getattr(one, name) for one in ones) for name in ("files", "read", "new", "stored")))
        for kind, ones in found.items()
    )


def excluded_by(tallies: Iterable[Tally]) -> tuple[ExcludedBy, ...]:
    """What each line left out, in all sources together."""
    sums: dict[Rule, list[int]] = {}
    for tally in tallies:
        for rule, counts in tally.left_out.items():
            sums[rule] = [had + more for had, more in zip(sums.get(rule, (0, 0, 0)), counts, strict=True)]
    return tuple(ExcludedBy(rule.pattern, rule.reason, *counts) for rule, counts in sums.items())
