"""What a snapshot needs, and which files need a pack."""

from __future__ import annotations

import os

from studio_backup.domain.tree import Entry, Tree
from studio_backup.repository.needs import FileRef
from tests.support.repositories import SmallVault, new_vault, save_file, save_root


def committed(vault: SmallVault, files: dict[str, bytes]):  # type: ignore[no-untyped-def]
    with vault.writer() as writer:
        return writer.commit(vault.draft(save_root(writer, files)))


def test_a_snapshot_needs_its_packs_and_their_segments_only() -> None:
    vault = new_vault()
    first = committed(vault, {"a": os.urandom(1_000)})
    packs, segments = set(vault.names("packs")), set(vault.names("index"))
    second = committed(vault, {"b": os.urandom(1_000)})
    reader = vault.reader()
    assert reader.needs(first).objects == packs | segments
    assert reader.needs(second).objects == (set(vault.names("packs")) - packs) | (set(vault.names("index")) - segments)
    assert reader.needs(first).complete
    assert (reader.needs(first).snapshot, reader.needs(first).collection) == (first.id, vault.collection)


def test_lists_of_chunks_and_parts_of_folders_count() -> None:
    vault = new_vault()
    with vault.writer() as writer:
        chunks = [writer.save_chunk(memoryview(i.to_bytes(4, "big"))) for i in range(4_100)]
        _, parts = writer.save_chunk_list(chunks)
        writer.flush()
        files = [Entry(type="file", name=f"{i:05}") for i in range(3_000)]
        files.append(Entry(type="file", name="video", size=16_400, chunk_parts=parts))
        stored = writer.commit(vault.draft(Entry(type="folder", tree=writer.save_folder(files))))
    needs = vault.reader().needs(stored)
    assert needs.objects == set(vault.names("packs")) | set(vault.names("index"))
    assert needs.complete


def test_folders_which_snapshots_share_are_read_once() -> None:
    vault = new_vault()
    stored = [committed(vault, {"a": b"same"}) for _ in range(3)]
    reader = vault.reader()
    read: list[str] = []
    load = reader._needs._load

    def counted(tree: str) -> Tree:
        read.append(tree)
        return load(tree)

    reader._needs._load = counted
    assert len({reader.needs(one).objects for one in stored}) == 1
    assert len(read) == 1


def test_a_pack_that_is_lost_everywhere_is_told_with_its_files() -> None:
    vault = new_vault()
    stored = committed(vault, {"a": os.urandom(1_000), "b": b""})
    reader = vault.reader()
    lost = next(name for name in vault.names("packs") if reader.kind_of(name) == 1)
    vault.storage.delete(lost)
    needs = vault.reader().needs(stored)
    assert needs.complete, "its name is known: another place may have it"
    assert lost in needs.objects
    for segment in vault.names("index"):
        vault.storage.delete(segment)
    needs = vault.reader().needs(stored)
    assert not needs.complete
    assert needs.missing_files == ("a",)


def test_a_lost_folder_makes_a_snapshot_incomplete() -> None:
    vault = new_vault()
    stored = committed(vault, {"a": os.urandom(1_000)})
    reader = vault.reader()
    lost = next(name for name in vault.names("packs") if reader.kind_of(name) == 2)
    vault.storage.delete(lost)
    needs = vault.reader().needs(stored)
    assert lost in needs.objects
    assert not needs.complete
    assert needs.missing_files == ("",)
    assert reader.files_of([lost], [stored]) == {lost: (FileRef(stored.id, ""),)}


def test_files_of_tells_who_needs_a_pack() -> None:
    vault = new_vault()
    kept = os.urandom(1_000)
    first = committed(vault, {"a\n": kept, "b": b""})
    second = committed(vault, {"a\n": kept, "c": os.urandom(1_000)})
    reader = vault.reader()
    at = reader.locate(next(reader.chunk_ids(next(iter(reader.entries(first.snapshot.root.tree))))))
    assert at is not None
    refs = reader.files_of([at.pack, f"c/{vault.collection}/packs/00/{'0' * 64}"], [first, second])
    assert refs == {at.pack: (FileRef(first.id, r"a\x0a"), FileRef(second.id, r"a\x0a"))}
    with vault.writer() as writer:
        writer.distrust([at.pack])
        save_file(writer, "a", kept)
        writer.flush()
    assert vault.reader().files_of([at.pack], [first, second]) == {at.pack: ()}
