"""A list of lines to read, such as files and why they cannot come back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from studio_backup.ui.texts import translate
from studio_backup.ui.theme import Theme
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.frames import row
from studio_backup.ui.widgets.labels import label


class ReadingDialog(QDialog):
    """Text that can be read, selected and copied. Escape closes it."""

    def __init__(self, theme: Theme, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(620, 360)
        self.text = QPlainTextEdit(text, readOnly=True)
        self.text.setAccessibleName(title)
        close = Button(theme, translate("Restore", "Close"), self.accept, kind="primary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(label(title, "heading", wrap=True))
        layout.addWidget(self.text, 1)
        layout.addLayout(row(1, close))

    @classmethod
    def show_text(cls, parent: QWidget, theme: Theme, title: str, text: str) -> None:
        """Open one over the parent's window."""
        dialog = cls(theme, title, text, parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
