"""Typed access keys: in the keyring only; a locked one is said, waited for, and never taken for no keys."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from studio_backup.base.errors import RefusedError, StorageDenied, StorageUnavailable, UsageError
from studio_backup.domain.tier import Tier
from studio_backup.engine.bucket_keys import FIRST_WAIT_S, KeptKeys
from studio_backup.engine.home import Home
from studio_backup.engine.jobs.tiers import check_takes_keys, remove_tier
from studio_backup.engine.secrets import Keyring
from studio_backup.storage.bucket_keys import BucketKeys
from studio_backup.storage.location import parse_location
from tests.unit.storage.virtual_clock import VirtualClock

KEYS = BucketKeys("AKIAEXAMPLE", "hunter2hunter2")


class KeyringLocked(Exception):
    """As the library calls it."""


@dataclass
class Drawer:
    """A keyring in memory, which can be locked and counts how often it was asked."""

    held: dict[str, str] = field(default_factory=dict)
    locked: bool = False
    asked: int = 0

    def get_password(self, _: str, name: str) -> str | None:
        self._look()
        return self.held.get(name)

    def set_password(self, _: str, name: str, password: str) -> None:
        self._look()
        self.held[name] = password

    def delete_password(self, _: str, name: str) -> None:
        del self.held[name]

    def _look(self) -> None:
        self.asked += 1
        if self.locked:
            raise KeyringLocked("hunter2hunter2")

    def open(self) -> Keyring:
        return self


def _tier(account: str) -> Tier:
    return Tier(id="0" * 16, name="B2", role="cloud", location="s3://studio", keys=account)


def test_kept_read_by_another_process_and_forgotten() -> None:
    drawer, clock = Drawer(), VirtualClock()
    kept = KeptKeys(clock, drawer.open)
    account = kept.keep(KEYS)
    (name,) = drawer.held
    assert name == f"bucket-{account}" and "AKIA" not in name
    assert KeptKeys(clock, drawer.open).of(_tier(account)) == KEYS
    assert kept.of(_tier("")) is None
    kept.forget(account)
    assert not drawer.held
    with pytest.raises(StorageDenied, match="does not hold the access key of B2"):
        kept.of(_tier(account))


def test_a_locked_keyring_is_said_and_left_alone_for_longer_and_longer() -> None:
    drawer, clock = Drawer(), VirtualClock()
    account = KeptKeys(clock, drawer.open).keep(KEYS)
    drawer.locked, drawer.asked = True, 0
    kept = KeptKeys(clock, drawer.open)
    asked = []
    for _ in range(8):
        with pytest.raises(
            StorageUnavailable, match="B2 cannot be reached: the keyring of this computer is locked"
        ) as e:
            kept.of(_tier(account))
        assert "hunter2" not in e.value.message + e.value.hint
        asked.append(drawer.asked)
        clock.sleep(FIRST_WAIT_S)
    assert asked == [1, 2, 2, 3, 3, 3, 3, 4]
    drawer.locked = False
    with pytest.raises(StorageUnavailable):
        kept.of(_tier(account))
    kept.ask_again()
    assert kept.of(_tier(account)) == KEYS


def test_what_was_read_needs_no_keyring_any_more() -> None:
    drawer, clock = Drawer(), VirtualClock()
    kept = KeptKeys(clock, drawer.open)
    account = kept.keep(KEYS)
    drawer.locked = True
    assert kept.of(_tier(account)) == KEYS
    kept.let_go()
    with pytest.raises(StorageUnavailable):
        kept.of(_tier(account))


def test_nothing_is_kept_where_it_cannot_be() -> None:
    drawer = Drawer(locked=True)
    kept = KeptKeys(VirtualClock(), drawer.open)
    with pytest.raises(RefusedError, match="is locked") as caught:
        kept.keep(KEYS)
    assert ".aws/credentials" in caught.value.hint and "hunter2" not in str(caught.value)


def test_what_fails_afterwards_takes_the_keys_back() -> None:
    drawer = Drawer()
    kept = KeptKeys(VirtualClock(), drawer.open)
    with pytest.raises(OSError, match="full"), kept.keeping(KEYS) as account:
        assert account and drawer.held
        raise OSError("full")
    assert not drawer.held
    with kept.keeping(None) as account:
        assert account == ""


def test_a_removed_tier_takes_its_keys_with_it(tmp_path: Path) -> None:
    drawer, home = Drawer(), Home(str(tmp_path))
    kept = KeptKeys(VirtualClock(), drawer.open)
    home.keep_tiers((_tier(kept.keep(KEYS)),))
    assert b"AKIA" not in (tmp_path / "tiers.json").read_bytes() and len(drawer.held) == 1
    remove_tier(home, "B2", kept)
    assert not drawer.held and not home.tiers()


def test_a_folder_takes_no_keys() -> None:
    with pytest.raises(UsageError, match="is a folder"):
        check_takes_keys(parse_location("/nas"))


def test_nonsense_in_the_keyring_is_no_key() -> None:
    drawer = Drawer(held={"bucket-1": b"[1]".hex()})
    with pytest.raises(StorageDenied):
        KeptKeys(VirtualClock(), drawer.open).of(_tier("1"))
