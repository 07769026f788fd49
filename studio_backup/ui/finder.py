"""Search and do: one field for files over all weddings and times, for weddings, pages and verbs."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from studio_backup.api.remote import RemoteService
from studio_backup.api.requests import SearchQuery
from studio_backup.api.weddings import BookingView, WeddingsQuery
from studio_backup.api.wire import FoundView, Page
from studio_backup.base.errors import StudioBackupError
from studio_backup.base.names import display
from studio_backup.ui.asking import Asked
from studio_backup.ui.icons import icon
from studio_backup.ui.models.weddings_read import target_of
from studio_backup.ui.shell import Shell, Verb
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.labels import label
from studio_backup.ui.wording.amounts import size
from studio_backup.ui.wording.times import moment

_WAIT_MS: Final = 180
_MOST: Final = 50
_MOST_WEDDINGS: Final = 8
_WIDTH: Final = 640


@dataclass(frozen=True, slots=True)
class Offer:
    """A line of the list, and what Return does with it."""

    text: str
    icon: str
    act: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Found:
    """What the engine found."""

    files: Page[FoundView]
    weddings: tuple[BookingView, ...]


class Finder(QFrame):
    """Laid over the window while it is open; Escape closes it and gives the focus back."""

    def __init__(self, shell: Shell, parent: QWidget, verbs: Callable[[], Sequence[Verb]]) -> None:
        super().__init__(parent)
        self.setProperty("kind", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(translate("Finder", "Search"))
        self._room, self._shell, self._verbs = parent, shell, verbs
        self._asked: Asked | None = None
        self._before: QWidget | None = None
        self._offers: list[Offer] = []
        self._bookings: tuple[BookingView, ...] = ()
        self.field = QLineEdit()
        self.field.setPlaceholderText(translate("Finder", "Search files, weddings, or what to do"))
        self.field.setAccessibleName(translate("Finder", "Search files, weddings, or what to do"))
        self.list = QListView()
        self.list.setProperty("kind", "plain")
        self.list.setAccessibleName(translate("Finder", "What was found"))
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setUniformItemSizes(True)
        self._model = QStandardItemModel(self)
        self.list.setModel(self._model)
        self.told = label("", "hint")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.addWidget(self.field)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.told)
        self._soon = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._soon.timeout.connect(self._ask)
        self.field.textChanged.connect(self._typed)
        self.field.returnPressed.connect(self._choose)
        self.list.activated.connect(lambda _: self._choose())
        self.list.clicked.connect(lambda _: self._choose())
        self.field.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show it, empty, with the focus in its field."""
        self._before = self.window().focusWidget()
        self.field.clear()
        self._show(self._local(""))
        self.place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_and_return(self) -> None:
        """Hide it, and give the focus back to where it was."""
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> None:
        """In the upper middle of the window."""
        room = self._room.rect()
        width, height = min(_WIDTH, room.width() - 32), min(440, room.height() - 64)
        self.setGeometry((room.width() - width) // 2, 48, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Up and down in the field move in the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self._move(step)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_and_return()
        else:
            super().keyPressEvent(event)

    def _move(self, step: int) -> None:
        count = self._model.rowCount()
        if count:
            at = (self.list.currentIndex().row() + step) % count
            self.list.setCurrentIndex(self._model.index(at, 0))

    def _typed(self, text: str) -> None:
        if self._asked is not None:
            self._asked.forget()
        self._show(self._local(text.strip()))
        self.told.setText("")
        if len(text.strip()) >= 2:
            self._soon.start()
        else:
            self._soon.stop()

    def _ask(self) -> None:
        query = SearchQuery(text=self.field.text().strip()[:200], limit=_MOST)
        self.told.setText(translate("Finder", "Searching all weddings and times…"))
        weddings = WeddingsQuery(text=query.text, limit=_MOST_WEDDINGS)

        def call(engine: RemoteService) -> Found:
            return Found(engine.search(query), engine.weddings.list(weddings).items)

        self._asked = self._shell.bridge.ask(call, self._found, self._failed, owner=self)

    def _found(self, found: Found) -> None:
        now, text = self._shell.clock.now_ns(), self.field.text().strip()
        page, self._bookings = found.files, found.weddings
        files = [self._file(one, now) for one in page.items]
        self._show([*self._local(text), *self._booked(text.casefold()), *files])
        if page.next is not None:
            self.told.setText(translate("Finder", "The first %n files; type more to narrow it.", "", len(files)))
        else:
            self.told.setText(translate("Finder", "%n files found", "", len(files)))

    def _failed(self, error: StudioBackupError) -> None:
        self.told.setText(error.message)

    def _local(self, text: str) -> list[Offer]:
        """Verbs and weddings which fit, known without asking."""
        wanted = text.casefold()
        verbs = [
            Offer(f"{verb.text}   {verb.shortcut}".rstrip(), verb.icon, verb.act)
            for verb in self._verbs()
            if wanted in f"{verb.text} {verb.words}".casefold()
        ]
        return [*verbs, *self._weddings(wanted)]

    def _weddings(self, wanted: str) -> Iterable[Offer]:
        status = self._shell.live.status
        if not wanted or status is None:
            return
        for one in status.weddings:
            if wanted in one.wedding.casefold():
                act = functools.partial(self._open_wedding, target_of(one.wedding, one.date))
                yield Offer(f"{display(one.wedding)}   {one.date}", "heart", act)

    def _open_wedding(self, target: str) -> None:
        self._shell.window.open_page("wedding", target)

    def _booked(self, wanted: str) -> Iterable[Offer]:
        """Weddings of which nothing is stored yet, and those found by couple or venue."""
        status = self._shell.live.status
        stored = status.weddings if status else ()
        told = {(one.wedding, one.date) for one in stored if wanted in one.wedding.casefold()}
        for one in self._bookings:
            if (one.name, one.date) not in told:
                day = one.start[:10] or one.date
                words = " · ".join(display(part) for part in (one.name, one.couple, one.venue) if part)
                yield Offer(f"{words}   {day}", "heart", functools.partial(self._open_wedding, one.id))

    def _file(self, one: FoundView, now_ns: int) -> Offer:
        text = f"{display(one.path)}   {size(one.size)} · {one.wedding} · {moment(one.last_ns, now_ns)}"
        target = f"file:{one.point}:{one.path}"
        return Offer(text, "file", lambda: self._open_file(target, text))

    def _open_file(self, target: str, text: str) -> None:
        if not self._shell.window.open_page("restore", target):
            self._shell.window.say(text)

    def _show(self, offers: Sequence[Offer]) -> None:
        self._offers = list(offers)
        self._model.clear()
        colour = self._shell.theme.tokens.ink2
        for offer in offers:
            item = QStandardItem(icon(offer.icon, colour), offer.text)
            item.setToolTip(offer.text)
            self._model.appendRow(item)
        if offers:
            self.list.setCurrentIndex(self._model.index(0, 0))

    def _choose(self) -> None:
        at = self.list.currentIndex().row()
        if 0 <= at < len(self._offers):
            self.close_and_return()
            self._offers[at].act()
