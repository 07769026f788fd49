"""The plan of a restore as the window shows it: how much, from where, how long, and what cannot be."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping

import msgspec

from studio_backup.api.paths import to_wire
from studio_backup.api.restores import CountsView, PlannedRootView, RestorePlanned, RestorePlanView, SupplyView
from studio_backup.engine.jobs.restore import Prepared, Wish
from studio_backup.engine.jobs.told_restore import plan_exit, planned
from studio_backup.engine.restore.plan import PlannedRoot
from studio_backup.engine.restore.restore import SPARE_BYTES

_LISTS = ("failed", "impossible", "older_versions", "conflicts", "mapped", "specials", "equal_roots", "problems")


def plan_view(prepared: Prepared, wish: Wish, speeds: Mapping[str, float], most: int) -> RestorePlanView:
    """The whole of it. `speeds`: place -> bytes a second as measured, "" for all of them; `most`: entries of a list."""
    plan = prepared.plan
    supply = tuple(
        SupplyView(place=one.place, packs=one.packs, bytes=one.bytes, seconds=_seconds(one.place, one.bytes, speeds))
        for one in prepared.supply
    )
    return RestorePlanView(
        to=to_wire(os.path.abspath(wish.to)),
        planned=_cut(planned(prepared, wish), most),
        counts=_counts(prepared),
        roots=tuple(map(_root, plan.roots)),
        supply=supply,
        seconds=_seconds(prepared.tiers[0], plan.bytes, speeds) if prepared.tiers else None,
        resumes=plan.resumed,
        fits=None if plan.free_bytes is None else plan.bytes + SPARE_BYTES <= plan.free_bytes or not plan.bytes,
        exit=plan_exit(prepared),
    )


def _seconds(place: str, size: int, speeds: Mapping[str, float]) -> float | None:
    """What it takes at the speed that was measured at this place, else at all places."""
    speed = speeds.get(place) or speeds.get("", 0.0)
    return size / speed if speed else None


def _counts(prepared: Prepared) -> CountsView:
    plan = prepared.plan
    decided = Counter(one.decision for one in plan.conflicts)
    return CountsView(
        failed=len(plan.failed),
        impossible=len(prepared.impossible),
        older_versions=len(plan.older_versions),
        mapped=len(plan.mapped),
        keep_both=decided["keep-both"],
        replace=decided["replace"],
        skip=decided["skip"],
    )


def _cut(told: RestorePlanned, most: int) -> RestorePlanned:
    return msgspec.structs.replace(told, **{name: getattr(told, name)[:most] for name in _LISTS})


def _root(root: PlannedRoot) -> PlannedRootView:
    snapshot = root.point.snapshot
    return PlannedRootView(
        name=_wire(root.name), source=_wire(snapshot.source.raw_path), point=root.point.id, at_ns=snapshot.started_ns
    )


def _wire(name: bytes) -> str:
    return to_wire(name.decode("utf-8", "surrogateescape"))
