"""What has to hold after anything whatever happened to a studio's disk. The rescue script is the judge."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from pathlib import Path

from rig import Promise, Rig, rescued

from studio_backup.base.clock import SystemClock
from studio_backup.base.errors import StudioBackupError
from studio_backup.base.files import Writer
from studio_backup.domain.objects import pack_name, parse_name
from studio_backup.repository import segments
from studio_backup.repository.keys import unlock
from studio_backup.repository.kit import parse_kit
from studio_backup.repository.repository import Repository
from studio_backup.repository.slots import KitFactor
from studio_backup.storage.local import LocalStorage

PLACES = ("vault", "nas")
NOBODY = Writer("0" * 16, "0" * 16)


class Broken(AssertionError):
    """A promise does not hold."""


def promises_hold(rig: Rig, promises: list[Promise]) -> None:
    """Every acknowledged snapshot comes back, byte for byte, from the place which acknowledged it."""
    for one in promises:
        target = rig.base / "rescued"
        shutil.rmtree(target, ignore_errors=True)
        try:
            found = rescued(rig.place(one.place), rig.kit, one.snapshot, target)
        except AssertionError as error:
            raise Broken(str(error)) from error
        if found != dict(one.contents):
            raise Broken(f"{one.snapshot[:12]} from {one.place} came back different")
    shutil.rmtree(rig.base / "rescued", ignore_errors=True)


def objects_are_whole(rig: Rig) -> None:
    """A name of an object exists only with all of its bytes."""
    for place in PLACES:
        for name, path in objects(rig.place(place)):
            parsed = parse_name(name)
            if parsed is None:
                raise Broken(f"{place}: {name} is no object's name")
            if parsed.sha256 and hashlib.sha256(path.read_bytes()).hexdigest() != parsed.sha256:
                raise Broken(f"{place}: {name} does not hold its bytes")


def law_is_kept(rig: Rig) -> None:
    """Where there is a snapshot there are keys, device, all its packs, and an index segment for each of them."""
    for place in PLACES:
        if any("/snapshots/" in name for name, _ in objects(rig.place(place))):
            try:
                _check_law(rig, place)
            except StudioBackupError as error:
                raise Broken(f"{place}: a snapshot which cannot be opened: {error.message}") from error


def _check_law(rig: Rig, place: str) -> None:
    storage = LocalStorage(str(rig.place(place)), writer=NOBODY, clock=SystemClock(), marker_required=False)
    with contextlib.closing(storage):
        repository = Repository.open(storage, unlock(storage, KitFactor(parse_kit(rig.kit.read_text()))))
        for collection in {name.split("/")[1] for name, _ in objects(rig.place(place)) if "/snapshots/" in name}:
            listing, reader = repository.snapshots(collection), repository.reader(collection)
            if wrong := [problem for problem in listing.problems if problem.problem != "gap"]:
                raise Broken(f"{place}: {wrong}")
            indexed = _indexed(storage, repository, collection)
            for snapshot in listing.snapshots:
                needs = reader.needs(snapshot)
                packs = {name for name in needs.objects if "/packs/" in name}
                if not needs.complete or not packs <= indexed:
                    raise Broken(f"{place}: snapshot {snapshot.id[:12]} came before its packs or their index")


def _indexed(storage: LocalStorage, repository: Repository, collection: str) -> set[str]:
    """Packs which some index segment names."""
    found = set()
    for listed in storage.list(f"c/{collection}/index/"):
        for pack in segments.unseal(repository.epochs(collection), listed.name, storage.get(listed.name)):
            found.add(pack_name(collection, pack.sha256.hex()))
    return found


def objects(place: Path) -> list[tuple[str, Path]]:
    """(name, path) of all that is neither temporary nor set aside."""
    found = []
    for folder, folders, names in os.walk(place):
        folders[:] = [f for f in folders if not f.startswith(".")]
        for name in names:
            path = Path(folder) / name
            if not name.startswith(".sb-"):
                found.append((path.relative_to(place).as_posix(), path))
    return found


def next_run_finishes(rig: Rig) -> None:
    """Nobody has to tidy up: the next backup and the next replication just work, and what they promise holds."""
    before = len(rig.promises)
    try:
        rig.back_up()
        rig.replicate()
    except AssertionError as error:
        raise Broken(f"the next run did not finish by itself: {error}") from error
    newest = rig.promises[before].snapshot
    promises_hold(rig, [p for p in rig.promises[before:] if p.snapshot == newest])


def everything_holds(rig: Rig, promises: list[Promise]) -> None:
    """All of the above, in this order."""
    objects_are_whole(rig)
    law_is_kept(rig)
    promises_hold(rig, promises)
    next_run_finishes(rig)
