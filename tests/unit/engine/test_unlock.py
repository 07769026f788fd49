"""Which factor opens, in which order, and what is said when none does."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio_backup.base.clock import SystemClock
from studio_backup.base.errors import NotFoundError, TornKit, UsageError, WrongPassphrase
from studio_backup.engine import device as device_room
from studio_backup.engine import unlock as room
from studio_backup.engine.device import make_device, on_this_machine
from studio_backup.engine.home import Home
from studio_backup.engine.secrets import KeyringUnusable
from studio_backup.engine.unlock import Locked, Options, read_passphrase, unlock_vault
from studio_backup.repository.kit import kit_text
from studio_backup.storage.memory import MemoryStorage
from tests.support.vaults import PASSPHRASE, new_vault


class Keeping:
    def __init__(self):
        self.kept = {}

    def get_password(self, service, username):
        return self.kept.get(username)

    def set_password(self, service, username, password):
        self.kept[username] = password

    def delete_password(self, service, username):
        self.kept.pop(username, None)


@pytest.fixture
def storage():
    return MemoryStorage(clock=SystemClock())


@pytest.fixture
def vault(storage):
    return new_vault(storage)


@pytest.fixture
def home(tmp_path):
    return Home(str(tmp_path / "home"))


@pytest.fixture
def keyring(monkeypatch):
    found = Keeping()
    monkeypatch.setattr(device_room, "system_keyring", lambda: found)
    monkeypatch.setattr(room, "system_keyring", lambda: found)
    return found


def test_nothing_given_and_nobody_to_ask_is_locked(storage, vault, home):
    with pytest.raises(Locked) as caught:
        unlock_vault(storage, home, Options(), {})
    assert "--passphrase-file" in caught.value.hint


def test_a_person_is_asked_where_nothing_is_given(storage, vault, home):
    asked = []

    def ask(prompt):
        asked.append(prompt)
        return PASSPHRASE

    assert unlock_vault(storage, home, Options(ask=ask), {}).keys.root == vault.keys.root
    assert len(asked) == 1


def test_the_kit_goes_before_the_passphrase(storage, vault, home, tmp_path):
    kit, wrong = tmp_path / "kit.txt", tmp_path / "pass"
    kit.write_text(kit_text(vault.kit))
    wrong.write_text("certainly not it\n")
    opened = unlock_vault(storage, home, Options(kit_file=str(kit), passphrase_file=str(wrong)), {})
    assert opened.keys.root == vault.keys.root
    with pytest.raises(WrongPassphrase):
        unlock_vault(storage, home, Options(passphrase_file=str(wrong)), {})


def test_the_device_opens_without_any_word_before_it_is_published(storage, vault, home, keyring):
    made = make_device(home, vault.keys, SystemClock())
    assert made.notice == "" and home.device().in_keyring
    assert list(storage.list("devices/")) == [], "making a device writes nothing at the place"
    assert unlock_vault(storage, home, Options(), {}).keys.root == vault.keys.root


def test_a_keyring_that_forgot_is_said_and_the_person_asked(storage, vault, home, keyring):
    make_device(home, vault.keys, SystemClock())
    keyring.kept.clear()
    opened = unlock_vault(storage, home, Options(ask=lambda _: PASSPHRASE), {})
    assert opened.keys.root == vault.keys.root
    assert "no secret" in opened.notices[0]


def test_without_a_keyring_nothing_is_stored_and_it_is_said(vault, home, monkeypatch):
    def none():
        raise KeyringUnusable("This computer offers no keyring.", hint="Nothing is lost by it.")

    monkeypatch.setattr(device_room, "system_keyring", none)
    made = make_device(home, vault.keys, SystemClock())
    assert "no keyring" in made.notice
    assert not home.device().in_keyring and home.device_slot() is None
    kept = b"".join(path.read_bytes() for path in Path(home.path).iterdir() if path.is_file())
    assert made.identity.seed not in kept and made.identity.seed.hex().encode() not in kept


def test_a_copied_home_is_another_device(vault, home, keyring, monkeypatch):
    make_device(home, vault.keys, SystemClock())
    assert on_this_machine(home.device())
    monkeypatch.setattr(device_room, "machine_id", lambda: "another machine")
    assert not on_this_machine(home.device())


@pytest.mark.parametrize(
    "data", [b"pass phrase", b"pass phrase\n", b"pass phrase\r\nmore\n", b"\xef\xbb\xbfpass phrase\n"]
)
def test_a_passphrase_is_the_first_line_without_its_end(tmp_path, data):
    (tmp_path / "p").write_bytes(data)
    assert read_passphrase(str(tmp_path / "p")) == "pass phrase"


@pytest.mark.parametrize("data", [b"", b"\n", b"\r\nlater\n", b"\xff\xfe\n", b"x" * 70_000])
def test_a_useless_passphrase_file_is_a_usage_error_without_its_contents(tmp_path, data):
    (tmp_path / "p").write_bytes(data)
    with pytest.raises(UsageError) as caught:
        read_passphrase(str(tmp_path / "p"))
    assert "later" not in caught.value.message + caught.value.hint


def test_files_that_are_not_there(tmp_path):
    with pytest.raises(NotFoundError):
        read_passphrase(str(tmp_path / "none"))
    with pytest.raises(NotFoundError):
        room.read_kit(str(tmp_path / "none"))
    (tmp_path / "kit").write_bytes(b"\xff\xff\xff")
    with pytest.raises(TornKit):
        room.read_kit(str(tmp_path / "kit"))
