"""The window's process: one for each home, made of bridge, theme, tray and window, and taken apart in order."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from studio_backup.base.clock import Clock
from studio_backup.ui.application import make_application
from studio_backup.ui.bridge import Bridge
from studio_backup.ui.chosen_look import ChosenLook, kept_appearance, kept_scale, kept_stillness, window_settings
from studio_backup.ui.dialogs.quit import QuitDialog
from studio_backup.ui.live import LiveStatus
from studio_backup.ui.main_window import MainWindow, Surroundings
from studio_backup.ui.notifying import Notice
from studio_backup.ui.single import Doorbell, raise_first
from studio_backup.ui.texts import Texts, translate
from studio_backup.ui.theme import Theme
from studio_backup.ui.tray import Tray, TrayActs
from studio_backup.ui.tripwire import Tripwire

_LOOK_UP_MS: Final = 250
"""Python sees a signal of the system only when it runs."""


@dataclass(frozen=True)
class Opening:
    """How the window is to open. `start_engine`: begins an engine for this home, from any thread.

    `language`: "" for what was chosen before, else the system's; `minimized`: in the tray only; `alone`: all ends with
    the window, as nothing is to go on behind it.
    """

    home: str
    start_engine: Callable[[], object]
    page: str = ""
    minimized: bool = False
    language: str = ""
    alone: bool = False


def run_app(opening: Opening, clock: Clock) -> int:
    """Show the window until it is quit; a second one for the same home raises the first instead. Returns 0."""
    application = make_application(kept_scale(opening.home))
    if raise_first(opening.home, opening.page):
        return 0
    with App(application, opening, clock) as app:
        looking = end_with_signals(application)
        app.open()
        code = application.exec()
        looking.stop()
        return code


class App:
    """All parts of the window, for one home. A context: everything ends with it."""

    def __init__(self, application: QApplication, opening: Opening, clock: Clock) -> None:
        self._application, self._opening = application, opening
        self._ended = self._met = False
        self.farewell: QMessageBox | None = None
        os.makedirs(opening.home, 0o700, exist_ok=True)
        self.settings = window_settings(opening.home)
        self.texts = Texts(opening.language or str(self.settings.value("language", "")))
        application.setLayoutDirection(self.texts.direction)
        self.theme = Theme(application, kept_appearance(self.settings))
        self.theme.be_still(kept_stillness(self.settings))
        self.bridge = Bridge(opening.home)
        self.bridge.back.connect(self._meet)
        self.live = LiveStatus(self.bridge, clock)
        self.chosen = ChosenLook(self.bridge, self.theme, self.settings)
        self.tripwire = Tripwire(clock)
        around = Surroundings(self.bridge, self.live, self.theme, clock, self.settings, opening.start_engine)
        self.window = MainWindow(around)
        acts = TrayActs(self.come_forward, self.ask_to_quit, self.window.has_page, self.window.isActiveWindow)
        self.tray = Tray(self.window.shell, acts, self.settings)
        self.window.stood.connect(self.tray.show_standing)
        self.window.closing.connect(self._closed)
        self.window.quitting.connect(self.ask_to_quit)
        self.theme.changed.connect(self._told_again)
        self.doorbell = Doorbell(opening.home)
        self.doorbell.rung.connect(self.come_forward)

    def open(self) -> None:
        """Begin: listen to the engine, show the window."""
        self.bridge.gone.connect(self._start_engine, Qt.ConnectionType.SingleShotConnection)
        self.bridge.start()
        self.tripwire.start()
        page = self._opening.page or str(self.settings.value("page", "today"))
        if not self.window.open_page(page):
            self.window.open_page("today")
        self.tray.show_standing(self.window.standing, None)
        self.tray.begin()
        if not self._opening.minimized:
            self.window.show()
        elif not self.tray.there:
            self.window.showMinimized()  # without a tray it must be reachable in some other way

    def _start_engine(self) -> None:
        """None ran when the window opened. One that ends later is not started behind a person's back."""
        if not self._met:
            self.window.start_engine()

    def _meet(self) -> None:
        self._met = True

    def come_forward(self, page: str = "") -> None:
        """Show the window before all others."""
        if page:
            self.window.open_page(page)
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def ask_to_quit(self) -> None:
        """Say that backups go on, offer to stop them, then quit."""
        self.come_forward()
        dialog = QuitDialog(self.window.shell, self._application.quit, self.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _closed(self) -> None:
        """The window is gone: the tray stays, and says so once; without a tray the program ends, and says so before."""
        if self._ended:
            return
        if self._opening.alone:
            self._application.quit()
            return
        told = self.settings.value("closing_told") is not None
        self.settings.setValue("closing_told", 1)
        title = translate("App", "Backups go on")
        if self.tray.there:
            if not told:
                text = translate("App", "Studio Backup stays in the tray and keeps watching your folders.")
                self.tray.say(Notice(title, text, calm=True))
            return
        if told:
            self._application.quit()
        else:
            self._say_and_quit(title)

    def _say_and_quit(self, title: str) -> None:
        text = translate("App", "The engine keeps watching your folders. Start Studio Backup again to look at it.")
        box = QMessageBox(QMessageBox.Icon.Information, title, text, QMessageBox.StandardButton.Ok)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.finished.connect(self._application.quit)
        self.farewell = box
        box.open()

    def _told_again(self) -> None:
        self.tray.show_standing(self.window.standing, None)

    def close(self) -> None:
        """Take it apart: no thread, no socket stays."""
        self._ended = True
        self.tray.end()
        self.tripwire.stop()
        self.doorbell.close()
        self.bridge.close()
        self.settings.sync()
        self.window.close()
        self.texts.remove()

    def __enter__(self) -> App:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def end_with_signals(application: QApplication) -> QTimer:
    """Ctrl-C and SIGTERM quit the window. Keep the timer: it lets Python look up from Qt's loop."""
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, lambda *_: application.quit())
    timer = QTimer(application, interval=_LOOK_UP_MS)
    timer.timeout.connect(lambda: None)
    timer.start()
    return timer
