"""Many runs in a room that is far too small, resting and ending at random: all go on, nothing is lost, all is given
back."""

from __future__ import annotations

import os
import random
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_backup.base import room as rooms
from studio_backup.base.errors import RefusedError
from studio_backup.base.room import Room, Turns
from studio_backup.repository import crypto, packer
from studio_backup.repository.compression import NONE
from studio_backup.repository.epochs import Epochs
from studio_backup.repository.pack import DATA, ENTRY_BYTES, TREE
from studio_backup.repository.packer import Packer, SealedPack
from studio_backup.repository.sealing import Piece
from tests.support.repositories import new_epochs

LEAST, FULL = 1 << 16, 1 << 17
PATIENCE_S = 60.0


class BackupRun:
    """A run with two readers and one thread for trees; counts the pieces that were stored."""

    def __init__(self, epochs: Epochs, room: Room, seed: int) -> None:
        self._epochs, self._seed = epochs, seed
        self.stored = 0
        self._lock = threading.Lock()
        self.packer = Packer(epochs, self._store, pack_bytes=FULL, room=room)
        self.stops = seed % 4 == 3
        self.threads = [threading.Thread(target=self._work, args=(part,), daemon=True) for part in range(3)]

    def _store(self, pack: SealedPack) -> None:
        with self._lock:
            self.stored += len(pack.directory) // ENTRY_BYTES

    def _work(self, part: int) -> None:
        dice = random.Random(self._seed * 3 + part)
        try:
            for _ in range(40):
                self._one(dice, TREE if part == 2 else DATA)
                if dice.random() < 0.1:
                    self.packer.rest()
            if self.stops and part == 0:
                self.packer.stop()
        except RefusedError:
            assert self.stops

    def _one(self, dice: random.Random, kind: int) -> None:
        data = os.urandom(dice.randrange(100, 30_000))
        keys = self._epochs.newest
        chunk = crypto.keyed_id(keys.tree_key if kind == TREE else keys.id_key, data)
        self.packer.add(Piece(kind, chunk, len(data), NONE, data))

    def end(self) -> None:
        """Wait for its threads, and see that all it took is stored."""
        for thread in self.threads:
            thread.join(PATIENCE_S)
            assert not thread.is_alive(), "a run waits for ever"
        if not self.stops:
            self.packer.wait(self.packer.close_packs())
            assert self.stored == 120
        self.packer.stop()


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packer, "_LEAST", LEAST)
    monkeypatch.setattr(packer, "PATIENCE_S", 0.05)
    monkeypatch.setattr(rooms, "PATIENCE_S", 0.05)


def copies(turns: Turns, dice: random.Random) -> None:
    for _ in range(20):
        with turns.turn(dice.randrange(1, FULL)):
            pass


@settings(max_examples=12, deadline=None)
@given(limit=st.integers(LEAST, 8 * FULL), runs=st.integers(1, 5), seed=st.integers(0, 1 << 20))
def test_no_run_starves(limit: int, runs: int, seed: int) -> None:
    room, epochs = Room(limit), new_epochs()
    made = [BackupRun(epochs, room, seed + number) for number in range(runs)]
    turns = Turns(room)
    copying = [threading.Thread(target=copies, args=(turns, random.Random(seed + n)), daemon=True) for n in range(2)]
    for thread in [*copying, *(thread for run in made for thread in run.threads)]:
        thread.start()
    for run in made:
        run.end()
    for thread in copying:
        thread.join(PATIENCE_S)
        assert not thread.is_alive()
    turns.close()
    assert room.taken == 0
    with room.changed:
        assert room.share == limit, "all have left"
