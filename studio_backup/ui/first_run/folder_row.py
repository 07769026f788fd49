"""One folder which may be protected: ticked or not, what lies in it, and of which wedding it is."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from studio_backup.api.offers import SuggestedFolderView
from studio_backup.api.requests import NewSource
from studio_backup.base.errors import StudioBackupError
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.empty import Drawing
from studio_backup.ui.widgets.frames import column, divider, row
from studio_backup.ui.widgets.labels import ElidedLabel, colour_as, label
from studio_backup.ui.wording.dates import date_of
from studio_backup.ui.wording.first_run import count_words, folder_path, folder_words, size_words

_PICTURES = {"pictures": "image", "lightroom": "images", "capture_one": "images", "card": "sim-card"}
_LONGEST = 200


class FolderRow(QWidget):
    """`changed`: ticked, or its wedding was typed. A folder which is watched already cannot be unticked here."""

    changed = Signal()

    def __init__(self, shell: Shell, folder: SuggestedFolderView, *, ticked: bool) -> None:
        super().__init__()
        self.folder, self.watched = folder, False
        path = folder_path(folder)
        self.tick = QCheckBox()
        self.tick.setChecked(ticked)
        self.tick.setAccessibleName(path)
        self.tick.setAccessibleDescription(", ".join((count_words(folder), size_words(folder))))
        self._why = ElidedLabel(folder_words(folder, shell.clock.now_ns()), "small")
        self.amount = label(size_words(folder), "strong")
        self.count = label(count_words(folder), "body")
        for one in (self.count, self.amount):
            one.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self.count.setMinimumWidth(120)
        self.amount.setMinimumWidth(76)
        picture = Drawing(shell.theme, _PICTURES.get(folder.kind, "folder"), 22)
        line = QHBoxLayout()
        line.setContentsMargins(15, 11, 18, 11)
        line.setSpacing(14)
        line.addWidget(self.tick)
        line.addWidget(picture)
        line.addLayout(column(ElidedLabel(path, "strong", middle=True), self._why, spacing=0), 1)
        line.addWidget(self.count)
        line.addWidget(self.amount)
        self.fields = self._wedding_fields()
        self.trouble = label("", "small", wrap=True)
        self.trouble.setContentsMargins(80, 0, 18, 8)
        self.trouble.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(line)
        layout.addWidget(self.fields)
        layout.addWidget(self.trouble)
        layout.addWidget(divider())
        self.tick.toggled.connect(self._ticked)
        self._ticked(ticked)

    def _wedding_fields(self) -> QWidget:
        self.wedding, self.date = QLineEdit(), QLineEdit()
        self.wedding.setMaxLength(_LONGEST)
        told = (
            (self.wedding, translate("FirstRun", "Wedding (may stay empty)")),
            (self.date, translate("FirstRun", "Day, such as 2026-06-20")),
        )
        for field, name in told:
            field.setPlaceholderText(name)
            field.setAccessibleName(f"{name}, {folder_path(self.folder)}")
            field.textChanged.connect(lambda _: self._typed())
        self.date.setMinimumWidth(190)
        self.date.setMaximumWidth(220)
        holder = QWidget()
        fields = row(self.wedding, self.date, 1)
        fields.setStretch(0, 2)
        fields.setContentsMargins(80, 0, 18, 12)
        holder.setLayout(fields)
        return holder

    @property
    def in_order(self) -> tuple[QWidget, ...]:
        """What can have the focus, in the order of reading."""
        return (self.tick, self.wedding, self.date)

    @property
    def chosen(self) -> bool:
        """Whether it is to be protected."""
        return self.tick.isChecked()

    @property
    def waits(self) -> str:
        """What is still missing of its wedding, "" if nothing."""
        if not self.chosen or self.watched:
            return ""
        if self.date.text().strip() and not date_of(self.date.text()):
            return translate("FirstRun", "A day is written such as 2026-06-20")
        if self.wedding.text().strip() and not self.date.text().strip():
            return translate("FirstRun", "The day of {wedding} is still missing").format(wedding=self.wedding.text())
        if self.date.text().strip() and not self.wedding.text().strip():
            return translate("FirstRun", "A day needs the wedding it belongs to")
        return ""

    @property
    def source(self) -> NewSource:
        """What the engine is asked to watch."""
        return NewSource(path=self.folder.path, wedding=self.wedding.text().strip(), date=date_of(self.date.text()))

    def show_amount(self, files: int, bytes_: int) -> None:
        """What lies in it, now that it was looked through."""
        self.folder = msgspec.structs.replace(self.folder, files=files, bytes=bytes_)
        self.count.setText(count_words(self.folder))
        self.amount.setText(size_words(self.folder))
        self.tick.setAccessibleDescription(", ".join((self.count.text(), self.amount.text())))

    def show_watched(self, words: str) -> None:
        """It is protected already."""
        self.watched = True
        self.tick.setChecked(True)
        self.tick.setEnabled(False)
        self.fields.hide()
        self._why.setText(words)
        self.show_trouble(None)

    def show_trouble(self, error: StudioBackupError | None) -> None:
        """Why the engine does not take it; None: nothing is wrong."""
        self.trouble.setText(f"{error.message} {error.hint}".strip() if error else "")
        self.trouble.setVisible(error is not None)
        colour_as(self.trouble, "failed")

    def _ticked(self, on: bool) -> None:
        self.fields.setVisible(on and not self.watched)
        self.changed.emit()

    def _typed(self) -> None:
        self.show_trouble(None)
        self.changed.emit()
