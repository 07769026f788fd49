"""Short messages at the foot of the window: what was done, with a button such as Undo; what went wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from studio_backup.ui.texts import translate
from studio_backup.ui.theme import Theme
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.labels import label

_SHOWN_MS: Final = 8_000
_WIDEST: Final = 720


class Toast(QFrame):
    """One message at a time; an error stays until it is dismissed."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        self.setProperty("kind", "toast")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._act: Callable[[], None] | None = None
        self._words = label("", "body", wrap=True)
        self._button = Button(theme, "", self._pressed)
        self._close = Button(theme, translate("Toast", "Dismiss"), self.hide)
        self._line = layout = QHBoxLayout(self)
        layout.setContentsMargins(18, 10, 12, 10)
        layout.setSpacing(12)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._button)
        layout.addWidget(self._close)
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    @property
    def words(self) -> str:
        """What it says, "" while it is hidden."""
        return self._words.text() if not self.isHidden() else ""

    def say(self, text: str, *, button: str = "", act: Callable[[], None] | None = None, stays: bool = False) -> None:
        """Show this; `stays`: until it is dismissed."""
        self._words.setText(text)
        self.setAccessibleName(text)
        self._button.setText(button)
        self._button.setAccessibleName(button)
        self._button.setVisible(bool(button))
        self._act = act
        self._timer.stop()
        if not stays:
            self._timer.start()
        self.show()
        self.place()
        self.raise_()

    def place(self) -> None:
        """At the foot of the window, in its middle."""
        room = self._room.rect()
        width = min(_WIDEST, room.width() - 32)
        height = max(52, self._line.heightForWidth(width))
        self.setGeometry((room.width() - width) // 2, room.height() - height - 20, width, height)

    def _pressed(self) -> None:
        self.hide()
        if self._act is not None:
            self._act()
