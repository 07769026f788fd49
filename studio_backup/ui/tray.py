"""The tray: how all stands, at one glance, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from studio_backup.api.wire import AlertView
from studio_backup.ui.glyphs import state_icon, stepped
from studio_backup.ui.icons import icon
from studio_backup.ui.notifying import Notice, Told
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.tokens import Look
from studio_backup.ui.verbs import EngineVerbs, mending
from studio_backup.ui.wording.standing import Standing, alerts_first, state_word

_LOOK_AGAIN_MS: Final = 5_000
_SHOWN_MS: Final = 15_000
_GONE_MS: Final = 60_000
"""An engine which is started anew, as by an upgrade, is back sooner."""
_LONGEST: Final = 90


@dataclass(frozen=True)
class TrayActs:
    """What the tray has the window do. `has_page`: whether there is a page of that name; `active`: whether a person
    looks at the window just now."""

    open: Callable[[str], None]
    quit: Callable[[], None]
    has_page: Callable[[str], bool]
    active: Callable[[], bool]


class Tray(QObject):
    """Shown as soon as the desktop has a tray; all it does can be done in the window too."""

    def __init__(self, shell: Shell, acts: TrayActs, settings: QSettings) -> None:
        super().__init__()
        self._shell, self._acts, self._settings = shell, acts, settings
        self._verbs = EngineVerbs(shell)
        self._told = Told(_kept(settings))
        self._click: Callable[[], None] = self._open
        self._shown: tuple[Look, float | None, bool] | None = None
        self._now: Standing | None = None
        self.last_notice: Notice | None = None
        self.icon = QSystemTrayIcon(self)
        self.menu = QMenu()
        self.menu.aboutToShow.connect(self.fill_menu)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._activated)
        self.icon.messageClicked.connect(lambda: self._click())
        self._wait = QTimer(self, interval=_LOOK_AGAIN_MS)
        self._wait.timeout.connect(self._appear)
        self.standstill = QTimer(self, singleShot=True, interval=_GONE_MS)
        self.standstill.timeout.connect(self._tell_standstill)
        shell.bridge.gone.connect(self.standstill.start)
        shell.bridge.back.connect(self.standstill.stop)
        shell.live.changed.connect(self._tell_news)
        self.fill_menu()

    @property
    def there(self) -> bool:
        """Whether the desktop shows it."""
        return self.icon.isVisible() and QSystemTrayIcon.isSystemTrayAvailable()

    def begin(self) -> None:
        """Show it, now or when the desktop's tray has come up."""
        self._wait.start()
        self._appear()

    def end(self) -> None:
        """Take it away."""
        self._wait.stop()
        self.standstill.stop()
        self.icon.hide()

    def show_standing(self, now: Standing, percent: float | None) -> None:
        """How all stands. The picture is made anew only when it differs."""
        tokens = self._shell.theme.tokens
        look = now.look, stepped(percent) if now.look == "working" else None, tokens.dark
        if look != self._shown:
            self._shown = look
            self.icon.setIcon(state_icon(now.look, tokens, percent))
        if now != self._now:
            self._now = now
            self.icon.setToolTip(translate("Tray", "Studio Backup: {state}").format(state=now.whole))
            self.fill_menu()

    def say(self, notice: Notice, click: Callable[[], None] | None = None) -> None:
        """Show a notification; a click on it does `click`, else opens the window."""
        self.last_notice = notice
        self._click = click or self._open
        kinds = QSystemTrayIcon.MessageIcon
        kind = kinds.Critical if notice.critical else kinds.Information if notice.calm else kinds.Warning
        self.icon.showMessage(notice.title, notice.text, kind, _SHOWN_MS)

    def fill_menu(self) -> None:
        """Make the menu as things stand now."""
        self.menu.clear()
        live = self._shell.live
        state: Look = self._now.look if self._now else "off"
        self._status_line(state)
        self.menu.addSeparator()
        self._add(translate("Tray", "Open Studio Backup"), "app-window", self._open)
        if live.gone is not None:
            self._add(translate("Today", "Start the engine"), "power", self._shell.start_engine)
        elif state == "locked":
            self._add(translate("Verbs", "Unlock…"), "lock-simple-open", self._unlock)
        elif live.fresh:
            self._add_mending()
            self._add(translate("Verbs", "Back up now"), "arrows-clockwise", self._verbs.back_up_now)
        if self._acts.has_page("restore"):
            self._add(translate("Tray", "Restore…"), "clock-counter-clockwise", lambda: self._acts.open("restore"))
        if live.fresh:
            self._add_pause()
        self.menu.addSeparator()
        self._add(translate("Tray", "Quit…"), "power", self._acts.quit)

    def _status_line(self, state: Look) -> None:
        line = state_word(state) if self._now is None else self._now.sentence
        words = line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
        action = QAction(state_icon(state, self._shell.theme.tokens), words.replace("&", "&&"), self.menu)
        action.setToolTip(self._now.whole if self._now else words)
        action.triggered.connect(self._open)
        self.menu.addAction(action)

    def _add_mending(self) -> None:
        found = self._worst()
        mend = mending(found, self._verbs) if found else None
        if mend is not None and mend[1] != self._verbs.back_up_now:
            self._add(mend[0], "first-aid-kit", partial(self._mend, mend[1]))

    def _add_pause(self) -> None:
        status = self._shell.live.status
        self.menu.addSeparator()
        if status is not None and status.paused:
            self._add(translate("Verbs", "Resume"), "play", self._verbs.resume)
            return
        inner = self.menu.addMenu(self._icon("pause"), translate("Tray", "Pause"))
        inner.addAction(self._icon("timer"), translate("Tray", "For 1 hour"), self._verbs.pause_hour)
        inner.addAction(self._icon("moon"), translate("Tray", "Until tomorrow"), self._verbs.pause_until_tomorrow)

    def _add(self, text: str, picture: str, act: Callable[[], None]) -> None:
        action = QAction(self._icon(picture), text, self.menu)
        action.triggered.connect(lambda _=False: act())
        self.menu.addAction(action)

    def _icon(self, name: str) -> QIcon:
        return icon(name, self._shell.theme.tokens.ink2)

    def _worst(self) -> AlertView | None:
        status = self._shell.live.status
        alerts = alerts_first(status.alerts, self._shell.clock.now_ns()) if status else ()
        return alerts[0] if alerts and not alerts[0].acknowledged_ns else None

    def _tell_news(self) -> None:
        live = self._shell.live
        if not live.fresh or live.status is None:
            return
        notice = self._told.news(live.status.alerts, self._shell.clock.now_ns())
        self._settings.setValue("notified", self._told.keys)
        if notice is None or self._acts.active():
            return
        mend = mending(notice.alert, self._verbs) if notice.alert else None
        if mend is None:
            self.say(notice)
        else:
            text = translate("Tray", "{message}\nClick: {verb}").format(message=notice.text, verb=mend[0])
            self.say(Notice(notice.title, text, notice.alert, notice.critical), partial(self._mend, mend[1]))

    def _tell_standstill(self) -> None:
        """Without an engine nothing raises an alert: told once, as soon as nobody looks at the window's banner."""
        if self._acts.active():
            self.standstill.start()
            return
        text = translate("Tray", "The engine is not running: nothing is being backed up.\nClick: start it.")
        notice = Notice(translate("Tray", "Backups stand still"), text, critical=True)
        self.say(notice, partial(self._mend, self._shell.start_engine))

    def _mend(self, act: Callable[[], None]) -> None:
        """In the window, where one sees what comes of it."""
        self._open()
        act()

    def _unlock(self) -> None:
        self._open()
        self._verbs.unlock()

    def _open(self) -> None:
        self._acts.open("")

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self._open()

    def _appear(self) -> None:
        if QSystemTrayIcon.isSystemTrayAvailable():
            self.icon.show()
            self._wait.stop()


def _kept(settings: QSettings) -> list[str]:
    """What was told before; a list of one comes back from the file as a plain text."""
    kept = settings.value("notified", [])
    if isinstance(kept, str):
        return [kept]
    return [str(one) for one in kept] if isinstance(kept, list) else []
