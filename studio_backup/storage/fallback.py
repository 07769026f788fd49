"""Reads from the first place which has an object and whose bytes match the name. Writes nothing."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from studio_backup.base.errors import Cancelled, ObjectDamaged, RefusedError, StorageError, StudioBackupError
from studio_backup.domain.objects import TIER_MARKER, digest_of
from studio_backup.storage.interface import Buffer, Leftover, Listed, Storage

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Served:
    """One verified read: which place gave it, and what was wrong at the places asked before (label, error)."""

    name: str
    data: bytes
    label: str
    failed: tuple[tuple[str, StudioBackupError], ...]


class FallbackStorage:
    """Several places as one, for reading, best first.

    * `get_verified`, and by it `get`, `get_into` and `read_medium`, go on to the next place if one is silent, lacks
      the object, or gives bytes whose SHA-256 is not the name's (ObjectDamaged if none is left).
    * `get_range` and `stat` cannot check a digest: the first place which answers, with the object, serves.
    * `list` is the listing of the first place which answers, not the union: a place is complete in itself.
    * All writing is refused.
    """

    def __init__(self, places: Sequence[Storage], *, served: Callable[[str, str], None] | None = None) -> None:
        if not places:
            raise ValueError("a fallback needs a place")
        self._places = tuple(places)
        self._served = served or (lambda _name, _label: None)
        self._counts = [0] * len(self._places)
        self._mutex = threading.Lock()

    @property
    def label(self) -> str:
        """See Storage."""
        return ", else ".join(place.label for place in self._places)

    @property
    def needs_readback(self) -> bool:
        """See Storage."""
        return False

    @property
    def reads_medium(self) -> str:
        """See Storage: of the first place."""
        return self._places[0].reads_medium

    def served_by(self) -> tuple[tuple[str, int], ...]:
        """(label, reads served) of each place."""
        with self._mutex:
            return tuple((place.label, count) for place, count in zip(self._places, self._counts, strict=True))

    def get_verified(self, name: str) -> Served:
        """The object's bytes, checked against its name, from the first place that has them right.

        Raises the last place's error if none has. The marker `tier` bears no digest and is taken as it is.
        """
        failed: list[tuple[str, StudioBackupError]] = []
        for index, place in enumerate(self._places):
            try:
                data = place.get(name)
                _check(name, data, place.label)
            except StudioBackupError as error:
                _pass_on_cancelling(error)
                failed.append((place.label, error))
                continue
            self._count(index, name)
            return Served(name, data, place.label, tuple(failed))
        raise _worst(failed)

    def get(self, name: str) -> bytes:
        """See Storage; verified."""
        return self.get_verified(name).data

    def get_into(self, name: str, buffer: memoryview) -> int:
        """See Storage; verified."""
        data = self.get(name)
        if len(data) > len(buffer):
            raise ValueError(f"{name} has {len(data)} bytes, the buffer {len(buffer)}")
        buffer[: len(data)] = data
        return len(data)

    def get_range(self, name: str, offset: int, length: int) -> bytes:
        """See Storage; a part cannot be verified here."""
        return self._first(lambda place: place.get_range(name, offset, length), name)

    def read_medium(
        self,
        name: str,
        *,
        block: int = 1 << 20,
        into: memoryview | None = None,  # noqa: ARG002  what came lies in memory of its own
    ) -> Iterator[memoryview]:
        """See Storage; verified first."""
        view = memoryview(self.get(name))
        for offset in range(0, len(view), block):
            yield view[offset : offset + block]

    def stat(self, name: str) -> Listed:
        """See Storage."""
        return self._first(lambda place: place.stat(name), name)

    def list(self, prefix: str = "") -> Iterator[Listed]:
        """See Storage: complete, from the first place that can list at all."""
        return iter(self._first(lambda place: tuple(place.list(prefix)), prefix))

    def put(self, name: str, data: Buffer, *, sha256: bytes) -> None:
        """Refused."""
        raise self._refused(f"a put of {len(data)} bytes ({sha256.hex()}) to {name}")

    def delete(self, name: str) -> None:
        """Refused."""
        raise self._refused(f"deleting {name}")

    def quarantine(self, name: str) -> None:
        """Refused."""
        raise self._refused(f"setting {name} aside")

    def leftovers(self) -> Iterator[Leftover]:
        """See Storage: none are looked for."""
        return iter(())

    def remove_leftover(self, leftover: Leftover) -> None:
        """Refused."""
        raise self._refused(f"removing {leftover.name}")

    def free_space(self) -> int | None:
        """See Storage."""
        return None

    def close(self) -> None:
        """See Storage: all places."""
        for place in self._places:
            place.close()

    def _refused(self, what: str) -> RefusedError:
        return RefusedError(f"{self.label} is for reading only: {what}.", hint="Write to one place.")

    def _first(self, read: Callable[[Storage], T], name: str) -> T:
        failed: list[tuple[str, StudioBackupError]] = []
        for index, place in enumerate(self._places):
            try:
                value = read(place)
            except StudioBackupError as error:
                _pass_on_cancelling(error)
                failed.append((place.label, error))
                continue
            self._count(index, name)
            return value
        raise _worst(failed)

    def _count(self, index: int, name: str) -> None:
        with self._mutex:
            self._counts[index] += 1
        self._served(name, self._places[index].label)


def _check(name: str, data: bytes, label: str) -> None:
    if name != TIER_MARKER and hashlib.sha256(data).hexdigest() != digest_of(name):
        raise ObjectDamaged(f"{name} is damaged at {label}.", hint="Run verify: it is healed from another copy.")


def _pass_on_cancelling(error: StudioBackupError) -> None:
    """A wish to stop is no reason to ask the next place."""
    if isinstance(error, Cancelled):
        raise error


def _worst(failed: Sequence[tuple[str, StudioBackupError]]) -> StudioBackupError:
    """What to say when no place could serve: damage before silence, silence before absence."""
    for kind in (ObjectDamaged, StorageError):
        for _, error in failed:
            if isinstance(error, kind):
                return error
    return failed[-1][1]
