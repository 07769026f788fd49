"""The main job by the installed program: back up, look, copy, lose everything, get it back from either copy."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.e2e.desk import DATE, PASSPHRASE, WEDDING, Desk, contents, write_wedding


def test_a_backup_says_what_it_did(desk: Desk) -> None:
    before = _disk(desk.vault)
    first = desk.back_up()
    assert (first["files"], first["unchanged"], first["excluded"], first["warnings"]) == (13, 0, 0, [])
    assert 0 <= first["bytes_stored"] - (_disk(desk.vault) - before) < 2000, "the intent was written and removed again"
    assert first["bytes_read"] == sum(p.lstat().st_size for p in desk.source.rglob("*.*") if p.is_file())
    assert first["wedding_made"] and first["seconds"] > 0 and len(first["points"]) == 1
    packs = set(desk.vault.glob("c/*/packs/*/*"))
    again = desk.back_up()
    assert (again["files"], again["unchanged"], again["bytes_read"], again["wedding_made"]) == (13, 13, 0, False)
    assert set(desk.vault.glob("c/*/packs/*/*")) == packs, "unchanged data stores no pack"
    assert again["points"][0]["id"] != first["points"][0]["id"]


def _disk(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def test_points_and_files(desk: Desk) -> None:
    point = desk.back_up()["points"][0]["id"]
    time.sleep(1.1)  # moments are typed to the second
    (desk.source / "Timeline.txt").unlink()
    (desk.source / "caf\udce9.txt").write_text("latin-1 name")
    desk.back_up()
    listed = desk.must("points", "--wedding", "ANNA & ben")["points"]
    assert listed[0]["id"] == point and len(listed) == 2
    assert listed[0]["wedding"] == WEDDING and listed[0]["date"] == DATE and listed[0]["held"] == ["local"]
    old = {f["path"] for f in desk.must("files", point[:10])["files"]}
    assert "Timeline.txt" in old and "RAW/day 1/DSC_0001.CR2" in old
    assert {f["path"] for f in desk.must("files", point, "RAW/day 1")["files"]} == {p for p in old if "DSC" in p}
    new = {f["path"] for f in desk.must("files", "--wedding", WEDDING)["files"]}
    assert "Timeline.txt" not in new and "caf\\xe9.txt" in new
    at = datetime.fromtimestamp(listed[0]["started_ns"] // 10**9, tz=UTC).isoformat()
    then = desk.must("files", "--wedding", WEDDING, "--at", at)["files"]
    assert "Timeline.txt" in {f["path"] for f in then}
    found = desk.must("files", "--wedding", WEDDING, "--search", "*0003.x*")["files"]
    assert [f["path"] for f in found] == ["RAW/day 1/DSC_0003.xmp"]
    assert desk.must("files", point, "nowhere", exit=1)["error"]


def test_everything_is_lost_and_comes_back_from_the_nas(desk: Desk) -> None:
    nas = desk.base / "nas"
    desk.back_up()
    desk.must("tier", "add", "nas", nas, "--role", "nas")
    sent = desk.must("replicate")["tiers"][0]
    assert sent["tier"] == "nas" and len(sent["points"]) == 1 and sent["copied"] > 5 and not sent["withheld"]
    assert desk.must("replicate")["tiers"][0]["copied"] == 0
    expected = contents(desk.source)
    for lost in (desk.home, desk.vault, desk.source):
        shutil.rmtree(lost)
    new = desk.base / "new home"
    opened = desk.must("vault", "open", nas, home=new)
    assert opened["reads_from"] == "nas" and opened["weddings"][0]["label"] == WEDDING
    back = desk.must("restore", "--wedding", WEDDING, "--to", desk.base / "back", home=new)
    assert back["restored"] >= 13 and back["verified"] == 13 and not back["failed"] and not back["skipped"]
    assert contents(desk.base / "back" / "anna-and-ben") == expected
    refused = desk.must("backup", desk.base / "back", exit=2, home=new)
    assert "--local" in refused["hint"]
    local = desk.base / "new vault"
    desk.must("vault", "open", nas, "--local", local, home=new)
    stored = desk.must("backup", desk.base / "back" / "anna-and-ben", "--wedding", WEDDING, home=new)
    assert stored["date"] == DATE and stored["points"]
    script = [sys.executable, desk.base / "kit-rescue.py", nas, "--kit", desk.kit, "--wedding", WEDDING]
    script += ["--to", desk.base / "rescued"]
    assert subprocess.run(script, env=desk.environment(), capture_output=True, check=False).returncode == 0
    assert contents(desk.base / "rescued" / "anna-and-ben") == expected


def test_restore_again_skips_keeps_both_replaces_and_undoes(desk: Desk) -> None:
    to = desk.base / "back"
    desk.back_up()
    desk.must("restore", "--wedding", WEDDING, "--to", to)
    again = desk.must("restore", "--wedding", WEDDING, "--to", to)
    assert again["restored"] == 0 and again["skipped"] >= 13
    edited = to / "anna-and-ben" / "Timeline.txt"
    edited.write_text("15:00 Vows, edited\n")
    desk.must("restore", "--wedding", WEDDING, "--to", to, "--on-conflict", "skip")
    assert edited.read_text().startswith("15")
    both = desk.must("restore", "--wedding", WEDDING, "--to", to)
    assert both["restored"] == 1 and edited.read_text().startswith("15")
    assert len(list((to / "anna-and-ben").glob("Timeline*"))) == 2
    desk.must("undo", both["id"])
    assert len(list((to / "anna-and-ben").glob("Timeline*"))) == 1
    dry = desk.must("restore", "--wedding", WEDDING, "--to", to, "--on-conflict", "replace", "--dry-run")
    assert dry["plan"]["files"] == 1 and edited.read_text().startswith("15")
    replaced = desk.must("restore", "--wedding", WEDDING, "--to", to, "--on-conflict", "replace")
    assert edited.read_text().startswith("14") and replaced["kept_bytes"] > 0
    desk.must("undo", replaced["id"][:8])
    assert edited.read_text().startswith("15")
    assert desk.must("undo", replaced["id"], exit=1)["error"]


def test_undo_refuses_where_somebody_edited(desk: Desk) -> None:
    to = desk.base / "back"
    desk.back_up()
    done = desk.must("restore", "--wedding", WEDDING, "--to", to)
    (to / "anna-and-ben" / "Timeline.txt").write_text("mine now")
    assert "Timeline.txt" in desk.must("undo", done["id"], exit=1)["error"]
    assert (to / "anna-and-ben" / "link").is_symlink()
    desk.must("undo", done["id"], "--forget")


def test_restore_layout_two_roots_of_one_name_and_a_moved_folder(desk: Desk) -> None:
    other = desk.base / "cards" / "anna-and-ben"
    write_wedding(other, seed=2, photos=2)
    moved = desk.base / "drive" / "anna-and-ben"
    shutil.copytree(desk.source, moved, symlinks=True)
    desk.back_up(other, moved)
    back = desk.must("restore", "--wedding", WEDDING, "--to", desk.base / "back")
    names = sorted(p.name for p in (desk.base / "back").iterdir() if not p.name.startswith("."))
    assert len(names) == len(back["roots"]) == 2 and len(back["equal_roots"]) == 1
    assert any("cards" in name for name in names), names
    one = desk.must("restore", "--wedding", WEDDING, "--source", "cards/anna-and-ben", "--to", desk.base / "one")
    assert one["roots"] == ["anna-and-ben"]
    assert contents(desk.base / "one" / "anna-and-ben") == contents(other)


def test_files_of_a_restore_are_chosen_by_globs(desk: Desk) -> None:
    point = desk.back_up()["points"][0]["id"]
    back = desk.must("restore", point[:8], "--to", desk.base / "back", "--files", "*.xmp", "--files", "Timeline.txt")
    assert back["verified"] == 7
    assert {p.suffix for p in (desk.base / "back").rglob("*") if p.is_file()} == {".xmp", ".txt"}


def test_unreadable_files_are_listed_and_the_older_version_comes_back(desk: Desk) -> None:
    os.mkfifo(desk.source / "pipe")
    desk.back_up(exit=3)
    (desk.source / "pipe").unlink()
    first = contents(desk.source)
    closed = desk.source / "Timeline.txt"
    if os.geteuid() == 0:
        pytest.skip("root reads everything")
    closed.chmod(0)
    second = desk.back_up(exit=3)
    assert any("Timeline.txt" in w["path"] for w in second["warnings"])
    back = desk.must("restore", "--wedding", WEDDING, "--to", desk.base / "back", exit=3)
    assert [o["path"] for o in back["older_versions"]] == ["anna-and-ben/Timeline.txt"]
    assert contents(desk.base / "back" / "anna-and-ben") == first


def test_a_suddenly_empty_root_is_refused(desk: Desk) -> None:
    desk.back_up()
    shutil.rmtree(desk.source)
    assert desk.back_up(exit=1)["error"]
    desk.source.mkdir()
    assert "--accept-empty" in desk.back_up(exit=1)["hint"]
    assert "--accept-empty" in desk.must("backup", desk.source, exit=1)["hint"], "another wedding does not help"
    assert len(desk.must("points")["points"]) == 1
    assert desk.back_up("--accept-empty")["files"] == 0


def test_nothing_is_made_for_a_missing_source(desk: Desk) -> None:
    before = sorted(p.as_posix() for p in desk.vault.rglob("*"))
    assert desk.back_up(path=desk.base / "missing", exit=1)["error"]
    assert sorted(p.as_posix() for p in desk.vault.rglob("*")) == before


def test_dry_run_writes_nothing(desk: Desk) -> None:
    before = sorted(p.as_posix() for p in desk.vault.rglob("*"))
    planned = desk.back_up("--dry-run")
    assert planned["sources"][0]["files"] == 13 and planned["fits"]
    assert sorted(p.as_posix() for p in desk.vault.rglob("*")) == before


def test_excludes_are_counted_and_said(desk: Desk) -> None:
    (desk.source / "Anna Previews.lrdata").mkdir()
    (desk.source / "Anna Previews.lrdata" / "cache.bin").write_bytes(b"x" * 100)
    done = desk.back_up("--exclude", "*.xmp")
    assert done["excluded"] == 7 and done["files"] == 7
    assert {e["pattern"] for e in done["excluded_by"]} == {"*.xmp", "*Previews.lrdata/"}
    assert "*Previews.lrdata/" in desk.raw("backup", "--help").out


def test_weddings_of_one_name_and_two_dates_ask_for_the_date(desk: Desk) -> None:
    assert desk.must("backup", desk.source, "--wedding", "Kim", exit=2)["error"], "a new wedding needs its date"
    desk.must("backup", desk.source, "--wedding", "Kim", "--date", "2026-05-01")
    desk.must("backup", desk.source, "--wedding", "kim")
    desk.must("backup", desk.source, "--wedding", "Kim", "--date", "2027-05-01")
    for words in (("points",), ("restore", "--to", desk.base / "x"), ("files",), ("verify",), ("backup", desk.source)):
        assert "--date" in desk.must(*words, "--wedding", "KIM", exit=2)["hint"]
    assert len(desk.must("points", "--wedding", "Kim", "--date", "2026-05-01")["points"]) == 2
    assert desk.must("points", "--wedding", "Kim", "--date", "2028-05-01", exit=1)["error"]


def test_without_a_wedding_it_is_unassigned(desk: Desk) -> None:
    done = desk.must("backup", desk.source)
    assert done["wedding"] == "unassigned" and done["date"] == ""
    assert desk.must("points", "--wedding", "unassigned")["points"]


def test_a_live_catalog_comes_back_sound(desk: Desk) -> None:
    path = desk.source / "Anna.lrcat"
    catalog = sqlite3.connect(path, isolation_level=None)
    catalog.execute("PRAGMA journal_mode=WAL")
    catalog.execute("CREATE TABLE photos (name TEXT)")
    catalog.executemany("INSERT INTO photos VALUES (?)", [(f"DSC_{n}",) for n in range(500)])
    catalog.execute("BEGIN")
    catalog.execute("INSERT INTO photos VALUES ('not saved')")
    before = sorted(os.listdir(desk.source))
    try:
        desk.back_up()
        assert sorted(os.listdir(desk.source)) == before
    finally:
        catalog.close()
    desk.must("restore", "--wedding", WEDDING, "--to", desk.base / "back")
    restored = sqlite3.connect(desk.base / "back" / "anna-and-ben" / "Anna.lrcat")
    try:
        assert restored.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert restored.execute("SELECT count(*) FROM photos").fetchone() == (500,)
    finally:
        restored.close()


def test_no_secret_in_command_lines_log_or_files(desk: Desk) -> None:
    env = {"STUDIO_BACKUP_HOME": str(desk.home), "STUDIO_BACKUP_PASSPHRASE_FILE": str(desk.passphrase)}
    child = subprocess.Popen(
        [sys.executable, "-m", "studio_backup", "-v", "backup", str(desk.source)],
        env=desk.environment() | env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    seen = set()
    while child.poll() is None:
        seen |= _command_lines()
    assert child.stdout
    said = child.stdout.read()
    child.stdout.close()
    assert child.returncode == 0 and not any(PASSPHRASE.encode() in text for text in (*seen, said))
    for path in (*desk.home.rglob("*"), *desk.vault.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            assert (PASSPHRASE.encode() not in data and b"DSC_0001" not in data) or path.suffix == ".jsonl"


def _command_lines() -> set[bytes]:
    found = set()
    for pid in filter(str.isdigit, os.listdir("/proc")):
        for name in ("cmdline", "environ"):
            try:
                found.add(Path("/proc", pid, name).read_bytes())
            except OSError:
                continue
    return {text for text in found if b"studio_backup" in text}


def test_people_read_sentences(desk: Desk) -> None:
    desk.back_up()
    for words in (("points",), ("status",), ("files", "--wedding", WEDDING), ("vault", "info"), ("tier", "list")):
        said = desk.say(*words)
        assert said.strip() and "{" not in said and "None" not in said, said
