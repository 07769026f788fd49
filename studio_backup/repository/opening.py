"""Opening a collection's index: from its segments, and from the directories of packs which no segment names."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from studio_backup.base.errors import DamageError, NotFoundError, ObjectDamaged, ShortRead, StudioBackupError
from studio_backup.domain.objects import pack_name
from studio_backup.domain.problem import Problem
from studio_backup.repository import format as layout
from studio_backup.repository import segments
from studio_backup.repository.epochs import Epochs
from studio_backup.repository.index import ChunkIndex
from studio_backup.repository.pack import (
    ENTRY_BYTES,
    FOOTER_BYTES,
    JUDGED,
    MAX_PACK,
    OpenPack,
    open_directory,
    open_footer,
)
from studio_backup.repository.records import problem_of, together
from studio_backup.repository.segments import PackDirectory
from studio_backup.repository.shelf import Shelf, survey
from studio_backup.repository.snapshots import Signer
from studio_backup.repository.superseded import load as load_superseded
from studio_backup.storage.interface import Listed, Storage


class OpenedIndex(msgspec.Struct):
    """A collection's index as one place has it.

    `unindexed`: whole packs which no readable segment names (SHA-256): left by a run that was killed, to be named by
    the next segment. `superseded`: lost pack → its replacements (SHA-256, hex).
    """

    index: ChunkIndex
    shelf: Shelf
    superseded: dict[str, frozenset[str]] = {}
    unindexed: list[bytes] = []
    problems: list[Problem] = []


def open_index(storage: Storage, epochs: Epochs, devices: Mapping[str, Signer]) -> OpenedIndex:
    """List the collection and load its index. What cannot be read becomes a Problem."""
    shelf = survey(storage, epochs.collection)
    records = load_superseded(storage, epochs.repository, epochs.collection, devices, shelf.superseded)
    expected = sum(one.size for one in shelf.segments) // ENTRY_BYTES
    opened = OpenedIndex(ChunkIndex(epochs.collection, expected=expected), shelf, records.packs)
    opened.problems += records.problems
    _load_segments(opened, storage, epochs)
    _load_directories(opened, storage, epochs)
    return opened


def _load_segments(opened: OpenedIndex, storage: Storage, epochs: Epochs) -> None:
    def load(one: Listed) -> list[PackDirectory] | Problem:
        try:
            if one.size > segments.MAX_SEGMENT:
                raise ObjectDamaged(f"{one.name} is larger than any index segment.")
            return segments.unseal(epochs, one.name, storage.get(one.name))
        except StudioBackupError as error:
            return problem_of(one.name, error)

    batch = 32  # segments in memory at once
    listed = opened.shelf.segments
    for start in range(0, len(listed), batch):
        part = listed[start : start + batch]
        for one, found in zip(part, together(load, part), strict=True):
            if isinstance(found, Problem):
                opened.problems.append(found)
            else:
                _add_segment(opened, one.name, found)


def _add_segment(opened: OpenedIndex, name: str, packs: list[PackDirectory]) -> None:
    for pack in packs:
        sha = pack.sha256.hex()
        if sha in opened.superseded:
            continue
        size = opened.shelf.packs.get(sha)
        if size is not None and size != pack.size and opened.index.ordinal(pack.sha256) is None:
            text = f"It has {size} bytes instead of {pack.size}."
            opened.problems.append(Problem(pack_name(opened.shelf.collection, sha), "damaged", text))
        usable = size == pack.size and sha not in opened.shelf.condemned
        opened.index.add(pack.sha256, pack.size, pack.entries, usable=usable, segment=name)


def _load_directories(opened: OpenedIndex, storage: Storage, epochs: Epochs) -> None:
    named = opened.index.ordinal
    wanted = sorted(
        sha for sha in opened.shelf.packs if sha not in opened.superseded and named(bytes.fromhex(sha)) is None
    )

    def load(sha: str) -> PackDirectory | Problem:
        name = pack_name(epochs.collection, sha)
        size = opened.shelf.packs[sha]
        try:
            return PackDirectory(bytes.fromhex(sha), size, read_directory(storage, epochs, name, size))
        except StudioBackupError as error:
            return problem_of(name, error)

    for found in together(load, wanted):
        if isinstance(found, Problem):
            opened.problems.append(found)
            continue
        usable = found.sha256.hex() not in opened.shelf.condemned
        opened.index.add(found.sha256, found.size, found.entries, usable=usable)
        if usable:
            opened.unindexed.append(found.sha256)


def read_directory(storage: Storage, epochs: Epochs, name: str, size: int) -> bytes:
    """A pack's directory by three small reads; the whole pack is read only to tell damage from forgery."""
    try:
        return _directory_by_range(storage, epochs, name, size)
    except (*JUDGED, ShortRead, NotFoundError):
        data = memoryview(storage.get(name))
        if len(data) != size:
            raise ObjectDamaged(f"{name} changes its size while it is read.", hint="Verify this place.") from None
        return OpenPack(name, data, epochs).directory()


def _directory_by_range(storage: Storage, epochs: Epochs, name: str, size: int) -> bytes:
    if not layout.HEADER_BYTES + FOOTER_BYTES <= size <= MAX_PACK:
        raise DamageError(f"{name} is too short or too long for a pack.", hint="Verify this place.")
    opened = epochs.open_header(storage.get_range(name, 0, layout.HEADER_BYTES), layout.Type.PACK)
    footer = open_footer(opened, storage.get_range(name, size - FOOTER_BYTES, FOOTER_BYTES), size)
    return open_directory(opened, storage.get_range(name, footer.offset, footer.stored))
