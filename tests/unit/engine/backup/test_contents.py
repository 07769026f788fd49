"""Files are cut the same way however they are read."""

from __future__ import annotations

import os
from collections.abc import Sequence

import pytest

from studio_backup.base.control import CancelToken, NoProgress
from studio_backup.base.errors import Cancelled
from studio_backup.engine.backup import contents
from studio_backup.engine.backup.contents import ContentStorer
from studio_backup.engine.backup.long_buffers import LongBuffers
from studio_backup.engine.backup.opening import open_file
from studio_backup.repository.chunker import Cutter, Sizes
from studio_backup.repository.crypto import ContentDigest

SIZES = Sizes(4096, 16384, 65536)


class Chunks:
    """Keeps what it is given."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def save_chunk(self, data: memoryview) -> str:
        self.pieces.append(bytes(data))
        return f"{len(self.pieces)}"

    def save_chunk_list(self, ids: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return tuple(ids), ()


@pytest.mark.parametrize("size", [0, 1, 4095, 65536, 65537, 1_000_003])
@pytest.mark.parametrize("read", [7_000, 65_536, 1 << 20])
def test_cuts_do_not_depend_on_how_a_file_is_read(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch, size: int, read: int
) -> None:
    monkeypatch.setattr(contents, "READ_BYTES", read)
    data = os.urandom(size)
    folder = str(tmp_path)
    with open(os.path.join(folder, "file"), "wb") as file:
        file.write(data)
    expected = [piece for piece in Cutter(SIZES).cut(memoryview(data), True) if piece] if data else []
    chunks = Chunks()
    storer = ContentStorer(chunks, LongBuffers(), progress=NoProgress(), cancel=CancelToken())  # type: ignore[arg-type]
    for _ in range(2):  # the second file finds nothing of the first
        chunks.pieces.clear()
        with open_file(folder, "file") as source:
            stored = storer.store(source, [(0, size)] if size else [], lambda _: SIZES)
        assert [len(piece) for piece in chunks.pieces] == expected
        assert b"".join(chunks.pieces) == data
        digest = ContentDigest()
        digest.update(data)
        assert (stored.size, stored.digest) == (size, digest.hexdigest())


def test_a_stop_is_heard_between_chunks(tmp_path: object) -> None:
    with open(os.path.join(str(tmp_path), "file"), "wb") as file:
        file.write(os.urandom(1 << 20))
    cancel, chunks = CancelToken(), Chunks()
    storer = ContentStorer(chunks, LongBuffers(), progress=NoProgress(), cancel=cancel)  # type: ignore[arg-type]
    cancel.cancel()
    with open_file(str(tmp_path), "file") as source, pytest.raises(Cancelled):
        storer.store(source, [(0, 1 << 20)], lambda _: SIZES)
    assert not chunks.pieces
