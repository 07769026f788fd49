"""Sources, jobs, alerts and settings: in and out again as they were."""

import dataclasses
from dataclasses import replace

import pytest

from studio_backup.base.errors import DamageError, NotFoundError, RefusedError, UsageError
from studio_backup.catalog.alerts import AlertTable
from studio_backup.catalog.jobs import JobTable
from studio_backup.catalog.settings import KeyValue
from studio_backup.catalog.sources import Conflict, SourceTable
from studio_backup.domain.alert import Alert
from studio_backup.domain.job import ENDED, Amount, Job, Used
from studio_backup.domain.source import WatchedSource

MAY_BE_DEFAULT = {"version", "level_of_policy", "cleared_ns", "bytes_total"}
AWKWARD = "a\udcff\ud800'\";--<b>&\x00\x1b[31m ü \U0001f470\n%_"

SOURCE = WatchedSource(
    id="0123456789abcdef",
    path=f"/home/{AWKWARD}",
    wedding=AWKWARD,
    date="2026-06-20",
    excludes=("*.tmp", AWKWARD, ""),
    settle_s=2.5,
    policy="p1",
    level="critical",
    added_ns=1_750_000_000_000_000_001,
    version=1,
)

JOB = Job(
    check="drill",
    sample=12.5,
    id="j1",
    kind="replicate",
    level="emergency",
    state="in progress",
    stage="waiting for conditions",
    wedding=AWKWARD,
    date="2026-06-20",
    source="s",
    tier="nas",
    created_ns=11,
    started_ns=12,
    ended_ns=13,
    deadline_ns=14,
    captured_ns=15,
    size=(1 << 63) - 1,
    needs=("j0", "j9"),
    paused=True,
    waits_for=AWKWARD,
    attempts=3,
    retry_ns=16,
    error=AWKWARD,
    hint="h",
    warnings=("w1", AWKWARD),
    points=("p",),
    asked='{"paths":["/a"]}',
    if_changed=True,
    estimated_s=1.5,
    told=AWKWARD,
    amount=Amount(1, 2, 3, None, AWKWARD),
    used=Used(0.1, 4, 5, 6, 7),
)

ALERT = Alert(
    id="a1",
    kind="sudden_loss",
    severity="critical",
    cause=AWKWARD,
    message="m",
    mend="restore",
    since_ns=5,
    acknowledged_ns=6,
    acknowledged_by="Ann",
    snoozed_until_ns=7,
    decision=AWKWARD,
)


@pytest.mark.parametrize("value", [SOURCE, JOB, ALERT, JOB.amount, JOB.used])
def test_the_samples_differ_from_the_defaults(value):
    """Else a column that is never read would not be noticed."""
    for field in dataclasses.fields(value):
        if field.default is not dataclasses.MISSING and field.name not in MAY_BE_DEFAULT:
            assert getattr(value, field.name) != field.default, field.name


class TestSources:
    def test_in_and_out(self, catalog):
        table = SourceTable(catalog)
        table.add(SOURCE)
        assert table.get(SOURCE.id) == SOURCE
        assert table.all() == [SOURCE]

    def test_in_the_order_they_were_added(self, catalog):
        table = SourceTable(catalog)
        for number in (3, 1, 2):
            table.add(replace(SOURCE, id=f"{number}", added_ns=10 - number))
        assert [source.id for source in table.all()] == ["3", "2", "1"]

    def test_an_edit_counts(self, catalog):
        table = SourceTable(catalog)
        table.add(SOURCE)
        edited = table.replace(replace(SOURCE, wedding="Other", excludes=()), 1)
        assert edited == replace(SOURCE, wedding="Other", excludes=(), version=2) == table.get(SOURCE.id)

    def test_a_conflicting_edit_is_told_what_is_there(self, catalog):
        table = SourceTable(catalog)
        table.add(SOURCE)
        first = table.replace(replace(SOURCE, wedding="First"), 1)
        with pytest.raises(Conflict) as caught:
            table.replace(replace(SOURCE, wedding="Second"), 1)
        assert caught.value.current == first == table.get(SOURCE.id)
        with pytest.raises(Conflict):
            table.replace(replace(SOURCE, wedding="Second"), 3)

    def test_what_is_not_there(self, catalog):
        table = SourceTable(catalog)
        for call in (
            lambda: table.get("x"),
            lambda: table.remove("x"),
            lambda: table.replace(replace(SOURCE, id="x"), 1),
        ):
            with pytest.raises(NotFoundError):
                call()

    def test_an_id_is_taken_once(self, catalog):
        table = SourceTable(catalog)
        table.add(SOURCE)
        with pytest.raises(RefusedError):
            table.add(replace(SOURCE, path="/other"))
        assert table.get(SOURCE.id) == SOURCE

    def test_removed(self, catalog):
        table = SourceTable(catalog)
        table.add(SOURCE)
        table.add(replace(SOURCE, id="other"))
        table.remove(SOURCE.id)
        assert [source.id for source in table.all()] == ["other"]


