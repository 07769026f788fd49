"""Buttons by kind, with icons which follow the theme."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QWidget

from studio_backup.ui.icons import icon
from studio_backup.ui.theme import Theme

ButtonKind = Literal["plain", "primary", "main", "link", "title", "danger", "icon"]
_GAP: Final = 4
"""Pixels between icon and words, more than Qt's own four."""


class Button(QPushButton):
    """`primary`: the one thing to do here; `main`: larger, for a whole page; `title`: a heading that leads somewhere;
    `icon`: no words, so `name` says them.

    The verb stands on the button, with "…" at its end if it asks more before it acts.
    """

    def __init__(
        self,
        theme: Theme,
        text: str,
        act: Callable[[], None] | None = None,
        *,
        kind: ButtonKind = "plain",
        picture: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme, self._picture, self._kind = theme, picture, kind
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self._gap = 0 if kind == "icon" else _GAP
        self.setIconSize(QSize(16 + self._gap, 16))
        self.setAccessibleName(name or text.replace("&", ""))
        if kind == "icon":
            self.setToolTip(name)
        if act is not None:
            self.clicked.connect(lambda: act())
        theme.changed.connect(self.repicture)
        self.repicture()

    def show_picture(self, picture: str) -> None:
        """Bear another icon."""
        self._picture = picture
        self.repicture()

    def forbid(self, reason: str) -> None:
        """Cannot be pressed now, and says why; "" lets it be pressed again."""
        self.setEnabled(not reason)
        self.setToolTip(reason)
        self.setAccessibleDescription(reason)

    def repicture(self) -> None:
        """Paint the icon in the theme's colours."""
        if self._picture:
            tokens = self._theme.tokens
            usual = {"primary": tokens.on, "main": tokens.on, "link": tokens.accent, "danger": tokens.failed.text}
            self.setIcon(icon(self._picture, usual.get(self._kind, tokens.ink), faint=tokens.ink3, gap=self._gap))
