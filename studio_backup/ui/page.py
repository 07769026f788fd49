"""The base of every page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from studio_backup.api.wire import EventView
from studio_backup.base.errors import StudioBackupError
from studio_backup.ui.shell import Shell
from studio_backup.ui.tokens import PAGE_MARGIN
from studio_backup.ui.widgets.labels import ElidedLabel, label


class Page(QWidget):
    """A page of the window, built when it is first opened. A page overrides what it needs.

    `body`: where its widgets go, under the title, the `note` beside it and `tools`, the row at the title's right.
    Questions go through `self.shell.bridge.ask`; how the engine stands is `self.shell.live`. Nothing here may wait.
    """

    def __init__(self, shell: Shell, title: str) -> None:
        super().__init__()
        self.shell = shell
        self.title = title
        self.setProperty("kind", "page")
        self.setAccessibleName(title)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(PAGE_MARGIN, 22, PAGE_MARGIN, 24)
        outer.setSpacing(16)
        self.heading = label(title, "title")
        self.note = ElidedLabel("", "second")
        self.note.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.tools = QHBoxLayout()
        self.tools.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self.heading)
        head.addWidget(self.note, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addStretch(1)
        head.addLayout(self.tools)
        self.body = QVBoxLayout()
        self.body.setSpacing(16)
        outer.addLayout(head)
        outer.addLayout(self.body, 1)

    def refresh(self) -> None:
        """Read anew what is shown: called when the page is opened, and when the engine is back."""

    def status_changed(self) -> None:
        """`self.shell.live` says something else now. Called only while the page is shown."""

    def progressed(self) -> None:
        """Running jobs moved on: at most ten times a second, only while the page is shown."""

    def on_event(self, event: EventView) -> None:
        """Something happened. Called for every event but progress, only while the page is shown."""

    def engine_gone(self, error: StudioBackupError) -> None:
        """No engine answers. The window says so above the page; buttons which ask the engine are to be forbidden."""

    def engine_back(self) -> None:
        """It answers again; `refresh` is called as well."""

    def show_target(self, target: str) -> None:
        """Show this: a wedding, a file's id, a tier, as the page itself defines it."""
