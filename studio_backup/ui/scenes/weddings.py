"""Weddings: none yet, all of them, one of them; connecting a calendar, typing one in, folders without one."""

from __future__ import annotations

from typing import Final

from studio_backup.ui.dialogs.calendar import EVENTS, CalendarDialog
from studio_backup.ui.pages.unassigned import UnassignedPage
from studio_backup.ui.pages.wedding import WeddingPage
from studio_backup.ui.pages.weddings import WeddingsPage
from studio_backup.ui.scenes.calendar_file import calendar_file
from studio_backup.ui.scenes.scene import Hands, Scene


def _weddings(hands: Hands) -> WeddingsPage:
    return hands.page("weddings", WeddingsPage)


def _all(hands: Hands) -> None:
    page = _weddings(hands)
    hands.until("the weddings", lambda: page.model.rows)


def _empty(hands: Hands) -> None:
    page = _weddings(hands)
    hands.until("what the engine says", lambda: page.none)


def _one(hands: Hands) -> WeddingPage:
    """The one with the most photos."""
    page = _weddings(hands)
    hands.until("the weddings", lambda: page.model.rows)
    chosen = max(page.model.rows, key=lambda one: (one.photos, one.points))
    page.acts.open(chosen)
    shown = hands.page("wedding", WeddingPage)
    hands.until("its points", lambda: shown.view is not None and shown.stored.points)
    return shown


def _wedding(hands: Hands) -> None:
    _one(hands)


def _below(hands: Hands) -> None:
    """What does not fit without scrolling."""
    bar = _one(hands).area.verticalScrollBar()
    hands.still()
    bar.setValue(bar.maximum())


def _new(hands: Hands) -> None:
    _weddings(hands).show_target("new")


def _connect(hands: Hands) -> None:
    """A calendar file beside the home is looked into."""
    path = calendar_file(hands)
    _weddings(hands).show_target("connect")
    dialog = hands.one(CalendarDialog, "the dialog")
    dialog.form.address.setText(path)
    dialog.on.click()
    hands.until("its events", lambda: dialog.step == EVENTS and dialog.events.model.rowCount())


def _unassigned(hands: Hands) -> None:
    hands.page("unassigned", UnassignedPage)


SCENES: Final = (
    Scene("weddings-empty", "empty", _empty),
    Scene("weddings", "calm", _all),
    Scene("weddings-trouble", "trouble", _all),
    Scene("wedding", "trouble", _wedding),
    Scene("wedding-below", "trouble", _below),
    Scene("wedding-new", "trouble", _new),
    Scene("wedding-calendar", "trouble", _connect),
    Scene("wedding-unassigned", "trouble", _unassigned),
)
