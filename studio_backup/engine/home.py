"""The files of the home: which vault is joined, its tiers, this device. All of them can be lost and made again.

Layout: `vault.json`, `tiers.json`, `device.json`, `device-slot`, `chain.lock`, `catalog.db`, `ledger/<tier id>.jsonl`,
`restores/<id>/`, `settings/catalog.json` (what a person typed, as it lies in the vault), `workspace/` (0700: copies of
databases while they are read), `previews/<collection>/` (small pictures, sealed).
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from typing import TypeVar

import msgspec

from studio_backup.base.errors import RefusedError, StorageDenied, StorageFull, StudioBackupError
from studio_backup.base.files import Writer, durable_create, make_folders
from studio_backup.base.names import display
from studio_backup.domain.bandwidth import Bandwidth
from studio_backup.domain.tier import Tier

_T = TypeVar("_T")
CATALOG = "catalog.db"
SETTINGS_FOLDER = "settings"
SETTINGS_FILE = "catalog.json"
_VAULT = "vault.json"
_NO_SPACE = frozenset({28, 122})  # ENOSPC, EDQUOT


class JoinedVault(msgspec.Struct, frozen=True, kw_only=True):
    """The vault of this home. `folder`: where backups go ("" if none here). `reads_from`: tier id read instead.

    `pinned`: slot id → object name, as they were when this home joined.
    """

    repository: str
    folder: str = ""
    reads_from: str = ""
    pinned: dict[str, str] = {}


class HomeDevice(msgspec.Struct, frozen=True, kw_only=True):
    """This laptop as the home knows it. `sealed_seed`: base64, sealed under the vault's identity key.

    `machine`: the operating system's id of this machine; another one means a copied home. `in_keyring`: whether the
    device secret lies in the operating system's keyring; `slot`: id of the slot it opens.
    """

    id: str
    name: str
    machine: str
    sealed_seed: str
    in_keyring: bool = False


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """What all tiers together may take of this machine's line. `version` counts a person's edits."""

    bandwidth: Bandwidth = Bandwidth()
    version: int = 1


class _Tiers(msgspec.Struct, frozen=True):
    tiers: tuple[Tier, ...] = ()
    line: Line = Line()


class Home:
    """The home folder. Reading a missing file gives None or empty; a torn one is an error that says what to do.

    Safe for many threads of one process.
    """

    def __init__(self, path: str) -> None:
        self.path = os.path.abspath(path)
        self._tiers_mutex = threading.Lock()

    def file(self, *parts: str) -> str:
        """A path below the home."""
        return os.path.join(self.path, *parts)

    def folder(self, name: str) -> str:
        """A folder below the home, made when missing, open to its owner only."""
        path = self.file(name)
        try:
            make_folders(path)
        except OSError as error:
            raise _cannot_write(self.path, error) from error
        return path

    @property
    def has_vault(self) -> bool:
        """Whether a vault is joined here; asked often, so the file is not read."""
        return os.path.exists(self.file(_VAULT))

    @property
    def has_catalog(self) -> bool:
        """Whether an engine, or a verb of the service, ever ran here."""
        return os.path.exists(self.file(CATALOG))

    def own_folders(self) -> tuple[str, ...]:
        """This program's own folders here: the home, and the vault's."""
        vault = self.vault()
        return (self.path, *((vault.folder,) if vault and vault.folder else ()))

    def vault(self) -> JoinedVault | None:
        """The vault that this home has joined."""
        return self._read(_VAULT, JoinedVault)

    def keep_vault(self, vault: JoinedVault) -> None:
        """Remember the vault."""
        self._write(_VAULT, msgspec.json.encode(vault))

    def tiers(self) -> tuple[Tier, ...]:
        """The tiers this home knows."""
        return self._tiers().tiers

    def keep_tiers(self, tiers: tuple[Tier, ...]) -> None:
        """Remember the tiers."""
        self.change_tiers(lambda _: tiers)

    def change_tiers(self, change: Callable[[tuple[Tier, ...]], tuple[Tier, ...]]) -> None:
        """Remember what `change` makes of the tiers as they are now; nothing is changed where it raises."""
        with self._tiers_mutex:
            now = self._tiers()
            self._keep(msgspec.structs.replace(now, tiers=change(now.tiers)))

    def line(self) -> Line:
        """What all tiers together may take of the line. It belongs to this machine: another laptop has another one."""
        return self._tiers().line

    def change_line(self, change: Callable[[Line], Line]) -> None:
        """As `change_tiers`."""
        with self._tiers_mutex:
            now = self._tiers()
            self._keep(msgspec.structs.replace(now, line=change(now.line)))

    def _tiers(self) -> _Tiers:
        return self._read("tiers.json", _Tiers) or _Tiers()

    def _keep(self, tiers: _Tiers) -> None:
        self._write("tiers.json", msgspec.json.encode(tiers))

    def device(self) -> HomeDevice | None:
        """This device."""
        return self._read("device.json", HomeDevice)

    def keep_device(self, device: HomeDevice) -> None:
        """Remember this device."""
        self._write("device.json", msgspec.json.encode(device))

    def device_slot(self) -> bytes | None:
        """The slot object which the device secret opens, or None."""
        try:
            with open(self.file("device-slot"), "rb") as file:
                return file.read()
        except FileNotFoundError:
            return None

    def keep_device_slot(self, data: bytes) -> None:
        """Keep the slot until it is published, and for unlocking."""
        self._write("device-slot", data)

    def settings(self) -> bytes | None:
        """What a person typed, as it was last kept; None where nothing was."""
        try:
            with open(self.file(SETTINGS_FOLDER, SETTINGS_FILE), "rb") as file:
                return file.read()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _cannot_read(self.file(SETTINGS_FOLDER, SETTINGS_FILE), error) from error

    def keep_settings(self, data: bytes) -> str:
        """Keep what a person typed, alone in a folder of its own; returns that folder."""
        folder = self.folder(SETTINGS_FOLDER)
        self._put(folder, SETTINGS_FILE, data)
        return folder

    def _read(self, name: str, kind: type[_T]) -> _T | None:
        try:
            with open(self.file(name), "rb") as file:
                return msgspec.json.decode(file.read(), type=kind)
        except FileNotFoundError:
            return None
        except msgspec.DecodeError:
            raise RefusedError(
                f"{display(self.file(name))} is torn or was edited.",
                hint="Nothing in it is irreplaceable: move it away, then run `studio-backup vault open` on your vault.",
            ) from None
        except OSError as error:
            raise _cannot_read(self.file(name), error) from error

    def _write(self, name: str, data: bytes) -> None:
        try:
            make_folders(self.path)
        except OSError as error:
            raise _cannot_write(self.path, error) from error
        self._put(self.path, name, data)

    def _put(self, folder: str, name: str, data: bytes) -> None:
        try:
            durable_create(folder, name, [data], writer=Writer("home", "home"), direct=False, replace=True)
        except OSError as error:
            raise _cannot_write(self.path, error) from error


def _cannot_read(path: str, error: OSError) -> StudioBackupError:
    return StudioBackupError(f"{display(path)} cannot be read: {error.strerror}.", hint="Check its permissions.")


def _cannot_write(path: str, error: OSError) -> StudioBackupError:
    kind = StorageFull if error.errno in _NO_SPACE else StorageDenied
    return kind(
        f"The program's own folder {display(path)} cannot be written: {error.strerror}.",
        hint="Free some space or mend its permissions, or choose another one with --home.",
    )
