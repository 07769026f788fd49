"""Making a vault, and trying a recovery kit. Joining one: jobs.joining; describing it: jobs.info."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass

from studio_backup.base.clock import Clock
from studio_backup.base.errors import RefusedError, StorageDenied, StorageError, UsageError
from studio_backup.base.files import make_folders
from studio_backup.base.names import display
from studio_backup.domain.objects import TIER_MARKER
from studio_backup.engine.device import make_device
from studio_backup.engine.home import Home, JoinedVault
from studio_backup.engine.places import new_folder
from studio_backup.engine.recovery_kit.files import KitFiles, check_kit_files, remove_kit_files, write_kit_files
from studio_backup.engine.unlock import Options, read_passphrase
from studio_backup.repository import crypto
from studio_backup.repository.keys import VaultKeys
from studio_backup.repository.kit import Kit, new_kit_key
from studio_backup.repository.marker import new_marker
from studio_backup.repository.passphrase import check_strength
from studio_backup.repository.vault import check_new, check_studio, new_repository_id
from studio_backup.repository.vault import create_vault as write_vault
from studio_backup.storage.interface import Storage

_VAULT_NAME = "vault"


@dataclass(frozen=True)
class VaultCreated:
    """A new vault. `kit_files`: paths of the recovery kit's files; `device`: this laptop's name."""

    repository: str
    folder: str
    kit_files: tuple[str, ...]
    device: str
    notices: tuple[str, ...]


def create_vault(
    options: Options, *, home: Home, folder: str, studio_name: str, kit_pdf: str, clock: Clock
) -> VaultCreated:
    """Make vault, recovery kit and device. Whatever can be refused is refused before anything is written.

    Raises RefusedError (something exists already, a weak passphrase), UsageError, StorageError.
    """
    folder = os.path.abspath(folder)
    check_studio(studio_name)
    check_home_free(home)
    check_folder_free(folder)
    files = check_kit_files(kit_pdf)
    passphrase = new_passphrase(options)
    check_strength(passphrase, studio=studio_name)
    home.folder("workspace")
    kit = Kit(new_repository_id(), new_kit_key(), studio_name.strip(), clock.now_ns())
    keys = _write(folder, files, kit, passphrase, clock)
    home.keep_vault(JoinedVault(repository=keys.repository, folder=folder, pinned=dict([keys.slot])))
    made = make_device(home, keys, clock)
    notices = (made.notice,) if made.notice else ()
    return VaultCreated(keys.repository, folder, files.paths, made.identity.name, notices)


def _write(folder: str, files: KitFiles, kit: Kit, passphrase: str, clock: Clock) -> VaultKeys:
    """The kit first, for a vault without its kit must never be; both go again if the vault cannot be made."""
    new = not os.path.isdir(folder)
    make_vault_folder(folder)
    storage = new_folder(folder, clock)
    try:
        check_new(storage, studio=kit.studio, passphrase=passphrase)
        write_kit_files(files, kit)
        try:
            keys = write_vault(
                storage,
                studio=kit.studio,
                passphrase=passphrase,
                kit_key=kit.key,
                clock=clock,
                repository=kit.repository,
            )
            _mark_or_take_back(storage, keys, clock)
        except BaseException:
            remove_kit_files(files)
            raise
    except BaseException:
        if new:
            with contextlib.suppress(OSError):
                os.rmdir(folder)
        raise
    finally:
        storage.close()
    return keys


def _mark_or_take_back(storage: Storage, keys: VaultKeys, clock: Clock) -> None:
    """The marker comes last; where it cannot be written the vault goes again, before its kit does."""
    try:
        put_marker(storage, keys, clock)
    except BaseException:
        with contextlib.suppress(StorageError):
            for one in sorted(storage.list(""), key=lambda one: one.name):
                storage.delete(one.name)
        raise


def put_marker(storage: Storage, keys: VaultKeys, clock: Clock) -> None:
    """Mark a folder as the vault's own."""
    marker = new_marker(keys, name=_VAULT_NAME, role="local", clock=clock)
    storage.put(TIER_MARKER, marker, sha256=crypto.sha256(marker))


def check_home_free(home: Home) -> None:
    """Raise RefusedError if this home has joined a vault already."""
    joined = home.vault()
    if joined is not None:
        where = display(joined.folder) if joined.folder else "a tier"
        raise RefusedError(
            f"This home has joined a vault already ({where}).",
            hint="Give another home with --home DIR before the verb to have a second vault.",
        )


def check_folder_free(folder: str) -> None:
    """Raise RefusedError unless the folder is empty or does not exist."""
    try:
        inside = os.listdir(folder)
    except FileNotFoundError:
        return
    except NotADirectoryError:
        raise RefusedError(f"{display(folder)} is a file, not a folder.", hint="Name a new or empty folder.") from None
    except OSError as error:
        raise StorageDenied(f"{display(folder)} cannot be read: {error.strerror}.", hint="Choose another.") from error
    if TIER_MARKER in inside or any(name.startswith("config-") for name in inside):
        raise RefusedError(f"There is a vault in {display(folder)} already.", hint="`vault open` joins it.")
    if inside:
        raise RefusedError(
            f"{display(folder)} is not empty: {display(sorted(inside)[0])} lies there.",
            hint="Name a new or empty folder.",
        )


def make_vault_folder(folder: str) -> None:
    """Make the folder and its parents. Raises StorageDenied."""
    try:
        make_folders(folder)
    except OSError as error:
        raise StorageDenied(
            f"{display(folder)} cannot be made: {error.strerror}.", hint="Choose a folder you may write to."
        ) from error


def new_passphrase(options: Options) -> str:
    """Of the file that the options name, or typed twice. Raises UsageError."""
    if options.passphrase_file is not None:
        return read_passphrase(options.passphrase_file)
    if options.ask is None:
        raise UsageError(
            "A new vault needs a passphrase.",
            hint="Put it in the first line of a file and give --passphrase-file FILE before the verb.",
        )
    first = options.ask("A passphrase for the vault (four or more uncommon words are good)")
    if options.ask("The same once more") != first:
        raise UsageError("The two passphrases differ.", hint="Run it again. Nothing was written.")
    return first
