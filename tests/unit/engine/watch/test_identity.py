"""The source's own folder is told from what lies in its place."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import msgspec
import pytest

from studio_backup.engine.watch.identity import Identity, judge, look, read, spell
from studio_backup.engine.watch.volumes import Volume

DRIVE = Identity(
    uuid="AA-1", fsid=7, device=2049, kind="ext4", origin=b"/dev/sdb1", part=b"/Weddings", inode=12, mounted=True,
    held=True,
)  # fmt: skip
SHARE = Identity(device=57, kind="cifs", origin=b"//nas/photos", part=b"/2026", inode=5, mounted=True, held=True)


def changed(identity: Identity, **fields: object) -> Identity:
    return msgspec.structs.replace(identity, **fields)


@pytest.mark.parametrize(
    ("known", "here", "away", "present"),
    [
        (None, DRIVE, False, "present"),
        (DRIVE, DRIVE, False, "present"),
        (DRIVE, changed(DRIVE, device=2065, origin=b"/dev/sdc1"), True, "present"),
        (DRIVE, changed(DRIVE, uuid="BB-2"), True, "other"),
        (DRIVE, changed(DRIVE, uuid="BB-2", held=False), True, "missing"),
        (DRIVE, Identity(uuid="RO-0", device=1, kind="ext4", inode=99), True, "missing"),
        (DRIVE, Identity(uuid="RO-0", device=1, kind="ext4", inode=99, held=True), False, "missing"),
        (DRIVE, changed(DRIVE, inode=13), False, "present"),
        (DRIVE, changed(DRIVE, inode=13, held=False), False, "other"),
        (DRIVE, changed(DRIVE, held=False), False, "present"),
        (DRIVE, changed(DRIVE, held=False), True, "other"),
        (changed(DRIVE, held=False), changed(DRIVE, held=False), True, "present"),
        (changed(DRIVE, uuid=""), changed(DRIVE, fsid=8), True, "other"),
        (changed(DRIVE, uuid=""), DRIVE, True, "present"),
        (SHARE, changed(SHARE, device=61, inode=99), True, "present"),
        (SHARE, changed(SHARE, held=False), True, "other"),
        (SHARE, changed(SHARE, origin=b"//other/photos"), True, "other"),
        (SHARE, Identity(device=1, kind="ext4", inode=99), False, "missing"),
    ],
)  # fmt: skip
def test_judgement(known: Identity | None, here: Identity, away: bool, present: str) -> None:
    found, reason = judge(known, here, away=away)
    assert found == present
    assert bool(reason) == (present != "present")


@pytest.mark.parametrize("identity", [DRIVE, SHARE, changed(DRIVE, part=b"/bad\xff'\"")])
def test_kept_as_text(identity: Identity) -> None:
    assert read(spell(identity)) == identity


@pytest.mark.parametrize("text", ["", "x", "[]", '{"inode":"a"}', "{"])
def test_what_is_no_identity(text: str) -> None:
    assert read(text) is None


@pytest.fixture
def source(tmp_path: Path) -> Path:
    root = tmp_path / "source"
    root.mkdir()
    (root / "1.raw").write_bytes(b"1")
    return root


def test_missing_and_back(source: Path) -> None:
    first = look(str(source), None, away=False)
    assert first.present == "present"
    source.rename(source.parent / "x")
    gone = look(str(source), first.identity, away=False)
    assert (gone.present, gone.identity) == ("missing", first.identity)
    assert "reached" in gone.reason
    (source.parent / "x").rename(source)
    assert look(str(source), gone.identity, away=True).present == "present"


def test_replaced_by_an_empty_folder(source: Path) -> None:
    known = look(str(source), None, away=False).identity
    source.rename(source.parent / "kept")  # so that its number is not given to the next folder
    source.mkdir()
    found = look(str(source), known, away=False)
    assert found.present == "other"
    (source / "2.raw").write_bytes(b"2")
    assert look(str(source), found.identity, away=True).present == "present"


def test_emptied_in_place_is_the_backups_affair(source: Path) -> None:
    known = look(str(source), None, away=False).identity
    (source / "1.raw").unlink()
    found = look(str(source), known, away=False)
    assert found.present == "present"
    assert look(str(source), found.identity, away=True).present == "present", "it was empty before it went away"


def test_a_file_in_its_place(source: Path) -> None:
    shutil.rmtree(source)
    source.write_bytes(b"")
    assert look(str(source), None, away=False).present == "missing"


def test_a_drive_mounted_elsewhere_is_found(tmp_path: Path) -> None:
    elsewhere = tmp_path / "media" / "drive"
    (elsewhere / "Weddings").mkdir(parents=True)
    (elsewhere / "Weddings" / "1").write_bytes(b"1")
    old, new = Volume("ext4", "/dev/x", str(tmp_path / "old")), Volume("ext4", "/dev/x", str(elsewhere))
    (tmp_path / "old").symlink_to(elsewhere)
    known = look(str(tmp_path / "old" / "Weddings"), None, away=False, volumes=[new]).identity
    assert known is not None
    assert known.part == b"/Weddings"
    os.unlink(tmp_path / "old")
    (tmp_path / "old").mkdir()
    found = look(str(tmp_path / "old" / "Weddings"), known, away=True, volumes=[old, new])
    assert (found.present, found.found_at) == ("missing", str(elsewhere / "Weddings"))


def test_mounts_below_it_are_told(source: Path) -> None:
    inside = Volume("ext4", "/dev/y", f"{source}/day")
    beside = Volume("ext4", "/dev/y", f"{source}-2")
    assert look(str(source), None, away=False, volumes=[inside, beside]).inside == {inside.point}
