"""Verifying a real vault: everything is found, named, healed; what is gone everywhere comes back from the source."""

from __future__ import annotations

import pytest

from studio_backup.domain.objects import Kind
from studio_backup.engine.verify.mending import SEALED_ANEW
from studio_backup.engine.verify.report import DrillResult
from studio_backup.repository import crypto
from studio_backup.repository import format as layout
from studio_backup.repository.format import with_signature

KINDS = [
    Kind.CONFIG, Kind.SLOT, Kind.IDENTITY, Kind.MASTER, Kind.COLLECTION_KEY, Kind.DEVICE, Kind.META, Kind.PACK,
    Kind.INDEX, Kind.SNAPSHOT, Kind.AUDIT,
]  # fmt: skip
by_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name.lower())


def one_of(studio, kind, place="nas"):
    return studio.freeze(place).names(kind)[0]


def put(studio, place, name, data):
    studio.storages[place].put(name + crypto.sha256(data).hex(), data, sha256=crypto.sha256(data))
    return name + crypto.sha256(data).hex()


def data_pack(studio, snapshot):
    """A pack with contents of files (not folders)."""
    return packs_of(studio, snapshot, 1)[0]


def packs_of(studio, snapshot, kind):
    """Packs a snapshot needs: of data (1) or of folders (2)."""
    reader = studio.local.reader(studio.collection)
    return [name for name in sorted(reader.needs(snapshot).objects) if reader.kind_of(name) == kind]


def test_a_whole_vault_is_whole(studio):
    report = studio.verify()
    assert report.damaged == ()
    assert report.exit_code == 0
    assert {one.tier for one in report.places} == {"local", "nas"}
    assert report.bytes_read == sum(studio.freeze(name).total_bytes for name in ("local", "nas"))
    assert studio.verify(level="present").bytes_read == 0


@by_kind
@pytest.mark.parametrize(
    ("act", "place"),
    [("flip", "nas"), ("cut", "nas"), ("empty", "nas"), ("remove", "nas"), ("flip", "local"), ("remove", "local")],
)
def test_every_kind_of_object_is_found_and_healed(studio, kind, act, place):
    name = one_of(studio, kind, place)
    changes = {"flip": None, "cut": lambda data: data[:50], "empty": lambda _: b""}
    if act == "remove":
        studio.verify(place)  # the ledger of the vault's own folder learns what is there
        studio.storages[place].delete(name)
    else:
        studio.damage(place, name, change=changes[act])
    report = studio.verify()
    assert [(one.object, one.tier) for one in report.damaged] == [(name, place)]
    assert report.damaged[0].problem == ("missing" if act == "remove" else "damaged")
    assert report.damaged[0].means
    assert report.exit_code == 4
    healed = studio.verify(heal=True)
    assert [(one.object, one.tier) for one in healed.healed] == [(name, place)]
    assert healed.exit_code == 3
    after = studio.verify()
    assert after.exit_code == 0
    audit = studio.storages["local"].list(f"audit/{studio.identity.id}/")
    assert len(list(audit)) == 2


@pytest.mark.parametrize("kind", KINDS[:-1], ids=lambda kind: kind.name.lower())
def test_removed_objects_of_a_tier_are_found_without_its_ledger(studio, kind):
    studio.forget_ledgers()
    name = one_of(studio, kind)
    if kind is Kind.SNAPSHOT:  # the newest one could be one that was not copied yet
        name = next(one for one in studio.freeze("nas").names(kind) if one.endswith(studio.first.id))
    studio.storages["nas"].delete(name)
    assert [one.object for one in studio.verify("nas", level="present").damaged] == [name]


def test_a_damaged_pack_names_its_files_and_weddings(studio):
    pack = data_pack(studio, studio.first)
    studio.damage("nas", pack)
    damage = studio.verify("nas").damaged[0]
    reader = studio.local.reader(studio.collection)
    expected = {ref.path for ref in reader.files_of([pack], [studio.first, studio.second])[pack]}
    assert expected
    assert set(damage.files) == expected
    assert damage.weddings == ("Anna & Ben",)


def test_a_damaged_key_or_point_names_the_whole_source(studio):
    for kind in (Kind.COLLECTION_KEY, Kind.SNAPSHOT, Kind.META, Kind.DEVICE):
        name = one_of(studio, kind)
        studio.damage("nas", name)
        damage = studio.verify("nas").damaged[0]
        assert (damage.files, damage.weddings) == ((str(studio.source),), ("Anna & Ben",))
        studio.verify("nas", heal=True)


def test_a_damaged_index_loses_no_file(studio):
    studio.damage("nas", one_of(studio, Kind.INDEX))
    damage = studio.verify("nas").damaged[0]
    assert damage.files == ()
    assert damage.weddings == ("Anna & Ben",)


