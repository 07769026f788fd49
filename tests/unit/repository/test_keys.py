"""Unlocking by each factor, and the different sentences when none opens."""

import base64
import json
import random

import pytest

from studio_backup.base.errors import (
    DamagedSlot,
    DamageError,
    NotFoundError,
    ObjectMissing,
    StudioBackupError,
    UnlockError,
    WrongKit,
    WrongPassphrase,
)
from studio_backup.repository import keys as keys_module
from studio_backup.repository.collections import ensure_collection, load_collections
from studio_backup.repository.crypto import sha256
from studio_backup.repository.keys import load_collection_keys, unlock, write_collection_keys, write_master
from studio_backup.repository.kit import Kit, new_kit_key
from studio_backup.repository.records import LARGEST
from studio_backup.repository.slots import (
    DeviceFactor,
    KitFactor,
    PassphraseFactor,
    kit_slot,
    passphrase_slot,
    slot_bytes,
)
from studio_backup.storage.memory import MemoryStorage
from tests.support.fixed_clock import FixedClock
from tests.support.vaults import new_identity, new_vault

CLOCK = FixedClock()


@pytest.fixture
def storage():
    return MemoryStorage(clock=CLOCK)


@pytest.fixture
def vault(storage):
    return new_vault(storage, clock=CLOCK)


def names(storage, prefix):
    return sorted(one.name for one in storage.list(prefix))


def slot_name(storage, kind):
    return next(name for name in names(storage, "keys/slots/") if json.loads(line_of(storage, name))["kind"] == kind)


def line_of(storage, name):
    return storage.get(name).split(b"\n")[0]


def rename(storage, name, data):
    """Put altered bytes under the name that fits them, as an attacker would."""
    storage.delete(name)
    storage.put(name[:-64] + sha256(data).hex(), data, sha256=sha256(data))


def same(one, other):
    return (one.repository, one.root, one.identity, one.masters) == (
        other.repository,
        other.root,
        other.identity,
        other.masters,
    )


def test_passphrase_and_kit_open_the_same_vault(storage, vault):
    for factor in (PassphraseFactor(vault.passphrase), KitFactor(vault.kit), KitFactor(Kit("", vault.kit.key))):
        assert same(unlock(storage, factor), vault.keys)


def test_a_laptop_opens_with_its_own_secret_only(storage, vault):
    mine = new_identity(storage, vault.keys, secret=b"m" * 32, clock=CLOCK)
    other = new_identity(storage, vault.keys, secret=b"o" * 32, clock=CLOCK)
    assert same(unlock(storage, DeviceFactor(mine.id, b"m" * 32)), vault.keys)
    with pytest.raises(UnlockError, match="does not open its slot"):
        unlock(storage, DeviceFactor(other.id, b"m" * 32))
    with pytest.raises(UnlockError, match="no slot for a key kept on this laptop"):
        unlock(storage, DeviceFactor("00" * 8, b"m" * 32))


def test_unlocking_writes_nothing_and_shows_no_secret(storage, vault):
    before = dict(storage._objects)
    opened = unlock(storage, KitFactor(vault.kit))
    assert storage._objects == before
    shown = f"{opened!r} {KitFactor(vault.kit)!r} {PassphraseFactor(vault.passphrase)!r}"
    secrets = (vault.passphrase, vault.kit.key.hex(), opened.root.hex(), repr(opened.root), repr(vault.kit.key))
    assert not any(secret in shown for secret in secrets)


def test_each_refusal_has_its_own_sentence(storage, vault):
    name = slot_name(storage, "passphrase")
    data = storage.get(name)
    told = {}
    told["wrong passphrase"] = refusal(WrongPassphrase, storage, PassphraseFactor("wrong"))
    told["foreign kit"] = refusal(WrongKit, storage, KitFactor(Kit("ab" * 16, vault.kit.key)))
    told["wrong kit"] = refusal(WrongKit, storage, KitFactor(Kit(vault.kit.repository, new_kit_key())))
    told["wrong kit, typed"] = refusal(WrongKit, storage, KitFactor(Kit("", new_kit_key())))
    storage.damage(name, data[:-9] + b"x" + data[-8:])
    told["damaged slot"] = refusal(DamagedSlot, storage, PassphraseFactor(vault.passphrase))
    rename(storage, name, data.replace(b'"created_ns":1', b'"created_ns":2'))
    told["altered slot"] = refusal(DamagedSlot, storage, PassphraseFactor(vault.passphrase))
    for one in names(storage, "keys/slots/"):
        storage.delete(one)
    told["no slots"] = refusal(DamagedSlot, storage, PassphraseFactor(vault.passphrase))
    told["no vault"] = refusal(NotFoundError, MemoryStorage(clock=CLOCK), PassphraseFactor(vault.passphrase))
    assert len(set(told.values())) == len(told)


