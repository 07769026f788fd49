"""The line above every page which says that the engine is gone, or the vault locked; it mends itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout

from studio_backup.ui.theme import Theme
from studio_backup.ui.tokens import Look
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.glyph import StateGlyph
from studio_backup.ui.widgets.labels import colour_as, label


class Banner(QFrame):
    """Hidden while there is nothing to say."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._act: Callable[[], None] = lambda: None
        self._told = ""
        self._glyph = StateGlyph(theme, 18)
        self._words = label("", "strong", wrap=True)
        self._button = Button(theme, "", self._pressed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(32, 8, 32, 8)
        layout.setSpacing(12)
        layout.addWidget(self._glyph)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._button)
        self.hide()

    def tell(self, look: Look, words: str, button: str = "", act: Callable[[], None] | None = None) -> None:
        """Say this, with a button that mends it."""
        self._glyph.show_state(look, words)
        self._told = words
        self._words.setText(words)
        self._button.setText(button)
        self._button.setAccessibleName(button)
        self._button.setVisible(bool(button))
        self._button.forbid("")
        self._act = act or (lambda: None)
        self.setAccessibleName(words)
        colour_as(self, look)
        self.show()

    def wait(self, reason: str) -> None:
        """The button was pressed, and works: said in the place of the words; "": those again."""
        self._words.setText(reason or self._told)
        self._button.forbid(reason)

    def _pressed(self) -> None:
        self._act()
