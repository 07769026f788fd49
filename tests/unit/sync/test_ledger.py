"""The ledger: what it remembers, and that losing any part of it does no harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio_backup.base.files import Writer
from studio_backup.sync import ledger as module
from studio_backup.sync.ledger import Ledger, Record

WRITER = Writer("0123456789abcdef", "fedcba9876543210")


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "nas.jsonl")


def opened(path: str) -> Ledger:
    return Ledger(path, writer=WRITER)


def test_it_remembers(path):
    first = opened(path)
    first.stored("a", 10, 100)
    first.stored("b", 20, 100)
    first.read("a", 10, 200, "direct")
    first.damaged("b", 300)
    first.flush()
    again = opened(path)
    assert again.record("a") == Record(10, 100, 200, "direct")
    assert again.record("b") == Record(20, 100, 0, "", "damaged")
    assert again.record("c") is None
    again.healed("b", 20, 400, "remote")
    again.removed("a", 500)
    again.flush()
    assert opened(path).known() == {"b": Record(20, 100, 400, "remote")}


@pytest.mark.parametrize("cut", range(1, 42, 5))
def test_a_torn_last_line_is_ignored_and_written_past(path, cut):
    first = opened(path)
    first.stored("a", 10, 100)
    first.flush()
    first.stored("b", 20, 101)
    first.flush()
    data = Path(path).read_bytes()
    Path(path).write_bytes(data[:-cut])
    torn = opened(path)
    assert torn.record("a") == Record(10, 100)
    torn.stored("c", 30, 102)
    torn.flush()
    assert opened(path).record("c") == Record(30, 102)
    assert opened(path).record("a") == Record(10, 100)


def test_the_order_of_events_is_kept(path):
    ledger = opened(path)
    ledger.stored("a", 10, 1)
    ledger.read("a", 10, 2, "direct")
    ledger.stored("a", 10, 3)
    ledger.flush()
    assert opened(path).record("a") == Record(10, 3)


def test_garbage_is_ignored(path):
    Path(path).write_bytes(b'\xff\xfe{"e":"stored"}\n[1]\n{"e":"stored","t":1,"o":["a"],"s":[]}\n\n{}\n')
    ledger = opened(path)
    assert ledger.known() == {}


def test_coverage_counts_bytes_and_the_oldest_reading(path):
    ledger = opened(path)
    for number, name in enumerate("abc"):
        ledger.stored(name, 10, 1)
        ledger.read(name, 10, 100 + number, "direct")
    whole = ledger.coverage({"a": 10, "b": 10, "c": 10})
    assert (whole.percent, whole.oldest_ns, whole.newest_ns, whole.never_read) == (100, 100, 102, 0)
    part = ledger.coverage({"a": 10, "z": 30})
    assert (part.percent, part.oldest_ns, part.never_read) == (25, 0, 1)
    ledger.damaged("a", 200)
    assert ledger.coverage({"a": 10}).percent == 0


def test_writing_anew_takes_the_reading_back(path):
    ledger = opened(path)
    ledger.read("a", 10, 5, "direct")
    ledger.stored("a", 10, 6)
    assert ledger.record("a") == Record(10, 6)


def test_it_is_rewritten_when_most_is_superseded(path, monkeypatch):
    monkeypatch.setattr(module, "_COMPACT_FROM", 20)
    ledger = opened(path)
    for round_ in range(1, 30):
        for name in "abcde":
            ledger.read(name, 10, round_, "direct")
        ledger.stored("f", 5, round_)
        ledger.damaged("g", round_)
        ledger.removed("h", round_)
        ledger.flush()
    assert Path(path).read_bytes().count(b"\n") < 20
    again = opened(path)
    assert again.record("a").read_ns == 29
    assert again.record("f") == Record(5, 29)
    assert again.record("g").state == "damaged"
    assert "h" not in again.known()


def test_the_rewriting_keeps_what_another_wrote_meanwhile(path, monkeypatch):
    monkeypatch.setattr(module, "_COMPACT_FROM", 10)
    mine, other = opened(path), opened(path)
    other.stored("new", 5, 1)
    other.flush()
    for at in range(40):
        mine.read("a", 10, 100 + at, "direct")
    mine.flush()
    assert Path(path).read_bytes().count(b"\n") == 3
    again = opened(path)
    assert again.record("new") == Record(5, 1)
    assert again.record("a") == Record(10, 0, 100, "direct")


def test_two_processes_may_append(path):
    one, two = opened(path), opened(path)
    one.stored("a", 1, 1)
    two.stored("b", 2, 2)
    one.flush()
    two.flush()
    assert opened(path).known().keys() == {"a", "b"}


def test_a_home_that_cannot_be_written_costs_memories_only(tmp_path):
    ledger = opened(str(tmp_path / "no folder" / "nas.jsonl"))
    for number in range(600):
        ledger.stored(str(number), 1, 1)
    ledger.flush()
    assert len(ledger.known()) == 600
