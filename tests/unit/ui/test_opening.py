"""Whether some program shows a file, as far as the desktop's opener tells."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from studio_backup.ui.opening import _found_one


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system tells")
@pytest.mark.parametrize(("ends", "found"), [("exit 0", True), ("exit 3", False)])
def test_an_opener_that_finds_none_says_so(tmp_path: Path, ends: str, found: bool) -> None:
    opener = tmp_path / "xdg-open"
    opener.write_text(f"#!/bin/sh\n{ends}\n")
    opener.chmod(0o700)
    assert _found_one(str(opener), "kit.pdf") is found
    assert not _found_one(str(tmp_path / "none"), "kit.pdf")
