"""A folder of photos finds its wedding, with the real engine: by itself where it is sure, else by a person, once."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from tests.e2e.desk import Desk
from tests.e2e.engines import all_safe, running_engine, wait_for
from tests.support import camera_heads as heads

DAY = "2025-06-21"


def _shoot(folder: Path, taken: str, *, photos: int = 4) -> Path:
    folder.mkdir(parents=True)
    for number in range(photos):
        moment = heads.exif_time(f"{taken[:-2]}{number:02d}")
        (folder / f"IMG_{number:04d}.CR2").write_bytes(heads.tiff(moment) + os.urandom(2_000))
    return folder


def _listed(desk: Desk, *more: str) -> dict[str, dict[str, Any]]:
    return {Path(one["path"]).name: one for one in desk.must("unassigned", "list", *more)["folders"]}


def _sources(desk: Desk) -> dict[str, dict[str, Any]]:
    return {Path(one["path"]).name: one for one in desk.must("source", "list")["sources"]}


def _given_by_itself(desk: Desk) -> dict[str, str]:
    return {name: one["wedding"] for name, one in _listed(desk, "--all").items() if one["by"] == "itself"}


def _kinds(desk: Desk) -> list[str]:
    return [one["kind"] for one in desk.must("alerts")["alerts"]]


def test_by_a_person_by_itself_and_back(desk: Desk) -> None:
    pictures = desk.base / "Pictures"
    _shoot(pictures / "card 3", f"{DAY} 14:00")
    _shoot(pictures / "Holidays", "2025-08-02 10:00", photos=2)
    desk.must("wedding", "add", "Smith & Jones", "--start", f"{DAY}T13:00", "--end", f"{DAY}T23:59", "--zone", "UTC")
    with running_engine(desk):
        desk.must("source", "add", pictures, "--settle", 0.5)
        wait_for("both folders to be asked for", lambda: _listed(desk).keys() == {"card 3", "Holidays"}, step_s=0.5)
        card = _listed(desk)["card 3"]
        assert (card["level"], card["matches"][0]["name"], card["matches"][0]["certainty"]) == (
            "critical",
            "Smith & Jones",
            "likely",
        )
        assert _listed(desk)["Holidays"]["matches"] == []

        given = desk.must("wedding", "assign", pictures / "card 3", "smith & jones")
        assert (given["state"], given["by"], given["date"], given["settled"]) == ("assigned", "person", DAY, False)
        wait_for("its wedding to hold it", lambda: _listed(desk, "--all")["card 3"]["settled"])
        assert _sources(desk)["Pictures"]["excludes"] == [], "the source around it keeps it too: no gap"
        assert desk.must("unassigned", "dismiss", pictures / "Holidays")["state"] == "dismissed"
        assert desk.must("unassigned", "list")["waiting"] == 0
        _what_comes_into_a_dismissed_folder_is_asked_for(desk, pictures / "Holidays")

        _shoot(pictures / f"{DAY} Smith", f"{DAY} 18:00")
        wait_for("the new folder to be given", lambda: _given_by_itself(desk) == {f"{DAY} Smith": "Smith & Jones"})
        wait_for("all to be safe", lambda: all_safe(desk) and _listed(desk, "--all")[f"{DAY} Smith"]["settled"])
        assert "sudden_loss" not in _kinds(desk), "what was given away is not lost"

        desk.must("unassigned", "undo", pictures / "card 3")
        assert set(_sources(desk)) == {"Pictures", f"{DAY} Smith"}
        wait_for("it to be asked for again", lambda: _listed(desk).keys() == {"card 3"})
        _its_cameras_and_their_clocks(desk, pictures / f"{DAY} Smith")
        _what_changes_without_a_trace_is_told(desk, pictures / f"{DAY} Smith" / "IMG_0003.CR2")
    points = [one for one in desk.must("points")["points"] if one["wedding"] == "Smith & Jones"]
    assert {Path(one["source"]).name for one in points} == {"card 3", f"{DAY} Smith"}, "what is stored stays"


def _what_comes_into_a_dismissed_folder_is_asked_for(desk: Desk, folder: Path) -> None:
    """A dismissal is of what was there."""
    _shoot(folder / "card 7", "2025-08-09 10:00", photos=2)
    wait_for("what came to be asked for", lambda: "card 7" in _listed(desk))
    found = _listed(desk)["card 7"]
    assert (found["level"], "Since then came what was taken on 2025-08-09" in found["why"]) == ("critical", True)
    desk.must("unassigned", "dismiss", folder / "card 7")


def _its_cameras_and_their_clocks(desk: Desk, folder: Path) -> None:
    """Of a folder of the wedding, whoever gave it to that."""
    camera = "Canon EOS R5"
    (found,) = desk.must("unassigned", "list", "--wedding", "smith & jones")["folders"]
    assert (found["path"], found["cameras"][0]["camera"], found["clocks"]) == (str(folder), camera, [])
    corrected = desk.must("unassigned", "clock", folder, "--camera", camera, "--add", "-1:00")
    assert [(one["seconds"], one["by_person"]) for one in corrected["clocks"]] == [(-3600, True)]
    assert desk.must("unassigned", "clock", folder, "--camera", camera)["clocks"] == []
    assert desk.must("unassigned", "list")["waiting"] == 1, "that decides nothing of a folder"


def _what_changes_without_a_trace_is_told(desk: Desk, photo: Path) -> None:
    found = photo.stat()
    photo.write_bytes(photo.read_bytes()[:-1] + b"?")
    os.utime(photo, ns=(found.st_atime_ns, found.st_mtime_ns))
    wait_for("the alert", lambda: "media_changed" in _kinds(desk))
    (alert,) = [one for one in desk.must("alerts")["alerts"] if one["kind"] == "media_changed"]
    assert f"{photo.name} in {photo.parent} was changed, although its size and time are the same" in alert["message"]
    before = alert["mend"].partition("restore ")[2].split()[0]
    desk.must("restore", before, "--files", photo.name, "--to", desk.base / "compared")
    assert len(list((desk.base / "compared").rglob(photo.name))) == 1
