"""Today: one sentence, what runs, what is at risk."""

from __future__ import annotations

from studio_backup.ui.page import Page
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate


class TodayPage(Page):
    """The page which opens first."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, translate("Pages", "Today"))
