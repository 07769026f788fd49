"""Healing decisions: another place first, an older version next; packs lost everywhere are sealed anew."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from studio_backup.base.clock import Clock
from studio_backup.base.control import CancelToken, Progress
from studio_backup.base.errors import StorageError, StudioBackupError
from studio_backup.domain.objects import Kind, parse_name
from studio_backup.domain.problem import Problem
from studio_backup.engine.verify.knowledge import Knowledge
from studio_backup.engine.verify.report import Mended, Remaining, Site, VaultSide
from studio_backup.engine.verify.reseal import Resealed, SourceSearch, readers_of, reseal
from studio_backup.repository.keys import load_collection_keys
from studio_backup.repository.repository import Repository
from studio_backup.sync.healing import heal

SEALED_ANEW = "sealed anew from what was left of it, and from the source"
_RESEALED = (Kind.PACK, Kind.INDEX)
_NEW = (Kind.PACK, Kind.INDEX, Kind.SUPERSEDED)


class Mending:
    """Heals the problems of several places. `healed` and `remaining` grow while it runs."""

    def __init__(
        self,
        repository: Repository,
        sites: Sequence[Site],
        targets: Sequence[Site],
        vault: VaultSide | None,
        knowledge: Knowledge,
        *,
        clock: Clock,
        progress: Progress,
        cancel: CancelToken,
    ) -> None:
        self._repository, self._sites, self._targets = repository, tuple(sites), tuple(targets)
        self._vault, self._knowledge = vault, knowledge
        self._clock, self._progress, self._cancel = clock, progress, cancel
        self.healed: list[Mended] = []
        self.remaining: list[Remaining] = []
        self._lost: set[str] = set()

    def run(self, problems: Mapping[str, Sequence[Problem]]) -> None:
        """`problems`: by place id. The vault's own folder is healed first: it donates to the others."""
        self._progress.stage("healing", files=sum(map(len, problems.values())))
        for site in sorted(self._targets, key=lambda one: not one.is_vault):
            self._heal_at(site, problems.get(site.place.id, ()))
        for collection, names in self._to_reseal().items():
            self._cancel.check()
            self._reseal(collection, names)

    def _heal_at(self, site: Site, problems: Iterable[Problem]) -> None:
        report = heal(
            problems,
            site.place,
            [one.place for one in sorted(self._sites, key=lambda one: not one.is_vault)],
            ledger=site.ledger,
            clock=self._clock,
            progress=self._progress,
            cancel=self._cancel,
        )
        self.healed += [Mended(one.object, site.place.name, one.origin) for one in report.healed]
        self.remaining += [Remaining(one.problem.object, site.place.name, one.reason) for one in report.unhealed]
        self._lost |= {one.problem.object for one in report.unhealed if one.lost}

    def _to_reseal(self) -> dict[str, list[str]]:
        """Packs and index segments which no place has any more, by collection."""
        found: dict[str, list[str]] = {}
        for text in sorted(self._lost):
            name = parse_name(text)
            if name and name.kind in _RESEALED:
                found.setdefault(name.collection, []).append(text)
        return found

    def _reseal(self, collection: str, names: list[str]) -> None:
        if self._vault is None:
            return
        try:
            before = self._objects_of(collection)
            outcomes = self._sealed_anew(collection, names, self._vault)
            new = self._objects_of(collection) - before
        except StudioBackupError as error:
            self._cancel.check()
            self._progress.warn(f"What was lost of {collection} could not be sealed anew: {error.message}")
            return
        self._repository.forget()
        for one in outcomes:
            self._settle(one)
        self._spread(new)

    def _sealed_anew(self, collection: str, names: list[str], vault: VaultSide) -> tuple[Resealed, ...]:
        together = self._repository
        alone = [Repository(site.place.storage, together.keys, together.config) for site in self._sites]
        keys = load_collection_keys(together.storage, together.keys, collection)
        own = Repository(vault.storage, together.keys, together.config)
        with own.writer(collection, identity=vault.identity, run=vault.run, clock=self._clock) as writer:
            return reseal(
                names,
                self._knowledge.snapshots.get(collection, ()),
                writer=writer,
                readers=readers_of([together, *alone], collection),
                search=SourceSearch(keys, together.config.chunking, progress=self._progress, cancel=self._cancel),
            )

    def _objects_of(self, collection: str) -> set[str]:
        listed = self._vault.storage.list(f"c/{collection}/") if self._vault else ()
        return {one.name for one in listed if (name := parse_name(one.name)) and name.kind in _NEW}

    def _settle(self, outcome: Resealed) -> None:
        """Give a name up at every place, or say what is still missing."""
        mine = [one for one in self.remaining if one.object == outcome.name]
        self.remaining = [one for one in self.remaining if one.object != outcome.name]
        if not outcome.given_up:
            self.remaining += [replace(one, reason=outcome.reason) for one in mine]
            return
        self.healed += [Mended(one.object, one.tier, SEALED_ANEW) for one in mine]
        for site in self._sites:
            with contextlib.suppress(StorageError):
                site.place.storage.quarantine(outcome.name)
                site.ledger.removed(outcome.name, self._clock.now_ns())
                site.ledger.flush()

    def _spread(self, names: set[str]) -> None:
        """What was sealed anew goes to the checked places at once: their snapshots need it now."""
        missing = [Problem(name, "missing") for name in sorted(names)]
        healed = list(self.healed)
        for site in self._targets:
            if not site.is_vault:
                self._heal_at(site, missing)
        self.healed = healed
