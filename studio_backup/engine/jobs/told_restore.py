"""What a restore tells: the same to a person at the terminal, to a program, and to the window."""

from __future__ import annotations

import os

from studio_backup.api.browse import TroubleView
from studio_backup.api.restores import (
    ConflictView,
    EqualRootView,
    FailedView,
    MappedView,
    OlderView,
    OtherTierView,
    RestoreDone,
    RestorePlanned,
    RootView,
    SumsView,
)
from studio_backup.base.exits import DAMAGE, DONE, WARNINGS
from studio_backup.base.names import display
from studio_backup.domain.recovery import SourceRoot
from studio_backup.engine.jobs.restore import Prepared, Wish
from studio_backup.engine.restore.plan import Failure, RestoreReport


def planned(prepared: Prepared, wish: Wish) -> RestorePlanned:
    """The plan."""
    plan = prepared.plan
    return RestorePlanned(
        id=plan.id,
        to=display(os.path.abspath(wish.to)),
        roots=tuple(display(root.name) for root in plan.roots),
        plan=SumsView(
            files=plan.files,
            bytes=plan.bytes,
            same=plan.same,
            packs=plan.packs,
            fetch_bytes=plan.fetch_bytes,
            free_bytes=plan.free_bytes,
        ),
        tiers=prepared.tiers,
        unreachable=dict(prepared.silent),
        failed=_failed(plan.failed),
        impossible=_failed(prepared.impossible),
        older_versions=tuple(
            OlderView(path=display(one.path), moment_ns=one.moment_ns, reason=display(one.reason))
            for one in plan.older_versions
        ),
        conflicts=tuple(
            ConflictView(path=display(one.path), target=display(one.target), decision=one.decision)
            for one in plan.conflicts
        ),
        mapped=tuple(MappedView(path=display(one.path), target=display(one.target)) for one in plan.mapped),
        specials=tuple(map(display, plan.specials)),
        equal_roots=tuple(EqualRootView(source=_root(one.source), name=display(one.name)) for one in plan.equal_roots),
        only_partial=tuple(map(_root, plan.request.only_partial)),
        problems=tuple(
            TroubleView(object=display(one.object), problem=one.problem, detail=display(one.detail))
            for one in prepared.problems
        ),
    )


def done(prepared: Prepared, report: RestoreReport, wish: Wish) -> RestoreDone:
    """The plan, and what became of it."""
    plan = planned(prepared, wish)
    told = {name: getattr(plan, name) for name in plan.__struct_fields__ if name != "failed"}
    return RestoreDone(
        **told,
        failed=_failed(report.failed),
        restored=report.restored,
        verified=report.verified,
        skipped=report.skipped,
        bytes=report.bytes,
        seconds=report.seconds,
        medium=report.medium,
        other_tier=tuple(
            OtherTierView(object=one.object, asked=one.asked, used=one.used, problem=display(one.problem))
            for one in report.other_tier
        ),
        set_aside=tuple(map(display, report.set_aside)),
        notes=tuple(map(display, report.notes)),
        kept_bytes=report.kept_bytes,
        kept_folder=display(report.kept_folder),
        expired=report.expired,
        packs_read=report.packs_read,
        resumed=report.resumed,
        exit=_exit(prepared, report, wish),
    )


def plan_exit(prepared: Prepared) -> int:
    """The exit code of a plan that is only shown."""
    if prepared.plan.failed or prepared.impossible:
        return DAMAGE
    return WARNINGS if prepared.plan.older_versions else DONE


def _exit(prepared: Prepared, report: RestoreReport, wish: Wish) -> int:
    if report.failed or prepared.problems:
        return DAMAGE
    other = report.other_tier or (wish.tier and wish.tier in prepared.silent)
    return WARNINGS if other or report.older_versions or report.only_partial else DONE


def _failed(failures: tuple[Failure, ...]) -> tuple[FailedView, ...]:
    return tuple(FailedView(path=display(one.path), reason=display(one.reason)) for one in failures)


def _root(root: SourceRoot) -> RootView:
    return RootView(path=display(root.path), device=root.device)
