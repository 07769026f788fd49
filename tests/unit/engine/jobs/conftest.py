"""A studio in this process: vault, kit, home and a wedding's folder, made with the cheapest derivation."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from studio_backup.base.clock import SystemClock
from studio_backup.base.control import CancelToken, NoProgress
from studio_backup.engine.jobs import backup
from studio_backup.engine.jobs.vault import create_vault
from studio_backup.engine.studio import Studio
from studio_backup.engine.wiring import Options, open_home, open_studio
from studio_backup.repository import derivation

PASSPHRASE = "seldom granite walrus tango 58"


@dataclass
class Bench:
    """Paths, and shortcuts to the jobs."""

    base: Path

    @property
    def source(self) -> Path:
        """A wedding's folder."""
        return self.base / "source"

    @property
    def vault(self) -> Path:
        """The vault's folder."""
        return self.base / "vault"

    def options(self, home: str = "home") -> Options:
        """Opened by the kit: nothing is derived."""
        return Options(home=str(self.base / home), kit_file=str(self.base / "kit.txt"))

    def studio(self, home: str = "home") -> Studio:
        """The opened vault."""
        return open_studio(self.options(home), SystemClock())

    def back_up(self, studio: Studio, wedding: str = "Kim", date: str = "2026-06-20", **more: bool) -> backup.BackedUp:
        """Back the source up."""
        wish = backup.Wish(sources=(str(self.source),), wedding=wedding, date=date, **more)
        return backup.run_backup(studio, wish, progress=NoProgress(), cancel=CancelToken())


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """A new one."""
    monkeypatch.setattr(derivation.new_parameters, "__defaults__", (65_536, 1, 1))
    made = Bench(tmp_path)
    (tmp_path / "passphrase").write_text(PASSPHRASE)
    made.source.mkdir()
    (made.source / "a.txt").write_text("a" * 1000)
    options = Options(home=str(tmp_path / "home"), passphrase_file=str(tmp_path / "passphrase"))
    create_vault(
        options,
        home=open_home(options),
        folder=str(made.vault),
        studio_name="Rose",
        kit_pdf=str(tmp_path / "kit.pdf"),
        clock=SystemClock(),
    )
    return made
