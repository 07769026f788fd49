"""Folders with photos which belong to no wedding yet: asked once, in a list, each with what it probably is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QStackedWidget, QTabBar, QTableView, QWidget

from studio_backup.api.matches import AssignFolder, FolderRequest, FolderView
from studio_backup.api.remote import RemoteService
from studio_backup.api.wire import EventView
from studio_backup.base.errors import StudioBackupError
from studio_backup.ui.models.unassigned import FOLDER, MEDIA, PROBABLY, WHY, FolderList, read_folders
from studio_backup.ui.models.weddings_read import WeddingsRead, read_weddings
from studio_backup.ui.page import Page
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.badge import LevelBadge
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.empty import EmptyState
from studio_backup.ui.widgets.fields import Choice
from studio_backup.ui.widgets.frames import Card, column, row
from studio_backup.ui.widgets.labels import ElidedLabel, label
from studio_backup.ui.widgets.said import Said
from studio_backup.ui.widgets.table import dress_table
from studio_backup.ui.wording.bookings import in_order
from studio_backup.ui.wording.matching import (
    camera_words,
    folder_words,
    match_words,
    media_words,
    open_words,
    undone_words,
    wedding_words,
    why_words,
)
from studio_backup.ui.wording.times import local

_GATHER_MS: Final = 700
_CAMERAS: Final = 4
_WHY_FROM: Final = 900
_TELLING: Final = frozenset({"wedding", "match", "matches", "job", "source_edited", "behind", "hello"})


@dataclass(frozen=True, slots=True)
class _Wedding:
    """A wedding that can be chosen."""

    name: str
    date: str
    words: str


class FolderCard(Card):
    """The selected folder: what is in it, which wedding, and the two answers."""

    def __init__(self, page: UnassignedPage) -> None:
        super().__init__()
        theme = page.shell.theme
        self._page = page
        self.path, self.what = ElidedLabel("", "strong", middle=True), label("", "second", wrap=True)
        self.badge = LevelBadge(theme)
        self.why, self.cameras = label("", wrap=True), label("", "small", wrap=True)
        self.wedding = Choice(theme, translate("Matching", "Its wedding"))
        self.assign = Button(theme, translate("Matching", "Assign"), page.assign, kind="primary", picture="folder-plus")
        self.dismiss = Button(theme, translate("Matching", "It needs no wedding"), page.dismiss)
        self.undo = Button(theme, translate("Matching", "Ask again"), page.undo, picture="arrow-counter-clockwise")
        head = row(self.path, self.badge)
        head.setStretch(0, 1)
        self.body.addLayout(head)
        for part in (self.what, self.why, self.cameras):
            self.body.addWidget(part)
        self.body.addLayout(row(self.wedding, self.assign, self.dismiss, self.undo, 1))
        self.choices: tuple[_Wedding, ...] = ()

    def show_folder(self, folder: FolderView | None, weddings: tuple[_Wedding, ...]) -> None:
        """Show this one; what a person chose stays chosen while it is the same folder."""
        self.setVisible(folder is not None)
        if folder is None:
            return
        path = folder_words(folder)
        same = path == self.path.text() and bool(self.choices)
        self.path.setText(path)
        self.setAccessibleName(path)
        self.badge.show_level(folder.level)
        self.badge.setVisible(folder.state == "open")
        self.what.setText(media_words(folder))
        self.why.setText(why_words(folder))
        self.cameras.setText("\n".join(camera_words(one) for one in folder.cameras[:_CAMERAS]))
        self.cameras.setVisible(bool(folder.cameras))
        self._offer(folder, weddings, keep=same)
        asks = folder.state == "open"
        for part in (self.wedding, self.assign, self.dismiss):
            part.setVisible(asks)
        self.undo.setVisible(not asks)

    def _offer(self, folder: FolderView, weddings: tuple[_Wedding, ...], *, keep: bool) -> None:
        """The matches first, the best of them chosen; then every other wedding."""
        likely = [_Wedding(one.name, one.date, match_words(one)) for one in folder.matches]
        known = {(one.name, one.date) for one in likely}
        offered = (*likely, *(one for one in weddings if (one.name, one.date) not in known))
        if offered == self.choices and keep:
            return
        before = self.wedding.currentText() if keep else ""
        self.choices = offered
        self.wedding.clear()
        self.wedding.addItems([one.words for one in offered])
        self.wedding.setCurrentIndex(max(0, self.wedding.findText(before)) if likely or before else -1)

    @property
    def chosen(self) -> _Wedding | None:
        """The wedding that is chosen."""
        at = self.wedding.currentIndex()
        return self.choices[at] if 0 <= at < len(self.choices) else None

    def take_focus(self) -> None:
        """What is to be done next: choosing its wedding, or saying that it is the right one."""
        first = self.undo if self.wedding.isHidden() else self.assign if self.assign.isEnabled() else self.wedding
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def forbid(self, reason: str) -> None:
        """Nothing can be asked now, and why."""
        nothing = "" if self.chosen else translate("Matching", "Choose its wedding first.")
        self.assign.forbid(reason or nothing)
        for button in (self.dismiss, self.undo):
            button.forbid(reason)


class UnassignedPage(Page):
    """The list, and under it the selected folder. Nothing is moved: until a person decides, it is protected as if it
    were the most urgent of the weddings it could belong to."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, translate("Pages", "Folders without a wedding"))
        weddings = translate("Pages", "Weddings")
        self.back = Button(shell.theme, weddings, self._go_back, kind="link", picture="caret-left")
        for key in (QKeySequence(Qt.Key.Key_Escape), QKeySequence(QKeySequence.StandardKey.Back)):
            leave = QShortcut(key, self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            leave.activated.connect(self._go_back)
        self.tools.addWidget(self.back)
        self._weddings: tuple[_Wedding, ...] = ()
        self._path = self._reason = ""
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(translate("Matching", "What is listed"))
        self.tabs.addTab(translate("Matching", "To decide"))
        self.tabs.addTab(translate("Matching", "Decided"))
        self.model = FolderList(self)
        self.table = self._table()
        self.card = FolderCard(self)
        self.card.wedding.currentIndexChanged.connect(lambda _: self.card.forbid(self._reason))
        self.said = Said()
        self._lay_out()
        self._soon = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._soon.timeout.connect(self.refresh)
        self.tabs.currentChanged.connect(lambda _: self.refresh())

    def _table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        dress_table(table, translate("Pages", "Folders without a wedding"), stretch=FOLDER)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for at, width in ((MEDIA, 236), (PROBABLY, 262), (WHY, 280)):
            table.horizontalHeader().resizeSection(at, width)
        table.selectionModel().currentRowChanged.connect(lambda *_: self._row_chosen())
        table.activated.connect(lambda _: self.card.take_focus())
        return table

    def _lay_out(self) -> None:
        means = translate(
            "Matching",
            "Until you decide, such a folder is protected as urgently as what it could belong to. Assigning moves"
            " no file.",
        )
        self.empty = EmptyState(
            self.shell.theme, "heart", translate("Matching", "Nothing is to be decided."),
            translate("Matching", "Every folder with photos belongs to a wedding, or needs none."),
        )  # fmt: skip
        listed = QWidget()
        whole = column(self.table, self.card, spacing=12)
        whole.setStretch(0, 1)
        listed.setLayout(whole)
        self.stack = QStackedWidget()
        for part in (listed, self.empty, QWidget()):
            self.stack.addWidget(part)
        self.stack.setCurrentIndex(2)
        self.body.addWidget(label(means, "second", wrap=True))
        self.body.addWidget(self.tabs)
        self.body.addWidget(self.said)
        self.body.addWidget(self.stack, 1)

    # What is shown ---------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """See Page."""
        decided = self.tabs.currentIndex() == 1
        self.shell.bridge.ask(
            lambda engine: read_folders(engine, decided=decided), self._show, self._unread, owner=self
        )
        self.shell.bridge.ask(read_weddings, self._know, self._unread, owner=self)

    def on_event(self, event: EventView) -> None:
        """See Page."""
        if event.kind in _TELLING and not self._soon.isActive():
            self._soon.start()

    def engine_gone(self, error: StudioBackupError) -> None:
        """See Page."""
        self._reason = error.message
        self.card.forbid(self._reason)

    def engine_back(self) -> None:
        """See Page."""
        self._reason = ""
        self.card.forbid("")

    def _unread(self, error: StudioBackupError) -> None:
        """The window's banner says that the engine is gone, or locked; what is shown stays."""

    def _know(self, read: WeddingsRead) -> None:
        views = in_order(read.views, local(self.shell.clock.now_ns()).date())
        self._weddings = tuple(_Wedding(one.name, one.date, wedding_words(one.name, one.date)) for one in views)
        self._show_card()

    def _show(self, folders: tuple[FolderView, ...]) -> None:
        self.model.show_folders(folders)
        decided = self.tabs.currentIndex() == 1
        self.note.setText(open_words(len(folders)) if folders and not decided else "")
        self.stack.setCurrentIndex(0 if folders else 1)
        at = next((at for at, one in enumerate(folders) if one.path == self._path), 0)
        if folders:
            self.table.selectRow(at)
        self._show_card()

    @property
    def chosen(self) -> FolderView | None:
        """The folder that is selected."""
        return self.model.folder(self.table.currentIndex().row())

    def _row_chosen(self) -> None:
        folder = self.chosen
        if folder is not None:
            self._path = folder.path
            self.said.tell("")
        self._show_card()

    def _show_card(self) -> None:
        self.card.show_folder(self.chosen, self._weddings)
        self.card.forbid(self._reason)

    # What a person does ----------------------------------------------------------------------------------------

    def assign(self) -> None:
        """It belongs to the chosen wedding."""
        folder, wedding = self.chosen, self.card.chosen
        if folder is not None and wedding is not None:
            request = AssignFolder(path=folder.path, wedding=wedding.name, date=wedding.date)
            text = translate("Matching", "{folder} belongs to {wedding} now.")
            said = text.format(folder=folder_words(folder), wedding=wedding_words(wedding.name, wedding.date))
            self._ask(lambda engine: engine.matches.assign(request), said, FolderRequest(path=folder.path))

    def dismiss(self) -> None:
        """It belongs to none."""
        folder = self.chosen
        if folder is not None:
            request = FolderRequest(path=folder.path)
            said = translate("Matching", "{folder} needs no wedding.").format(folder=folder_words(folder))
            self._ask(lambda engine: engine.matches.dismiss(request), said, request)

    def undo(self) -> None:
        """It is asked about again."""
        folder = self.chosen
        if folder is not None:
            request = FolderRequest(path=folder.path)
            self._ask(lambda engine: engine.matches.undo(request), "", None)

    def _ask(self, call: Callable[[RemoteService], FolderView], said: str, undo: FolderRequest | None) -> None:
        self.card.forbid(translate("Matching", "It is being done."))

        def done(answer: FolderView) -> None:
            self._decided(said or undone_words(answer), undo)

        self.shell.bridge.ask(call, done, self._refused, owner=self)

    def _decided(self, said: str, undo: FolderRequest | None) -> None:
        self.said.tell("")
        if undo is None:
            self.shell.window.say(said)
        else:
            request = undo
            words = translate("Matching", "Undo")
            self.shell.window.say(said, button=words, act=lambda: self._take_back(request))
        self.refresh()

    def _take_back(self, request: FolderRequest) -> None:
        def call(engine: RemoteService) -> FolderView:
            return engine.matches.undo(request)

        self.shell.bridge.ask(call, lambda _: self.refresh(), self._refused, owner=self)

    def _refused(self, error: StudioBackupError) -> None:
        self.said.complain(error)
        self.card.forbid(self._reason)

    def _go_back(self) -> None:
        self.shell.window.open_page("weddings")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Where there is little room, the card under the list says why."""
        super().resizeEvent(event)
        self.table.setColumnHidden(WHY, self.width() < _WHY_FROM)
