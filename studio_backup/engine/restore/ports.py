"""What a restore needs of others, and no more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from studio_backup.domain.problem import Problem
from studio_backup.domain.snapshot import StoredSnapshot
from studio_backup.domain.tree import Entry
from studio_backup.engine.restore.plan import Decision as Decision
from studio_backup.engine.restore.plan import OtherTier
from studio_backup.repository.epochs import Opened
from studio_backup.repository.format import Type
from studio_backup.repository.pack import Location

Ask = Callable[[str, int], Decision]
"""Asks a person about one conflict: (the path, shown; bytes of the version in the vault) → what to do."""


class OpenedPack(Protocol):
    """A pack in memory. `read_into` decrypts, decompresses and checks one chunk; returns its plain length."""

    def read_into(self, at: Location, out: memoryview) -> int: ...


class PointReader(Protocol):
    """Reads the trees and chunks of one collection."""

    def entries(self, tree_id: str) -> Iterator[Entry]: ...
    def chunk_ids(self, entry: Entry) -> Iterator[str]: ...
    def locate(self, chunk_id: str) -> Location | None: ...
    def open_pack(self, name: str, data: memoryview) -> OpenedPack: ...
    def read_chunk(self, chunk_id: str) -> bytes | bytearray: ...


class PointListing(Protocol):
    """The valid points of a collection, oldest first, and what is wrong with others."""

    @property
    def snapshots(self) -> Sequence[StoredSnapshot]: ...
    @property
    def problems(self) -> Sequence[Problem]: ...


class KeyRing(Protocol):
    """Opens the headers of one collection's objects."""

    def open_header(self, data: bytes, kind: Type) -> Opened: ...


class RestoreVault(Protocol):
    """An open vault, as a restore sees it."""

    def snapshots(self, collection: str) -> PointListing: ...
    def reader(self, collection: str) -> PointReader: ...
    def epochs(self, collection: str) -> KeyRing: ...


class PackSource(Protocol):
    """Gives whole packs, from the asked tier first, and remembers where another had to help.

    `fetch` trusts the bytes (frames are checked one by one as they are opened); `fetch_sound` compares the SHA-256
    with the name and goes on to the next place. Both return (size in bytes, label of the place). `fetch_part` gives a
    range of a pack, unchecked. `others`: the packs which another tier had to give.
    """

    @property
    def others(self) -> tuple[OtherTier, ...]: ...

    def fetch(self, name: str, buffer: memoryview) -> tuple[int, str]: ...
    def fetch_sound(self, name: str, buffer: memoryview) -> tuple[int, str]: ...
    def fetch_part(self, name: str, offset: int, length: int) -> bytes: ...
