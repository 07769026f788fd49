"""Places that hold a copy: recognised or refused, tried out, repaired, forgotten, attached again."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.e2e.desk import WEDDING, Desk


@pytest.fixture
def copied(desk: Desk) -> Desk:
    """One point in the vault and on a NAS."""
    desk.back_up()
    desk.must("tier", "add", "nas", _nas(desk), "--role", "nas")
    desk.must("replicate")
    return desk


def _nas(desk: Desk) -> Path:
    return desk.base / "nas"


def _names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_add_says_what_really_works(desk: Desk) -> None:
    added = desk.must("tier", "add", "nas", _nas(desk), "--role", "nas")
    report = added["probe"]["report"]
    assert (added["name"], added["role"], added["attached"]) == ("nas", "nas", False)
    assert report["kind"] == "share" and report["readback"] and report["exclusive"]
    assert isinstance(added["probe"]["missing"], list)
    assert _names(_nas(desk)) == ["tier"], "the probe leaves nothing but the marker"
    listed = desk.raw("--json", "--home", desk.home, "tier", "list").facts["tiers"]
    marker = json.loads((_nas(desk) / "tier").read_text().split("\n")[0])
    assert [t["id"] for t in listed] == [added["id"]] == [marker["id"]]
    assert desk.must("tier", "probe", "nas")["probe"]["report"]["probed_ns"] >= report["probed_ns"]


def test_names_and_places_which_are_refused(copied: Desk) -> None:
    base = copied.base
    (base / "mine").mkdir()
    (base / "mine" / "photo.jpg").write_text("x")
    (base / "file").write_text("x")
    before = _names(base)
    for name, place, code in (
        ("nas", base / "other", 2),
        ("local", base / "other", 2),
        ("a\nb", base / "other", 2),
        ("two", base / "mine", 1),
        ("two", base / "file", 1),
        ("two", copied.vault, 1),
        ("two", copied.vault / "inside", 1),
        ("two", copied.home / "inside", 1),
        ("two", base, 1),
        ("two", "ftp://host/x", 2),
        ("two", "s3://UPPER/x", 2),
        ("two", "s3://key:secret@bucket/x", 2),
    ):
        said = copied.must("tier", "add", name, place, "--role", "offsite", exit=code)
        assert said["error"] and "secret" not in said["error"], (name, place)
    assert _names(base) == before, "nothing is made where nothing may be"


def test_an_emptied_or_foreign_place_is_refused_and_nothing_is_made(copied: Desk) -> None:
    nas = _nas(copied)
    nas.rename(copied.base / "taken away")
    nas.mkdir()
    said = copied.must("replicate", exit=1)
    assert "marker" in said["error"] and _names(nas) == []
    assert copied.must("replicate", "--tier", "nas", exit=1)["error"] and _names(nas) == []
    nas.rmdir()
    assert copied.must("replicate", exit=1)["error"] and not nas.exists()
    other = Desk(copied.base / "other")
    other.base.mkdir()
    words = ("vault", "create", other.vault, "--studio", "Other", "--kit", other.base / "kit.pdf")
    assert other.raw("--home", other.home, "--passphrase-file", copied.passphrase, *words).exit == 0
    other.must("tier", "add", "theirs", nas, "--role", "nas")
    before = _names(nas)
    assert "another vault" in copied.must("replicate", exit=1)["error"]
    assert "another vault" in copied.must("tier", "add", "nas2", nas, "--role", "nas", exit=1)["error"]
    assert copied.must("tier", "repair", "nas", exit=1)["error"]
    assert _names(nas) == before


def test_removing_forgets_and_adding_attaches(copied: Desk) -> None:
    nas = _nas(copied)
    before = _names(nas)
    copied.must("tier", "remove", "nas")
    assert copied.must("tier", "list")["tiers"] == [] and _names(nas) == before
    again = copied.must("tier", "add", "other name", nas, "--role", "cloud")
    assert again["attached"] and (again["name"], again["role"]) == ("nas", "nas") and _names(nas) == before
    copied.back_up()
    assert copied.must("replicate")["tiers"][0]["copied"] > 0


def test_a_rebuilt_home_knows_its_copies_again(copied: Desk) -> None:
    shutil.rmtree(copied.home)
    copied.must("vault", "open", copied.vault)
    copied.must("tier", "add", "nas", _nas(copied), "--role", "nas")
    assert copied.must("points")["points"][0]["held"] == ["local", "nas"]
    status = copied.must("status")["weddings"][0]
    assert {c["place"]: c["points"] for c in status["copies"]} == {"local": 1, "nas": 1}
    again = copied.back_up()
    assert again["files"] == 13 and copied.must("replicate")["tiers"][0]["withheld"] == []


@pytest.mark.parametrize("harm", ["missing", "flipped", "empty"])
def test_a_lost_marker_stops_writers_only_and_is_repaired(copied: Desk, harm: str) -> None:
    marker = _nas(copied) / "tier"
    whole = json.loads(marker.read_bytes().split(b"\n")[0])
    _harm(marker, harm)
    copied.back_up()
    assert copied.must("replicate", exit=1)["error"]
    found = copied.must("verify", "--tier", "nas", exit=4)["damaged"]
    assert [one["object"] for one in found] == ["tier"]
    copied.must("restore", "--wedding", WEDDING, "--tier", "nas", "--to", copied.base / "back")
    fresh = copied.must("vault", "open", _nas(copied), home=copied.base / "fresh")
    assert fresh["weddings"] and any("marker" in notice for notice in fresh["notices"])
    assert copied.must("tier", "repair", "nas")["repaired"]
    mended = json.loads(marker.read_bytes().split(b"\n")[0])
    assert (mended["id"], mended["name"], mended["role"]) == (whole["id"], "nas", "nas")
    assert not copied.must("tier", "repair", "nas")["repaired"]
    assert copied.must("replicate")["tiers"][0]["copied"] > 0
    copied.must("verify")


def _harm(path: Path, how: str) -> None:
    path.chmod(0o600)
    data = bytearray(path.read_bytes())
    if how == "missing":
        path.unlink()
    elif how == "empty":
        path.write_bytes(b"")
    else:
        data[len(data) // 3] ^= 1
        path.write_bytes(data)


def test_repair_needs_proof_that_it_is_the_place(copied: Desk) -> None:
    nas = _nas(copied)
    for path in nas.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert copied.must("tier", "repair", "nas", exit=1)["error"]
    assert _names(nas) == []


def test_one_tier_away_does_not_stop_the_others(copied: Desk) -> None:
    copied.must("tier", "add", "second", copied.base / "second", "--role", "offsite")
    copied.must("replicate")
    _nas(copied).rename(copied.base / "away")
    copied.back_up()
    said = copied.must("replicate", exit=1)
    assert said["error"] and {t["tier"]: bool(t["error"]) for t in said["tiers"]} == {"nas": True, "second": False}
    assert copied.must("verify", exit=1)["unreachable"].keys() == {"nas"}
    assert copied.must("verify", "--tier", "nas", exit=1)["error"]
    back = copied.must("restore", "--wedding", WEDDING, "--tier", "nas", "--to", copied.base / "b", exit=3)
    assert back["verified"] == 13 and "nas" in back["unreachable"]


def test_without_tiers_replicate_says_so(desk: Desk) -> None:
    assert "tier add" in desk.must("replicate", exit=1)["hint"]
