"""A pack that is lost everywhere: its contents are looked for, sealed anew, and its name is given up.

Contents are looked for in what still opens of the damaged copies, then in the source files as they are now. They go
into new packs of the vault's own folder. A lost index segment is given up by indexing its packs again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from studio_backup.base.control import CancelToken, Progress
from studio_backup.base.errors import NotFoundError, StudioBackupError
from studio_backup.base.names import display
from studio_backup.domain.objects import Kind, parse_name
from studio_backup.domain.snapshot import StoredSnapshot
from studio_backup.engine.verify.live_source import LiveFile
from studio_backup.engine.verify.spots import UNREADABLE, Spot, find_spots
from studio_backup.repository import crypto, trees
from studio_backup.repository.config import Chunking
from studio_backup.repository.keys import CollectionKeys
from studio_backup.repository.pack import TREE
from studio_backup.repository.reading import CollectionReader
from studio_backup.repository.replacing import replace_pack
from studio_backup.repository.repository import Repository
from studio_backup.repository.writing import CollectionWriter

Found = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class Resealed:
    """What came of one lost object. `given_up`: nobody needs its name any more; else `reason` says why not."""

    name: str
    given_up: bool
    reason: str = ""


def reseal(
    lost: Sequence[str],
    snapshots: Sequence[StoredSnapshot],
    *,
    writer: CollectionWriter,
    readers: Sequence[CollectionReader],
    search: SourceSearch,
) -> tuple[Resealed, ...]:
    """Seal anew what can be found of lost packs and index segments of one collection, which `writer` writes.

    `readers`: of all places together, then of each place: what one copy lost another may still hold.
    """
    packs = [name for name in lost if _kind(name) is Kind.PACK]
    writer.distrust(packs)
    outcomes = [
        _replace(pack, snapshots, writer, readers, search)
        for pack in sorted(packs, key=lambda pack: writer.kind_of(pack) != TREE)  # folders lead to files
    ]
    writer.flush()
    return (*outcomes, *(Resealed(name, True) for name in lost if name not in packs))


def _kind(text: str) -> Kind | None:
    name = parse_name(text)
    return name.kind if name else None


def _replace(
    pack: str,
    snapshots: Sequence[StoredSnapshot],
    writer: CollectionWriter,
    readers: Sequence[CollectionReader],
    search: SourceSearch,
) -> Resealed:
    kind = writer.kind_of(pack)

    def find(wanted: Sequence[str]) -> Iterator[Found]:
        rest = set(wanted)
        for chunk, data in _salvaged(readers, kind, wanted):
            rest.discard(chunk)
            yield chunk, data
        if kind != TREE:
            yield from search.find(find_spots(readers[0], rest, snapshots, cancel=search.cancel))

    try:
        outcome = replace_pack(writer, pack, snapshots, find)
    except NotFoundError as error:
        return Resealed(pack, False, error.message)
    if outcome.missing:
        return Resealed(pack, False, f"{len(outcome.missing)} of its pieces are neither at a place nor in the source.")
    return Resealed(pack, True)


def _salvaged(readers: Sequence[CollectionReader], kind: int, wanted: Iterable[str]) -> Iterator[Found]:
    """Pieces that still open, though the pack as a whole is damaged."""
    for chunk in wanted:
        for reader in readers:
            try:
                data = trees.encode(reader.tree(chunk)) if kind == TREE else bytes(reader.read_chunk(chunk))
            except UNREADABLE:
                continue
            yield chunk, data
            break


class SourceSearch:
    """Looks for lost chunks in the source files as they are now."""

    def __init__(
        self, keys: Sequence[CollectionKeys], chunking: Chunking, *, progress: Progress, cancel: CancelToken
    ) -> None:
        self._keys, self._chunking = [one.id_key for one in keys], chunking
        self._progress, self.cancel = progress, cancel

    def find(self, spots: dict[str, list[Spot]]) -> Iterator[Found]:
        """(id, bytes) of each chunk that is still there: at its place in the file, else anywhere in it."""
        rest = dict(spots)
        for chunk, places in spots.items():
            piece = next(filter(None, (self._at(spot, chunk) for spot in places)), None)
            if piece is not None:
                del rest[chunk]
                yield chunk, piece
        moved = {spot.path: spot for places in rest.values() for spot in places}
        for spot in moved.values():
            for chunk, piece in self._in_all_of(spot, rest):
                del rest[chunk]
                yield chunk, piece

    def _at(self, spot: Spot, chunk: str) -> bytes | None:
        self.cancel.check()
        self._progress.item(display(spot.path))
        try:
            with LiveFile(spot.path, spot.entry) as file:
                piece = file.piece(spot.offset, spot.length)
        except (OSError, ValueError):
            return None
        return piece if self._id(piece, (chunk,)) else None

    def _in_all_of(self, spot: Spot, wanted: Collection[str]) -> Iterator[Found]:
        """The file changed, but what is wanted may stand elsewhere in it: cut it as a backup would."""
        try:
            with LiveFile(spot.path, spot.entry) as file:
                for piece in file.pieces(self._chunking):
                    self.cancel.check()
                    chunk = self._id(piece, wanted)
                    if chunk:
                        yield chunk, bytes(piece)
        except (OSError, ValueError):
            return

    def _id(self, piece: bytes | memoryview, wanted: Collection[str]) -> str:
        ids = (crypto.keyed_id(key, piece).hex() for key in self._keys)
        return next((chunk for chunk in ids if chunk in wanted), "")


def readers_of(repositories: Iterable[Repository], collection: str) -> list[CollectionReader]:
    """A reader of the collection at each place where it opens."""
    found: list[CollectionReader] = []
    for one in repositories:
        try:
            found.append(one.reader(collection))
        except StudioBackupError:
            continue
    return found