def refusal(kind, storage, factor) -> str:
    before = dict(storage._objects)
    with pytest.raises(kind) as caught:
        unlock(storage, factor)
    assert storage._objects == before and caught.value.hint
    return caught.value.message


def test_a_replaced_slot_differs_from_the_remembered_one(storage, vault):
    opened = unlock(storage, PassphraseFactor(vault.passphrase))
    name = slot_name(storage, "passphrase")
    record = json.loads(line_of(storage, name))
    record["kdf"]["salt"] = "00" * 16
    line = json.dumps(record, separators=(",", ":")).encode()
    rename(storage, name, line + b"\n" + storage.get(name).split(b"\n")[1] + b"\n")
    with pytest.raises(WrongPassphrase):
        unlock(storage, PassphraseFactor(vault.passphrase))
    with pytest.raises(DamagedSlot, match="remembers"):
        unlock(storage, PassphraseFactor(vault.passphrase), pinned=dict([opened.slot]))


@pytest.mark.parametrize(
    ("field", "value"),
    [("memory_kib", 2**40), ("memory_kib", 64), ("passes", 10**6), ("lanes", 255), ("memory_kib", -1)],
)
def test_parameters_out_of_bounds_are_never_derived_with(storage, vault, field, value, monkeypatch):
    monkeypatch.setattr("studio_backup.repository.derivation._ask_child", lambda _: pytest.fail("derived"))
    name = slot_name(storage, "passphrase")
    record = json.loads(line_of(storage, name))
    record["kdf"][field] = value
    line = json.dumps(record).encode()
    rename(storage, name, line + b"\n" + storage.get(name).split(b"\n")[1] + b"\n")
    with pytest.raises(DamagedSlot, match="altered"):
        unlock(storage, PassphraseFactor(vault.passphrase))


def test_every_flipped_bit_of_a_slot_is_damage(storage, vault, monkeypatch):
    """All bytes, one bit each: told by the hash before anything is parsed or derived."""
    monkeypatch.setattr("studio_backup.repository.derivation._ask_child", lambda _: pytest.fail("derived"))
    name = slot_name(storage, "passphrase")
    good = storage.get(name)
    for at in range(len(good)):
        storage.damage(name, good[:at] + bytes([good[at] ^ 1 << random.Random(at).randrange(8)]) + good[at + 1 :])
        with pytest.raises(DamagedSlot, match="damaged"):
            unlock(storage, PassphraseFactor(vault.passphrase))


def test_every_flipped_bit_under_a_fitting_name_opens_nothing(storage, vault):
    """An attacker who renames too: for the kit no derivation is needed, so every third byte is tried."""
    name = slot_name(storage, "kit")
    good = storage.get(name)
    for at in range(0, len(good), 3):
        altered = good[:at] + bytes([good[at] ^ 1 << random.Random(at).randrange(8)]) + good[at + 1 :]
        place = MemoryStorage(clock=CLOCK)
        for other in names(storage, ""):
            if other != name:
                place.put(other, storage.get(other), sha256=sha256(storage.get(other)))
        new = name[:-64] + sha256(altered).hex()
        place.put(new, altered, sha256=sha256(altered))
        if base64_equal(good, altered):
            continue
        with pytest.raises(UnlockError):
            unlock(place, KitFactor(vault.kit))


def base64_equal(one: bytes, other: bytes) -> bool:
    """Whether a flipped bit changed only what base64 ignores (the unused bits of its last letter, or the line end)."""
    try:
        lines = [data.removesuffix(b"\n").partition(b"\n") for data in (one, other)]
        return lines[0][0] == lines[1][0] and base64.b64decode(lines[0][2]) == base64.b64decode(
            lines[1][2], validate=True
        )
    except ValueError:
        return False


def test_a_giant_slot_is_not_read(storage, vault):
    name = "keys/slots/" + "ab" * 8 + "-" + "cd" * 32
    storage._objects[name] = (b"{" * (LARGEST + 1), 0)
    assert same(unlock(storage, KitFactor(vault.kit)), vault.keys)
    assert [p.object for p in unlock(storage, KitFactor(vault.kit)).problems] == [name]


@pytest.mark.parametrize("junk", [b"", b"\n", b"[]\n\n", b"{}\nxx\n", b'{"a":1,"a":2}\n', b"\xff\xfe", b"[" * 100_000])
def test_junk_that_fits_its_name_is_a_problem_only(storage, vault, junk):
    name = "keys/slots/" + "ab" * 8 + "-" + sha256(junk).hex()
    storage.put(name, junk, sha256=sha256(junk))
    assert [p.object for p in unlock(storage, KitFactor(vault.kit)).problems] == [name]


