"""From what the engine knows to facts: pure parts."""

from dataclasses import replace

from studio_backup.catalog.points import PointRow
from studio_backup.domain.job import Job
from studio_backup.domain.source import WatchedSource
from studio_backup.engine.service.gathering import Seen, failed_jobs, running_jobs, source_facts
from studio_backup.engine.service.looked import Look
from studio_backup.engine.watch.values import SourceState

SOURCE = WatchedSource(id="s1", path="/w/anna", wedding="Anna", date="2026-06-20", level="high", added_ns=5)
ROW = PointRow(
    id="a" * 64, collection="c" * 16, wedding="Anna", date="2026-06-20", source="/w/anna", device="laptop", number=1,
    started_ns=100, ended_ns=200, partial=False, files=3, bytes=30, flagged=0,
)  # fmt: skip


def _row(number, **changed):
    return replace(
        ROW, id=f"{number:064x}", number=number, started_ns=100 * number, ended_ns=100 * number + 1, **changed
    )


PRESENT = SourceState("s1", present="present")


def _facts(rows, state=PRESENT, absent=None, now_ns=10_000):
    (found,) = source_facts([SOURCE], [state], Seen(rows), {} if absent is None else absent, now_ns)
    return found


def test_the_newest_complete_point_counts_and_the_newest_without_warnings():
    rows = [_row(1), _row(2, unreadable=2), _row(3, partial=True), replace(_row(4), source="/w/other")]
    found = _facts(rows)
    assert (found.last_backup_ns, found.last_good_ns) == (200, 100)
    assert _facts([]).last_backup_ns == 0


def test_since_when_it_is_missing_is_kept_until_it_returns():
    absent = {}
    away = SourceState("s1", present="missing")
    assert _facts([], away, absent, 1_000).absent_since_ns == 1_000
    assert _facts([], away, absent, 2_000).absent_since_ns == 1_000
    assert _facts([], SourceState("s1", present="present"), absent, 3_000).absent_since_ns == 0
    assert _facts([], away, absent, 4_000).absent_since_ns == 4_000
    assert _facts([], SourceState("s1", present="other"), {}, 7).presence == "other"


def _job(number, **changed):
    return Job(id=f"{number:016x}", kind="replicate", tier="nas", ended_ns=number, **changed)


def test_only_the_newest_job_of_its_kind_and_place_can_be_a_failure():
    failed, good = _job(2, state="failed", error="It does not answer."), _job(3, state="completed")
    assert failed_jobs([good, failed]) == ()
    (one,) = failed_jobs([_job(4, state="cancelled"), failed, _job(1, state="completed")])
    assert one.error == "It does not answer." and one.ended_ns == 2


def test_only_what_is_in_progress_is_at_work():
    assert [one.tier for one in running_jobs([_job(1, state="in progress"), _job(2)])] == ["nas"]


def test_a_look_that_found_nothing_new_sets_the_age_clock_forward_beside_its_own_point_only():
    row, present = _row(1), [PRESENT]

    def of(rows, point):
        return source_facts([SOURCE], present, Seen(rows, {"s1": Look(point, 900)}), {}, 10_000)[0]

    same, older, none = of([row], row.id), of([row], "another"), of([], row.id)
    assert (same.last_backup_ns, same.last_good_ns, same.looked_ns) == (900, 900, 900)
    assert (older.last_backup_ns, older.last_good_ns, older.looked_ns) == (100, 100, 0)
    assert (none.last_backup_ns, none.looked_ns) == (0, 0)
    assert of([_row(1), _row(2, unreadable=1)], row.id).last_good_ns == 100


def test_what_a_person_asked_for_raises_no_alarm_and_mends_what_it_did() -> None:
    failed, asked = _job(1, state="failed"), _job(2, state="completed", asked="{}")
    in_vain = replace(asked, state="failed")
    assert failed_jobs([in_vain]) == ()
    assert len(failed_jobs([in_vain, failed])) == 1
    assert len(failed_jobs([replace(asked, wedding="W"), failed])) == 1
    assert len(failed_jobs([replace(asked, tier="cloud"), failed])) == 1
    assert failed_jobs([asked, failed]) == failed_jobs([replace(asked, tier=""), failed]) == ()
