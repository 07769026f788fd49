"""The register: one cause, one alert; it clears itself; what a person said is kept."""

from __future__ import annotations

import logging
import threading
from dataclasses import replace

import pytest

from studio_backup.base.errors import NotFoundError, UsageError
from studio_backup.domain.alert import Alert
from studio_backup.engine.health.limits import HOUR, MINUTE
from studio_backup.engine.health.register import I_DID_THAT, NOT_ME, RESTORED, STAYS_CLEAR, AlertRegister
from tests.support.fixed_clock import FixedClock


class Rows:
    """Alerts in memory, each time of a cause for itself."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, int], Alert] = {}
        self.puts = 0

    def open(self) -> list[Alert]:
        return [one for one in self.rows.values() if one.open]

    def get(self, alert_id: str) -> Alert:
        times = [one for one in self.rows.values() if one.id == alert_id]
        if not times:
            raise NotFoundError("no")
        return max(times, key=lambda one: (one.open, one.since_ns))

    def put(self, alert: Alert) -> None:
        self.puts += 1
        self.rows[alert.id, alert.since_ns] = alert


class Desk:
    """A register with what it announced."""

    def __init__(self) -> None:
        self.clock, self.rows, self.heard = FixedClock(), Rows(), list[Alert]()
        self.register = self.reopened()

    def reopened(self) -> AlertRegister:
        """As after a new start of the engine."""
        return AlertRegister(self.rows, self.clock, self.heard.append)

    def update(self, *found: Alert) -> list[Alert]:
        """What is announced when the rules find these."""
        del self.heard[:]
        self.register.update(found)
        return list(self.heard)

    def wait(self, length_ns: int) -> None:
        """Time goes on."""
        self.clock.now += length_ns


@pytest.fixture
def desk() -> Desk:
    """A new one."""
    return Desk()


def alert(name: str = "a", **more: object) -> Alert:
    """An alert as the rules make them."""
    base = Alert(id=name * 16, kind="disk_low", severity="warning", cause=name, message="m", mend="v", since_ns=100)
    return replace(base, **more)  # type: ignore[arg-type]


LOSS = alert("f", kind="sudden_loss", severity="critical")


def test_it_opens_once_and_clears_itself(desk: Desk) -> None:
    assert desk.update(alert()) == [alert()]
    assert desk.update(alert()) == []
    assert desk.rows.puts == 1
    desk.wait(HOUR)
    (cleared,) = desk.update()
    assert cleared.cleared_ns == desk.clock.now and not cleared.open
    assert desk.update() == [] and desk.register.open_alerts() == []
    assert len(desk.rows.rows) == 1  # history


def test_critical_ones_are_heard_first(desk: Desk) -> None:
    loud = alert("c", severity="critical", since_ns=500)
    assert [one.id[0] for one in desk.update(alert("a"), alert("b", severity="notice"), loud)] == ["c", "a", "b"]
    assert [one.id[0] for one in desk.register.open_alerts()] == ["c", "a", "b"]


def test_one_can_be_raised_at_once_without_clearing_others(desk: Desk) -> None:
    desk.update(alert())
    del desk.heard[:]
    desk.register.raise_now(LOSS)
    assert desk.heard == [LOSS]
    assert len(desk.register.open_alerts()) == 2


def test_new_words_are_kept_without_noise_and_the_beginning_stays(desk: Desk) -> None:
    desk.update(alert())
    assert desk.update(alert(message="more", since_ns=200)) == []
    (kept,) = desk.register.open_alerts()
    assert (kept.message, kept.since_ns) == ("more", 100)
    assert desk.rows.open() == [kept]


def test_an_acknowledged_one_stays_and_is_heard_again_only_when_it_grows_worse(desk: Desk) -> None:
    desk.update(alert())
    acknowledged = desk.register.acknowledge(alert().id, "Eva")
    assert (acknowledged.acknowledged_ns, acknowledged.acknowledged_by) == (desk.clock.now, "Eva")
    assert desk.heard[-1] == acknowledged
    assert desk.update(alert(message="x")) == []
    assert desk.register.open_alerts()[0].acknowledged_by == "Eva"
    (worse,) = desk.update(alert(severity="critical"))
    assert worse.acknowledged_ns == 0 and worse.severity == "critical"
    assert desk.update(alert(severity="notice")) == []  # better is no news


def test_a_snoozed_one_wakes(desk: Desk) -> None:
    desk.update(alert())
    desk.register.snooze(alert().id, desk.clock.now + HOUR)
    assert desk.update(alert()) == []
    desk.wait(HOUR)
    (woken,) = desk.update(alert())
    assert woken.snoozed_until_ns == 0
    assert desk.update(alert()) == []
    with pytest.raises(UsageError):
        desk.register.snooze(alert().id, desk.clock.now)


def test_a_flickering_cause_keeps_its_beginning_and_its_acknowledgement(desk: Desk) -> None:
    desk.update(alert())
    desk.register.acknowledge(alert().id)
    desk.update()
    desk.wait(STAYS_CLEAR - 1)
    (back,) = desk.update(alert(since_ns=700))
    assert back.open and back.acknowledged_ns and back.since_ns == 100
    desk.update()
    desk.wait(STAYS_CLEAR)
    (new,) = desk.update(alert(since_ns=900))
    assert not new.acknowledged_ns and new.since_ns == 900
    assert len(desk.rows.rows) == 2  # both times are history


def test_a_cause_without_a_beginning_begins_now(desk: Desk) -> None:
    (opened,) = desk.update(alert(since_ns=0))
    assert opened.since_ns == desk.clock.now
    desk.wait(MINUTE)
    assert desk.update(alert(since_ns=0)) == []
    assert desk.register.open_alerts()[0].since_ns == opened.since_ns


def test_a_loss_waits_for_a_person_even_over_a_new_start(desk: Desk) -> None:
    desk.update(LOSS)
    assert desk.update() == []
    desk.register = desk.reopened()
    assert desk.update() == []
    assert desk.register.undecided() == (LOSS,)


@pytest.mark.parametrize("answer", [I_DID_THAT, RESTORED, "  i did THAT. "])
def test_i_did_that_closes_it_for_good_and_is_logged(desk: Desk, answer: str, caplog: pytest.LogCaptureFixture) -> None:
    desk.update(LOSS)
    with caplog.at_level(logging.WARNING):
        decided = desk.register.decide(LOSS.id, answer, "Eva\n")
    assert decided.decision in (I_DID_THAT, RESTORED) and not decided.open
    assert desk.heard[-1] == decided
    assert "Eva\\x0a" in caplog.text and decided.decision in caplog.text
    assert desk.update(LOSS) == [] and desk.register.undecided() == ()
    desk.wait(400 * 24 * HOUR)
    desk.register = desk.reopened()
    assert desk.update(LOSS) == [] and desk.register.decision(LOSS.id) == decided.decision


def test_a_loss_of_a_source_that_was_removed_is_withdrawn(desk: Desk) -> None:
    desk.update(LOSS)
    desk.register.withdraw(LOSS.id)
    assert not desk.heard[-1].open and desk.register.undecided() == ()
    desk.register.withdraw(LOSS.id)  # not twice
    assert len(desk.heard) == 2


def test_that_was_not_me_keeps_it_open(desk: Desk) -> None:
    desk.update(LOSS)
    decided = desk.register.decide(LOSS.id, NOT_ME, "Eva")
    assert decided.open and decided.acknowledged_ns
    assert desk.update() == [] and desk.register.undecided() == (decided,)
    assert not desk.register.decide(LOSS.id, RESTORED).open


def test_what_cannot_be_answered(desk: Desk) -> None:
    desk.update(alert(), LOSS)
    with pytest.raises(UsageError, match="asks nothing"):
        desk.register.decide(alert().id, I_DID_THAT)
    with pytest.raises(UsageError, match="no answer"):
        desk.register.decide(LOSS.id, "perhaps")
    for act in (desk.register.acknowledge, lambda name: desk.register.decide(name, NOT_ME)):
        with pytest.raises(NotFoundError):
            act("0" * 16)
    assert desk.register.decision("0" * 16) == ""


def test_a_listener_may_ask_the_register_back(desk: Desk) -> None:
    seen: list[int] = []
    register = AlertRegister(Rows(), desk.clock, lambda _: seen.append(len(register.open_alerts())))
    threads = [threading.Thread(target=register.update, args=([alert(), LOSS],)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(5)
        assert not thread.is_alive()
    assert seen == [2, 2]
