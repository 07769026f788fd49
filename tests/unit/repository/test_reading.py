"""Reading where the first way fails: whole packs, other packs, other places."""

from __future__ import annotations

import os

import pytest

from studio_backup.base.errors import Forged, ObjectDamaged, ObjectMissing
from studio_backup.domain.tree import Entry
from studio_backup.repository.crypto import sha256
from studio_backup.repository.packer import Packer
from studio_backup.repository.reading import CollectionReader
from studio_backup.repository.sealing import PackBuilder
from studio_backup.storage.memory import MemoryStorage
from tests.support.repositories import SmallVault, SteppingClock, new_vault, save_file, save_root

DATA = os.urandom(50_000)


class WithSpare(MemoryStorage):
    """A place whose whole reads fall back to good copies, as a fallback storage does."""

    def __init__(self, *, spare: bool = True, kind: str = "cache") -> None:
        super().__init__(clock=SteppingClock())
        self.good: dict[str, bytes] = {}
        self.spare = spare
        self.kind = kind
        self.ranges = 0

    @property
    def reads_medium(self) -> str:
        return self.kind

    def spoil(self, name: str, at: int) -> None:
        data = self.good[name] = super().get(name)
        self.damage(name, data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])

    def get_range(self, name: str, offset: int, length: int) -> bytes:
        self.ranges += 1
        return MemoryStorage.get(self, name)[offset : offset + length]

    def get(self, name: str) -> bytes:
        return self.good[name] if self.spare and name in self.good else super().get(name)


def saved(storage: MemoryStorage) -> tuple[SmallVault, Entry]:
    vault = new_vault(storage)
    with vault.writer() as writer:
        entry = save_file(writer, "a", DATA)
        root = Entry(type="folder", tree=writer.save_folder([entry]))
        writer.commit(vault.draft(root))
    return vault, entry


@pytest.mark.parametrize("at", [0, 50, 90, 111, 112, 5_000], ids=str)
def test_a_damaged_range_is_read_from_a_whole_good_pack(at: int) -> None:
    storage = WithSpare()
    vault, entry = saved(storage)
    reader = vault.reader()
    place = reader.locate(entry.chunks[0])
    assert place is not None
    storage.spoil(place.pack, at)
    assert reader.read_chunk(entry.chunks[0]) == DATA
    storage.spare = False
    with pytest.raises(ObjectDamaged, match=place.pack):
        vault.reader().read_chunk(entry.chunks[0])


def test_another_pack_with_the_chunk_will_do() -> None:
    storage = WithSpare(spare=False)
    vault, entry = saved(storage)
    place = vault.reader().locate(entry.chunks[0])
    assert place is not None
    with vault.writer() as writer:
        writer.distrust([place.pack])
        save_file(writer, "a", DATA)
        writer.flush()
    assert len(vault.reader().locations(entry.chunks[0])) == 2
    storage.spoil(place.pack, 5_000)
    assert vault.reader().read_chunk(entry.chunks[0]) == DATA
    storage.delete(place.pack)
    assert vault.reader().read_chunk(entry.chunks[0]) == DATA


def test_what_no_index_names_is_missing() -> None:
    vault, entry = saved(WithSpare())
    reader = vault.reader()
    with pytest.raises(ObjectMissing):
        reader.read_chunk("00" * 32)
    with pytest.raises(ObjectMissing):
        reader.read_chunk(vault.repository.snapshots(vault.collection).snapshots[0].snapshot.root.tree)
    assert reader.locate("00" * 32) is None
    with pytest.raises(ObjectMissing):
        reader.tree(entry.chunks[0])


def test_a_lost_pack_is_missing() -> None:
    vault, entry = saved(WithSpare())
    place = vault.reader().locate(entry.chunks[0])
    assert place is not None
    vault.storage.delete(place.pack)
    with pytest.raises(ObjectMissing):
        vault.reader().read_chunk(entry.chunks[0])


