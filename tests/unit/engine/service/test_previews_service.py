"""Previews of a real vault: on demand, ahead, locked, lost, and of a wedding that is no more."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from studio_backup.api.errors import NoPicture
from studio_backup.api.previews import PreviewQuery
from studio_backup.base.clock import SystemClock
from studio_backup.base.control import CancelToken, NoProgress
from studio_backup.base.errors import NotFoundError, UnlockError
from studio_backup.catalog.database import open_catalog
from studio_backup.catalog.point_contents import PointContents
from studio_backup.catalog.points import PointRow, PointTable
from studio_backup.catalog.search import FileSearch
from studio_backup.domain.tree import Entry
from studio_backup.engine.home import Home
from studio_backup.engine.jobs.backup import Wish, run_backup
from studio_backup.engine.service.index import Index
from studio_backup.engine.service.preview_lane import PreviewLane
from studio_backup.engine.service.preview_vault import OpenedVault
from studio_backup.engine.service.previews import FOLDER, Previews
from studio_backup.engine.service.vault import HeldVault
from studio_backup.engine.wiring import Options, open_home, open_studio
from tests.support.picture_files import cr2, jpeg
from tests.unit.engine.jobs.conftest import Bench, bench

__all__ = ["bench"]


@dataclass
class Room:
    """A vault with a point, and the previews of its home."""

    source: Path
    home: Home
    options: Options
    vault: HeldVault
    index: Index
    previews: Previews
    allowed: bool = True

    def back_up(self) -> str:
        """A point of the source."""
        with self.vault.studio() as studio:
            wish = Wish((str(self.source),), "Kim", "2026-06-20")
            done = run_backup(studio, wish, progress=NoProgress(), cancel=CancelToken())
            self.index.update(studio, CancelToken())
        return done.report.points[0].id

    def lane(self) -> PreviewLane:
        """Not started: it works when it is told."""
        folder = self.home.file(FOLDER)
        return PreviewLane(self.previews, folder, self.index.rows, lambda: self.allowed, SystemClock())

    def kept(self) -> int:
        """How many files lie in the cache."""
        folder = Path(self.home.file(FOLDER))
        return sum(1 for path in folder.rglob("*") if path.is_file() and path.name != "done-until")


@pytest.fixture
def room(bench: Bench) -> Iterator[Room]:
    """A wedding of two photos and what lies beside them."""
    source = bench.source
    (source / "day 1").mkdir()
    (source / "day 1" / "one.jpg").write_bytes(jpeg())
    (source / "day 1" / "same.jpg").write_bytes(jpeg())
    (source / "day 1" / "two.CR2").write_bytes(cr2(6))
    (source / "day 1" / "two.xmp").write_text("<x/>")
    (source / "torn.jpg").write_bytes(jpeg()[:300])
    (source / "empty.jpg").write_bytes(b"")
    clock, home = SystemClock(), open_home(bench.options())
    catalog = open_catalog(home.file("catalog.db"), clock)
    vault = HeldVault(home, lambda given: open_studio(given, clock), clock)
    vault.unlock(bench.options())
    index = Index(PointTable(catalog), FileSearch(catalog), PointContents(catalog))
    previews = Previews(home, vault, index, clock)
    yield Room(source, home, bench.options(), vault, index, previews)
    previews.close()
    catalog.close()


def _asked(room: Room, point: str, path: str, size: int = 512) -> bytes:
    return room.previews.picture(PreviewQuery(point=point, path=path, size=size)).data


def test_a_picture_is_made_once_and_kept_by_its_contents(room: Room) -> None:
    point = room.back_up()
    large, small = _asked(room, point, "day 1/one.jpg"), _asked(room, point, "day 1/one.jpg", 200)
    assert large.startswith(b"\xff\xd8\xff") and len(small) < len(large)
    assert room.kept() == 1
    room.previews.workers.stop()  # whatever comes now was kept
    assert _asked(room, point, "day 1/same.jpg") == large
    assert _asked(room, point, "/day 1/one.jpg/") == large
    names = ("day 1/one.jpg", "day 1/same.jpg")
    assert len({room.previews.picture(PreviewQuery(point=point, path=name)).etag for name in names}) == 1


def test_each_file_without_a_picture_says_why(room: Room) -> None:
    point = room.back_up()
    for path, words in (("day 1/two.xmp", "sidecar"), ("torn.jpg", "damaged"), ("empty.jpg", "empty")):
        with pytest.raises(NoPicture, match=words):
            _asked(room, point, path)
    for path in ("day 1", "nothing.jpg", ""):
        with pytest.raises(NotFoundError):
            _asked(room, point, path)
    with pytest.raises(NotFoundError):
        _asked(room, "0" * 64, "day 1/one.jpg")


def test_a_locked_vault_gives_none(room: Room) -> None:
    point = room.back_up()
    _asked(room, point, "day 1/one.jpg")
    room.vault.lock()
    with pytest.raises(UnlockError):
        _asked(room, point, "day 1/one.jpg")
    room.previews.tidy()
    room.vault.unlock(room.options)
    assert _asked(room, point, "day 1/one.jpg")


def test_a_point_that_came_later_is_found(room: Room) -> None:
    _asked(room, room.back_up(), "day 1/one.jpg")
    (room.source / "day 1" / "late.jpg").write_bytes(jpeg(700, 500))
    assert _asked(room, room.back_up(), "day 1/late.jpg")


def test_a_lost_cache_and_a_lost_pack(room: Room, tmp_path: Path) -> None:
    """The one is made anew; the other is said, and not kept as if it were for ever."""
    point = room.back_up()
    _asked(room, point, "day 1/one.jpg")
    shutil.rmtree(room.home.file(FOLDER))
    assert _asked(room, point, "day 1/one.jpg")
    away = tmp_path / "away"
    packs = [path for path in (tmp_path / "vault").rglob("packs/**/*") if path.is_file()]
    assert packs
    shutil.copytree(tmp_path / "vault", away)
    for path in packs:
        path.write_bytes(b"\0" * path.stat().st_size)
    with pytest.raises(NoPicture, match="cannot be read now"):
        _asked(room, point, "day 1/two.CR2")
    for path in packs:
        shutil.copy(away / path.relative_to(tmp_path / "vault"), path)
    assert _asked(room, point, "day 1/two.CR2")


def test_the_lane_makes_what_is_new_and_nothing_twice(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    room.back_up()
    lane = room.lane()
    lane.work()
    assert room.kept() == 3  # two photos and one reason; equal contents once, nothing of the sidecar
    (room.source / "day 1" / "late.jpg").write_bytes(jpeg(700, 500))
    room.back_up()
    asked: list[str] = []
    of = room.previews.of

    def noted(opened: OpenedVault, row: PointRow, entry: Entry, **more: bool) -> object:
        asked.append(entry.name)
        return of(opened, row, entry, **more)

    monkeypatch.setattr(room.previews, "of", noted)
    lane.work()
    lane.work()
    assert asked == ["late.jpg"] and room.kept() == 4


def test_the_lane_yields(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two files it looks whether others need the machine, and goes on where it was."""
    room.back_up()
    lane, made = room.lane(), []
    of = room.previews.of

    def one_at_a_time(opened: OpenedVault, row: PointRow, entry: Entry, **more: bool) -> object:
        made.append(entry)
        room.allowed = False
        return of(opened, row, entry, **more)

    monkeypatch.setattr(room.previews, "of", one_at_a_time)
    room.allowed = False
    lane.work()
    assert not made
    for count in (1, 2, 3, 3):
        room.allowed = True
        lane.work()
        assert len(made) == count


def test_a_lost_cache_is_filled_again_by_the_lane(room: Room) -> None:
    room.back_up()
    room.lane().work()
    shutil.rmtree(room.home.file(FOLDER))
    room.lane().work()
    assert room.kept() == 3


def test_what_belongs_to_no_wedding_of_the_vault_is_dropped(room: Room) -> None:
    room.back_up()
    stranger = Path(room.home.file(FOLDER)) / ("f" * 16)
    stranger.mkdir(parents=True)
    (stranger / "old").write_bytes(b"x")
    room.lane().work()
    assert not stranger.exists() and room.kept() == 3


def test_what_is_made_while_the_engine_ends_is_not_kept_as_a_reason(room: Room) -> None:
    point = room.back_up()
    room.previews.workers.stop()
    with pytest.raises(NoPicture):
        _asked(room, point, "day 1/one.jpg")
    assert room.kept() == 0


def test_nothing_is_made_ahead_while_somebody_waits_for_pictures(room: Room) -> None:
    point = room.back_up()
    _asked(room, point, "day 1/one.jpg")
    room.lane().work()
    assert room.kept() == 1
