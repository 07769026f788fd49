"""Series of numbers by hour and day."""

import pytest

from studio_backup.base.errors import UsageError
from studio_backup.catalog.measurements import DAY_NS, HOUR_NS, DayFigure, Measurements

TODAY = 20_000 * DAY_NS


@pytest.fixture
def series(catalog, clock):
    clock.now = TODAY + 5 * HOUR_NS
    return Measurements(catalog)


def _rows(catalog):
    with catalog.reading() as session:
        return session.connection().exec_driver_sql("SELECT count(*) FROM measurement").scalar()


def test_a_day_in_figures(series):
    for at, value in ((HOUR_NS * 3, 4.0), (HOUR_NS, 1.5), (HOUR_NS + 1, 9.0), (0, 2.0)):
        series.add("bytes", TODAY + at, value, {"tier": "nas", "kind": "jpg"})
    assert series.per_day("bytes", 1) == [
        DayFigure("2024-10-04", (("kind", "jpg"), ("tier", "nas")), 4, 16.5, 1.5, 9.0, 4.0)
    ]


def test_labels_days_and_series_are_kept_apart(series):
    series.add("a", TODAY, 1, {"tier": "x\udcff"})
    series.add("a", TODAY, 2)
    series.add("a", TODAY - 1, 3)
    series.add("a", TODAY - 2 * DAY_NS, 4)
    series.add("b", TODAY, 5)
    figures = [(one.day, one.labels, one.total) for one in series.per_day("a", 2)]
    assert figures == [
        ("2024-10-03", (), 3.0),
        ("2024-10-04", (), 2.0),
        ("2024-10-04", (("tier", "x\udcff"),), 1.0),
    ]
    assert [one.total for one in series.per_day("a", 3)] == [4.0, 3.0, 2.0, 1.0]
    assert series.per_day("c", 3) == []


def test_the_latest_value_is_the_last_by_time_not_by_arrival(series):
    series.add("free", TODAY + 9, 3)
    series.add("free", TODAY + 5, 7)
    assert series.per_day("free", 1)[0].last == 3
    series.add("free", TODAY + HOUR_NS, 1)
    series.add("free", TODAY + 10, 2)
    assert series.per_day("free", 1)[0].last == 1


def test_many_in_an_hour_are_one_row(catalog, series):
    for number in range(50):
        series.add("a", TODAY + number, number)
    assert _rows(catalog) == 1


def test_rolled_up_no_figure_of_a_day_changes(catalog, series):
    for hour in range(-50, 5):
        for label in ("x", "y"):
            series.add("a", TODAY + hour * HOUR_NS, hour * 1.5, {"l": label})
    before = series.per_day("a", 9)
    series.roll_up(TODAY - DAY_NS + 7 * HOUR_NS)
    assert series.per_day("a", 9) == before
    assert _rows(catalog) == 2 * (2 + 24 + 5)
    series.add("a", TODAY - 2 * DAY_NS + 1, 100, {"l": "x"})
    series.roll_up(TODAY)
    series.roll_up(TODAY)
    after = series.per_day("a", 9)
    assert sum(one.count for one in after) == 111
    assert _rows(catalog) == 2 * (3 + 5)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_what_is_no_number(series, value):
    with pytest.raises(UsageError):
        series.add("a", TODAY, value)
