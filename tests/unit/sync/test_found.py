"""What a place holds is known, also if the run which brought it died before it could note it."""

from __future__ import annotations

from studio_backup.domain.objects import Kind
from studio_backup.sync.found import note_found

C = "00000000000000c1"


def test_what_both_have_is_noted_as_stored_and_never_read(world):
    nas = world.place("nas")
    world.foundation(world.local, C)
    there, missing = world.snapshot(world.local, C), world.snapshot(world.local, C)
    for one in list(world.local.storage.list("")):
        if one.name not in (missing, "tier"):
            data = world.local.storage.get(one.name)
            nas.storage.put(one.name, data, sha256=bytes.fromhex(one.name[-64:]))
    foreign = world.snapshot(nas, C)
    ledger, here, listing = world.ledger(nas), world.freeze(world.local), world.freeze(nas)
    note_found(ledger, here, listing)
    ledger.flush()
    known = world.ledger(nas).known()
    assert known.keys() == here.objects.keys() - {missing, "tier"} and there in known
    assert foreign not in known
    assert all(one.stored_ns > 0 and one.read_ns == 0 and one.size == here.size(name) for name, one in known.items())


def test_what_is_known_stays_and_what_was_removed_and_is_there_again_is_noted(world):
    nas = world.place("nas")
    name = world.snapshot(world.local, C, packs=0)
    data = world.local.storage.get(name)
    nas.storage.put(name, data, sha256=bytes.fromhex(name[-64:]))
    here, listing = world.freeze(world.local), world.freeze(nas)
    ledger = world.ledger(nas)
    ledger.stored(name, 300, 5)
    ledger.read(name, 300, 7, "direct")
    ledger.damaged(name, 8)
    before = ledger.record(name)
    note_found(ledger, here, listing)
    assert ledger.record(name) == before
    ledger.removed(name, 9)
    note_found(ledger, here, listing)
    assert ledger.record(name).state == "good" and ledger.record(name).read_ns == 0


def test_another_size_is_not_it(world):
    nas = world.place("nas")
    name = world.snapshot(world.local, C, packs=0)
    data = world.local.storage.get(name)
    nas.storage.put(name, data, sha256=bytes.fromhex(name[-64:]))
    world.damage(nas, name, lambda whole: whole[:-1])
    ledger = world.ledger(nas)
    note_found(ledger, world.freeze(world.local), world.freeze(nas))
    assert ledger.known() == {} and world.freeze(nas).names(Kind.SNAPSHOT) == (name,)
