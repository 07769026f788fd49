"""Packs: what honest ones give back, and how damaged and hostile ones are judged."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable

import msgspec
import pytest
import zstandard

from studio_backup.base.errors import DamageError, Forged, ObjectDamaged, WrongKey
from studio_backup.repository import crypto, sealing
from studio_backup.repository import format as layout
from studio_backup.repository.compression import NONE, ZSTD, compress
from studio_backup.repository.epochs import Epochs
from studio_backup.repository.keys import CollectionKeys
from studio_backup.repository.pack import (
    DATA,
    ENTRY,
    ENTRY_BYTES,
    FOOTER_BYTES,
    MAX_PLAIN,
    TREE,
    Location,
    OpenPack,
    bounded,
    location,
)
from studio_backup.repository.sealing import PackBuilder, Piece
from tests.support.repositories import new_epochs

CHUNKS = [os.urandom(5_000), b"text " * 2_000, b"", b"x", os.urandom(5_000)]


def piece(epochs: Epochs, data: bytes, kind: int = DATA) -> Piece:
    keys = epochs.newest
    compression, packed = compress(memoryview(data))
    chunk = crypto.keyed_id(keys.tree_key if kind == TREE else keys.id_key, data)
    return Piece(kind, chunk, len(data), compression, packed)


def build(epochs: Epochs, pieces: list[Piece], alter: Callable[[PackBuilder], None] = lambda _: None) -> bytes:
    builder = PackBuilder(epochs, memoryview(bytearray(1 << 20)))
    for one in pieces:
        slot = builder.reserve(one)
        assert slot is not None
        builder.seal(slot, one)
    alter(builder)
    return bytes(builder.close())


def named(epochs: Epochs, data: bytes) -> str:
    sha = hashlib.sha256(data).hexdigest()
    return f"c/{epochs.collection}/packs/{sha[:2]}/{sha}"


def opened(epochs: Epochs, data: bytes) -> OpenPack:
    """Open bytes under the name that fits them: what is wrong then is no damage."""
    return OpenPack(named(epochs, data), memoryview(data), epochs)


def places(pack: OpenPack) -> list[Location]:
    directory = pack.directory()
    return [location(pack.name, i, directory, i * ENTRY_BYTES) for i in range(len(directory) // ENTRY_BYTES)]


@pytest.fixture(params=[True, False], ids=["into", "copies"], autouse=True)
def _way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param and not crypto.INTO:
        pytest.skip("this cryptography cannot seal in place")
    monkeypatch.setattr(crypto, "INTO", request.param)


def test_what_was_sealed_comes_back() -> None:
    epochs = new_epochs()
    data = build(epochs, [piece(epochs, chunk) for chunk in CHUNKS])
    pack = opened(epochs, data)
    assert [pack.read(at) for at in places(pack)] == CHUNKS
    assert len(pack.check()) == len(CHUNKS) * ENTRY_BYTES
    assert layout.padme(len(data)) == len(data)
    assert [at.compression for at in places(pack)] == [NONE, ZSTD, NONE, NONE, NONE]


def test_reading_into_a_larger_buffer() -> None:
    epochs = new_epochs()
    pack = opened(epochs, build(epochs, [piece(epochs, chunk) for chunk in CHUNKS]))
    for at, chunk in zip(places(pack), CHUNKS, strict=True):
        out = bytearray(b"?" * 20_000)
        assert pack.read_into(at, memoryview(out)) == len(chunk)
        assert out == chunk + b"?" * (20_000 - len(chunk))


def test_an_older_epoch_is_opened_by_its_own_key() -> None:
    old = new_epochs()
    newer = CollectionKeys(old.collection, "00" * 8, crypto.new_key(), crypto.new_key(), 2)
    both = Epochs(old.repository, old.collection, (newer, old.newest))
    data = build(old, [piece(old, b"older")])
    assert opened(both, data).read(places(opened(both, data))[0]) == b"older"
    opened(both, data).check()


def test_a_builder_says_when_it_is_full() -> None:
    epochs = new_epochs()
    builder = PackBuilder(epochs, memoryview(bytearray(64 << 10)))
    count = 0
    while (slot := builder.reserve(one := piece(epochs, os.urandom(1_000)))) is not None:
        builder.seal(slot, one)
        count += 1
    assert 55 < count < 65
    data = builder.close()
    assert len(data) == 64 << 10
    assert builder.verify(data) == OpenPack("", data, epochs).directory()


def test_reused_buffers_leave_no_trace() -> None:
    epochs = new_epochs()
    buffer = memoryview(bytearray(b"secret" * 50_000))
    builder = PackBuilder(epochs, buffer)
    one = piece(epochs, b"x" * 100_000)
    slot = builder.reserve(one)
    assert slot is not None
    builder.seal(slot, one)
    assert b"secret" not in bytes(builder.close())


# --- the order of judgement ---


def test_every_flipped_bit_is_damage() -> None:
    epochs = new_epochs()
    data = build(epochs, [piece(epochs, chunk) for chunk in CHUNKS])
    name = named(epochs, data)
    whole = OpenPack(name, memoryview(data), epochs)
    ends = [at.offset + at.stored for at in places(whole)]
    spots = [0, 9, 10, 11, 13, 16, 32, 40, 48, 80, 111, 112, ends[0] - 1, ends[-1] + 3, len(data) - 1]
    for spot in spots:
        bad = bytearray(data)
        bad[spot] ^= 1
        with pytest.raises(ObjectDamaged):
            OpenPack(name, memoryview(bad), epochs).check()


@pytest.mark.parametrize("length", [0, 1, 111, 112, 151, 152, 5_000, -1])
def test_a_truncated_pack_is_damage(length: int) -> None:
    epochs = new_epochs()
    data = build(epochs, [piece(epochs, chunk) for chunk in CHUNKS])
    with pytest.raises(ObjectDamaged):
        OpenPack(named(epochs, data), memoryview(data[:length]), epochs).check()


def test_another_key_is_told_from_damage() -> None:
    epochs = new_epochs()
    data = build(epochs, [piece(epochs, b"x")])
    other = CollectionKeys(epochs.collection, epochs.newest.epoch, crypto.new_key(), crypto.new_key(), 1)
    with pytest.raises(WrongKey):
        opened(Epochs(epochs.repository, epochs.collection, (other,)), data)
    with pytest.raises(WrongKey):
        later = CollectionKeys(epochs.collection, "11" * 8, b"", b"", 1)
        opened(Epochs(epochs.repository, epochs.collection, (later,)), data)


def test_a_pack_of_another_collection_is_forged() -> None:
    one, other = new_epochs(), new_epochs()
    data = build(one, [piece(one, b"x")])
    with pytest.raises(Forged):
        opened(other, data)


def test_altered_bytes_under_a_fitting_name_are_forged() -> None:
    epochs = new_epochs()
    data = build(epochs, [piece(epochs, chunk) for chunk in CHUNKS])
    at = places(opened(epochs, data))[0]
    for spot in (at.offset, at.offset + at.stored - 1, len(data) - FOOTER_BYTES, len(data) - 1):
        bad = bytearray(data)
        bad[spot] ^= 1
        with pytest.raises(Forged):
            opened(epochs, bytes(bad)).check()


def test_swapped_frames_are_forged() -> None:
    epochs = new_epochs()
    data = bytearray(build(epochs, [piece(epochs, chunk) for chunk in CHUNKS]))
    first, last = places(opened(epochs, bytes(data)))[0], places(opened(epochs, bytes(data)))[-1]
    assert first.stored == last.stored
    one, other = data[first.offset :][: first.stored], data[last.offset :][: last.stored]
    data[first.offset : first.offset + first.stored] = other
    data[last.offset : last.offset + last.stored] = one
    pack = opened(epochs, bytes(data))
    for at in (first, last):
        with pytest.raises(Forged):
            pack.read(Location(pack.name, at.ordinal, at.offset, at.stored, at.plain, at.compression, at.type, at.id))


def test_a_location_that_tells_another_place_is_forged() -> None:
    epochs = new_epochs()
    pack = opened(epochs, build(epochs, [piece(epochs, chunk) for chunk in CHUNKS]))
    at, other = places(pack)[0], places(pack)[-1]
    lies = [
        Location(pack.name, at.ordinal, other.offset, at.stored, at.plain, at.compression, at.type, at.id),
        Location(pack.name, other.ordinal, at.offset, at.stored, at.plain, at.compression, at.type, at.id),
        Location(pack.name, at.ordinal, at.offset, at.stored, at.plain, at.compression, TREE, at.id),
        Location(pack.name, at.ordinal, at.offset, at.stored, at.plain, at.compression, at.type, other.id),
        Location(pack.name, at.ordinal, at.offset, at.stored, at.plain, ZSTD, at.type, at.id),
        Location(pack.name, at.ordinal, at.offset, at.stored, at.plain, 7, at.type, at.id),
        Location(pack.name, at.ordinal, at.offset, 15, at.plain, NONE, at.type, at.id),
        Location(pack.name, at.ordinal, 0, at.stored, at.plain, at.compression, at.type, at.id),
        Location(pack.name, at.ordinal, 1 << 60, at.stored, at.plain, at.compression, at.type, at.id),
        Location(pack.name, at.ordinal, at.offset, 1 << 31, (1 << 31) - 16, NONE, at.type, at.id),
        Location(pack.name, at.ordinal, at.offset, at.stored, 1 << 31, ZSTD, at.type, at.id),
    ]
    for lie in lies:
        with pytest.raises(Forged):
            pack.read(lie)


GOOD = Location("p", 0, 112, 116, 100, NONE, DATA, bytes(32))


@pytest.mark.parametrize(
    "changes",
    [
        {"type": 3},
        {"plain": MAX_PLAIN + 1, "compression": ZSTD},
        {"stored": 15, "compression": ZSTD},
        {"stored": MAX_PLAIN + 17, "compression": ZSTD},
        {"plain": 99},
        {"compression": 2},
        {"offset": 111},
        {"offset": 1_000 - FOOTER_BYTES - 115},
    ],
    ids=str,
)
def test_bounds_of_a_location(changes: dict[str, int]) -> None:
    assert bounded(GOOD, 112 + 116 + FOOTER_BYTES) is GOOD
    with pytest.raises(Forged):
        bounded(msgspec.structs.replace(GOOD, **changes), 1_000 if "offset" in changes else 1 << 26)


# --- packs made by somebody with the keys ---


def entries_altered(position: int, **changes: int | bytes) -> Callable[[PackBuilder], None]:
    def alter(builder: PackBuilder) -> None:
        fields = ("type", "compression", "zero", "plain", "stored", "zero2", "offset", "id")
        old = dict(zip(fields, ENTRY.unpack_from(builder._entries, position * ENTRY_BYTES), strict=True))
        ENTRY.pack_into(builder._entries, position * ENTRY_BYTES, *(changes.get(name, old[name]) for name in fields))

    return alter


@pytest.mark.parametrize(
    "changes",
    [
        {"offset": 1 << 40},
        {"offset": 0},
        {"stored": 0},
        {"stored": 0xFFFFFFFF},
        {"plain": 0xFFFFFFFF, "compression": ZSTD},
        {"plain": MAX_PLAIN + 1},
        {"compression": 9},
        {"type": 0},
        {"type": TREE},
        {"id": bytes(32)},
    ],
    ids=str,
)
def test_a_lying_directory_is_forged(changes: dict[str, int | bytes]) -> None:
    epochs = new_epochs()
    data = build(epochs, [piece(epochs, chunk) for chunk in CHUNKS], entries_altered(1, **changes))
    pack = opened(epochs, data)
    with pytest.raises(Forged):
        pack.read(places(pack)[1])
    with pytest.raises(Forged):
        pack.check()


def test_a_decompression_bomb_is_forged() -> None:
    epochs = new_epochs()
    bomb = zstandard.ZstdCompressor().compress(bytes(200 << 20))
    data = build(epochs, [Piece(DATA, bytes(32), 1_000, ZSTD, bomb)])
    pack = opened(epochs, data)
    with pytest.raises(Forged):
        pack.read(places(pack)[0])


def test_a_wrong_id_is_found_by_check() -> None:
    epochs = new_epochs()
    data = build(epochs, [Piece(DATA, bytes(32), 3, NONE, b"abc")])
    with pytest.raises(Forged):
        opened(epochs, data).check()


def test_a_pack_of_data_and_trees_is_found_by_check() -> None:
    epochs = new_epochs()
    data = build(epochs, [piece(epochs, b"abc"), piece(epochs, b"abc", TREE)])
    with pytest.raises(Forged):
        opened(epochs, data).check()


@pytest.mark.parametrize("footer", [(0, 56 + 16, 1), (200, 0xFFFFFFFF, 1), (1 << 50, 72, 1), (200, 72, 0xFFFFFFFF)])
def test_a_lying_footer_is_forged(footer: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    epochs = new_epochs()

    class Lying:
        def pack(self, *_: int) -> bytes:
            return real.pack(*footer, 0)

    real = sealing.FOOTER
    monkeypatch.setattr(sealing, "FOOTER", Lying())
    data = build(epochs, [piece(epochs, b"abc")])
    with pytest.raises(Forged):
        opened(epochs, data).directory()


def test_a_builder_finds_its_own_faults_before_a_name_exists() -> None:
    epochs = new_epochs()
    builder = PackBuilder(epochs, memoryview(bytearray(1 << 20)))
    one = piece(epochs, os.urandom(1_000))
    slot = builder.reserve(one)
    assert slot is not None
    builder.seal(slot, one)
    data = builder.close()
    builder.verify(data)
    data[slot.offset + 5] ^= 1  # a bit that flips in memory
    with pytest.raises(DamageError):
        builder.verify(data)
    data[slot.offset + 5] ^= 1
    builder._entries += bytes(ENTRY_BYTES)
    with pytest.raises(DamageError):
        builder.verify(data)
