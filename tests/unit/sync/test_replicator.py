"""Copying: nothing damaged is copied on, nothing is acknowledged before what it needs, a run goes on where it was."""

from __future__ import annotations

import threading

import pytest

from studio_backup.base.control import CancelToken
from studio_backup.base.errors import AlreadyThere, Cancelled, StorageFull, StorageUnavailable
from studio_backup.domain.objects import Kind, parse_name
from studio_backup.storage.wrapped import WrappedStorage
from studio_backup.sync.difference import plan_replication
from studio_backup.sync.place import Place
from studio_backup.sync.replicator import replicate

C, D = "00000000000000c1", "00000000000000c2"


def run(world, target, *, donors=(), source=None, needs="known", cancel=None):
    source = source or world.local
    plan = plan_replication(
        world.freeze(source),
        world.freeze(target),
        world.needs if needs == "known" else None,
        donors=[world.freeze(one) for one in donors],
    )
    return replicate(
        plan, source, target, donors=donors, ledger=world.ledger(target), clock=world.clock,
        progress=world.progress, cancel=cancel or world.cancel,
    )  # fmt: skip


class Recording(WrappedStorage):
    """Notes the order of puts; `fail` decides which ones fail."""

    def __init__(self, inner, fail=lambda _: None) -> None:
        super().__init__(inner)
        self.puts: list[str] = []
        self.reads: list[str] = []
        self._fail = fail
        self._lock = threading.Lock()

    def put(self, name, data, *, sha256):
        error = self._fail(name)
        if error:
            raise error
        with self._lock:
            self.puts.append(name)
        self.inner.put(name, data, sha256=sha256)

    def read_medium(self, name, *, block=1 << 20, into=None):
        self.reads.append(name)
        return self.inner.read_medium(name, block=block, into=into)


def recorded(world, name="nas", fail=lambda _: None, **options) -> Place:
    inner = world.place(name, **options)
    return Place(inner.id, name, Recording(inner.storage, fail))


@pytest.fixture
def filled(world):
    world.foundation(world.local, C)
    world.foundation(world.local, D)
    for _ in range(3):
        world.snapshot(world.local, C)
    world.snapshot(world.local, D)
    return world


def test_a_copy_is_equal_and_a_second_run_sends_nothing(filled):
    nas = recorded(filled)
    report = run(filled, nas)
    assert report.complete
    here, there = filled.freeze(filled.local).objects, filled.freeze(nas).objects
    assert here.keys() == there.keys()
    assert all(filled.local.storage.get(name) == nas.storage.get(name) for name in here if name != "tier")
    assert len(report.snapshots) == 4
    nas.storage.puts.clear()
    again = run(filled, nas)
    assert (again.copied, nas.storage.puts, again.present) == (0, [], len(here) - 1)


def test_objects_become_durable_in_law_order(filled):
    filled.put(filled.local, "audit/00000000000000ee/0000000001-{sha}")
    nas = recorded(filled)
    run(filled, nas)
    kinds = [parse_name(name).kind for name in nas.storage.puts]
    assert kinds == sorted(kinds)
    assert kinds[-1] is Kind.AUDIT


def test_a_damaged_pack_is_not_copied_and_just_its_snapshots_are_withheld(filled):
    bad = filled.snapshot(filled.local, C)
    pack = min(name for name in filled.needs[bad[-64:]].objects if "/packs/" in name)
    filled.damage(filled.local, pack)
    nas = recorded(filled)
    report = run(filled, nas)
    assert [one.snapshot for one in report.withheld] == [bad]
    assert report.unhealed == (pack,)
    assert [(one.object, one.problem) for one in report.damaged] == [(pack, "damaged")]
    assert not report.complete
    there = filled.freeze(nas)
    assert pack not in there.objects
    assert bad not in there.objects
    assert len(there.names(Kind.SNAPSHOT)) == 4


def test_without_keys_the_whole_collection_is_withheld_but_not_the_other(filled):
    pack = next(name for name in filled.freeze(filled.local).names(Kind.PACK) if name.startswith(f"c/{C}/"))
    filled.damage(filled.local, pack)
    nas = recorded(filled)
    report = run(filled, nas, needs="unknown")
    assert len(report.withheld) == 3
    assert {name.split("/")[1] for name in filled.freeze(nas).names(Kind.SNAPSHOT)} == {D}


def test_a_donor_helps_out(filled):
    cloud = filled.place("cloud")
    run(filled, cloud)
    pack = filled.freeze(filled.local).names(Kind.PACK)[0]
    filled.damage(filled.local, pack)
    nas = recorded(filled)
    report = run(filled, nas, donors=[cloud])
    assert report.complete
    assert report.from_donors == (pack,)
    assert nas.storage.get(pack) == cloud.storage.get(pack)
    assert [one.object for one in report.damaged] == [pack]


def test_a_damaged_key_object_withholds_what_it_opens(filled):
    key = next(n for n in filled.freeze(filled.local).names(Kind.COLLECTION_KEY) if f"/{C}/" in n)
    filled.damage(filled.local, key)
    nas = recorded(filled)
    report = run(filled, nas)
    assert {one.snapshot.split("/")[1] for one in report.withheld} == {C}
    assert len(filled.freeze(nas).names(Kind.SNAPSHOT)) == 1


def test_a_damaged_slot_is_told_and_withholds_nothing_while_another_is_there(filled):
    slots = filled.freeze(filled.local).names(Kind.SLOT)
    assert len(slots) == 2
    filled.damage(filled.local, slots[0])
    report = run(filled, recorded(filled))
    assert (report.unhealed, report.withheld) == ((slots[0],), ())
    filled.damage(filled.local, slots[1])
    assert len(run(filled, recorded(filled, "nas2")).withheld) == 4


