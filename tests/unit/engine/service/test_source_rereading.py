"""Media read again at its source, a little at a time: what changed without a trace is told until it is good again."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from studio_backup.api.requests import NewSource
from studio_backup.base.clock import SystemClock
from studio_backup.base.control import CancelToken, NoProgress
from studio_backup.domain.alert import Alert
from studio_backup.domain.wedding import BookedWedding
from studio_backup.engine.health.register import I_DID_THAT
from studio_backup.engine.jobs.backup import Wish, run_backup
from studio_backup.engine.jobs.vault import create_vault
from studio_backup.engine.service import source_rereading
from studio_backup.engine.service.engine import Engine
from studio_backup.engine.service.source_rereading import MOST_ALERTS, SourceRereading
from studio_backup.engine.service.watched_folders import WatchedFolders
from studio_backup.engine.service.wiring import service
from studio_backup.engine.watch.values import SourceState
from studio_backup.engine.wiring import Options, open_home, open_studio
from studio_backup.repository import derivation

SMITH = BookedWedding(id="w", name="Smith", date="2025-06-21", zone="UTC", start_ns=0, end_ns=0)


class Bench:
    """A wedding of ten photos and its engine, which is not started."""

    def __init__(self, engine: Engine, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.engine, self.folder, self.allowed = engine, folder, True
        self.booked = SMITH
        for number in range(10):
            (folder / f"{number}.CR2").write_bytes(b"II*\0" + os.urandom(3_000))
        (folder / "notes.txt").write_text("not media")
        self.source = WatchedFolders(engine).add(NewSource(path=str(folder), wedding="Smith", date="2025-06-21"))
        self.back_up()
        there = [SourceState(self.source.id, present="present")]
        monkeypatch.setattr(engine.watcher, "states", lambda: there)
        self.lane = self.again()

    def again(self) -> SourceRereading:
        lane = SourceRereading(self.engine, lambda: (self.booked,), lambda: self.allowed)
        lane._stopping.wait = lambda _=0.0: False  # type: ignore[method-assign, assignment]  # no rest
        return lane

    def back_up(self) -> None:
        with self.engine.parts.vault.studio() as studio:
            wish = Wish((str(self.folder),), "Smith", "2025-06-21")
            run_backup(studio, wish, progress=NoProgress(), cancel=CancelToken())
            self.engine.parts.index.update(studio, CancelToken())

    def rot(self, number: int) -> None:
        """Its first byte is another, and nothing shows it; done twice it is as it was."""
        path = self.folder / f"{number}.CR2"
        found, data = path.stat(), bytearray(path.read_bytes())
        data[50] ^= 255
        path.write_bytes(data)
        os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))

    def due_again(self) -> None:
        """As if a week had passed."""
        one = self.lane._progress[self.source.id]
        self.lane._progress[self.source.id] = msgspec.structs.replace(one, ended_ns=1)

    def alerts(self) -> list[Alert]:
        return [one for one in self.engine.register.open_alerts() if one.kind == "media_changed"]


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    monkeypatch.setattr(derivation.new_parameters, "__defaults__", (65_536, 1, 1))
    (tmp_path / "passphrase").write_text("seldom granite walrus tango 58")
    (tmp_path / "smith").mkdir()
    home, clock = str(tmp_path / "home"), SystemClock()
    first = Options(home=home, passphrase_file=str(tmp_path / "passphrase"))
    made = {"folder": str(tmp_path / "vault"), "studio_name": "Rose", "kit_pdf": str(tmp_path / "kit.pdf")}
    create_vault(first, home=open_home(first), clock=clock, **made)
    options = Options(home=home, kit_file=str(tmp_path / "kit.txt"))
    with service(open_home(options), lambda given: open_studio(given, clock), clock, lambda: None) as (_, engine):
        engine.parts.vault.unlock(options)
        engine.places.look_at_vault()
        yield Bench(engine, tmp_path / "smith", monkeypatch)


def test_what_changed_is_told_until_it_is_good_again(bench: Bench) -> None:
    assert bench.lane.work()
    assert bench.alerts() == []
    assert not bench.lane.work(), "not due for a week"
    bench.rot(3)
    bench.due_again()
    assert bench.lane.work()
    (alert,) = bench.alerts()
    assert "3.CR2" in alert.message
    assert bench.engine.register.undecided() == (alert,), "nothing old of it is removed until somebody decides"
    bench.rot(3)
    bench.due_again()
    assert bench.lane.work()
    assert bench.alerts() == []


def test_what_a_person_did_is_not_asked_again_but_another_change_is(bench: Bench) -> None:
    bench.rot(3)
    bench.lane.work()
    bench.engine.register.decide(bench.alerts()[0].id, I_DID_THAT)
    bench.due_again()
    bench.lane.work()
    assert bench.alerts() == []
    bench.rot(4)
    bench.due_again()
    bench.lane.work()
    assert ["4.CR2" in one.message for one in bench.alerts()] == [True]


def test_many_are_told_together(bench: Bench) -> None:
    for number in range(9):
        bench.rot(number)
    bench.lane.work()
    assert len(bench.alerts()) == MOST_ALERTS + 1
    assert any("9 files" in one.message for one in bench.alerts())
    for number in range(9):
        bench.rot(number)
    bench.due_again()
    bench.lane.work()
    assert bench.alerts() == []


def test_an_answer_about_many_says_nothing_of_later_ones(bench: Bench) -> None:
    for number in range(7):
        bench.rot(number)
    bench.lane.work()
    for one in bench.alerts():
        bench.engine.register.decide(one.id, I_DID_THAT)
    bench.due_again()
    bench.lane.work()
    assert bench.alerts() == []
    bench.rot(9)
    bench.due_again()
    bench.lane.work()
    assert ["8 files" in one.message for one in bench.alerts()] == [True]


def test_when_it_does_not_read(bench: Bench) -> None:
    bench.rot(3)
    bench.allowed = False
    assert not bench.lane.work()
    bench.allowed = True
    bench.booked = msgspec.structs.replace(SMITH, delivered="2025-08-01")
    assert not bench.lane.work()
    assert bench.alerts() == []


def test_it_goes_on_where_it_was(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_rereading, "BATCH", 4)
    bench.rot(9)
    assert bench.lane.work()
    assert bench.lane._progress[bench.source.id].done == 4
    bench.lane = bench.again()
    read = []
    while bench.lane.work():
        read.append(bench.lane._progress[bench.source.id].done)
    assert read == [8, 0]
    assert len(bench.alerts()) == 1


def test_a_stop_loses_nothing(bench: Bench) -> None:
    bench.rot(9)
    asked = iter([True] * 4)
    bench.lane._may_read = lambda: next(asked, False)
    assert not bench.lane.work()
    assert 0 < bench.lane._progress[bench.source.id].done < 10
    bench.lane._may_read = lambda: True
    while bench.lane.work():
        pass
    assert len(bench.alerts()) == 1
