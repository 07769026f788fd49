import unicodedata

import pytest

from studio_backup.base.errors import StorageUnavailable, UsageError
from studio_backup.domain.collection import SETTINGS_LABEL, grouped, weddings_of
from studio_backup.repository import collections as room
from studio_backup.repository.collections import ensure_collection, load_collections, wedding_uid
from studio_backup.repository.format import Type, decode_json, unseal
from studio_backup.repository.keys import load_collection_keys
from studio_backup.storage.memory import MemoryStorage
from tests.support.fixed_clock import FixedClock
from tests.support.vaults import new_vault


@pytest.fixture
def clock():
    return FixedClock()


@pytest.fixture
def storage(clock):
    return MemoryStorage(clock=clock)


@pytest.fixture
def keys(storage, clock):
    return new_vault(storage, clock=clock).keys


def wedding(storage, keys, clock, label="Zoë & Łukasz", date="2026-06-20"):
    return ensure_collection(storage, keys, label=label, date=date, kind="wedding", clock=clock)


def meta_name(storage, collection):
    return next(one.name for one in storage.list(f"c/{collection}/meta/"))


def test_one_name_and_date_is_one_collection(storage, keys, clock):
    made = wedding(storage, keys, clock)
    count = len(storage._objects)
    for label in (" Zoë & Łukasz ", "ZOË & ŁUKASZ", unicodedata.normalize("NFD", "Zoë & Łukasz")):
        assert wedding(storage, keys, clock, label) == made
    assert len(storage._objects) == count
    assert wedding(storage, keys, clock, date="2027-06-20").id != made.id


def test_the_oldest_of_two_laptops_collections_is_taken_and_both_are_one_wedding(storage, keys, clock):
    first = wedding(storage, keys, clock)
    hidden = {name: storage._objects.pop(name) for name in list(storage._objects) if first.id in name}
    clock.now += 5
    second = wedding(storage, keys, clock)
    storage._objects.update(hidden)
    assert first.id != second.id and wedding(storage, keys, clock) == first
    assert [w.collections for w in weddings_of(load_collections(storage, keys).collections)] == [(first.id, second.id)]


def test_no_name_is_stored_in_clear(storage, keys, clock):
    wedding(storage, keys, clock)
    assert not any("Łukasz".encode() in data or b"2026-06" in data for data, _ in storage._objects.values())
    assert wedding_uid(keys, "a", "") != wedding_uid(keys, "a", "2026-06-20")


def test_what_has_no_wedding_is_a_class_of_its_own(storage, keys, clock):
    made = ensure_collection(storage, keys, label="ignored", date="", kind="unassigned", clock=clock)
    assert (made.label, made.kind) == ("unassigned", "unassigned")
    with pytest.raises(UsageError, match="unassigned"):
        wedding(storage, keys, clock, "Unassigned", "")


def settings(storage, keys, clock):
    return ensure_collection(storage, keys, label="ignored", date="", kind="settings", clock=clock)


def read_meta(storage, keys, collection):
    epochs = load_collection_keys(storage, keys, collection)
    return decode_json(
        unseal(Type.META, [e.data for e in epochs], b"meta", storage.get(meta_name(storage, collection)))[1]
    )


def test_settings_are_a_wedding_for_older_programs_and_none_for_this_one(storage, keys, clock):
    made, kim = settings(storage, keys, clock), wedding(storage, keys, clock)
    assert (made.label, made.date, made.kind) == (SETTINGS_LABEL, "", "settings")
    assert settings(storage, keys, clock) == made
    meta = read_meta(storage, keys, made.id)
    assert (meta["class"], meta["purpose"]) == ("wedding", "settings"), "a class they do not know is damage to them"
    assert meta["uid"] == wedding_uid(keys, meta["label"], meta["date"])
    assert "purpose" not in read_meta(storage, keys, kim.id)
    found = load_collections(storage, keys).collections
    assert [w.collections for w in weddings_of(found)] == [(kim.id,)]
    assert [(w.kind, w.collections) for w in grouped(found)] == [("wedding", (kim.id,)), ("settings", (made.id,))]


def test_a_purpose_nobody_knows_yet_goes_by_its_class(storage, keys, clock, monkeypatch):
    known = room._meta
    monkeypatch.setattr(room, "_meta", lambda made: known(made) | {"purpose": "albums"})
    made = wedding(storage, keys, clock)
    assert [(c.id, c.kind) for c in load_collections(storage, keys).collections] == [(made.id, "wedding")]


def test_no_wedding_bears_the_settings_name(storage, keys, clock):
    with pytest.raises(UsageError, match="program's own"):
        wedding(storage, keys, clock, SETTINGS_LABEL.upper())


@pytest.mark.parametrize("date", ["2026-13-01", "2026-02-30", "20.6.2026", "2026-6-2", "20260620", "٢٠٢٦-٠٦-٢٠"])
def test_a_date_is_a_date(storage, keys, clock, date):
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        wedding(storage, keys, clock, date=date)


@pytest.mark.parametrize("label", ["", "  ", "a\nb", "a\x1b[31m", "x" * 201])
def test_a_name_is_one_visible_line(storage, keys, clock, label):
    with pytest.raises(UsageError, match="visible"):
        wedding(storage, keys, clock, label)


def test_a_damaged_name_is_a_problem_and_its_contents_stay_reachable(storage, keys, clock):
    made, other = wedding(storage, keys, clock), wedding(storage, keys, clock, "Other")
    name = meta_name(storage, made.id)
    storage.damage(name, b"x" + storage.get(name)[1:])
    listing = load_collections(storage, keys)
    assert [c.id for c in listing.collections] == [other.id]
    assert [(p.object, p.problem) for p in listing.problems] == [(name, "damaged")]
    snapshot = f"c/{made.id}/snapshots/" + "ab" * 32
    storage._objects[snapshot] = (b"", 0)
    assert {c.id for c in load_collections(storage, keys).collections} == {made.id, other.id}
    storage.delete(name)
    assert [p.problem for p in load_collections(storage, keys).problems] == ["missing"]


def test_keys_without_a_name_are_a_killed_creation_and_nothing_else(storage, keys, clock):
    made = wedding(storage, keys, clock)
    storage.delete(meta_name(storage, made.id))
    listing = load_collections(storage, keys)
    assert (listing.collections, listing.problems) == ([], [])


def test_an_unreadable_name_makes_no_second_collection(storage, keys, clock):
    made = wedding(storage, keys, clock)

    class Flaky(MemoryStorage):
        def get(self, name):
            if name.startswith(f"c/{made.id}/meta/"):
                raise StorageUnavailable("no answer")
            return super().get(name)

    flaky = Flaky(clock=clock)
    flaky._objects = storage._objects
    with pytest.raises(StorageUnavailable, match="whether this wedding exists"):
        wedding(flaky, keys, clock)


def test_many_collections_are_read_side_by_side(storage, keys, clock):
    made = [wedding(storage, keys, clock, f"Wedding {n}").id for n in range(20)]
    assert {c.id for c in load_collections(storage, keys).collections} == set(made)
