"""The keyring is believed only after a read-back, and never waited for without end."""

from __future__ import annotations

import threading

import pytest

from studio_backup.engine import secrets
from studio_backup.engine.secrets import KeyringUnusable, keep_secret, read_secret


class Keeping:
    def __init__(self):
        self.kept = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password

    def delete_password(self, service, username):
        self.kept.pop((service, username), None)


class Swallowing(Keeping):
    """As the null backend: takes everything, keeps nothing."""

    def set_password(self, service, username, password):
        pass


class Failing(Keeping):
    def set_password(self, service, username, password):
        raise RuntimeError("secret text " + password)


def test_a_secret_comes_back():
    keyring = Keeping()
    keep_secret(keyring, "device", b"\x01" * 32)
    assert read_secret(keyring, "device") == b"\x01" * 32
    assert read_secret(keyring, "another") is None


def test_a_keyring_that_swallows_is_found_out():
    with pytest.raises(KeyringUnusable, match="does not keep"):
        keep_secret(Swallowing(), "device", b"\x01" * 32)


def test_a_failing_keyring_tells_no_secret():
    with pytest.raises(KeyringUnusable) as caught:
        keep_secret(Failing(), "device", b"\x07" * 32)
    assert "07" * 32 not in caught.value.message + caught.value.hint
    assert caught.value.__cause__ is None


def test_a_keyring_which_waits_for_a_person_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(secrets, "WAIT_SECONDS", 0.05)
    gate = threading.Event()

    class Waiting(Keeping):
        def get_password(self, service, username):
            gate.wait(10)

    try:
        with pytest.raises(KeyringUnusable, match="within a minute"):
            read_secret(Waiting(), "device")
    finally:
        gate.set()


def test_nonsense_in_the_keyring_is_no_secret():
    keyring = Keeping()
    keyring.kept[secrets.SERVICE, "device"] = "no hex"
    assert read_secret(keyring, "device") is None


def test_only_backends_of_operating_systems_are_named():
    names = [name for backends in secrets._BACKENDS.values() for name in backends]
    assert names and all(name.startswith("keyring.backends.") for name in names)
    assert not any(word in name for name in names for word in ("null", "fail", "chainer"))
