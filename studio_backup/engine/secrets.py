"""The operating system's keyring; the only module that talks to `keyring`.

Only backends that the operating system itself protects are used, named one by one: a plug-in found on the path could
be a null backend (it swallows secrets silently) or a plain file. A secret counts as stored only after it was read
back. Every call is bounded: a keyring which waits for somebody to unlock it must not hold up a backup for ever.
"""

from __future__ import annotations

import importlib
import sys
import threading
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from studio_backup.base.errors import StudioBackupError

SERVICE = "Studio Backup"
WAIT_SECONDS = 60.0
_BACKENDS: dict[str, tuple[str, ...]] = {
    "win32": ("keyring.backends.Windows:WinVaultKeyring",),
    "darwin": ("keyring.backends.macOS:Keyring",),
    "linux": ("keyring.backends.SecretService:Keyring", "keyring.backends.kwallet:DBusKeyring"),
}
_T = TypeVar("_T")


class KeyringUnusable(StudioBackupError):
    """There is no keyring, it is locked, or it does not keep what it was given. `message` says which."""


class Keyring(Protocol):
    """What is needed of a backend of `keyring`."""

    def get_password(self, service: str, username: str) -> str | None:
        """The secret, or None."""
        ...

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret."""
        ...

    def delete_password(self, service: str, username: str) -> None:
        """Forget a secret."""
        ...


def system_keyring() -> Keyring:
    """The operating system's keyring. Raises KeyringUnusable."""
    names = _BACKENDS.get(sys.platform, _BACKENDS["linux"])
    for name in names:
        backend = _bounded(lambda name=name: _load(name))  # type: ignore[misc]
        if backend is not None:
            return backend
    raise KeyringUnusable("This computer offers no keyring.", hint=_WITHOUT)


_WITHOUT = "Nothing is lost by it: give --passphrase-file or --kit, or type the passphrase when asked."


def _load(name: str) -> Keyring | None:
    module_name, _, class_name = name.partition(":")
    try:
        backend: Any = getattr(importlib.import_module(module_name), class_name)
        return backend() if backend.viable else None
    except Exception:  # a backend may fail in any way while it looks for its desktop; then it is not usable
        return None


def _bounded(call: Callable[[], _T]) -> _T:
    """The call's result, waiting at most WAIT_SECONDS for it (a keyring may wait for a person)."""
    done: list[_T] = []
    failed: list[Exception] = []

    def work() -> None:
        try:
            done.append(call())
        except Exception as error:  # whatever a desktop's keyring throws must not end a backup
            failed.append(error)

    thread = threading.Thread(target=work, daemon=True, name="keyring")
    thread.start()
    thread.join(WAIT_SECONDS)
    if done:
        return done[0]
    why = type(failed[0]).__name__ if failed else "it did not answer within a minute"
    if why == "KeyringLocked":
        raise KeyringUnusable("The keyring of this computer is locked.", hint=_WITHOUT)
    raise KeyringUnusable(f"The keyring of this computer cannot be used ({why}).", hint=_WITHOUT)


def keep_secret(keyring: Keyring, account: str, secret: bytes) -> None:
    """Store and read back. Raises KeyringUnusable, and then leaves nothing behind that counts."""
    _bounded(lambda: keyring.set_password(SERVICE, account, secret.hex()))
    if _bounded(lambda: keyring.get_password(SERVICE, account)) != secret.hex():
        raise KeyringUnusable("The keyring of this computer does not keep what it is given.", hint=_WITHOUT)


def read_secret(keyring: Keyring, account: str) -> bytes | None:
    """The secret kept under `account`, or None. Raises KeyringUnusable."""
    found: Any = _bounded(lambda: keyring.get_password(SERVICE, account))
    try:
        return bytes.fromhex(found) if found else None
    except ValueError:
        return None


def forget_secret(keyring: Keyring, account: str) -> None:
    """Take it out of the keyring, if it is there. Raises KeyringUnusable."""
    if _bounded(lambda: keyring.get_password(SERVICE, account)) is not None:
        _bounded(lambda: keyring.delete_password(SERVICE, account))
