"""Today: all well, at work, in trouble, empty, without an engine, locked; search and verbs laid over it."""

from __future__ import annotations

from typing import Final

from studio_backup.ui.pages.today import TodayPage
from studio_backup.ui.scenes.scene import Hands, Scene


def _today(hands: Hands) -> None:
    hands.page("today", TodayPage)


def _working(hands: Hands) -> None:
    page = hands.page("today", TodayPage)
    hands.until("work is shown", lambda: page.work.rows)


def _gone(hands: Hands) -> None:
    _today(hands)
    hands.end_engine()


def _palette(hands: Hands) -> None:
    _today(hands)
    hands.app.window.search()
    hands.app.window.finder.field.setText("re")
    hands.until("an answer", lambda: hands.app.window.finder.told.text())


def _found(hands: Hands) -> None:
    _today(hands)
    hands.app.window.search()
    hands.app.window.finder.field.setText("DSC_410")
    hands.until("files", lambda: hands.app.window.finder.list.model().rowCount() > 1)


SCENES: Final = (
    Scene("today-empty", "empty", _today),
    Scene("today-protected", "calm", _today),
    Scene("today-working", "working", _working),
    Scene("today-trouble", "trouble", _today),
    Scene("today-locked", "locked", _today),
    Scene("today-engine-gone", "gone", _gone),
    Scene("palette", "trouble", _palette),
    Scene("palette-files", "trouble", _found),
)
