"""Which folders of a source a person would call one shoot; and what is read of them."""

from __future__ import annotations

import os
from pathlib import Path

from studio_backup.base.control import CancelToken
from studio_backup.domain.matching import CameraShots
from studio_backup.engine.backup.mounts import MountTable
from studio_backup.engine.backup.own_places import OwnPlaces
from studio_backup.engine.backup.scanner import ScanRules
from studio_backup.engine.backup.selection import Selection
from studio_backup.engine.matching.reading import FolderRead, SourceReader
from studio_backup.engine.matching.shoots import shoots
from tests.support import camera_heads as heads

NOW = heads.wall("2026-07-01 12:00") * 10**9


def read(path: str, *taken: str, media: int = 0) -> FolderRead:
    walls = tuple(sorted(map(heads.wall, taken)))
    parts = tuple(filter(None, path.split("/")))
    cameras = (CameraShots(camera="R5", walls_s=walls),)
    return FolderRead(parts, media=media or len(walls), bytes=9, cameras=cameras)


def asked(*folders: FolderRead, source: str = "Pictures") -> list[str]:
    found = shoots(folders, source)
    return ["/".join(one.parts) + ("/*" if one.loose else "") for one in found]


A, B, C = "2026-06-20 12:00", "2026-06-21 01:30", "2026-06-27 12:00"


def test_a_day_in_the_name_makes_one_of_all_below() -> None:
    assert asked(read("2026-06-20 Smith/card 1", A), read("2026-06-20 Smith/guests", C)) == ["2026-06-20 Smith"]


def test_photos_of_one_night_make_one() -> None:
    assert asked(read("Smith/card 1", A), read("Smith/card 2", B), read("Jones", C)) == ["Jones", "Smith"]


def test_folders_that_only_hold_others_are_none() -> None:
    assert asked(read("2026/06/Smith", A), read("2026/06/Jones", C)) == ["2026/06/Jones", "2026/06/Smith"]
    assert asked(read("Smith", A)) == ["Smith"], "the next wedding will lie beside it"
    assert asked(read("2026-06-20 Smith", A), source="tamara") == ["2026-06-20 Smith"]
    assert asked(read("card 1", A), read("card 2", B), source="anna-and-ben") == [""]


def test_loose_photos_of_many_days_are_asked_for_apart() -> None:
    assert asked(read("", A, C), read("Smith", B)) == ["/*", "Smith"]
    assert asked(read("", A, C)) == [""], "there is nothing below it"


def test_some_of_other_days_are_no_other_shoot() -> None:
    many = read("Smith/card", *[A] * 30)
    assert asked(many, read("Smith/guests", C, B)) == ["Smith"]
    assert asked(many, read("Smith/guests", *[C] * 20)) == ["Smith/card", "Smith/guests"]


def test_every_photo_is_in_one_shoot() -> None:
    folders = [read("", A, C), read("2026/a", A), read("2026/b/1", A), read("2026/b/2", C), read("x", media=4)]
    found = shoots(folders, "Pictures")
    assert sum(one.media for one in found) == sum(one.media for one in folders)


def rules(*excludes: str) -> ScanRules:
    return ScanRules(Selection(excludes), MountTable(), OwnPlaces(()))


def look(reader: SourceReader, path: Path, *excludes: str) -> dict[str, FolderRead]:
    found = reader.folders(str(path), rules(*excludes), cancel=CancelToken(), rest=lambda: None)
    return {"/".join(one.parts): one for one in found}


def test_what_is_read_of_a_folder(tmp_path: Path) -> None:
    files = {
        "a.CR2": heads.tiff("2026:06:20 12:00:00"),
        "b.jpg": heads.jpeg(heads.tiff("1970:01:01 00:00:00")),
        "c.JPG": heads.jpeg(),
        "c.xmp": heads.xmp("2026-06-20T13:00:00+01:00"),
        "d.nef.bak": heads.tiff("2026:06:20 14:00:00", model="Canon EOS R6"),
        "plan.pdf": b"%PDF-1.7 and more",
        "left out.cr2": heads.tiff(),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    os.mkfifo(tmp_path / "pipe.jpg")
    told = look(SourceReader(lambda: NOW), tmp_path, "left*")[""]
    assert (told.media, told.others, told.unread) == (4, 2, 0)
    shots = {one.camera: one for one in told.cameras}
    assert shots["Canon EOS R5"] == CameraShots(
        camera="Canon EOS R5", walls_s=(heads.wall(A), heads.wall("2026-06-20 13:00")), not_set=1
    )
    assert shots["Canon EOS R6"].walls_s == (heads.wall("2026-06-20 14:00"),)


def test_what_did_not_change_is_not_read_again(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(heads.jpeg(heads.tiff()))
    reader = SourceReader(lambda: NOW)
    first = look(reader, tmp_path)[""]
    assert look(reader, tmp_path)[""] is first
    (tmp_path / "b.jpg").write_bytes(heads.jpeg(heads.tiff()))
    assert look(reader, tmp_path)[""].media == 2
