"""Folders worth watching: what counts, what is left out, and honesty where the look was cut short."""

from __future__ import annotations

import itertools
import os
from pathlib import Path

import pytest

from studio_backup.engine.jobs import offered_folders
from studio_backup.engine.jobs.offered_folders import LEAST, Offered, OfferedFolder, Root, look_around


def fill(folder: Path, *names: str, size: int = 10) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_bytes(b"x" * size)
    return folder


def look(home: Path, *roots: Root, own: tuple[str, ...] = (), step: float = 0.0, seconds: float = 60.0) -> Offered:
    """Looks with a clock that moves by `step` each time it is read."""
    clock = itertools.count()
    given = [Root(str(home), "home"), *roots]
    return look_around(given, own=own, now_s=lambda: next(clock) * step, seconds=seconds)


def named(found: Offered) -> dict[str, OfferedFolder]:
    return {os.path.basename(one.path): one for one in found.folders}


def test_photos_videos_and_bytes_are_counted_below_each_folder(tmp_path: Path) -> None:
    fill(tmp_path / "Weddings" / "Kim" / "RAW", "a.CR3", "b.nef", "c.JPG", "notes.txt", "clip.MOV", size=100)
    (one,) = look(tmp_path).folders
    assert (one.path, one.kind) == (str(tmp_path / "Weddings"), "folder")
    assert (one.files, one.photos, one.videos, one.bytes, one.at_least) == (5, 3, 1, 500, False)
    assert one.newest_ns == max(
        (tmp_path / "Weddings/Kim/RAW" / name).stat().st_mtime_ns for name in ("a.CR3", "clip.MOV")
    )


def test_a_few_pictures_are_no_work_and_many_or_raw_are(tmp_path: Path) -> None:
    fill(tmp_path / "Downloads", *(f"{n}.jpg" for n in range(LEAST - 1)))
    fill(tmp_path / "Desktop", *(f"{n}.jpg" for n in range(LEAST)))
    fill(tmp_path / "Cards", "one.arw")
    fill(tmp_path / "Papers", "contract.pdf")
    assert set(named(look(tmp_path))) == {"Desktop", "Cards"}


def test_what_is_hidden_or_a_programs_own_is_not_looked_at(tmp_path: Path) -> None:
    for name in (".cache", "node_modules", "AppData", "Library"):
        fill(tmp_path / name, "a.cr2")
        fill(tmp_path / "Work" / name, "a.cr2")
    fill(tmp_path / "Elsewhere", "a.cr2")
    (tmp_path / "Linked").symlink_to(tmp_path / "Elsewhere")
    assert set(named(look(tmp_path))) == {"Elsewhere"}


def test_what_is_watched_already_is_not_offered_nor_counted(tmp_path: Path) -> None:
    watched = fill(tmp_path / "Weddings" / "Kim", "a.cr2", "b.cr2")
    fill(tmp_path / "Weddings" / "Ben", "c.cr2")
    vault = fill(tmp_path / "Vault", "d.cr2")
    found = look(tmp_path, own=(str(watched), str(vault)))
    assert {name: one.photos for name, one in named(found).items()} == {"Weddings": 1}
    assert not look(tmp_path, own=(str(tmp_path),)).folders


def test_a_persons_picture_folder_is_named_however_few_there_are(tmp_path: Path) -> None:
    pictures, videos = fill(tmp_path / "Bilder", "a.jpg"), fill(tmp_path / "Filme", "a.mp4")
    fill(tmp_path / "Empty")
    roots = Root(str(pictures), "pictures"), Root(str(videos), "videos"), Root(str(tmp_path / "Empty"), "pictures")
    found = named(look(tmp_path, *roots))
    assert {name: one.kind for name, one in found.items()} == {"Bilder": "pictures", "Filme": "videos"}


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [("Studio.lrcat", "lightroom", "Lightroom"), ("Kim.cosessiondb", "capture_one", "Capture One")],
)
def test_a_catalog_is_worth_watching_without_a_photo(tmp_path: Path, name: str, kind: str, words: str) -> None:
    fill(tmp_path / "Catalogs" / "2026", name)
    (one,) = look(tmp_path).folders
    assert (one.kind, one.photos) == (kind, 0) and words in one.why


def test_a_catalog_in_the_pictures_folder_is_said_there(tmp_path: Path) -> None:
    fill(tmp_path / "Pictures", "a.jpg")
    fill(tmp_path / "Pictures" / "Lightroom", "Studio.lrcat")
    (one,) = look(tmp_path, Root(str(tmp_path / "Pictures"), "pictures")).folders
    assert one.kind == "pictures" and "Lightroom catalog" in one.why


def test_a_drive_and_a_card_are_told_apart(tmp_path: Path) -> None:
    drive = tmp_path / "drive"
    fill(drive / "DCIM" / "100CANON", "a.cr3")
    fill(drive / "2025", "b.cr3")
    found = named(look_around([Root(str(drive), "drive")], own=(), now_s=lambda: 0.0, seconds=1))
    assert {name: one.kind for name, one in found.items()} == {"DCIM": "card", "2025": "folder"}
    assert "drive" in found["2025"].why


def test_where_time_runs_out_it_says_that_there_is_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offered_folders, "_LOOK_EVERY", 1)
    fill(tmp_path / "Huge", *(f"{n}.cr2" for n in range(50)))
    fill(tmp_path / "Small", "a.cr2")
    found = look(tmp_path, step=1.0, seconds=20.0)
    assert set(named(found)) == {"Huge", "Small"}, "one that is huge takes no other's share"
    assert named(found)["Huge"].at_least and 0 < named(found)["Huge"].photos < 50
    assert found.cut_short.startswith("1 folder was not looked through to the end within 20 seconds")


def test_entries_are_bounded_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offered_folders, "MOST_ENTRIES", 10)
    fill(tmp_path / "Huge", *(f"{n}.cr2" for n in range(50)))
    (one,) = look(tmp_path).folders
    assert (one.photos, one.at_least) == (10, True)
