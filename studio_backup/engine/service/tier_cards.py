"""Tiers as the door shows them."""

from __future__ import annotations

import contextlib

import msgspec

from studio_backup.api.tiers import (
    BucketAbilities,
    CoverLoss,
    HealthReason,
    LineView,
    ProbeView,
    RemovalPlan,
    ReportView,
    TierCard,
    TriedView,
)
from studio_backup.api.wire import TierView
from studio_backup.domain.bandwidth import sentence
from studio_backup.domain.tier import Tier
from studio_backup.domain.tier_place import medium_of, place_of, provider_of
from studio_backup.engine.health.facts import Facts, TierFacts
from studio_backup.engine.health.state import tier_state
from studio_backup.engine.health.tier_health import Findings, TierHealth, tier_health
from studio_backup.engine.home import Line
from studio_backup.engine.jobs.tier_removal import Removal
from studio_backup.engine.jobs.tiers import Tried
from studio_backup.engine.service.gathering import Held
from studio_backup.engine.service.tier_look import Contact
from studio_backup.storage.probe_report import ProbeReport, decode_report


def tier_card(tier: Tier, facts: Facts, contact: Contact, held: Held | None) -> TierCard:
    """A tier with all that is known of it."""
    known = next((one for one in facts.tiers if one.name == tier.name), TierFacts(name=tier.name, role=tier.role))
    report = _report(tier)
    health = _health(known, facts, contact, held, report)
    return TierCard(
        id=tier.id,
        name=tier.name,
        role=tier.role,
        location=tier.location,
        added_ns=tier.added_ns,
        state=tier_state(known, facts),
        health=health.score,
        reasons=tuple(HealthReason(points=one.points, text=one.text) for one in health.reasons),
        why=known.why,
        hint=contact.hint,
        waiting_files=known.waiting_files,
        waiting_bytes=known.waiting_bytes,
        waiting_since_ns=known.waiting_since_ns,
        last_contact_ns=known.last_contact_ns,
        latency_s=contact.latency_s,
        free_bytes=contact.free,
        used_bytes=held.bytes if held else 0,
        objects=held.objects if held else 0,
        probe=probe_view(report) if report else None,
        bandwidth=tier.bandwidth,
        bandwidth_told=sentence(tier.bandwidth),
        medium=medium_of(tier),
        place=place_of(tier),
        provider=provider_of(tier),
        spot=tier.spot,
        own_keys=bool(tier.keys),
        denied=contact.trouble == "denied",
        version=tier.version,
    )


def tried_view(tried: Tried) -> TriedView:
    """What was found at a place that was tried out."""
    probe = probe_view(tried.report) if tried.report else None
    return TriedView(location=tried.location, name=tried.name, probe=probe)


def tier_event(card: TierCard) -> TierView:
    """What those who listen are told of a tier that a person changed."""
    return TierView(
        name=card.name,
        role=card.role,
        state=card.state,
        waiting_files=card.waiting_files,
        waiting_bytes=card.waiting_bytes,
        waiting_since_ns=card.waiting_since_ns,
        last_contact_ns=card.last_contact_ns,
        why=card.why,
    )


def line_view(line: Line) -> LineView:
    """What all tiers together may take."""
    return LineView(bandwidth=line.bandwidth, bandwidth_told=sentence(line.bandwidth), version=line.version)


def removal_view(plan: Removal) -> RemovalPlan:
    """What removing a tier would mean."""
    return RemovalPlan(
        tier=plan.tier.id,
        name=plan.tier.name,
        confirm=plan.confirm,
        known=plan.known,
        sentences=plan.sentences,
        loses=tuple(
            CoverLoss(
                wedding=one.wedding,
                date=one.date,
                points=one.points,
                copies_left=one.left,
                away_left=one.away,
                short=one.short,
            )
            for one in plan.losses
        ),
    )


def _health(
    known: TierFacts, facts: Facts, contact: Contact, held: Held | None, report: ProbeReport | None
) -> TierHealth:
    failed = next((one.error for one in facts.failed if one.kind == "replicate" and one.tier == known.name), "")
    found = Findings(
        probed=report is not None,
        lacks=report.missing if report else (),
        latency_s=contact.latency_s,
        free_bytes=contact.free,
        damaged=held.damaged if held else 0,
        failed=failed,
    )
    return tier_health(known, found, facts.now_ns)


def _report(tier: Tier) -> ProbeReport | None:
    with contextlib.suppress(ValueError):
        return decode_report(tier.settings) if tier.settings else None
    return None


def probe_view(report: ProbeReport) -> ProbeView:
    """What a place really does."""
    told = msgspec.structs.asdict(report)
    settings = told.pop("settings")
    abilities = BucketAbilities(**msgspec.structs.asdict(settings)) if settings else None
    return ProbeView(report=ReportView(**told, settings=abilities), missing=report.missing)
