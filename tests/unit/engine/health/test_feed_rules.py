"""A calendar that is not read any more, or shrank, is an alert; a night without it is none."""

from __future__ import annotations

from dataclasses import replace

from studio_backup.engine.health.facts import Facts
from studio_backup.engine.health.feed_rules import PATIENCE_NS, FeedFacts
from studio_backup.engine.health.rules import alerts

NOW = 1_750_000_000_000_000_000
AWAY = FeedFacts(
    id="1", name="Stu\x1bdio", trouble="calendar.example does not answer.", hint="Wait.", good_ns=NOW - PATIENCE_NS
)


def test_after_a_day_and_once() -> None:
    (found,) = alerts(Facts(now_ns=NOW, unlocked=True, feeds=(AWAY,)))
    assert (found.kind, found.severity, found.mend, found.since_ns) == (
        "calendar_trouble",
        "warning",
        "Wait.",
        AWAY.good_ns,
    )
    assert "for 1 day: new and moved weddings are not seen" in found.message and "\x1b" not in found.message
    later = alerts(Facts(now_ns=NOW + 10**15, feeds=(AWAY,)))
    assert [one.id for one in later] == [found.id]
    assert not alerts(Facts(now_ns=NOW, feeds=(replace(AWAY, good_ns=NOW - PATIENCE_NS + 1),)))
    assert not alerts(Facts(now_ns=NOW))


def test_at_once_where_it_shrank() -> None:
    shrunk = replace(AWAY, good_ns=NOW, shrunk=True, trouble="3 of 4 coming weddings are gone.", hint="poll --believe")
    (found,) = alerts(Facts(now_ns=NOW, feeds=(shrunk,)))
    assert "None of its weddings was taken away" in found.message and found.mend == "poll --believe"
