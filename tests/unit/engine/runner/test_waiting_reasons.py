"""What a job waits for: its conditions, and one turn's decision over all jobs."""

from __future__ import annotations

from typing import Any

import pytest

from studio_backup.engine.runner import turn
from studio_backup.engine.runner.conditions import UNTIL_RESUMED, Surroundings, waits_for
from studio_backup.engine.runner.order import Lanes
from studio_backup.engine.runner.turn import Decision, Standing, decide
from tests.unit.engine.runner.stage import START, job

LEVELS = ["low", "normal", "high", "critical", "emergency"]


def held(**around: Any) -> list[str]:
    """Levels which do not run in these surroundings."""
    return [level for level in LEVELS if waits_for(job("a", level=level), Surroundings(**around), START)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("around", "expected"),
    [
        ({}, []),
        ({"locked": True}, LEVELS),
        ({"paused_until_ns": START + 1}, LEVELS[:4]),
        ({"paused_until_ns": START}, []),
        ({"paused_until_ns": UNTIL_RESUMED}, LEVELS[:4]),
        ({"battery_percent": 29.9, "on_mains": False}, LEVELS[:3]),
        ({"battery_percent": 29.9}, LEVELS[:3]),
        ({"battery_percent": 30.0, "on_mains": False}, []),
        ({"battery_percent": 5.0, "on_mains": True}, []),
        ({"metered": True}, LEVELS[:3]),
        ({"metered": False}, []),
    ],
)
def test_each_condition_holds_back_its_levels(around: dict[str, Any], expected: list[str]) -> None:
    assert held(**around) == expected


def test_a_paused_job_waits_for_a_person_at_any_level() -> None:
    assert waits_for(job("a", level="emergency", paused=True), Surroundings(), START) == "you, to resume it"


def test_the_battery_is_named_with_its_charge() -> None:
    assert "12 %" in waits_for(job("a"), Surroundings(battery_percent=12.4, on_mains=False), START)


def decided(*standings: Standing, slots: int = 2, **around: Any) -> Decision:
    return decide(standings, Surroundings(**around), Lanes(slots=slots), START)


def waiting(id: str, **more: Any) -> Standing:
    flags = {name: more.pop(name) for name in ("awaits_others", "awaits_retry", "unkept") if name in more}
    return Standing(job=job(id, **more), **flags)


def begun(id: str, **more: Any) -> Standing:
    return Standing(job=job(id, **more), begun=True)


def test_every_job_that_does_not_run_says_why() -> None:
    found = decided(
        waiting("first", level="high"),
        waiting("second"),
        waiting("needs", awaits_others=True),
        waiting("retry", awaits_retry=True),
        waiting("disk", unkept=True),
        waiting("paused", paused=True),
        waiting("twin", source="one"),
        begun("one", source="one"),
    )
    assert found.begin == ("first",)
    assert found.reasons == {
        "first": "",
        "one": "",
        "second": turn.ITS_TURN,
        "needs": turn.EARLIER_JOB,
        "retry": turn.NEXT_ATTEMPT,
        "disk": turn.CATALOG,
        "paused": "you, to resume it",
        "twin": turn.SAME_WORK,
    }


def test_conditions_hold_running_jobs_too_and_their_slots_are_free() -> None:
    found = decided(begun("a"), begun("b"), waiting("c", level="critical"), metered=True)
    assert found.begin == ("c",)
    assert found.reasons["a"] == found.reasons["b"] == "a network that is not metered"


def test_a_job_that_yields_says_to_whom() -> None:
    found = decided(begun("a", level="low"), waiting("b", level="high"), slots=1)
    assert (found.begin, found.reasons["a"]) == (("b",), turn.HIGHER_FIRST)


def test_work_that_a_more_urgent_job_waits_for_is_raised_to_its_level() -> None:
    found = decided(
        begun("slow", source="one", level="low"),
        waiting("urgent", source="one", level="emergency"),
        begun("other", level="critical"),
        slots=1,
    )
    assert found.raised == {"slow": "emergency"}
    assert found.begin == ()
    assert found.reasons == {"slow": "", "urgent": turn.SAME_WORK, "other": turn.HIGHER_FIRST}


def test_work_that_a_person_paused_holds_up_no_other_job() -> None:
    found = decided(begun("paused", source="one", paused=True), waiting("new", source="one", level="emergency"))
    assert (found.begin, found.raised) == (("new",), {})


def test_of_jobs_with_the_same_work_one_begins_the_more_urgent() -> None:
    found = decided(waiting("a", source="one"), waiting("b", source="one", level="high"))
    assert found.begin == ("b",)
    assert found.reasons["a"] == turn.ITS_TURN


def test_restores_are_never_the_same_work() -> None:
    found = decided(waiting("a", kind="restore", source="one"), waiting("b", kind="restore", source="one"))
    assert set(found.begin) == {"a", "b"}


def test_jobs_that_rest_count_among_those_that_have_begun() -> None:
    resting = [begun(f"p{n}", paused=True) for n in range(50)]
    assert decided(*resting, waiting("a")).begin == ()
    assert decided(*resting[1:], waiting("a")).begin == ("a",)


def test_what_a_person_asked_for_by_name_has_an_answer_of_its_own() -> None:
    found = decided(waiting("mine", kind="verify", asked="{}"), begun("other", kind="verify"), slots=2)
    assert found.begin == ("mine",)


@pytest.mark.parametrize(
    ("new", "running", "waits"),
    [
        ({}, {"tier": "nas", "wedding": "A"}, True),
        ({"tier": "nas"}, {"tier": "nas", "wedding": "A"}, True),
        ({"tier": "nas", "wedding": "A"}, {"tier": "nas"}, True),
        ({"tier": "cloud"}, {"tier": "nas"}, False),
        ({"tier": "nas", "wedding": "B"}, {"tier": "nas", "wedding": "A"}, False),
        ({"tier": "nas", "level": "high"}, {"tier": "nas", "wedding": "A"}, False),
        ({"tier": "nas", "kind": "verify"}, {"tier": "nas", "wedding": "A"}, False),
    ],
)
def test_the_same_is_not_sent_twice_at_once_unless_it_is_more_urgent(
    new: dict[str, str], running: dict[str, str], waits: bool
) -> None:
    found = decided(waiting("new", **({"kind": "replicate"} | new)), begun("old", kind="replicate", **running), slots=2)
    assert found.reasons["new"] == (turn.SAME_COPIES if waits else "")


def test_of_copies_that_overlap_the_first_one_begins() -> None:
    def begun_of(*scopes: tuple[str, str]) -> list[int]:
        jobs = [waiting(str(n), kind="replicate", tier=tier, wedding=w) for n, (tier, w) in enumerate(scopes)]
        return [int(id) for id in decided(*jobs, slots=9).begin]

    assert begun_of(("nas", "A"), ("nas", "B"), ("cloud", "A"), ("disk", "")) == [0, 1, 2, 3]
    assert begun_of(("", ""), ("nas", "A"), ("nas", ""), ("", "A")) == [0]
    assert begun_of(("nas", "A"), ("", ""), ("nas", ""), ("", "A"), ("cloud", "B")) == [0, 4]
    assert begun_of(("nas", ""), ("nas", "A"), ("", "A"), ("cloud", "")) == [0, 3]


def test_a_copy_that_leaves_the_line_to_another_says_so() -> None:
    urgent = waiting("urgent", kind="replicate", tier="nas", wedding="A", level="critical")
    found = decided(urgent, waiting("archive", kind="replicate", tier="nas", wedding="B"))
    assert found.begin == ("urgent",)
    assert found.reasons["archive"] == turn.SAME_LINE
