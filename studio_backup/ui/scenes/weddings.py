"""Weddings: none yet, all of them, one of them; connecting a calendar, typing one in, folders without one."""

from __future__ import annotations

import os
from datetime import date, timedelta
from typing import Final

from studio_backup.ui.dialogs.calendar import EVENTS, CalendarDialog
from studio_backup.ui.pages.unassigned import UnassignedPage
from studio_backup.ui.pages.wedding import WeddingPage
from studio_backup.ui.pages.weddings import WeddingsPage
from studio_backup.ui.scenes.scene import Hands, Scene
from studio_backup.ui.wording.times import local

_EVENTS: Final = (
    ("Wedding Maya & Daniel", "Orchard House", 14),
    ("Clara & Jonas, ceremony and dinner", "Lakeside Barn", 35),
    ("Consultation: Mia & Tom", "Studio", 3),
    ("Dentist", "", 5),
    ("Wedding fair", "Town Hall", 20),
)


def _weddings(hands: Hands) -> WeddingsPage:
    return hands.page("weddings", WeddingsPage)


def _all(hands: Hands) -> None:
    page = _weddings(hands)
    hands.until("the weddings", lambda: page.model.rows)


def _empty(hands: Hands) -> None:
    page = _weddings(hands)
    hands.until("what the engine says", lambda: page.stack.currentIndex() < 2)


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
    path = os.path.join(os.path.dirname(hands.app.bridge.home), "Work.ics")
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(_calendar(local(hands.app.window.around.clock.now_ns()).date()))
    _weddings(hands).show_target("connect")
    dialog = hands.one(CalendarDialog, "the dialog")
    dialog.form.address.setText(path)
    dialog.on.click()
    hands.until("its events", lambda: dialog.step == EVENTS and dialog.events.model.rowCount())


def _calendar(today: date) -> str:
    """What a photographer's own calendar holds, weddings among other things."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Studio Backup//Demo//EN", "X-WR-CALNAME:Work"]
    for number, (title, place, days) in enumerate(_EVENTS):
        day = f"{today + timedelta(days=days):%Y%m%d}"
        lines += ["BEGIN:VEVENT", f"UID:demo-{number}", f"DTSTAMP:{day}T000000Z", f"SUMMARY:{title}"]
        lines += [f"LOCATION:{place}", f"DTSTART:{day}T130000Z", f"DTEND:{day}T220000Z", "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


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
