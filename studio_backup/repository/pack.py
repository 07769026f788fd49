"""The layout of packs, and how one is opened and judged. Source: docs/format.md, "Packs"."""

from __future__ import annotations

import struct
import threading
from typing import Final

import msgspec

from studio_backup.base.errors import DamageError, Forged, ObjectDamaged, StudioBackupError, UnsupportedFormat
from studio_backup.repository import crypto
from studio_backup.repository import format as layout
from studio_backup.repository.compression import NONE, ZSTD, decompress_into
from studio_backup.repository.epochs import Epochs, Opened

DATA: Final = 1
TREE: Final = 2
ENTRY = struct.Struct("<BBHIIIQ32s")
ENTRY_BYTES = ENTRY.size
FOOTER = struct.Struct("<QIIQ")
FOOTER_BYTES = FOOTER.size + crypto.TAG_BYTES
DIRECTORY_ORDINAL = 0xFFFFFFFF
FOOTER_ORDINAL = 0xFFFFFFFE
MAX_PACK = 64 << 20
MAX_PLAIN = (16 << 20) + (64 << 10)
JUDGED = (DamageError, UnsupportedFormat)
"""What a look at damaged bytes may raise: a flipped bit can look like a newer format."""
_ORDINAL = struct.Struct("<I")
_ZEROS: Final = bytes(1 << 16)


class Location(msgspec.Struct, frozen=True, gc=False):
    """Where a chunk lies. `pack`: name of its object; `offset`, `stored` (with the tag) and `plain` in bytes.

    `ordinal`: number of its frame; `type`: data 1, tree 2; `compression`: none 0, zstd 1; `id`: 32 bytes.
    """

    pack: str
    ordinal: int
    offset: int
    stored: int
    plain: int
    compression: int
    type: int
    id: bytes


def entry_bytes(at: Location) -> bytes:
    """The directory's entry of a chunk."""
    return ENTRY.pack(at.type, at.compression, 0, at.plain, at.stored, 0, at.offset, at.id)


def location(pack: str, ordinal: int, directory: crypto.Buffer, start: int = 0) -> Location:
    """The location told by the entry that begins at `directory[start]`."""
    kind, compression, _, plain, stored, _, offset, chunk = ENTRY.unpack_from(directory, start)
    return Location(pack, ordinal, offset, stored, plain, compression, kind, chunk)


def frame_aad(header: bytes, ordinal: int, entry: bytes) -> bytes:
    """What a chunk's frame is bound to: its pack, its place in it, and all that the directory says of it."""
    return header + _ORDINAL.pack(ordinal) + entry


def chunk_id(opened: Opened, kind: int, plain: crypto.Buffer) -> bytes:
    """The id of a plain chunk in the pack's epoch."""
    return crypto.keyed_id(opened.keys.tree_key if kind == TREE else opened.keys.id_key, plain)


def bounded(at: Location, size: int) -> Location:
    """The location, if it can be one in a pack of `size` bytes. Raises Forged: nobody with the keys writes others."""
    packed = at.stored - crypto.TAG_BYTES
    if (
        at.type not in (DATA, TREE)
        or at.plain > MAX_PLAIN
        or not 0 <= packed <= MAX_PLAIN
        or (at.compression == NONE and packed != at.plain)
        or at.compression not in (NONE, ZSTD)
        or at.offset < layout.HEADER_BYTES
        or at.offset + at.stored > size - FOOTER_BYTES
    ):
        raise impossible(f"The directory of {at.pack} names a piece which cannot be there.")
    return at


def impossible(message: str) -> Forged:
    """An error for sealed bytes that no honest writer makes."""
    return Forged(message, hint="Verify this place against another and keep the copy.")


class _Scratch(threading.local):
    """A buffer a thread, grown as needed, at most one chunk long; each call overwrites what the one before gave."""

    def __init__(self) -> None:
        self._buffer = memoryview(bytearray(1 << 16))

    def take(self, length: int) -> memoryview:
        """Its first `length` bytes."""
        if len(self._buffer) < length:
            self._buffer = memoryview(b"")  # the old one goes first
            self._buffer = memoryview(bytearray(length))
        return self._buffer[:length]


_packed = _Scratch()
_plain = _Scratch()


def open_frame(opened: Opened, at: Location, frame: crypto.Buffer, out: memoryview) -> int:
    """Decrypt and unpack a frame into `out` (at least `plain` bytes); returns the plain length. Raises DamageError.

    `at` must be bounded.
    """
    aad = frame_aad(opened.header, at.ordinal, entry_bytes(at))
    if at.compression == NONE:
        return opened.cipher.open_into(at.ordinal, frame, aad, out[: at.plain])
    packed = _packed.take(at.stored - crypto.TAG_BYTES)
    opened.cipher.open_into(at.ordinal, frame, aad, packed)
    decompress_into(packed, out[: at.plain])
    return at.plain


def holds_chunk(opened: Opened, at: Location, frame: crypto.Buffer) -> bool:
    """Whether a frame opens to the chunk its id promises. Raises DamageError if it does not open. `at`: bounded."""
    plain = _plain.take(at.plain)
    open_frame(opened, at, frame, plain)
    return chunk_id(opened, at.type, plain) == at.id


