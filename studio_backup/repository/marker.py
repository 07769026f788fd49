"""The marker `tier`: which place of which vault this is. The only object that differs from place to place."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from studio_backup.base.clock import Clock
from studio_backup.base.errors import DamageError, MarkerError, ObjectMissing, UnsupportedFormat
from studio_backup.domain.objects import TIER_MARKER
from studio_backup.domain.tier import TierRole
from studio_backup.repository.format import FORMAT, checked_record, clear_record, new_id, typed, with_mac
from studio_backup.repository.keys import VaultKeys
from studio_backup.repository.slots import Id8, Id16
from studio_backup.storage.interface import Storage

_REPAIR = "If you know this place to be the right one, 'tier repair NAME' writes its marker anew."


@dataclass(frozen=True, slots=True)
class MarkerRecord:
    """What a marker says. Authentic only if it came from `check_marker` with keys."""

    repository: str
    id: str
    name: str
    role: TierRole
    created_ns: int = 0


class _Record(msgspec.Struct, frozen=True):
    format: int
    repository: Id16
    id: Id8
    name: str
    role: TierRole
    created_ns: int


def new_marker(keys: VaultKeys, *, name: str, role: TierRole, clock: Clock, tier: str = "") -> bytes:
    """A marker's bytes, to put under the name `tier`. `tier`: an id to keep (repair); else a random one."""
    record = _Record(FORMAT, keys.repository, tier or new_id(), name, role, clock.now_ns())
    return with_mac(keys.mac_key, b"tier", msgspec.to_builtins(record))


def read_marker(data: bytes) -> MarkerRecord:
    """What a marker says, **not authenticated**. Raises MarkerError if it is damaged, UnsupportedFormat."""
    try:
        record = typed(clear_record(data), _Record)
    except DamageError:
        raise _damaged() from None
    return MarkerRecord(record.repository, record.id, record.name, record.role, record.created_ns)


def check_marker(data: bytes, *, repository: str, tier: str | None, keys: VaultKeys | None) -> MarkerRecord:
    """The marker, if it is the vault's, the tier's (unless None) and, with keys, authentic. Raises MarkerError."""
    marker = read_marker(data)
    if marker.repository != repository:
        raise MarkerError(
            f"This place belongs to another vault ({marker.repository[:8]}…, called {marker.name[:60]!r} there).",
            hint="Check the path: the wrong drive may be connected. Nothing was written.",
        )
    if tier is not None and marker.id != tier:
        raise MarkerError(
            f"This is another place of this vault: {marker.name[:60]!r}, not the one that was expected here.",
            hint="Two drives or folders may be swapped. Nothing was written.",
        )
    if keys is not None:
        _check_mac(keys, data)
    return marker


def _check_mac(keys: VaultKeys, data: bytes) -> None:
    try:
        checked_record(keys.mac_key, b"tier", data)
    except DamageError:
        raise MarkerError(
            "This place's marker is damaged, or was altered by somebody without the vault's keys.", hint=_REPAIR
        ) from None


def check_place(storage: Storage, *, repository: str, tier: str | None, keys: VaultKeys | None) -> MarkerRecord:
    """Read a place's marker and check it. Raises MarkerError, whose sentence tells what is there instead."""
    try:
        data = storage.get(TIER_MARKER)
    except ObjectMissing:
        raise _missing(storage) from None
    try:
        return check_marker(data, repository=repository, tier=tier, keys=keys)
    except UnsupportedFormat:
        raise
    except MarkerError as error:
        raise MarkerError(f"{storage.label}: {error.message}", hint=error.hint) from None


def _missing(storage: Storage) -> MarkerError:
    if next(iter(storage.list("")), None) is None:
        return MarkerError(
            f"{storage.label} bears no marker and holds nothing of a vault: perhaps the drive is not mounted.",
            hint="Connect or mount it. A new place is added by 'tier add'. Nothing was written.",
        )
    return MarkerError(f"{storage.label} holds objects of a vault, but its marker is gone.", hint=_REPAIR)


def _damaged() -> MarkerError:
    return MarkerError("This place's marker is damaged: it cannot be read.", hint=_REPAIR)
