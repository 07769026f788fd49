"""What has to hold after anything whatever happened to a studio's disk. The rescue script is the judge."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

from rig import Promise, Rig, rescued

from studio_backup.domain.objects import Kind, parse_name

PLACES = ("vault", "nas")


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
    """Where there is a snapshot, there is an index of its collection which is no younger, and keys, meta and device."""
    for place in PLACES:
        kinds: dict[str, set[Kind]] = {}
        for name, _ in objects(rig.place(place)):
            if parsed := parse_name(name):
                kinds.setdefault(parsed.collection, set()).add(parsed.kind)
        for collection, there in kinds.items():
            wanted = {Kind.COLLECTION_KEY, Kind.META, Kind.PACK, Kind.INDEX}
            if Kind.SNAPSHOT in there and not wanted <= there:
                raise Broken(f"{place}: a snapshot in {collection} without {wanted - there}")
            if Kind.SNAPSHOT in there and Kind.DEVICE not in kinds.get("", set()):
                raise Broken(f"{place}: a snapshot, and no device which signed it")


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
