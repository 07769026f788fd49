"""The cameras of a wedding: how many photos each took, when by its clock, and how far that was off."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QVBoxLayout

from studio_backup.api.matches import FoldersQuery, FolderView
from studio_backup.api.remote import RemoteService
from studio_backup.api.weddings import BookingView
from studio_backup.base.errors import StudioBackupError
from studio_backup.ui.dialogs.camera_clock import ClockDialog
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.frames import Card, clear, column, row
from studio_backup.ui.widgets.labels import ElidedLabel, label
from studio_backup.ui.wording.clocks import CameraClock, camera_title, cameras_of, clock_words, shots_words

_PART: Final = 500


class CamerasCard(Card):
    """Hidden while no photo of the wedding tells its camera."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(translate("Clocks", "Cameras"))
        self._shell = shell
        self._reason = ""
        self._key: object = None
        self._wedding = ("", "")
        self.cameras: tuple[CameraClock, ...] = ()
        self.buttons: list[Button] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(10)
        self.body.addLayout(self._lines)
        self.hide()

    def show_view(self, view: BookingView) -> None:
        """Of this wedding; asked only when other files may be there."""
        if (view.name, view.date) != self._wedding:
            self._wedding = view.name, view.date
            self._show(())
        key = (view.id, view.newest_point, view.sources)
        if key != self._key:
            self._key = key
            self.ask()

    def ask(self) -> None:
        """Read it anew."""
        name, date = self._wedding
        if name:
            self._shell.bridge.ask(
                lambda engine: _read(engine, name, date), self._show, self._unread, owner=self, lane="slow"
            )

    def forbid(self, reason: str) -> None:
        """Nothing can be asked now, and why."""
        self._reason = reason
        for button in self.buttons:
            button.forbid(reason)

    def _unread(self, error: StudioBackupError) -> None:
        """The window's banner says that the engine is gone, or locked; what is shown stays, and is asked again."""
        del error
        self._key = None

    def _show(self, folders: tuple[FolderView, ...]) -> None:
        cameras = cameras_of(folders)
        self.setVisible(bool(cameras))
        if cameras == self.cameras:
            return
        self.cameras = cameras
        clear(self._lines)
        self.buttons = []
        for one in cameras:
            self._add(one)
        self.forbid(self._reason)

    def _add(self, one: CameraClock) -> None:
        words = translate("Clocks", "Correct its clock…")
        name = translate("Clocks", "Correct the clock of {camera}…").format(camera=camera_title(one))
        button = Button(self._shell.theme, words, lambda: self._correct(one), picture="clock", name=name)
        told, clock = label(shots_words(one), "second", wrap=True), label(clock_words(one), wrap=True)
        clock.setVisible(bool(clock.text()))
        line = row(column(ElidedLabel(camera_title(one), "strong"), told, clock, spacing=2), button, spacing=12)
        line.setStretch(0, 1)
        self._lines.addLayout(line)
        self.buttons.append(button)

    def _correct(self, one: CameraClock) -> None:
        ClockDialog(self._shell, one, self.ask, self.window()).open()


def _read(engine: RemoteService, name: str, date: str) -> tuple[FolderView, ...]:
    """In a thread of the bridge: the folders with photos of this wedding."""
    found: list[FolderView] = []
    after: str | None = ""
    while after is not None:
        page = engine.matches.list(FoldersQuery(limit=_PART, after=after, wedding=name, date=date))
        found += page.items
        after = page.next
    return tuple(found)
