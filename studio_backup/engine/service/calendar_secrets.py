"""Where calendars' addresses are kept: in the keyring, else in a file of the home which nobody else may read."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable

import msgspec

from studio_backup.base.errors import StorageDenied
from studio_backup.base.files import Writer, durable_create, remove_durable
from studio_backup.engine.calendar.addresses import Address
from studio_backup.engine.home import Home
from studio_backup.engine.secrets import (
    Keyring,
    KeyringUnusable,
    forget_secret,
    keep_secret,
    read_secret,
    system_keyring,
)

_FOLDER = "calendars"
_IN_KEYRING = b"elsewhere"
"""What the file holds where the address lies in the keyring: one that is locked is not an address that is lost."""


class CalendarSecrets:
    """By calendar id. `keyring` raises KeyringUnusable where there is none."""

    def __init__(self, home: Home, keyring: Callable[[], Keyring] = system_keyring) -> None:
        self._home, self._keyring = home, keyring

    def keep(self, calendar_id: str, address: Address) -> None:
        """Keep or replace it. StorageDenied, StorageFull where the home cannot be written either."""
        data = msgspec.json.encode(address)
        try:
            keep_secret(self._keyring(), _account(calendar_id), data)
        except KeyringUnusable:
            self._write(calendar_id, data)
        else:
            self._write(calendar_id, _IN_KEYRING)

    def read(self, calendar_id: str) -> Address | None:
        """It; None where it is not on this machine. KeyringUnusable where that cannot be told now."""
        data = self._file(calendar_id)
        if data == _IN_KEYRING:
            try:
                data = read_secret(self._keyring(), _account(calendar_id))
            except KeyringUnusable as error:
                raise KeyringUnusable(
                    f"The calendar's address cannot be read: {error.message}",
                    hint="Unlock the keyring; or give the address again: `calendar edit ID --address-file FILE`.",
                ) from error
        try:
            return msgspec.json.decode(data, type=Address) if data else None
        except msgspec.MsgspecError:
            return None

    def forget(self, calendar_id: str) -> None:
        """Take it away."""
        self._unlink(calendar_id)
        with contextlib.suppress(KeyringUnusable):
            forget_secret(self._keyring(), _account(calendar_id))

    def _write(self, calendar_id: str, data: bytes) -> None:
        folder = self._home.folder(_FOLDER)
        try:
            durable_create(
                folder, _name(calendar_id), [data], writer=Writer("home", "home"), direct=False, replace=True
            )
        except OSError as error:
            raise StorageDenied(
                f"The calendar's address cannot be kept in the home: {error.strerror}.", hint="Free some space there."
            ) from error

    def _file(self, calendar_id: str) -> bytes | None:
        try:
            with open(self._home.file(_FOLDER, _name(calendar_id)), "rb") as file:
                return file.read()
        except OSError:
            return None

    def _unlink(self, calendar_id: str) -> None:
        folder = self._home.file(_FOLDER)
        if os.path.isdir(folder):
            with contextlib.suppress(OSError):
                remove_durable(folder, _name(calendar_id))


def _account(calendar_id: str) -> str:
    return f"calendar-{calendar_id}"


def _name(calendar_id: str) -> str:
    return f"{calendar_id}.json"