class TestJobs:
    def test_in_and_out(self, catalog):
        table = JobTable(catalog)
        table.add(JOB)
        assert table.get("j1") == JOB

    def test_put_replaces_the_whole_row(self, catalog):
        table = JobTable(catalog)
        table.add(JOB)
        now = Job(id="j1", kind="verify", created_ns=11)
        table.put(now)
        assert table.get("j1") == now

    def test_put_adds_what_is_not_there(self, catalog):
        JobTable(catalog).put(JOB)
        assert JobTable(catalog).get("j1") == JOB

    def test_an_id_is_taken_once(self, catalog):
        table = JobTable(catalog)
        table.add(JOB)
        with pytest.raises(RefusedError):
            table.add(replace(JOB, kind="verify"))

    def test_unfinished_oldest_first(self, catalog):
        table = JobTable(catalog)
        table.add(replace(JOB, id="b", created_ns=2))
        table.add(replace(JOB, id="a", created_ns=3, state="scheduled"))
        table.add(replace(JOB, id="c", created_ns=1))
        for number, state in enumerate(sorted(ENDED)):
            table.add(replace(JOB, id=f"ended{number}", state=state))
        assert [job.id for job in table.unfinished()] == ["c", "b", "a"]

    def test_pages_newest_first_without_gap_or_twice(self, catalog):
        table = JobTable(catalog)
        for number in range(23):
            table.add(Job(id=f"{number:02}", kind="backup", created_ns=number // 3))
        whole, before = [], None
        while page := table.page(5, before):
            assert len(page) <= 5
            whole += page
            before = page[-1].id
        assert [job.id for job in whole] == [f"{number:02}" for number in reversed(range(23))]

    def test_pages_of_some_kinds_and_states(self, catalog):
        table = JobTable(catalog)
        kinds, states = ("backup", "verify", "restore"), ("completed", "failed", "scheduled")
        for i, kind in enumerate(kinds):
            for j, state in enumerate(states):
                table.add(Job(id=f"{kind} {state}", kind=kind, state=state, created_ns=i * 3 + j))
        assert {job.id for job in table.page(9, kinds=("verify",))} == {f"verify {state}" for state in states}
        assert {job.id for job in table.page(9, states={"failed"})} == {f"{kind} failed" for kind in kinds}
        both = table.page(9, kinds=["backup", "verify"], states=["completed", "failed"])
        assert [job.id for job in both] == ["verify failed", "verify completed", "backup failed", "backup completed"]
        assert [job.id for job in table.page(1, "verify failed", ["backup", "verify"])] == ["verify completed"]

    def test_a_page_leaves_out_what_may_be_large(self, catalog):
        table = JobTable(catalog)
        table.add(JOB)
        assert table.page(1) == [replace(JOB, told="")]

    def test_a_page_after_nothing(self, catalog):
        with pytest.raises(NotFoundError):
            JobTable(catalog).page(5, "x")
        assert JobTable(catalog).page(0) == JobTable(catalog).page(-1) == []

    def test_only_ended_ones_are_forgotten(self, catalog):
        table = JobTable(catalog)
        table.add(replace(JOB, id="running", state="in progress", ended_ns=0))
        table.add(replace(JOB, id="old", state="failed", ended_ns=99))
        table.add(replace(JOB, id="new", state="completed", ended_ns=100))
        assert table.delete_older(100) == 1
        assert {job.id for job in table.page(9)} == {"running", "new"}

    def test_what_cannot_be_kept(self, catalog):
        table = JobTable(catalog)
        with pytest.raises(UsageError, match="too large"):
            table.add(replace(JOB, size=1 << 63))
        with pytest.raises(UsageError, match="word"):
            table.add(replace(JOB, kind="backups"))
        assert table.page(5) == []

    @pytest.mark.parametrize(("column", "value"), [("kind", "'bakup'"), ("needs", "'[\"j0\"'"), ("needs", "'7'")])
    def test_what_cannot_be_read_is_damage(self, catalog, column, value):
        table = JobTable(catalog)
        table.add(JOB)
        with catalog.writing() as session:
            session.connection().exec_driver_sql(f"UPDATE job SET {column} = {value}")
        with pytest.raises(DamageError) as caught:
            table.get("j1")
        assert "rebuilt" in caught.value.hint


class TestAlerts:
    def test_in_and_out(self, catalog):
        table = AlertTable(catalog)
        table.put(ALERT)
        assert table.open() == [ALERT]
        assert table.get("a1") == ALERT
        assert table.history(5) == []

    def test_a_cleared_one_is_history(self, catalog):
        table = AlertTable(catalog)
        table.put(ALERT)
        cleared = replace(ALERT, cleared_ns=9)
        table.put(cleared)
        assert table.open() == []
        assert table.history(5) == [cleared]
        assert table.get("a1") == cleared

    def test_a_cause_that_comes_back_keeps_its_history(self, catalog):
        table = AlertTable(catalog)
        table.put(replace(ALERT, cleared_ns=9))
        again = replace(ALERT, since_ns=20, decision="")
        table.put(again)
        assert table.open() == [again]
        assert table.get("a1") == again
        assert table.history(5) == [replace(ALERT, cleared_ns=9)]

    def test_one_cause_is_open_once(self, catalog):
        table = AlertTable(catalog)
        table.put(ALERT)
        table.put(replace(ALERT, since_ns=20))
        assert table.open() == [replace(ALERT, since_ns=20)]

    def test_open_oldest_first_history_newest_first(self, catalog):
        table = AlertTable(catalog)
        for number in (2, 1, 3):
            table.put(replace(ALERT, id=f"o{number}", since_ns=number))
            table.put(replace(ALERT, id=f"c{number}", since_ns=number, cleared_ns=10 + number))
        assert [alert.id for alert in table.open()] == ["o1", "o2", "o3"]
        assert [alert.id for alert in table.history(2)] == ["c3", "c2"]

    def test_what_is_not_there(self, catalog):
        with pytest.raises(NotFoundError):
            AlertTable(catalog).get("x")


class TestSettings:
    def test_in_and_out(self, catalog):
        settings = KeyValue(catalog)
        assert settings.get(AWKWARD) is None
        settings.put(AWKWARD, AWKWARD)
        settings.put("b", "")
        settings.put("b", "2")
        assert settings.get(AWKWARD) == AWKWARD
        assert settings.all() == [(AWKWARD, AWKWARD), ("b", "2")]
        settings.remove("b")
        settings.remove("never there")
        assert settings.all() == [(AWKWARD, AWKWARD)]
