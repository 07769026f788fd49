"""Whatever lies at both places: the plan keeps the order law, withholds what it must, and a run of it is a copy."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from studio_backup.domain.objects import Kind, parse_name
from studio_backup.domain.snapshot import SnapshotNeeds
from studio_backup.storage.interface import Listed
from studio_backup.sync.difference import NOT_REPLICATED, plan_replication
from studio_backup.sync.listing import listing_of

COLLECTIONS = ("00000000000000c1", "00000000000000c2")
_PATTERNS = (
    "config-{sha}", "keys/slots/00000000000000aa-{sha}", "keys/identity/00000000000000bb-{sha}", "tier",
    "keys/master/00000000000000cc-{sha}", "keys/c/{c}/00000000000000dd-{sha}", "devices/00000000000000ee-{sha}",
    "c/{c}/meta/{sha}", "c/{c}/packs/{shard}/{sha}", "c/{c}/packs/{shard}/{sha}", "c/{c}/packs/{shard}/{sha}",
    "c/{c}/index/{sha}", "c/{c}/pending/{sha}", "c/{c}/snapshots/{sha}", "c/{c}/snapshots/{sha}",
    "c/{c}/superseded/{sha}", "audit/00000000000000ee/0000000001-{sha}",
)  # fmt: skip


def named(pattern: str, number: int, collection: str) -> str:
    sha = hashlib.sha256(f"{pattern}{number}{collection}".encode()).hexdigest()
    return pattern.format(sha=sha, shard=sha[:2], c=collection)


names = st.builds(named, st.sampled_from(_PATTERNS), st.integers(0, 3), st.sampled_from(COLLECTIONS))
places = st.dictionaries(names, st.integers(1, 3), max_size=40)


def listing(place: dict[str, int]):
    return listing_of(Listed(name, size, 0) for name, size in place.items())


@st.composite
def cases(draw):
    source, target, donor = draw(places), draw(places), draw(places)
    contents = sorted(name for name in {**source, **target, **donor} if "/packs/" in name or "/index/" in name)
    needs = {}
    for name in sorted({**source, **target}):
        parsed = parse_name(name)
        if parsed.kind is Kind.SNAPSHOT and draw(st.booleans()):
            own = [one for one in contents if one.startswith(f"c/{parsed.collection}/")]
            chosen = frozenset(draw(st.lists(st.sampled_from(own)))) if own else frozenset()
            needs[parsed.sha256] = SnapshotNeeds(parsed.sha256, parsed.collection, chosen, draw(st.booleans()))
    chosen = draw(st.none() | st.sets(st.sampled_from(COLLECTIONS)))
    return source, target, donor, needs, chosen


@given(cases())
def test_a_plan_is_lawful_and_complete(case):
    source, target, donor, needs, chosen = case
    plan = plan_replication(listing(source), listing(target), needs, collections=chosen, donors=[listing(donor)])
    order = [one.name.kind for one in plan.copies]
    assert order == sorted(order)
    assert not NOT_REPLICATED.intersection(order)

    there = {name for name, size in target.items() if source.get(name, size) == size}
    for one in plan.copies:  # carrying it out in order never puts a snapshot before what it needs
        if one.name.kind is Kind.SNAPSHOT:
            assert one.awaits <= there
            told = needs.get(one.name.sha256)
            assert told is None or (told.complete and told.objects <= there | set(target))
        there.add(one.name.text)

    withheld = {one.snapshot for one in plan.withheld}
    for name, size in source.items():
        parsed = parse_name(name)
        wanted = parsed.kind not in NOT_REPLICATED and (
            chosen is None or parsed.collection in chosen or not parsed.collection or name.startswith("keys/")
        )
        if wanted:
            assert name in there or name in withheld
        elif name not in target and name not in donor:
            assert name not in there
        assert plan.present <= len(source)
        assert size

    copied = {**target, **{one.name.text: one.size for one in plan.copies}}
    again = plan_replication(listing(source), listing(copied), needs, collections=chosen, donors=[listing(donor)])
    assert {one.name.text for one in again.copies} <= withheld  # nothing already there is sent again
