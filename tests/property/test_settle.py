"""The settle rule: whatever order things happen in, no change is forgotten, and none waits for ever."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from studio_backup.engine.watch.settle import DAILY_S, LONGEST_S, RETRY_S, Moment, SettleRule

SETTLE_S = 10.0
_PATHS = st.sampled_from(["a", "b", "c", "d"])
_STEPS = st.one_of(
    st.tuples(st.just("change"), _PATHS),
    st.tuples(st.just("wait"), st.sampled_from([0.5, 3.0, 9.0, 11.0, 100.0, 1000.0])),
    st.tuples(st.just("take"), st.sampled_from([0.0, 1.0, 5.0])),
    st.tuples(st.just("settle"), st.booleans()),
    st.tuples(st.just("jump"), st.sampled_from([-3.2e7, 3.2e7, 90.0])),
)


@dataclass
class World:
    """The rule, and beside it the plain truth: what changed last when, and what a backup has."""

    seconds: float = 0.0
    wall: float = 1.7e9
    changed: dict[str, float] = field(default_factory=dict)
    stored: dict[str, float] = field(default_factory=dict)
    began: float | None = None

    def __post_init__(self) -> None:
        self.rule = SettleRule(SETTLE_S, self.now())

    def now(self) -> Moment:
        return Moment(int(self.wall * 1e9), self.seconds)

    def unsafe(self) -> set[str]:
        return {path for path, when in self.changed.items() if self.stored.get(path, -1.0) < when}

    def change(self, path: object) -> None:
        self.wait(0.01)  # after what was before, also on a coarse clock
        self.changed[str(path)] = self.seconds
        self.rule.changed(self.now(), [str(path)])

    def wait(self, seconds: object) -> None:
        self.seconds += float(str(seconds))
        self.wall += float(str(seconds))

    def jump(self, seconds: object) -> None:
        self.wall += float(str(seconds))

    def take(self, ago: object) -> None:
        if self.began is None:
            self.began = max(0.0, self.seconds - float(str(ago)))
            self.rule.taken(self.now(), self.began)

    def settle(self, ok: object) -> None:
        if self.began is None:
            return
        if ok:
            self.stored.update({path: self.began for path, when in self.changed.items() if when <= self.began})
        self.began = None
        self.rule.settled(self.now(), ok=bool(ok))


@given(st.lists(_STEPS, max_size=60))
@settings(max_examples=300, deadline=None)
def test_what_is_not_in_a_backup_waits_and_is_asked_for(steps: list[tuple[str, object]]) -> None:
    world = World()
    for name, value in steps:
        getattr(world, name)(value)
        assert world.rule.waiting_files == len(world.unsafe())
        assert bool(world.rule.waiting_since_ns) == bool(world.unsafe())
        world.rule.due(world.now())
    if world.began is not None:
        world.settle(False)
    if world.unsafe():
        _assert_asked_for(world)


def _assert_asked_for(world: World) -> None:
    start = world.seconds
    while world.rule.due(world.now()) is None:
        assert world.seconds - start <= max(LONGEST_S, RETRY_S) + SETTLE_S
        world.wait(5.0)
    world.take(0.0)
    world.settle(True)
    assert not world.rule.waiting_files
    assert not world.rule.at_least
    assert world.rule.next_due(world.now()) is None


@given(st.floats(0.1, 9.9), st.integers(1, 5))
@settings(deadline=None)
def test_a_source_that_never_rests_is_taken_all_the_same(pause: float, rounds: int) -> None:
    world = World()
    last, asked = 0.0, 0
    while asked < rounds:
        world.change("a")
        if world.rule.due(world.now()):
            assert world.seconds - last <= LONGEST_S + 2 * pause + 0.1
            last, asked = world.seconds, asked + 1
            world.take(0.0)
            world.settle(True)
        world.wait(pause)


@given(st.lists(st.sampled_from([60.0, 3600.0, 40_000.0]), min_size=1, max_size=40))
@settings(deadline=None)
def test_all_is_looked_at_daily_even_if_a_backup_never_ends(waits: list[float]) -> None:
    world, last = World(), 0.0
    world.change("a")
    world.take(0.0)
    for seconds in waits:
        world.wait(seconds)
        if world.rule.due(world.now()):
            last = world.seconds
        assert world.seconds - last < DAILY_S
