"""Copying to the tiers what they lack. The repository says what each point needs; sync copies, and knows no contents.

A point whose data is damaged here, and nowhere whole, is withheld and named; all others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from studio_backup.base.control import CancelToken, Progress
from studio_backup.base.errors import MarkerError, NotFoundError, StorageError, StudioBackupError
from studio_backup.base.exits import DAMAGE, DONE, FAILED, WARNINGS
from studio_backup.domain.collection import UNASSIGNED, Wedding
from studio_backup.domain.job import Level
from studio_backup.domain.objects import parse_name
from studio_backup.domain.problem import Problem
from studio_backup.domain.tier import Tier
from studio_backup.engine.jobs.places import ledger_of, reachable, reading, vault_tier, writing
from studio_backup.engine.jobs.tiers import with_probe
from studio_backup.engine.jobs.weddings import everything, find_wedding, title
from studio_backup.engine.studio import Studio
from studio_backup.engine.verify.knowledge import learn
from studio_backup.sync.difference import ReplicationPlan, Withheld, plan_replication
from studio_backup.sync.found import note_found
from studio_backup.sync.ledger import Ledger
from studio_backup.sync.listing import Listing, freeze
from studio_backup.sync.place import Place
from studio_backup.sync.replicator import ReplicationReport, replicate

LeavesOut: TypeAlias = Callable[[str, Wedding], bool]
"""Whether a tier, by its name, shall not hold a wedding."""


@dataclass(frozen=True, slots=True)
class WithheldPoint:
    """A point which was not copied. `files`: up to 100 of its paths which cannot be had whole."""

    point: str
    wedding: str
    reason: str
    lacking: tuple[str, ...]
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TierReplicated:
    """What came of one tier. `present`: objects it had already. `damaged`: objects of the source that are not whole;
    `unhealed`: those which no other place had either. `error`: why the tier could not be served, "" if it was.
    """

    tier: str
    copied: int = 0
    copied_bytes: int = 0
    present: int = 0
    points: tuple[str, ...] = ()
    withheld: tuple[WithheldPoint, ...] = ()
    damaged: tuple[Problem, ...] = ()
    unhealed: tuple[str, ...] = ()
    failed: tuple[Problem, ...] = ()
    from_others: tuple[str, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class Replicated:
    """What came of all tiers. `problems`: points and collections of the source which cannot be read."""

    tiers: tuple[TierReplicated, ...]
    problems: tuple[Problem, ...]
    seconds: float


def run_replicate(
    studio: Studio,
    *,
    tier: str = "",
    wedding: str = "",
    date: str = "",
    limit: float | None = None,
    level: Callable[[], Level] = lambda: "normal",
    leaves_out: LeavesOut | None = None,
    progress: Progress,
    cancel: CancelToken,
) -> tuple[Replicated, StudioBackupError | None]:
    """Bring one tier, or all, up to date; `limit` in bytes a second, beside what a person allows work of its level.

    Without a wedding all are copied, but those which a tier shall not hold.
    Returns what was done, and the first error of a tier which could not be served while others were. Raises it when
    none was.
    """
    began = studio.clock.monotonic()
    studio.places.pace(level)
    targets = (studio.tier(tier),) if tier else studio.tiers
    if not targets:
        raise NotFoundError(
            "There is no tier to copy to yet.", hint="Add one: studio-backup tier add NAME LOCATION --role nas"
        )
    job = _Job(studio, targets, _Chosen(wedding, date, leaves_out), limit, progress, cancel)
    done = [job.serve(target) for target in targets]
    error = next((e for _, e in done if e), None)
    if error and all(e for _, e in done):
        raise error
    result = Replicated(tuple(r for r, _ in done), tuple(job.problems), studio.clock.monotonic() - began)
    return result, error


@dataclass(frozen=True, slots=True)
class _Chosen:
    """Whose data is copied: one wedding's, or all but what each tier leaves out."""

    wedding: str
    date: str
    leaves_out: LeavesOut | None

    def collections(self, weddings: Sequence[Wedding], tier: str) -> frozenset[str] | None:
        """Of these weddings, for this tier; None for all there are."""
        if self.wedding == UNASSIGNED:  # each laptop may have its own
            return frozenset(c for one in weddings if one.kind == UNASSIGNED for c in one.collections)
        if self.wedding:
            return frozenset(find_wedding(weddings, self.wedding, self.date).collections)
        leaves_out = self.leaves_out
        if leaves_out is None or not any(leaves_out(tier, one) for one in weddings):
            return None
        return frozenset(c for one in weddings if not leaves_out(tier, one) for c in one.collections)


