"""How a cell of the coverage grid is painted: three bars with words, and the oldest reading."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio_backup.base.clock import Clock
from studio_backup.ui.glyphs import paint_state
from studio_backup.ui.models.coverage import CELL_ROLE
from studio_backup.ui.theme import Theme
from studio_backup.ui.wording.coverage import Cell, LevelLine, WeddingRow
from studio_backup.ui.wording.times import day_of_wedding

CELL_HEIGHT: Final = 88
CELL_WIDTH: Final = 184
_X, _LINE, _TOP, _BAR = 12, 17, 10, 5
_NAME, _WORDS = 70, 58
_Index = QModelIndex | QPersistentModelIndex


class CoverageCells(QStyledItemDelegate):
    """Paints the cells of a CoverageGrid."""

    def __init__(self, theme: Theme, clock: Clock, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._clock = theme, clock

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802  Qt's name
        """See QStyledItemDelegate."""
        del option, index
        return QSize(CELL_WIDTH, CELL_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """See QStyledItemDelegate."""
        self._ground(painter, option, index)
        found = index.data(CELL_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = option.rect.adjusted(_X, 0, -_X, 0)
        if isinstance(found, WeddingRow):
            self._wedding(painter, option, room, found)
        elif isinstance(found, Cell) and found.levels:
            self._cell(painter, option, room, found)
        elif isinstance(found, Cell):
            self._note(painter, option, room, room.center().y() - _LINE // 2, found)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        bare = QStyleOptionViewItem(option)
        self.initStyleOption(bare, index)
        bare.text = ""
        style = bare.widget.style() if bare.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, bare, painter, bare.widget)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(self._theme.tokens.accent))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))

    def _wedding(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, row: WeddingRow) -> None:
        middle = room.center().y()
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        self._text(painter, QRect(room.left(), middle - 19, room.width(), 19), row.title, self._theme.tokens.ink)
        painter.setFont(_small(option))
        day = day_of_wedding(row.date, self._clock.now_ns())
        self._text(painter, QRect(room.left(), middle + 1, room.width(), 18), day, self._theme.tokens.ink2)

    def _cell(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, cell: Cell) -> None:
        painter.setFont(_small(option))
        for at, level in enumerate(cell.levels):
            self._level(painter, QRect(room.left(), room.top() + _TOP + at * _LINE, room.width(), _LINE), level)
        self._note(painter, option, room, room.top() + _TOP + 3 * _LINE, cell)

    def _level(self, painter: QPainter, line: QRect, level: LevelLine) -> None:
        tokens = self._theme.tokens
        self._text(painter, QRect(line.left(), line.top(), _NAME, _LINE), level.name, tokens.ink2)
        words = QRect(line.right() - _WORDS, line.top(), _WORDS + 1, _LINE)
        colour = tokens.failed.text if level.share is None else tokens.ink
        self._text(painter, words, level.words, colour, Qt.AlignmentFlag.AlignRight)
        bar = QRectF(line.left() + _NAME, line.center().y() - 2, words.left() - line.left() - _NAME - 6, _BAR)
        if bar.width() < 8:
            return
        complete = level.share is not None and level.share >= 100
        full = tokens.protected.glyph if complete else tokens.ctl
        painter.setPen(Qt.PenStyle.NoPen)
        for width, ink in ((bar.width(), tokens.line), (bar.width() * min(level.share or 0.0, 100.0) / 100, full)):
            painter.setBrush(QColor(ink))
            if width > 0:
                painter.drawRoundedRect(QRectF(bar.left(), bar.top(), width, _BAR), _BAR / 2, _BAR / 2)

    def _note(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, top: int, cell: Cell) -> None:
        tokens, left = self._theme.tokens, room.left()
        painter.setFont(_small(option))
        if cell.look is not None:
            paint_state(painter, QRectF(left, top + 2, 13, 13), cell.look, tokens)
            left += 19
        colour = tokens.failed.text if cell.look == "failed" else tokens.ink2
        self._text(painter, QRect(left, top, room.right() - left, _LINE), cell.note, colour)

    @staticmethod
    def _text(
        painter: QPainter,
        room: QRect,
        words: str,
        colour: str,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        painter.setPen(QColor(colour))
        fitting = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), fitting)


def _small(option: QStyleOptionViewItem) -> QFont:
    font = QFont(option.font)
    font.setPixelSize(12)
    return font
