"""What is stored already is not stored again: copies, insertions, a second run."""

from __future__ import annotations

import random
import shutil

from tests.e2e.desk import Desk

MiB = 1 << 20
SEED = 58


def test_an_insertion_a_copy_and_a_second_run(desk: Desk) -> None:
    """An insertion costs its own mebibyte and the chunks around it, wherever it is."""
    dice = random.Random(SEED)
    data = dice.randbytes(48 * MiB)
    album = desk.source / "Album.psd"
    album.write_bytes(data)
    first = desk.back_up()
    assert first["bytes_stored"] > len(data)
    for at in (0, len(data), *(dice.randrange(len(data)) for _ in range(4))):
        album.write_bytes(data[:at] + dice.randbytes(MiB) + data[at:])
        assert MiB <= desk.back_up()["bytes_stored"] <= 4 * MiB, (SEED, at)
    copy = desk.base / "copy"
    shutil.copytree(desk.source, copy, symlinks=True)
    copied = desk.back_up(path=copy)
    assert copied["bytes_read"] > 49 * MiB and copied["bytes_stored"] < copied["bytes_read"] * 0.02
    packs = set(desk.vault.glob("c/*/packs/*/*"))
    again = desk.back_up(copy)
    assert again["unchanged"] == again["files"] and set(desk.vault.glob("c/*/packs/*/*")) == packs
