"""The only place that puts concrete things together for a verb: home, unlocked vault, places."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace

import platformdirs

from studio_backup.base.clock import Clock
from studio_backup.base.errors import (
    DamagedSlot,
    DamageError,
    MarkerError,
    NotFoundError,
    StorageError,
    StudioBackupError,
    UnlockError,
)
from studio_backup.domain.tier import Tier
from studio_backup.engine.bucket_keys import KeptKeys
from studio_backup.engine.home import Home, JoinedVault
from studio_backup.engine.places import look_at
from studio_backup.engine.studio import Studio as Studio
from studio_backup.engine.studio import studio_of
from studio_backup.engine.unlock import Options as Options
from studio_backup.engine.unlock import Unlocked, no_vault, unlock_vault
from studio_backup.storage.interface import Storage

_MAY_BE_BETTER_ELSEWHERE = (StorageError, NotFoundError, DamageError, DamagedSlot, MarkerError)


def open_home(options: Options) -> Home:
    """The home that the options name, else the platform's data folder."""
    return Home(options.home or platformdirs.user_data_dir("studio-backup", appauthor=False))


def joined_home(options: Options) -> Home:
    """The home, if a vault is joined there. Raises NotFoundError."""
    home = open_home(options)
    if home.vault() is None:
        raise no_vault()
    return home


def open_studio(options: Options, clock: Clock) -> Studio:
    """The vault of this home, unlocked. Raises NotFoundError where none was joined, UnlockError, StorageError.

    Keys are read from the vault's folder; where that is gone or damaged, from the tiers in turn.
    """
    home = joined_home(options)
    vault = home.vault()
    assert vault is not None
    unlocked = _unlock(home, vault, options, clock)
    return studio_of(home, vault, unlocked.keys, clock, unlocked.notices)


def _unlock(home: Home, vault: JoinedVault, options: Options, clock: Clock) -> Unlocked:
    first: StudioBackupError | None = None
    options = replace(options, ask=_asked_once(options.ask))
    kept = KeptKeys(clock)
    for location, tier in _locations(home, vault):
        try:
            storage = look_at(location, clock, keys=kept.of(tier) if tier else None)
            return _unlock_at(storage, location, home, vault, options)
        except _MAY_BE_BETTER_ELSEWHERE as error:
            first = first or error
        except UnlockError as error:
            if type(error) is not UnlockError:  # a wrong passphrase or kit is wrong everywhere
                raise
            first = first or error
    raise first or NotFoundError(
        "No place of this vault is known any more.", hint="Run `studio-backup vault open LOCATION`."
    )


def _asked_once(ask: Callable[[str], str] | None) -> Callable[[str], str] | None:
    """Places are tried in turn; a person types the passphrase once."""
    return functools.cache(ask) if ask is not None else None


def _unlock_at(storage: Storage, location: str, home: Home, vault: JoinedVault, options: Options) -> Unlocked:
    try:
        unlocked = unlock_vault(storage, home, options, vault.pinned)
    finally:
        storage.close()
    if unlocked.keys.repository != vault.repository:
        raise UnlockError(
            f"{location} holds another vault than this home joined.", hint="Check which drive is connected."
        )
    return unlocked


def _locations(home: Home, vault: JoinedVault) -> list[tuple[str, Tier | None]]:
    """Where keys may lie, in the order of trying: the vault's folder, the tier read from, the other tiers."""
    tiers = sorted(home.tiers(), key=lambda tier: tier.id != vault.reads_from)
    return [*([(vault.folder, None)] if vault.folder else []), *((tier.location, tier) for tier in tiers)]
