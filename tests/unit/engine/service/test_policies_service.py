"""What a person says of policies: checked, kept, told to the engine, taken back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec.structs import asdict

from studio_backup.api.errors import EditConflict
from studio_backup.api.policies import NewPolicy, PolicyPatch, PreviewPolicy, RemovePolicyQuery
from studio_backup.api.requests import NewSource, PageQuery, SourcePatch
from studio_backup.base.clock import SystemClock
from studio_backup.base.errors import NotFoundError, RefusedError, UsageError
from studio_backup.domain.policy import DEFAULT_ID, Daily, Interval, Retention, Weekly
from studio_backup.domain.tier import Tier
from studio_backup.engine.service.engine import Engine
from studio_backup.engine.service.service import Service
from studio_backup.engine.service.wiring import service
from studio_backup.engine.watch.values import Due
from studio_backup.engine.wiring import open_home, open_studio
from tests.unit.engine.jobs.conftest import Bench, bench

__all__ = ["bench"]
NIGHT = NewPolicy(name="Night", schedule=Daily(times=("03:00",)), tiers=("nas",), level="high")


@pytest.fixture
def made(bench: Bench) -> Iterator[tuple[Service, Engine]]:
    """The service of a home with two tiers; no thread runs."""
    clock, home = SystemClock(), open_home(bench.options())
    places = ((name, str(bench.base / name)) for name in ("nas", "cloud"))
    home.keep_tiers(tuple(Tier(id=f"{name:0>32}", name=name, role="nas", location=at) for name, at in places))
    with service(home, lambda o: open_studio(o, clock), clock, lambda: None) as built:
        built[1].keeper.begin()
        yield built


def _watched(service: Service, bench: Bench, policy: str, name: str = "office") -> str:
    (bench.base / name).mkdir(parents=True)
    return service.add_source(NewSource(path=str(bench.base / name), policy=policy)).id


def _names(service: Service) -> list[str]:
    return [one.name for one in service.policies.list(PageQuery()).items]


def test_kept_shown_and_kept_in_the_vault(made: tuple[Service, Engine]) -> None:
    service, engine = made
    kept = service.policies.add(NIGHT)
    assert service.policies.get(kept.id) == kept
    assert (kept.sentence, len(kept.next_runs_ns), kept.version) == ("Every day at 03:00.", 5, 1)
    assert [(one.kind, one.policies) for one in kept.conflicts] == [("places", (kept.id,)), ("slow", (kept.id,))]
    assert _names(service) == ["Everything as it changes", "Night"]
    first = service.policies.list(PageQuery(limit=1))
    assert first.items[0].is_default and service.policies.list(PageQuery(after=first.next or "")).items == (kept,)
    assert [job.kind for job in engine.runner.jobs()] == ["settings"]


@pytest.mark.parametrize(
    "changed, said",
    [
        ({"schedule": Daily(times=())}, "no time of day"),
        ({"schedule": Daily(times=("03:00",), weekdays=())}, "no day of the week"),
        ({"tiers": ("nas", "moon")}, "moon"),
        ({"retention": Retention(every_point_days=400)}, "as long as the one before"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    made: tuple[Service, Engine], changed: dict[str, object], said: str
) -> None:
    service, _ = made
    with pytest.raises(UsageError, match=said):
        service.policies.add(NewPolicy(**{**asdict(NIGHT), **changed}))
    with pytest.raises(UsageError, match=said):
        service.policies.preview(PreviewPolicy(**{**asdict(NIGHT), **changed}))
    with pytest.raises(UsageError, match=said):
        service.policies.edit(DEFAULT_ID, PolicyPatch(**changed), 1)  # type: ignore[arg-type]
    assert _names(service) == ["Everything as it changes"]


def test_lowering_is_confirmed_once_and_raising_is_free(made: tuple[Service, Engine]) -> None:
    service, _ = made
    with pytest.raises(RefusedError, match="3 / 2 / 2"):
        service.policies.edit(DEFAULT_ID, PolicyPatch(copies=2), 1)
    assert service.policies.edit(DEFAULT_ID, PolicyPatch(copies=2, confirm=True), 1).version == 2
    assert service.policies.edit(DEFAULT_ID, PolicyPatch(level="low"), 2).version == 3, "it was confirmed"
    with pytest.raises(RefusedError, match="2 / 1 / 2"):
        service.policies.edit(DEFAULT_ID, PolicyPatch(media=1), 3)
    edited = service.policies.edit(DEFAULT_ID, PolicyPatch(copies=5), 3)
    assert edited.copies == 5 and not [one for one in edited.conflicts if one.kind == "lowered"]


def test_who_edits_too_late_is_told_what_differs(made: tuple[Service, Engine]) -> None:
    service, _ = made
    kept = service.policies.add(NIGHT)
    service.policies.edit(kept.id, PolicyPatch(level="low", schedule=Interval(minutes=5)), 1)
    with pytest.raises(EditConflict) as late:
        service.policies.edit(kept.id, PolicyPatch(name="Nights"), 1)
    assert set(late.value.changed) == {"name"}
    with pytest.raises(EditConflict):
        service.policies.remove(kept.id, RemovePolicyQuery(), 1)
    with pytest.raises(NotFoundError):
        service.policies.edit("nobody", PolicyPatch(name="N"), 1)


def test_a_source_has_its_policys_level_until_a_person_sets_one(made: tuple[Service, Engine], bench: Bench) -> None:
    service, engine = made
    kept = service.policies.add(NIGHT)
    source = _watched(service, bench, kept.id)
    assert (service.source(source).level, service.source(source).level_of_policy) == ("high", True)
    service.policies.edit(kept.id, PolicyPatch(level="critical"), 1)
    assert service.source(source).level == "critical" and engine.back_up(engine.source(source)).level == "critical"
    assert service.edit_source(source, SourcePatch(level="low"), 1).level == "low"
    by_hand = service.source(source)
    assert (by_hand.level, by_hand.level_of_policy, by_hand.policy) == ("low", False, kept.id)
    assert service.edit_source(source, SourcePatch(level="", policy=DEFAULT_ID), 2).level == "normal"
    assert service.source(source).policy == ""
    with pytest.raises(NotFoundError):
        service.edit_source(source, SourcePatch(policy="nobody"), 3)


def test_removing_is_planned_confirmed_and_leaves_its_sources_to_the_default(
    made: tuple[Service, Engine], bench: Bench
) -> None:
    service, engine = made
    service.policies.edit(DEFAULT_ID, PolicyPatch(tiers=("cloud",), schedule=Weekly(weekday="sunday", time="03:00")), 1)
    kept = service.policies.add(NewPolicy(**{**asdict(NIGHT), "copies": 5, "retention": Retention(monthly_days=3650)}))
    source = _watched(service, bench, kept.id)
    (lost,) = service.policies.removal(kept.id).sources
    assert lost.source == source and lost.loses == (
        "Its level falls from high to normal.",
        "No more copies at nas.",
        "3 copies are demanded instead of 5.",
        "It is backed up less often: Every Sunday at 03:00.",
        "Old points are kept for 2555 days instead of 3650.",
    )
    with pytest.raises(RefusedError, match="1 watched folder is under Night"):
        service.policies.remove(kept.id, RemovePolicyQuery(), 1)
    before = engine.parts.bus.newest
    service.policies.remove(kept.id, RemovePolicyQuery(confirm=True), 1)
    moved = service.source(source)
    assert (moved.policy, moved.level, moved.version) == ("", "normal", 2)
    assert engine.parts.bus.newest > before, "the source is shown anew"
    with pytest.raises(RefusedError, match="cannot be removed"):
        service.policies.remove(DEFAULT_ID, RemovePolicyQuery(confirm=True), 2)


def test_a_policy_without_sources_goes_without_a_word(made: tuple[Service, Engine]) -> None:
    service, _ = made
    kept = service.policies.add(NIGHT)
    assert service.policies.removal(kept.id).sources == ()
    service.policies.remove(kept.id, RemovePolicyQuery(), 1)
    assert _names(service) == ["Everything as it changes"]


def test_a_preview_keeps_nothing_and_sees_what_the_edit_would_do(made: tuple[Service, Engine], bench: Bench) -> None:
    service, _ = made
    kept = service.policies.add(NIGHT)
    _watched(service, bench, kept.id)
    _watched(service, bench, "", "office/inner")
    told = service.policies.preview(PreviewPolicy(**{**asdict(NIGHT), "copies": 1, "id": kept.id}))
    assert told.confirm and {one.kind for one in told.conflicts} == {"lowered", "slow", "folder"}
    fresh = service.policies.preview(PreviewPolicy(name="New", schedule=Interval(minutes=30)))
    assert (fresh.sentence, fresh.confirm, len(fresh.next_runs_ns)) == ("Every 30 minutes.", False, 5)
    assert service.policies.get(kept.id).copies == 3


def test_every_template_can_be_added_as_it_is(made: tuple[Service, Engine]) -> None:
    service, _ = made
    for one in service.policies.templates().templates:
        fields = {name: getattr(one.policy, name) for name in one.policy.editable}
        assert service.policies.add(NewPolicy(**fields)).template == one.policy.template
    assert len(_names(service)) == 7


def test_a_change_in_what_goes_by_the_clock_is_no_reason(made: tuple[Service, Engine], bench: Bench) -> None:
    service, engine = made
    by_clock = _watched(service, bench, service.policies.add(NIGHT).id)
    by_changes = _watched(service, bench, "", "other")
    for source in (by_clock, by_changes):
        engine._due(Due(source, "changed", "", 1))
    assert [job.source for job in engine.runner.jobs() if job.kind == "backup"] == [by_changes]
