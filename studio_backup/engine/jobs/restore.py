"""Bringing a wedding or one point back: which points, from which places in which order, into which folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from studio_backup.base.control import CancelToken, Progress
from studio_backup.base.errors import NotFoundError, StorageError, UsageError
from studio_backup.base.names import display
from studio_backup.domain.collection import Wedding
from studio_backup.domain.problem import Problem
from studio_backup.domain.recovery import Selection
from studio_backup.domain.snapshot import StoredSnapshot
from studio_backup.domain.tier import Tier
from studio_backup.engine.jobs.places import named_tier, own_folders, reachable, vault_tier
from studio_backup.engine.jobs.points import device_names
from studio_backup.engine.jobs.supply import Supply, impossible, known_damage, supplies
from studio_backup.engine.jobs.weddings import everything, find_wedding
from studio_backup.engine.restore.places import Place, TierPacks
from studio_backup.engine.restore.plan import Failure, OnConflict, Pick, RestorePlan, RestoreReport, RestoreRequest
from studio_backup.engine.restore.planner import plan_restore
from studio_backup.engine.restore.points import Points, find_point, load_points, select_one, select_points
from studio_backup.engine.restore.ports import Ask
from studio_backup.engine.restore.restore import run_restore
from studio_backup.engine.studio import Studio
from studio_backup.repository.repository import Repository
from studio_backup.storage.all_places import AllPlaces
from studio_backup.storage.fallback import FallbackStorage


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asked for: a point by the first digits of its id, a wedding at a moment (None: newest), or `picks`:
    exactly these things of these points.

    `tier`: which place to read from first, "" for the vault's folder. `pinned`: full ids of the points which were
    chosen when it was first asked for, so that newer ones do not change what it is. `job`: the engine's job which does
    it.
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
    picks: tuple[Pick, ...] = ()
    pinned: tuple[str, ...] = ()
    job: str = ""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A plan, and what it needs to be carried out. `tiers`: places in the order in which they are asked.

    `silent`: places which do not answer -> why. `problems`: damaged points met on the way. `supply`: which place gives
    what. `impossible`: files whose data no place within reach has; they are tried all the same.
    """

    plan: RestorePlan
    repository: Repository = field(repr=False)
    packs: TierPacks = field(repr=False)
    tiers: tuple[str, ...]
    silent: dict[str, str]
    problems: tuple[Problem, ...]
    supply: tuple[Supply, ...] = ()
    impossible: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """The points of a wish, and whose they are ("" where they are of several weddings)."""

    selection: Selection
    wedding: str
    date: str
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
    chosen = _select(repository, studio, wish)
    for error in _unlisted(everywhere):
        progress.warn(f"{error.message} Newer points may lie there.")
    plan = plan_restore(
        _request(studio, wish, chosen),
        vault=repository,
        restores=studio.home.folder("restores"),
        ask=ask,
        clock=studio.clock,
        progress=progress,
        cancel=cancel,
    )
    if (wish.files or wish.picks) and not plan.items and not plan.failed:
        raise NotFoundError(
            "No file of these points matches.", hint="`files` lists them. A pattern with / means the whole path."
        )
    supply, nowhere = supplies(plan, tiers, known_damage(studio))
    return Prepared(
        plan,
        repository,
        TierPacks(tiers),
        tuple(p.label for p in tiers),
        silent,
        chosen.problems,
        supply,
        impossible(plan, nowhere, repository.reader, silent),
    )


def _request(studio: Studio, wish: Wish, chosen: Chosen) -> RestoreRequest:
    selection = chosen.selection
    return RestoreRequest(
        points=selection.points,
        history=selection.history,
        to=wish.to,
        files=wish.files,
        on_conflict=wish.on_conflict,
        streams=wish.streams,
        only_partial=selection.only_partial,
        device_names=tuple(device_names(studio).items()),
        picks=wish.picks,
        wedding=chosen.wedding,
        date=chosen.date,
        job=wish.job,
    )


def choose(studio: Studio, wish: Wish) -> Chosen:
    """The points which the wish means now, from all places. Raises as `prepare`."""
    first = _first(studio, wish.tier) if wish.tier else None
    return _select(studio.repository_over(studio.everywhere(first)), studio, wish)


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


def _select(repository: Repository, studio: Studio, wish: Wish) -> Chosen:
    weddings, problems = everything(studio)
    if wish.picks:
        chosen = _of_picks(repository, weddings, wish)
    elif wish.point:
        chosen = _of_point(repository, weddings, wish)
    elif wish.wedding:
        wedding = find_wedding(weddings, wish.wedding, wish.date)
        loaded = load_points(repository, wedding.collections)
        selection = _readable(loaded, lambda: select_points(loaded.points, wish.at_ns, wish.source), repository)
        chosen = Chosen(selection, wedding.label, wedding.date, loaded.problems)
    else:
        raise UsageError("Restore what?", hint="Give a POINT, or --wedding NAME. `points` lists them.")
    return replace(chosen, selection=_pinned(chosen.selection, wish.pinned), problems=(*problems, *chosen.problems))


def _of_point(repository: Repository, weddings: Sequence[Wedding], wish: Wish) -> Chosen:
    loaded = load_points(repository, [c for w in weddings for c in w.collections])
    selection = _readable(loaded, lambda: select_one(loaded.points, wish.point), repository)
    return Chosen(selection, *_whose(weddings, selection.points), loaded.problems)


def _of_picks(repository: Repository, weddings: Sequence[Wedding], wish: Wish) -> Chosen:
    loaded = load_points(repository, [c for w in weddings for c in w.collections])
    wanted = sorted({pick.point for pick in wish.picks})
    points = _readable(
        loaded,
        lambda: Selection(tuple(find_point(loaded.points, one) for one in wanted), loaded.points),
        repository,
    )
    full = dict(zip(wanted, points.points, strict=True))
    if any(one != point.id for one, point in full.items()):
        raise UsageError("What is picked names its point by the whole id.", hint="Take it from the listing.")
    return Chosen(points, *_whose(weddings, points.points), loaded.problems)


def _whose(weddings: Sequence[Wedding], points: Sequence[StoredSnapshot]) -> tuple[str, str]:
    """Name and date of the wedding that all these points are of; empty where they are of several."""
    collections = {point.snapshot.collection for point in points}
    found = [wedding for wedding in weddings if collections <= set(wedding.collections)]
    return (found[0].label, found[0].date) if found else ("", "")


def _pinned(selection: Selection, ids: Sequence[str]) -> Selection:
    """The points of these ids; one that is gone meanwhile is not replaced by another."""
    if not ids:
        return selection
    known = {point.id: point for point in selection.history}
    lost = [one for one in ids if one not in known]
    if lost:
        raise NotFoundError(
            f"The recovery point {lost[0][:12]} is not there any more.", hint="`points` lists what can be restored."
        )
    return replace(selection, points=tuple(known[one] for one in ids))


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
