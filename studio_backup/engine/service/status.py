"""Sources and tiers as the status shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from studio_backup.api.paths import to_wire
from studio_backup.api.wire import SourceStateView, TierView, UnreadView, VaultState
from studio_backup.domain.source import WatchedSource
from studio_backup.engine.health.facts import Facts, SourceFacts
from studio_backup.engine.health.state import source_state, tier_state
from studio_backup.engine.watch.values import SourceState


def vault_state(facts: Facts) -> VaultState:
    """Whether there is a vault, and whether it is open."""
    if not facts.joined:
        return "none"
    return "open" if facts.unlocked else "locked"


def source_views(
    facts: Facts,
    sources: Iterable[WatchedSource],
    states: Iterable[SourceState],
    next_due: Mapping[str, int],
) -> tuple[SourceStateView, ...]:
    """Each source with how it is watched. `next_due`: of those which go by the clock, by id, ns UTC."""
    watched = {state.id: state for state in states}
    known = {source.id: source for source in sources}
    return tuple(
        _source(one, known[one.id], watched.get(one.id, SourceState(one.id)), facts, next_due)
        for one in facts.sources
        if one.id in known
    )


def _source(
    one: SourceFacts, source: WatchedSource, state: SourceState, facts: Facts, next_due: Mapping[str, int]
) -> SourceStateView:
    return SourceStateView(
        id=one.id,
        path=to_wire(one.path),
        state=source_state(one, facts),
        wedding=source.wedding,
        date=source.date,
        waiting_files=one.waiting_files,
        waiting_more=state.at_least,
        waiting_since_ns=one.waiting_since_ns,
        last_backup_ns=one.last_backup_ns,
        looked_ns=one.looked_ns,
        next_due_ns=next_due.get(one.id, state.next_due_ns),
        how=state.how,
        reason=state.reason,
    )


def tier_views(facts: Facts) -> tuple[TierView, ...]:
    """Each tier with what waits for it."""
    return tuple(
        TierView(
            name=one.name,
            role=one.role,
            state=tier_state(one, facts),
            waiting_files=one.waiting_files,
            waiting_bytes=one.waiting_bytes,
            waiting_since_ns=one.waiting_since_ns,
            last_contact_ns=one.last_contact_ns,
            why=one.why,
        )
        for one in facts.tiers
    )


def unread_views(facts: Facts) -> tuple[UnreadView, ...]:
    """Each place where something was never read back."""
    return tuple(
        UnreadView(place=one.place, objects=one.objects, since_ns=one.since_ns, due_ns=one.due_ns)
        for one in facts.unread
    )
