"""The three levels over the chosen places, and what healing makes of what they find."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from studio_backup.base.clock import Clock
from studio_backup.base.control import CancelToken, Progress
from studio_backup.domain.problem import Problem
from studio_backup.engine.verify.chains import gaps
from studio_backup.engine.verify.judgement import Judge
from studio_backup.engine.verify.knowledge import Knowledge, learn
from studio_backup.engine.verify.mending import Mending
from studio_backup.engine.verify.naming import Naming
from studio_backup.engine.verify.report import (
    Damage,
    Drill,
    DrillResult,
    Mended,
    PlaceCheck,
    Remaining,
    Site,
    VaultSide,
    VerifyReport,
    VerifyRequest,
)
from studio_backup.repository.repository import Repository
from studio_backup.storage.all_places import AllPlaces
from studio_backup.sync.listing import Listing, freeze
from studio_backup.sync.presence import Evidence
from studio_backup.sync.scrub import ScrubReport, scrub

Audit = Callable[[str, str, Sequence[str]], None]
"""Notes (act, place id, object names) in this device's chain of who did what."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a verification works with. `repository`: the opened vault; it is read from all sites together.

    `sites`: every reachable place: those which are not checked still bear witness and donate. `vault`: None where this
    home has no own folder or may not write: then nothing is sealed anew. `audit`: None: nothing is noted.
    """

    repository: Repository = field(repr=False)
    sites: tuple[Site, ...]
    vault: VaultSide | None = None
    drill: Drill | None = None
    audit: Audit | None = None


def verify(
    request: VerifyRequest, around: Surroundings, *, clock: Clock, progress: Progress, cancel: CancelToken
) -> VerifyReport:
    """Check, name, and heal if asked. Raises StorageError if a place that is checked stops answering, and Cancelled."""
    return _Verification(request, around, clock, progress, cancel).run()


class _Verification:
    def __init__(
        self, request: VerifyRequest, around: Surroundings, clock: Clock, progress: Progress, cancel: CancelToken
    ) -> None:
        self._request, self._around = request, around
        self._clock, self._progress, self._cancel = clock, progress, cancel
        self._targets = tuple(one for one in around.sites if one.place.id in request.targets)
        together = AllPlaces([one.place.storage for one in around.sites])
        self._repository = Repository(together, around.repository.keys, around.repository.config)

    def run(self) -> VerifyReport:
        self._progress.stage("listing")
        listings = {site.place.id: freeze(site.place.storage, cancel=self._cancel) for site in self._around.sites}
        knowledge = learn(
            self._repository,
            progress=self._progress,
            cancel=self._cancel,
            collections=self._request.collections,
        )
        scrubs = [(site, self._scrub(site, listings, knowledge)) for site in self._targets]
        found = {site.place.id: list(report.problems) for site, report in scrubs}
        problems = self._with_gaps(found, listings, knowledge)
        damaged = self._named(problems, knowledge)
        healed, remaining = self._heal(problems, knowledge)
        return VerifyReport(
            self._request.level,
            tuple(_check(site, report) for site, report in scrubs),
            damaged,
            healed,
            remaining,
            self._drills(),
        )

    def _scrub(self, site: Site, listings: Mapping[str, Listing], knowledge: Knowledge) -> ScrubReport:
        reads = self._request.level != "present"
        judge = Judge(self._repository, site.place.id)
        return scrub(
            site.place,
            listings[site.place.id],
            evidence_for(site, self._around.sites, listings, knowledge),
            level="read" if reads else "present",
            collections=self._request.collections,
            sample=self._request.sample,
            inspect=judge.inspect,
            vouching=judge.voucher,
            ledger=site.ledger,
            clock=self._clock,
            progress=self._progress,
            cancel=self._cancel,
        )

    def _with_gaps(
        self, problems: dict[str, list[Problem]], listings: Mapping[str, Listing], knowledge: Knowledge
    ) -> dict[str, list[Problem]]:
        """A gap counts where its later point lies, unless that point is a problem there already."""
        for gap in gaps(knowledge):
            for tier, found in problems.items():
                if gap.object in listings[tier].objects and all(one.object != gap.object for one in found):
                    found.append(gap)
        return problems

    def _named(self, problems: Mapping[str, list[Problem]], knowledge: Knowledge) -> tuple[Damage, ...]:
        naming = Naming(self._repository, knowledge)
        return tuple(damage for site in self._targets for damage in naming.of(site.place.name, problems[site.place.id]))

    def _heal(
        self, problems: Mapping[str, list[Problem]], knowledge: Knowledge
    ) -> tuple[tuple[Mended, ...], tuple[Remaining, ...]]:
        if not self._request.heal:
            return (), ()
        around = self._around
        mending = Mending(
            self._repository, around.sites, self._targets, around.vault, knowledge,
            clock=self._clock, progress=self._progress, cancel=self._cancel,
        )  # fmt: skip
        mending.run(problems)
        self._note(mending.healed)
        return tuple(mending.healed), tuple(mending.remaining)

    def _note(self, healed: Sequence[Mended]) -> None:
        if self._around.audit is None:
            return
        for site in self._targets:
            names = sorted(one.object for one in healed if one.tier == site.place.name)
            if names:
                self._around.audit("heal", site.place.id, names)

    def _drills(self) -> tuple[DrillResult, ...]:
        if self._request.level != "drill" or self._around.drill is None:
            return ()
        return tuple(self._around.drill(site.place, self._request.collections) for site in self._targets)


def evidence_for(site: Site, sites: Sequence[Site], listings: Mapping[str, Listing], knowledge: Knowledge) -> Evidence:
    """What speaks for objects being at one place: its ledger, the snapshots, and the other places."""
    others = [one for one in sites if one.place.id != site.place.id]
    upstream = next((listings[one.place.id] for one in others if one.is_vault), None)
    sent: set[str] = set()
    if site.is_vault:
        for one in others:
            sent.update(name for name, record in one.ledger.known().items() if record.stored_ns)
    return Evidence(
        recorded={name: record.size for name, record in site.ledger.known().items()},
        needs=knowledge.needs,
        upstream=upstream,
        others=tuple(listings[one.place.id] for one in others if not one.is_vault),
        sent=sent,
        ignored=knowledge.superseded,
    )


def _check(site: Site, report: ScrubReport) -> PlaceCheck:
    return PlaceCheck(
        site.place.name,
        report.checked,
        report.read,
        report.bytes_read,
        report.how,
        report.leftovers,
        report.leftover_bytes,
    )
