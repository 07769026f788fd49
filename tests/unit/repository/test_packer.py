"""Packs filled and stored by many threads at once; memory that stays bounded; errors that reach the caller."""

from __future__ import annotations

import os
import threading
import time

import pytest

from studio_backup.base.errors import RefusedError, StorageUnavailable
from studio_backup.repository import crypto, packer
from studio_backup.repository.compression import NONE
from studio_backup.repository.epochs import Epochs
from studio_backup.repository.pack import DATA, ENTRY_BYTES, TREE, OpenPack, location
from studio_backup.repository.packer import Packer, SealedPack
from studio_backup.repository.sealing import Piece
from tests.support.repositories import new_epochs


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packer, "_LEAST", 1 << 16)


def piece(epochs: Epochs, data: bytes, kind: int = DATA) -> Piece:
    keys = epochs.newest
    return Piece(kind, crypto.keyed_id(keys.tree_key if kind == TREE else keys.id_key, data), len(data), NONE, data)


class Shelf:
    """Keeps the chunks of stored packs, as a reader finds them."""

    def __init__(self, epochs: Epochs, delay: float = 0) -> None:
        self.epochs = epochs
        self.delay = delay
        self.chunks: list[bytes] = []
        self.sizes: list[int] = []

    def store(self, sealed: SealedPack) -> None:
        time.sleep(self.delay)
        pack = OpenPack("", memoryview(bytes(sealed.data)), self.epochs)
        for i in range(len(sealed.directory) // ENTRY_BYTES):
            self.chunks.append(bytes(pack.read(location("", i, sealed.directory, i * ENTRY_BYTES))))
        self.sizes.append(len(sealed.data))
        assert sealed.sha256 == crypto.sha256(sealed.data)


def fill(target: Packer, pieces: list[Piece]) -> None:
    for one in pieces:
        target.add(one)


def test_four_threads_lose_nothing() -> None:
    epochs = new_epochs()
    shelf = Shelf(epochs, delay=0.01)
    target = Packer(epochs, shelf.store, pack_bytes=1 << 16)
    data = [os.urandom(size) for size in range(1, 9_000, 30)]
    threads = [
        threading.Thread(target=fill, args=(target, [piece(epochs, one) for one in data[i::4]])) for i in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    target.wait(target.close_packs())
    assert sorted(shelf.chunks) == sorted(data)
    assert max(shelf.sizes) <= 1 << 16
    target.stop()


def test_trees_and_data_do_not_mix_and_two_data_packs_are_open() -> None:
    epochs = new_epochs()
    kinds: list[set[int]] = []
    target = Packer(epochs, lambda pack: kinds.append(set(pack.directory[::ENTRY_BYTES])), pack_bytes=1 << 16)
    for i in range(64):
        fill(target, [piece(epochs, b"%d" % i), piece(epochs, b"%d" % i, TREE)])
    target.wait(target.close_packs())
    assert sorted(kinds, key=sorted) == [{DATA}, {DATA}, {TREE}]
    target.stop()


def test_an_error_of_storing_reaches_every_later_call() -> None:
    epochs = new_epochs()

    def broken(_: SealedPack) -> None:
        raise StorageUnavailable("It does not answer.")

    target = Packer(epochs, broken, pack_bytes=1 << 16)
    with pytest.raises(StorageUnavailable):
        for _ in range(1_000):  # more than all buffers hold: nobody waits for ever
            target.add(piece(epochs, os.urandom(20_000)))
    with pytest.raises(StorageUnavailable):
        target.add(piece(epochs, b"x"))
    with pytest.raises(StorageUnavailable):
        target.wait(target.close_packs())
    target.stop()


def test_an_error_of_sealing_ends_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    epochs = new_epochs()
    shelf = Shelf(epochs)
    target = Packer(epochs, shelf.store, pack_bytes=1 << 16)
    target.add(piece(epochs, b"good"))
    with pytest.raises((TypeError, BufferError, AttributeError)):
        target.add(Piece(DATA, bytes(32), 3, NONE, ["no", "bytes", "!"]))  # type: ignore[arg-type]
    with pytest.raises((TypeError, BufferError, AttributeError)):
        target.wait(target.close_packs())
    assert not shelf.chunks
    target.stop()


def test_stop_drops_what_is_open_and_refuses_more() -> None:
    epochs = new_epochs()
    shelf = Shelf(epochs)
    target = Packer(epochs, shelf.store, pack_bytes=1 << 16)
    target.add(piece(epochs, b"x"))
    target.stop()
    target.stop()
    assert not shelf.chunks
    with pytest.raises(RefusedError):
        target.add(piece(epochs, b"y"))


def test_waiting_for_nothing() -> None:
    epochs = new_epochs()
    target = Packer(epochs, Shelf(epochs).store, pack_bytes=1 << 16)
    target.wait(target.close_packs())
    target.stop()
