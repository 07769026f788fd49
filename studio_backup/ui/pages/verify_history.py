"""The history of verifications: one line each, its outcome as glyph and words."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication, QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from studio_backup.api.copies import VerificationView
from studio_backup.ui.glyphs import paint_state
from studio_backup.ui.models.verifications import OUTCOME, READ, VERIFICATION_ROLE, WHAT, WHEN, WHERE, VerificationList
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.theme import Theme
from studio_backup.ui.widgets.table import dress_table
from studio_backup.ui.wording.coverage import outcome_glyph

_GLYPH = 14
_WIDTHS = ((WHEN, 100), (WHERE, 110), (WHAT, 130), (OUTCOME, 190))


class OutcomeCells(QStyledItemDelegate):
    """Paints the last column."""

    def __init__(self, theme: Theme, parent: QTableView) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """See QStyledItemDelegate."""
        one = index.data(VERIFICATION_ROLE)
        if not isinstance(one, VerificationView):
            super().paint(painter, option, index)
            return
        bare = QStyleOptionViewItem(option)
        self.initStyleOption(bare, index)
        words, bare.text = bare.text, ""
        style = bare.widget.style() if bare.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, bare, painter, bare.widget)
        room = option.rect.adjusted(10, 0, -8, 0)
        tokens = self._theme.tokens
        painter.save()
        glyph = QRectF(room.left(), room.center().y() - _GLYPH / 2 + 1, _GLYPH, _GLYPH)
        paint_state(painter, glyph, outcome_glyph(one), tokens, percent=one.coverage)
        painter.setPen(QColor(tokens.ink))
        room.adjust(_GLYPH + 8, 0, 0, 0)
        fitting = painter.fontMetrics().elidedText(words, option.textElideMode, room.width())
        painter.drawText(room, int(option.displayAlignment), fitting)
        painter.restore()


def history_table(shell: Shell, model: VerificationList) -> QTableView:
    """The table of it."""
    table = QTableView()
    table.setModel(model)
    dress_table(table, translate("Verify", "Verifications, the newest first"), stretch=READ)
    table.setItemDelegateForColumn(OUTCOME, OutcomeCells(shell.theme, table))
    header = table.horizontalHeader()
    for column, width in _WIDTHS:
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(column, width)
    return table