def test_only_one_wedding_is_looked_at(studio):
    other = studio.wedding("Cleo & Dan", "2026-07-01")
    studio.back_up(other)
    studio.replicate("nas")
    mine = next(name for name in studio.freeze("nas").names(Kind.PACK) if studio.collection in name)
    studio.damage("nas", mine)
    assert studio.verify("nas", collections=frozenset({other})).damaged == ()
    assert [one.object for one in studio.verify("nas", collections=frozenset({studio.collection})).damaged] == [mine]


def test_swapped_objects_are_both_named(studio):
    packs = studio.freeze("nas").names(Kind.PACK)[:2]
    first, second = (studio.storages["nas"].get(name) for name in packs)
    studio.damage("nas", packs[0], change=lambda _: second)
    studio.damage("nas", packs[1], change=lambda _: first)
    report = studio.verify("nas", heal=True)
    assert {one.object for one in report.damaged} == set(packs)
    assert all("holds the bytes of" in one.detail for one in report.damaged)
    assert report.exit_code == 3


def test_a_damaged_marker_is_found_and_left_to_tier_repair(studio):
    studio.damage("nas", "tier")
    report = studio.verify("nas", heal=True)
    assert [(one.object, one.problem) for one in report.damaged] == [("tier", "damaged")]
    assert "tier repair" in report.remaining[0].reason
    assert report.exit_code == 4


def test_another_places_marker_is_found(studio):
    studio.damage("nas", "tier", change=lambda _: studio.storages["local"].get("tier"))
    assert [one.object for one in studio.verify("nas").damaged] == ["tier"]


def test_forged_objects_are_an_alarm_and_are_not_healed(studio):
    record = {"format": 1, "repository": studio.keys.repository, "device": studio.identity.id, "sequence": 9}
    forged = put(studio, "nas", f"audit/{studio.identity.id}/0000000009-", with_signature(bytes(32), b"audit", record))
    report = studio.verify("nas", heal=True)
    assert [(one.object, one.problem) for one in report.damaged if one.object == forged] == [(forged, "forged")]
    assert report.exit_code == 4


def test_objects_under_another_key_are_told_from_damage(studio):
    epochs = studio.local.epochs(studio.collection)
    address = layout.Address(
        bytes.fromhex(studio.keys.repository), bytes.fromhex(studio.collection), bytes.fromhex(epochs.newest.epoch)
    )
    data = layout.seal(layout.Type.META, address, bytes(32), b"meta", b"{}")
    name = put(studio, "nas", f"c/{studio.collection}/meta/", data)
    assert [(one.object, one.problem) for one in studio.verify("nas").damaged] == [(name, "wrong key")]


def test_objects_of_a_lost_collection_key_are_named_with_the_key(studio):
    key = one_of(studio, Kind.COLLECTION_KEY)
    for place in ("local", "nas"):
        studio.storages[place].delete(key)
    report = studio.verify("nas", heal=True)
    assert {one.problem for one in report.damaged if one.object != key} == {"wrong key"}
    assert [one.problem for one in report.damaged if one.object == key] == ["missing"]
    assert report.healed == ()
    assert report.exit_code == 4


def test_a_newer_programs_object_is_not_judged(studio):
    put(studio, "nas", f"c/{studio.collection}/meta/", layout.MAGIC + b"\x02\x00" + bytes(200))
    assert studio.verify("nas").damaged == ()


def test_a_point_which_no_place_has_any_more_is_a_gap(studio):
    studio.write("more.raw", 1000)
    studio.back_up()
    for name in ("local", "nas"):
        for snapshot in studio.freeze(name).names(Kind.SNAPSHOT):
            if snapshot.endswith(studio.second.id):
                studio.storages[name].delete(snapshot)
    studio.forget_ledgers()
    report = studio.verify("local")
    assert [one.problem for one in report.damaged] == ["gap"]


def test_a_withheld_point_is_no_gap(studio):
    studio.write("more.raw", 2_000_000)
    withheld = studio.back_up()
    studio.damage("local", data_pack_only_of(studio, withheld))
    (studio.source / "more.raw").unlink()
    later = studio.back_up()
    report = studio.replicate("nas")
    assert [one.snapshot[-64:] for one in report.withheld] == [withheld.id]
    assert [name[-64:] for name in report.snapshots] == [later.id]
    assert studio.verify("nas").damaged == ()


def data_pack_only_of(studio, snapshot):
    others = [one for one in studio.local.snapshots(studio.collection).snapshots if one != snapshot]
    known = {name for one in others for name in packs_of(studio, one, 1)}
    return next(name for name in packs_of(studio, snapshot, 1) if name not in known)


