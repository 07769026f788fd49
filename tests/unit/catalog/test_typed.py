"""What a person typed, kept as bytes and brought back."""

import json
from dataclasses import replace

import pytest

from studio_backup.base.errors import DamageError, UnsupportedFormat
from studio_backup.catalog.alerts import AlertTable
from studio_backup.catalog.database import open_catalog
from studio_backup.catalog.jobs import JobTable
from studio_backup.catalog.settings import KeyValue
from studio_backup.catalog.sources import SourceTable
from studio_backup.catalog.typed import NOTHING, Imported, export_typed, import_typed, typed_sources
from studio_backup.domain.alert import Alert
from studio_backup.domain.job import Job
from studio_backup.domain.source import WatchedSource
from tests.support.fixed_clock import FixedClock

AWKWARD = "a\udcff\ud800'\"<b>\x00 ü \U0001f470\n"
SOURCES = [
    WatchedSource(id="b", path=AWKWARD, wedding=AWKWARD, date="2026-06-20", excludes=("*", AWKWARD), settle_s=0.1),
    WatchedSource(id="a", path="/a", level="high", added_ns=5, version=7),
]
DECIDED = Alert(
    id="x", kind="sudden_loss", severity="critical", cause=AWKWARD, message="m", mend="r", since_ns=5, decision="mine"
)


@pytest.fixture
def other(tmp_path):
    opened = open_catalog(str(tmp_path / "other.db"), FixedClock())
    yield opened
    opened.close()


def _fill(catalog):
    for source in SOURCES:
        SourceTable(catalog).add(source)
    KeyValue(catalog).put(AWKWARD, AWKWARD)
    KeyValue(catalog).put("a", "1")
    AlertTable(catalog).put(DECIDED)
    AlertTable(catalog).put(replace(DECIDED, id="s", decision="", snoozed_until_ns=9))
    AlertTable(catalog).put(replace(DECIDED, id="k", decision="", acknowledged_ns=9, acknowledged_by="Ann"))
    AlertTable(catalog).put(replace(DECIDED, id="x", since_ns=1, cleared_ns=3, decision="before"))


def test_it_comes_back_as_it_was(catalog, other):
    _fill(catalog)
    kept = export_typed(catalog)
    assert import_typed(other, kept) == Imported(2, 2, 4)
    assert SourceTable(other).all() == SourceTable(catalog).all()
    assert sorted(SourceTable(other).all(), key=lambda one: one.id, reverse=True) == SOURCES
    assert KeyValue(other).all() == KeyValue(catalog).all()
    assert AlertTable(other).open() == AlertTable(catalog).open()
    assert AlertTable(other).history(9) == AlertTable(catalog).history(9)
    assert export_typed(other) == kept


def test_the_same_is_the_same_bytes_however_it_was_typed(catalog, other):
    _fill(catalog)
    for source in reversed(SOURCES):
        SourceTable(other).add(replace(source, version=source.version - 1))
        SourceTable(other).replace(source, source.version - 1)
    KeyValue(other).put("a", "0")
    _fill_rest(other)
    kept = export_typed(other)
    assert kept == export_typed(catalog)
    assert [source["id"] for source in json.loads(kept)["sources"]] == ["a", "b"]


def _fill_rest(other):
    KeyValue(other).put("a", "1")
    KeyValue(other).put(AWKWARD, AWKWARD)
    AlertTable(other).put(replace(DECIDED, id="x", since_ns=1, cleared_ns=3, decision="before"))
    AlertTable(other).put(replace(DECIDED, id="k", decision="", acknowledged_ns=9, acknowledged_by="Ann"))
    AlertTable(other).put(replace(DECIDED, id="s", decision="", snoozed_until_ns=9))
    AlertTable(other).put(DECIDED)


def test_what_nobody_typed_is_not_in_it(catalog):
    nothing = export_typed(catalog)
    assert nothing == NOTHING
    JobTable(catalog).add(Job(id="j", kind="backup"))
    KeyValue(catalog).put(".the program's own", "note")
    AlertTable(catalog).put(replace(DECIDED, decision=""))
    assert export_typed(catalog) == nothing
    SourceTable(catalog).add(SOURCES[0])
    assert export_typed(catalog) != nothing


def test_a_second_time_nothing_changes(catalog, other):
    _fill(catalog)
    kept = export_typed(catalog)
    import_typed(other, kept)
    assert import_typed(other, kept) == Imported(0, 0, 0)
    assert export_typed(other) == kept


def test_of_the_sources_only_those_wanted(catalog, other):
    _fill(catalog)
    kept = export_typed(catalog)
    assert sorted(source.id for source in typed_sources(kept)) == ["a", "b"]
    assert import_typed(other, kept, lambda source: source.path == "/a") == Imported(1, 2, 4)
    assert SourceTable(other).all() == [SOURCES[1]]


def test_what_is_newer_here_stays(catalog, other):
    _fill(catalog)
    SourceTable(other).add(replace(SOURCES[1], wedding="typed later", version=8))
    SourceTable(other).add(replace(SOURCES[0], wedding="typed before", version=0))
    KeyValue(other).put("a", "typed later")
    AlertTable(other).put(replace(DECIDED, decision="said later"))
    import_typed(other, export_typed(catalog))
    assert SourceTable(other).get("a").wedding == "typed later"
    assert SourceTable(other).get("b") == SOURCES[0]
    assert KeyValue(other).get("a") == "typed later"
    assert AlertTable(other).get("x").decision == "said later"


def test_an_alert_that_is_open_again_takes_over_what_was_said(catalog, other):
    _fill(catalog)
    AlertTable(other).put(replace(DECIDED, since_ns=50, decision=""))
    import_typed(other, export_typed(catalog))
    assert AlertTable(other).get("x") == replace(DECIDED, since_ns=50)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: b"",
        lambda data: data[:-1],
        lambda data: b"\xff" + data,
        lambda _: b"[]",
        lambda data: data.replace(b'"high"', b'"highest"'),
        lambda data: data.replace(b'"version":7', b'"version":"7"'),
        lambda data: data.replace(b'"settings"', b'"setings"'),
    ],
)
def test_damaged_bytes_change_nothing(catalog, other, spoil):
    _fill(catalog)
    before = export_typed(other)
    with pytest.raises(DamageError) as caught:
        import_typed(other, spoil(export_typed(catalog)))
    assert caught.value.hint
    assert export_typed(other) == before


def test_a_newer_programs_is_refused(catalog):
    newer = json.dumps({"format": 2, "something": "else"}).encode()
    with pytest.raises(UnsupportedFormat):
        import_typed(catalog, newer)
