"""What must be ready before Saturday, on Today; and the buttons of alerts about weddings."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtWidgets import QAbstractButton

from studio_backup.api.protection import CheckView, ReadinessView
from studio_backup.ui.grabbing import wait_until
from studio_backup.ui.models.weddings_read import find_wedding
from studio_backup.ui.pages.today_readiness import ReadinessCard
from studio_backup.ui.verbs import EngineVerbs, mending
from studio_backup.ui.wording.readiness import mended_at, ready_title
from tests.support.bookings import booking, fake_engine
from tests.support.window_shell import fake_shell
from tests.support.window_views import NOW, alert

AWAY = CheckView(name="answers", ok=False, text="NAS does not answer: off.", action="Switch it on")
OPEN = CheckView(name="keys", ok=True, text="The vault is open.")


def _view(**more: Any) -> ReadinessView:
    told: dict[str, Any] = {"ready": False, "checks": (OPEN, AWAY), "weddings": ("Rose Hall",), "asked": True}
    return ReadinessView(**{**told, **more})


def _card(theme: Any, view: ReadinessView) -> ReadinessCard:
    engine = SimpleNamespace(protection=SimpleNamespace(readiness=lambda: view))
    shell = fake_shell(theme, engine, NOW)
    card = ReadinessCard(shell, EngineVerbs(shell))
    card.allow(True)
    card.look()
    assert wait_until(lambda: card.view is not None, 5_000)
    return card


def _buttons(card: ReadinessCard) -> list[QAbstractButton]:
    return [one for one in card.findChildren(QAbstractButton) if one is not card.hide_it and one is not card.again]


def test_what_is_amber_has_the_way_to_where_it_is_mended(theme: Any) -> None:
    card = _card(theme, _view())
    assert not card.isHidden() and card.accessibleName() == "1 thing to do before Rose Hall"
    (button,) = _buttons(card)
    button.click()
    assert card._shell.window.opened == [("storage", "")]  # type: ignore[attr-defined]


def test_it_is_shown_when_it_is_time_to_ask_or_when_somebody_asks(theme: Any) -> None:
    early = _card(theme, _view(asked=False))
    assert early.isHidden()
    early.ask()
    assert wait_until(lambda: not early.isHidden(), 5_000)
    early.hide_it.click()
    assert early.isHidden()
    nothing = _card(theme, _view(weddings=()))
    assert nothing.isHidden()
    ready = _card(theme, _view(ready=True, checks=(OPEN,)))
    assert not ready.isHidden() and ready.accessibleName() == "Ready for Saturday: Rose Hall" and not _buttons(ready)


def test_every_check_leads_somewhere() -> None:
    for name in ("answers", "space", "clock", "login", "cards", "kit"):
        assert mended_at(name)[0]  # type: ignore[arg-type]
    many = tuple(f"W{number}" for number in range(5))
    assert ready_title(_view(ready=True, checks=(), weddings=many)).endswith("W0, W1, W2 and 2 more")


@pytest.mark.parametrize(
    ("kind", "opened"),
    [
        ("wedding_at_risk", ("wedding", "called:Rose Hall")),
        ("footage_missing", ("wedding", "called:Rose Hall")),
        ("not_ready", ("today", "readiness")),
        ("calendar_trouble", ("settings", "calendars")),
    ],
)
def test_an_alert_about_weddings_has_a_button(theme: Any, kind: str, opened: tuple[str, str]) -> None:
    shell = fake_shell(theme, fake_engine(), NOW)
    found = mending(alert(kind=kind, cause="Rose Hall"), EngineVerbs(shell))
    assert found is not None
    found[1]()
    assert shell.window.opened == [opened]  # type: ignore[attr-defined]


def test_a_wedding_is_found_as_an_alert_calls_it() -> None:
    engine = fake_engine(booking("Barn", "2026-06-06"), booking())
    found = find_wedding(engine, "called:Rose Hall")
    assert found is not None and found.name == "Rose Hall" and find_wedding(engine, "called:Mill") is None
