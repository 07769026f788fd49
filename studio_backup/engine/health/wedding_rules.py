"""Rules about weddings: copies too late or too few, a last copy, footage that did not come, a Saturday not ready for.

One cause, one alert: a wedding whose copies wait for a place that has an alert of its own is named only from critical
on, when nobody should have to look for what that place was to hold.
"""

from __future__ import annotations

from collections.abc import Iterator

from studio_backup.domain.alert import Alert
from studio_backup.domain.job import rank
from studio_backup.engine.health.footage import Gap
from studio_backup.engine.health.limits import SECOND
from studio_backup.engine.health.making import Cause, make
from studio_backup.engine.health.source_rules import urgent
from studio_backup.engine.health.wedding_facts import CalendarFacts, SaturdayFacts, WeddingFacts
from studio_backup.engine.health.wording import length, many, shown


def calendar_alerts(facts: CalendarFacts, troubled: frozenset[str], *, is_held: bool) -> Iterator[Alert]:
    """What a person must know of weddings. `troubled`: places with an alert of their own; `is_held`: the vault is
    locked or all work is paused by a person, which has its own word: only what is critical is said beside it."""
    for one in facts.weddings:
        is_critical = rank(one.level) >= rank("critical")
        if one.trouble:
            yield _unknown(one)
        if one.last_copy:
            yield _last_copy(one)
        if is_critical or not (is_held or troubled.intersection(one.places)):
            yield from _copies(one)
        if one.gap is not None:
            yield _footage(one, one.gap)
    if facts.saturday is not None and not all(one.ok for one in facts.saturday.checks):
        yield _not_ready(facts.saturday)


def _cause(one: WeddingFacts) -> Cause:
    return Cause(one.key, shown(one.name))


def _last_copy(one: WeddingFacts) -> Alert:
    return make(
        "last_copy",
        "critical",
        _cause(one),
        f"{shown(one.name)}: {one.last_copy}",
        "Connect or switch on the other places; then: studio-backup verify --heal",
        0,
    )


def _unknown(one: WeddingFacts) -> Alert:
    return make(
        "wedding_at_risk",
        "warning",
        _cause(one),
        f"{shown(one.name)}: {one.trouble} Its folders are backed up and copied as before; all other weddings go on.",
        f"The engine's log says more. Look at what is typed of it: studio-backup wedding show {shown(one.name)!r}",
        0,
    )


def _copies(one: WeddingFacts) -> Iterator[Alert]:
    if one.lacks:
        yield make(
            "wedding_at_risk",
            urgent(one.level),
            _cause(one),
            f"{shown(one.name)}: {one.lacks} More than {_span(one.allowed_s)} is too long for what is {one.level}.",
            f"studio-backup replicate --wedding {shown(one.name)!r}",
            one.lacks_since_ns,
        )
    elif one.short:
        yield make(
            "copies_short",
            urgent(one.level),
            _cause(one),
            f"{shown(one.name)} has fewer good copies than its level ({one.level}) demands. {one.short}",
            f"studio-backup replicate --wedding {shown(one.name)!r}, then verify --wedding {shown(one.name)!r}",
            one.short_since_ns,
        )


def _span(seconds: int) -> str:
    return length(seconds * SECOND) if seconds else "nothing"


def _footage(one: WeddingFacts, gap: Gap) -> Alert:
    day = f" on {one.date}" if one.date else ""
    return make(
        "footage_missing",
        "warning",
        _cause(one),
        f"{shown(one.name)}{day}: {gap.sentence} As long as they are only on a card, a card is all there is of them.",
        "Copy the cards into its folder, or let the laptop which has them copy to a place of the studio; or, if nothing"
        f" is to come: studio-backup wedding edit {shown(one.name)!r}"
        " --nothing-to-come",
        gap.since_ns,
    )


def _not_ready(saturday: SaturdayFacts) -> Alert:
    amber = [one for one in saturday.checks if not one.ok]
    whose = " and ".join(map(shown, saturday.weddings[:3]))
    told = " ".join(one.text for one in amber[:4])
    more = f" And {many(len(amber) - 4, 'thing')} more." if len(amber) > 4 else ""
    return make(
        "not_ready",
        "warning",
        Cause(f"saturday {saturday.friday}", f"the Saturday after {saturday.friday}"),
        f"Not ready yet for {whose}: {told}{more}",
        amber[0].action,
        saturday.since_ns,
    )
