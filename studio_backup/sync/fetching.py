"""Good bytes of an object, from whichever place has them: never trusted before their SHA-256 fits the name."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from studio_backup.base.errors import ObjectMissing, StorageError, StorageUnavailable
from studio_backup.base.pages import new_pages
from studio_backup.domain.objects import digest_of
from studio_backup.domain.problem import Problem
from studio_backup.storage.interface import Storage
from studio_backup.sync.place import Place

_ROUND = 1 << 20
KEEP = 40 << 20
"""Bytes. Objects are smaller but for a few: who works on one that is not should do so alone, to bound memory."""
PATIENCE = 5
"""So many reads in a row may find a place silent before it is asked whether it lives."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """Bytes whose SHA-256 fits the name (`digest`, 32 bytes). Valid until the thread fetches again."""

    data: memoryview = field(repr=False)
    digest: bytes
    origin: Place


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of one object: the bytes if some place had them, and what was wrong at the places asked before."""

    fetched: Fetched | None
    problems: tuple[tuple[Place, Problem], ...] = ()


class Buffers:
    """One page-aligned buffer a thread, reused: packs are read without allocating. Those over KEEP are not kept."""

    def __init__(self) -> None:
        self._own = threading.local()

    def of(self, size: int) -> memoryview:
        """A view of at least `size` bytes."""
        present: memoryview | None = getattr(self._own, "view", None)
        if present is None or len(present) < size:
            present = new_pages(max(_ROUND, -(-size // _ROUND) * _ROUND))
            self._own.view = present if size <= KEEP else None
        return present

    def let_go(self) -> None:
        """Give the calling thread's buffer back to the system."""
        self._own.view = None


class Patience:
    """Tells a bad sector from a place that is gone: after PATIENCE silent answers in a row the place is asked."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._silent = 0

    def answered(self) -> None:
        """The place gave bytes, or said clearly that it has none."""
        self._silent = 0

    def silent(self, error: StorageError) -> None:
        """One object could not be read. Raises `error` if the whole place does not answer."""
        self._silent += 1
        if self._silent < PATIENCE or not isinstance(error, StorageUnavailable):
            return
        try:
            next(iter(self._storage.list("config-")), None)
        except StorageError:
            raise error from None
        self._silent = 0


class Fetcher:
    """Fetches from the first place whose bytes fit. `places`: in the order in which they are asked.

    `source`: the place without which there is no going on: its error is raised when it does not answer at all. Other
    places which do not answer are asked no more.
    """

    def __init__(self, places: Sequence[Place], *, source: Place | None = None) -> None:
        self._places = tuple(places)
        self._source = source
        self._gone: set[str] = set()
        self._patience = {place.id: Patience(place.storage) for place in places}
        self._buffers = Buffers()

    def let_go(self) -> None:
        """What the calling thread fetched is used no longer: its memory goes back to the system."""
        self._buffers.let_go()

    def fetch(self, name: str, size: int) -> Attempt:
        """Good bytes of `name`. `size`: what the first place's listing says."""
        problems: list[tuple[Place, Problem]] = []
        for place in self._places:
            if place.id in self._gone:
                continue
            found = self._from(place, name, size)
            if isinstance(found, Fetched):
                return Attempt(found, tuple(problems))
            problems.append((place, found))
        return Attempt(None, tuple(problems))

    def _from(self, place: Place, name: str, size: int) -> Fetched | Problem:
        try:
            data = self._read(place.storage, name, size)
        except ObjectMissing:
            self._patience[place.id].answered()
            return Problem(name, "missing", f"It is not at {place.name}.")
        except StorageError as error:
            self._note_silence(place, error)
            return Problem(name, "unreadable", error.message)
        self._patience[place.id].answered()
        digest = hashlib.sha256(data).digest()
        if digest.hex() != digest_of(name):
            return Problem(name, "damaged", f"At {place.name} its bytes are not those its name promises.")
        return Fetched(data, digest, place)

    def _note_silence(self, place: Place, error: StorageError) -> None:
        try:
            self._patience[place.id].silent(error)
        except StorageError:
            if self._source and place.id == self._source.id:
                raise
            self._gone.add(place.id)

    def _read(self, storage: Storage, name: str, size: int) -> memoryview:
        buffer = self._buffers.of(size)
        try:
            return buffer[: storage.get_into(name, buffer)]
        except ValueError:  # larger than the listing said: somebody appended to it, or it is another place's copy
            return memoryview(storage.get(name))


def matches_medium(storage: Storage, name: str) -> bool:
    """Whether the bytes on the medium fit the name. Raises StorageError where they cannot be read."""
    digest = hashlib.sha256()
    for block in storage.read_medium(name):
        digest.update(block)
    return digest.hexdigest() == digest_of(name)
