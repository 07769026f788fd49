"""A pack being filled: chunks are sealed straight into its buffer. Source: docs/format.md, "Packs"."""

from __future__ import annotations

from typing import Final

import msgspec

from studio_backup.repository import crypto
from studio_backup.repository import format as layout
from studio_backup.repository.epochs import Epochs
from studio_backup.repository.pack import (
    DIRECTORY_ORDINAL,
    ENTRY,
    ENTRY_BYTES,
    FOOTER,
    FOOTER_BYTES,
    FOOTER_ORDINAL,
    OpenPack,
    frame_aad,
    impossible,
)

MAX_ENTRIES: Final = 1 << 16
"""Chunks in one pack at most, so that an index segment of many tiny files stays small."""
_ZEROS = bytes(1 << 16)
_NONE = memoryview(b"")


class Piece(msgspec.Struct, frozen=True):
    """A chunk ready to be sealed. `data` is compressed as `compression` says; `plain`: length before that."""

    kind: int
    id: bytes
    plain: int
    compression: int
    data: crypto.Buffer


class Slot(msgspec.Struct, frozen=True):
    """A place in a pack that is kept for one chunk."""

    ordinal: int
    offset: int
    entry: bytes


class PackBuilder:
    """Fills one buffer. `reserve` and `close` are called under the packer's lock, `seal` from many threads at once."""

    def __init__(self, epochs: Epochs, buffer: memoryview) -> None:
        header, self._cipher = epochs.fresh(layout.Type.PACK)
        self.buffer = buffer
        self.sealing = 0
        """Chunks which have a slot but are not sealed yet; kept by the packer."""
        self._epochs = epochs
        self._header = header
        self._end = len(header)
        self._entries = bytearray()
        buffer[: len(header)] = header

    def __len__(self) -> int:
        return len(self._entries) // ENTRY_BYTES

    def let_go(self) -> memoryview:
        """The buffer, which the pack knows no longer: it may become another's, or go."""
        buffer, self.buffer = self.buffer, _NONE
        return buffer

    def reserve(self, piece: Piece) -> Slot | None:
        """A place for the piece, or None if the pack is full."""
        stored = len(piece.data) + crypto.TAG_BYTES
        rest = len(self._entries) + ENTRY_BYTES + crypto.TAG_BYTES + FOOTER_BYTES
        if len(self) >= MAX_ENTRIES or layout.padme(self._end + stored + rest) > len(self.buffer):
            return None
        entry = ENTRY.pack(piece.kind, piece.compression, 0, piece.plain, stored, 0, self._end, piece.id)
        slot = Slot(len(self), self._end, entry)
        self._entries += entry
        self._end += stored
        return slot

    def seal(self, slot: Slot, piece: Piece) -> None:
        """Seal the piece into its place."""
        aad = frame_aad(self._header, slot.ordinal, slot.entry)
        end = slot.offset + len(piece.data) + crypto.TAG_BYTES
        self._cipher.seal_into(slot.ordinal, piece.data, aad, self.buffer[slot.offset : end])

    def close(self) -> memoryview:
        """Write directory, padding and footer; returns the whole pack."""
        directory = self._cipher.seal(DIRECTORY_ORDINAL, bytes(self._entries), self._header + b"directory")
        end = self._end + len(directory)
        size = layout.padme(end + FOOTER_BYTES)
        self.buffer[self._end : end] = directory
        for start in range(end, size - FOOTER_BYTES, len(_ZEROS)):
            length = min(len(_ZEROS), size - FOOTER_BYTES - start)
            self.buffer[start : start + length] = _ZEROS[:length]
        footer = FOOTER.pack(self._end, len(directory), len(self), 0)
        sealed = self._cipher.seal(FOOTER_ORDINAL, footer, self._header + b"footer")
        self.buffer[size - FOOTER_BYTES : size] = sealed
        return self.buffer[:size]

    def verify(self, data: memoryview) -> bytes:
        """Open the closed pack again as a reader does, before its name exists. Returns its directory.

        Raises Forged if anything in it differs from what was to be stored.
        """
        directory = OpenPack("", data, self._epochs).check()
        if directory != self._entries:
            raise impossible("A pack's directory is not what was written: nothing of it was stored.")
        return directory
