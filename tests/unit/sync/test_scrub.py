"""Reading back: every kind of damage to every kind of object is found and named."""

from __future__ import annotations

import pytest

from studio_backup.base.errors import StorageUnavailable
from studio_backup.domain.objects import Kind, parse_name
from studio_backup.domain.problem import Problem
from studio_backup.storage.interface import Leftover
from studio_backup.storage.wrapped import WrappedStorage
from studio_backup.sync.difference import plan_replication
from studio_backup.sync.place import Place
from studio_backup.sync.presence import Evidence
from studio_backup.sync.replicator import replicate
from studio_backup.sync.scrub import scrub

C = "00000000000000c1"


def check(world, place, evidence=None, ledger=None, **options):
    return scrub(
        place, world.freeze(place), evidence or Evidence(), ledger=ledger or world.ledger(place), clock=world.clock,
        progress=world.progress, cancel=world.cancel, **options,
    )  # fmt: skip


@pytest.fixture
def copied(world):
    """A vault with every kind this release writes, and its copy on `world.nas`."""
    world.foundation(world.local, C)
    world.put(world.local, "features/{sha}")
    world.put(world.local, f"c/{C}/superseded/{{sha}}")
    world.snapshot(world.local, C)
    world.snapshot(world.local, C)
    for sequence in (1, 2):
        world.put(world.local, f"audit/00000000000000ee/{sequence:010}-{{sha}}")
    world.nas = world.place("nas")
    plan = plan_replication(world.freeze(world.local), world.freeze(world.nas), world.needs)
    replicate(
        plan, world.local, world.nas, ledger=world.ledger(world.nas), clock=world.clock, progress=world.progress,
        cancel=world.cancel,
    )  # fmt: skip
    return world


KINDS = [
    Kind.CONFIG, Kind.FEATURES, Kind.SLOT, Kind.IDENTITY, Kind.MASTER, Kind.COLLECTION_KEY, Kind.DEVICE, Kind.META,
    Kind.PACK, Kind.INDEX, Kind.SUPERSEDED, Kind.SNAPSHOT, Kind.AUDIT,
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name.lower())
@pytest.mark.parametrize(
    "change",
    [lambda d: d[:-1] + bytes([d[-1] ^ 128]), lambda d: d[:40], lambda _: b"", lambda d: d + b"x"],
    ids=["flipped", "cut", "emptied", "grown"],
)
def test_changed_bytes_are_found(copied, kind, change):
    name = copied.freeze(copied.nas).names(kind)[0]
    copied.damage(copied.nas, name, change)
    report = check(copied, copied.nas)
    assert [(one.object, one.problem) for one in report.problems] == [(name, "damaged")]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name.lower())
def test_a_removed_object_is_found_by_the_ledger(copied, kind):
    name = copied.freeze(copied.nas).names(kind)[-1]
    copied.nas.storage.delete(name)
    recorded = {text: one.size for text, one in copied.ledger(copied.nas).known().items()}
    report = check(copied, copied.nas, Evidence(recorded=recorded), level="present")
    assert [(one.object, one.problem) for one in report.problems] == [(name, "missing")]


def test_swapped_neighbours_are_found_and_named(copied):
    first, second = copied.freeze(copied.nas).names(Kind.PACK)[:2]
    data = copied.nas.storage.get(first)
    copied.damage(copied.nas, first, lambda _: copied.nas.storage.get(second))
    copied.damage(copied.nas, second, lambda _: data)
    report = check(copied, copied.nas)
    details = {one.object: one.detail for one in report.problems}
    assert details == {first: f"It holds the bytes of {second}.", second: f"It holds the bytes of {first}."}


def test_a_whole_place_is_read_and_noted(copied):
    report = check(copied, copied.nas)
    listing = copied.freeze(copied.nas)
    assert (report.checked, report.read, report.bytes_read) == (
        len(listing.objects), len(listing.objects), listing.total_bytes,
    )  # fmt: skip
    assert report.how == "cache"
    assert report.problems == ()
    sizes = {name: one.size for name, one in listing.objects.items() if name != "tier"}
    assert copied.ledger(copied.nas).coverage(sizes).percent == 100


def test_present_settles_odd_sizes_by_reading(copied):
    pack = copied.freeze(copied.nas).names(Kind.PACK)[0]
    copied.damage(copied.local, pack, lambda data: data[:-1])
    evidence = Evidence(upstream=copied.freeze(copied.local))
    assert check(copied, copied.nas, evidence, level="present").problems == ()
    evidence = Evidence(others=(copied.freeze(copied.nas),))
    assert [one.object for one in check(copied, copied.local, evidence, level="present").problems] == [pack]


def test_a_sample_reads_small_objects_and_the_packs_read_longest_ago(copied):
    ledger = copied.ledger(copied.nas)
    packs = copied.freeze(copied.nas).names(Kind.PACK)
    rest = len(copied.freeze(copied.nas).objects) - len(packs)
    seen = set()
    for _ in packs:
        before = {name: ledger.record(name).read_ns for name in packs}
        assert check(copied, copied.nas, ledger=ledger, sample=20).read == rest + 1
        seen |= {name for name in packs if ledger.record(name).read_ns != before[name]}
    assert seen == set(packs)


