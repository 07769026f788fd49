"""A small vault on disk, written by the program, for the rescue script to read."""

import os
import stat
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from studio_backup.domain.snapshot import Counts, Source, StoredSnapshot
from studio_backup.domain.tree import Entry, spelled
from studio_backup.repository.collections import ensure_collection
from studio_backup.repository.committing import SnapshotDraft
from studio_backup.repository.devices import DeviceIdentity
from studio_backup.repository.format import new_id
from studio_backup.repository.kit import kit_text
from studio_backup.repository.repository import Repository
from studio_backup.storage.memory import MemoryStorage
from tests.support.repositories import SteppingClock, save_file
from tests.support.vaults import NewVault, new_identity, new_vault

SCRIPT = Path(__file__).resolve().parents[3] / "resources" / "studio_backup_rescue.py"


@dataclass
class Result:
    """What a run of the script ended with."""

    code: int
    out: str
    err: str


@dataclass
class Studio:
    """A vault, and its copy as a folder."""

    base: Path
    clock: SteppingClock
    storage: MemoryStorage
    vault: NewVault
    laptop: DeviceIdentity
    damaged: set[str] = field(default_factory=set)

    def back_up(
        self,
        entries,
        *,
        source="/home/ann/Photos",
        wedding=("Ann & Ben", "2026-06-20"),
        laptop: DeviceIdentity | None = None,
        partial=False,
        platform="posix",
    ) -> StoredSnapshot:
        """Commit a point. `entries(writer)` gives the root's entries, or the root entry itself."""
        made = ensure_collection(
            self.storage, self.vault.keys, label=wedding[0], date=wedding[1], kind="wedding", clock=self.clock
        )
        repository = Repository.open(self.storage, self.vault.keys)
        started = self.clock.now_ns()
        with repository.writer(made.id, identity=laptop or self.laptop, run=new_id(), clock=self.clock) as writer:
            found = entries(writer)
            root = (
                found if isinstance(found, Entry) else Entry(type="folder", tree=writer.save_folder(found), mode=0o755)
            )
            draft = SnapshotDraft(Source(path=source, platform=platform), root, started, partial, Counts(files=1))
            return writer.commit(draft)

    def copy(self, name="copy") -> Path:
        """The storage as a folder."""
        for one in self.storage.list(""):
            path = self.base / name / one.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self.storage.get(one.name))
        return self.base / name

    @property
    def kit(self) -> Path:
        """FILE.txt."""
        path = self.base / "kit.txt"
        path.write_text(kit_text(self.vault.kit), encoding="utf-8")
        return path

    def rescue(self, *words, copy: Path | None = None, factor=()) -> Result:
        """Run the script as its user does."""
        where = copy or self.copy()
        command = [sys.executable, "-I", SCRIPT, where, *(factor or ("--kit", self.kit)), *words]
        done = subprocess.run(
            [str(word) for word in command], capture_output=True, text=True, encoding="utf-8", check=False
        )
        assert "Traceback" not in done.stderr
        return Result(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def studio(tmp_path):
    clock = SteppingClock()
    storage = MemoryStorage(clock=clock)
    vault = new_vault(storage, clock=clock, studio="Rose")
    yield Studio(tmp_path, clock, storage, vault, new_identity(storage, vault.keys, name="Studio Mac", clock=clock))
    for path, folders, _ in os.walk(os.fsencode(tmp_path)):
        for name in folders:
            child = os.path.join(path, name)
            if not os.path.islink(child) and stat.S_IMODE(os.lstat(child).st_mode) & 0o700 != 0o700:
                os.chmod(child, 0o700)


def named(name: bytes) -> dict[str, str]:
    """Both spellings of a raw name, as an entry wants them."""
    text, text64 = spelled(name)
    return {"name": text, "name64": text64}


__all__ = ["Studio", "named", "save_file"]
