"""What must hold in every state, and at every move."""

from __future__ import annotations

from tests.model.objects import (
    INDEX0,
    INDEXES,
    KEY_OF,
    PACK0,
    PACKED,
    PACKS,
    RECORD_S0,
    S0,
    SNAPSHOTS,
    Tier,
    bits,
    mark,
    name,
    numbers,
    packed,
    record,
    whole,
)
from tests.model.world import Setting, World


def broken(before: World, after: World, setting: Setting) -> str:
    """The first thing that this move broke, "" if all holds."""
    for number, (old, new) in enumerate(zip(before.tiers, after.tiers, strict=True)):
        if old.have != new.have:
            found = _order(old, new) or _removal(old, new, setting) or _resurrection(old, new, setting)
            if found:
                return f"tier {number + 1}: {found}"
    return ""


def _order(old: Tier, new: Tier) -> str:
    """The order law: nothing is there before what it needs; a tier's snapshots are restorable from it alone."""
    have = new.have
    snapshots = have & SNAPSHOTS
    judged = restorable(old.have) or snapshots & ~old.have  # what a disk lost before is no fault of this move
    if snapshots and judged and not restorable(have):
        return f"{', '.join(map(name, bits(snapshots)))} is there and cannot be restored"
    for pack in numbers(have & PACKED, PACK0):
        if not have & KEY_OF[pack]:
            return f"{PACKS[pack]} is there before its key"
    for pack in numbers(have & INDEXES & ~old.have, INDEX0):
        if not have & (
            packed(pack) | mark(pack) | record(pack)
        ):  # a slow writer may name a pack that was condemned meanwhile
            return f"index {PACKS[pack]} is there before its pack"
    return ""


def restorable(have: int) -> bool:
    """Whether what a tier has gives x back."""
    return any(whole(have, pack) for pack in numbers(have, PACK0))


def _removal(old: Tier, new: Tier, setting: Setting) -> str:
    """Nothing goes without grace, and nothing goes unexplained."""
    gone = old.have & ~new.have
    if gone & S0 and not old.have & RECORD_S0:
        return "S0 goes and no prune record explains the gap"
    if gone & SNAPSHOTS & ~S0:
        return "a snapshot goes which nobody dropped"
    for pack in numbers(gone, PACK0):
        if not setting.clock.ripe(old, mark(pack)):
            return f"{PACKS[pack]} goes and its mark is not as old as the grace"
        if not old.have & record(pack):
            return f"{PACKS[pack]} goes and no prune record names it"
    return ""


def _resurrection(old: Tier, new: Tier, setting: Setting) -> str:
    """Where listings tell the truth, what a tier knows to be dead is never put there again.

    Healing may: its copy was under way when the record came. The next prune takes it again.
    """
    came = new.have & ~old.have
    if setting.clock.delay or setting.lossy:
        return ""
    if came & S0 and old.have & RECORD_S0:
        return "S0 comes back, although retention dropped it"
    for pack in numbers(came, PACK0):
        if old.have & record(pack):
            return f"{PACKS[pack]} comes back from the dead"
    return ""
