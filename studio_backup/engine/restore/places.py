"""Packs from tiers: the asked one first, others where it fails, and a record of where that was needed."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from studio_backup.base.errors import (
    DamageError,
    NotFoundError,
    ObjectDamaged,
    StorageError,
    StorageUnavailable,
    StudioBackupError,
)
from studio_backup.engine.restore.plan import OtherTier
from studio_backup.repository.format import check_digest
from studio_backup.storage.interface import Storage

_PASSED_OVER = (StorageError, NotFoundError, DamageError, OSError)


@dataclass(frozen=True, slots=True)
class Place:
    """A tier packs can come from. `label`: as a person calls it."""

    label: str
    storage: Storage


class TierPacks:
    """A PackSource over places in order of preference. Safe for many threads."""

    def __init__(self, places: Sequence[Place]) -> None:
        self._places = tuple(places)
        self._lock = threading.Lock()
        self._others: dict[str, OtherTier] = {}

    @property
    def others(self) -> tuple[OtherTier, ...]:
        """The packs for which the first place was not enough, by name."""
        with self._lock:
            return tuple(self._others[name] for name in sorted(self._others))

    def fetch(self, name: str, buffer: memoryview) -> tuple[int, str]:
        """The whole pack from the first place that gives it. Raises StorageUnavailable, DamageError if none does."""
        return self._first(name, buffer, check=False)

    def fetch_sound(self, name: str, buffer: memoryview) -> tuple[int, str]:
        """The whole pack from the first place whose bytes fit its name."""
        return self._first(name, buffer, check=True)

    def fetch_part(self, name: str, offset: int, length: int) -> bytes:
        """A range of the pack from the first place that gives it; nothing is compared."""
        failed: list[StudioBackupError | OSError] = []
        for place in self._places:
            try:
                data = place.storage.get_range(name, offset, length)
            except _PASSED_OVER as error:
                failed.append(error)
                continue
            if failed:
                self._note(name, place.label, failed[0])
            return data
        raise self._nowhere(name, failed)

    def _first(self, name: str, buffer: memoryview, *, check: bool) -> tuple[int, str]:
        failed: list[StudioBackupError | OSError] = []
        for place in self._places:
            try:
                size = place.storage.get_into(name, buffer)
                if check:
                    check_digest(name, buffer[:size])
            except _PASSED_OVER as error:
                failed.append(error)
                continue
            if failed:
                self._note(name, place.label, failed[0])
            return size, place.label
        raise self._nowhere(name, failed)

    def _note(self, name: str, used: str, error: StudioBackupError | OSError) -> None:
        with self._lock:
            self._others[name] = OtherTier(name, self._places[0].label, used, _said(error))

    @staticmethod
    def _nowhere(name: str, failed: Sequence[StudioBackupError | OSError]) -> StudioBackupError:
        away = next((error for error in failed if isinstance(error, StorageUnavailable)), None)
        if away:
            return away
        why = "; ".join(_said(error) for error in failed)
        return ObjectDamaged(f"No place has {name} whole: {why}", hint="Connect all tiers and run verify with --heal.")


def _said(error: StudioBackupError | OSError) -> str:
    return error.message if isinstance(error, StudioBackupError) else str(error.strerror)
