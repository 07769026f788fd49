"""Rules about places: tiers that do not answer or are late, damage, disks that fill."""

from __future__ import annotations

from collections.abc import Iterator

from studio_backup.domain.alert import Alert, Severity
from studio_backup.engine.health.facts import DamageFacts, DiskFacts, Facts, TierFacts
from studio_backup.engine.health.limits import (
    AWAY,
    FREE_CRITICAL,
    FREE_LOW,
    FULL_NOW,
    FULL_SOON,
    READ_BACK,
    TIER_AWAY_GRACE,
    TIER_AWAY_LONG,
)
from studio_backup.engine.health.making import Cause, make
from studio_backup.engine.health.source_rules import RESUME, hushed, urgent
from studio_backup.engine.health.wording import files, length, many, shown, size, wait

LOCAL = "local"


def place_alerts(facts: Facts) -> Iterator[Alert]:
    """What is wrong with each place."""
    for tier in facts.tiers:
        if tier.trouble:
            yield from _troubled(tier, facts)
        elif too_late(tier, facts.now_ns) and _is_the_cause(tier, facts):
            yield _late(tier, facts)
    for damage in facts.damage:
        yield _damage(damage)
    for disk in facts.disks:
        yield from _disk(disk, facts)


def too_late(tier: TierFacts, now_ns: int) -> bool:
    """Whether something waits for the tier longer than its level promises."""
    return tier.waiting_since_ns > 0 and now_ns - tier.waiting_since_ns > AWAY[tier.level]


def silent_too_long(tier: TierFacts, now_ns: int) -> bool:
    """Whether it has been in trouble so long that what it holds is a guess."""
    return bool(tier.trouble) and now_ns - (tier.last_contact_ns or tier.trouble_since_ns) > TIER_AWAY_LONG


def unread_too_long(tier: TierFacts, now_ns: int) -> bool:
    """Whether part of it was not read back for so long that it counts for nothing."""
    return tier.unread_since_ns > 0 and now_ns - tier.unread_since_ns > READ_BACK


def counts_as_copy(tier: TierFacts, now_ns: int) -> bool:
    """Whether what lies there may be called a copy now."""
    return not unread_too_long(tier, now_ns) and tier.trouble != "marker" and not silent_too_long(tier, now_ns)


def _is_the_cause(tier: TierFacts, facts: Facts) -> bool:
    """Whether no other alert, nor a person's pause, already says why it is late."""
    failed = any(one.kind == "replicate" and one.tier == tier.name for one in facts.failed)
    return facts.unlocked and not failed and not hushed(tier.level, facts)


def _cause(name: str) -> Cause:
    return Cause(name, shown(name))


def _troubled(tier: TierFacts, facts: Facts) -> Iterator[Alert]:
    name = shown(tier.name)
    if tier.trouble == "marker":
        yield make(
            "tier_marker_wrong",
            "warning",
            _cause(tier.name),
            f"At the place of {name} lies something else: {_why(tier)} Nothing is written there.{_waiting(tier)}",
            "Plug in the right drive or mount the share, it goes on by itself;"
            f" if the place was emptied: studio-backup tier repair {name}",
            tier.trouble_since_ns,
        )
    elif facts.now_ns - tier.trouble_since_ns >= TIER_AWAY_GRACE or tier.trouble != "unreachable":
        yield make(
            "tier_unreachable",
            _silence(tier, facts.now_ns),
            _cause(tier.name),
            f"{name} {_words(tier)}: {_why(tier)}{_waiting(tier)}",
            _mend(tier),
            tier.trouble_since_ns,
        )


def _silence(tier: TierFacts, now_ns: int) -> Severity:
    """Loud when a promise is broken, a word when something waits or a person must act, else only noted."""
    if too_late(tier, now_ns):
        return urgent(tier.level)
    if tier.waiting_since_ns or tier.trouble != "unreachable" or silent_too_long(tier, now_ns):
        return "warning"
    return "notice"


def _words(tier: TierFacts) -> str:
    return {"denied": "refuses the program", "full": "is full"}.get(tier.trouble, "does not answer")


def _mend(tier: TierFacts) -> str:
    name = shown(tier.name)
    return {
        "denied": f"Check its password or permissions, then: studio-backup tier probe {name}",
        "full": "Make room there; it goes on by itself",
    }.get(tier.trouble, "Connect it or switch it on, it goes on by itself")


def _why(tier: TierFacts) -> str:
    return shown(tier.why or "nothing more is known").rstrip(".") + "."


def _waiting(tier: TierFacts) -> str:
    if not tier.waiting_since_ns:
        return " Nothing waits for it."
    return f" {files(tier.waiting_files)} ({size(tier.waiting_bytes)}) {wait(tier.waiting_files)} for it."


def _late(tier: TierFacts, facts: Facts) -> Alert:
    paused = " Work is paused." if facts.paused else ""
    name = shown(tier.name)
    return make(
        "rpo_missed",
        urgent(tier.level),
        Cause(f"tier {tier.name}", name),
        f"{files(tier.waiting_files)} ({size(tier.waiting_bytes)}) {wait(tier.waiting_files)} for {name} for more than"
        f" {length(AWAY[tier.level])}.{paused}",
        RESUME if facts.paused else f"studio-backup replicate --tier {name}",
        tier.waiting_since_ns,
    )


def _damage(damage: DamageFacts) -> Alert:
    place = "the vault on this machine" if damage.place == LOCAL else shown(damage.place)
    one = damage.objects == 1
    was, them = ("was", "it") if one else ("were", "them")
    lost = "is damaged or missing" if one else "are damaged or missing"
    kind = f"{was} changed by somebody who could seal {them}" if damage.forged else lost
    hope = f"Another place holds {them}." if damage.healable else f"No other place is known to hold {them}."
    return make(
        "damage",
        "critical",
        _cause(damage.place),
        f"{many(damage.objects, 'stored piece')} at {place} {kind}. {hope}",
        "studio-backup verify --heal",
        damage.since_ns,
    )


def _disk(disk: DiskFacts, facts: Facts) -> Iterator[Alert]:
    if any(tier.name == disk.place and tier.trouble == "full" for tier in facts.tiers):
        return
    severity = _tightness(disk)
    if severity:
        place = "the vault's disk" if disk.place == LOCAL else shown(disk.place)
        yield make(
            "disk_low",
            severity,
            _cause(disk.place),
            f"{size(disk.free)} are left on {place}{_needed(disk)}{_forecast(disk)}",
            "Make room there, or move to a larger disk",
            facts.now_ns,
        )


def _tightness(disk: DiskFacts) -> Severity | None:
    days = disk.full_in_days
    if disk.free < FREE_CRITICAL or disk.free < disk.needed:
        return "critical"
    if disk.free < FREE_LOW or (days is not None and days <= FULL_NOW):
        return "warning"
    return "notice" if days is not None and days <= FULL_SOON else None


def _needed(disk: DiskFacts) -> str:
    return f", and {size(disk.needed)} wait to be stored" if disk.needed else ""


def _forecast(disk: DiskFacts) -> str:
    if disk.full_in_days is None:
        return "."
    days = int(disk.full_in_days)
    return f"; as it grows, it is full in {many(days, 'day')}." if days else "; as it grows, it is full within a day."
