"""Folders page by page: folders first, then by name, whatever their stored form; and what is kept of them."""

from __future__ import annotations

from studio_backup.domain.brief import Brief, BriefTree
from studio_backup.engine.restore.folder_pages import Budget, FolderPages, Total, walk_after


class Trees:
    """Stored trees by id; counts how often each was read."""

    def __init__(self, **trees: BriefTree) -> None:
        self.trees, self.reads = trees, 0

    def __call__(self, tree_id: str) -> BriefTree:
        self.reads += 1
        return self.trees[tree_id]


def _file(name: str, size: int = 1) -> Brief:
    return Brief(type="file", name=name, size=size)


def _folder(name: str, tree: str = "") -> Brief:
    return Brief(type="folder", name=name, tree=tree)


def _large() -> Trees:
    """A folder in two parts: b (folder), c, d | e, f (folder)."""
    one = BriefTree(entries=(_folder("b", "deep"), _file("c", 10), _file("d", 20)))
    two = BriefTree(entries=(_file("e", 30), _folder("f")))
    return Trees(top=BriefTree(parts=("one", "two")), one=one, two=two, deep=BriefTree(entries=(_file("x", 5),)))


def _names(found: list[Brief]) -> list[str]:
    return [one.name for one in found]


def test_pages_over_parts() -> None:
    trees, pages = _large(), FolderPages()
    whole = ["b", "f", "c", "d", "e"]
    assert _names(pages.page(trees, "top", 0, 10)) == whole
    for size in (1, 2, 3):
        assert [n for at in range(0, 5, size) for n in _names(pages.page(trees, "top", at, size))] == whole
    outline = pages.outline(trees, "top")
    assert (outline.total, outline.folders) == (5, 2)
    assert pages.page(trees, "", 0, 10) == []
    assert trees.reads == 3


def test_a_small_memory_gives_the_same_pages() -> None:
    trees, pages = _large(), FolderPages(kept_bytes=0)
    assert _names(pages.page(trees, "top", 1, 3)) == ["f", "c", "d"]
    reads = trees.reads
    assert _names(pages.page(trees, "top", 4, 3)) == ["e"]
    assert trees.reads == reads + 1  # the outline says in which part


def test_one_entry_by_name() -> None:
    trees, pages = _large(), FolderPages()
    for name in ("b", "c", "d", "e", "f"):
        found = pages.find(trees, "top", name.encode())
        assert found is not None
        assert found.name == name
    for name in (b"a", b"cc", b"z"):
        assert pages.find(trees, "top", name) is None
    assert pages.part_of(trees, "top", b"e") == "two"


def test_totals_cost_no_more_than_allowed() -> None:
    trees, pages = _large(), FolderPages()
    assert pages.total(trees, "top", Budget(trees=2)) is None
    assert pages.total(trees, "top", Budget(entries=3)) is None
    assert pages.total(trees, "top", Budget()) == Total(4, 65)
    assert pages.total(trees, "", Budget()) == Total(0, 0)


def test_a_walk_goes_on_behind_any_path() -> None:
    trees, pages = _large(), FolderPages()
    top = _folder("", "top")
    whole = [path for path, _ in walk_after(pages, trees, top, None)]
    assert whole == [b"b", b"b/x", b"c", b"d", b"e", b"f"]
    for number, path in enumerate(whole):
        assert [found for found, _ in walk_after(pages, trees, top, path)] == whole[number + 1 :]
    assert [found for found, _ in walk_after(pages, trees, top, b"b/gone")] == [b"b/x", *whole[2:]]
