"""The frozen plan of a restore: nothing is written, much is looked at."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass

from studio_backup.base.clock import Clock
from studio_backup.base.control import CancelToken, Progress
from studio_backup.engine.restore.conflicts import Resolver
from studio_backup.engine.restore.folders import TargetFolders
from studio_backup.engine.restore.journal import Change, Recorded, all_journals
from studio_backup.engine.restore.layout import Layout, Readers, lay_out
from studio_backup.engine.restore.names import Rules, map_names
from studio_backup.engine.restore.needs import Needs
from studio_backup.engine.restore.older import OlderVersions
from studio_backup.engine.restore.os_errors import explained
from studio_backup.engine.restore.plan import RestorePlan, RestoreRequest
from studio_backup.engine.restore.ports import Ask, PointReader, RestoreVault
from studio_backup.engine.restore.selection import Choice, FileChoice, PathChoice
from studio_backup.engine.restore.settling import Settler
from studio_backup.engine.restore.target_rules import existing_parent, probe_rules
from studio_backup.engine.restore.tree_plan import TreePlanner


@dataclass(frozen=True, slots=True)
class _Identity:
    """Which restore this is: a new one, or one that was stopped."""

    id: str
    started_ns: int
    before: tuple[Change, ...] = ()
    resumed: bool = False


def plan_restore(
    request: RestoreRequest,
    *,
    vault: RestoreVault,
    restores: str,
    rules: Rules | None = None,
    ask: Ask | None = None,
    clock: Clock,
    progress: Progress,
    cancel: CancelToken,
) -> RestorePlan:
    """Look at points and target and say what will be done. Writes nothing that stays.

    `restores`: the home's folder of journals. `rules`: which names the target holds (None: tried out there).
    Raises DamageError for hostile points, NotFoundError, UsageError, StorageDenied.
    """
    progress.stage("planning")
    readers = _once_each(vault)
    identity = _identity(request, restores, clock)
    rules = rules or probe_rules(request.to)
    layout = lay_out(request.points, readers, dict(request.device_names), once=not request.picks, cancel=cancel)
    needs = Needs()
    with explained(request.to), _target(request.to) as folders:
        before = {change.path: change for change in identity.before if change.kind != "none"}
        settler = Settler(Resolver(folders, rules, request.on_conflict, identity.started_ns, ask), before)
        planner = TreePlanner(
            readers=readers,
            settler=settler,
            rules=rules,
            needs=needs,
            there=os.path.isdir(request.to),
            cancel=cancel,
        )
        _add_roots(planner, layout, request, rules, readers)
    return _frozen(request, identity, layout, planner, settler, needs, rules)


def _once_each(vault: RestoreVault) -> Readers:
    known: dict[str, PointReader] = {}

    def reader(collection: str) -> PointReader:
        if collection not in known:
            known[collection] = vault.reader(collection)
        return known[collection]

    return reader


@contextlib.contextmanager
def _target(to: str) -> Iterator[TargetFolders]:
    folders = TargetFolders(existing_parent(to))
    try:
        yield folders
    finally:
        folders.close()


def _add_roots(planner: TreePlanner, layout: Layout, request: RestoreRequest, rules: Rules, readers: Readers) -> None:
    targets = map_names([root.name for root in layout.roots], rules)
    files = FileChoice(request.files)
    for root, target in zip(layout.roots, targets, strict=True):
        choice: Choice = files
        if request.picks:
            choice = PathChoice(pick.path for pick in request.picks if pick.point == root.point.id)
        planner.add_root(root, target, OlderVersions(root.point, request.history, readers), choice)


def restore_key(request: RestoreRequest) -> str:
    """Equal for two requests that would bring the same back to the same place."""
    parts = [os.path.realpath(request.to), request.on_conflict, *sorted(request.files)]
    parts += sorted(point.id for point in request.points)
    parts += [f"{pick.point}/{pick.path.hex()}" for pick in sorted(request.picks)]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def _identity(request: RestoreRequest, restores: str, clock: Clock) -> _Identity:
    stopped = _stopped(restores, restore_key(request))
    if stopped:
        return _Identity(stopped.begun.id, stopped.begun.started_ns, stopped.changes, resumed=True)
    return _Identity(secrets.token_hex(8), clock.now_ns())


def _stopped(restores: str, key: str) -> Recorded | None:
    found = [one for one in all_journals(restores) if one.begun.key == key and not one.last]
    return found[-1] if found else None


def _frozen(
    request: RestoreRequest,
    identity: _Identity,
    layout: Layout,
    planner: TreePlanner,
    settler: Settler,
    needs: Needs,
    rules: Rules,
) -> RestorePlan:
    drafts = planner.drafts
    return RestorePlan(
        id=identity.id,
        request=request,
        started_ns=identity.started_ns,
        resumed=identity.resumed,
        roots=layout.roots,
        items=tuple(drafts.items),
        rules=rules,
        files=sum(item.act in ("file", "hardlink") for item in drafts.items),
        bytes=needs.bytes,
        same=sum(item.act == "same" for item in drafts.items),
        packs=len(needs.packs),
        fetch_bytes=sum(needs.packs.values()),
        free_bytes=_free(request.to),
        conflicts=tuple(settler.conflicts),
        mapped=tuple(drafts.mapped),
        older_versions=tuple(drafts.older),
        failed=tuple(drafts.failed),
        specials=tuple(drafts.specials),
        equal_roots=layout.equal,
        pack_bytes=tuple(needs.packs.items()),
    )


def _free(to: str) -> int | None:
    try:
        return shutil.disk_usage(existing_parent(to)).free
    except OSError:
        return None
