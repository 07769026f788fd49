"""The left of the page: search, the wedding, its folders."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QToolButton, QTreeView, QVBoxLayout, QWidget

from studio_backup.ui.icons import icon
from studio_backup.ui.models.folder_tree import FolderTree
from studio_backup.ui.pages.restore_cells import FolderRows
from studio_backup.ui.places import Place, WeddingKey, shown_name
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.fields import Choice
from studio_backup.ui.wording.times import short_day

_WAIT_MS: Final = 250
_EVERYTHING: Final = 0


class LeftPart(QWidget):
    """`folder`: another folder is chosen (a Place). `wedding`: another wedding (a WeddingKey, None for all).
    `searched`: what to search for, "" for nothing. `deleted`: whether deleted files are shown."""

    folder = Signal(object)
    wedding = Signal(object)
    searched = Signal(str)
    deleted = Signal(bool)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.keys: tuple[WeddingKey, ...] = ()
        self.search = QLineEdit()
        self.search.setPlaceholderText(translate("Restore", "Search all weddings and times"))
        self.search.setAccessibleName(translate("Restore", "Search all weddings and times"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaxLength(200)
        self._lens = self.search.addAction(icon("magnifying-glass", shell.theme.tokens.ink3), _LEADING)
        for button in self.search.findChildren(QToolButton):
            button.setAccessibleName(self.search.accessibleName())
        everything = translate("Restore", "Everything")
        self.choice = Choice(shell.theme, translate("Restore", "Wedding"), (everything,))
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.model = FolderTree(shell, self)
        self.tree = QTreeView()
        self.tree.setProperty("kind", "folders")
        self.tree.setModel(self.model)
        self.tree.setItemDelegate(FolderRows(shell.theme, self.tree))
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setAccessibleName(translate("Restore", "Folders"))
        self.tree.setIndentation(16)
        self.show_deleted = QCheckBox(translate("Restore", "Show deleted files"))
        self._lay_out()
        self._soon = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._soon.timeout.connect(lambda: self.searched.emit(self.text))
        self._connect()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self.search, self.choice):
            layout.addWidget(part)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self.show_deleted)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _: self._soon.start())
        self.search.returnPressed.connect(self._now)
        self.choice.currentIndexChanged.connect(self._chosen)
        self.tree.selectionModel().currentChanged.connect(self._moved)
        self.model.told.connect(self._found)
        self.show_deleted.toggled.connect(self.deleted)
        self._shell.theme.changed.connect(self._repicture)

    @property
    def text(self) -> str:
        """What is searched for: nothing under two letters."""
        found = self.search.text().strip()
        return found if len(found) > 1 else ""

    @property
    def key(self) -> WeddingKey | None:
        """The chosen wedding; None for all."""
        at = self.choice.currentIndex() - 1
        return self.keys[at] if 0 <= at < len(self.keys) else None

    def show_weddings(self, keys: tuple[WeddingKey, ...]) -> bool:
        """Offer these, and keep the chosen one. Returns whether they are others than before."""
        if keys == self.keys:
            return False
        before, first = self.key, not self.keys
        self.keys = keys
        self.choice.blockSignals(True)
        self.choice.clear()
        self.choice.addItem(translate("Restore", "Everything"))
        for key in keys:
            day = f"   {short_day(key.date)} {key.date[:4]}" if key.date else ""
            self.choice.addItem(f"{shown_name(key.wedding)}{day}")
        at = keys.index(before) + 1 if before in keys else 1 if first and keys else _EVERYTHING
        self.choice.setCurrentIndex(at)
        self.choice.blockSignals(False)
        if self.key != before or self.key is None:
            self._chosen()
        return True

    def choose(self, key: WeddingKey) -> None:
        """Choose this wedding; listed or not, its folders are shown."""
        if self.key == key:
            return
        if key not in self.keys:
            self.show_weddings((*self.keys, key))
        self.choice.setCurrentIndex(self.keys.index(key) + 1)

    def _chosen(self) -> None:
        key = self.key
        self.model.show(self.keys if key is None else (key,), whole=key is None)
        self.wedding.emit(key)

    def _moved(self, current: QModelIndex) -> None:
        place = self.model.place(current) if current.isValid() else None
        if isinstance(place, Place):
            self.folder.emit(place)

    def _found(self, index: QModelIndex) -> None:
        """What was sought is read: select it."""
        if index.isValid():
            self.tree.expand(index.parent())
            self.tree.setCurrentIndex(index)
            if not index.parent().isValid():
                self.tree.expand(index)
            self.tree.scrollTo(index)
        elif self.key is not None:
            self.folder.emit(Place(self.key, "", self.model.moment(self.key)))

    def _now(self) -> None:
        self._soon.stop()
        self.searched.emit(self.text)

    def _repicture(self) -> None:
        self._lens.setIcon(icon("magnifying-glass", self._shell.theme.tokens.ink3))


_LEADING: Final = QLineEdit.ActionPosition.LeadingPosition
