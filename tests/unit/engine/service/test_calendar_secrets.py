"""Addresses of calendars: in the keyring, or in files of nobody else; never both, never shown."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from studio_backup.engine.calendar.addresses import address_of
from studio_backup.engine.home import Home
from studio_backup.engine.secrets import Keyring, KeyringUnusable
from studio_backup.engine.service.calendar_secrets import CalendarSecrets

SECRET = address_of("https://calendar.example/private-key/basic.ics#Work", "anna", "pass")


class Kept:
    """A keyring in memory."""

    def __init__(self) -> None:
        self.held: dict[str, str] = {}

    def get_password(self, _: str, name: str) -> str | None:
        return self.held.get(name)

    def set_password(self, _: str, name: str, password: str) -> None:
        self.held[name] = password

    def delete_password(self, _: str, name: str) -> None:
        del self.held[name]


def nowhere() -> Keyring:
    """A machine without a keyring."""
    raise KeyringUnusable("This computer offers no keyring.")


def test_in_the_keyring_and_in_no_file(tmp_path: Path) -> None:
    keyring = Kept()
    CalendarSecrets(Home(str(tmp_path)), nowhere).keep("1", address_of("https://old.example/"))
    secrets = CalendarSecrets(Home(str(tmp_path)), lambda: keyring)
    secrets.keep("1", SECRET)
    assert secrets.read("1") == SECRET and list(keyring.held) == ["calendar-1"]
    (path,) = (path for path in tmp_path.rglob("*") if path.is_file())
    assert path.read_bytes() == b"elsewhere", "the older one is gone"
    secrets.forget("1")
    assert secrets.read("1") is None and not keyring.held
    secrets.forget("1")


def test_without_one_in_a_file_of_its_owner_alone(tmp_path: Path) -> None:
    secrets = CalendarSecrets(Home(str(tmp_path)), nowhere)
    secrets.keep("1", SECRET)
    assert secrets.read("1") == SECRET
    (path,) = (path for path in tmp_path.rglob("*") if path.is_file())
    assert os.name == "nt" or stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.name == "nt" or stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    path.write_bytes(b"torn")
    assert secrets.read("1") is None
    secrets.forget("1")
    assert not path.exists()


def test_a_keyring_that_is_locked_is_said_and_is_not_an_address_that_is_lost(tmp_path: Path) -> None:
    CalendarSecrets(Home(str(tmp_path)), Kept).keep("1", SECRET)
    secrets = CalendarSecrets(Home(str(tmp_path)), nowhere)
    with pytest.raises(KeyringUnusable, match="cannot be read") as error:
        secrets.read("1")
    assert "calendar edit" in error.value.hint
    assert secrets.read("never kept here") is None
