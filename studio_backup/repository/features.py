"""Feature sets of later programs: an act that needs an unknown feature is refused before anything is touched."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from studio_backup.base.errors import DamageError, UnsupportedFormat
from studio_backup.domain.objects import Kind
from studio_backup.repository.format import checked_record, clear_record, typed
from studio_backup.repository.keys import VaultKeys
from studio_backup.repository.records import Found, gather
from studio_backup.storage.interface import Storage

Act: TypeAlias = Literal["read", "write", "gc", "erase"]
PREFIX = "features/"
KNOWN: frozenset[str] = frozenset()


class _Features(msgspec.Struct, frozen=True):
    read: list[str] = []
    write: list[str] = []
    gc: list[str] = []
    erase: list[str] = []


def check_features(storage: Storage, keys: VaultKeys | None, act: Act) -> None:
    """Raise UnsupportedFormat if this vault demands, for the act, a feature which this program does not know.

    Without keys the sets count unauthenticated. A damaged or forged set lets only reading go on: what a newer program
    demanded of writers cannot be known then (DamageError).
    """
    gathered = gather(storage, PREFIX, Kind.FEATURES)
    if gathered.problems and act != "read":
        raise DamageError(
            f"{gathered.problems[0].object} is {gathered.problems[0].problem}: what it demands is not known.",
            hint="Run verify with --heal; until then the vault can be read, not changed.",
        )
    for one in gathered.objects:
        try:
            demanded = getattr(_features(one, keys), act)
        except DamageError:
            if act == "read":
                continue
            raise
        _check_known(demanded)


def _check_known(demanded: list[str]) -> None:
    unknown = sorted(set(demanded) - KNOWN)
    if unknown:
        raise UnsupportedFormat(
            f"This vault uses a feature of a newer program: {', '.join(unknown)[:200]!a}.", hint="Update Studio Backup."
        )


def _features(one: Found, keys: VaultKeys | None) -> _Features:
    record = checked_record(keys.mac_key, b"features", one.data) if keys else clear_record(one.data)
    return typed(record, _Features)
