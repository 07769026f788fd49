"""Progress: warnings are shown once, as they occur; the bar paints, and leaves the screen."""

from __future__ import annotations

import sys
import threading

import pytest

from studio_backup.cli import progress as under_test
from studio_backup.cli.progress import PlainProgress, TerminalProgress


def test_without_a_terminal_only_warnings_are_written(capsys: pytest.CaptureFixture[str]) -> None:
    shown: set[str] = set()
    plain = PlainProgress(shown)
    plain.stage("reading", files=3)
    plain.item("a")
    plain.advance(files=1, size=5)
    plain.warn("b is unreadable")
    plain.close()
    assert capsys.readouterr().err == "Warning: b is unreadable\n"
    assert shown == {"b is unreadable"}


def test_quiet_leaves_warnings_to_the_answer(capsys: pytest.CaptureFixture[str]) -> None:
    shown: set[str] = set()
    PlainProgress(shown, quiet=True).warn("x")
    assert capsys.readouterr().err == "" and not shown


def test_short_work_never_loads_the_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "studio_backup.cli.painting", raising=False)
    bar = TerminalProgress(set())
    bar.stage("reading", files=3, total_bytes=10)
    bar.close()
    assert "studio_backup.cli.painting" not in sys.modules


def test_the_bar_shows_figures_and_goes(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(under_test, "PAINT_AFTER_SECONDS", 0.0)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("FORCE_COLOR", "1")
    bar = TerminalProgress(set())
    bar.stage("reading", files=200, total_bytes=8_000_000)
    bar.advance(files=20, size=2_000_000)
    bar.item("Photos/[red]DSC_4100.jpg")
    threading.Event().wait(0.7)
    bar.warn("DSC_4101.jpg is unreadable")
    bar.stage("committing")
    bar.close()
    err = capsys.readouterr().err
    assert "20 of 200 files" in err and "2.0 MB of 8.0 MB" in err and "Reading" in err
    assert "Photos/[red]DSC_4100.jpg" in err
    assert "Warning: DSC_4101.jpg is unreadable" in err
    assert not [t for t in threading.enumerate() if t.name == "progress"]
