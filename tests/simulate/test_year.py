"""The simulated year in short: nothing is shown better than it is, and the simulator would see it if something were."""

from dataclasses import replace

import pytest
from msgspec.structs import replace as changed

from studio_backup.domain.priorities import NUMBERS
from tests.simulate import machine, places
from tests.simulate.stores import Stores
from tests.simulate.year import simulate


@pytest.mark.timeout(300)
def test_no_wedding_is_ever_shown_better_than_it_is():
    tally = simulate(seed=1, weddings=6)
    assert tally.untrue == []
    assert tally.checks > 1_000 and sum(tally.kept.values()) > 1_000
    happened = {what for (_, what), number in tally.count.items() if number}
    assert happened >= {"bytes copied", "bytes read", "damaged", "healed", "alerts raised", "alerts cleared"}
    assert any("vault" in line for line in tally.lines())


def _with(monkeypatch, **numbers):
    known = places.studio_facts()
    monkeypatch.setattr(machine, "studio_facts", lambda: changed(known, numbers=changed(NUMBERS, **numbers)))


def _copies_count_unread(monkeypatch):
    _with(monkeypatch, unread_periods=10)


def _papers_are_critical_too_late(monkeypatch):
    _with(monkeypatch, critical_days=5, high_days=20)


def _damage_is_taken_for_a_good_reading(monkeypatch):
    def read(self, place, wedding, name, now_ns):
        record = self.records[place, wedding][name]
        self.records[place, wedding][name] = replace(record, read_ns=now_ns)
        return True

    monkeypatch.setattr(Stores, "read", read)


def _what_waits_is_not_seen(monkeypatch):
    monkeypatch.setattr(machine, "with_waiting", lambda held, *_, **__: held)
    monkeypatch.setattr(machine, "exposed", lambda holding, _, away: _exposed(holding, machine.Waiting(), away))


_exposed = machine.exposed


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    "lie",
    [
        _copies_count_unread,
        _papers_are_critical_too_late,
        _damage_is_taken_for_a_good_reading,
        _what_waits_is_not_seen,
    ],
)
def test_the_simulator_sees_a_program_that_tells_it_too_well(monkeypatch, lie):
    lie(monkeypatch)
    assert simulate(seed=1, weddings=8, days=200).untrue
