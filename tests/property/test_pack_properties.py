"""Any chunks come back from a pack; any change of its bytes is seen."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_backup.base.errors import DamageError, ObjectDamaged
from studio_backup.repository import crypto
from studio_backup.repository import format as layout
from studio_backup.repository.compression import compress
from studio_backup.repository.pack import DATA, ENTRY_BYTES, OpenPack, location
from studio_backup.repository.sealing import PackBuilder, Piece
from tests.support.repositories import new_epochs

EPOCHS = new_epochs()
chunks = st.lists(st.binary(max_size=600) | st.binary(min_size=1, max_size=3).map(lambda b: b * 400), max_size=12)


def built(contents: list[bytes]) -> bytes:
    builder = PackBuilder(EPOCHS, memoryview(bytearray(b"\xaa" * (1 << 16))))
    for data in contents:
        compression, packed = compress(memoryview(data))
        one = Piece(DATA, crypto.keyed_id(EPOCHS.newest.id_key, data), len(data), compression, packed)
        slot = builder.reserve(one)
        assert slot is not None
        builder.seal(slot, one)
    return bytes(builder.close())


def name_of(data: bytes) -> str:
    return f"c/{EPOCHS.collection}/packs/00/" + hashlib.sha256(data).hexdigest()


@settings(max_examples=60, deadline=None)
@given(contents=chunks)
def test_chunks_come_back(contents: list[bytes]) -> None:
    data = built(contents)
    assert layout.padme(len(data)) == len(data)
    pack = OpenPack(name_of(data), memoryview(data), EPOCHS)
    directory = pack.check()
    assert len(directory) == len(contents) * ENTRY_BYTES
    for i, chunk in enumerate(contents):
        assert pack.read(location(pack.name, i, directory, i * ENTRY_BYTES)) == chunk


@settings(max_examples=100, deadline=None)
@given(contents=chunks, spot=st.floats(0, 1, exclude_max=True), flip=st.integers(1, 255), cut=st.booleans())
def test_changed_bytes_are_damage(contents: list[bytes], spot: float, flip: int, cut: bool) -> None:
    data = built(contents)
    at = int(spot * len(data))
    bad = data[:at] if cut else data[:at] + bytes([data[at] ^ flip]) + data[at + 1 :]
    try:
        OpenPack(name_of(data), memoryview(bad), EPOCHS).check()
    except ObjectDamaged:
        return
    assert bad.rstrip(b"\0") != b""
    # What `check` cannot see are the padding's bytes, which nobody reads; the digest tells those too.
    with pytest.raises(ObjectDamaged):
        layout.check_digest(name_of(data), bad)


@settings(max_examples=100, deadline=None)
@given(noise=st.binary(max_size=2_000), head=st.booleans())
def test_noise_is_refused(noise: bytes, head: bool) -> None:
    data = (built([b"x"])[:112] if head else b"") + noise
    with pytest.raises(DamageError):
        OpenPack(name_of(data), memoryview(data), EPOCHS).check()
