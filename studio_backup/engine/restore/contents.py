"""A file on the target compared with its entry: the digest of its data, its holes empty."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from studio_backup.base.files import Where
from studio_backup.base.medium import BLOCK, MediumFile
from studio_backup.domain.tree import Entry
from studio_backup.engine.restore.folders import native
from studio_backup.repository.crypto import ContentDigest

_ZEROS = bytes(BLOCK)


@dataclass(frozen=True, slots=True)
class Compared:
    """Whether all bytes are those of the entry, and how they were read: "direct", "dropped" or "cache"."""

    equal: bool
    how: str


def data_bytes(entry: Entry) -> int:
    """How many bytes of a file are stored (its size without holes)."""
    return entry.size if entry.extents is None else sum(length for _, length in entry.extents)


def compare(where: Where, name: bytes, entry: Entry) -> Compared:
    """Read a file from the medium, as far as the platform lets us, and compare it with the entry's digest."""
    with MediumFile(where, native(name)) as file:
        if file.size != entry.size:
            return Compared(False, file.how)
        digest = ContentDigest()
        holes_empty = all(_fed(digest, block, offset, entry) for offset, block in _blocks(file))
        return Compared(holes_empty and digest.hexdigest() == entry.digest, file.how)


def _blocks(file: MediumFile) -> Iterator[tuple[int, memoryview]]:
    offset = 0
    for block in file.blocks():
        yield offset, block
        offset += len(block)


def _fed(digest: ContentDigest, block: memoryview, offset: int, entry: Entry) -> bool:
    """Hash what is data in a block; False if what should be a hole holds anything but zeros."""
    if entry.extents is None:
        digest.update(block)
        return True
    at, end = offset, offset + len(block)
    for start, length in entry.extents:
        low, high = max(at, start), min(end, start + length)
        if low >= high:
            continue
        if not _empty(block[at - offset : low - offset]):
            return False
        digest.update(block[low - offset : high - offset])
        at = high
    return _empty(block[at - offset :])


def _empty(part: memoryview) -> bool:
    return part == memoryview(_ZEROS)[: len(part)]
