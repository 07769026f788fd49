"""How a row of the weddings is painted: glyph and words in each cell, the badge at its end."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio_backup.api.weddings import BookingView
from studio_backup.ui.glyphs import paint_state
from studio_backup.ui.models.weddings import BOOKING_ROLE, COUPLE, DATE, NEWEST, PHOTOS, PROTECTION, STATE_ROLE
from studio_backup.ui.theme import Theme
from studio_backup.ui.tokens import ROW_HEIGHT, Tokens
from studio_backup.ui.widgets.badge import HEIGHT, badge_width, paint_badge
from studio_backup.ui.wording.bookings import RowLook, StateWords

_X, _GLYPH, _GAP, _BAR = 7, 13, 6, 3
_SMALL: Final = 12
_Index = QModelIndex | QPersistentModelIndex


class WeddingCells(QStyledItemDelegate):
    """Paints the cells of a WeddingList."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802  Qt's name
        """See QStyledItemDelegate."""
        return QSize(super().sizeHint(option, index).width(), ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """See QStyledItemDelegate."""
        view = index.data(BOOKING_ROLE)
        if not isinstance(view, BookingView):
            return
        selected = self._ground(painter, option, index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = option.rect.adjusted(_X, 0, -_X, 0)
        state = index.data(STATE_ROLE)
        if isinstance(state, StateWords):
            self._state(painter, option, room, state, selected=selected)
        elif index.column() == PROTECTION:
            self._badge(painter, option, room, view)
        else:
            self._words(painter, option, room, index)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> bool:
        """Selection and hover as the style paints them, without the words; the selected row bears a bar."""
        bare = QStyleOptionViewItem(option)
        self.initStyleOption(bare, index)
        bare.text = ""
        style = bare.widget.style() if bare.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, bare, painter, bare.widget)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected and index.column() == DATE:
            painter.fillRect(QRect(option.rect.left(), option.rect.top(), _BAR, option.rect.height()), self._accent)
        return selected

    @property
    def _accent(self) -> QColor:
        return QColor(self._theme.tokens.accent)

    def _state(
        self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, state: StateWords, *, selected: bool
    ) -> None:
        tokens = self._theme.tokens
        glyph = QRectF(room.left(), room.center().y() - _GLYPH / 2 + 0.5, _GLYPH, _GLYPH)
        ground = tokens.tint if selected else tokens.surface
        paint_state(painter, glyph, state.look, tokens, percent=state.percent, ground=ground)
        painter.setFont(_sized(option.font, _SMALL))
        _text(painter, room.adjusted(_GLYPH + _GAP, 0, 0, 0), state.words, state_colour(state.look, tokens))

    def _badge(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, view: BookingView) -> None:
        wide = badge_width(view.level, option.font)
        left = room.right() - wide if option.direction == Qt.LayoutDirection.RightToLeft else room.left()
        painter.setFont(option.font)
        box = QRectF(left, room.center().y() - HEIGHT / 2 + 1, wide, HEIGHT)
        paint_badge(painter, box, view.level, self._theme.tokens)

    def _words(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, index: _Index) -> None:
        tokens, font = self._theme.tokens, QFont(option.font)
        column = index.column()
        if column == COUPLE:
            font.setWeight(QFont.Weight.DemiBold)
        elif column == NEWEST:
            font = _sized(option.font, _SMALL)
        painter.setFont(font)
        side = Qt.AlignmentFlag.AlignRight if column == PHOTOS else Qt.AlignmentFlag.AlignLeft
        colour = tokens.ink2 if column == NEWEST else tokens.ink
        _text(painter, room, str(index.data() or ""), colour, side)


def state_colour(look: RowLook, tokens: Tokens) -> str:
    """The colour of words beside a glyph: quiet where nothing is to be done."""
    if look == "later" or look == "part" or look == "none":
        return tokens.ink2
    return tokens.ink if look == "protected" else tokens.state(look).text


def _text(
    painter: QPainter, room: QRect, words: str, colour: str, side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
) -> None:
    painter.setPen(QColor(colour))
    fitting = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), fitting)


def _sized(font: QFont, pixels: int) -> QFont:
    made = QFont(font)
    made.setPixelSize(pixels)
    return made
