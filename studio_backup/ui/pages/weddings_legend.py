"""What the glyphs of the list mean, and how it is ordered."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio_backup.ui.glyphs import Glyph
from studio_backup.ui.texts import translate
from studio_backup.ui.theme import Theme
from studio_backup.ui.widgets.flow import flowing
from studio_backup.ui.widgets.frames import row
from studio_backup.ui.widgets.glyph import StateGlyph
from studio_backup.ui.widgets.labels import ElidedLabel, label

_ORDER_FROM: Final = 860


class Legend(QWidget):
    """One line; the order gives way first."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        self._words = translate("Bookings", "At risk first, then what is urgent, then by date")
        self._order = ElidedLabel(self._words, "small")
        layout.addWidget(self._order, 1)
        layout.addWidget(flowing(*(_meaning(theme, look, words) for look, words in _meanings()), spacing=14))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """See QWidget."""
        super().resizeEvent(event)
        self._order.setText(self._words if self.width() >= _ORDER_FROM else "")


def _meaning(theme: Theme, look: Glyph, words: str) -> QWidget:
    made = QWidget()
    made.setLayout(row(StateGlyph(theme, 13, look, " "), label(words, "small"), spacing=5))
    return made


def _meanings() -> tuple[tuple[Glyph, str], ...]:
    return (
        ("protected", translate("Bookings", "All copies there")),
        ("working", translate("Bookings", "Copying")),
        ("attention", translate("Bookings", "Needs you")),
        ("part", translate("Bookings", "Part read back")),
        ("later", translate("Bookings", "Later or elsewhere, by plan")),
        ("none", translate("Bookings", "Nothing yet")),
    )
