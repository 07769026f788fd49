"""What lies at a place under one collection: one listing, sorted by kind."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from studio_backup.domain.objects import Kind, parse_name
from studio_backup.storage.interface import Listed, Storage


class Shelf(msgspec.Struct, frozen=True):
    """Names of a collection's objects. `packs`: SHA-256 (hex) → size in bytes; the others in order of their names.

    `condemned`: SHA-256 (hex) of packs with a death mark.
    """

    collection: str
    packs: dict[str, int]
    segments: tuple[Listed, ...] = ()
    superseded: tuple[Listed, ...] = ()
    pending: tuple[Listed, ...] = ()
    snapshots: tuple[Listed, ...] = ()
    condemned: frozenset[str] = frozenset()


def survey(storage: Storage, collection: str) -> Shelf:
    """List a collection. Errors of the storage are raised: an unreadable folder is never an empty one."""
    # Marks first: a pack listed after them was not condemned before (repository.writing relies on it).
    condemned = condemned_packs(storage, collection)
    return _sorted(collection, storage.list(f"c/{collection}/"), condemned)


def condemned_packs(storage: Storage, collection: str) -> frozenset[str]:
    """SHA-256 (hex) of the packs which bear a death mark."""
    marks = (parse_name(one.name) for one in storage.list(f"c/{collection}/condemned/"))
    return frozenset(name.subject for name in marks if name is not None and name.kind is Kind.DEATH_MARK)


def present_packs(storage: Storage, collection: str) -> dict[str, int]:
    """SHA-256 (hex) → size of the packs which are there now."""
    return _sorted(collection, storage.list(f"c/{collection}/packs/"), frozenset()).packs


def _sorted(collection: str, listing: Iterable[Listed], condemned: frozenset[str]) -> Shelf:
    packs: dict[str, int] = {}
    others: dict[Kind, list[Listed]] = {}
    for one in listing:
        name = parse_name(one.name)
        if name is None:
            continue
        if name.kind is Kind.PACK:
            packs[name.sha256] = one.size
        else:
            others.setdefault(name.kind, []).append(one)
    found = {kind: tuple(sorted(listed, key=lambda one: one.name)) for kind, listed in others.items()}
    return Shelf(
        collection,
        packs,
        found.get(Kind.INDEX, ()),
        found.get(Kind.SUPERSEDED, ()),
        found.get(Kind.PENDING, ()),
        found.get(Kind.SNAPSHOT, ()),
        condemned,
    )
