"""The window: sidebar, pages, search and verbs, and what it says when the engine is gone."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QByteArray, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from studio_backup.api.settings import SettingsView
from studio_backup.api.vault import VaultInfoView
from studio_backup.api.wire import EventView, JobView
from studio_backup.base.clock import Clock
from studio_backup.base.errors import StudioBackupError
from studio_backup.base.names import display
from studio_backup.ui.banner import Banner
from studio_backup.ui.bridge import Bridge
from studio_backup.ui.chosen_look import keep_appearance
from studio_backup.ui.dialogs.kit import KitDialog
from studio_backup.ui.dialogs.unlock import UnlockDialog
from studio_backup.ui.finder import Finder
from studio_backup.ui.first_run.gate import FirstRunGate
from studio_backup.ui.live import LiveStatus
from studio_backup.ui.page import Page
from studio_backup.ui.pages.registry import PAGES, PageEntry
from studio_backup.ui.shell import Shell, Verb
from studio_backup.ui.sidebar import Sidebar
from studio_backup.ui.texts import translate
from studio_backup.ui.theme import Appearance, Theme
from studio_backup.ui.toast import Toast
from studio_backup.ui.verbs import EngineVerbs, engine_verbs
from studio_backup.ui.wording.standing import Standing, standing
from studio_backup.ui.wording.times import moment

ALWAYS: Final = frozenset({"close", "quit"})
"""Verbs whose shortcuts hold also while something else stands in the pages' place."""
NARROW_BELOW: Final = 900
SMALLEST: Final = (720, 480)
FIRST_SIZE: Final = (1240, 800)
_FOUND_MS: Final = 5_000


@dataclass(frozen=True)
class Surroundings:
    """What the window is made of. `start_engine`: begins one, in a thread of the bridge; `settings`: under the home."""

    bridge: Bridge
    live: LiveStatus
    theme: Theme
    clock: Clock
    settings: QSettings
    start_engine: Callable[[], object]


