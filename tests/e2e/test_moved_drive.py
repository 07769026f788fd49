"""A drive that is mounted at another place is known again: its folder goes on where it was, in the same history."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.desk import DATE, WEDDING, Desk
from tests.e2e.engines import all_safe, running_engine, status, wait_for

MOUNT = shutil.which("mount")


@contextlib.contextmanager
def _mounted(drive: Path, point: Path) -> Iterator[None]:
    point.mkdir(exist_ok=True)
    done = subprocess.run([str(MOUNT), "--bind", drive, point], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("this account may not mount")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", point], check=True)


def _source(desk: Desk) -> dict[str, Any]:
    found: dict[str, Any] = status(desk)["sources"][0]
    return found


@pytest.mark.skipif(sys.platform != "linux" or not MOUNT, reason="needs Linux's bind mounts")
def test_a_drive_at_another_mount_point_is_picked_up_there(desk: Desk) -> None:
    """The points go on under the folder's own path; the alert, if there was one, is gone; its state says where."""
    drive, here, there = desk.base / "drive", desk.base / "mnt1", desk.base / "mnt2"
    drive.mkdir()
    with _mounted(drive, here):
        shutil.copytree(desk.source, here / "anna", symlinks=True)
        desk.must("source", "add", here / "anna", "--wedding", WEDDING, "--date", DATE, "--settle", "1")
        with running_engine(desk):
            wait_for("the first backup", lambda: all_safe(desk))
    with _mounted(drive, there), running_engine(desk):
        (there / "anna" / "late.txt").write_text("shot after the drive had moved")
        points = wait_for("the second point", lambda: len(found := desk.must("points")["points"]) > 1 and found)
        assert {one["source"] for one in points} == {str(here / "anna")}
        found = wait_for("it to be protected", lambda: (one := _source(desk))["state"] == "protected" and one)
        assert found["path"] == str(here / "anna")
        assert "now" in found["reason"] and str(here) not in found["reason"]
        assert [one for one in status(desk)["alerts"] if one["kind"].startswith("source")] == []
        files = desk.must("files", "--wedding", WEDDING)["files"]
        assert any(os.path.basename(one["path"]) == "late.txt" for one in files)
