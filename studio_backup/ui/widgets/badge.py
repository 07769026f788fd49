"""How urgent something is, as four bars and a word: never in the colours of a state, except an emergency."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio_backup.domain.job import LEVELS, Level
from studio_backup.ui.theme import Theme
from studio_backup.ui.tokens import RADIUS_CHIP, Tokens
from studio_backup.ui.wording.policies import level_word

HEIGHT: Final = 22
_BARS, _BAR, _STEP, _LEFT, _WORDS = 4, 2.5, 4.0, 8, 30
_PIXELS: Final = 12


class LevelBadge(QWidget):
    """The badge as a widget; the reason stands beside it."""

    def __init__(self, theme: Theme, level: Level = "normal") -> None:
        super().__init__()
        self._theme, self._level = theme, level
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_level(level)
        theme.changed.connect(self.update)

    def show_level(self, level: Level) -> None:
        """Show this one."""
        self._level = level
        self.setAccessibleName(level_word(level))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """See QWidget."""
        return QSize(badge_width(self._level, self.font()), HEIGHT)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """See QWidget."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's name
        """See QWidget."""
        painter = QPainter(self)
        painter.setFont(self.font())
        paint_badge(painter, QRectF(self.rect()), self._level, self._theme.tokens)


def badge_font(font: QFont) -> QFont:
    """The badge's own size and weight."""
    made = QFont(font)
    made.setPixelSize(_PIXELS)
    made.setWeight(QFont.Weight.Medium)
    return made


def badge_width(level: Level, font: QFont) -> int:
    """Logical pixels."""
    return _WORDS + QFontMetrics(badge_font(font)).horizontalAdvance(level_word(level)) + 9


def paint_badge(painter: QPainter, rect: QRectF, level: Level, tokens: Tokens) -> None:
    """A badge into `rect`: for delegates too."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground, ink, faint = _colours(level, tokens)
    edge = QColor(tokens.line2) if not ground else QColor(ground)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(QColor(ground or tokens.surface))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CHIP, RADIUS_CHIP)
    painter.setPen(Qt.PenStyle.NoPen)
    foot = rect.center().y() + 5.5
    for at in range(_BARS):
        height = 3.5 + at * 2.5
        painter.setBrush(QColor(ink if at < LEVELS.index(level) else faint))
        painter.drawRoundedRect(QRectF(rect.left() + _LEFT + at * _STEP, foot - height, _BAR, height), 0.8, 0.8)
    painter.setFont(badge_font(painter.font()))
    painter.setPen(QColor(ink))
    side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    painter.drawText(rect.adjusted(_WORDS, 0, 0, 0), side, level_word(level))


def _colours(level: Level, tokens: Tokens) -> tuple[str, str, str]:
    """Ground ("" for an outline), words and full bars, empty bars."""
    if level == "emergency":
        return tokens.failed.glyph, tokens.on, tokens.failed.ground
    if level == "critical":
        return tokens.ink, tokens.window, tokens.ctl
    if level == "high":
        return tokens.line, tokens.ink, tokens.line2
    return "", tokens.ink2, tokens.line2
