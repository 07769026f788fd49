"""From chunks to a snapshot and back."""

from __future__ import annotations

import os
import threading

import pytest

from studio_backup.base.errors import StorageFull
from studio_backup.domain.objects import Kind, parse_name
from studio_backup.domain.snapshot import StoredSnapshot
from studio_backup.domain.tree import Entry
from studio_backup.repository import saving
from studio_backup.repository.committing import PacksLost
from studio_backup.repository.reading import CollectionReader
from studio_backup.storage.interface import Buffer
from studio_backup.storage.memory import MemoryStorage
from tests.support.repositories import SmallVault, SteppingClock, new_vault, save_file, save_root


def contents(reader: CollectionReader, snapshot: StoredSnapshot) -> dict[bytes, bytes]:
    return {
        path: b"".join(reader.read_chunk(chunk) for chunk in reader.chunk_ids(entry))
        for path, entry in reader.walk(snapshot)
        if entry.type == "file"
    }


def back_up(vault: SmallVault, files: dict[str, bytes]) -> StoredSnapshot:
    with vault.writer() as writer:
        return writer.commit(vault.draft(save_root(writer, files)))


FILES = {"a.raw": os.urandom(350_000), "b.txt": b"text " * 50_000, "empty": b"", "c": b"x"}


def test_what_was_saved_comes_back() -> None:
    vault = new_vault()
    stored = back_up(vault, FILES)
    listing = vault.repository.snapshots(vault.collection)
    assert listing.snapshots == (stored,)
    assert not listing.problems
    found = contents(vault.reader(), stored)
    assert found == {name.encode(): data for name, data in FILES.items()}


def test_objects_are_made_in_law_order() -> None:
    order: list[Kind] = []

    class Recording(MemoryStorage):
        def put(self, name: str, data: Buffer, *, sha256: bytes) -> None:
            parsed = parse_name(name)
            assert parsed is not None
            super().put(name, data, sha256=sha256)
            order.append(parsed.kind)

    vault = new_vault(Recording(clock=SteppingClock()))
    order.clear()
    back_up(vault, FILES)
    assert order == sorted(order)
    assert set(order) == {Kind.PACK, Kind.INDEX, Kind.PENDING, Kind.SNAPSHOT}
    assert not vault.names("pending")


def test_the_second_run_stores_only_what_is_new() -> None:
    vault = new_vault()
    back_up(vault, FILES)
    packs = vault.names("packs")
    with vault.writer() as writer:
        stored = writer.commit(vault.draft(save_root(writer, FILES)))
        assert vault.names("packs") == packs
    assert stored.snapshot.number == 2
    assert contents(vault.reader(), stored)[b"a.raw"] == FILES["a.raw"]