@pytest.mark.parametrize("loss", ["damaged", "missing"])
def test_a_pack_lost_everywhere_is_sealed_anew_from_the_live_source(studio, loss):
    pack = data_pack(studio, studio.first)
    before = studio.contents(studio.second)
    for place in ("local", "nas"):
        if loss == "missing":
            studio.storages[place].delete(pack)
        else:  # nothing in it opens any more
            studio.damage(place, pack, change=lambda data: bytes(len(data)))
    report = studio.verify(heal=True)
    assert {(one.object, one.tier) for one in report.damaged} == {(pack, "local"), (pack, "nas")}
    assert {one.origin for one in report.healed} == {SEALED_ANEW}
    assert report.exit_code == 3
    after = studio.verify()
    assert after.damaged == ()
    for place in ("local", "nas"):
        assert studio.contents(studio.second, place) == before
        assert studio.contents(studio.first, place).keys() < before.keys()
        assert studio.freeze(place).names(Kind.SUPERSEDED)
    studio.add_place("cloud")
    assert studio.replicate("cloud").complete
    assert studio.contents(studio.first, "cloud")


def test_another_home_does_not_miss_a_pack_that_was_given_up(studio):
    pack = data_pack(studio, studio.first)
    for place in ("local", "nas"):
        studio.storages[place].delete(pack)
    assert studio.verify(heal=True).exit_code == 3
    for site in studio.sites.values():
        site.ledger.stored(pack, 1000, 1)
    assert studio.verify().damaged == ()


def test_what_moved_in_its_file_is_found_by_cutting_it_again(studio):
    before = studio.contents(studio.first)
    pack = data_pack(studio, studio.first)
    for name in ("ceremony.raw", "party.raw"):
        path = studio.source / name
        path.write_bytes(b"a new header" * 1000 + path.read_bytes())
    for place in ("local", "nas"):
        studio.damage(place, pack, change=lambda data: bytes(len(data)))
    report = studio.verify(heal=True)
    reader = studio.local.reader(studio.collection)
    # the first chunk of a file lies before the inserted bytes' first stable cut: it may be lost
    if report.exit_code == 3:
        assert studio.contents(studio.first) == before
    else:
        assert "pieces are neither" in report.remaining[0].reason
        assert len(reader.chunks_of(pack[-64:])) > 1


def test_a_pack_with_one_flipped_bit_is_salvaged_without_the_source(studio):
    pack = data_pack(studio, studio.first)
    before = studio.contents(studio.second)
    for path in studio.source.iterdir():
        path.unlink()
    studio.damage("local", pack, change=lambda data: data[:200] + bytes([data[200] ^ 1]) + data[201:])
    studio.damage("nas", pack, change=lambda data: data[:-100] + bytes([data[-100] ^ 1]) + data[-99:])
    report = studio.verify(heal=True)
    assert report.exit_code == 3
    assert studio.contents(studio.second) == before
    assert studio.contents(studio.second, "nas") == before


def test_what_is_nowhere_any_more_stays_named(studio):
    pack = data_pack(studio, studio.first)
    for path in studio.source.iterdir():
        path.unlink()
    for place in ("local", "nas"):
        studio.storages[place].delete(pack)
    report = studio.verify(heal=True)
    assert report.exit_code == 4
    assert all(one.files for one in report.damaged)
    assert "pieces are neither" in report.remaining[0].reason
    assert pack not in {one.object for one in report.healed}


def test_a_lost_folder_pack_is_salvaged(studio):
    pack = packs_of(studio, studio.first, 2)[0]
    for place in ("local", "nas"):
        studio.damage(place, pack, change=lambda data: data[:-1] + bytes([data[-1] ^ 1]))  # its footer only
    before = studio.contents(studio.first)
    assert studio.verify(heal=True).exit_code == 3
    assert studio.contents(studio.first, "nas") == before
    assert len(studio.freeze("nas").names(Kind.SUPERSEDED)) == 1


def test_an_index_lost_everywhere_is_written_anew(studio):
    index = one_of(studio, Kind.INDEX)
    for place in ("local", "nas"):
        studio.damage(place, index)
    report = studio.verify(heal=True)
    assert report.exit_code == 3
    assert studio.verify().damaged == ()
    assert studio.freeze("nas").names(Kind.INDEX)
    assert index not in studio.freeze("nas").objects


def test_the_drill_is_called_for_each_place(studio):
    asked = []

    def drill(place, collections):
        asked.append((place.name, collections))
        return DrillResult(place.name, 3, 100, 0.5, ("a.raw",) if place.name == "nas" else ())

    report = studio.verify(level="drill", drill=drill)
    assert asked == [("local", None), ("nas", None)]
    assert report.bytes_read
    assert report.exit_code == 4
