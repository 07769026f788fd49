"""How a job's row is painted: its state as glyph and words, and how far it is as a bar."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio_backup.api.wire import JobView
from studio_backup.ui.glyphs import paint_state
from studio_backup.ui.icons import paint_icon
from studio_backup.ui.models.job_list import JOB_ROLE, KIND, STATE
from studio_backup.ui.theme import Theme
from studio_backup.ui.tokens import ROW_HEIGHT
from studio_backup.ui.wording.amounts import percent
from studio_backup.ui.wording.history import done_percent, look_of

_GLYPH: Final = 16
_MARGIN: Final = 12
_BAR: Final = 5


class JobRows(QStyledItemDelegate):
    """Paints the cells of a JobList."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(  # noqa: N802  Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """See QStyledItemDelegate."""
        return QSize(super().sizeHint(option, index).width(), ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """See QStyledItemDelegate."""
        job = index.data(JOB_ROLE)
        if not isinstance(job, JobView) or index.column() not in (KIND, STATE):
            super().paint(painter, option, index)
            return
        self._ground(painter, option, index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        words = str(index.data() or "")
        if index.column() == KIND:
            self._kind(painter, option, job, words)
        else:
            self._state(painter, option, job, words)
        painter.restore()

    def _ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Selection, hover and focus as the style paints them, without the words."""
        bare = QStyleOptionViewItem(option)
        self.initStyleOption(bare, index)
        bare.text = ""
        style = bare.widget.style() if bare.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, bare, painter, bare.widget)

    def _kind(self, painter: QPainter, option: QStyleOptionViewItem, job: JobView, words: str) -> None:
        room = option.rect.adjusted(_MARGIN, 0, -_MARGIN, 0)
        tokens = self._theme.tokens
        glyph = QRectF(room.left(), room.center().y() - _GLYPH / 2 + 1, _GLYPH, _GLYPH)
        look = look_of(job)
        if look is None:
            paint_icon(painter, glyph, "clock", tokens.ctl)
        else:
            paint_state(painter, glyph, look, tokens, percent=done_percent(job), ground=tokens.surface)
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        self._text(painter, room.adjusted(_GLYPH + 8, 0, 0, 0), words, tokens.ink)

    def _state(self, painter: QPainter, option: QStyleOptionViewItem, job: JobView, words: str) -> None:
        room = option.rect.adjusted(_MARGIN, 0, -_MARGIN, 0)
        tokens = self._theme.tokens
        done = done_percent(job)
        if done is None:
            self._text(painter, room, words, tokens.ink)
            return
        line = QRect(room.left(), room.top() + 4, room.width(), room.height() // 2 - 2)
        self._text(painter, line.adjusted(0, 0, -48, 0), words, tokens.ink)
        self._text(painter, line, percent(min(done, 99.0)), tokens.ink2, Qt.AlignmentFlag.AlignRight)
        bar = QRectF(room.left(), line.bottom() + 4, room.width(), _BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        for width, colour in ((bar.width(), tokens.line), (bar.width() * done / 100, tokens.working.glyph)):
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(QRectF(bar.left(), bar.top(), width, _BAR), _BAR / 2, _BAR / 2)

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
