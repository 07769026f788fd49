import json

import pytest

from studio_backup.base.errors import Forged, UsageError, WrongKey
from studio_backup.repository import crypto
from studio_backup.repository.config import seal_name
from studio_backup.repository.devices import load_devices, new_device, open_seed, publish_device, seal_seed
from studio_backup.repository.format import with_mac
from studio_backup.repository.keys import unlock
from studio_backup.repository.records import write
from studio_backup.repository.slots import DeviceFactor
from studio_backup.storage.memory import MemoryStorage
from tests.support.fixed_clock import FixedClock
from tests.support.vaults import new_identity, new_vault

CLOCK = FixedClock()


@pytest.fixture
def storage():
    return MemoryStorage(clock=CLOCK)


@pytest.fixture
def keys(storage):
    return new_vault(storage, clock=CLOCK).keys


def record(keys, identity, **more):
    name = seal_name(keys, identity.name)
    plain = {"format": 1, "repository": keys.repository, "id": identity.id, "public_key": identity.public.hex()}
    return {**plain, "name": name, "role": "writer", "created_ns": 1, "retired_ns": 0, **more}


def test_publishing_twice_writes_once(storage, keys):
    identity = new_identity(storage, keys, name="Łódź 写真", secret=b"s" * 32, clock=CLOCK)
    count = len(storage._objects)
    publish_device(storage, keys, identity, b"s" * 32, CLOCK)
    assert len(storage._objects) == count
    found = load_devices(storage, keys).devices[identity.id]
    assert (found.name, found.public, found.retired_ns) == ("Łódź 写真", identity.public, 0)
    assert not any("写真".encode() in data for data, _ in storage._objects.values())


def test_the_slot_comes_before_the_record(storage, keys):
    before = set(storage._objects)
    new_identity(storage, keys, secret=b"s" * 32, clock=CLOCK)
    new = [name for name in storage._objects if name not in before]
    assert [name.split("/")[0] for name in new] == ["keys", "devices"]


def test_a_new_secret_gets_a_slot_of_its_own(storage, keys):
    identity = new_identity(storage, keys, secret=b"lost by the keyring, 32 bytes xx", clock=CLOCK)
    publish_device(storage, keys, identity, b"n" * 32, CLOCK)
    assert unlock(storage, DeviceFactor(identity.id, b"n" * 32)).root == keys.root


def test_without_a_keyring_there_is_no_slot(storage, keys):
    before = {one.name for one in storage.list("keys/slots/")}
    new_identity(storage, keys, secret=None, clock=CLOCK)
    assert {one.name for one in storage.list("keys/slots/")} == before


def test_the_seed_opens_only_in_its_vault(storage, keys):
    identity = new_device("laptop")
    sealed = seal_seed(keys, identity.seed)
    assert open_seed(keys, sealed) == identity.seed and identity.seed not in sealed
    assert repr(identity.seed) not in repr(identity)
    with pytest.raises(WrongKey):
        open_seed(new_vault(MemoryStorage(clock=CLOCK)).keys, sealed)
    with pytest.raises(Forged):
        open_seed(keys, sealed[:-1] + bytes([sealed[-1] ^ 1]))


def test_a_forged_record_gives_nobody_a_voice(storage, keys):
    identity = new_device("intruder")
    name = write(
        storage,
        f"devices/{identity.id}-",
        with_mac(b"not the MAC key of this vault 32", b"device", record(keys, identity)),
    )
    listing = load_devices(storage, keys)
    assert not listing.devices and [(p.object, p.problem) for p in listing.problems] == [(name, "forged")]


def test_a_record_under_another_laptops_name_is_forged(storage, keys):
    identity = new_device("laptop")
    write(storage, "devices/" + "ab" * 8 + "-", with_mac(keys.mac_key, b"device", record(keys, identity)))
    assert [p.problem for p in load_devices(storage, keys).problems] == ["forged"]


def test_a_later_record_retires_but_cannot_change_the_key(storage, keys):
    identity, other = new_identity(storage, keys, clock=CLOCK), new_device("other")
    later = record(keys, identity, created_ns=CLOCK.now_ns() + 9, retired_ns=77, public_key=other.public.hex())
    write(storage, f"devices/{identity.id}-", with_mac(keys.mac_key, b"device", later))
    found = load_devices(storage, keys).devices[identity.id]
    assert (found.public, found.retired_ns) == (identity.public, 77)


def test_a_damaged_copy_beside_a_good_one(storage, keys):
    identity = new_identity(storage, keys, clock=CLOCK)
    storage._objects[f"devices/{identity.id}-" + "cd" * 32] = (b"rotten", 0)
    listing = load_devices(storage, keys)
    assert identity.id in listing.devices and [p.problem for p in listing.problems] == ["damaged"]


@pytest.mark.parametrize("field", ["id", "public_key", "name", "retired_ns"])
def test_an_ill_typed_record_is_a_problem(storage, keys, field):
    identity = new_device("laptop")
    odd = record(keys, identity)
    odd[field] = ["x"]
    write(storage, f"devices/{identity.id}-", with_mac(keys.mac_key, b"device", json.loads(json.dumps(odd))))
    assert load_devices(storage, keys).problems


def test_names_are_one_visible_line():
    with pytest.raises(UsageError):
        new_device("a\nb")
    assert crypto.public_key(new_device(" a ").seed)
