"""The rules: what is told, when, how loudly; and what is not said twice."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_backup.domain.alert import Alert
from studio_backup.domain.job import LEVELS, Level
from studio_backup.engine.health.facts import (
    DamageFacts,
    DiskFacts,
    Facts,
    FailedJob,
    KeyAlarm,
    LossFacts,
    SourceFacts,
    TierFacts,
)
from studio_backup.engine.health.limits import AWAY, DAY, HOUR, MINUTE, OVERDUE, RPO, SECOND
from studio_backup.engine.health.rules import LOUDNESS, alerts
from studio_backup.engine.health.source_rules import sudden_loss_alert
from studio_backup.engine.health.state import overall

NOW = 1_750_000_000 * SECOND


def source(**more: Any) -> SourceFacts:
    """A source which is all right."""
    good = {"id": "s1", "path": "/media/Kim", "added_ns": NOW - 90 * DAY}
    return SourceFacts(**(good | {"last_backup_ns": NOW - MINUTE, "last_good_ns": NOW - MINUTE} | more))


def tier(**more: Any) -> TierFacts:
    """A tier which is all right."""
    return TierFacts(**({"name": "nas", "last_contact_ns": NOW - 20 * SECOND} | more))


def facts(*sources: SourceFacts, **more: Any) -> Facts:
    """Facts of a studio where nothing is wrong but what is given."""
    return Facts(now_ns=NOW, sources=sources or (source(),), **more)


def told(given: Facts) -> list[tuple[str, str]]:
    """(kind, severity) of what is told."""
    return [(one.kind, one.severity) for one in alerts(given)]


def only(given: Facts) -> Alert:
    """The one alert."""
    found = alerts(given)
    assert len(found) == 1, found
    return found[0]


def test_silence_while_all_is_well() -> None:
    assert told(facts(tiers=(tier(), tier(name="cloud")), disks=(DiskFacts(place="local", free=1 << 40),))) == []


@pytest.mark.parametrize("level", LEVELS)
def test_a_change_may_wait_as_long_as_promised_and_no_longer(level: Level) -> None:
    late = source(level=level, waiting_files=3, waiting_since_ns=NOW - RPO[level])
    assert told(facts(late)) == []
    alert = only(facts(replace(late, waiting_since_ns=NOW - RPO[level] - 1)))
    assert alert.kind == "rpo_missed"
    assert alert.severity == ("critical" if level in ("critical", "emergency") else "warning")
    assert "3 files in /media/Kim" in alert.message and alert.mend == "studio-backup backup /media/Kim"
    assert alert.since_ns == NOW - RPO[level] - 1


def test_the_promises() -> None:
    assert [RPO[level] for level in LEVELS] == [7 * DAY, DAY, HOUR, 15 * MINUTE, 15 * MINUTE]
    assert [AWAY[level] for level in LEVELS] == [30 * DAY, 7 * DAY, DAY, 4 * HOUR, 4 * HOUR]


@pytest.mark.parametrize("level", LEVELS)
def test_quiet_for_too_long_is_told_though_nothing_is_known_to_wait(level: Level) -> None:
    quiet = source(level=level, last_good_ns=NOW - OVERDUE[level])
    assert told(facts(quiet)) == []
    assert only(facts(replace(quiet, last_good_ns=quiet.last_good_ns - 1))).kind == "backup_overdue"


def test_runs_with_warnings_do_not_count_as_good() -> None:
    stale = source(last_backup_ns=NOW - MINUTE, last_good_ns=NOW - 3 * DAY)
    assert only(facts(stale)).kind == "backup_overdue"
    assert only(facts(replace(stale, unreadable=2))).kind == "unreadable_files"  # which is why


def test_a_new_source_is_given_its_time() -> None:
    new = source(last_backup_ns=0, last_good_ns=0, added_ns=NOW - HOUR)
    assert told(facts(new)) == []
    alert = only(facts(replace(new, added_ns=NOW - 3 * DAY)))
    assert alert.kind == "backup_overdue" and "never" in alert.message


def test_a_missing_drive_is_one_alert_which_grows_with_age() -> None:
    gone = source(presence="missing", absent_since_ns=NOW - 29 * SECOND, waiting_files=4)
    assert told(facts(gone)) == []
    gone = replace(gone, absent_since_ns=NOW - MINUTE)
    assert told(facts(gone)) == [("source_missing", "notice")]
    gone = replace(gone, waiting_since_ns=NOW - 2 * DAY, last_good_ns=NOW - 3 * DAY)
    assert told(facts(gone)) == [("source_missing", "warning")]  # neither rpo_missed nor overdue besides
    assert told(facts(replace(gone, level="critical"))) == [("source_missing", "critical")]
    assert "4 files" in only(facts(gone)).message and "by itself" in only(facts(gone)).mend


def test_an_exchanged_drive_is_told_at_once() -> None:
    other = source(presence="other", absent_since_ns=NOW)
    assert told(facts(other)) == [("source_exchanged", "warning")]


def test_unreadable_files_are_named() -> None:
    alert = only(facts(source(unreadable=2, unreadable_example="RAW/a\nb.CR2", unreadable_since_ns=5)))
    assert (alert.kind, alert.since_ns) == ("unreadable_files", 5)
    assert "2 files" in alert.message and "a\\x0ab.CR2" in alert.message and "\n" not in alert.message


def test_a_locked_vault_is_the_only_cause_of_what_waits() -> None:
    late = source(level="critical", waiting_files=3, waiting_since_ns=NOW - DAY)
    job = FailedJob(kind="backup", source="s1", error="locked")
    asleep = facts(late, unlocked=False, locked_since_ns=NOW - DAY, failed=(job,))
    assert told(asleep) == [("locked", "critical")]
    assert "1 folder" in only(asleep).message
    assert told(replace(asleep, failed=())) == [("locked", "critical")]
    assert told(facts(unlocked=False, locked_since_ns=NOW - 30 * SECOND)) == []
    assert told(facts(unlocked=False, locked_since_ns=NOW - MINUTE)) == [("locked", "warning")]


def test_a_pause_hushes_what_is_not_critical_until_it_was_forgotten() -> None:
    late = source(level="high", waiting_files=3, waiting_since_ns=NOW - 2 * HOUR)
    assert told(facts(late, paused=True)) == []
    assert only(facts(replace(late, level="critical"), paused=True)).mend == "studio-backup resume"
    forgotten = replace(late, last_good_ns=NOW - 3 * DAY)
    assert told(facts(forgotten, paused=True)) == [("backup_overdue", "warning")]
    away = tier(waiting_files=1, waiting_since_ns=NOW - 8 * DAY)
    assert told(facts(tiers=(away,), paused=True)) == []
    assert told(facts(tiers=(away,))) == [("rpo_missed", "warning")]


def test_a_failed_job_is_the_only_cause_of_what_waits() -> None:
    late = source(waiting_files=3, waiting_since_ns=NOW - 2 * DAY)
    job = FailedJob(kind="backup", source="s1", error="The disk tore", hint="Change it", ended_ns=NOW - HOUR)
    alert = only(facts(late, failed=(job,)))
    assert (alert.kind, alert.severity) == ("job_failed", "warning")
    assert alert.message == "The backup of /media/Kim failed: The disk tore." and alert.mend == "Change it"
    assert told(facts(replace(late, level="critical"), failed=(job,))) == [("job_failed", "critical")]
    copying = FailedJob(kind="replicate", tier="nas", error="no", ended_ns=1)
    behind = tier(waiting_files=1, waiting_since_ns=NOW - 8 * DAY)
    alert = only(facts(tiers=(behind,), failed=(copying,)))
    assert alert.message == "Copying to nas failed: no." and alert.mend == "studio-backup replicate --tier nas"


def test_a_job_that_failed_for_a_cause_which_is_told_is_not_told() -> None:
    backup = FailedJob(kind="backup", source="s1", error="gone")
    gone = source(presence="missing", absent_since_ns=NOW - HOUR)
    assert told(facts(gone, failed=(backup,))) == [("source_missing", "notice")]
    copying = FailedJob(kind="replicate", tier="nas", error="gone")
    off = tier(trouble="unreachable", trouble_since_ns=NOW - HOUR, waiting_since_ns=NOW - HOUR)
    assert told(facts(tiers=(off,), failed=(copying,))) == [("tier_unreachable", "warning")]
    check = FailedJob(kind="verify", tier="nas", error="damage")
    assert told(facts(damage=(DamageFacts(place="nas", objects=1),), failed=(check,))) == [("damage", "critical")]


def test_a_silent_tier_is_noted_then_told_then_shouted() -> None:
    off = tier(trouble="unreachable", why="timed out", trouble_since_ns=NOW - 119 * SECOND)
    assert told(facts(tiers=(off,))) == []
    off = replace(off, trouble_since_ns=NOW - 3 * MINUTE)
    assert told(facts(tiers=(off,))) == [("tier_unreachable", "notice")]
    off = replace(off, waiting_files=412, waiting_bytes=8_000_000_000, waiting_since_ns=NOW - HOUR)
    assert told(facts(tiers=(off,))) == [("tier_unreachable", "warning")]
    assert "412 files (8.0 GB) wait for it" in only(facts(tiers=(off,))).message
    off = replace(off, waiting_since_ns=NOW - 5 * HOUR, level="critical")
    assert told(facts(tiers=(off,))) == [("tier_unreachable", "critical")]
    quiet = tier(trouble="unreachable", trouble_since_ns=NOW - 2 * DAY, last_contact_ns=NOW - 2 * DAY)
    assert told(facts(tiers=(quiet,))) == [("tier_unreachable", "warning")]


def test_a_wrong_marker_a_denial_and_a_full_place_are_told_at_once() -> None:
    assert told(facts(tiers=(tier(trouble="marker", trouble_since_ns=NOW),))) == [("tier_marker_wrong", "warning")]
    denied = only(facts(tiers=(tier(trouble="denied", trouble_since_ns=NOW),)))
    assert (denied.kind, denied.severity) == ("tier_unreachable", "warning") and "probe nas" in denied.mend
    full = facts(tiers=(tier(trouble="full", trouble_since_ns=NOW),), disks=(DiskFacts(place="nas", free=0),))
    assert "is full" in only(full).message


def test_what_waits_for_a_tier_longer_than_promised() -> None:
    late = tier(waiting_files=9, waiting_bytes=5, waiting_since_ns=NOW - AWAY["high"], level="high")
    assert told(facts(tiers=(late,))) == []
    alert = only(facts(tiers=(replace(late, waiting_since_ns=late.waiting_since_ns - 1),)))
    assert alert.kind == "rpo_missed" and alert.mend == "studio-backup replicate --tier nas"


def test_damage_is_critical_and_says_whether_there_is_hope() -> None:
    torn = DamageFacts(place="local", objects=1, since_ns=4)
    alert = only(facts(damage=(torn,)))
    assert alert.severity == "critical" and alert.mend == "studio-backup verify --heal"
    assert "1 stored piece at the vault on this machine" in alert.message and "Another place" in alert.message
    assert "No other place" in only(facts(damage=(replace(torn, healable=False),))).message


@pytest.mark.parametrize(
    ("disk", "severity"),
    [
        (DiskFacts(place="local", free=3 << 30), None),
        (DiskFacts(place="local", free=3 << 30, needed=4 << 30), "critical"),
        (DiskFacts(place="local", free=1 << 30), "warning"),
        (DiskFacts(place="local", free=1 << 20), "critical"),
        (DiskFacts(place="local", free=1 << 40, full_in_days=15.0), None),
        (DiskFacts(place="local", free=1 << 40, full_in_days=13.9), "notice"),
        (DiskFacts(place="local", free=1 << 40, full_in_days=2.0), "warning"),
    ],
)
def test_disks(disk: DiskFacts, severity: str | None) -> None:
    assert told(facts(disks=(disk,))) == ([("disk_low", severity)] if severity else [])


def test_the_forecast_is_said_in_days() -> None:
    assert "full in 13 days" in only(facts(disks=(DiskFacts(place="local", free=1 << 40, full_in_days=13.9),))).message


def test_the_engine_was_not_running() -> None:
    start = NOW - MINUTE
    off = {"engine_started_ns": start, "engine_off_since_ns": start - 3 * HOUR}
    behind = source(level="critical", last_backup_ns=start - 3 * HOUR)
    assert told(facts(behind, **off)) == [("engine_was_off", "notice")]
    assert told(facts(replace(behind, last_backup_ns=start + 1), **off)) == []  # it has caught up
    assert told(facts(replace(behind, level="normal"), **off)) == []  # shut for the evening
    assert told(facts(behind, engine_started_ns=start, engine_off_since_ns=start - 59 * MINUTE)) == []
    long = {"engine_started_ns": start, "engine_off_since_ns": start - 2 * DAY}
    assert told(facts(replace(behind, level="normal"), **long)) == [("engine_was_off", "warning")]


def test_keys_catalog_and_loss() -> None:
    key = KeyAlarm(cause="keyring", message="The keyring forgot this device.", mend="studio-backup engine unlock")
    assert told(facts(keys=(key,))) == [("key", "critical")]
    assert told(facts(catalog_set_aside="/home/x/catalog.torn")) == [("catalog_set_aside", "warning")]
    assert told(facts(catalog_set_aside_ns=1)) == [("catalog_set_aside", "warning")]
    loss = LossFacts(source="s1", path="/media/Kim", point="b" * 64, before="a" * 64, verdict="40 vanished.", at_ns=3)
    alert = only(facts(losses=(loss,)))
    assert (alert.kind, alert.severity, alert.since_ns) == ("sudden_loss", "critical", 3)
    assert "restore aaaaaaaaaaaa --to" in alert.mend and "I did that" in alert.mend
    assert only(facts(losses=(loss,), undecided=(sudden_loss_alert(loss),))).id == alert.id
    assert only(facts(undecided=(sudden_loss_alert(loss),))) == alert


def test_ids_are_of_the_cause_and_not_of_the_words() -> None:
    late = source(waiting_files=3, waiting_since_ns=NOW - 2 * DAY)
    first, more = only(facts(late)), only(facts(replace(late, waiting_files=4, waiting_since_ns=NOW - 3 * DAY)))
    assert first.id == more.id and first.message != more.message
    assert len(first.id) == 16 and int(first.id, 16)
    assert only(facts(replace(late, id="s2"))).id != first.id
    both = facts(late, replace(late, id="s2", path="/other"), tiers=(tier(waiting_since_ns=1, waiting_files=1),))
    assert len({one.id for one in alerts(both)}) == 3


def test_hostile_names_are_escaped() -> None:
    evil = "/a\x1b[31m\udcff\n<b>"
    gone = source(path=evil, presence="missing", absent_since_ns=NOW - HOUR)
    off = tier(name=evil, why=evil, trouble="unreachable", trouble_since_ns=NOW - DAY)
    failed = FailedJob(kind="verify", tier=evil, error=evil)
    loss = LossFacts(source="s", path=evil, point="p", before="b", verdict="")
    for alert in alerts(facts(gone, tiers=(off,), failed=(failed,), losses=(loss,))):
        for text in (alert.cause, alert.message, alert.mend):
            assert text.isprintable(), text


levels = st.sampled_from(LEVELS)
moments = st.sampled_from([0, NOW - 60 * DAY, NOW - 2 * DAY, NOW - HOUR, NOW - SECOND])
sources = st.builds(
    SourceFacts,
    id=st.just("s1"),
    path=st.just("/x"),
    level=levels,
    added_ns=moments,
    presence=st.sampled_from(["present", "missing", "other"]),
    absent_since_ns=moments,
    waiting_files=st.integers(0, 5),
    waiting_since_ns=moments,
    last_backup_ns=moments,
    last_good_ns=moments,
    unreadable=st.integers(0, 2),
)
tiers = st.builds(
    TierFacts,
    name=st.just("nas"),
    trouble=st.sampled_from(["", "unreachable", "marker", "denied", "full"]),
    trouble_since_ns=moments,
    last_contact_ns=moments,
    waiting_since_ns=moments,
    level=levels,
)


@given(sources, st.booleans(), st.booleans())
def test_one_source_is_never_told_in_two_ways_of_one_cause(one: SourceFacts, paused: bool, unlocked: bool) -> None:
    found = alerts(facts(one, paused=paused, unlocked=unlocked, locked_since_ns=1))
    kinds = [alert.kind for alert in found if alert.kind not in ("unreadable_files", "locked")]
    assert len(kinds) <= 1
    if one.presence != "present":
        assert "unreadable_files" not in [alert.kind for alert in found]
    assert all(alert.message and alert.mend and alert.cause and alert.open for alert in found)


@given(sources, tiers, st.sampled_from(LEVELS))
def test_a_more_urgent_level_is_never_quieter(one: SourceFacts, place: TierFacts, level: Level) -> None:
    def loudest(given: Facts) -> int:
        return max((LOUDNESS.index(alert.severity) for alert in alerts(given)), default=-1)

    low = facts(replace(one, level="low"), tiers=(replace(place, level="low"),))
    assert loudest(low) <= loudest(facts(replace(one, level=level), tiers=(replace(place, level=level),)))


def test_a_vault_that_cannot_be_used_is_critical_and_never_green():
    away = facts(vault_trouble="/media/drive/vault does not answer.")
    assert told(away) == [("vault_unreachable", "critical")]
    assert overall(away).state == "attention" and "/media/drive/vault" in overall(away).reasons[0]