class MainWindow(QMainWindow):
    """`stood`: how all stands was told anew (a Standing and, of the running work, the percent or None).
    `closing`: a person closed the window; backups go on. `quitting`: a person wants to quit."""

    stood = Signal(object, object)
    closing = Signal()
    quitting = Signal()

    def __init__(self, around: Surroundings, pages: Sequence[PageEntry] = PAGES) -> None:
        super().__init__()
        self.around = around
        self._entries = {page.name: page for page in pages}
        self._pages: dict[str, Page] = {}
        self._shortcuts: list[QShortcut] = []
        self._named = False
        self._start_trouble = ""
        self.verbs: tuple[Verb, ...] = ()
        self.shell = Shell(around.bridge, around.live, around.theme, around.clock, self, self.start_engine)
        self.setWindowTitle("Studio Backup")
        self.setMinimumSize(*SMALLEST)
        self.sidebar = Sidebar(around.theme, pages)
        self.banner = Banner(around.theme)
        self.stack = QStackedWidget()
        whole = self._lay_out()
        self.rooms = QStackedWidget()
        self.rooms.addWidget(whole)
        self.setCentralWidget(self.rooms)
        self.toast = Toast(around.theme, self.rooms)
        self.finder = Finder(self.shell, whole, lambda: self.verbs)
        self.add_verbs((*self._page_verbs(), *engine_verbs(EngineVerbs(self.shell)), *self._window_verbs()))
        self._connect()
        self._restore_size()
        self._show_standing()
        self.first_run = FirstRunGate(self.shell, around.settings, self)

    def _lay_out(self) -> QWidget:
        right = QWidget()
        right.setProperty("kind", "body")
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.stack, 1)
        whole = QWidget()
        layout = QHBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.sidebar)
        layout.addWidget(right, 1)
        return whole

    def _connect(self) -> None:
        bridge, live = self.around.bridge, self.around.live
        self.sidebar.studio.setText(str(self.around.settings.value("studio", self.sidebar.studio.text())))
        self.sidebar.chosen.connect(self.open_page)
        self.sidebar.searched.connect(self.search)
        live.changed.connect(self._changed)
        live.progressed.connect(self._progressed)
        bridge.happened.connect(self._happened)
        bridge.gone.connect(self._gone)
        bridge.back.connect(self._back)
        bridge.complained.connect(self.complain)

    @property
    def page(self) -> Page | None:
        """The page which is shown."""
        found = self.stack.currentWidget()
        return found if isinstance(found, Page) else None

    @property
    def standing(self) -> Standing:
        """How all stands, in words."""
        live = self.around.live
        now = self.around.clock.now_ns()
        return standing(live.status, live.seen_ns, now, gone=live.gone is not None, starting=live.starting)

    def open_page(self, name: str, target: str = "") -> bool:
        """See shell.Window."""
        entry = self._entries.get(name)
        if entry is None:
            return False
        page = self._pages.get(name)
        if page is None:
            page = self._pages[name] = entry.make(self.shell)
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        self.sidebar.mark(entry.under or name)
        self.setWindowTitle(translate("Window", "{page} – Studio Backup").format(page=page.title))
        self.around.settings.setValue("page", entry.under or name)
        if self.around.live.gone is not None:
            page.engine_gone(self.around.live.gone)
        page.refresh()
        page.status_changed()
        if target:
            page.show_target(target)
        return True

    def occupy(self, room: QWidget | None) -> None:
        """Show this in the place of sidebar and pages, without their shortcuts; None: the pages again."""
        before = self.rooms.widget(1)
        if before is not None:
            self.rooms.removeWidget(before)
        if room is not None:
            self.rooms.addWidget(room)
            self.rooms.setCurrentWidget(room)
            self.setWindowTitle(translate("Window", "Studio Backup: set-up"))
        for shortcut in self._shortcuts:
            shortcut.setEnabled(room is None or shortcut.objectName() in ALWAYS)

    def has_page(self, name: str) -> bool:
        """Whether there is a page of that name."""
        return name in self._entries

    def search(self) -> None:
        """Search for files, weddings, pages and verbs."""
        self.finder.open()

    def say(self, text: str, *, button: str = "", act: Callable[[], None] | None = None) -> None:
        """See shell.Window."""
        self.toast.say(text, button=button, act=act)

    def complain(self, error: StudioBackupError) -> None:
        """See shell.Window."""
        self.toast.say(f"{error.message} {error.hint}".strip(), stays=True)

    def add_verbs(self, verbs: tuple[Verb, ...]) -> None:
        """See shell.Window."""
        self.verbs = (*self.verbs, *verbs)
        for verb in verbs:
            if verb.shortcut:
                shortcut = QShortcut(QKeySequence(verb.shortcut), self)
                shortcut.setObjectName(verb.name)
                shortcut.activated.connect(verb.act)
                self._shortcuts.append(shortcut)

    def _page_verbs(self) -> tuple[Verb, ...]:
        shown = [page for page in self._entries.values() if page.where != "hidden"]
        return tuple(
            Verb(page.name, page.title(), page.icon, functools.partial(self._open, page.name), f"Ctrl+{number}")
            for number, page in enumerate(shown, 1)
        )

    def _window_verbs(self) -> tuple[Verb, ...]:
        return (
            Verb("search", translate("Window", "Search…"), "magnifying-glass", self.search, "Ctrl+K"),
            Verb("panes", translate("Window", "Next pane"), "rows", self._next_pane, "F6"),
            Verb("refresh", translate("Window", "Read again"), "arrow-clockwise", self._read_again, "F5"),
            Verb("light", translate("Window", "Light appearance"), "sun", lambda: self._choose("light")),
            Verb("dark", translate("Window", "Dark appearance"), "moon", lambda: self._choose("dark")),
            Verb("system", translate("Window", "Appearance as the system"), "gear-six", lambda: self._choose("system")),
            Verb("close", translate("Window", "Close the window"), "x", self._close, "Ctrl+W"),
            Verb("quit", translate("Window", "Quit…"), "power", self.quitting.emit, "Ctrl+Q"),
        )

    def _open(self, name: str) -> None:
        self.open_page(name)

    def _choose(self, appearance: Appearance) -> None:
        """At once here; the engine keeps it with all else that was set."""
        self.around.theme.choose(appearance)
        self.around.settings.setValue("appearance", appearance)
        self.around.bridge.ask(lambda engine: keep_appearance(engine, appearance), self._kept)

    def _kept(self, settings: SettingsView) -> None:
        """Who shows the settings hears of it by an event."""

    def _close(self) -> None:
        self.close()

    def _read_again(self) -> None:
        self.around.live.refresh()
        if self.page:
            self.page.refresh()

    def _next_pane(self) -> None:
        """From the sidebar to the page, and back."""
        inside = self.sidebar.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self.focus_page() if inside else self.sidebar.focus_pages()

    def focus_page(self) -> None:
        """The first thing of the page that can have the focus."""
        if self.page:
            found = next((one for one in self.page.findChildren(QWidget) if _focusable(one)), None)
            if found is not None:
                found.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def unlock(self) -> None:
        """See shell.Window."""
        dialog = UnlockDialog(self.shell, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def save_kit(self) -> None:
        """See shell.Window."""
        dialog = KitDialog(self.shell, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def start_engine(self) -> None:
        """Start the engine, as the banner's button does."""
        self.around.live.expect(True)
        self.around.bridge.run(self.around.start_engine, self._started, self._not_started, owner=self)

    def _started(self, _: object) -> None:
        """The stream of events finds it by itself, soon."""
        QTimer.singleShot(_FOUND_MS, self, functools.partial(self.around.live.expect, False))

    def _not_started(self, error: StudioBackupError) -> None:
        self.around.live.expect(False)
        self.banner.wait("")
        self.complain(error)
        self._start_trouble = self.toast.words

    def _changed(self) -> None:
        self._ask_name()
        self._show_standing()
        self._tell_banner()
        if self.page:
            self.page.status_changed()

    def _ask_name(self) -> None:
        """The studio's name stands at the top; it is known once the vault is open."""
        status = self.around.live.status
        if not self._named and status is not None and status.unlocked:
            self._named = True
            self.around.bridge.ask(lambda engine: engine.vault.info(), self._name, self._no_name, lane="slow")

    def _name(self, vault: VaultInfoView) -> None:
        self.sidebar.studio.setText(display(vault.studio))
        self.around.settings.setValue("studio", display(vault.studio))

    def _no_name(self, error: StudioBackupError) -> None:
        """The name that was known before stays."""

    def _progressed(self) -> None:
        self._show_standing()
        if self.page:
            self.page.progressed()

    def _happened(self, event: EventView) -> None:
        if self.page and event.kind != "progress":
            self.page.on_event(event)

    def _gone(self, error: StudioBackupError) -> None:
        for page in self._pages.values():
            page.engine_gone(error)

    def _back(self) -> None:
        if self._start_trouble and self.toast.words == self._start_trouble:
            self.toast.hide()
        self._start_trouble = ""
        for page in self._pages.values():
            page.engine_back()
        if self.page:
            self.page.refresh()

    def _show_standing(self) -> None:
        now, percent = self.standing, percent_of(self.around.live)
        self.sidebar.show_standing(now, percent)
        self.stood.emit(now, percent)

    def _tell_banner(self) -> None:
        live = self.around.live
        if live.fresh and live.status is not None and live.status.state == "locked":
            words = translate("Window", "The vault is locked: nothing is being backed up until it is unlocked.")
            self.banner.tell("locked", words, translate("Verbs", "Unlock…"), self.unlock)
            return
        if live.gone is None:
            self.banner.hide()
            return
        words = translate("Window", "The engine is not running: nothing is being backed up.")
        if live.status is not None:
            seen = translate("Window", "What is shown is of {time}.")
            words = f"{words} {seen.format(time=moment(live.seen_ns, self.around.clock.now_ns()))}"
        self.banner.tell("off", words, translate("Window", "Start it"), self.start_engine)
        if live.starting:
            self.banner.wait(translate("Window", "The engine is starting."))

    def _restore_size(self) -> None:
        geometry = self.around.settings.value("geometry")
        if not (isinstance(geometry, QByteArray) and self.restoreGeometry(geometry)):
            self.resize(*FIRST_SIZE)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """See QWidget."""
        super().resizeEvent(event)
        self.sidebar.narrow(self.width() < NARROW_BELOW)
        self.toast.place()
        self.finder.place()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  Qt's name
        """The window goes; whether the program goes with it is not for it to say."""
        self.around.settings.setValue("geometry", self.saveGeometry())
        super().closeEvent(event)
        self.closing.emit()


def _focusable(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def percent_of(live: LiveStatus) -> float | None:
    """How far the running work is, 0 to 100; None where that is not known."""
    running: tuple[JobView, ...] = live.status.running if live.status and live.fresh else ()
    known = [job.progress for job in running if job.progress.bytes_total]
    whole = sum(one.bytes_total or 0 for one in known)
    return 100 * sum(min(one.bytes, one.bytes_total or 0) for one in known) / whole if whole else None
