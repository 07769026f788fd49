"""Which pages there are, in the order of the sidebar."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from studio_backup.ui.page import Page
from studio_backup.ui.pages.activity import ActivityPage
from studio_backup.ui.pages.restore import RestorePage
from studio_backup.ui.pages.settings import SettingsPage
from studio_backup.ui.pages.storage import StoragePage
from studio_backup.ui.pages.today import TodayPage
from studio_backup.ui.pages.unassigned import UnassignedPage
from studio_backup.ui.pages.verify import VerifyPage
from studio_backup.ui.pages.wedding import WeddingPage
from studio_backup.ui.pages.weddings import WeddingsPage
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate

Where = Literal["top", "bottom", "hidden"]
"""Where in the sidebar; a hidden page is opened by name only."""


@dataclass(frozen=True, slots=True)
class PageEntry:
    """`name`: for the command line and links, stable. `title`: called late, in the language in use.

    `under`: of a hidden page, the one in the sidebar to which it belongs.
    """

    name: str
    icon: str
    title: Callable[[], str]
    make: Callable[[Shell], Page]
    where: Where = "top"
    under: str = ""


PAGES: tuple[PageEntry, ...] = (
    PageEntry("today", "house", lambda: translate("Pages", "Today"), TodayPage),
    PageEntry("weddings", "heart", lambda: translate("Pages", "Weddings"), WeddingsPage),
    PageEntry("wedding", "heart", lambda: translate("Pages", "Wedding"), WeddingPage, "hidden", "weddings"),
    PageEntry(
        "unassigned",
        "folder",
        lambda: translate("Pages", "Folders without a wedding"),
        UnassignedPage,
        "hidden",
        "weddings",
    ),
    PageEntry("restore", "clock-counter-clockwise", lambda: translate("Pages", "Restore"), RestorePage),
    PageEntry("verify", "seal-check", lambda: translate("Pages", "Verify"), VerifyPage),
    PageEntry("storage", "hard-drives", lambda: translate("Pages", "Storage"), StoragePage),
    PageEntry("activity", "pulse", lambda: translate("Pages", "Activity"), ActivityPage),
    PageEntry("settings", "gear-six", lambda: translate("Pages", "Settings"), SettingsPage, "bottom"),
)