def test_after_a_change_of_passphrase_both_slots_are_tried(storage, vault):
    from tests.support.vaults import cheap_kdf

    keys = vault.keys
    slot = passphrase_slot(keys.repository, keys.root_id, keys.root, "another one", cheap_kdf(), CLOCK.now_ns() + 1)
    storage.put(slot.name, slot_bytes(slot), sha256=sha256(slot_bytes(slot)))
    for passphrase in ("another one", vault.passphrase):
        assert same(unlock(storage, PassphraseFactor(passphrase)), keys)
    with pytest.raises(WrongPassphrase):
        unlock(storage, PassphraseFactor("neither"))


def test_a_damaged_slot_beside_a_good_one_does_no_harm(storage, vault):
    keys = vault.keys
    slot = kit_slot(keys.repository, keys.root_id, keys.root, new_kit_key(), CLOCK.now_ns() + 1)
    storage.put(slot.name, slot_bytes(slot), sha256=sha256(slot_bytes(slot)))
    storage.damage(slot.name, b"rotten")
    assert same(unlock(storage, KitFactor(vault.kit)), keys)


@pytest.mark.parametrize("folder", ["keys/identity/", "keys/master/"])
@pytest.mark.parametrize("how", ["damage", "delete", "swap"])
def test_keys_behind_the_slot(storage, vault, folder, how):
    name = names(storage, folder)[0]
    if how == "damage":
        good = storage.get(name)
        storage.damage(name, good[:-1] + bytes([good[-1] ^ 1]))
    elif how == "delete":
        storage.delete(name)
    else:
        rename(
            storage, name, storage.get(names(storage, "keys/master/" if "identity" in folder else "keys/identity/")[0])
        )
    with pytest.raises(DamageError, match=folder.split("/")[1]):
        unlock(storage, KitFactor(vault.kit))


def test_two_masters_are_both_kept_and_another_roots_is_no_problem(storage, vault):
    second = b"2" * 32
    write_master(storage, vault.keys.repository, vault.keys.root, second)
    write_master(storage, vault.keys.repository, b"another root key of thirty-two b", b"3" * 32)
    opened = unlock(storage, KitFactor(vault.kit))
    assert set(opened.masters) == {vault.keys.masters[0], second} and not opened.problems


def test_a_vault_of_a_newer_format_is_said(storage, vault):
    name = slot_name(storage, "kit")
    rename(storage, name, storage.get(name).replace(b'"format":1', b'"format":2'))
    with pytest.raises(StudioBackupError):
        unlock(storage, KitFactor(vault.kit))


def test_epochs_come_newest_first_and_damaged_ones_are_left_out(storage, vault):
    made = ensure_collection(storage, vault.keys, label="A", date="", kind="wedding", clock=CLOCK)
    first = load_collection_keys(storage, vault.keys, made.id)
    later = keys_module.new_collection_keys(made.id, CLOCK.now_ns() + 5)
    write_collection_keys(storage, vault.keys, later)
    assert load_collection_keys(storage, vault.keys, made.id) == (later, *first)
    name = next(n for n in names(storage, f"keys/c/{made.id}/") if later.epoch in n)
    storage.damage(name, b"x")
    assert load_collection_keys(storage, vault.keys, made.id) == first
    for name in names(storage, f"keys/c/{made.id}/"):
        storage.damage(name, b"x")
    with pytest.raises(DamageError, match="missing or damaged"):
        load_collection_keys(storage, vault.keys, made.id)


def test_an_erased_collection_has_no_keys(storage, vault):
    with pytest.raises(ObjectMissing):
        load_collection_keys(storage, vault.keys, "ab" * 8)


def test_a_collection_key_moved_to_another_collection_is_forged(storage, vault):
    one = ensure_collection(storage, vault.keys, label="A", date="", kind="wedding", clock=CLOCK)
    two = ensure_collection(storage, vault.keys, label="B", date="", kind="wedding", clock=CLOCK)
    stolen, own = names(storage, f"keys/c/{one.id}/")[0], names(storage, f"keys/c/{two.id}/")[0]
    data = storage.get(stolen)
    storage.delete(own)
    storage.put(own[:-64] + sha256(data).hex(), data, sha256=sha256(data))
    listing = load_collections(storage, vault.keys)
    assert [c.id for c in listing.collections] == [one.id]
    assert [p.problem for p in listing.problems] == ["forged"]
