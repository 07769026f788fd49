"""Carrying out a plan."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from studio_backup.base.clock import Clock
from studio_backup.base.control import CancelToken, Progress
from studio_backup.base.errors import StorageDenied, StorageFull
from studio_backup.base.files import make_folders
from studio_backup.base.names import display
from studio_backup.engine.restore.area import Area
from studio_backup.engine.restore.conflicts import Resolver
from studio_backup.engine.restore.databases import main_file
from studio_backup.engine.restore.expiry import drop_expired, tidy
from studio_backup.engine.restore.folders import TargetFolders
from studio_backup.engine.restore.journal import Begun, Change, Journal
from studio_backup.engine.restore.making import Maker
from studio_backup.engine.restore.names_list import list_bytes, list_name
from studio_backup.engine.restore.os_errors import explained, stops_all
from studio_backup.engine.restore.outcome import Outcome
from studio_backup.engine.restore.parts import PartReader
from studio_backup.engine.restore.pipeline import Pipeline
from studio_backup.engine.restore.placing import Places
from studio_backup.engine.restore.plan import OtherTier, RestorePlan, RestoreReport
from studio_backup.engine.restore.planner import restore_key
from studio_backup.engine.restore.ports import PackSource, RestoreVault
from studio_backup.engine.restore.publisher import Publisher
from studio_backup.engine.restore.shelf import Shelves
from studio_backup.engine.restore.verifier import Verifier
from studio_backup.engine.restore.writer import Writer

SPARE_BYTES = 16 << 20  # left free on the target, for its own bookkeeping


def run_restore(
    plan: RestorePlan,
    *,
    vault: RestoreVault,
    packs: PackSource,
    restores: str,
    clock: Clock,
    progress: Progress,
    cancel: CancelToken,
) -> RestoreReport:
    """Bring back what the plan says. Raises StorageFull, StorageDenied, StorageUnavailable, Cancelled: then what was
    restored is whole, and the same request goes on from there. A file that fails alone is in the report."""
    started = clock.monotonic()
    _check_space(plan)
    expired = drop_expired(restores, clock.now_ns(), spared=plan.id)
    with explained(plan.request.to), _open(plan, restores) as site:
        outcome = Outcome(plan.items, progress)
        expired += tidy(site.folders.base, restores, clock.now_ns(), spared=plan.id)
        read = _restore(plan, site, outcome, vault, packs, progress, cancel)
        site.area.finish()
        kept = site.area.kept_bytes()
        site.journal.mark("end", failed=len(plan.failed) + len(outcome.failures()), kept=kept)
        seconds = clock.monotonic() - started
        return _report(plan, outcome, packs.others, seconds, kept, site.area.path, expired, read)


@dataclass(frozen=True, slots=True)
class _Site:
    """Target, own folder and journal of a running restore."""

    folders: TargetFolders
    area: Area
    journal: Journal


def _check_space(plan: RestorePlan) -> None:
    if plan.free_bytes is not None and plan.bytes and plan.bytes + SPARE_BYTES > plan.free_bytes:
        raise StorageFull(
            f"{display(plan.request.to)} has {plan.free_bytes >> 20} MiB free, and {plan.bytes >> 20} MiB "
            "are to be restored. Nothing was written.",
            hint="Free some space, choose another folder with --to, or restore a part with --files.",
        )


@contextlib.contextmanager
def _open(plan: RestorePlan, restores: str) -> Iterator[_Site]:
    to = os.path.realpath(plan.request.to)
    journal = Journal(os.path.join(restores, plan.id))
    try:
        if not plan.resumed:
            asked = plan.request
            told = (asked.wedding, asked.date, plan.files, plan.bytes, asked.job)
            journal.begin(Begun(plan.id, restore_key(asked), to, plan.started_ns, *told))
        area = _prepared(to, plan.id)
        folders = TargetFolders(to)
        try:
            yield _Site(folders, area, journal)
        finally:
            folders.close()
            area.finish()
    finally:
        journal.close()


def _prepared(to: str, id_: str) -> Area:
    area = Area(to, id_)
    try:
        make_folders(to)
        area.make()
    except OSError as error:
        raise stops_all(error, to) or StorageDenied(
            f"Nothing can be written in {display(to)}: {error.strerror}.",
            hint="Choose another folder with --to, or mend its permissions.",
        ) from error
    return area


def _restore(
    plan: RestorePlan,
    site: _Site,
    outcome: Outcome,
    vault: RestoreVault,
    packs: PackSource,
    progress: Progress,
    cancel: CancelToken,
) -> int:
    """The whole work in its order; returns how many packs were read whole."""
    places = Places(site.folders, site.area, site.journal)
    maker = Maker(plan.items, places, outcome)
    verifier = Verifier(plan.items, site.folders, outcome)
    progress.stage("restoring", files=plan.files, total_bytes=plan.bytes)
    maker.folders()
    packs_read = _contents(plan, site, outcome, places, verifier, vault, packs, progress, cancel)
    maker.links()
    _take_back(plan, outcome, verifier.wrong, places)
    _write_list(plan, places, site)
    progress.stage("finishing")
    maker.finish_folders()
    return packs_read


def _contents(
    plan: RestorePlan,
    site: _Site,
    outcome: Outcome,
    places: Places,
    verifier: Verifier,
    vault: RestoreVault,
    packs: PackSource,
    progress: Progress,
    cancel: CancelToken,
) -> int:
    """All files, side files of databases last: only beside databases which are in place."""
    writer = Writer(site.area.new)
    resolver = Resolver(site.folders, plan.rules, "keep-both", plan.started_ns)
    files = [number for number, item in enumerate(plan.items) if item.act == "file"]
    late = {number for number in files if main_file(plan.items[number].entry.raw_name)}
    done = [n for n, item in enumerate(plan.items) if item.act == "done" and item.entry.type == "file"]
    with contextlib.closing(Publisher(plan.items, writer, places, resolver, outcome, site.area.new)) as publisher:
        pipeline = Pipeline(
            plan.items,
            shelves=_cached(vault, packs),
            packs=packs,
            writer=writer,
            publisher=publisher,
            verifier=verifier,
            outcome=outcome,
            streams=plan.request.streams,
            progress=progress,
            cancel=cancel,
        )
        pipeline.verify_again(done)
        pipeline.run([number for number in files if number not in late])
        pipeline.run(sorted(late))
    return pipeline.packs_read


def _cached(vault: RestoreVault, packs: PackSource) -> Callable[[str], Shelves]:
    """How each collection is read. The first call for each comes before any thread is started."""
    known: dict[str, Shelves] = {}

    def shelves(collection: str) -> Shelves:
        if collection not in known:
            known[collection] = Shelves(vault.reader(collection), PartReader(packs, vault.epochs(collection)))
        return known[collection]

    return shelves


def _take_back(plan: RestorePlan, outcome: Outcome, wrong: list[int], places: Places) -> None:
    """Files which the disk did not keep as they were written do not stay; what they replaced stands there again."""
    for number in wrong:
        if plan.items[number].act != "file":
            continue
        places.remove(outcome.targets[number])
        places.announce([Change("none", outcome.targets[number])])
        places.put_all_back(outcome.moved.get(number, ()))
    places.settle()


def _write_list(plan: RestorePlan, places: Places, site: _Site) -> None:
    """Leave a list of mapped names beside what was restored."""
    if not plan.mapped:
        return
    name, data = list_name(plan.id), list_bytes(plan.mapped)
    places.remove(name)
    path = os.path.join(site.area.new, "list")
    with open(path, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    found = os.stat(path)
    places.announce([Change("file", name, name, "", found.st_size, found.st_mtime_ns, "")])
    places.name_file(path, name)
    places.settle()


def _report(
    plan: RestorePlan,
    outcome: Outcome,
    others: tuple[OtherTier, ...],
    seconds: float,
    kept: int,
    kept_folder: str,
    expired: tuple[str, ...],
    packs_read: int,
) -> RestoreReport:
    files = [n for n, i in enumerate(plan.items) if i.act in ("file", "hardlink", "done") and i.entry.type == "file"]
    return RestoreReport(
        id=plan.id,
        restored=sum(not outcome.has_failed(number) for number in files),
        verified=len(outcome.verified),
        skipped=sum(item.act in ("same", "skip") and item.entry.type != "folder" for item in plan.items),
        bytes=plan.bytes,
        seconds=seconds,
        medium=outcome.medium,
        failed=(*plan.failed, *outcome.failures()),
        older_versions=plan.older_versions,
        mapped=plan.mapped,
        other_tier=others,
        conflicts=plan.conflicts,
        specials=plan.specials,
        equal_roots=plan.equal_roots,
        only_partial=plan.request.only_partial,
        set_aside=tuple(outcome.set_aside),
        notes=tuple(outcome.notes),
        kept_bytes=kept,
        kept_folder=kept_folder if kept else "",
        expired=expired,
        packs_read=packs_read,
        resumed=plan.resumed,
    )
