"""Opening an index where objects are damaged, missing or not yet named."""

from __future__ import annotations

import os

import pytest

from studio_backup.base.errors import ObjectDamaged, StorageUnavailable
from studio_backup.domain.problem import Problem
from studio_backup.repository.opening import open_index
from studio_backup.storage.memory import MemoryStorage
from tests.support.repositories import SmallVault, SteppingClock, new_vault, save_root

FILES = {"a": os.urandom(200_000), "b": b"b" * 1_000}


@pytest.fixture
def vault() -> SmallVault:
    made = new_vault()
    with made.writer() as writer:
        writer.commit(made.draft(save_root(writer, FILES)))
    return made


def memory(vault: SmallVault) -> MemoryStorage:
    assert isinstance(vault.storage, MemoryStorage)
    return vault.storage


def problems(vault: SmallVault) -> list[tuple[str, str]]:
    return [(one.object, one.problem) for one in vault.reader().problems]


def data_pack(vault: SmallVault) -> str:
    reader = vault.reader()
    return next(name for name in vault.names("packs") if reader.kind_of(name) == 1)


def test_a_damaged_segment_is_told_and_done_without(vault: SmallVault) -> None:
    (segment,) = vault.names("index")
    memory(vault).damage(segment, b"\0" * 300)
    assert problems(vault) == [(segment, "damaged")]
    with vault.writer() as writer:
        before = vault.names("packs")
        writer.commit(vault.draft(save_root(writer, FILES)))
    assert vault.names("packs") == before
    assert len(vault.names("index")) == 2


def test_without_any_segment_the_directories_are_read(vault: SmallVault) -> None:
    for name in vault.names("index"):
        vault.storage.delete(name)
    reader = vault.reader()
    assert not reader.problems
    assert len(reader._opened.unindexed) == len(vault.names("packs"))


def test_a_damaged_pack_without_segment_is_not_known(vault: SmallVault) -> None:
    for name in vault.names("index"):
        vault.storage.delete(name)
    pack = data_pack(vault)
    good = vault.storage.get(pack)
    first, last = bytes([good[0] ^ 1]), bytes([good[-1] ^ 1])
    for bad in (b"", good[:100], good[:-1], first + good[1:], good[:-1] + last):
        memory(vault).damage(pack, bad)
        assert problems(vault) == [(pack, "damaged")]
    with vault.writer() as writer:
        before = len(vault.names("packs"))
        writer.commit(vault.draft(save_root(writer, FILES)))
        assert len(vault.names("packs")) > before


def test_a_pack_of_another_size_is_not_relied_on(vault: SmallVault) -> None:
    pack = data_pack(vault)
    memory(vault).damage(pack, vault.storage.get(pack)[:-1])
    assert problems(vault) == [(pack, "damaged")]
    with vault.writer() as writer:
        writer.commit(vault.draft(save_root(writer, FILES)))
    assert len([name for name in vault.names("packs") if vault.reader().kind_of(name) == 1]) > 1


def test_a_pack_that_is_only_named_is_located_but_not_relied_on(vault: SmallVault) -> None:
    pack = data_pack(vault)
    vault.storage.delete(pack)
    with vault.writer() as writer:
        chunk = writer.chunks_of(pack[-64:])[0].hex()
        at = writer.locate(chunk)
        assert at is not None
        assert at.pack == pack
        assert not writer.knows(chunk)
        assert not writer.rely_on([chunk])


def test_an_unreadable_listing_is_no_empty_collection(vault: SmallVault) -> None:
    class Away(MemoryStorage):
        def list(self, prefix: str = ""):  # type: ignore[no-untyped-def]
            raise StorageUnavailable("It does not answer.")

    with pytest.raises(StorageUnavailable):
        open_index(Away(clock=SteppingClock()), vault.repository.epochs(vault.collection), {})


def test_a_forged_superseded_record_is_ignored(vault: SmallVault) -> None:
    pack = data_pack(vault)
    with vault.writer() as writer:
        record = writer.supersede(pack[-64:], [])
    reader = vault.reader()
    assert reader.superseded == {pack[-64:]: frozenset()}
    assert reader.chunks_of(pack[-64:]) == []
    data = vault.storage.get(record).replace(pack[-64:].encode(), b"0" * 64)
    vault.storage.delete(record)
    from studio_backup.repository.crypto import sha256

    forged = f"c/{vault.collection}/superseded/{sha256(data).hex()}"
    vault.storage.put(forged, data, sha256=sha256(data))
    assert problems(vault) == [(forged, "forged")]
    assert vault.reader().superseded == {}


def test_problems_are_values(vault: SmallVault) -> None:
    (segment,) = vault.names("index")
    vault.storage.delete(segment)
    memory(vault)._objects[segment] = (b"x", 0)
    (problem,) = vault.reader().problems
    assert isinstance(problem, Problem)
    assert problem.detail


def test_damage_is_told_from_forgery_by_the_whole_pack(vault: SmallVault) -> None:
    pack = data_pack(vault)
    reader = vault.reader()
    good = vault.storage.get(pack)
    chunk = reader.chunks_of(pack[-64:])[0].hex()
    memory(vault).damage(pack, good[:115] + bytes([good[115] ^ 1]) + good[116:])
    with pytest.raises(ObjectDamaged, match=pack):
        vault.reader().read_chunk(chunk)
