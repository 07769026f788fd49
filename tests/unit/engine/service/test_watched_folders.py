"""Folders to watch, and the weddings they belong to: over a real vault and home, an engine that is not started."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from studio_backup.api.requests import NewSource
from studio_backup.base.clock import SystemClock
from studio_backup.base.control import CancelToken, NoProgress
from studio_backup.base.errors import UsageError
from studio_backup.engine.jobs.backup import Wish, run_backup
from studio_backup.engine.jobs.vault import create_vault
from studio_backup.engine.service.engine import Engine
from studio_backup.engine.service.watched_folders import WatchedFolders
from studio_backup.engine.service.wiring import service
from studio_backup.engine.wiring import Options, open_home, open_studio
from studio_backup.repository import derivation


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """A vault with the wedding "Kim", unlocked and looked at."""
    monkeypatch.setattr(derivation.new_parameters, "__defaults__", (65_536, 1, 1))
    (tmp_path / "passphrase").write_text("seldom granite walrus tango 58")
    (tmp_path / "folder").mkdir()
    home, clock = str(tmp_path / "home"), SystemClock()
    first = Options(home=home, passphrase_file=str(tmp_path / "passphrase"))
    made = {"folder": str(tmp_path / "vault"), "studio_name": "Rose", "kit_pdf": str(tmp_path / "kit.pdf")}
    create_vault(first, home=open_home(first), clock=clock, **made)
    options = Options(home=home, kit_file=str(tmp_path / "kit.txt"))
    with open_studio(options, clock) as studio:
        wish = Wish(sources=(str(tmp_path / "folder"),), wedding="Kim", date="2026-06-20", accept_empty=True)
        run_backup(studio, wish, progress=NoProgress(), cancel=CancelToken())
    with service(open_home(options), lambda given: open_studio(given, clock), clock, lambda: None) as (_, made_engine):
        made_engine.parts.vault.unlock(options)
        made_engine.places.look_at_vault()
        yield made_engine


@pytest.mark.parametrize(
    ("wedding", "date"),
    [
        ("<b>Kim</b>\x1b[31m", "2026-06-20"),
        ("Ann\n& Ben", "2026-06-20"),
        ("   ", "2026-06-20"),
        ("Ann", ""),
        ("", "2026-06-20"),
        ("unassigned", "2026-06-20"),
        ("studio backup settings", ""),
    ],
)
def test_what_could_never_be_backed_up_is_refused(engine: Engine, tmp_path: Path, wedding: str, date: str) -> None:
    with pytest.raises(UsageError):
        WatchedFolders(engine).add(NewSource(path=str(tmp_path / "folder"), wedding=wedding, date=date))
    assert engine.parts.sources.all() == []


def test_a_wedding_is_meant_in_any_case(engine: Engine, tmp_path: Path) -> None:
    """And then called as it is, so that its level and its alerts find it."""
    added = WatchedFolders(engine).add(NewSource(path=str(tmp_path / "folder"), wedding=" kim", date=""))
    assert (added.wedding, added.date) == ("Kim", "2026-06-20")
    for name in ("other", "third"):
        (tmp_path / name).mkdir()
    other = WatchedFolders(engine).add(NewSource(path=str(tmp_path / "other"), wedding="kim", date="2027-01-01"))
    assert (other.wedding, other.date) == ("kim", "2027-01-01")
    with pytest.raises(UsageError, match="name of 2 weddings: 2026-06-20, 2027-01-01"):
        WatchedFolders(engine).add(NewSource(path=str(tmp_path / "third"), wedding="KIM"))
