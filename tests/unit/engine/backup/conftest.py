"""A source folder, a small vault, and a backup from one to the other."""

from __future__ import annotations

import contextlib
import dataclasses
import os
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from studio_backup.base.control import CancelToken, NoProgress, Progress
from studio_backup.domain.snapshot import StoredSnapshot
from studio_backup.domain.tree import Entry
from studio_backup.engine.backup.pipeline import back_up
from studio_backup.engine.backup.plan import plan_backup
from studio_backup.engine.backup.ports import RepositoryForBackup, SnapshotWriter
from studio_backup.engine.backup.report import BackupPlan, BackupReport
from studio_backup.engine.backup.request import BackupRequest, Limits, Workspace
from tests.support.repositories import SmallVault, new_vault

LIMITS = Limits(workers=2)


@dataclass
class Stored:
    """A snapshot read back: entries and contents by path."""

    entries: dict[bytes, Entry]
    contents: dict[bytes, bytes]

    def __getitem__(self, path: str | bytes) -> Entry:
        return self.entries[os.fsencode(path)]

    def content(self, path: str | bytes) -> bytes:
        return self.contents[os.fsencode(path)]


@dataclass
class Rig:
    """One laptop with a source and a home."""

    source: str
    home: str
    vault: SmallVault = field(default_factory=new_vault)
    limits: Limits = LIMITS
    progress: Progress = field(default_factory=NoProgress)
    cancel: CancelToken = field(default_factory=CancelToken)

    def target(self) -> RepositoryForBackup:
        @contextlib.contextmanager
        def open_writer(collection: str) -> Iterator[SnapshotWriter]:
            with self.vault.writer() as writer:
                yield writer

        repository = self.vault.repository
        return RepositoryForBackup(repository, self.vault.identity.id, open_writer, contextlib.nullcontext)

    def request(self, **changes: object) -> BackupRequest:
        base = BackupRequest((self.source,), self.vault.collection)
        return dataclasses.replace(base, **changes)  # type: ignore[arg-type]

    def back_up(self, **changes: object) -> BackupReport:
        return back_up(
            self.request(**changes),
            vault=self.target(),
            progress=self.progress,
            cancel=self.cancel,
            clock=self.vault.clock,
            workspace=Workspace(self.home),
            limits=self.limits,
        )

    def plan(self, **changes: object) -> BackupPlan:
        self.vault.repository.forget()
        return plan_backup(self.request(**changes), vault=self.target(), progress=self.progress, cancel=self.cancel)

    def snapshots(self) -> tuple[StoredSnapshot, ...]:
        return self.vault.repository.snapshots(self.vault.collection).snapshots

    def stored(self, which: int = -1) -> Stored:
        reader = self.vault.reader()
        entries = dict(reader.walk(self.snapshots()[which]))
        contents = {
            path: b"".join(bytes(reader.read_chunk(chunk)) for chunk in reader.chunk_ids(entry))
            for path, entry in entries.items()
            if entry.has_contents
        }
        return Stored(entries, contents)

    def path(self, *parts: str) -> str:
        return os.path.join(self.source, *parts)

    def write(self, name: str, data: bytes = b"x") -> str:
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data)
        return path


@pytest.fixture
def rig(tmp_path: object) -> Rig:
    source, home = os.path.join(str(tmp_path), "source"), os.path.join(str(tmp_path), "home")
    os.mkdir(source)
    os.mkdir(home, 0o700)
    return Rig(source, home)
