"""The plan: what is copied, in which order, and what is withheld."""

from __future__ import annotations

from studio_backup.domain.objects import Kind
from studio_backup.domain.snapshot import SnapshotNeeds
from studio_backup.sync.difference import plan_replication
from studio_backup.sync.listing import listing_of

C, D = "00000000000000c1", "00000000000000c2"


def test_an_empty_place_gets_everything_in_law_order(world):
    world.foundation(world.local, C)
    snapshot = world.snapshot(world.local, C)
    plan = plan_replication(world.freeze(world.local), listing_of([]), world.needs)
    kinds = [copy.name.kind for copy in plan.copies]
    assert kinds == sorted(kinds)
    assert Kind.MARKER not in kinds
    assert plan.copies[-1].name.text == snapshot
    assert plan.copies[-1].awaits >= world.needs[snapshot[-64:]].objects
    assert plan.total_bytes == sum(copy.size for copy in plan.copies)


def test_nothing_is_planned_where_all_is_there(world):
    world.foundation(world.local, C)
    world.snapshot(world.local, C)
    listing = world.freeze(world.local)
    plan = plan_replication(listing, listing, world.needs)
    assert plan.copies == ()
    assert plan.present == len(listing.objects) - 1


def test_an_object_of_another_size_is_not_there(world):
    world.snapshot(world.local, C)
    source = world.freeze(world.local)
    nas = world.place("nas")
    for name in source.objects:
        if name != "tier":
            nas.storage.put(name, world.local.storage.get(name), sha256=bytes.fromhex(name[-64:]))
    pack = source.names(Kind.PACK)[0]
    world.damage(nas, pack, lambda data: data[:-1])
    plan = plan_replication(source, world.freeze(nas), world.needs)
    assert [(copy.name.text, copy.mends) for copy in plan.copies] == [(pack, True)]


def test_intents_are_not_copied(world):
    world.put(world.local, f"c/{C}/pending/{{sha}}")
    assert plan_replication(world.freeze(world.local), listing_of([]), {}).copies == ()


def test_a_snapshot_whose_need_is_nowhere_is_withheld_and_others_go_on(world):
    bad, good = world.snapshot(world.local, C), world.snapshot(world.local, C)
    lost = min(world.needs[bad[-64:]].objects)
    world.local.storage.delete(lost)
    plan = plan_replication(world.freeze(world.local), listing_of([]), world.needs)
    assert [(one.snapshot, one.lacking) for one in plan.withheld] == [(bad, (lost,))]
    assert [copy.name.text for copy in plan.copies if copy.name.kind is Kind.SNAPSHOT] == [good]


def test_what_the_source_lost_comes_from_a_donor(world):
    snapshot = world.snapshot(world.local, C)
    before = world.freeze(world.local)
    lost = min(world.needs[snapshot[-64:]].objects)
    world.local.storage.delete(lost)
    plan = plan_replication(world.freeze(world.local), listing_of([]), world.needs, donors=[before])
    assert lost in [copy.name.text for copy in plan.copies]
    assert plan.withheld == ()


def test_an_incomplete_snapshot_is_withheld_with_its_files(world):
    snapshot = world.snapshot(world.local, C)
    told = world.needs[snapshot[-64:]]
    world.needs[snapshot[-64:]] = SnapshotNeeds(told.snapshot, C, told.objects, False, ("a/b.jpg",))
    plan = plan_replication(world.freeze(world.local), listing_of([]), world.needs)
    assert [one.missing_files for one in plan.withheld] == [("a/b.jpg",)]


def test_without_keys_a_snapshot_awaits_every_pack_of_its_collection(world):
    first, second = world.snapshot(world.local, C), world.snapshot(world.local, C)
    other = world.snapshot(world.local, D)
    plan = plan_replication(world.freeze(world.local), listing_of([]), None)
    awaits = {copy.name.text: copy.awaits for copy in plan.copies if copy.name.kind is Kind.SNAPSHOT}
    everything = world.needs[first[-64:]].objects | world.needs[second[-64:]].objects
    assert awaits[first] >= everything
    assert not awaits[other] & everything


def test_one_wedding_takes_the_common_objects_along(world):
    common = world.foundation(world.local, C)
    world.foundation(world.local, D)
    mine, other = world.snapshot(world.local, C), world.snapshot(world.local, D)
    plan = plan_replication(world.freeze(world.local), listing_of([]), world.needs, collections={C})
    names = {copy.name.text for copy in plan.copies}
    assert {*common.values(), mine} <= names
    assert other not in names
    assert not [name for name in names if name.startswith(f"c/{D}/")]
    assert [name for name in names if name.startswith(f"keys/c/{D}/")]


def test_a_superseded_pack_is_needed_by_nobody(world):
    snapshot = world.snapshot(world.local, C)
    lost = min(world.needs[snapshot[-64:]].objects)
    world.local.storage.delete(lost)
    plan = plan_replication(world.freeze(world.local), listing_of([]), world.needs, ignored=frozenset({lost}))
    assert plan.withheld == ()


def test_only_the_devices_a_snapshot_names_are_awaited(world):
    mine = world.put(world.local, "devices/00000000000000e1-{sha}")
    other = world.put(world.local, "devices/00000000000000e2-{sha}")
    world.snapshot(world.local, C, also=(mine,))
    plan = plan_replication(world.freeze(world.local), listing_of([]), world.needs)
    assert mine in plan.copies[-1].awaits
    assert other not in plan.copies[-1].awaits
