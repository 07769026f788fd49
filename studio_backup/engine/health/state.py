"""The one word for how all stands, and the word for each source and tier: pure, always with reasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from studio_backup.engine.health.facts import Facts, SourceFacts, TierFacts
from studio_backup.engine.health.limits import LOOK_FAILING_GRACE, READ_BACK
from studio_backup.engine.health.place_rules import LOCAL, counts_as_copy, unread_too_long
from studio_backup.engine.health.rules import alerts
from studio_backup.engine.health.source_rules import quiet_too_long, too_old
from studio_backup.engine.health.wording import files, length, many, shown, wait

Overall = Literal["protected", "working", "attention", "failed", "paused", "locked"]
SourceWord = Literal["protected", "working", "waiting", "missing", "exchanged", "paused", "failed", "new"]
TierWord = Literal["good", "working", "waiting", "unreachable", "refused", "damaged", "unknown"]

_FAILURES: Final = frozenset({"job_failed", "damage"})
NO_VAULT: Final = "There is no vault yet: create one or open one that exists."
_MOST: Final = 8
"""Reasons told; the alerts tell all."""


@dataclass(frozen=True, slots=True)
class OverallState:
    """`reasons`: why it is not better, in sentences, the worst first; empty when protected."""

    state: Overall
    reasons: tuple[str, ...] = ()


def overall(facts: Facts) -> OverallState:
    """How all stands. Green only if nothing waits, nothing is unreadable, every demanded copy is reached and read back.

    Notices change nothing. Locked and failed come before paused, paused before attention: what a person did on
    purpose is named as such, but never hides that something broke.
    """
    if not facts.joined:
        return OverallState("attention", (NO_VAULT,))
    found = [one for one in alerts(facts) if one.severity != "notice"]
    failures = [one for one in found if one.kind in _FAILURES]
    lacking = [*(one.message for one in found), *_lacking(facts, frozenset(one.cause for one in found))]
    waiting = list(_waiting(facts))
    state: Overall = "protected"
    if not facts.unlocked:
        state, lacking = "locked", ["The vault is locked: nothing is backed up until it is unlocked.", *lacking]
    elif failures:
        state, lacking = "failed", [*(one.message for one in failures), *lacking]
    elif facts.paused:
        state, lacking = "paused", ["Paused by you.", *lacking]
    elif lacking:
        state = "attention"
    elif waiting or facts.running:
        state = "working"
    return OverallState(state, tuple(dict.fromkeys([*lacking, *waiting]))[:_MOST])


def _lacking(facts: Facts, said: frozenset[str]) -> Iterator[str]:
    """Why this cannot be green even when all is quiet. `said`: causes of alerts that were told already."""
    if not facts.sources:
        yield "No folder is watched yet."
    for source in (one for one in facts.sources if shown(one.path) not in said):
        if source.presence != "present":
            yield f"{shown(source.path)} is {'not there' if source.presence == 'missing' else 'another drive'}."
        elif too_old(source, facts.now_ns) or quiet_too_long(source, facts.now_ns):
            yield f"{shown(source.path)} had no backup for longer than promised."
    for tier in facts.tiers:
        if tier.trouble and tier.waiting_since_ns and shown(tier.name) not in said:
            number = tier.waiting_files
            yield f"{files(number)} {wait(number)} for {shown(tier.name)}, which cannot be used now."
        if unread_too_long(tier, facts.now_ns):
            yield f"What lies at {shown(tier.name)} was not read back for more than {length(READ_BACK)}."
    yield from _look_failing(facts, late=True)
    yield from _not_read(facts, late=True)
    yield from _shortfall(facts)


def _not_read(facts: Facts, *, late: bool) -> Iterator[str]:
    """What came somewhere and was never read back: on its way until it is due, then something is wrong."""
    for one in facts.unread:
        if late == (0 < one.due_ns < facts.now_ns):
            where = "in the vault on this machine" if one.place == LOCAL else f"at {shown(one.place)}"
            new = f"{many(one.objects, 'stored piece')} {where} {'was' if one.objects == 1 else 'were'}"
            came = f" in time: the oldest came {length(facts.now_ns - one.since_ns)} ago." if late else " yet."
            yield f"{new} not read back{came}"


def _look_failing(facts: Facts, *, late: bool) -> Iterator[str]:
    """What is shown is older than it should be; a single look may fail."""
    failing = facts.now_ns - facts.look_failing_since_ns if facts.look_failing_since_ns else 0
    if failing and late == (failing > LOOK_FAILING_GRACE):
        yield f"The engine could not look at all of it for {length(failing)}: what is shown may be older. See its log."


def _shortfall(facts: Facts) -> Iterator[str]:
    """Of what the policies demand; never less than the least with which the loss of one place is survived."""
    if not facts.tiers:
        yield "No copy away from this machine: add a place."
        return
    every = tuple(sorted(tier.name for tier in facts.tiers))
    wishes = {(one.tiers or every, max(one.away_copies_demanded, facts.away_copies_demanded)) for one in facts.sources}
    for names, demanded in sorted(wishes or {(every, facts.away_copies_demanded)}):
        tiers = [tier for tier in facts.tiers if tier.name in names]
        copies = sum(counts_as_copy(tier, facts.now_ns) for tier in tiers)
        where = "" if names == every else f", at {' and '.join(map(shown, names))}"
        more = " Add another place." if len(tiers) < demanded else ""
        if copies < demanded:
            number = many(copies, "good copy", "good copies")
            yield f"{number} away from this machine, {demanded} are wanted{where}.{more}"


def _waiting(facts: Facts) -> Iterator[str]:
    for source in facts.sources:
        if source.waiting_since_ns or source.waiting_files:
            number = source.waiting_files
            yield f"{files(number)} in {shown(source.path)} {wait(number)} for the next backup."
        elif not source.last_backup_ns:
            yield f"{shown(source.path)} waits for its first backup."
    for tier in facts.tiers:
        if tier.waiting_since_ns or tier.waiting_files:
            yield f"{files(tier.waiting_files)} {wait(tier.waiting_files)} for {shown(tier.name)}."
        elif not tier.last_contact_ns and not tier.trouble:
            yield f"{shown(tier.name)} was not looked at yet."
    if facts.outdated:
        yield "What was stored or read back just now is being counted."
    yield from _look_failing(facts, late=False)
    yield from _not_read(facts, late=False)


def source_state(source: SourceFacts, facts: Facts) -> SourceWord:
    """One word for a source: "protected" here means that the vault on this machine has all of it, readable."""
    if source.presence != "present":
        return "missing" if source.presence == "missing" else "exchanged"
    if any(job.kind == "backup" and job.source == source.id for job in facts.running):
        return "working"
    if source.unreadable or any(one.kind == "backup" and one.source == source.id for one in facts.failed):
        return "failed"
    if facts.paused:
        return "paused"
    if not source.last_backup_ns:
        return "new"
    late = too_old(source, facts.now_ns) or quiet_too_long(source, facts.now_ns)
    return "waiting" if late or source.waiting_since_ns or source.waiting_files else "protected"


def tier_state(tier: TierFacts, facts: Facts) -> TierWord:
    """One word for a tier: "good" means that all of the vault is there, as far as is known."""
    if any(one.place == tier.name for one in facts.damage):
        return "damaged"
    if tier.trouble:
        return "unreachable" if tier.trouble == "unreachable" else "refused"
    if any(job.tier == tier.name for job in facts.running):
        return "working"
    if tier.waiting_since_ns or tier.waiting_files:
        return "waiting"
    return "good" if tier.last_contact_ns else "unknown"
