"""Guards of the program, to be pulled out one at a time: their own tests must turn red."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from mutation import attribute, everywhere

from studio_backup.base import files
from studio_backup.engine.restore import contents
from studio_backup.repository import crypto
from studio_backup.repository.committing import Committer
from studio_backup.repository.sealing import PackBuilder
from studio_backup.repository.writing import CollectionWriter
from studio_backup.storage.root import Root
from studio_backup.sync import difference


@contextlib.contextmanager
def cipher_tag() -> Iterator[None]:
    """Frames are decrypted whatever their tag says."""
    real = crypto.FrameCipher.__init__

    def begin(self: crypto.FrameCipher, object_key: bytes) -> None:
        real(self, object_key)
        self.pulled_key = object_key  # type: ignore[attr-defined]

    def plain(self: crypto.FrameCipher, ordinal: int, frame: Any, _aad: bytes) -> bytes:
        counter = modes.CTR(crypto.nonce(ordinal) + b"\0\0\0\2")
        decryptor = Cipher(algorithms.AES(self.pulled_key), counter).decryptor()  # type: ignore[attr-defined]
        return decryptor.update(bytes(frame[: -crypto.TAG_BYTES]))

    def into(self: crypto.FrameCipher, ordinal: int, frame: Any, aad: bytes, out: memoryview) -> int:
        data = plain(self, ordinal, frame, aad)
        out[: len(data)] = data
        return len(data)

    with (
        attribute(crypto.FrameCipher, "__init__", begin),
        attribute(crypto.FrameCipher, "open", plain),
        attribute(crypto.FrameCipher, "open_into", into),
    ):
        yield


@contextlib.contextmanager
def verify_before_publish() -> Iterator[None]:
    """A pack gets its name without having been opened again."""
    with attribute(PackBuilder, "verify", lambda self, _data: bytes(self._entries)):
        yield


@contextlib.contextmanager
def snapshot_last() -> Iterator[None]:
    """A snapshot is published before packs and index of its run are durable, and copied before what it needs."""
    flush, plan = CollectionWriter.flush, difference._Planner.plan

    def commit(self: CollectionWriter, draft: Any) -> Any:
        with self._state:
            relied = frozenset(self._relied)
        stored = self._committer.commit(draft, relied)
        flush(self)
        return stored

    def reversed_plan(self: difference._Planner) -> difference.ReplicationPlan:
        made = plan(self)
        copies = tuple(dataclasses.replace(one, awaits=frozenset()) for one in reversed(made.copies))
        return dataclasses.replace(made, copies=copies)

    with attribute(CollectionWriter, "commit", commit), attribute(difference._Planner, "plan", reversed_plan):
        yield


@contextlib.contextmanager
def last_look() -> Iterator[None]:
    """A snapshot is published without looking whether its packs are still there."""
    with attribute(Committer, "check", lambda _self, _relied: None):
        yield


@contextlib.contextmanager
def marker() -> Iterator[None]:
    """A place is written to whatever its marker says."""
    with attribute(Root, "_check_marker", lambda _self, _root: None):
        yield


@contextlib.contextmanager
def digest_in_restore() -> Iterator[None]:
    """A restored file counts as right without its digest being compared."""
    real = contents.compare

    def believed(*args: Any, **kwargs: Any) -> contents.Compared:
        return dataclasses.replace(real(*args, **kwargs), equal=True)

    with everywhere(real, believed):
        yield


@contextlib.contextmanager
def folder_sync() -> Iterator[None]:
    """A folder is not synced after a name was made in it."""
    with everywhere(files.fsync_directory, lambda _where: True):
        yield


@dataclass(frozen=True)
class Guard:
    """How it is pulled, and the tests which are there to miss it."""

    pull: Callable[[], AbstractContextManager[None]]
    tests: tuple[str, ...]

    @property
    def name(self) -> str:
        """Its name."""
        return self.pull.__name__


LAW_IN_BACKUP = "tests/unit/repository/test_writing.py::test_objects_are_made_in_law_order"
LAW_IN_REPLICATE = "tests/unit/sync/test_replicator.py::test_objects_become_durable_in_law_order"
ALL = (
    Guard(cipher_tag, ("tests/unit/repository/test_pack.py", "tests/unit/repository/test_keys.py")),
    Guard(verify_before_publish, ("tests/unit/repository/test_pack.py",)),
    Guard(snapshot_last, (LAW_IN_BACKUP, LAW_IN_REPLICATE)),
    Guard(last_look, ("tests/unit/repository/test_writing.py",)),
    Guard(marker, ("tests/unit/storage/test_local.py",)),
    Guard(digest_in_restore, ("tests/unit/engine/restore/test_restore_resume.py",)),
    Guard(folder_sync, ("tests/unit/base/test_files.py", "tests/fault/test_power_loss_model.py")),
)
