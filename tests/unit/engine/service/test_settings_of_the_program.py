"""Settings: kept as typed, edited by version, and really felt by what they are about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest

from studio_backup.api.errors import EditConflict
from studio_backup.api.settings import SettingsPatch, SettingsView
from studio_backup.base.clock import SystemClock
from studio_backup.base.errors import RefusedError, StorageDenied
from studio_backup.catalog.typed import export_typed
from studio_backup.domain.job import Job
from studio_backup.domain.priorities import CopyNumbers
from studio_backup.engine.runner.conditions import Thresholds, waits_for
from studio_backup.engine.runner.surroundings import Lookout, Power
from studio_backup.engine.service import engine as engine_module
from studio_backup.engine.service.engine import Engine
from studio_backup.engine.service.service import Service
from studio_backup.engine.service.wiring import service
from studio_backup.engine.wiring import open_home, open_studio
from tests.unit.engine.jobs.conftest import Bench, bench

__all__ = ["bench"]


class Switch:
    """The platform's start at login."""

    on = False
    broken = False

    def switch(self, on: bool) -> None:
        if self.broken:
            raise StorageDenied("The start at login could not be set.", hint="Mend it.")
        self.on = on


@pytest.fixture
def login() -> Switch:
    return Switch()


@pytest.fixture
def built(bench: Bench, login: Switch) -> Iterator[tuple[Service, Engine]]:
    clock, home = SystemClock(), open_home(bench.options())
    with service(home, lambda o: open_studio(o, clock), clock, lambda: None, login) as built:
        built[1].keeper.begin()
        yield built


def test_they_begin_as_the_system_has_it_and_are_kept_with_what_is_typed(
    built: tuple[Service, Engine],
) -> None:
    made, engine = built
    assert made.settings.get() == SettingsView()
    edited = made.settings.edit(SettingsPatch(language="de", scale=150, metered=True, reduce_motion=True), 1)
    assert edited == SettingsView(language="de", scale=150, metered=True, reduce_motion=True, version=2)
    assert [job.kind for job in engine.runner.jobs()] == ["settings"], "it is brought into the vault"
    assert b'"preferences"' in export_typed(engine.parts.catalog)
    engine.preferences.read_again()
    assert made.settings.get() == edited


def test_numbers_are_raised_freely_and_lowered_only_if_that_is_meant(built: tuple[Service, Engine]) -> None:
    made, engine = built
    usual = made.settings.get().numbers
    more = msgspec.structs.replace(usual, high=msgspec.structs.replace(usual.high, copies=CopyNumbers(tiers=4)))
    assert made.settings.edit(SettingsPatch(numbers=more), 1).numbers == more
    assert engine.deciding.facts().numbers == more
    assert engine.deciding.urgency().numbers == more
    less = msgspec.structs.replace(more, high=msgspec.structs.replace(usual.high, copies=CopyNumbers(tiers=2)))
    with pytest.raises(RefusedError, match="Level high demands 2 / 2 / 2"):
        made.settings.edit(SettingsPatch(numbers=less), 2)
    assert made.settings.get().numbers == more
    lowered = made.settings.edit(SettingsPatch(numbers=less, confirm=True), 2)
    assert lowered.lowered == ("Level high demands 2 / 2 / 2 (copies / media / places): less than 3 / 2 / 2.",)
    assert made.settings.edit(SettingsPatch(numbers=less, scale=150), 3).scale == 150, "it was confirmed"


def test_who_comes_too_late_changes_nothing(built: tuple[Service, Engine], login: Switch) -> None:
    made, _ = built
    made.settings.edit(SettingsPatch(appearance="dark"), 1)
    with pytest.raises(EditConflict):
        made.settings.edit(SettingsPatch(appearance="light", start_at_login=True), 1)
    assert made.settings.get().appearance == "dark" and not login.on


def test_the_start_at_login_is_the_platforms_own(built: tuple[Service, Engine], login: Switch) -> None:
    made, engine = built
    assert made.settings.edit(SettingsPatch(start_at_login=True), 1).start_at_login and login.on
    login.on = False  # somebody removed it by hand
    assert not made.settings.get().start_at_login
    login.broken = True
    with pytest.raises(StorageDenied):
        made.settings.edit(SettingsPatch(start_at_login=True, metered=True), 2)
    assert made.settings.get().version == 2 and not made.settings.get().metered
    assert b"start_at_login" not in export_typed(engine.parts.catalog), "another machine has its own"


def test_where_it_cannot_be_known_it_is_refused(bench: Bench) -> None:
    clock, home = SystemClock(), open_home(bench.options())
    with (
        service(home, lambda o: open_studio(o, clock), clock, lambda: None) as (made, _),
        pytest.raises(RefusedError, match="start at login"),
    ):
        made.settings.edit(SettingsPatch(start_at_login=True), 1)


def test_battery_and_metered_network_hold_work_back_as_set(built: tuple[Service, Engine]) -> None:
    made, engine = built
    lookout = Lookout(
        SystemClock(),
        power=lambda: Power(20.0, False),
        metered=lambda: True,
        thresholds=engine.preferences.thresholds,
    )
    job = Job(id="a", kind="replicate")
    assert "battery" in waits_for(job, lookout.look(), 0)
    made.settings.edit(SettingsPatch(battery_percent=20), 1)
    assert waits_for(job, lookout.look(), 0) == "a network that is not metered"
    made.settings.edit(SettingsPatch(metered=True), 2)
    assert waits_for(job, lookout.look(), 0) == ""
    made.settings.edit(SettingsPatch(battery_percent=21), 3)
    assert "20 %" in waits_for(job, lookout.look(), 0)


def test_the_runner_asks_for_what_is_set(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Callable[[], Thresholds]] = []

    class Spy(Lookout):
        def __init__(self, *given: Any, **more: Any) -> None:
            asked.append(more["thresholds"])
            super().__init__(*given, **more)

    monkeypatch.setattr(engine_module, "Lookout", Spy)
    clock, home = SystemClock(), open_home(bench.options())
    with service(home, lambda o: open_studio(o, clock), clock, lambda: None) as (made, _):
        made.settings.edit(SettingsPatch(battery_percent=77), 1)
        assert [one().battery_low_percent for one in asked] == [77.0]


def test_words_of_another_program_do_not_keep_the_engine_from_starting(built: tuple[Service, Engine]) -> None:
    made, engine = built
    engine.parts.settings.put("preferences", '{"appearance": "sepia"}')
    engine.preferences.read_again()
    assert made.settings.get() == SettingsView()


@pytest.mark.parametrize(
    "told", [{"scale": 99}, {"scale": 201}, {"battery_percent": -1}, {"language": "Deutsch"}, {"x": 1}]
)
def test_what_cannot_be_is_refused_at_the_door(told: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(told, SettingsPatch)
