"""Labels: by kind as the style sheet knows them, and one that elides a long name and keeps it whole in the tooltip."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QStyleOption, QWidget

from studio_backup.ui.tokens import Look

Kind = Literal["title", "hero", "hero2", "heading", "big", "strong", "body", "second", "small", "hint", "caption"]


def label(text: str = "", kind: Kind = "body", *, wrap: bool = False, parent: QWidget | None = None) -> QLabel:
    """A plain-text label. What comes from the engine is never taken for markup."""
    made = _Wrapped(text, parent) if wrap else QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("kind", kind)
    return made


class _Wrapped(QLabel):
    """Breaks its lines. Its least height is one line: the height it needs follows from the width it is given."""

    def __init__(self, text: str, parent: QWidget | None) -> None:
        super().__init__(text, parent)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """See QWidget."""
        return QSize(80, self.fontMetrics().height())


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a dynamic property which the style sheet looks at, and have it looked at."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def colour_as(widget: QWidget, look: Look | None) -> None:
    """Colour a label's words or a card's edge as a state, or as nothing special."""
    restyle(widget, "state", look or "")


class ElidedLabel(QLabel):
    """One line. What does not fit is elided at the end (a name) or in the middle (a path); the tooltip holds it all."""

    def __init__(
        self, text: str = "", kind: Kind = "body", *, middle: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", kind)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:  # noqa: N802  Qt's name
        """Show this, in one line."""
        super().setText(text)
        self.setAccessibleName(text)
        self._tell()

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """It can always become shorter."""
        return QSize(40, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """See QWidget."""
        super().resizeEvent(event)
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's name
        """See QWidget."""
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        room = self.contentsRect()
        painter.drawText(room, int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), self._fitting())

    def _fitting(self) -> str:
        return self.fontMetrics().elidedText(self.text(), self._mode, self.contentsRect().width())

    def _tell(self) -> None:
        self.setToolTip(self.text() if self._fitting() != self.text() else "")
