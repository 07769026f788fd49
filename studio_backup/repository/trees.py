"""Trees as bytes, and how large folders and long lists of chunks are split. Source: docs/format.md, "Trees"."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import msgspec

from studio_backup.base.errors import RefusedError
from studio_backup.base.names import display
from studio_backup.domain.brief import BriefTree
from studio_backup.domain.tree import Entry, Tree
from studio_backup.repository.pack import MAX_PLAIN, impossible

SPLIT_ABOVE: Final = 2048
"""Entries; smaller folders are one tree."""
LONGEST_PART: Final = 8192
SHORTEST_PART: Final = 256
PART_BYTES: Final = 4 << 20
CHUNKS_IN_ENTRY: Final = 4096
"""Longer lists of chunks go into trees of their own, of at most this many each."""
_CUT = 0x3FF
# Sorted keys in dictionaries: equal folders must have equal bytes, or they would be stored twice.
_encoder = msgspec.json.Encoder(order="deterministic")
_decoder = msgspec.json.Decoder(Tree)
_brief_decoder = msgspec.json.Decoder(BriefTree)
_EMPTY = b'{"entries":[]}'


def encode(tree: Tree) -> bytes:
    """The tree's JSON; equal trees give equal bytes."""
    return _encoder.encode(tree) if tree.entries or tree.parts or tree.chunks else _EMPTY


def decode(data: bytes | bytearray) -> Tree:
    """The tree. Raises DamageError for anything which is none."""
    try:
        tree = _decoder.decode(data)
    except (msgspec.MsgspecError, ValueError, RecursionError):  # ValueError: bytes that are no UTF-8
        raise impossible("A stored folder holds no valid tree.") from None
    if sum(map(bool, (tree.entries, tree.parts, tree.chunks))) > 1:
        raise impossible("A stored folder holds two kinds of contents at once.")
    return tree


def decode_brief(data: bytes | bytearray) -> BriefTree:
    """A folder's tree as listings need it. Raises DamageError for anything which is none."""
    try:
        return _brief_decoder.decode(data)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise impossible("A stored folder holds no valid tree.") from None


def folder_payloads(entries: Sequence[Entry]) -> list[bytes]:
    """The folder as one encoded tree, or as the parts of a large one, entries in order of their raw names."""
    ordered = sorted(entries, key=lambda entry: entry.raw_name)
    if len(ordered) <= SPLIT_ABOVE:
        whole = encode(Tree(entries=tuple(ordered)))
        if len(whole) <= PART_BYTES:
            return [whole]
    return [encode(Tree(entries=tuple(part))) for part in _parts(ordered)]


def _parts(ordered: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Cut where the names say so: an added file then changes one part, wherever it lies."""
    part: list[Entry] = []
    size = 0
    for entry in ordered:
        length = _length(entry)
        if part and size + length > PART_BYTES:
            yield part
            part, size = [], 0
        part.append(entry)
        size += length
        if len(part) >= LONGEST_PART or (len(part) >= SHORTEST_PART and zlib.crc32(entry.raw_name) & _CUT == 0):
            yield part
            part, size = [], 0
    if part:
        yield part


def _length(entry: Entry) -> int:
    length = len(_encoder.encode(entry)) + 1
    if length > MAX_PLAIN - len(_EMPTY):
        raise RefusedError(
            f"{display(entry.raw_name)} carries more extended attributes than this format holds.",
            hint="Leave it out, or remove attributes from it.",
        )
    return length


def chunk_lists(ids: Sequence[str]) -> list[Tree]:
    """The parts of a list of chunks too long for its entry."""
    return [Tree(chunks=tuple(ids[at : at + CHUNKS_IN_ENTRY])) for at in range(0, len(ids), CHUNKS_IN_ENTRY)]


def resolve_entries(tree: Tree, load: Callable[[str], Tree]) -> Iterator[Entry]:
    """The folder's entries, those of its parts in order. Raises DamageError if a part is no part."""
    if tree.chunks:
        raise impossible("A list of chunks stands where a folder belongs.")
    yield from tree.entries
    for part in tree.parts:
        loaded = load(part)
        if loaded.parts or loaded.chunks:
            raise impossible("A part of a stored folder is no part of a folder.")
        yield from loaded.entries


def resolve_chunks(entry: Entry, load: Callable[[str], Tree]) -> Iterator[str]:
    """The ids of a file's chunks in order. Raises DamageError if a part is no list of chunks."""
    yield from entry.chunks
    for part in entry.chunk_parts:
        loaded = load(part)
        if loaded.parts or loaded.entries:
            raise impossible("A part of a list of chunks is none.")
        yield from loaded.chunks


def raw_id(text: str) -> bytes:
    """The 32 bytes of an id from a tree. Raises DamageError."""
    try:
        raw = bytes.fromhex(text)
    except ValueError:
        raw = b""
    if len(raw) != 32:
        raise impossible("A stored folder names a piece by something that is no id.")
    return raw


def checked_name(entry: Entry) -> bytes:
    """The raw name of an entry inside a folder. Raises DamageError for names that would lead out of it."""
    try:
        name = entry.raw_name if entry.name64 else entry.name.encode()
    except ValueError:
        name = b""
    if name in (b"", b".", b"..") or b"/" in name or b"\0" in name:
        raise impossible("A stored folder holds a name that no folder can hold.")
    return name
