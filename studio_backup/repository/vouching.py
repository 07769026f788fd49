"""Whether seals alone show that a pack which is being read is the one that was written under its name.

Chunks are opened while the rest of the pack is still coming: what was just read is still near the processor.
"""

from __future__ import annotations

from collections.abc import Iterator

from studio_backup.repository import format as layout
from studio_backup.repository.crypto import TAG_BYTES
from studio_backup.repository.epochs import Epochs, Opened
from studio_backup.repository.pack import (
    ENTRY_BYTES,
    FOOTER_BYTES,
    JUDGED,
    Footer,
    Location,
    bounded,
    holds_chunk,
    is_whole,
    location,
    open_directory,
    open_footer,
)


class Voucher:
    """Follows the reading of one pack. `directory`: as a sealed index segment tells it; `size`: of the whole, bytes.

    It vouches if every byte lies under a seal or is padding, every chunk is the one its id promises, and the directory
    is the one that was told. That it does not is no judgement: then the bytes must be hashed.
    """

    def __init__(self, name: str, directory: bytes, size: int, epochs: Epochs) -> None:
        self._directory, self._size, self._epochs = directory, size, epochs
        self._chunks: Iterator[Location] = (
            location(name, at // ENTRY_BYTES, directory, at) for at in range(0, len(directory), ENTRY_BYTES)
        )
        self._next = next(self._chunks, None)
        self._opened: Opened | None = None
        self._failed = False

    def feed(self, data: memoryview) -> None:
        """Look at what has come. `data`: the pack from its first byte to the last one read so far."""
        if self._failed or len(data) < layout.HEADER_BYTES:
            return
        try:
            self._look(data)
        except JUDGED:
            self._failed = True

    def _look(self, data: memoryview) -> None:
        if self._opened is None:
            self._opened = self._epochs.open_header(data[: layout.HEADER_BYTES], layout.Type.PACK)
        while (at := self._next) is not None and bounded(at, self._size).offset + at.stored <= len(data):
            if not holds_chunk(self._opened, at, data[at.offset : at.offset + at.stored]):
                self._failed = True
                return
            self._next = next(self._chunks, None)

    def vouches(self, data: memoryview) -> bool:
        """Whether all of it is good. `data`: the whole pack, after `feed` has seen it."""
        if self._failed or self._next is not None or self._opened is None or len(data) != self._size:
            return False
        try:
            footer = open_footer(self._opened, data[-FOOTER_BYTES:], len(data))
            return self._told(footer) and self._sealed(data, footer) and is_whole(data, self._directory, footer)
        except JUDGED:
            return False

    def _told(self, footer: Footer) -> bool:
        return footer.stored == len(self._directory) + TAG_BYTES

    def _sealed(self, data: memoryview, footer: Footer) -> bool:
        assert self._opened is not None
        return open_directory(self._opened, data[footer.offset : footer.offset + footer.stored]) == self._directory
