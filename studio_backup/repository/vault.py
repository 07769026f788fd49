"""Making a vault: config, slots, identity and first master key, in law order. Only `vault create` imports this."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from studio_backup.base.clock import Clock
from studio_backup.base.errors import RefusedError, StorageError, UsageError
from studio_backup.repository import crypto
from studio_backup.repository.config import Config, write_config
from studio_backup.repository.derivation import KdfParameters, new_parameters
from studio_backup.repository.format import new_id
from studio_backup.repository.keys import VaultKeys, write_identity, write_master
from studio_backup.repository.passphrase import check_strength
from studio_backup.repository.slots import Slot, kit_slot, passphrase_slot, slot_bytes
from studio_backup.storage.interface import Storage


def new_repository_id() -> str:
    """A random repository id, 32 hex digits: chosen first, because the kit is saved before the vault is made."""
    return new_id(16)


def check_new(storage: Storage, *, studio: str, passphrase: str) -> None:
    """All that can be refused before anything is written: a place in use, an unusable name, a weak passphrase."""
    check_studio(studio)
    check_strength(passphrase, studio=studio)
    first = next(iter(storage.list("")), None)
    if first is not None:
        raise RefusedError(
            f"{storage.label} is in use: {first.name} lies there.",
            hint="'vault open' joins a vault. A vault whose making was interrupted may be removed, folder and all.",
        )


def check_studio(studio: str) -> None:
    """A studio's name is one line of visible text. Raises UsageError."""
    if not studio.strip() or len(studio) > 200 or not all(char.isprintable() for char in studio):
        raise UsageError("The studio's name must be one line of 1 to 200 visible characters.", hint="--studio NAME")


def create_vault(
    storage: Storage,
    *,
    studio: str,
    passphrase: str,
    kit_key: bytes,
    clock: Clock,
    kdf: KdfParameters | None = None,
    repository: str | None = None,
) -> VaultKeys:
    """Make a vault in an empty place and return its keys. The marker `tier` is the caller's last step.

    `kit_key`: 32 bytes of the recovery kit, which the caller has saved already. Raises RefusedError or UsageError
    before anything is written; if a write fails, what was written is taken away again.
    """
    check_new(storage, studio=studio, passphrase=passphrase)
    now = clock.now_ns()
    root, identity, master = crypto.new_key(), crypto.new_key(), crypto.new_key()
    keys = VaultKeys(repository or new_repository_id(), new_id(), root, identity, (master,))
    by_passphrase = passphrase_slot(keys.repository, keys.root_id, keys.root, passphrase, kdf or new_parameters(), now)
    by_kit = kit_slot(keys.repository, keys.root_id, keys.root, kit_key, now)
    _write_all(
        storage,
        lambda: write_config(storage, keys, Config(keys.repository, studio.strip(), now)),
        lambda: _put_slot(storage, by_passphrase),
        lambda: _put_slot(storage, by_kit),
        lambda: write_identity(storage, keys.repository, keys.root_id, keys.root, keys.identity),
        lambda: write_master(storage, keys.repository, keys.root, keys.masters[0]),
    )
    return keys


def _put_slot(storage: Storage, slot: Slot) -> str:
    data = slot_bytes(slot)
    storage.put(slot.name, data, sha256=crypto.sha256(data))
    return slot.name


def _write_all(storage: Storage, *steps: Callable[[], str]) -> None:
    done: list[str] = []
    try:
        for step in steps:
            done.append(step())
    except BaseException:
        for name in reversed(done):
            with contextlib.suppress(StorageError):
                storage.delete(name)
        raise
