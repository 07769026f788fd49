import json

import pytest

from studio_backup.base.errors import Forged, NotFoundError, ObjectDamaged, UnsupportedFormat
from studio_backup.repository.config import Config, checked_config, read_config, write_config
from studio_backup.repository.crypto import sha256
from studio_backup.repository.features import check_features
from studio_backup.repository.format import with_mac
from studio_backup.repository.records import write
from studio_backup.storage.memory import MemoryStorage
from tests.support.fixed_clock import FixedClock
from tests.support.vaults import STUDIO, new_vault

CLOCK = FixedClock()
MIB = 1 << 20


@pytest.fixture
def storage():
    return MemoryStorage(clock=CLOCK)


@pytest.fixture
def keys(storage):
    return new_vault(storage, clock=CLOCK).keys


def config_name(storage):
    return next(one.name for one in storage.list("") if one.name.startswith("config-"))


def test_sizes_and_name(storage, keys):
    config = checked_config(storage, keys)
    assert read_config(storage).repository == config.repository == keys.repository
    assert (config.studio, config.pack_bytes, config.pack_bytes_max) == (STUDIO, 32 * MIB, 64 * MIB)
    assert (config.chunking.media.average, config.chunking.media.from_bytes) == (4 * MIB, 64 * MIB)
    assert (config.chunking.other.minimum, config.chunking.other.average) == (MIB // 8, MIB // 4)
    assert STUDIO.encode() not in storage.get(config_name(storage))


def test_no_vault_here(keys):
    for read in (read_config, lambda place: checked_config(place, keys)):
        with pytest.raises(NotFoundError, match="no vault"):
            read(MemoryStorage(clock=CLOCK))


def test_the_first_valid_of_several_wins(storage, keys):
    name = config_name(storage)
    storage.damage(name, b"rotten")
    with pytest.raises(ObjectDamaged):
        checked_config(storage, keys)
    write_config(storage, keys, Config(keys.repository, "again", 1))
    assert checked_config(storage, keys).studio == "again"
    assert read_config(storage).repository == keys.repository


@pytest.mark.parametrize("field", ["created_ns", "pack_bytes", "repository"])
def test_an_altered_config_is_forged(storage, keys, field):
    name = config_name(storage)
    line, _, mac = storage.get(name).partition(b"\n")
    record = json.loads(line)
    record[field] = "ab" * 16 if field == "repository" else record[field] + 1
    data = json.dumps(record).encode() + b"\n" + mac
    storage.delete(name)
    storage.put("config-" + sha256(data).hex(), data, sha256=sha256(data))
    with pytest.raises(Forged):
        checked_config(storage, keys)


def test_a_newer_format_is_refused_before_anything(storage, keys):
    storage.delete(config_name(storage))
    write(storage, "config-", with_mac(keys.mac_key, b"config", {"format": 2, "repository": keys.repository}))
    for read in (read_config, lambda place: checked_config(place, keys)):
        with pytest.raises(UnsupportedFormat, match=r"format 2|newer"):
            read(storage)


@pytest.mark.parametrize("act", ["read", "write", "gc", "erase"])
def test_an_unknown_feature_stops_just_the_act_that_needs_it(storage, keys, act):
    write(storage, "features/", with_mac(keys.mac_key, b"features", {act: ["quantum\x1b[31m"]}))
    for other in ("read", "write", "gc", "erase"):
        for key in (keys, None):
            if other != act:
                check_features(storage, key, other)
                continue
            with pytest.raises(UnsupportedFormat, match="newer program") as caught:
                check_features(storage, key, other)
            assert "\x1b" not in caught.value.message


def test_damaged_or_forged_features_stop_writers_only(storage, keys):
    check_features(storage, keys, "write")
    name = write(storage, "features/", with_mac(b"x" * 32, b"features", {"read": ["lie"]}))
    check_features(storage, keys, "read")
    with pytest.raises(Forged):
        check_features(storage, keys, "write")
    storage.damage(name, b"rotten")
    check_features(storage, keys, "read")
    with pytest.raises(Exception, match="not known"):
        check_features(storage, keys, "gc")
