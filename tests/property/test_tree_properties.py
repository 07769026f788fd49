"""Trees of any entries come back; order and split depend on names alone."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_backup.base.errors import DamageError
from studio_backup.domain.tree import Entry, Tree, spelled
from studio_backup.repository import trees

names = st.binary(min_size=1, max_size=12).filter(lambda n: not {0, 47}.intersection(n) and n not in (b".", b".."))
numbers = st.integers(0, 2**63 - 1)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    name, name64 = spelled(draw(names))
    return Entry(
        type=draw(st.sampled_from(["file", "folder", "link", "fifo"])),
        name=name,
        name64=name64,
        size=draw(numbers),
        mtime_ns=draw(st.integers(-(2**62), 2**62)),
        mode=draw(st.integers(0, 0o7777)),
        xattrs=draw(st.dictionaries(st.text(max_size=3), st.text(max_size=3), max_size=3)),
        extents=draw(st.none() | st.lists(st.tuples(numbers, numbers), max_size=2).map(tuple)),
        chunks=tuple(draw(st.lists(st.sampled_from(["ab" * 32, "cd" * 32]), max_size=3))),
        flags=tuple(draw(st.lists(st.sampled_from(["unreadable", "special"]), max_size=1))),
    )


folders = st.lists(entries(), max_size=12, unique_by=lambda entry: entry.raw_name)


@settings(max_examples=150, deadline=None)
@given(folder=folders, data=st.data())
def test_folders_come_back_the_same_in_any_order(folder: list[Entry], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(folder))
    (payload,) = trees.folder_payloads(shuffled)
    assert [payload] == trees.folder_payloads(folder)
    assert list(trees.decode(payload).entries) == sorted(folder, key=lambda entry: entry.raw_name)
    assert all(trees.checked_name(entry) == entry.raw_name for entry in folder)


@settings(max_examples=40, deadline=None)
@given(folder=folders, limits=st.tuples(st.integers(0, 3), st.integers(1, 5), st.integers(1, 3), st.integers(50, 900)))
def test_parts_hold_everything_in_order(folder: list[Entry], limits: tuple[int, int, int, int]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in zip(("SPLIT_ABOVE", "LONGEST_PART", "SHORTEST_PART", "PART_BYTES"), limits, strict=True):
            patch.setattr(trees, name, value)
        payloads = trees.folder_payloads(folder)
    found = [entry for payload in payloads for entry in trees.decode(payload).entries]
    assert found == sorted(folder, key=lambda entry: entry.raw_name)
    assert all(trees.decode(payload).entries for payload in payloads if len(payloads) > 1)


@settings(max_examples=200, deadline=None)
@given(data=st.binary(max_size=200) | folders.map(lambda f: trees.encode(Tree(entries=tuple(f)))[:-3]))
def test_noise_is_a_tree_or_refused(data: bytes) -> None:
    with contextlib.suppress(DamageError):
        assert isinstance(trees.decode(data), Tree)
