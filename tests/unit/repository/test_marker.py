import pytest

from studio_backup.base.errors import MarkerError, UnsupportedFormat
from studio_backup.repository.marker import check_marker, check_place, new_marker, read_marker
from studio_backup.storage.memory import MemoryStorage
from tests.support.fixed_clock import FixedClock
from tests.support.vaults import mark, new_vault

CLOCK = FixedClock()


@pytest.fixture
def storage():
    return MemoryStorage(clock=CLOCK)


@pytest.fixture
def keys(storage):
    return new_vault(storage, clock=CLOCK).keys


def test_a_marker_is_read_with_and_without_keys(keys):
    data = new_marker(keys, name="NAS 写真", role="nas", clock=CLOCK)
    marker = read_marker(data)
    assert (marker.name, marker.role, marker.repository) == ("NAS 写真", "nas", keys.repository)
    for key in (keys, None):
        assert check_marker(data, repository=keys.repository, tier=marker.id, keys=key) == marker
    assert read_marker(new_marker(keys, name="a", role="nas", clock=CLOCK)).id != marker.id
    assert read_marker(new_marker(keys, name="a", role="nas", clock=CLOCK, tier=marker.id)).id == marker.id


def told(storage, keys, **wanted):
    with pytest.raises(MarkerError) as caught:
        check_place(storage, **{"repository": keys.repository, "tier": None, "keys": keys, **wanted})
    assert caught.value.hint
    return caught.value.message


def test_each_refusal_has_its_own_sentence(storage, keys):
    sentences = [told(MemoryStorage(clock=CLOCK), keys), told(storage, keys)]
    mark(storage, keys, clock=CLOCK)
    assert check_place(storage, repository=keys.repository, tier=None, keys=keys).name == "vault"
    sentences += [told(storage, keys, repository="ab" * 16), told(storage, keys, tier="ab" * 8)]
    data = storage.get("tier")
    storage.damage("tier", data.replace(b'"local"', b'"cloud"'))
    sentences.append(told(storage, keys))
    storage.damage("tier", data[:20])
    sentences.append(told(storage, keys))
    assert len(set(sentences)) == len(sentences)


@pytest.mark.parametrize("data", [b"", b"\n", b"{}", b"[]\n", b"\x00" * 100, b'{"format":1,"role":"king"}\n'])
def test_junk_is_a_damaged_marker(data):
    with pytest.raises(MarkerError, match="damaged"):
        read_marker(data)


def test_a_newer_marker_is_said(keys):
    data = new_marker(keys, name="a", role="nas", clock=CLOCK).replace(b'"format":1', b'"format":2')
    with pytest.raises(UnsupportedFormat):
        read_marker(data)


def test_every_byte_is_covered(keys):
    data = new_marker(keys, name="a", role="nas", clock=CLOCK)
    for at in range(len(data)):
        altered = data[:at] + bytes([data[at] ^ 2]) + data[at + 1 :]
        with pytest.raises((MarkerError, UnsupportedFormat)):
            check_marker(altered, repository=keys.repository, tier=None, keys=keys)
