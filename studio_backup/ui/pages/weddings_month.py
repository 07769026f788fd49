"""The calendar of the weddings: a month with its name, and the ways to other months."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from PySide6.QtCore import Signal

from studio_backup.api.weddings import BookingView
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.frames import Card, row
from studio_backup.ui.widgets.labels import label
from studio_backup.ui.widgets.month import DayMark, MonthGrid
from studio_backup.ui.wording.bookings import WORST_FIRST, Known, day_of, title_of, whole_state
from studio_backup.ui.wording.times import day_words

WIDTH: Final = 320
_TOLD: Final = 8


class MonthCard(Card):
    """`chosen`: a person chose a day (a date)."""

    chosen = Signal(object)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        theme = shell.theme
        self.setAccessibleName(translate("Month", "Calendar of the weddings"))
        self._name = label("", "heading")
        self.grid = MonthGrid(theme)
        earlier = translate("Month", "The month before")
        later = translate("Month", "The next month")
        self.before = Button(theme, "", lambda: self.grid.turn(-1), kind="link", picture="caret-left", name=earlier)
        self.today = Button(theme, translate("Month", "Today"), self._to_today, kind="link")
        self.after = Button(theme, "", lambda: self.grid.turn(1), kind="link", picture="caret-right", name=later)
        for button, words in ((self.before, earlier), (self.after, later)):
            button.setToolTip(words)
        self._known = Known(0)
        self._views: tuple[BookingView, ...] = ()
        self.body.setContentsMargins(14, 12, 14, 8)
        head = row(self._name, 1, self.before, self.today, self.after, spacing=2)
        self.body.addLayout(head)
        self.body.addWidget(self.grid)
        self.body.addStretch(1)
        self.grid.chosen.connect(self.chosen)
        self.grid.turned.connect(self._turned)

    def show_weddings(self, views: Iterable[BookingView], known: Known) -> None:
        """Mark the days of these."""
        first = not self._known.now_ns
        self._views, self._known = tuple(views), known
        if first:
            self.grid.show_month(known.today)
        self._mark()

    def _to_today(self) -> None:
        self.grid.show_month(self._known.today)

    def _turned(self, first: date) -> None:
        del first
        self._mark()

    def _mark(self) -> None:
        """Only those near the month which is shown: of hundreds of weddings that is a handful."""
        month = self.grid.month
        self._name.setText(day_words(month, "MMMM yyyy"))
        days: dict[date, list[BookingView]] = {}
        for view in self._views:
            day = day_of(view)
            if day is not None and abs((day - month).days) < 45:
                days.setdefault(day, []).append(view)
        self.grid.show_days({day: self._day(found) for day, found in days.items()}, self._known.today)

    def _day(self, views: list[BookingView]) -> DayMark:
        states = [whole_state(one, self._known) for one in views]
        worst = min(states, key=lambda one: WORST_FIRST.index(one.look))
        told = [f"{title_of(one)}: {state.words}" for one, state in zip(views, states, strict=True)]
        if len(told) > _TOLD:
            told = [*told[:_TOLD], translate("Month", "and %n more", "", len(told) - _TOLD)]
        return DayMark(worst.look, "\n".join(told), len(views))
