"""The table of recovery points."""

from dataclasses import replace

import pytest

from studio_backup.catalog.points import PointRow, PointTable
from studio_backup.catalog.search import FileRow, FileSearch

AWKWARD = "/a\udcff\ud800 'x' <b> \x1b ü"
POINT = PointRow("p1", "c", AWKWARD, "2026-06-20", AWKWARD, "d", 7, 100, 200, True, 3, 1 << 60, 4, 2, AWKWARD)


@pytest.fixture
def table(catalog):
    return PointTable(catalog)


def test_in_and_out(table):
    table.add(POINT)
    assert table.all() == [POINT]


def test_added_again_it_is_replaced(table):
    table.add(POINT)
    table.add(replace(POINT, wedding="Other", flagged=0))
    assert table.all() == [replace(POINT, wedding="Other", flagged=0)]


def test_oldest_first(table):
    for number, started in ((1, 5), (2, 3), (3, 4)):
        table.add(replace(POINT, id=f"{number}", started_ns=started))
    assert [row.id for row in table.all()] == ["2", "3", "1"]


def test_these_and_no_others(catalog, table):
    search = FileSearch(catalog)
    for number in (1, 2, 3):
        table.add(replace(POINT, id=f"{number}", started_ns=number))
        search.add_point(f"{number}", [FileRow("kept.txt", 1, 1, ""), FileRow(f"only {number}.txt", 1, 1, "")])
    new = replace(POINT, id="4", started_ns=4)
    table.replace_all(iter([replace(POINT, id="2", started_ns=2), new]))
    assert [row.id for row in table.all()] == ["2", "4"]
    assert search.points() == {"2"}
    assert {(one.path, one.first_ns, one.last_ns) for one in search.search("txt", 9)} == {
        ("kept.txt", 2, 2),
        ("only 2.txt", 2, 2),
    }
    table.replace_all([])
    assert table.all() == []
    assert search.search("txt", 9) == []


def test_removed_with_its_files(catalog, table):
    table.add(POINT)
    FileSearch(catalog).add_point("p1", [FileRow("a.txt", 1, 1, "")])
    table.remove("p1")
    table.remove("never there")
    assert table.all() == FileSearch(catalog).search("a.txt", 5) == []
