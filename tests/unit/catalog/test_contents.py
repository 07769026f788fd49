"""Two catalogs of the same points are equal."""

from studio_backup.catalog.contents import HeldFile, contents
from studio_backup.catalog.database import open_catalog
from studio_backup.catalog.points import PointRow, PointTable
from studio_backup.catalog.presence import STILL
from studio_backup.catalog.search import FileRow, FileSearch
from tests.support.fixed_clock import FixedClock

FILES = {1: ("b.txt", "a\udcff.txt"), 2: ("b.txt",), 3: ("b.txt", "a\udcff.txt", "new.txt")}


def _enter(catalog, numbers):
    for number in numbers:
        PointTable(catalog).add(PointRow(f"p{number}", "c", "W", "", "/s", "d", number, number, 9, False, 1, 1, 0))
        FileSearch(catalog).add_point(f"p{number}", [FileRow(path, 5, 6, "aa") for path in FILES[number]])


def test_however_they_came_to_be(catalog, tmp_path):
    _enter(catalog, (1, 2, 3))
    other = open_catalog(str(tmp_path / "other.db"), FixedClock())
    _enter(other, (3, 1, 2))
    here, there = list(contents(catalog)), list(contents(other))
    FileSearch(other).remove_point("p2")
    after = list(contents(other))
    other.close()
    held = [("a\udcff.txt", 1, 2), ("a\udcff.txt", 3, STILL), ("b.txt", 1, STILL), ("new.txt", 3, STILL)]
    assert sorted((one.path, one.first_ns, one.gone_ns) for one in here) == held
    assert here == there
    assert HeldFile("c", "d", "/s", "a\udcff.txt", 1, STILL, 5, 6, "aa") in after


def test_an_empty_one(catalog):
    assert list(contents(catalog)) == []
