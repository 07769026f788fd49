"""Policies: in and out again as they were, the default always there, and with the vault's settings back."""

import sqlite3
from contextlib import closing

import msgspec
import pytest

from studio_backup.base.errors import DamageError, NotFoundError, RefusedError
from studio_backup.catalog.database import open_catalog
from studio_backup.catalog.policies import PolicyConflict, PolicyTable
from studio_backup.catalog.sources import SourceTable
from studio_backup.catalog.typed import export_typed, import_typed
from studio_backup.domain.policy import DEFAULT, DEFAULT_ID, Daily, Interval, Policy, Retention, Watched, Weekly
from studio_backup.domain.source import WatchedSource
from tests.support.fixed_clock import FixedClock

POLICY = Policy(
    id="p1",
    name="Nachts \x1b[31m 👰",
    template="venue",
    schedule=Daily(times=("22:30", "01:00"), weekdays=("monday", "sunday"), season=5),
    retention=Retention(every_point_days=7, daily_days=30, weekly_days=60, monthly_days=90, legal_years=10),
    tiers=("nas", "b\udcffucket"),
    copies=5,
    media=3,
    places=3,
    level="critical",
    added_ns=17,
    version=1,
)


@pytest.fixture
def other(tmp_path):
    """The catalog of another laptop."""
    made = open_catalog(str(tmp_path / "other" / "catalog.db"), FixedClock())
    yield made
    made.close()


@pytest.mark.parametrize(
    "schedule", [Watched(), Interval(minutes=15, season=5), Weekly(weekday="friday", time="18:00")]
)
def test_in_and_out_as_it_was(catalog, schedule):
    table = PolicyTable(catalog)
    policy = msgspec.structs.replace(POLICY, schedule=schedule)
    table.add(policy)
    assert table.get("p1") == policy
    assert table.all() == [DEFAULT, policy]


def test_the_default_one_is_there_without_a_row_and_stays(catalog):
    table = PolicyTable(catalog)
    assert table.get(DEFAULT_ID) == DEFAULT
    with pytest.raises(RefusedError, match="cannot be removed"):
        table.remove(DEFAULT_ID, 1)
    edited = table.replace(msgspec.structs.replace(DEFAULT, schedule=Interval(minutes=5), level="high"), 1)
    assert edited.version == 2
    assert table.all() == [edited]


def test_names_are_told_apart(catalog):
    table = PolicyTable(catalog)
    table.add(POLICY)
    with pytest.raises(RefusedError, match="this id"):
        table.add(msgspec.structs.replace(POLICY, name="x"))
    with pytest.raises(RefusedError, match="this name"):
        table.add(msgspec.structs.replace(POLICY, id="p2", name=POLICY.name.upper()))
    with pytest.raises(RefusedError, match="this name"):
        table.replace(msgspec.structs.replace(POLICY, name=DEFAULT.name), 1)
    with pytest.raises(NotFoundError):
        table.get("p2")


def test_who_edits_too_late_changes_nothing(catalog):
    table = PolicyTable(catalog)
    table.add(POLICY)
    table.replace(msgspec.structs.replace(POLICY, level="low"), 1)
    with pytest.raises(PolicyConflict) as late:
        table.replace(msgspec.structs.replace(POLICY, level="high"), 1)
    assert late.value.current == table.get("p1") == msgspec.structs.replace(POLICY, level="low", version=2)
    with pytest.raises(PolicyConflict):
        table.remove("p1", 1)
    table.remove("p1", 2)
    assert table.all() == [DEFAULT]


def test_a_source_bears_its_policys_level_unless_it_was_set_by_hand(catalog):
    PolicyTable(catalog).add(POLICY)
    sources = SourceTable(catalog)
    sources.add(WatchedSource(id="a", path="/a", policy="p1", level_of_policy=True))
    sources.add(WatchedSource(id="b", path="/b", policy="p1", level="low"))
    sources.add(WatchedSource(id="c", path="/c", policy="gone", level_of_policy=True))
    assert [one.level for one in sources.all()] == ["critical", "low", "normal"]
    PolicyTable(catalog).replace(msgspec.structs.replace(POLICY, level="high"), 1)
    assert sources.get("a").level == "high"
    PolicyTable(catalog).remove("p1", 2)
    assert [(one.policy, one.level, one.version) for one in sources.all()] == [
        ("", "normal", 2),
        ("", "low", 2),
        ("gone", "normal", 1),
    ]


def test_they_come_back_with_what_was_typed(catalog, other):
    table = PolicyTable(catalog)
    table.add(POLICY)
    table.replace(msgspec.structs.replace(DEFAULT, copies=4), 1)
    SourceTable(catalog).add(WatchedSource(id="a", path="/a", policy="p1", level_of_policy=True))
    kept = export_typed(catalog)
    assert import_typed(other, kept).policies == 2
    assert PolicyTable(other).all() == table.all()
    assert SourceTable(other).all() == SourceTable(catalog).all()
    assert export_typed(other) == kept
    newer = PolicyTable(other).replace(msgspec.structs.replace(POLICY, level="low"), 1)
    assert import_typed(other, kept).policies == 0
    assert PolicyTable(other).get("p1") == newer


def test_settings_of_an_older_program_ask_for_no_level(catalog, other):
    SourceTable(catalog).add(WatchedSource(id="a", path="/a", policy="p1"))
    SourceTable(catalog).add(WatchedSource(id="b", path="/b", level="high"))
    kept = msgspec.json.decode(export_typed(catalog))
    del kept["policies"]
    for source in kept["sources"]:
        del source["policy"], source["level_of_policy"]
    import_typed(other, msgspec.json.encode(kept))
    assert [(one.policy, one.level, one.level_of_policy) for one in SourceTable(other).all()] == [
        ("", "normal", True),
        ("", "high", False),
    ]


def test_a_policy_that_cannot_be_read_is_said(catalog, path):
    PolicyTable(catalog).add(POLICY)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE policy SET schedule = '{}'")
    with pytest.raises(DamageError, match="cannot be read"):
        PolicyTable(catalog).all()
