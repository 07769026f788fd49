"""Cards, section titles, dividers: how a page is laid out."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from studio_backup.ui.tokens import CARD_X, CARD_Y, Look
from studio_backup.ui.widgets.labels import colour_as, label

_AROUND: Final = 48


class Card(QFrame):
    """A surface with an optional heading and a note at its right; put things into `body`."""

    def __init__(self, heading: str = "", note: str = "", *, padded: bool = True) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.body = QVBoxLayout(self)
        self.body.setSpacing(8)
        if padded:
            self.body.setContentsMargins(CARD_X, CARD_Y, CARD_X, CARD_Y)
        else:
            self.body.setContentsMargins(1, 1, 1, 1)
            self.body.setSpacing(0)
        self.note = label(note, "small")
        if heading:
            self.setAccessibleName(heading)
            self.body.addLayout(heading_row(heading, self.note))

    def mark(self, look: Look | None) -> None:
        """Bear the edge of a state ("attention", "failed", "paused"), or none."""
        colour_as(self, look)


def heading_row(heading: str, *right: QWidget) -> QHBoxLayout:
    """A heading, and something at the right of the same line."""
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(label(heading, "heading"))
    row.addStretch(1)
    for widget in right:
        row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
    return row


def divider() -> QFrame:
    """A line of one pixel."""
    made = QFrame()
    made.setProperty("kind", "divider")
    return made


def column(*parts: QWidget | QLayout | int, spacing: int = 8) -> QVBoxLayout:
    """Parts one under the other, without margins; a number is a stretch of that weight."""
    made = QVBoxLayout()
    _fill(made, parts, spacing)
    return made


def row(*parts: QWidget | QLayout | int, spacing: int = 8) -> QHBoxLayout:
    """Parts side by side, without margins; a number is a stretch of that weight."""
    made = QHBoxLayout()
    _fill(made, parts, spacing)
    return made


def _fill(layout: QBoxLayout, parts: tuple[QWidget | QLayout | int, ...], spacing: int) -> None:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for part in parts:
        if isinstance(part, int):
            layout.addStretch(part)
        elif isinstance(part, QLayout):
            layout.addLayout(part)
        else:
            layout.addWidget(part)


def clear(layout: QLayout) -> None:
    """Take out everything, and delete it."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def fitting(widget: QWidget, wanted: QSize) -> QSize:
    """The size a window wants, or what its screen has room for."""
    return wanted.boundedTo(widget.screen().availableSize() - QSize(_AROUND, _AROUND))


def scrolled(content: QWidget) -> QScrollArea:
    """The content, scrolling from top to bottom only, its own width that of the page."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    content.setProperty("kind", "body")
    area.setWidget(content)
    return area
