"""The tray: its states at every size it is painted in, on a light and a dark panel, and its menu."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from studio_backup.ui.glyphs import state_pixmap
from studio_backup.ui.scenes.scene import Hands, Scene
from studio_backup.ui.tokens import DARK, LIGHT, Look, Tokens
from studio_backup.ui.wording.standing import state_word

_LOOKS: Final[tuple[Look, ...]] = ("protected", "working", "attention", "failed", "paused", "locked", "off")
_SIZES: Final = (16, 22, 32, 64)
_STEP, _HEIGHT, _WORDS = 92, 60, 190
_PERCENT: Final = 62.0


class TraySheet(QWidget):
    """One row a state, twice: as it stands on a light panel and on a dark one."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("The tray's states")

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """See QWidget."""
        return QSize(2 * self._half, _HEIGHT * len(_LOOKS) + 32)

    @property
    def _half(self) -> int:
        return _WORDS + _STEP * len(_SIZES)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """See QWidget."""
        del event
        painter = QPainter(self)
        for half, tokens in enumerate((LIGHT, DARK)):
            room = QRectF(half * self._half, 0, self._half, self.height())
            painter.fillRect(room, QColor(tokens.sidebar))
            for row, look in enumerate(_LOOKS):
                self._row(painter, room.left(), 16 + row * _HEIGHT, look, tokens)
        painter.end()

    def _row(self, painter: QPainter, left: float, top: float, look: Look, tokens: Tokens) -> None:
        painter.setPen(QColor(tokens.ink))
        words = QRectF(left + 24, top, _WORDS - 24, _HEIGHT)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, state_word(look))
        for number, size in enumerate(_SIZES):
            picture = state_pixmap(look, tokens, size, ratio=self.devicePixelRatioF(), percent=_PERCENT)
            at = QRectF(left + _WORDS + number * _STEP + (_STEP - size) / 2, top + (_HEIGHT - size) / 2, size, size)
            painter.drawPixmap(at, picture, QRectF(picture.rect()))


def _states(hands: Hands) -> QWidget:
    hands.still()
    sheet = TraySheet()
    sheet.resize(sheet.sizeHint())
    return sheet


def _menu(hands: Hands) -> QWidget:
    hands.still()
    menu = hands.app.tray.menu
    hands.app.tray.fill_menu()
    menu.popup(hands.app.window.mapToGlobal(hands.app.window.rect().center()))
    return menu


SCENES: Final = (
    Scene("tray-states", "trouble", _states),
    Scene("tray-menu", "trouble", _menu),
)