class _Job:
    """What the tiers of one run share: the source, its frozen listing, the needs of its points."""

    def __init__(
        self,
        studio: Studio,
        targets: Sequence[Tier],
        chosen: _Chosen,
        limit: float | None,
        progress: Progress,
        cancel: CancelToken,
    ) -> None:
        self._studio, self._limit, self._progress, self._cancel = studio, limit, progress, cancel
        self._source = _source(studio, targets)
        self._donors, _ = reachable(studio, (t for t in studio.tiers if t.id != self._source.id))
        weddings, self.problems = everything(studio)
        self._titles = {c: title(w) for w in weddings for c in w.collections}
        self._collections = {tier.id: chosen.collections(weddings, tier.name) for tier in targets}
        progress.stage("looking at what is there")
        self._listing = freeze(self._source.storage, cancel=cancel)
        self._frozen: dict[str, Listing] = {}
        repository = studio.repository_over(studio.everywhere())
        self._knowledge = learn(repository, progress=progress, cancel=cancel, collections=self._all())

    def _all(self) -> frozenset[str] | None:
        """What any of the tiers takes."""
        wanted = [one for one in self._collections.values() if one is not None]
        return frozenset[str]().union(*wanted) if len(wanted) == len(self._collections) else None

    def serve(self, tier: Tier) -> tuple[TierReplicated, StudioBackupError | None]:
        """One tier; an error of the tier is returned, not raised."""
        try:
            target = writing(self._studio, with_probe(self._studio, tier), limit=self._limit)
            ledger = ledger_of(self._studio, tier)
            plan, donors = self._plan(target, ledger)
            report = replicate(
                plan,
                self._source,
                target,
                donors=donors,
                ledger=ledger,
                clock=self._studio.clock,
                progress=self._progress,
                cancel=self._cancel,
            )
        except (StorageError, MarkerError) as error:
            return TierReplicated(tier.name, error=error.message), error
        return self._told(tier, report), None

    def _plan(self, target: Place, ledger: Ledger) -> tuple[ReplicationPlan, list[Place]]:
        self._progress.stage(f"looking at what {target.name} lacks")
        there = freeze(target.storage, cancel=self._cancel)
        note_found(ledger, self._listing, there)
        donors = [place for place in self._donors if place.id != target.id]
        plan = plan_replication(
            self._listing,
            there,
            self._knowledge.needs,
            collections=self._collections[target.id],
            donors=[listing for donor in donors if (listing := self._listing_of(donor))],
            ignored=self._knowledge.superseded,
        )
        return plan, donors

    def _listing_of(self, donor: Place) -> Listing | None:
        if donor.id not in self._frozen:
            try:
                self._frozen[donor.id] = freeze(donor.storage, cancel=self._cancel)
            except StorageError:
                return None
        return self._frozen[donor.id]

    def _told(self, tier: Tier, report: ReplicationReport) -> TierReplicated:
        return TierReplicated(
            tier=tier.name,
            copied=report.copied,
            copied_bytes=report.copied_bytes,
            present=report.present,
            points=tuple(name[-64:] for name in report.snapshots),
            withheld=tuple(self._withheld(one) for one in report.withheld),
            damaged=report.damaged,
            unhealed=report.unhealed,
            failed=report.failed,
            from_others=report.from_donors,
        )

    def _withheld(self, one: Withheld) -> WithheldPoint:
        name = parse_name(one.snapshot)
        collection = name.collection if name else ""
        return WithheldPoint(
            one.snapshot[-64:], self._titles.get(collection, collection), one.reason, one.lacking, one.missing_files
        )


def _source(studio: Studio, targets: Sequence[Tier]) -> Place:
    """Where copies are made from: the vault's folder, else the tier this home reads from."""
    own = vault_tier(studio)
    if own:
        return reading(studio, own)
    tier = studio.tier(studio.vault.reads_from)
    if [t.id for t in targets] == [tier.id]:
        raise NotFoundError(
            "This home only reads from that tier: there is nothing here to copy to it.",
            hint="Run `studio-backup vault open LOCATION --local DIR` to have a vault here.",
        )
    return reading(studio, tier)


def replicate_exit(result: Replicated, error: StudioBackupError | None) -> int:
    """The exit code of copies; `error`: the first of a tier which could not be served while others were."""
    if result.problems or any(tier.withheld or tier.unhealed for tier in result.tiers):
        return DAMAGE
    if error or any(tier.failed for tier in result.tiers):
        return FAILED
    return WARNINGS if any(tier.damaged for tier in result.tiers) else DONE
