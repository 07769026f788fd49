"""The simulated year in short: nothing is shown better than it is, and the simulator would see it if something were.

Every sentence that the simulator can say is said here once: because a guard of the rules is pulled, or because what is
shown, or what is true, is another than the program knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from msgspec.structs import replace as changed

from studio_backup.domain.priorities import NUMBERS
from studio_backup.domain.protection import Protection
from studio_backup.domain.retention import Verdict
from tests.simulate import machine, places, watching
from tests.simulate.copying import Copying
from tests.simulate.stores import Stores
from tests.simulate.world import BEGIN, DAY, TIERS
from tests.simulate.year import Laptop, laptops_after, simulate

DAYS = 190
END = BEGIN + DAYS * DAY - 1
SHORT = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def laptops() -> list[Laptop]:
    """After half a year of some weddings."""
    return laptops_after(seed=1, weddings=8, days=DAYS)


@SHORT
def test_no_wedding_is_ever_shown_better_than_it_is(laptops: list[Laptop]) -> None:
    tally = laptops[0].machine.tally
    assert tally.untrue == []
    assert tally.checks > 1_000 and sum(tally.kept.values()) > 1_000
    happened = {what for (_, what), number in tally.count.items() if number}
    assert happened >= {"damaged", "healed", "alerts raised", "alerts cleared"}
    assert {key[3] for key, size in tally.bytes.items() if size} == {"copied", "first", "again", "needed"}


@SHORT
def test_what_was_late_has_a_cause_and_none_is_the_programs_own(laptops: list[Laptop]) -> None:
    tally = laptops[0].machine.tally
    late = sum(tally.all.values()) - sum(tally.kept.values())
    assert 0 < late == sum(tally.missed.values())
    assert [key for key in tally.missed if key[3] == "program"] == []
    assert any("place away" in line for line in tally.lines())


@SHORT
def test_it_reads_again_what_the_rules_ask_for_and_no_more(laptops: list[Laptop]) -> None:
    """Each byte once in its period, which runs on while laptop and place are apart."""
    sizes = {kind: 0 for kind in ("first", "again", "needed", "copied")}
    for key, size in laptops[0].machine.tally.bytes.items():
        sizes[key[3]] += size
    assert sizes["copied"] <= sizes["first"] <= 1.4 * sizes["copied"]
    assert 0.6 * sizes["needed"] < sizes["again"] < 1.1 * sizes["needed"]


# Guards of the rules, pulled one by one -------------------------------------------------------------------------------


def _with_numbers(monkeypatch: pytest.MonkeyPatch, **numbers: int) -> None:
    known = places.studio_facts()
    monkeypatch.setattr(machine, "studio_facts", lambda: changed(known, numbers=changed(NUMBERS, **numbers)))


def _copies_count_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    _with_numbers(monkeypatch, unread_periods=10)


def _all_begins_too_late(monkeypatch: pytest.MonkeyPatch) -> None:
    _with_numbers(monkeypatch, critical_days=5, high_days=20, window_from=22)


def _damage_is_taken_for_a_good_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(self: Stores, place: str, wedding: int, name: str, now_ns: int) -> bool:
        self.believe(place, wedding, name, replace(self.records[place, wedding][name], read_ns=now_ns))
        return True

    monkeypatch.setattr(Stores, "read", read)


def _what_waits_is_not_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    exposed, nothing = machine.exposed, machine.Waiting()
    monkeypatch.setattr(machine, "with_waiting", lambda held, *_, **__: held)
    monkeypatch.setattr(machine, "exposed", lambda holding, _, away: exposed(holding, nothing, away))


def _nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "alerts", lambda _: [])
    monkeypatch.setattr(watching, "readiness", lambda _: [])
    monkeypatch.setattr(Copying, "run", lambda *_: None)  # so that something is late


def _nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    found = iter(range(10**6))

    def plan(points: list[machine.Point], *_: object) -> tuple[Verdict, ...]:
        return tuple(Verdict(one, keep=next(found) % 3 == 0, reasons=()) for one in points)

    monkeypatch.setattr(watching, "plan", plan)


@SHORT
@pytest.mark.parametrize(
    ("lie", "sentences"),
    [
        (_copies_count_unread, ["copies are shown, and"]),
        (_all_begins_too_late, ["it is critical, and high is shown", "it is high, and normal", "the Saturday window"]),
        (_damage_is_taken_for_a_good_reading, ["copies are shown, and"]),
        (_what_waits_is_not_seen, ["protected is shown, and files wait", "is shown too young"]),
        (_nothing_is_told, ["is late off-site", "no photo of wedding", "Readiness is green"]),
        (_nothing_is_kept, ["Retention would remove", "The newest point of", "Planned again"]),
    ],
)
def test_a_guard_that_is_pulled_is_seen(
    monkeypatch: pytest.MonkeyPatch, lie: Callable[[pytest.MonkeyPatch], None], sentences: list[str]
) -> None:
    lie(monkeypatch)
    untrue = simulate(seed=4, weddings=8, days=DAYS).untrue
    assert [one for one in sentences if not any(one in text for text in untrue)] == []


# What is shown is another than what is true ---------------------------------------------------------------------------


def _protected(laptops: list[Laptop]) -> Iterator[tuple[Laptop, int, str, Protection]]:
    for laptop in laptops:
        for number, shown in laptop.machine.shown.items():
            yield from ((laptop, number, kind, one) for kind, one in shown.both if one.protected)


@SHORT
@pytest.mark.parametrize(
    ("left", "sentence"),
    [({"nas"}, "only ['nas'] are off the machine"), ({"nas", "cloud"}, "nothing is off-site"), (set(), "0 are good")],
)
def test_copies_which_are_not_there_are_seen(
    laptops: list[Laptop], monkeypatch: pytest.MonkeyPatch, left: set[str], sentence: str
) -> None:
    one, number, _, _ = next(_protected(laptops))
    assert [*one.oracle.lies(number, END)] == []
    monkeypatch.setattr(one.machine.world.couples[number], "venue", 1)  # beside the cloud's own place
    gone = {place.name for place in TIERS} - left | (set() if left else {"local"})
    for place in gone:
        monkeypatch.setitem(one.machine.stores.real, (place, number), {})
        one.machine.stores.versions[place, number] += 1
    assert any(sentence in text for text in one.oracle.lies(number, END))
    for place in gone:
        one.machine.stores.versions[place, number] += 1
