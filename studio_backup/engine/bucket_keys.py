"""Access keys of buckets that a person typed: in the operating system's keyring, and nowhere else.

A tier remembers only under which account they lie there (`Tier.keys`), so that a keyring which is locked is never
taken for keys that nobody typed. Keys that replace others get an account of their own: until the tier names it, the
old ones are in use, whatever happens in between; and what was read before can be remembered for ever.
"""

from __future__ import annotations

import contextlib
import secrets
import threading
from collections.abc import Callable, Iterator
from typing import Final

import msgspec

from studio_backup.base.clock import Clock
from studio_backup.base.errors import RefusedError, StorageDenied, StorageUnavailable
from studio_backup.base.names import display
from studio_backup.domain.tier import Tier
from studio_backup.engine.secrets import (
    Keyring,
    KeyringUnusable,
    forget_secret,
    keep_secret,
    read_secret,
    system_keyring,
)
from studio_backup.storage.bucket_keys import BucketKeys

FIRST_WAIT_S: Final = 30.0
LONGEST_WAIT_S: Final = 900.0
"""A locked keyring may show a window that asks for its password: each time it was not opened it is left alone for
twice as long, for a person who closed that window does not want it again with every look at the places."""
_ELSEWHERE: Final = (
    "Unlock it and try again. Without a keyring, leave the keys out here and put them where the AWS tools look:"
    " ~/.aws/credentials."
)


class KeptKeys:
    """Safe for many threads. Remembers what it read: of keys of one account nothing ever changes."""

    def __init__(self, clock: Clock, keyring: Callable[[], Keyring] = system_keyring) -> None:
        self._clock, self._keyring = clock, keyring
        self._known: dict[str, BucketKeys] = {}
        self._refused: KeyringUnusable | None = None
        self._wait_s, self._again_s = FIRST_WAIT_S, 0.0
        self._mutex = threading.Lock()

    def of(self, tier: Tier) -> BucketKeys | None:
        """The keys that were typed for a tier; None where none were, and the AWS tools' are to be used.

        Raises StorageUnavailable where the keyring cannot be read now, StorageDenied where it lost them.
        """
        if not tier.keys:
            return None
        known = self._known.get(tier.keys)
        if known is None:
            with self._mutex:  # a keyring that waits for a person holds up only those who need it
                known = self._known.get(tier.keys) or self._read(tier)
                self._known[tier.keys] = known
        return known

    def ask_again(self) -> None:
        """A person waits for it now, and may have unlocked the keyring: it is asked at once."""
        with self._mutex:
            self._refused, self._wait_s = None, FIRST_WAIT_S

    def let_go(self) -> None:
        """Remember nothing that was read any more. Waits for nobody."""
        self._known = {}

    def check(self) -> None:
        """RefusedError where this computer has no keyring: better said before anything is tried out."""
        try:
            self._keyring()
        except KeyringUnusable as error:
            raise _unkept(error) from error

    def keep(self, keys: BucketKeys) -> str:
        """Keep new keys; returns their account, for `Tier.keys`. RefusedError where the keyring does not take them."""
        account = secrets.token_hex(8)
        try:
            keep_secret(self._keyring(), _named(account), msgspec.json.encode((keys.access_key, keys.secret_key)))
        except KeyringUnusable as error:
            raise _unkept(error) from error
        with self._mutex:
            self._known[account] = keys
        return account

    @contextlib.contextmanager
    def keeping(self, keys: BucketKeys | None) -> Iterator[str]:
        """Keep them for what is done within, "" for none; where that fails they are not kept."""
        account = self.keep(keys) if keys is not None else ""
        try:
            yield account
        except BaseException:
            self.forget(account)
            raise

    def forget(self, account: str) -> None:
        """Take them out of the keyring, as far as that can be opened; "" is no account."""
        with self._mutex:
            self._known.pop(account, None)
        if account:
            with contextlib.suppress(KeyringUnusable):
                forget_secret(self._keyring(), _named(account))

    def _read(self, tier: Tier) -> BucketKeys:
        try:
            found = self._decoded(self._asked(tier.keys))
        except KeyringUnusable as error:
            raise StorageUnavailable(
                f"{display(tier.name)} cannot be reached: {_begun_small(error.message)}",
                hint="Unlock the keyring of this computer (logging in does), then test this place again.",
            ) from error
        if found is None:
            raise StorageDenied(
                f"The keyring of this computer does not hold the access key of {display(tier.name)} any more.",
                hint=f"Type it again: studio-backup tier keys {display(tier.name)}",
            )
        return found

    def _asked(self, account: str) -> bytes | None:
        if self._refused is not None and self._clock.monotonic() < self._again_s:
            raise self._refused
        try:
            found = read_secret(self._keyring(), _named(account))
        except KeyringUnusable as error:
            self._refused, self._again_s = error, self._clock.monotonic() + self._wait_s
            self._wait_s = min(2 * self._wait_s, LONGEST_WAIT_S)
            raise
        self._refused, self._wait_s = None, FIRST_WAIT_S
        return found

    def _decoded(self, data: bytes | None) -> BucketKeys | None:
        try:
            return BucketKeys(*msgspec.json.decode(data, type=tuple[str, str])) if data else None
        except msgspec.MsgspecError:
            return None


def _named(account: str) -> str:
    return f"bucket-{account}"


def _begun_small(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _unkept(error: KeyringUnusable) -> RefusedError:
    return RefusedError(f"The access key is kept in the keyring only. {error.message}", hint=_ELSEWHERE)
