"""Trees: equal folders give equal bytes, large ones are split by names, hostile ones are refused."""

from __future__ import annotations

import base64
import random

import pytest

from studio_backup.base.errors import DamageError, RefusedError
from studio_backup.domain.tree import Entry, Tree
from studio_backup.repository import trees
from studio_backup.repository.pack import MAX_PLAIN
from studio_backup.repository.walking import walk


def files(count: int) -> list[Entry]:
    return [Entry(type="file", name=f"IMG_{i:06}.NEF", size=i) for i in range(count)]


def shuffled(entries: list[Entry]) -> list[Entry]:
    return random.Random(1).sample(entries, len(entries))


@pytest.mark.parametrize("count", [0, 1, 500, 2_048, 2_049, 30_000])
def test_a_folder_comes_back_in_order(count: int) -> None:
    payloads = trees.folder_payloads(shuffled(files(count)))
    assert payloads == trees.folder_payloads(files(count))
    assert [entry for one in payloads for entry in trees.decode(one).entries] == files(count)
    assert (len(payloads) == 1) == (count <= 2_048)
    assert all(len(trees.decode(one).entries) <= trees.LONGEST_PART for one in payloads)


def test_an_added_file_changes_one_part() -> None:
    before = trees.folder_payloads(files(30_000))
    after = trees.folder_payloads([*files(30_000), Entry(type="file", name="IMG_010000_edited.NEF")])
    assert len(set(after) - set(before)) <= 2


def test_order_of_attributes_does_not_matter() -> None:
    one = Entry(type="file", name="a", xattrs={"user.a": "", "user.b": ""})
    other = Entry(type="file", name="a", xattrs={"user.b": "", "user.a": ""})
    assert trees.encode(Tree(entries=(one,))) == trees.encode(Tree(entries=(other,)))


def test_an_empty_folder_says_so() -> None:
    assert trees.encode(Tree()) == b'{"entries":[]}'
    assert trees.decode(b'{"entries":[]}') == Tree()


def test_parts_stay_within_what_a_pack_can_hold() -> None:
    attribute = {"user.note": base64.b64encode(bytes(60_000)).decode()}
    payloads = trees.folder_payloads([Entry(type="file", name=f"{i:04}", xattrs=attribute) for i in range(300)])
    assert len(payloads) > 4
    assert all(len(one) <= trees.PART_BYTES + 1_000 for one in payloads)
    with pytest.raises(RefusedError):
        trees.folder_payloads([Entry(type="file", name="a", xattrs={"user.a": "x" * MAX_PLAIN})])


def test_names_that_all_cut_do_not_make_tiny_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trees, "_CUT", 0)
    assert len(trees.folder_payloads(files(5_000))) <= 5_000 // trees.SHORTEST_PART + 1


def test_long_lists_of_chunks_are_split() -> None:
    ids = [f"{i:064x}" for i in range(10_000)]
    stored = {str(i): tree for i, tree in enumerate(trees.chunk_lists(ids))}
    entry = Entry(type="file", name="video", chunk_parts=tuple(stored))
    assert list(trees.resolve_chunks(entry, stored.__getitem__)) == ids
    assert [len(tree.chunks) for tree in stored.values()] == [4_096, 4_096, 1_808]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{",
        b'{"entries":[{"name":"a"}]}',
        b'{"entries":[{"type":"unknown","name":"a"}]}',
        b'{"entries":[{"type":"file","name":"a","size":NaN}]}',
        b'{"entries":[{"type":"file","name":"a"}],"parts":["00"]}',
        b'{"chunks":["00"],"parts":["00"]}',
        b'{"entries":[{"type":"file","name":"\xff"}]}',
        b"[" * 100_000,
        b'{"x":' * 100_000,
    ],
    ids=range(11),
)
def test_what_is_no_tree_is_refused(data: bytes) -> None:
    with pytest.raises(DamageError):
        trees.decode(data)


def test_unknown_keys_are_ignored() -> None:
    assert trees.decode(b'{"entries":[{"type":"file","name":"a","later":{"x":[1]}}],"new":1}').entries[0].name == "a"


def test_parts_of_parts_are_refused() -> None:
    nested = {"a": Tree(parts=("a",)), "c": Tree(chunks=("00",)), "e": Tree(entries=(Entry(type="file", name="x"),))}
    for tree in (Tree(parts=("a",)), Tree(parts=("c",)), Tree(chunks=("00",))):
        with pytest.raises(DamageError):
            list(trees.resolve_entries(tree, nested.__getitem__))
    for part in ("a", "e"):
        with pytest.raises(DamageError):
            list(trees.resolve_chunks(Entry(type="file", chunk_parts=(part,)), nested.__getitem__))


@pytest.mark.parametrize("bad", ["", "00", "zz" * 32, "00" * 33])
def test_ids_are_checked(bad: str) -> None:
    with pytest.raises(DamageError):
        trees.raw_id(bad)


# --- walking ---


def folder(name: str, tree: str) -> Entry:
    return Entry(type="folder", name=name, tree=tree)


def paths(stored: dict[str, list[Entry]], root: Entry) -> list[bytes]:
    return [path for path, _ in walk(root, lambda tree: iter(stored[tree]))]


def test_a_walk_goes_depth_first() -> None:
    stored = {
        "root": [folder("a", "a"), Entry(type="file", name="b"), folder("empty", "none"), folder("unreadable", "")],
        "a": [Entry(type="file", name="x"), folder("y", "y")],
        "y": [Entry(type="link", name64=base64.b64encode(b"\xff").decode())],
        "none": [],
    }
    found = paths(stored, folder("", "root"))
    assert found == [b"", b"a", b"a/x", b"a/y", b"a/y/\xff", b"b", b"empty", b"unreadable"]
    assert paths({}, Entry(type="file", name="alone")) == [b""]


def test_very_deep_folders_are_walked_and_endless_ones_refused() -> None:
    deep = {str(i): [folder("d", str(i + 1))] for i in range(5_000)} | {"5000": [Entry(type="file", name="end")]}
    assert len(paths(deep, folder("", "0"))) == 5_002
    with pytest.raises(DamageError):
        paths({"0": [folder("d", "0")]}, folder("", "0"))


@pytest.mark.parametrize("name", [b"", b".", b"..", b"a/b", b"/", b"a\0b"])
def test_names_that_lead_out_are_refused(name: bytes) -> None:
    entry = Entry(type="file", name64=base64.b64encode(name).decode())
    with pytest.raises(DamageError):
        paths({"0": [entry]}, folder("", "0"))


@pytest.mark.parametrize("names", [["a", "a"], ["b", "a"]])
def test_names_twice_or_out_of_order_are_refused(names: list[str]) -> None:
    with pytest.raises(DamageError):
        paths({"0": [Entry(type="file", name=name) for name in names]}, folder("", "0"))


def test_name64_that_is_no_base64_is_refused() -> None:
    with pytest.raises(DamageError):
        trees.checked_name(Entry(type="file", name64="é"))