def test_two_threads_store_equal_chunks_once() -> None:
    vault = new_vault()
    pieces = [os.urandom(20_000) for _ in range(200)]
    with vault.writer() as writer:

        def save() -> None:
            for piece in pieces:
                writer.save_chunk(memoryview(piece))

        threads = [threading.Thread(target=save) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        writer.flush()
    reader = vault.reader()
    assert sum(pack.count for pack in reader._index.packs) == len(pieces)
    stored = [one.hex() for pack in vault.names("packs") for one in reader.chunks_of(pack[-64:])]
    assert {bytes(reader.read_chunk(one)) for one in stored} == set(pieces)


def test_a_failed_pack_fails_the_run() -> None:
    class Full(MemoryStorage):
        full = False

        def put(self, name: str, data: Buffer, *, sha256: bytes) -> None:
            if self.full and "/packs/" in name:
                raise StorageFull("No space.", hint="Make some.")
            super().put(name, data, sha256=sha256)

    storage = Full(clock=SteppingClock())
    vault = new_vault(storage)
    with vault.writer() as writer:
        root = save_root(writer, FILES)
        storage.full = True
        with pytest.raises(StorageFull):
            writer.flush()
        storage.full = False
        with pytest.raises(StorageFull):
            writer.save_chunk(memoryview(b"one more"))
        with pytest.raises(StorageFull):
            writer.commit(vault.draft(root))
    assert not vault.names("snapshots")


def test_a_chunk_that_could_not_be_prepared_fails_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted(_: memoryview) -> tuple[int, Buffer]:
        raise MemoryError

    vault = new_vault()
    with vault.writer() as writer:
        monkeypatch.setattr(saving, "compress", exhausted)
        with pytest.raises(MemoryError):
            writer.save_chunk(memoryview(b"x"))
        monkeypatch.undo()
        with pytest.raises(MemoryError):
            writer.save_chunk(memoryview(b"x"))
        with pytest.raises(MemoryError):
            writer.flush()


def test_a_new_pack_that_went_away_at_once_is_seen() -> None:
    vault = new_vault()
    with vault.writer() as writer:
        root = save_root(writer, FILES)
        writer.flush()
        lost = vault.names("packs")[0]
        vault.storage.delete(lost)
        with pytest.raises(PacksLost) as caught:
            writer.commit(vault.draft(root))
        assert caught.value.packs == (lost,)


def test_packs_of_a_killed_run_are_used_again() -> None:
    vault = new_vault()
    writer = vault.writer()
    save_root(writer, FILES)
    writer._saver._packer.wait(writer._saver._packer.close_packs())
    writer.abort()
    packs = vault.names("packs")
    assert packs
    assert not vault.names("index")
    stored = back_up(vault, FILES)
    assert vault.names("packs") == packs
    assert len(vault.names("index")) == 1
    assert not vault.reader()._opened.unindexed
    assert contents(vault.reader(), stored)[b"b.txt"] == FILES["b.txt"]


def test_a_pack_that_went_away_is_stored_anew() -> None:
    vault = new_vault()
    back_up(vault, FILES)
    with vault.writer() as writer:
        root = save_root(writer, FILES)
        lost = next(name for name in vault.names("packs") if writer.chunks_of(name[-64:]))
        vault.storage.delete(lost)
        with pytest.raises(PacksLost) as caught:
            writer.commit(vault.draft(root))
        assert caught.value.packs == (lost,)
        assert len(vault.names("snapshots")) == 1
        stored = writer.commit(vault.draft(save_root(writer, FILES)))
    assert contents(vault.reader(), stored) == {name.encode(): data for name, data in FILES.items()}
    assert not vault.names("pending")


def test_a_condemned_pack_is_not_relied_on() -> None:
    vault = new_vault()
    back_up(vault, FILES)
    with vault.writer() as writer:
        root = save_root(writer, FILES)
        for name in vault.names("packs"):
            mark = f"c/{vault.collection}/condemned/{name[-64:]}.{'0' * 16}-"
            data = name.encode()
            vault.storage.put(mark + _hex(data), data, sha256=_sha(data))
        with pytest.raises(PacksLost) as caught:
            writer.commit(vault.draft(root))
        assert set(caught.value.packs) == set(vault.names("packs"))
    with vault.writer() as writer:
        assert not writer.knows(root.tree)
        before = len(vault.names("packs"))
        writer.commit(vault.draft(save_root(writer, FILES)))
    assert len(vault.names("packs")) > before


def _sha(data: bytes) -> bytes:
    import hashlib

    return hashlib.sha256(data).digest()


def _hex(data: bytes) -> str:
    return _sha(data).hex()


def test_unseen_chunks_are_relied_on() -> None:
    vault = new_vault()
    back_up(vault, FILES)
    with vault.writer() as writer:
        entry = save_file(writer, "a.raw", FILES["a.raw"])
    with vault.writer() as writer:
        assert writer.rely_on(entry.chunks)
        assert not writer.rely_on(["00" * 32])
        root = Entry(type="folder", tree=writer.save_folder([entry]))
        lost = writer.locate(entry.chunks[0])
        assert lost is not None
        vault.storage.delete(lost.pack)
        with pytest.raises(PacksLost):
            writer.commit(vault.draft(root))
        assert not writer.rely_on(entry.chunks)


def test_partial_snapshots_on_the_way() -> None:
    vault = new_vault()
    with vault.writer() as writer:
        first = writer.commit(vault.draft(save_root(writer, {"a": FILES["a.raw"]}), partial=True))
        second = writer.commit(vault.draft(save_root(writer, FILES)))
    assert (first.snapshot.number, second.snapshot.number) == (1, 2)
    assert second.snapshot.previous == first.id
    assert not vault.repository.snapshots(vault.collection).problems


def test_a_killed_run_leaves_its_intent_until_the_next() -> None:
    vault = new_vault()
    other = vault.another_laptop()
    for identity in (vault.identity, other):
        with vault.writer(identity) as writer:
            root = save_root(writer, FILES)
            writer.flush()
            writer._committer._intend(root, writer._saver.relied())
    assert len(vault.names("pending")) == 2
    back_up(vault, FILES)
    assert len(vault.names("pending")) == 1


def test_the_chain_goes_on_where_it_is_longest() -> None:
    vault = new_vault()
    back_up(vault, FILES)
    tier = MemoryStorage(clock=vault.clock)
    with vault.writer() as writer:
        second = writer.commit(vault.draft(save_root(writer, FILES)))
    name = f"c/{vault.collection}/snapshots/{second.id}"
    tier.put(name, vault.storage.get(name), sha256=bytes.fromhex(second.id))
    vault.storage.delete(name)
    with vault.writer(heads=(tier,)) as writer:
        third = writer.commit(vault.draft(save_root(writer, FILES)))
    assert (third.snapshot.number, third.snapshot.previous) == (3, second.id)


def test_many_chunks_make_several_segments() -> None:
    vault = new_vault()
    with vault.writer() as writer:
        for _ in range(40):
            writer.save_chunk(memoryview(os.urandom(1 << 20)))
            writer._saver._packer.wait(writer._saver._packer.close_packs())
        assert len(vault.names("index")) == 2
        writer.flush()
        assert len(vault.names("index")) == 3
        assert writer.stored_bytes == sum(one.size for one in vault.storage.list(f"c/{vault.collection}/")) - sum(
            one.size for one in vault.storage.list(f"c/{vault.collection}/meta/")
        )
