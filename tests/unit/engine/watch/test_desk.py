"""What follows from what is seen, on a clock of our own."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from studio_backup.domain.source import WatchedSource
from studio_backup.engine.watch.desk import SILENT_S, Desk
from studio_backup.engine.watch.identity import Identity, Look, spell
from studio_backup.engine.watch.settle import DAILY_S, Moment, Reason
from studio_backup.engine.watch.values import Due, SourceState

HERE = Identity(device=1, inode=2, held=True)
PRESENT = Look("present", identity=HERE)
GONE = Look("missing", "It is not there.", HERE)
WALL = 1_700_000_000


class Room:
    """A desk, with one source that is seen, and time."""

    def __init__(self, reason: Reason = "added") -> None:
        self.seconds, self.wall = 100.0, float(WALL)
        self.desk = Desk(self.now)
        self.dues: list[Due] = []
        self.states: list[SourceState] = []
        self.desk.add(WatchedSource(id="s", path="/s", settle_s=10), None, reason, self.now)

    @property
    def now(self) -> Moment:
        return Moment(int(self.wall * 1e9), self.seconds)

    def step(self, seconds: float = 0.0, *, alive: bool = True) -> list[Reason]:
        """Time passes in steps of five seconds, as in the watcher; why it was due meanwhile."""
        reasons: list[Reason] = []
        while True:
            passed = min(5.0, seconds)
            seconds, self.seconds, self.wall = seconds - passed, self.seconds + passed, self.wall + passed
            if alive:
                self.desk.alive("s", self.now)
            due, states = self.desk.step(self.now)
            self.states += states
            reasons += [one.reason for one in due]
            if seconds <= 0:
                return reasons

    def open(self) -> None:
        self.desk.looked("s", PRESENT)
        self.desk.opened("s", "events", "", None, self.now)

    def changed(self, paths: Iterable[str]) -> None:
        self.desk.changed("s", paths, self.now)

    def backup(self, *, ok: bool = True) -> None:
        self.desk.taken("s", self.now.ns, self.now)
        self.desk.settled("s", ok, self.now)

    @property
    def state(self) -> SourceState:
        return self.desk.states(self.now)[0]


@pytest.fixture
def room() -> Room:
    found = Room()
    found.open()
    assert found.step() == ["added"]
    found.step(1)
    found.backup()
    return found


def test_nothing_is_due_before_nothing_can_be_missed() -> None:
    room = Room("start")
    assert room.step(30) == []
    room.desk.looked("s", PRESENT)
    assert room.step(30) == []
    room.desk.opened("s", "polling", "why", None, room.now)
    assert room.step() == ["start"]
    assert (room.state.present, room.state.how, room.state.reason) == ("present", "polling", "why")
    assert room.state.identity == spell(HERE)


def test_changes_are_due_after_rest(room: Room) -> None:
    room.changed(["a"])
    assert room.step(9.9) == []
    assert room.state.next_due_ns == pytest.approx(room.now.ns + 10**8, abs=10**6)
    assert room.step(0.1) == ["changed"]
    assert room.state.waiting_files == 1
    room.backup()
    assert (room.state.waiting_files, room.state.waiting_since_ns) == (0, 0)


def test_a_source_that_is_missing_is_not_due_and_its_changes_wait(room: Room) -> None:
    room.changed(["a"])
    since = room.now.ns
    room.desk.looked("s", GONE)
    assert room.step(DAILY_S + 100) == []
    state = room.state
    assert (state.present, state.reason, state.next_due_ns) == ("missing", "It is not there.", 0)
    assert (state.waiting_files, state.waiting_since_ns) == (1, since)
    room.open()
    assert room.step() == ["returned"]
    assert room.state.present == "present"


def test_another_folder_in_its_place_is_not_due(room: Room) -> None:
    room.desk.looked("s", Look("other", "Another.", HERE))
    assert room.step(DAILY_S) == []
    assert room.state.present == "other"


def test_lost_events_count_at_once_and_are_due_when_all_is_seen_again(room: Room) -> None:
    room.desk.lost("s", room.now)
    assert (room.state.at_least, room.state.waiting_since_ns) == (True, room.now.ns)
    room.desk.opened("s", "events", "", "overflow", room.now)
    assert room.step() == ["overflow"]


@pytest.mark.parametrize("jump", [-365 * 86_400, 365 * 86_400, 61])
def test_a_clock_that_is_set_or_a_sleep(room: Room, jump: float) -> None:
    room.wall += jump
    assert room.step(1) == ["clock"]
    room.backup()
    room.changed(["a"])
    assert room.step(10) == ["changed"], "and then all is as before"
    room.backup()
    assert room.step(100) == []
    assert room.state.waiting_files == 0


def test_changes_seen_before_the_clock_was_set_back_are_taken(room: Room) -> None:
    room.changed(["a"])
    room.wall -= 365 * 86_400
    assert room.step(1) == ["clock"]
    assert room.state.waiting_since_ns <= room.now.ns
    room.backup()
    assert room.state.waiting_files == 0


def test_a_small_step_of_the_clock_is_nothing(room: Room) -> None:
    room.wall += 30
    assert room.step(1) == []


def test_daily(room: Room) -> None:
    assert room.step(DAILY_S - 10) == []
    assert room.step(20) == ["daily"]
    room.backup()
    assert room.step(DAILY_S - 10) == []


def test_a_drive_that_does_not_answer_is_missing(room: Room) -> None:
    room.changed(["a"])
    assert room.step(5, alive=False) == []
    room.seconds, room.wall = room.seconds + SILENT_S, room.wall + SILENT_S
    assert room.desk.step(room.now)[0] == []
    assert room.state.present == "missing"
    assert "answer" in room.state.reason
    assert room.step(1) == ["changed"]
    assert room.state.present == "present"


def test_news_are_told_once_and_not_too_often(room: Room) -> None:
    room.step(5)
    room.states.clear()
    assert room.step(20) == []
    assert room.states == []
    for number in range(100):
        room.changed([str(number)])
        room.step(0.01)
    room.step(1)
    assert 2 <= len(room.states) <= 4
    assert room.states[-1].waiting_files == 100


def test_what_could_not_be_told_yet_is_told_soon(room: Room) -> None:
    room.changed(["a"])
    room.step()
    room.changed(["b"])
    room.step()
    assert room.desk.wake(room.now, room.seconds + 5) <= room.seconds + 0.5


def test_an_edit_changes_the_rest_it_needs(room: Room) -> None:
    room.changed(["a"])
    room.desk.edit(WatchedSource(id="s", path="/s", settle_s=2))
    assert room.step(2) == ["changed"]


def test_a_source_that_was_removed_is_no_more(room: Room) -> None:
    room.desk.remove("s")
    room.changed(["a"])
    room.desk.lost("s", room.now)
    room.backup()
    assert room.step(100) == []
    assert room.desk.states(room.now) == []