def test_the_marker_is_judged_by_whoever_has_keys(copied):
    def inspect(name, data):
        return Problem(name.text, "damaged", "Its MAC is wrong.") if name.kind is Kind.MARKER else None

    assert [one.object for one in check(copied, copied.nas, inspect=inspect).problems] == ["tier"]
    copied.nas.storage.delete("tier")
    assert [(one.object, one.problem) for one in check(copied, copied.nas).problems] == [("tier", "missing")]


class Failing(WrappedStorage):
    """Cannot read what `fails` says; is wholly gone if `gone`."""

    def __init__(self, inner, fails, gone=False) -> None:
        super().__init__(inner)
        self.fails, self.gone = fails, gone

    def read_medium(self, name, *, block=1 << 20, into=None):
        if self.fails(name):
            raise StorageUnavailable("Input/output error")
        return self.inner.read_medium(name, block=block, into=into)

    def list(self, prefix=""):
        if self.gone and prefix:
            raise StorageUnavailable("gone")
        return self.inner.list(prefix)

    def leftovers(self):
        yield Leftover("c/.sb-1-1-1.tmp", 7, 0, "", "")


def test_bad_sectors_are_named_and_the_rest_is_read(copied):
    packs = set(copied.freeze(copied.nas).names(Kind.PACK))
    place = Place(copied.nas.id, "nas", Failing(copied.nas.storage, lambda name: name in packs))
    report = check(copied, place)
    assert {(one.object, one.problem) for one in report.problems} == {(name, "unreadable") for name in packs}
    assert (report.leftovers, report.leftover_bytes) == (1, 7)


def test_a_place_which_is_gone_ends_it(copied):
    listing = copied.freeze(copied.nas)
    place = Place(copied.nas.id, "nas", Failing(copied.nas.storage, lambda _: True, gone=True))
    with pytest.raises(StorageUnavailable):
        scrub(
            place, listing, Evidence(), ledger=copied.ledger(place), clock=copied.clock, progress=copied.progress,
            cancel=copied.cancel,
        )  # fmt: skip


def test_an_intent_that_vanishes_meanwhile_is_no_problem(copied):
    name = copied.put(copied.nas, f"c/{C}/pending/{{sha}}")
    listing = copied.freeze(copied.nas)
    copied.nas.storage.delete(name)
    report = scrub(
        copied.nas, listing, Evidence(), ledger=copied.ledger(copied.nas), clock=copied.clock,
        progress=copied.progress, cancel=copied.cancel,
    )  # fmt: skip
    assert report.problems == ()
    assert parse_name(name).text not in copied.ledger(copied.nas).known()


class IntoMemory(WrappedStorage):
    """Reads into memory that is given, as a folder does; `own`: into its own, as a place across a network does."""

    def __init__(self, inner, *, own) -> None:
        super().__init__(inner)
        self.own = own

    def read_medium(self, name, *, block=1 << 20, into=None):
        data = self.inner.get(name)
        if into is not None and len(into) > len(data) and not self.own:
            into[: len(data)] = data
            data = into[: len(data)]
        for start in range(0, len(data), 700):
            yield memoryview(data)[start : start + 700]


class Word:
    """Vouches as it is told, and remembers what it has seen."""

    def __init__(self, word, seen) -> None:
        self.word, self.seen = word, seen

    def feed(self, data):
        self.seen.append(bytes(data))

    def vouches(self, data):
        assert self.seen[-1] == bytes(data)
        return self.word


@pytest.mark.parametrize("own", [False, True])
def test_a_pack_that_is_vouched_for_is_not_hashed_and_any_other_is(copied, own):
    pack, other = copied.freeze(copied.nas).names(Kind.PACK)[:2]
    place = Place(copied.nas.id, copied.nas.name, IntoMemory(copied.nas.storage, own=own))
    ledger = copied.ledger(copied.nas)
    data = copied.nas.storage.get(pack)
    spoilt = bytes([data[0] ^ 1]) + data[1:]
    copied.nas.storage.damage(pack, spoilt)
    seen = {}

    def vouching(name, size):
        assert size == len(copied.nas.storage.get(name.text))
        return Word(name.text == pack, seen.setdefault(name.text, []))

    assert check(copied, place, vouching=vouching, ledger=ledger).problems == (), "its word counts"
    assert set(seen) == set(copied.freeze(copied.nas).names(Kind.PACK)) and seen[pack][-1] == spoilt
    assert ledger.record(pack).read_ns and ledger.record(other).read_ns
    found = check(copied, place, vouching=lambda *_: Word(False, [])).problems
    assert [(one.object, one.problem) for one in found] == [(pack, "damaged")]
    assert [one.object for one in check(copied, place, vouching=lambda *_: None).problems] == [pack]


@pytest.mark.parametrize("more", [1, 100_000])
def test_a_pack_that_has_outgrown_its_listing_is_damaged_whoever_vouches(copied, more):
    pack = copied.freeze(copied.nas).names(Kind.PACK)[0]
    place = Place(copied.nas.id, copied.nas.name, IntoMemory(copied.nas.storage, own=False))
    here = copied.freeze(copied.nas)
    copied.nas.storage.damage(pack, copied.nas.storage.get(pack) + b"x" * more)
    report = scrub(
        place, here, Evidence(), ledger=copied.ledger(copied.nas), clock=copied.clock, progress=copied.progress,
        cancel=copied.cancel, vouching=lambda *_: Word(False, []),
    )  # fmt: skip
    assert [(one.object, one.problem) for one in report.problems] == [(pack, "damaged")]
