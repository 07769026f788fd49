"""From facts to alerts: pure. One cause, one alert: what only follows from another cause is not said again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from studio_backup.domain.alert import Alert, Severity
from studio_backup.engine.health.engine_rules import engine_alerts
from studio_backup.engine.health.facts import Facts
from studio_backup.engine.health.feed_rules import feed_alerts
from studio_backup.engine.health.place_rules import place_alerts
from studio_backup.engine.health.source_rules import source_alerts
from studio_backup.engine.health.wedding_rules import calendar_alerts

LOUDNESS: Final[tuple[Severity, ...]] = ("notice", "warning", "critical")


def alerts(facts: Facts) -> list[Alert]:
    """All that a person must know now, the most serious first, then the oldest."""
    found = {one.id: one for one in (*source_alerts(facts), *place_alerts(facts), *engine_alerts(facts))}
    found |= {one.id: one for one in (*_of_calendar(facts), *feed_alerts(facts.feeds, facts.now_ns))}
    return sorted(found.values(), key=lambda one: (-LOUDNESS.index(one.severity), one.since_ns, one.id))


def _of_calendar(facts: Facts) -> Iterator[Alert]:
    """Places in trouble have their own alert, and so have a locked vault and a pause."""
    troubled = frozenset(tier.name for tier in facts.tiers if tier.trouble)
    is_held = facts.paused or (facts.joined and not facts.unlocked) or bool(facts.vault_trouble)
    return calendar_alerts(facts.calendar, troubled, is_held=is_held)
