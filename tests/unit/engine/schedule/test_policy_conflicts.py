"""What does not fit together, in sentences."""

import pytest

from studio_backup.domain.policy import DEFAULT, Daily, Interval, Policy, Weekly
from studio_backup.domain.source import WatchedSource
from studio_backup.engine.health.limits import RPO
from studio_backup.engine.schedule.policy_conflicts import conflicts
from studio_backup.engine.schedule.policy_runs import never_runs
from studio_backup.engine.schedule.policy_templates import TEMPLATES, template

NIGHT = Policy(id="n", name="Night", tiers=("nas",), level="high", schedule=Interval(minutes=30))


def _said(policies, sources=(), tiers=("nas", "cloud")):
    return [(one.kind, one.sentence) for one in conflicts(policies, sources, tiers, RPO)]


def test_all_is_well():
    assert _said([DEFAULT], [WatchedSource(id="a", path="/a"), WatchedSource(id="b", path="/a/b")]) == []


def test_a_tier_that_is_not_there():
    assert _said([Policy(id="p", name="P", tiers=("nas", "gone\x1b[31m"), copies=3)])[0] == (
        "tier",
        "P wants copies at tier gone\\x1b[31m, which is not there.",
    )


@pytest.mark.parametrize(
    "tiers, room", [((), "1: this machine, and no tier"), (("nas",), "2: this machine, and 1 tier")]
)
def test_more_copies_than_places(tiers, room):
    assert _said([DEFAULT], tiers=tiers) == [
        ("places", f"Everything as it changes demands 3 copies, but there are places for {room}.")
    ]


def test_less_than_is_called_protected():
    ((kind, sentence),) = _said([Policy(id="p", name="P", media=1)])
    assert kind == "lowered" and "3 / 1 / 2" in sentence and "3 / 2 / 2" in sentence


def test_slower_than_the_level_promises():
    assert _said([Policy(id="p", name="P", schedule=Weekly(weekday="sunday", time="03:00"))]) == [
        (
            "slow",
            "P lets up to 7 days pass between two backups, but level normal promises one within 1 day of each change.",
        )
    ]
    assert _said([Policy(id="p", name="P", schedule=Daily(times=("03:00",)))]) == []


def test_one_wedding_under_two_policies():
    sources = [
        WatchedSource(id="a", path="/a", wedding="Anna", date="2026-06-20", policy="n"),
        WatchedSource(id="b", path="/b", wedding="anna", date="2026-06-20"),
        WatchedSource(id="c", path="/c", wedding="Anna", date="2027-06-20"),
    ]
    told = [one for one in _said([DEFAULT, NIGHT], sources) if one[0] == "wedding"]
    assert told == [
        (
            "wedding",
            'Anna is under "Night" and "Everything as it changes", which differ: level high and normal; its copies are'
            " made at high. And: other tiers; it is copied to those of both.",
        )
    ]


def test_a_folder_inside_another_under_another_policy():
    sources = [
        WatchedSource(id="in", path="/work/office", policy="n"),
        WatchedSource(id="out", path="/work"),
        WatchedSource(id="beside", path="/work-old", policy="n"),
    ]
    (told,) = [one for one in conflicts([DEFAULT, NIGHT], sources, ("nas", "cloud"), RPO) if one.kind == "folder"]
    assert told.sources == ("out", "in")
    assert told.sentence == (
        '/work/office is backed up twice: by "Night" as itself, and by "Everything as it changes" as a part of /work.'
    )


def test_every_template_can_be_kept_as_it_is():
    assert len(TEMPLATES) == 6 and template("venue") is not None and template("") is None
    for one in TEMPLATES:
        kept = [found.kind for found in conflicts([one.policy], [], ("nas", "cloud"), RPO)]
        assert kept == [] and not never_runs(one.policy.schedule), one.policy.name
