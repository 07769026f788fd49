"""Bringing a wedding or one point back: which points, from which places in which order, into which folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from studio_backup.base.control import CancelToken, Progress
from studio_backup.base.errors import NotFoundError, StorageError, UsageError
from studio_backup.base.names import display
from studio_backup.domain.problem import Problem
from studio_backup.domain.recovery import Selection
from studio_backup.domain.tier import Tier
from studio_backup.engine.jobs.places import named_tier, own_folders, reachable, vault_tier
from studio_backup.engine.jobs.points import device_names
from studio_backup.engine.jobs.weddings import everything, find_wedding
from studio_backup.engine.restore.places import Place, TierPacks
from studio_backup.engine.restore.plan import OnConflict, RestorePlan, RestoreReport, RestoreRequest
from studio_backup.engine.restore.planner import plan_restore
from studio_backup.engine.restore.points import Points, load_points, select_one, select_points
from studio_backup.engine.restore.ports import Ask
from studio_backup.engine.restore.restore import run_restore
from studio_backup.engine.studio import Studio
from studio_backup.repository.repository import Repository
from studio_backup.storage.all_places import AllPlaces
from studio_backup.storage.fallback import FallbackStorage


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asked for: a point by the first digits of its id, or a wedding at a moment (None: newest).

    `tier`: which place to read from first, "" for the vault's folder.
    """

    to: str
    point: str = ""
    wedding: str = ""
    date: str = ""
    at_ns: int | None = None
    files: tuple[str, ...] = ()
    on_conflict: OnConflict = "keep-both"
    tier: str = ""
    source: str = ""
    streams: int = 4


@dataclass(frozen=True, slots=True)
class Prepared:
    """A plan, and what it needs to be carried out. `tiers`: places in the order in which they are asked.

    `silent`: places which do not answer -> why. `problems`: damaged points met on the way.
    """

    plan: RestorePlan
    repository: Repository = field(repr=False)
    packs: TierPacks = field(repr=False)
    tiers: tuple[str, ...]
    silent: dict[str, str]
    problems: tuple[Problem, ...]


def prepare(studio: Studio, wish: Wish, *, ask: Ask | None, progress: Progress, cancel: CancelToken) -> Prepared:
    """The frozen plan. Writes nothing. Raises UsageError, NotFoundError, DamageError, StorageError."""
    _refuse_own_places(studio, wish.to)
    first = _first(studio, wish.tier)
    tiers, silent = _in_order(studio, first)
    if first and first.name in silent:
        progress.warn(f"{first.name} does not answer: {silent[first.name]}")
    everywhere = studio.everywhere(first if wish.tier else None)
    repository = studio.repository_over(everywhere)
    selection, problems = _select(repository, studio, wish)
    for error in _unlisted(everywhere):
        progress.warn(f"{error.message} Newer points may lie there.")
    request = RestoreRequest(
        points=selection.points,
        history=selection.history,
        to=wish.to,
        files=wish.files,
        on_conflict=wish.on_conflict,
        streams=wish.streams,
        only_partial=selection.only_partial,
        device_names=tuple(device_names(studio).items()),
    )
    plan = plan_restore(
        request,
        vault=repository,
        restores=studio.home.folder("restores"),
        ask=ask,
        clock=studio.clock,
        progress=progress,
        cancel=cancel,
    )
    if wish.files and not plan.items:
        raise NotFoundError(
            "No file of these points matches.", hint="`files` lists them. A pattern with / means the whole path."
        )
    packs = TierPacks(tiers)
    return Prepared(plan, repository, packs, tuple(p.label for p in tiers), silent, tuple(problems))


def _refuse_own_places(studio: Studio, to: str) -> None:
    """Restored files among the vault's objects would be in nobody's backup, and in the way."""
    target = os.path.join(os.path.realpath(to), "")
    for folder in filter(None, own_folders(studio)):
        if target.startswith(os.path.join(folder, "")):
            raise UsageError(
                f"{display(to)} lies in {display(folder)}, which belongs to this program.",
                hint="Name a folder elsewhere with --to.",
            )


def carry_out(studio: Studio, prepared: Prepared, *, progress: Progress, cancel: CancelToken) -> RestoreReport:
    """Do what the plan says. A stopped one goes on where it was when the same is asked for again."""
    return run_restore(
        prepared.plan,
        vault=prepared.repository,
        packs=prepared.packs,
        restores=studio.home.folder("restores"),
        clock=studio.clock,
        progress=progress,
        cancel=cancel,
    )


def _first(studio: Studio, name: str) -> Tier | None:
    """The place to read from first: the one asked for, else the vault's folder, else the tier this home reads from."""
    if name:
        return named_tier(studio, name)
    own = vault_tier(studio)
    if own or not studio.vault.reads_from:
        return own
    return studio.tier(studio.vault.reads_from)


def _in_order(studio: Studio, first: Tier | None) -> tuple[list[Place], dict[str, str]]:
    own = vault_tier(studio)
    tiers = [tier for tier in (first, own, *studio.tiers) if tier]
    distinct = {tier.name: tier for tier in reversed(tiers)}
    ordered = sorted(distinct.values(), key=lambda tier: [t.name for t in tiers].index(tier.name))
    places, silent = reachable(studio, ordered)
    if not places:
        raise NotFoundError(
            "No place of this vault answers.", hint="Connect a drive, or open the vault from a copy: vault open."
        )
    return [Place(p.name, p.storage) for p in places], silent


def _unlisted(everywhere: FallbackStorage) -> Sequence[StorageError]:
    """Of places which were passed over because they could not be listed, one error each sentence."""
    found = everywhere.unlisted if isinstance(everywhere, AllPlaces) else []
    return list({error.message: error for error in found}.values())


def _select(repository: Repository, studio: Studio, wish: Wish) -> tuple[Selection, list[Problem]]:
    weddings, problems = everything(studio)
    if wish.point:
        loaded = load_points(repository, [c for w in weddings for c in w.collections])
        selection = _readable(loaded, lambda: select_one(loaded.points, wish.point), repository)
    elif wish.wedding:
        loaded = load_points(repository, find_wedding(weddings, wish.wedding, wish.date).collections)
        selection = _readable(loaded, lambda: select_points(loaded.points, wish.at_ns, wish.source), repository)
    else:
        raise UsageError("Restore what?", hint="Give a POINT, or --wedding NAME. `points` lists them.")
    return selection, [*problems, *loaded.problems]


def _readable(loaded: Points, select: Callable[[], Selection], repository: Repository) -> Selection:
    """The selection. Where there is none because points could not be read, that is said: never that there are none."""
    try:
        return select()
    except NotFoundError as error:
        if isinstance(repository.storage, FallbackStorage) and (unlisted := _unlisted(repository.storage)):
            raise unlisted[0] from error
        if not loaded.problems:
            raise
        first = loaded.problems[0]
        raise NotFoundError(
            f"{error.message} But points are there which cannot be read: {first.object} is {first.problem}.",
            hint="Connect another place, or run `verify --heal`.",
        ) from error
