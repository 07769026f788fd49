"""Answers to requests with a key: a day, and not without end."""

from studio_backup.catalog.answered import KEPT_NS, AnsweredTable, Kept
from studio_backup.catalog.database import open_catalog
from tests.support.fixed_clock import FixedClock

KEPT = Kept("k", "b", 201, b'{"a":1}', ("location: /v1/jobs/1",))


def test_an_answer_is_found_for_a_day_also_by_the_next_engine(tmp_path):
    clock = FixedClock()
    catalog = open_catalog(str(tmp_path / "catalog.db"), clock)
    AnsweredTable(catalog).keep(KEPT)
    catalog.close()
    catalog = open_catalog(str(tmp_path / "catalog.db"), clock)
    table = AnsweredTable(catalog)
    assert table.find("k") == KEPT
    assert table.find("other") is None
    clock.sleep(KEPT_NS / 1e9 + 1)
    assert table.find("k") is None
    catalog.close()


def test_only_the_newest_are_kept_and_no_old_ones(tmp_path):
    clock = FixedClock()
    catalog = open_catalog(str(tmp_path / "catalog.db"), clock)
    table = AnsweredTable(catalog, most=3)
    for number in range(5):
        clock.sleep(1.0)
        table.keep(Kept(str(number), "b", 200, b""))
    assert [number for number in range(5) if table.find(str(number))] == [2, 3, 4]
    clock.sleep(KEPT_NS / 1e9 + 1)
    table.keep(Kept("new", "b", 200, b""))
    clock.sleep(-KEPT_NS / 1e9 - 1)
    assert [number for number in range(5) if table.find(str(number))] == []
    catalog.close()
