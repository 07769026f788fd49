"""A studio for each end-to-end test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.desk import PASSPHRASE, Desk, write_wedding


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A studio with an empty vault, made once; tests copy it."""
    desk = Desk(tmp_path_factory.mktemp("studio"))
    desk.passphrase.write_text(PASSPHRASE + "\n")
    desk.passphrase.chmod(0o600)
    command = ("vault", "create", desk.vault, "--studio", "Rose & Oak", "--kit", desk.base / "kit.pdf")
    ended = desk.raw("--json", "--home", desk.home, "--passphrase-file", desk.passphrase, *command)
    assert ended.exit == 0, ended
    write_wedding(desk.source)
    return desk


@pytest.fixture
def desk(made: Desk, tmp_path: Path) -> Iterator[Desk]:
    """A laptop with an empty vault and a wedding to back up, for one test alone."""
    copy = Desk(tmp_path / "studio")
    shutil.copytree(made.base, copy.base, symlinks=True)
    joined = copy.home / "vault.json"
    joined.write_text(joined.read_text().replace(str(made.base), str(copy.base)))
    yield copy
