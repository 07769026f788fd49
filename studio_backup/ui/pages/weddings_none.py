"""Weddings while there is none: what the calendar would bring, and the ways to a first one."""

from __future__ import annotations

from collections.abc import Callable

from studio_backup.ui.texts import translate
from studio_backup.ui.theme import Theme
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.ways import EmptyWays, Way


class NoWeddings(EmptyWays):
    """Connect a calendar, add one by hand, find them in the folders (while some are likely)."""

    def __init__(
        self, theme: Theme, connect: Callable[[], None], add: Callable[[], None], look: Callable[[], None]
    ) -> None:
        self.join = Button(theme, translate("Bookings", "Connect…"), connect, kind="primary")
        self.add = Button(theme, translate("Bookings", "Add…"), add)
        self.look = Button(theme, "", look)
        ways = (
            Way(
                "calendar-plus",
                translate("Bookings", "Connect a calendar"),
                translate("Bookings", "Google, Outlook, iCloud or any .ics address; read only"),
                self.join,
            ),
            Way(
                "calendar-blank",
                translate("Bookings", "Add a wedding by hand"),
                translate("Bookings", "A name and a date are enough"),
                self.add,
            ),
            Way(
                "folder-open",
                translate("Bookings", "Find weddings in your folders"),
                translate("Bookings", "Reads their names and when the photos were taken"),
                self.look,
            ),
        )
        super().__init__(theme, translate("Bookings", "No weddings yet"), ways)

    def show_words(self, folders: int, likely: int) -> None:
        """So many folders are watched, and so many with photos wait for their wedding."""
        brings = translate("Bookings", "With the wedding calendar, Studio Backup knows what comes first and when.")
        there = translate("Bookings", "Your %n folders are backed up already.", "", folders)
        self.more.setText(f"{there} {brings}" if folders else brings)
        self.look.setText(translate("Bookings", "Show %n…", "", likely))
        self.cards[-1].setVisible(likely > 0)

    def forbid(self, reason: str) -> None:
        """The engine cannot be asked, and why."""
        for button in (self.join, self.add, self.look):
            button.forbid(reason)
