"""Lost packs made good from live files, and superseded records."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

import pytest

from studio_backup.base.errors import NotFoundError
from studio_backup.domain.snapshot import StoredSnapshot
from studio_backup.repository.crypto import Buffer
from studio_backup.repository.replacing import needed_chunks, replace_pack
from tests.support.repositories import SmallVault, new_vault, save_root

FILES = {name: os.urandom(3_000) for name in "abc"}


def lost_pack(vault: SmallVault, kind: int = 1) -> tuple[str, dict[str, bytes]]:
    """(pack, its chunks); the pack is removed."""
    reader = vault.reader()
    name = next(name for name in vault.names("packs") if reader.kind_of(name) == kind)
    read = reader.read_chunk if kind == 1 else lambda one: reader._fetcher.read(bytes.fromhex(one), 2)
    chunks = {one.hex(): bytes(read(one.hex())) for one in reader.chunks_of(name[-64:])}
    vault.storage.delete(name)
    return name, chunks


def commit(vault: SmallVault, files: dict[str, bytes]) -> StoredSnapshot:
    with vault.writer() as writer:
        return writer.commit(vault.draft(save_root(writer, files)))


@pytest.mark.parametrize("kind", [1, 2])
def test_a_lost_pack_is_replaced(kind: int) -> None:
    vault = new_vault()
    stored = commit(vault, FILES)
    lost, chunks = lost_pack(vault, kind)

    def find(ids: Sequence[str]) -> Iterator[tuple[str, Buffer]]:
        yield ids[0], b"the file has changed since"
        yield from ((one, chunks[one]) for one in ids)

    with vault.writer() as writer:
        done = replace_pack(writer, lost, [stored], find)
    assert not done.missing
    assert vault.names("superseded") == [done.record]
    reader = vault.reader()
    assert not reader.problems
    assert reader.superseded == {lost[-64:]: frozenset(done.replaced_by)}
    assert lost not in reader.needs(stored).objects
    assert reader.needs(stored).complete
    found = {
        path.decode(): b"".join(map(reader.read_chunk, reader.chunk_ids(entry)))
        for path, entry in reader.walk(stored)
        if entry.type == "file"
    }
    assert found == FILES


def test_bytes_that_are_another_chunk_are_not_stored() -> None:
    vault = new_vault()
    with vault.writer() as writer:
        assert not writer.save_again(1, "00" * 32, memoryview(b"x"))
        writer.flush()
    assert not vault.names("packs")


def test_without_every_chunk_there_is_no_record() -> None:
    vault = new_vault()
    stored = commit(vault, FILES)
    lost, chunks = lost_pack(vault)
    gone = sorted(chunks)[0]
    with vault.writer() as writer:
        done = replace_pack(writer, lost, [stored], lambda ids: [(one, chunks[one]) for one in ids if one != gone])
    assert (done.record, done.missing) == ("", (gone,))
    assert not vault.names("superseded")
    assert not vault.reader().superseded
    with vault.writer() as writer:
        asked: list[str] = []

        def find(ids: Sequence[str]) -> Iterator[tuple[str, Buffer]]:
            asked.extend(ids)
            yield gone, chunks[gone]

        done = replace_pack(writer, lost, [stored], find)
    assert asked == [gone], "what was found before is not asked for again"
    assert done.record


def test_only_what_a_snapshot_needs_must_be_found() -> None:
    vault = new_vault()
    stored = commit(vault, FILES)
    vault.repository.forget()
    assert len(needed_chunks(vault.reader(), vault.names("packs")[0], [stored])) >= 1
    lost, _ = lost_pack(vault)
    assert needed_chunks(vault.reader(), lost, []) == []
    with vault.writer() as writer:
        done = replace_pack(writer, lost, [], lambda _: iter(()))
    assert done.record
    assert done.replaced_by == ()


def test_with_a_lost_folder_everything_may_be_needed() -> None:
    vault = new_vault()
    stored = commit(vault, FILES)
    data, chunks = lost_pack(vault)
    lost_pack(vault, 2)
    assert sorted(needed_chunks(vault.reader(), data, [stored])) == sorted(chunks)


def test_a_pack_nobody_knows_cannot_be_replaced() -> None:
    vault = new_vault()
    with vault.writer() as writer, pytest.raises(NotFoundError):
        replace_pack(writer, f"c/{vault.collection}/packs/00/{'0' * 64}", [], lambda _: iter(()))
