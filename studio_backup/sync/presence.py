"""Which objects should be at a place: from its ledger, from what its snapshots need, and from other places. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from studio_backup.domain.objects import Kind, ObjectName, digest_of, parse_name
from studio_backup.domain.problem import Problem
from studio_backup.domain.snapshot import SnapshotNeeds
from studio_backup.sync.difference import COMMON
from studio_backup.sync.listing import Listing

_FLEETING = frozenset({Kind.PENDING, Kind.MARKER})
_SHARED = (Kind.CONFIG, Kind.FEATURES, Kind.IDENTITY, Kind.MASTER)
_CONTENTS = (Kind.PACK, Kind.INDEX)
_OF_COLLECTION = (Kind.COLLECTION_KEY, Kind.META)
_BY_LEDGER = "It was stored here before."
_BY_SNAPSHOT = "A snapshot here needs it."
_BY_COPY = "It was copied from here to another place."
_BY_ORDER = "Snapshots here were copied after it."
_BY_KEYS = "Nothing here opens without it, and another place has it."
_BY_CHAIN = "Later entries of its chain are here."


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for an object's presence at a place.

    `recorded`: the place's ledger, name to size. `needs`: by snapshot id. `upstream`: the place this one is a copy of.
    `others`: further places. `sent`: names which ledgers of other places say were copied from here.
    `ignored`: names nobody needs any more (superseded packs).
    """

    recorded: Mapping[str, int] = field(default_factory=dict)
    needs: Mapping[str, SnapshotNeeds] = field(default_factory=dict)
    upstream: Listing | None = None
    others: tuple[Listing, ...] = ()
    sent: Collection[str] = ()
    ignored: frozenset[str] = frozenset()


def selected(name: ObjectName, collections: Collection[str] | None) -> bool:
    """Whether a check of these collections (None: of all) looks at this object."""
    return collections is None or name.kind in COMMON or name.kind is Kind.MARKER or name.collection in collections


def missing(here: Listing, evidence: Evidence, collections: Collection[str] | None = None) -> tuple[Problem, ...]:
    """Objects which should be here and are not, each once, by name."""
    found: dict[str, str] = {}
    for text, why in _expected(here, evidence):
        name = parse_name(text)
        if name and text not in here.objects and text not in evidence.ignored and selected(name, collections):
            found.setdefault(text, why)
    problems = [Problem(text, "missing", why) for text, why in found.items()]
    if not here.names(Kind.MARKER):
        problems.append(Problem("tier", "missing", "The place bears no marker: tier repair writes it anew."))
    return tuple(sorted(problems, key=lambda one: one.object))


def doubtful(here: Listing, evidence: Evidence) -> tuple[str, ...]:
    """Objects whose size differs from what is known of it, or is nothing: only reading tells which one is right."""
    places = [one for one in (evidence.upstream, *evidence.others) if one]
    odd = (name for name, one in here.objects.items() if not one.size or _odd(name, evidence, places, one.size))
    return tuple(sorted(odd))


def _odd(name: str, evidence: Evidence, places: list[Listing], size: int) -> bool:
    if name == "tier":
        return False
    known = evidence.recorded.get(name, size)
    return known != size or any(one.size(name) not in (None, size) for one in places)


def _expected(here: Listing, evidence: Evidence) -> Iterator[tuple[str, str]]:
    for name in evidence.recorded:
        if _kind(name) not in _FLEETING:
            yield name, _BY_LEDGER
    for text in here.names(Kind.SNAPSHOT):
        told = evidence.needs.get(digest_of(text))
        for name in told.objects if told else ():
            yield name, _BY_SNAPSHOT
    for name in evidence.sent:
        if _kind(name) not in _FLEETING:
            yield name, _BY_COPY
    if evidence.upstream:
        yield from _by_order(here, evidence.upstream, evidence.needs)
    for place in (evidence.upstream, *evidence.others):
        if place:
            yield from _by_keys(here, place)
            yield from _by_chain(here, place)


def _kind(text: str) -> Kind:
    name = parse_name(text)
    return name.kind if name else Kind.MARKER


def _by_order(here: Listing, upstream: Listing, needs: Mapping[str, SnapshotNeeds]) -> Iterator[tuple[str, str]]:
    """What was upstream before a snapshot that is here was copied before it, or this place broke the order law."""
    newest = _newest_common(here, upstream)
    fully_known = _fully_known(here, needs)
    overall = max(newest.values(), default=0)
    for text, listed in upstream.objects.items():
        if text in here.objects or listed.modified_ns >= overall:
            continue
        name = parse_name(text)
        if name is None or name.kind in (*_FLEETING, Kind.AUDIT):
            continue
        if name.kind in _CONTENTS and name.collection in fully_known:
            continue  # damaged upstream and therefore not copied, or of no use yet
        after = newest.get(name.collection, 0) if name.collection and name.kind not in COMMON else overall
        if listed.modified_ns < after and (name.kind is not Kind.SNAPSHOT or _restorable(name, here, needs)):
            yield text, _BY_ORDER


def _fully_known(here: Listing, needs: Mapping[str, SnapshotNeeds]) -> set[str]:
    """Collections of whose snapshots here all needs are known: those tell which packs must be here."""
    unknown: set[str] = set()
    found: set[str] = set()
    for text in here.names(Kind.SNAPSHOT):
        name = parse_name(text)
        if name:
            (found if name.sha256 in needs else unknown).add(name.collection)
    return found - unknown


def _newest_common(here: Listing, upstream: Listing) -> dict[str, int]:
    """By collection: the upstream time of the newest snapshot which both have."""
    newest: dict[str, int] = {}
    for text in here.names(Kind.SNAPSHOT):
        name, listed = parse_name(text), upstream.objects.get(text)
        if name and listed:
            newest[name.collection] = max(newest.get(name.collection, 0), listed.modified_ns)
    return newest


def _restorable(snapshot: ObjectName, here: Listing, needs: Mapping[str, SnapshotNeeds]) -> bool:
    """A snapshot whose needs are not all here was withheld, not lost."""
    told = needs.get(snapshot.sha256)
    return told is not None and told.complete and all(name in here.objects for name in told.objects)


def _by_keys(here: Listing, other: Listing) -> Iterator[tuple[str, str]]:
    collections = {name.collection for text in here.names(Kind.SNAPSHOT) if (name := parse_name(text))}
    if not collections:
        return
    for text in other.names(*_SHARED):
        yield text, _BY_KEYS
    for text in other.names(*_OF_COLLECTION):
        name = parse_name(text)
        if name and name.collection in collections:
            yield text, _BY_KEYS


def _by_chain(here: Listing, other: Listing) -> Iterator[tuple[str, str]]:
    """Audit names sort by device and sequence; the replicator copies them one by one."""
    newest: dict[str, str] = {}
    for text in here.names(Kind.AUDIT):
        newest[text.split("/")[1]] = text
    for text in other.names(Kind.AUDIT):
        if text < newest.get(text.split("/")[1], ""):
            yield text, _BY_CHAIN
