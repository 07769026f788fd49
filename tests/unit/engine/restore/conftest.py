"""What the restore tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.restoring import Restoring


@pytest.fixture
def restoring(tmp_path: Path) -> Restoring:
    return Restoring(str(tmp_path / "home" / "restores"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A source folder with two files in it."""
    made = tmp_path / "source" / "Wedding"
    made.mkdir(parents=True)
    (made / "a.jpg").write_bytes(b"picture a" * 1000)
    (made / "sub").mkdir()
    (made / "sub" / "b.jpg").write_bytes(b"picture b" * 2000)
    return made
