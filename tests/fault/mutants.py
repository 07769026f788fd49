"""The program broken on purpose, one mistake each. A harness which does not notice them proves nothing."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import oracle
import power_cuts
import scenarios
from mutation import attribute, everywhere

from studio_backup.base import files
from studio_backup.domain.objects import Kind, parse_name
from studio_backup.repository import marker
from studio_backup.storage.local import LocalStorage
from studio_backup.storage.root import Root
from studio_backup.sync import difference, fetching

STATES = 400


@contextlib.contextmanager
def no_file_sync() -> Iterator[None]:
    """A file's fsync is left out."""
    with everywhere(files.sync_file, lambda _fd: None):
        yield


@contextlib.contextmanager
def no_folder_sync() -> Iterator[None]:
    """A folder's fsync is left out."""
    with everywhere(files.fsync_directory, lambda _where: True):
        yield


@contextlib.contextmanager
def no_sync_of_new_folders() -> Iterator[None]:
    """A new folder's parent is not synced."""

    def make(path: Any, parent: int | None, _here: Any) -> None:
        with contextlib.suppress(FileExistsError):
            files.os.mkdir(path, 0o700, dir_fd=parent)

    with everywhere(files._make, make):
        yield


@contextlib.contextmanager
def name_before_bytes() -> Iterator[None]:
    """The name is given before the bytes are synced."""
    real = files.DurableFile.commit

    def commit(self: files.DurableFile, *, check: Callable[[], None] | None = None, replace: bool = False) -> None:
        if check:
            check()
        files.publish(self._where, self.temporary, self._name, replace=replace)
        files.fsync_directory(self._where)
        files.sync_file(self.fd)
        files.os.close(self.fd)
        self.fd = -1

    with attribute(files.DurableFile, "commit", commit):
        yield
    assert files.DurableFile.commit is real


@contextlib.contextmanager
def snapshot_before_index() -> Iterator[None]:
    """A snapshot becomes durable before the index of its packs."""
    real, held = LocalStorage.put, []

    def put(self: LocalStorage, name: str, data: Any, *, sha256: bytes) -> None:
        parsed = parse_name(name)
        if parsed and parsed.kind is Kind.INDEX and type(self) is LocalStorage:  # the vault, not the NAS
            held.append((self, name, bytes(data), sha256))
            return
        real(self, name, data, sha256=sha256)
        if parsed and parsed.kind is Kind.SNAPSHOT:
            while held:
                one, late, late_data, digest = held.pop()
                real(one, late, late_data, sha256=digest)

    with attribute(LocalStorage, "put", put):
        yield


@contextlib.contextmanager
def snapshots_replicated_first() -> Iterator[None]:
    """Replication copies in the reverse of the law order."""
    real = difference._Planner.plan

    def plan(self: difference._Planner) -> difference.ReplicationPlan:
        made = real(self)
        copies = tuple(difference.Copy(c.name, c.size, c.mends) for c in reversed(made.copies))
        return difference.ReplicationPlan(
            copies, made.withheld, made.present, made.present_bytes, slots_there=made.slots_there + 1
        )

    with attribute(difference._Planner, "plan", plan):
        yield


@contextlib.contextmanager
def replicate_unverified() -> Iterator[None]:
    """What is replicated is not compared with its name before."""

    def read(self: fetching.Fetcher, place: Any, name: str, size: int) -> Any:
        data = self._read(place.storage, name, size)
        return fetching.Fetched(data, fetching.hashlib.sha256(data).digest(), place)

    with attribute(fetching.Fetcher, "_from", read):
        yield


@contextlib.contextmanager
def marker_not_checked() -> Iterator[None]:
    """A place is listed and written to whatever its marker says. (Three guards have to go for that.)"""
    real = Root.__init__

    def begin(self: Root, path: str, **_: Any) -> None:
        real(self, path, identity=None, marker_required=False)

    with attribute(Root, "__init__", begin), everywhere(marker.check_place, lambda *_a, **_k: None):
        yield


@contextlib.contextmanager
def put_replaces() -> Iterator[None]:
    """The conditional put is skipped: whoever comes last wins."""

    def replace(source: Any, target: Any, folder: int | None) -> None:
        files.os.replace(source, target, src_dir_fd=folder, dst_dir_fd=folder)

    with (
        everywhere(files._publish_new, replace),
        attribute(LocalStorage, "_there_already", lambda *_a, **_k: False),
    ):
        yield


@dataclass(frozen=True)
class Mutant:
    """A mistake and the part of the harness which has to notice it. `hunt` returns what was noticed, or ""."""

    mistake: Callable[[], AbstractContextManager[None]]
    hunt: Callable[[int], str]
    where: str = ""

    @property
    def name(self) -> str:
        """As in the table."""
        return f"{self.mistake.__name__} {self.where}".replace("_", " ").strip()


def _cuts(seed: int) -> str:
    result = power_cuts.campaign(STATES, seed, stop_at_first=True)
    return result.problems[0] if result.problems else ""


def _scenario(one: Callable[[int], None]) -> Callable[[int], str]:
    def hunt(seed: int) -> str:
        try:
            one(seed)
        except oracle.Broken as broken:
            return str(broken)
        return ""

    return hunt


ALL = (
    Mutant(no_file_sync, _cuts),
    Mutant(no_folder_sync, _cuts),
    Mutant(no_sync_of_new_folders, _cuts),
    Mutant(name_before_bytes, _cuts),
    Mutant(snapshot_before_index, _cuts),
    Mutant(snapshots_replicated_first, _cuts),
    Mutant(replicate_unverified, _scenario(scenarios.damaged_source)),
    Mutant(marker_not_checked, _scenario(scenarios.unmounted_tier)),
    Mutant(marker_not_checked, _scenario(scenarios.foreign_tier), "foreign"),
    Mutant(put_replaces, _scenario(scenarios.two_writers)),
)
