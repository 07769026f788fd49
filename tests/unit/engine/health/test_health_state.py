"""The one word for how all stands: never plain green where something is unreadable, skipped or stale."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_backup.engine.health.facts import (
    DamageFacts,
    DiskFacts,
    Facts,
    FailedJob,
    LossFacts,
    RunningJob,
    SourceFacts,
    TierFacts,
    UnreadFacts,
)
from studio_backup.engine.health.limits import DAY, HOUR, MINUTE, SECOND
from studio_backup.engine.health.state import overall, source_state, tier_state

NOW = 1_750_000_000 * SECOND
SOURCE = SourceFacts(id="s1", path="/media/Kim", added_ns=1, last_backup_ns=NOW - MINUTE, last_good_ns=NOW - MINUTE)
NAS = TierFacts(name="nas", last_contact_ns=NOW - MINUTE)
CLOUD = TierFacts(name="cloud", last_contact_ns=NOW - MINUTE)
GOOD = Facts(now_ns=NOW, sources=(SOURCE,), tiers=(NAS, CLOUD))
JOB = RunningJob(kind="backup", source="s1")
NEW = UnreadFacts(place="nas", objects=3, since_ns=NOW - 2 * HOUR, due_ns=NOW + DAY)
LOSS = LossFacts(source="s1", path="/media/Kim", point="p", before="b", verdict="40 vanished.", at_ns=NOW)


def with_source(**more: Any) -> Facts:
    """The good studio, with another source."""
    return replace(GOOD, sources=(replace(SOURCE, **more),))


def with_nas(**more: Any) -> Facts:
    """The good studio, with another NAS."""
    return replace(GOOD, tiers=(replace(NAS, **more), CLOUD))


def test_green_is_only_this() -> None:
    assert overall(GOOD).state == "protected" and overall(GOOD).reasons == ()


NOT_GREEN = {
    "unreadable": (with_source(unreadable=1), "attention"),
    "too old": (with_source(waiting_files=1, waiting_since_ns=NOW - 2 * DAY), "attention"),
    "quiet": (with_source(last_good_ns=NOW - 3 * DAY), "attention"),
    "unplugged a moment ago": (with_source(presence="missing", absent_since_ns=NOW), "attention"),
    "exchanged": (with_source(presence="other", absent_since_ns=NOW), "attention"),
    "just changed": (with_source(waiting_files=1, waiting_since_ns=NOW), "working"),
    "never backed up": (with_source(last_backup_ns=0, last_good_ns=0, added_ns=NOW), "working"),
    "waits for a tier": (with_nas(waiting_files=1, waiting_since_ns=NOW), "working"),
    "waits for a tier too long": (with_nas(waiting_files=1, waiting_since_ns=NOW - 8 * DAY), "attention"),
    "waits for a silent tier": (
        with_nas(waiting_files=1, waiting_since_ns=NOW, trouble="unreachable", trouble_since_ns=NOW),
        "attention",
    ),
    "tier silent for days": (
        with_nas(trouble="unreachable", trouble_since_ns=NOW - 2 * DAY, last_contact_ns=NOW - 2 * DAY),
        "attention",
    ),
    "wrong marker": (with_nas(trouble="marker", trouble_since_ns=NOW), "attention"),
    "not read back": (with_nas(unread_since_ns=NOW - 61 * DAY), "attention"),
    "tier not looked at": (with_nas(last_contact_ns=0), "working"),
    "one tier": (replace(GOOD, tiers=(NAS,)), "attention"),
    "no tier": (replace(GOOD, tiers=()), "attention"),
    "nothing watched": (replace(GOOD, sources=()), "attention"),
    "at work": (replace(GOOD, running=(JOB,)), "working"),
    "at work, and something is wrong": (replace(with_source(unreadable=1), running=(JOB,)), "attention"),
    "damage": (replace(GOOD, damage=(DamageFacts(place="nas", objects=1),)), "failed"),
    "failed": (replace(GOOD, failed=(FailedJob(kind="backup", source="s1", error="torn"),)), "failed"),
    "failed and paused": (replace(GOOD, paused=True, failed=(FailedJob(kind="backup", source="s1"),)), "failed"),
    "sudden loss": (replace(GOOD, losses=(LOSS,)), "attention"),
    "paused": (replace(GOOD, paused=True), "paused"),
    "paused and late": (replace(with_source(waiting_files=1, waiting_since_ns=NOW - 2 * DAY), paused=True), "paused"),
    "locked": (replace(GOOD, unlocked=False, locked_since_ns=NOW), "locked"),
    "locked and paused": (replace(GOOD, unlocked=False, paused=True), "locked"),
    "disk full": (replace(GOOD, disks=(DiskFacts(place="local", free=0),)), "attention"),
    "not read back yet": (replace(GOOD, unread=(NEW,)), "working"),
    "the vault not read back yet": (replace(GOOD, unread=(replace(NEW, place="local"),)), "working"),
    "not read back in time": (replace(GOOD, unread=(replace(NEW, due_ns=NOW - 1),)), "attention"),
    "not counted yet": (replace(GOOD, outdated=True), "working"),
    "one look failed": (replace(GOOD, look_failing_since_ns=NOW - MINUTE), "working"),
    "looks fail": (replace(GOOD, look_failing_since_ns=NOW - HOUR), "attention"),
}


@pytest.mark.parametrize("name", NOT_GREEN)
def test_everything_else_is_named_with_its_reason(name: str) -> None:
    given, state = NOT_GREEN[name]
    found = overall(given)
    assert found.state == state
    assert found.reasons or name == "at work"
    assert all(reason.endswith((".", "!")) for reason in found.reasons)
    assert len(set(found.reasons)) == len(found.reasons)


def test_notices_change_nothing() -> None:
    silent = with_nas(trouble="unreachable", trouble_since_ns=NOW - HOUR)
    assert overall(silent).state == "protected"
    assert (
        overall(replace(GOOD, disks=(DiskFacts(place="local", free=1 << 40, full_in_days=10.0),))).state == "protected"
    )


def test_the_shortfall_is_said() -> None:
    assert overall(replace(GOOD, tiers=())).reasons == ("No copy away from this machine: add a place.",)
    one = overall(replace(GOOD, tiers=(NAS,))).reasons
    assert one == ("1 good copy away from this machine, 2 are wanted. Add another place.",)
    stale = overall(with_nas(unread_since_ns=NOW - 61 * DAY)).reasons
    assert stale[0] == "What lies at nas was not read back for more than 60 days."
    assert "Add another" not in stale[1]


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        (NEW, "3 stored pieces at nas were not read back yet."),
        (replace(NEW, place="local", objects=1), "1 stored piece in the vault on this machine was not read back yet."),
        (
            replace(NEW, due_ns=NOW - 1),
            "3 stored pieces at nas were not read back in time: the oldest came 2 hours ago.",
        ),
        (replace(NEW, since_ns=0, due_ns=0), "3 stored pieces at nas were not read back yet."),
    ],
)
def test_what_was_never_read_back_is_said_with_its_place(one: UnreadFacts, reason: str) -> None:
    assert overall(replace(GOOD, unread=(one,))).reasons == (reason,)


@given(st.permutations(sorted(NOT_GREEN)))
def test_no_two_wrongs_make_it_green(names: list[str]) -> None:
    """Facts of two cases together are never better than of one."""
    (one, _), (two, _) = (NOT_GREEN[name] for name in names[:2])
    both = replace(
        one,
        sources=one.sources + tuple(replace(s, id="s2", path="/two") for s in two.sources),
        tiers=tuple(a if a not in GOOD.tiers else b for a, b in zip(one.tiers, two.tiers, strict=False)),
        running=one.running + two.running,
        damage=one.damage + two.damage,
        failed=one.failed + two.failed,
        losses=one.losses + two.losses,
        paused=one.paused or two.paused,
        unlocked=one.unlocked and two.unlocked,
        disks=one.disks + two.disks,
        unread=one.unread + two.unread,
        outdated=one.outdated or two.outdated,
        look_failing_since_ns=one.look_failing_since_ns or two.look_failing_since_ns,
    )
    if "nothing watched" not in names[:2]:
        assert overall(both).state != "protected"


@pytest.mark.parametrize(
    ("more", "word"),
    [
        ({}, "protected"),
        ({"presence": "missing"}, "missing"),
        ({"presence": "other"}, "exchanged"),
        ({"unreadable": 1}, "failed"),
        ({"last_backup_ns": 0}, "new"),
        ({"waiting_files": 1, "waiting_since_ns": NOW}, "waiting"),
        ({"last_good_ns": NOW - 3 * DAY}, "waiting"),
    ],
)
def test_words_for_a_source(more: dict[str, Any], word: str) -> None:
    assert source_state(replace(SOURCE, **more), GOOD) == word


def test_words_for_a_source_at_work_paused_and_failed() -> None:
    assert source_state(SOURCE, replace(GOOD, running=(JOB,))) == "working"
    assert source_state(replace(SOURCE, id="s2"), replace(GOOD, running=(JOB,))) == "protected"
    assert source_state(SOURCE, replace(GOOD, paused=True)) == "paused"
    assert source_state(SOURCE, replace(GOOD, failed=(FailedJob(kind="backup", source="s1"),))) == "failed"


@pytest.mark.parametrize(
    ("more", "word"),
    [
        ({}, "good"),
        ({"trouble": "unreachable"}, "unreachable"),
        ({"trouble": "marker"}, "refused"),
        ({"trouble": "full"}, "refused"),
        ({"waiting_files": 1}, "waiting"),
        ({"last_contact_ns": 0}, "unknown"),
    ],
)
def test_words_for_a_tier(more: dict[str, Any], word: str) -> None:
    assert tier_state(replace(NAS, **more), GOOD) == word


def test_words_for_a_tier_at_work_and_damaged() -> None:
    assert tier_state(NAS, replace(GOOD, running=(RunningJob(kind="replicate", tier="nas"),))) == "working"
    assert tier_state(NAS, replace(GOOD, damage=(DamageFacts(place="nas", objects=1),))) == "damaged"