def test_a_truncated_copy_is_set_aside_and_written_anew(filled):
    nas = filled.place("nas")
    run(filled, nas)
    pack = filled.freeze(nas).names(Kind.PACK)[0]
    filled.damage(nas, pack, lambda data: data[:100])
    report = run(filled, nas)
    assert report.mended == (pack,)
    assert nas.storage.get(pack) == filled.local.storage.get(pack)
    assert [name for name, _ in nas.storage.quarantined] == [pack]


def test_a_truncated_source_never_replaces_a_good_copy(filled):
    nas = filled.place("nas")
    run(filled, nas)
    pack = filled.freeze(nas).names(Kind.PACK)[0]
    good = nas.storage.get(pack)
    filled.damage(filled.local, pack, lambda data: data[:100])
    report = run(filled, nas)
    assert nas.storage.get(pack) == good
    assert nas.storage.quarantined == []
    assert [one.object for one in report.damaged] == [pack]


def test_a_place_which_checks_no_digests_is_read_back(filled):
    cloud = recorded(filled, "cloud", needs_readback=True)
    run(filled, cloud)
    assert sorted(cloud.storage.reads) == sorted(cloud.storage.puts)
    ledger = filled.ledger(cloud)
    assert all(ledger.record(name).read_ns for name in cloud.storage.puts)


class Garbling(Recording):
    """Stores other bytes than it was given, so many times."""

    def __init__(self, inner, name: str, times: int) -> None:
        super().__init__(inner)
        self._name, self._times = name, times

    def put(self, name, data, *, sha256):
        super().put(name, data, sha256=sha256)
        if name == self._name and self._times:
            self._times -= 1
            self.inner.damage(name, b"garbage")


@pytest.mark.parametrize(("times", "withheld"), [(1, 0), (2, 1)])
def test_what_does_not_come_back_equal_does_not_count(filled, times, withheld):
    snapshot = filled.snapshot(filled.local, C)
    pack = min(name for name in filled.needs[snapshot[-64:]].objects if "/packs/" in name)
    inner = filled.place("cloud", needs_readback=True)
    report = run(filled, Place(inner.id, "cloud", Garbling(inner.storage, pack, times)))
    assert len(report.withheld) == withheld
    assert (snapshot in filled.freeze(inner).objects) is (withheld == 0)


def test_one_refused_object_does_not_stop_the_rest(filled):
    snapshot = filled.snapshot(filled.local, C)
    pack = min(name for name in filled.needs[snapshot[-64:]].objects if "/packs/" in name)
    nas = recorded(filled, fail=lambda name: StorageUnavailable("busy") if name == pack else None)
    report = run(filled, nas)
    assert [one.object for one in report.failed] == [pack]
    assert [one.snapshot for one in report.withheld] == [snapshot]
    assert len(report.snapshots) == 4


def test_a_full_place_stops_at_once_and_a_later_run_goes_on(filled):
    nas = recorded(filled, fail=lambda name: StorageFull("full") if "/index/" in name else None)
    with pytest.raises(StorageFull):
        run(filled, nas)
    there = filled.freeze(nas)
    assert there.names(Kind.PACK)
    assert not there.names(Kind.SNAPSHOT)
    free = Place(nas.id, "nas", Recording(nas.storage.inner))
    assert run(filled, free).complete
    assert not [name for name in free.storage.puts if "/packs/" in name]


def test_a_silent_place_ends_the_run_soon(filled):
    for _ in range(20):
        filled.snapshot(filled.local, C)
    nas = recorded(filled, fail=lambda name: StorageUnavailable("gone") if "/packs/" in name else None)
    with pytest.raises(StorageUnavailable):
        run(filled, nas)


def test_two_replicators_at_once_are_fine(filled):
    nas = recorded(filled)
    plan_a = plan_replication(filled.freeze(filled.local), filled.freeze(nas), filled.needs)
    threads = [
        threading.Thread(
            target=replicate, args=(plan_a, filled.local, nas),
            kwargs={"ledger": filled.ledger(nas), "clock": filled.clock, "progress": filled.progress,
                    "cancel": filled.cancel},
        )
        for _ in range(2)
    ]  # fmt: skip
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert filled.freeze(nas).objects.keys() == filled.freeze(filled.local).objects.keys()


def test_a_wish_to_stop_is_heard_and_leaves_no_snapshot_without_its_needs(filled):
    cancel = CancelToken()
    nas = recorded(filled, fail=lambda name: cancel.cancel() if "/packs/" in name else None)
    with pytest.raises(Cancelled):
        run(filled, nas, cancel=cancel)
    assert not filled.freeze(nas).names(Kind.SNAPSHOT)


def test_the_ledger_knows_what_was_stored(filled):
    nas = recorded(filled)
    run(filled, nas)
    known = filled.ledger(nas).known()
    assert known.keys() == filled.freeze(nas).objects.keys() - {"tier"}


class Stale(WrappedStorage):
    """Says once that other bytes are there: another replicator mended them just before."""

    def __init__(self, inner, name) -> None:
        super().__init__(inner)
        self.name = name

    def put(self, name, data, *, sha256):
        self.inner.put(name, data, sha256=sha256)
        if name == self.name:
            self.name = ""
            raise AlreadyThere("other bytes")


def test_what_another_replicator_mended_is_left_alone(filled):
    pack = filled.freeze(filled.local).names(Kind.PACK)[0]
    inner = filled.place("nas")
    report = run(filled, Place(inner.id, "nas", Stale(inner.storage, pack)))
    assert report.complete
    assert report.mended == ()
    assert inner.storage.quarantined == []
