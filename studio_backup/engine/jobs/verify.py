"""Verifying places: which of them, how deep, and what healing and drills need of the other rooms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from studio_backup.base.control import CancelToken, Progress
from studio_backup.base.errors import MarkerError, NotFoundError, StorageError, StudioBackupError
from studio_backup.base.exits import FAILED, WARNINGS
from studio_backup.domain.job import Level as Urgency
from studio_backup.domain.tier import Tier
from studio_backup.engine.jobs.places import all_tiers, ledger_of, named_tier, reading
from studio_backup.engine.jobs.weddings import everything, find_wedding
from studio_backup.engine.studio import LOCAL, Studio
from studio_backup.engine.unlock import secret_of
from studio_backup.engine.verify.levels import Audit, Surroundings, verify
from studio_backup.engine.verify.report import (
    Damage,
    Drill,
    DrillResult,
    Level,
    Mended,
    PlaceCheck,
    Remaining,
    Site,
    VaultSide,
    VerifyReport,
    VerifyRequest,
)
from studio_backup.repository.audit import append_audit
from studio_backup.repository.devices import publish_device


@dataclass(frozen=True, slots=True)
class Verified:
    """What was checked and found. `damaged` holds all problems; those in `healed` are good again, those in `remaining`
    are not, although healing was asked for. `unreachable`: places which did not answer -> why.
    """

    level: Level
    checked: int
    bytes_read: int
    damaged: tuple[Damage, ...]
    healed: tuple[Mended, ...]
    remaining: tuple[Remaining, ...]
    leftovers: int
    places: tuple[PlaceCheck, ...]
    drills: tuple[DrillResult, ...]
    unreachable: dict[str, str]
    seconds: float


@dataclass(frozen=True, slots=True)
class Depth:
    """How much to check. `sample`: percent of the bytes of packs, above 0 to 100."""

    level: Level = "read"
    sample: float = 100.0
    heal: bool = False


def run_verify(
    studio: Studio,
    depth: Depth,
    *,
    tier: str = "",
    wedding: str = "",
    date: str = "",
    urgency: Callable[[], Urgency] = lambda: "normal",
    progress: Progress,
    cancel: CancelToken,
) -> tuple[Verified, int, StudioBackupError | None]:
    """Check one place, or all that answer, within what a person allows work of this urgency.

    Returns what was found, the exit code of it (0, 3, 4), and the first error of a place which did not answer. Raises
    the error of a place that was named, and NotFoundError.
    """
    began = studio.clock.monotonic()
    studio.places.pace(urgency)
    wanted = (named_tier(studio, tier),) if tier else all_tiers(studio)
    sites, errors = _open(studio, all_tiers(studio))
    failed = [errors[one.name] for one in wanted if one.name in errors]
    if len(failed) == len(wanted):
        raise failed[0] if failed else NotFoundError("There is no place to verify yet.")
    request = VerifyRequest(
        depth.level,
        frozenset(one.id for one in wanted if one.name not in errors),
        _collections(studio, wedding, date),
        depth.sample,
        depth.heal,
    )
    around = _surroundings(studio, sites, depth, progress, cancel)
    report = verify(request, around, clock=studio.clock, progress=progress, cancel=cancel)
    silent = {one.name: errors[one.name].message for one in wanted if one.name in errors}
    result = _result(report, silent, studio.clock.monotonic() - began)
    return result, report.exit_code, failed[0] if failed else None


def _open(studio: Studio, tiers: Sequence[Tier]) -> tuple[list[Site], dict[str, StudioBackupError]]:
    """Every place that answers; and name -> error of the others."""
    sites: list[Site] = []
    errors: dict[str, StudioBackupError] = {}
    for one in tiers:
        try:
            sites.append(Site(reading(studio, one), ledger_of(studio, one), one.name == LOCAL))
        except (StorageError, MarkerError, NotFoundError) as error:
            errors[one.name] = error
    return sites, errors


def _collections(studio: Studio, wedding: str, date: str) -> frozenset[str] | None:
    if not wedding:
        return None
    weddings, _ = everything(studio)
    return frozenset(find_wedding(weddings, wedding, date).collections)


def _surroundings(
    studio: Studio, sites: Sequence[Site], depth: Depth, progress: Progress, cancel: CancelToken
) -> Surroundings:
    vault = _vault_side(studio) if depth.heal else None
    drill = _driller(studio, progress, cancel) if depth.level == "drill" else None
    repository = studio.repository_over(studio.everywhere())
    return Surroundings(repository, tuple(sites), vault, drill, _audit(studio, vault) if vault else None)


def _driller(studio: Studio, progress: Progress, cancel: CancelToken) -> Drill:
    # Start-up time: only a drill restores.
    from studio_backup.engine.jobs.drill import Driller  # noqa: PLC0415

    return Driller(studio, progress=progress, cancel=cancel).restore


def _vault_side(studio: Studio) -> VaultSide | None:
    """The vault's own folder as a place where contents can be sealed anew; this laptop is made known there first."""
    if studio.local is None:
        return None
    identity = studio.identity()
    publish_device(studio.local, studio.keys, identity, secret_of(studio.home), studio.clock)
    return VaultSide(studio.local, identity, studio.places.writer.run)


def _audit(studio: Studio, vault: VaultSide) -> Audit:
    def note(act: str, place: str, objects: Sequence[str]) -> None:
        append_audit(
            vault.storage,
            studio.keys.repository,
            vault.identity,
            act=act,
            place=place,
            objects=objects,
            clock=studio.clock,
        )

    return note


def _result(report: VerifyReport, silent: dict[str, str], seconds: float) -> Verified:
    return Verified(
        level=report.level,
        checked=report.checked,
        bytes_read=report.bytes_read,
        damaged=report.damaged,
        healed=report.healed,
        remaining=report.remaining,
        leftovers=report.leftovers,
        places=report.places,
        drills=report.drills,
        unreachable=silent,
        seconds=seconds,
    )


def verify_exit(code: int, error: StudioBackupError | None) -> int:
    """The exit code of a verification; `code`: of what was found, `error`: of a place which did not answer."""
    return FAILED if error and code <= WARNINGS else code
