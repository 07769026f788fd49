"""A recovery kit that nobody has saved, and a home without a vault."""

from __future__ import annotations

import pytest

from studio_backup.engine.health.facts import Facts
from studio_backup.engine.health.limits import DAY, HOUR, SECOND
from studio_backup.engine.health.rules import alerts
from studio_backup.engine.health.state import NO_VAULT, overall

NOW = 1_750_000_000 * SECOND


@pytest.mark.parametrize(("age", "severity"), [(1, "warning"), (23 * HOUR, "warning"), (25 * HOUR, "critical")])
def test_an_unsaved_kit_is_told_until_it_is_saved_and_louder_after_a_day(age: int, severity: str) -> None:
    (found,) = alerts(Facts(now_ns=NOW, kit_unsaved_since_ns=NOW - age))
    assert (found.kind, found.severity, found.since_ns) == ("kit_not_saved", severity, NOW - age)
    assert "check-kit" in found.mend
    assert overall(Facts(now_ns=NOW, kit_unsaved_since_ns=NOW - age)).state == "attention"
    assert not alerts(Facts(now_ns=NOW))


def test_without_a_vault_there_is_one_reason_and_no_alert() -> None:
    facts = Facts(now_ns=NOW, joined=False, unlocked=False, locked_since_ns=NOW - DAY, kit_unsaved_since_ns=1)
    assert not alerts(facts)
    found = overall(facts)
    assert (found.state, found.reasons) == ("attention", (NO_VAULT,))
