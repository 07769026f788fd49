"""A tier's health: 100 when nothing is wrong, and for each thing that is, its points and its sentence."""

from __future__ import annotations

import pytest

from studio_backup.engine.health.facts import TierFacts
from studio_backup.engine.health.limits import AWAY, DAY, READ_BACK
from studio_backup.engine.health.tier_health import SLOW_S, Findings, tier_health

NOW = 1_000 * DAY
GOOD = {"name": "nas", "role": "nas", "last_contact_ns": NOW - 1}


@pytest.mark.parametrize(
    ("facts", "found", "score", "word"),
    [
        ({}, {}, 100, ""),
        ({"last_contact_ns": 0}, {}, 90, "not looked at"),
        ({"trouble": "marker", "why": "Another drive.", "trouble_since_ns": NOW}, {}, 20, "Another drive."),
        ({"trouble": "unreachable", "trouble_since_ns": NOW}, {}, 50, "does not answer"),
        ({"trouble": "unreachable", "trouble_since_ns": 1, "last_contact_ns": NOW - 2 * DAY}, {}, 30, "answer"),
        ({"waiting_files": 3, "waiting_since_ns": NOW - AWAY["normal"] - 1}, {}, 75, "3 files wait"),
        ({"waiting_files": 3, "waiting_since_ns": NOW - 1}, {}, 100, ""),
        ({"unread_since_ns": NOW - READ_BACK - 1}, {}, 80, "not read back"),
        ({}, {"damaged": 2}, 50, "2 stored pieces"),
        ({}, {"free_bytes": 1 << 30}, 85, "Only 1.1 GB"),
        ({}, {"free_bytes": 1}, 70, "free there"),
        ({}, {"latency_s": SLOW_S + 1}, 90, "3.0 s"),
        ({}, {"probed": False}, 95, "never tried"),
        ({}, {"failed": "No route."}, 85, "No route."),
        ({}, {"lacks": ("a", "b", "c", "d", "e", "f")}, 88, "a"),
        ({"trouble": "marker", "trouble_since_ns": 1}, {"damaged": 9, "free_bytes": 0}, 0, "answer"),
    ],
)
def test_what_is_wrong_costs_its_points(facts: dict, found: dict, score: int, word: str) -> None:  # type: ignore[type-arg]
    health = tier_health(TierFacts(**{**GOOD, **facts}), Findings(**found), NOW)
    assert health.score == score == max(0, 100 - sum(one.points for one in health.reasons))
    assert word in (health.reasons[0].text if health.reasons else "")
    assert [one.points for one in health.reasons] == sorted((one.points for one in health.reasons), reverse=True)
