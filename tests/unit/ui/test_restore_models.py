"""The rows, the folders, the pictures and the time line of the page that restores; the engine is played."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Qt
from PySide6.QtGui import QColor, QImage

from studio_backup.api.browse import EntryView, TreeView, WeddingTreeQuery
from studio_backup.api.errors import NoPicture
from studio_backup.api.previews import PictureView
from studio_backup.base.errors import NotFoundError, StudioBackupError
from studio_backup.ui.asking import Asked
from studio_backup.ui.models.file_list import NAME, SIZE, FileList
from studio_backup.ui.models.folder_tree import FolderTree
from studio_backup.ui.pictures import ON_THE_WAY, WAITING, Kept, Pictures
from studio_backup.ui.places import Place, WeddingKey
from studio_backup.ui.widgets.timeline import Timeline

POINT, KEY = "ab" * 32, WeddingKey("Rose Hall", "2026-06-20")


class Bridge:
    """Keeps questions until they are answered."""

    def __init__(self, browse: Any = None, previews: Any = None) -> None:
        self.engine = SimpleNamespace(browse=browse, previews=previews)
        self.waiting: list[tuple[Asked, Callable[[], None]]] = []

    def ask(self, call: Any, done: Any, failed: Any = None, *, owner: Any = None, lane: str = "") -> Asked:
        asked = Asked(owner if isinstance(owner, QObject) else None)

        def answer() -> None:
            try:
                found = call(self.engine)
            except StudioBackupError as error:
                failed(error)
            else:
                done(found)

        self.waiting.append((asked, answer))
        return asked

    def answer(self) -> None:
        """All that wait now."""
        now, self.waiting = self.waiting, []
        for asked, act in now:
            if asked.wanted:
                act()

    def answer_all(self) -> None:
        while self.waiting:
            self.answer()


class Folders:
    """A wedding: Rose Hall / (RAW / day 1) with `files` files in each folder."""

    def __init__(self, files: int = 250) -> None:
        self.files = files
        self.asked: list[WeddingTreeQuery] = []

    def wedding_tree(self, query: WeddingTreeQuery) -> TreeView:
        self.asked.append(query)
        inside = {"": ["Rose Hall"], "Rose Hall": ["RAW"], "Rose Hall/RAW": ["day 1"]}.get(query.path, [])
        if query.path == "gone":
            raise NotFoundError("There is no folder gone at that moment.")
        below = query.path.partition("/")[2]
        names = [(name, "folder") for name in inside]
        names += [(f"DSC_{at:04d}.CR2", "file") for at in range(self.files if query.path else 0)]
        start = int(query.after or 0)
        shown = names[start : start + query.limit]
        items = tuple(
            EntryView(name=name, kind=kind, point=POINT, path=f"{below}/{name}".strip("/"), size=len(names) - at)  # type: ignore[arg-type]
            for at, (name, kind) in enumerate(shown, start)
        )
        end = start + len(shown)
        more = str(end) if end < len(names) else None
        point = POINT if query.path else ""
        return TreeView(
            path=query.path, total=len(names), folders=len(inside), items=items, next=more, point=point
        )  # fmt: skip


def shell(bridge: Bridge, theme: Any) -> Any:
    clock = SimpleNamespace(now_ns=lambda: 10**18, monotonic=lambda: 0.0)
    return SimpleNamespace(bridge=bridge, theme=theme, clock=clock, live=SimpleNamespace(status=None))


@pytest.fixture
def bridge() -> Bridge:
    return Bridge(Folders())


def test_a_folder_is_read_by_page_and_whole_where_it_is_sorted(bridge: Bridge, theme: Any) -> None:
    model = FileList(shell(bridge, theme))
    model.show_folder(Place(KEY, "Rose Hall/RAW"))
    bridge.answer()
    assert (model.rowCount(), model.total, model.folders, model.complete) == (100, 251, 1, False)
    assert model.folder == (POINT, "RAW") and model.canFetchMore(model.index(-1, 0))
    model.sort(SIZE, Qt.SortOrder.AscendingOrder)
    bridge.answer_all()
    assert model.complete and model.rowCount() == 251
    assert [row.name for row in model.rows[:2]] == ["day 1", "DSC_0249.CR2"]  # folders first
    model.sort(NAME, Qt.SortOrder.AscendingOrder)
    assert model.rows[1].name == "DSC_0000.CR2"


def test_what_is_asked_before_is_not_shown_behind_it(bridge: Bridge, theme: Any) -> None:
    model = FileList(shell(bridge, theme))
    model.show_folder(Place(KEY, "Rose Hall"))
    model.show_folder(Place(KEY, "Rose Hall/RAW/day 1"))
    bridge.answer_all()
    assert model.total == 250 and model.rows[0].name == "DSC_0000.CR2"
    model.show_folder(Place(KEY, "gone"))
    bridge.answer_all()
    assert model.error is not None and model.error.message.startswith("There is no folder") and not model.rows


def test_versions_and_deleted_files_come_later(bridge: Bridge, theme: Any) -> None:
    model = FileList(shell(bridge, theme))
    place = Place(KEY, "Rose Hall/RAW/day 1")
    model.show_folder(place)
    bridge.answer()
    model.add_versions(place, {"DSC_0001.CR2": 3, "DSC_0200.CR2": 2})
    model.load_all()
    bridge.answer_all()
    assert [row.versions for row in model.rows if row.versions] == [3, 2]
    gone = EntryView(name="old.CR2", kind="file", point=POINT, path="RAW/day 1/old.CR2")
    model.add_gone((gone,))
    model.add_gone((gone,))
    assert [row.name for row in model.rows if row.gone] == ["old.CR2"] and model.rowCount() == 251
    model.drop_gone()
    assert model.rowCount() == 250


def test_the_tree_reads_down_to_what_is_sought(bridge: Bridge, theme: Any) -> None:
    tree = FolderTree(shell(bridge, theme))
    found: list[str] = []
    tree.told.connect(lambda index: found.append(str(index.data())))
    tree.show((KEY,), whole=False)
    tree.seek(KEY, "Rose Hall/RAW/day 1")
    bridge.answer_all()
    assert found == ["day 1"]
    leaf = tree.index(0, 0, tree.index(0, 0, tree.index(0, 0)))
    assert tree.place(leaf) == Place(KEY, "Rose Hall/RAW/day 1") and not tree.hasChildren(leaf)
    tree.set_moment(KEY, 7)
    tree.seek(KEY, "Rose Hall/no more")
    bridge.answer_all()
    assert found[-1] == "Rose Hall"  # the nearest there is
    assert {query.at_ns for query in bridge.engine.browse.asked} == {None, 7}


def test_everything_lists_weddings(bridge: Bridge, theme: Any) -> None:
    tree = FolderTree(shell(bridge, theme))
    other = WeddingKey("Old Mill")
    tree.show((KEY, other), whole=True)
    assert [tree.index(at, 0).data() for at in range(2)] == ["Rose Hall", "Old Mill"]
    tree.fetchMore(tree.index(1, 0))
    bridge.answer_all()
    assert bridge.engine.browse.asked[-1].wedding == "Old Mill"
    assert tree.index(0, 0, tree.index(1, 0)).data() == "Rose Hall"


# Pictures ----------------------------------------------------------------------------------------------------------


def _jpeg() -> bytes:
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG")
    return bytes(held.data())


def _entry(number: int, digest: str = "") -> EntryView:
    return EntryView(name=f"{number}.jpg", kind="file", point=POINT, path=f"{number}.jpg", size=9, digest=digest)


class Previews:
    def __init__(self) -> None:
        self.asked: list[str] = []
        self.jpeg = _jpeg()

    def picture(self, query: Any) -> PictureView:
        self.asked.append(query.path)
        if query.path == "7.jpg":
            raise NoPicture("This kind of file has no picture.")
        return PictureView(data=self.jpeg, etag="e")


def test_the_newest_wish_first_few_at_a_time_and_the_rest_is_dropped(application: Any) -> None:
    bridge = Bridge(previews=Previews())
    pictures = Pictures(bridge)  # type: ignore[arg-type]
    for number in range(10, 210):
        assert pictures.picture(_entry(number)) is None
    assert len(bridge.waiting) == ON_THE_WAY
    bridge.answer_all()
    asked = bridge.engine.previews.asked
    assert len(asked) == WAITING + ON_THE_WAY and asked[ON_THE_WAY] == "209.jpg"
    assert pictures.picture(_entry(209)) is not None and len(asked) == WAITING + ON_THE_WAY


def test_equal_contents_are_one_picture_and_reasons_are_kept(application: Any) -> None:
    bridge = Bridge(previews=Previews())
    pictures = Pictures(bridge)  # type: ignore[arg-type]
    pictures.picture(_entry(1, "d"))
    pictures.picture(_entry(2, "d"))
    pictures.picture(_entry(7))
    bridge.answer_all()
    assert sorted(bridge.engine.previews.asked) == ["1.jpg", "7.jpg"]
    found = pictures.picture(_entry(2, "d"))
    assert found is not None and found.width() == 64
    assert pictures.reason(_entry(7)) == "This kind of file has no picture." and not bridge.waiting
    pictures.forget_reasons()
    assert pictures.picture(_entry(7)) is None and len(bridge.waiting) == 1


def test_what_is_kept_is_bounded() -> None:
    kept: Kept[str] = Kept(100)
    for number in range(10):
        kept.put((str(number), 256), "x", 30)
    assert kept.size == 90 and kept.get(("0", 256)) is None and kept.get(("9", 256)) == "x"


# The time line -----------------------------------------------------------------------------------------------------


def test_the_time_line_stops_at_points_and_at_now(theme: Any) -> None:
    line = Timeline(theme)
    chosen: list[int | None] = []
    line.chosen.connect(chosen.append)
    line.resize(318, 44)
    line.show_moments((100, 200, 900), 1000, None)
    assert line.at_ns is None and line.accessibleDescription() == "now"
    line.step(-1)
    line.step(-1)
    line.step(-5)
    line.show_moments((100, 200, 900), 1000, 250)
    assert chosen == [900, 200, 100] and line.at_ns == 200
    line.show_moments((), 1000, None)
    assert line.maximum() == 0 and line.at_ns is None
