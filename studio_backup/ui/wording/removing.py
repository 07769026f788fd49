"""What removing a place means, in words. Pure."""

from __future__ import annotations

from studio_backup.api.tiers import CoverLoss, RemovalPlan
from studio_backup.base.names import display
from studio_backup.ui.texts import translate


def must_type(plan: RemovalPlan) -> bool:
    """Whether its name is to be typed: some wedding would be left with too little, or nobody knows."""
    return not plan.known or any(one.short or not one.away_left for one in plan.loses)


def plan_sentences(plan: RemovalPlan, *, own_keys: bool = False) -> tuple[str, ...]:
    """What it means as a whole: what would lose cover, and what happens at the place itself."""
    kept = translate("RemovePlace", "Nothing is deleted there, and adding it again attaches it.")
    if own_keys:
        gone = translate("RemovePlace", "Its access key goes from the keyring of this computer.")
        kept = f"{kept} {gone}"
    if not plan.known:
        return (translate("RemovePlace", "The vault is locked: which weddings have copies there is not known."), kept)
    if not plan.loses:
        return (translate("RemovePlace", "No wedding has a copy there."), kept)
    bare = sum(not one.away_left for one in plan.loses)
    lines = [translate("RemovePlace", "%n weddings would have one copy fewer.", "", len(plan.loses))]
    if bare:
        lines.append(translate("RemovePlace", "%n would have none away from this machine.", "", bare))
    return (*lines, kept)


def loses_words(one: CoverLoss) -> str:
    """ "Rose Hall, 2026-06-13: 4 recovery points there; no other copy away from this machine"."""
    head = ", ".join(part for part in (display(one.wedding), one.date) if part)
    points = translate("RemovePlace", "%n recovery points there", "", one.points)
    return f"{head}: {points}; {_left(one)}"


def _left(one: CoverLoss) -> str:
    if not one.copies_left:
        return translate("RemovePlace", "no other copy at all")
    if not one.away_left:
        return translate("RemovePlace", "no other copy away from this machine")
    if one.short:
        return translate("RemovePlace", "no other place has as much of it")
    return translate("RemovePlace", "%n other places have it", "", one.copies_left)


def removal_waits(plan: RemovalPlan | None, typed: str) -> str:
    """Why it cannot be removed yet; "" if it can."""
    if plan is None:
        return translate("RemovePlace", "What would lose cover is not known yet.")
    if must_type(plan) and typed.strip() != display(plan.name).strip():
        return translate("RemovePlace", "Type its name first.")
    return ""