def test_a_writers_bug_is_an_alarm(monkeypatch: pytest.MonkeyPatch) -> None:
    seal = PackBuilder.seal

    def wrong(self: PackBuilder, slot, piece):  # type: ignore[no-untyped-def]
        seal(self, slot, piece)
        self.buffer[slot.offset] ^= 1

    monkeypatch.setattr(PackBuilder, "seal", wrong)
    vault = new_vault()
    with vault.writer() as writer:
        save_root(writer, {"a": DATA})
        with pytest.raises(Forged):
            writer.flush()
        assert not vault.names("packs")
        monkeypatch.setattr(PackBuilder, "verify", lambda self, _: bytes(self._entries))
    with vault.writer() as writer:
        entry = save_file(writer, "a", DATA)
        writer.flush()
    with pytest.raises(Forged):
        vault.reader().read_chunk(entry.chunks[0])


def test_folders_from_a_remote_place_come_pack_by_pack() -> None:
    storage = WithSpare(kind="remote")
    vault = new_vault(storage)
    with vault.writer() as writer:
        folders = [Entry(type="folder", name=f"{i:03}", tree=save_root(writer, {f"f{i}": b""}).tree) for i in range(50)]
        stored = writer.commit(vault.draft(Entry(type="folder", tree=writer.save_folder(folders))))
    reader = vault.reader()
    storage.ranges = 0
    assert len(list(reader.walk(stored))) == 101
    assert storage.ranges == 0


def vouches(reader: CollectionReader, name: str, data: bytes, step: int = 4096, size: int = 0) -> bool:
    """Whether the seals speak for a pack which comes in steps; its listed size is that of the bytes unless given."""
    voucher = reader.voucher(name, size or len(data))
    if voucher is None:
        return False
    for end in range(step, len(data) + step, step):
        voucher.feed(memoryview(data)[:end])
    return voucher.vouches(memoryview(data))


def test_the_seals_of_a_pack_vouch_for_every_bit_of_it() -> None:
    vault, entry = saved(WithSpare())
    reader = vault.reader()
    names = vault.names("packs")
    for name in names:
        data = vault.storage.get(name)
        assert vouches(reader, name, data)
        assert vouches(reader, name, data, 1 << 20) and vouches(reader, name, data, 7)
        for at in [*range(130), *range(130, len(data), 997), *range(len(data) - 300, len(data))]:
            for bit in (1, 128):
                changed = data[:at] + bytes([data[at] ^ bit]) + data[at + 1 :]
                assert not vouches(reader, name, changed, 1 << 20), (at, bit)
        for other in (data[:-1], data + b"x", b"", data[:-5000]):
            assert not vouches(reader, name, other) and not vouches(reader, name, other, size=len(data))
    one, other = (vault.storage.get(name) for name in names[:2])
    for name, wrong in ((names[0], other), (names[1], one)):
        right = vault.storage.get(name)
        assert not vouches(reader, name, wrong, size=len(right)) and not vouches(reader, name, wrong[: len(right)])
    place = reader.locate(entry.chunks[0])
    assert place is not None
    pack = reader.open_pack(place.pack, memoryview(vault.storage.get(place.pack)))
    assert pack.read(place) == DATA


def test_without_an_index_that_names_it_nothing_vouches_for_a_pack() -> None:
    vault, _ = saved(WithSpare())
    for name in vault.names("index"):
        vault.storage.delete(name)
    reader = vault.reader()
    for name in vault.names("packs"):
        assert reader.voucher(name, len(vault.storage.get(name))) is None


def test_the_packer_refuses_what_no_pack_holds() -> None:
    from studio_backup.base.errors import RefusedError

    vault = new_vault()
    with vault.writer() as writer, pytest.raises(RefusedError):
        writer.save_chunk(memoryview(bytes((16 << 20) + (64 << 10) + 1)))
    with vault.writer() as writer:
        largest = os.urandom(16 << 20)
        chunk = writer.save_chunk(memoryview(largest))
        writer.flush()
        assert writer.read_chunk(chunk) == largest
        assert isinstance(writer._saver._packer, Packer)
    assert sha256(largest)
