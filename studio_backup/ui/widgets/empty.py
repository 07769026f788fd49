"""What a page shows while it has nothing: a drawing, one line, and the ways on."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio_backup.ui.icons import paint_icon
from studio_backup.ui.theme import Theme
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.labels import label


class Drawing(QWidget):
    """A large icon in a quiet colour; says nothing to a screen reader which the line beside it does not say."""

    def __init__(self, theme: Theme, picture: str, size: int = 72) -> None:
        super().__init__()
        self._theme, self._picture = theme, picture
        self.setFixedSize(size, size)
        self.setAccessibleName(" ")
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's name
        """See QWidget."""
        paint_icon(QPainter(self), QRectF(self.rect()), self._picture, self._theme.tokens.ctl)


class EmptyState(QWidget):
    """`picture`: an icon; `line`: what is not there; `more`: why, or what to do. Buttons: the first is primary."""

    def __init__(self, theme: Theme, picture: str, line: str, more: str, buttons: tuple[Button, ...] = ()) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch(1)
        words = label(line, "title", wrap=True)
        hint = label(more, "second", wrap=True)
        for widget in (Drawing(theme, picture), words, hint, *buttons):
            if widget in (words, hint):
                words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
                hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
                layout.addWidget(widget)
            else:
                layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)
