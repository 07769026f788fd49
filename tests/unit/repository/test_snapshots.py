"""Snapshots: judged in order, chained by device."""

from __future__ import annotations

import pytest

from studio_backup.base.errors import DamageError, Forged, ObjectDamaged, UnsupportedFormat, WrongKey
from studio_backup.domain.snapshot import Counts, Snapshot, Source, StoredSnapshot
from studio_backup.domain.tree import Entry
from studio_backup.repository import crypto, snapshots
from studio_backup.repository import format as layout
from studio_backup.repository.devices import DeviceIdentity, new_device
from studio_backup.repository.epochs import Epochs
from studio_backup.repository.keys import CollectionKeys
from studio_backup.storage.memory import MemoryStorage
from tests.support.repositories import new_epochs, new_vault, save_root

EPOCHS = new_epochs()
LAPTOP = new_device("laptop")
DEVICES = {LAPTOP.id: LAPTOP}


def snapshot(
    number: int = 1, previous: str = "", *, device: DeviceIdentity = LAPTOP, epochs: Epochs = EPOCHS
) -> Snapshot:
    return Snapshot(
        format=1,
        repository=epochs.repository,
        collection=epochs.collection,
        device=device.id,
        number=number,
        previous=previous,
        started_ns=2**60,
        ended_ns=2**60 + number,
        source=Source(path64="/w==", platform="windows"),
        root=Entry(type="folder", tree="00" * 32),
        partial=False,
        counts=Counts(files=3, bytes=2**55),
        merged=("a-wal",),
        program="test",
    )


def named(data: bytes) -> str:
    return f"c/{EPOCHS.collection}/snapshots/{crypto.sha256(data).hex()}"


def test_a_snapshot_comes_back() -> None:
    data = snapshots.seal(EPOCHS, LAPTOP.seed, snapshot())
    found = snapshots.unseal(EPOCHS, DEVICES, named(data), data)
    assert found.snapshot == snapshot()
    assert found.id == crypto.sha256(data).hex()
    assert (len(data) - layout.HEADER_BYTES - crypto.TAG_BYTES) % 256 == 0


def test_damage_comes_before_everything() -> None:
    data = snapshots.seal(EPOCHS, LAPTOP.seed, snapshot())
    for spot in range(0, len(data), 37):
        bad = bytearray(data)
        bad[spot] ^= 4
        with pytest.raises(ObjectDamaged):
            snapshots.unseal(EPOCHS, DEVICES, named(data), bytes(bad))


def test_another_key_comes_before_forgery() -> None:
    old = EPOCHS.newest
    other = Epochs(
        EPOCHS.repository, EPOCHS.collection, [CollectionKeys(old.collection, old.epoch, bytes(32), bytes(32), 1)]
    )
    data = snapshots.seal(other, LAPTOP.seed, snapshot())
    with pytest.raises(WrongKey):
        snapshots.unseal(EPOCHS, DEVICES, named(data), data)


def test_foreign_signatures_are_forged_and_unknown_devices_are_not_trusted() -> None:
    thief = new_device("thief")
    data = snapshots.seal(EPOCHS, thief.seed, snapshot())
    with pytest.raises(Forged):
        snapshots.unseal(EPOCHS, DEVICES, named(data), data)
    data = snapshots.seal(EPOCHS, thief.seed, snapshot(device=thief))
    with pytest.raises(DamageError, match=thief.id):
        snapshots.unseal(EPOCHS, DEVICES, named(data), data)


def test_a_snapshot_of_another_collection_is_forged() -> None:
    data = snapshots.seal(EPOCHS, LAPTOP.seed, snapshot(epochs=new_epochs()))
    with pytest.raises(Forged):
        snapshots.unseal(EPOCHS, DEVICES, named(data), data)


@pytest.mark.parametrize("line", [b"", b"{}", b"[]", b'{"format":1,"format":1}', b"\xff", b'{"format":1,"x":NaN}'])
def test_a_record_that_is_none(line: bytes) -> None:
    signature = crypto.sign(LAPTOP.seed, layout.signed_message(b"snapshot", line)).hex().encode()
    data = EPOCHS.seal(layout.Type.SNAPSHOT, b"snapshot", line + b"\n" + signature)
    with pytest.raises(DamageError):
        snapshots.unseal(EPOCHS, DEVICES, named(data), data)


def test_a_newer_record_says_update() -> None:
    line = b'{"format":2}'
    signature = crypto.sign(LAPTOP.seed, layout.signed_message(b"snapshot", line)).hex().encode()
    data = EPOCHS.seal(layout.Type.SNAPSHOT, b"snapshot", line + b"\n" + signature)
    with pytest.raises(UnsupportedFormat):
        snapshots.unseal(EPOCHS, DEVICES, named(data), data)


# --- chains ---


def link(number: int, name: str, previous: str = "", *, device: DeviceIdentity = LAPTOP) -> StoredSnapshot:
    return StoredSnapshot(name, snapshot(number, previous, device=device))


def test_whole_chains_have_no_problem() -> None:
    other = new_device("other")
    chain = [link(1, "a"), link(2, "b", "a"), link(3, "c", "b")]
    chain += [link(1, "x", device=other), link(2, "y", "x", device=other)]
    assert snapshots.chain_problems(chain) == []
    assert snapshots.head(chain, LAPTOP.id) is chain[2]
    assert snapshots.head(chain, "unknown") is None


@pytest.mark.parametrize(
    ("chain", "at", "says"),
    [
        ([link(2, "b", "a")], "b", "1 to 1"),
        ([link(1, "a"), link(3, "c", "b")], "c", "point 2 "),
        ([link(1, "a"), link(5, "e", "d")], "e", "point 2 to 4 "),
        ([link(1, "a"), link(2, "b", "other")], "b", "before number 2"),
        ([link(1, "a"), link(2, "b", "a"), link(2, "c", "a")], "c", "copied"),
    ],
    ids=["first missing", "one missing", "three missing", "another before", "forked"],
)
def test_gaps_are_told(chain: list[StoredSnapshot], at: str, says: str) -> None:
    (problem,) = snapshots.chain_problems(chain)
    assert problem.problem == "gap"
    assert problem.object.endswith("/" + at)
    assert says in problem.detail


def test_a_forked_chain_goes_on_from_either() -> None:
    chain = [link(1, "a"), link(2, "b", "a"), link(2, "c", "a"), link(3, "d", "b")]
    assert len(snapshots.chain_problems(chain)) == 1


def test_listing_tells_problems_beside_what_is_valid() -> None:
    vault = new_vault()
    assert isinstance(vault.storage, MemoryStorage)
    with vault.writer() as writer:
        made = [writer.commit(vault.draft(save_root(writer, {"a": b"a"}))) for _ in range(3)]
    lost = f"c/{vault.collection}/snapshots/{made[1].id}"
    vault.storage.damage(lost, b"\0" * 500)
    vault.repository.forget()
    listing = vault.repository.snapshots(vault.collection)
    assert [one.id for one in listing.snapshots] == [made[0].id, made[2].id]
    assert [(p.object, p.problem) for p in listing.problems] == [
        (lost, "damaged"),
        (f"c/{vault.collection}/snapshots/{made[2].id}", "gap"),
    ]
