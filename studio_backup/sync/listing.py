"""Frozen listings of places.

A snapshot becomes durable after everything it needs. So snapshots are listed first, then indexes, then the rest: what
a listed snapshot needs is then in the same listing, however many writers are at work.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from studio_backup.base.control import CancelToken
from studio_backup.domain.objects import Kind, ObjectName, parse_name
from studio_backup.storage.interface import Listed, Storage

_CANCEL_EVERY = 1000
_EARLY = {Kind.SNAPSHOT: "snapshots", Kind.INDEX: "index"}


@dataclass(frozen=True, slots=True)
class Listing:
    """What a place held at one moment: name to size and time. Foreign files are left out."""

    objects: Mapping[str, Listed] = field(repr=False)
    kinds: Mapping[Kind, tuple[str, ...]] = field(repr=False)

    def names(self, *kinds: Kind) -> tuple[str, ...]:
        """Names of these kinds, in law order of the kinds, sorted within each."""
        return tuple(name for kind in sorted(kinds) for name in self.kinds.get(kind, ()))

    def size(self, name: str) -> int | None:
        """Bytes, or None if it is not there."""
        found = self.objects.get(name)
        return found.size if found else None

    def has(self, name: str, size: int) -> bool:
        """Whether it is there with that size."""
        return self.size(name) == size

    @property
    def total_bytes(self) -> int:
        """Bytes of all objects."""
        return sum(one.size for one in self.objects.values())


def listing_of(objects: Iterable[Listed]) -> Listing:
    """The listing which holds these; names of no object are dropped."""
    kept: dict[str, Listed] = {}
    kinds: dict[Kind, list[str]] = {}
    for one in objects:
        name = parse_name(one.name)
        if name and one.name not in kept:
            text = sys.intern(one.name)  # several listings share one string
            kept[text] = one
            kinds.setdefault(name.kind, []).append(text)
    return Listing(MappingProxyType(kept), MappingProxyType({kind: tuple(sorted(n)) for kind, n in kinds.items()}))


def freeze(storage: Storage, *, cancel: CancelToken) -> Listing:
    """List a place: snapshots first, then indexes, then packs and the rest."""
    known = _collections(_parsed(storage, "keys/c/", cancel))
    early = _early(storage, known, cancel)
    rest = _parsed(storage, "", cancel)
    unknown = _collections(rest) - known  # collections without their key here: whole, but listed once more
    again = [pair for one in sorted(unknown) for pair in _parsed(storage, f"c/{one}/", cancel)]

    def late(pair: tuple[ObjectName, Listed]) -> bool:
        name = pair[0]
        return name.kind in _EARLY and name.collection not in unknown

    def too_late(pair: tuple[ObjectName, Listed]) -> bool:
        return pair[0].kind is Kind.SNAPSHOT

    return listing_of(one for _, one in early + _without(rest, late) + _without(again, too_late))


Pairs = list[tuple[ObjectName, Listed]]


def _early(storage: Storage, collections: set[str], cancel: CancelToken) -> Pairs:
    prefixes = [f"c/{one}/{folder}/" for folder in _EARLY.values() for one in sorted(collections)]
    return [pair for prefix in prefixes for pair in _parsed(storage, prefix, cancel)]


def _without(pairs: Pairs, dropped: Callable[[tuple[ObjectName, Listed]], bool]) -> Pairs:
    return [pair for pair in pairs if not dropped(pair)]


def _collections(pairs: Pairs) -> set[str]:
    return {name.collection for name, _ in pairs if name.collection}


def _parsed(storage: Storage, prefix: str, cancel: CancelToken) -> Pairs:
    found: Pairs = []
    for number, one in enumerate(storage.list(prefix)):
        if number % _CANCEL_EVERY == 0:
            cancel.check()
        name = parse_name(one.name)
        if name:
            found.append((name, one))
    return found