class Footer(msgspec.Struct, frozen=True):
    """Where the directory lies in a pack: offset and stored length in bytes, and how many entries it has."""

    offset: int
    stored: int
    count: int


def open_footer(opened: Opened, frame: crypto.Buffer, size: int) -> Footer:
    """The footer of a pack of `size` bytes. Raises DamageError."""
    plain = opened.cipher.open(FOOTER_ORDINAL, bytes(frame), opened.header + b"footer")
    if len(plain) != FOOTER.size:
        raise impossible("A pack's footer is too short.")
    offset, stored, count, _ = FOOTER.unpack(plain)
    end = size - FOOTER_BYTES
    if offset < layout.HEADER_BYTES or stored != count * ENTRY_BYTES + crypto.TAG_BYTES or offset + stored > end:
        raise impossible("A pack's footer names a directory which cannot be there.")
    return Footer(offset, stored, count)


def open_directory(opened: Opened, frame: crypto.Buffer) -> bytes:
    """The directory's entries, one after the other. Raises DamageError."""
    return opened.cipher.open(DIRECTORY_ORDINAL, bytes(frame), opened.header + b"directory")


class OpenPack:
    """A whole pack in memory. Methods may be called from many threads.

    `name`: of its object, "" while it has none (then damage cannot be told from forgery).
    """

    def __init__(self, name: str, data: memoryview, epochs: Epochs) -> None:
        self.name = name
        self._data = data
        if not layout.HEADER_BYTES + FOOTER_BYTES <= len(data) <= MAX_PACK:
            raise self._judged(ObjectDamaged(f"{name} is too short or too long for a pack.", hint="Verify this place."))
        try:
            self._opened = epochs.open_header(data[: layout.HEADER_BYTES], layout.Type.PACK)
        except JUDGED as error:
            raise self._judged(error) from None

    def read_into(self, at: Location, out: memoryview) -> int:
        """The chunk's plain bytes into `out` (at least `at.plain` bytes); returns `at.plain`.

        Raises ObjectDamaged if the pack's bytes do not fit its name, else Forged.
        """
        try:
            bounded(at, len(self._data))
            return open_frame(self._opened, at, self._data[at.offset : at.offset + at.stored], out)
        except JUDGED as error:
            raise self._judged(error) from None

    def read(self, at: Location) -> bytearray:
        """The chunk's plain bytes. Raises as read_into."""
        plain = bytearray(min(at.plain, MAX_PLAIN))
        self.read_into(at, memoryview(plain))
        return plain

    def directory(self) -> bytes:
        """The entries of all its chunks, as stored. Raises as read_into."""
        return self._directory(self._footer())

    def _footer(self) -> Footer:
        try:
            return open_footer(self._opened, self._data[-FOOTER_BYTES:], len(self._data))
        except JUDGED as error:
            raise self._judged(error) from None

    def _directory(self, footer: Footer) -> bytes:
        try:
            return open_directory(self._opened, self._data[footer.offset : footer.offset + footer.stored])
        except JUDGED as error:
            raise self._judged(error) from None

    def check(self) -> bytes:
        """Open everything and hash each chunk again; no byte may lie outside of what is sealed.

        Returns the directory. Raises ObjectDamaged or Forged.
        """
        footer = self._footer()
        directory = self._directory(footer)
        if not is_whole(self._data, directory, footer):
            raise self._judged(impossible(f"{self.name or 'A pack'} holds bytes which no seal covers."))
        kinds = set(directory[::ENTRY_BYTES])
        if len(kinds) > 1:
            raise self._judged(impossible(f"{self.name or 'A pack'} holds both data and trees."))
        for ordinal in range(len(directory) // ENTRY_BYTES):
            self._check_chunk(location(self.name, ordinal, directory, ordinal * ENTRY_BYTES))
        return directory

    def _check_chunk(self, at: Location) -> None:
        try:
            holds = holds_chunk(
                self._opened, bounded(at, len(self._data)), self._data[at.offset : at.offset + at.stored]
            )
        except JUDGED as error:
            raise self._judged(error) from None
        if not holds:
            raise self._judged(impossible(f"A piece of {self.name or 'a pack'} is not the one its id promises."))

    def _judged(self, error: StudioBackupError) -> StudioBackupError:
        return judged(self.name, self._data, error) if self.name else error


def is_whole(data: memoryview, directory: bytes, footer: Footer) -> bool:
    """Whether header, chunks and directory lie one behind the other, and all up to the footer is padding."""
    end = layout.HEADER_BYTES
    for at in sorted((one[6], one[4]) for one in ENTRY.iter_unpack(directory)):
        if at[0] != end:
            return False
        end += at[1]
    return footer.offset == end and _is_zero(data[end + footer.stored : len(data) - FOOTER_BYTES])


def _is_zero(padding: memoryview) -> bool:
    starts = range(0, len(padding), len(_ZEROS))
    return all(padding[start : start + len(_ZEROS)] == _ZEROS[: len(padding) - start] for start in starts)


def judged(name: str, data: crypto.Buffer, error: StudioBackupError) -> StudioBackupError:
    """Order of judgement: bytes which do not fit the name are damage, whatever else they look like."""
    try:
        layout.check_digest(name, data)
    except ObjectDamaged as damaged:
        return damaged
    return error
