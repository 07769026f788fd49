"""How a file is painted: as a thumbnail in the grid, as a row in the table, as a folder in the tree."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio_backup.ui.glyphs import paint_state
from studio_backup.ui.icons import paint_icon
from studio_backup.ui.models.file_list import NAME, ROW_ROLE
from studio_backup.ui.models.folder_tree import FILES_ROLE
from studio_backup.ui.pictures import LARGE, SMALL, Pictures
from studio_backup.ui.places import FileRow
from studio_backup.ui.texts import translate
from studio_backup.ui.theme import Theme
from studio_backup.ui.tokens import RADIUS_THUMBNAIL, ROW_HEIGHT
from studio_backup.ui.widgets.fitted import Fitted
from studio_backup.ui.wording.restoring import cannot_come, kind_of, trouble_of

_Index = QModelIndex | QPersistentModelIndex
_GAP: Final = 4
_CAPTION: Final = 22
_TICK: Final = 18
_RING: Final = 2.0
_GONE_OPACITY: Final = 0.55
CELL: Final = QSize(156, 126)


class ThumbnailCells(QStyledItemDelegate):
    """Paints the cells of the grid. `cell`: how large each is."""

    def __init__(self, theme: Theme, pictures: Pictures, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._pictures = theme, pictures
        self._fitted = Fitted(RADIUS_THUMBNAIL)
        self.cell = CELL

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002, N802  Qt's name
        """See QStyledItemDelegate."""
        return self.cell

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """See QStyledItemDelegate."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, FileRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = option.rect.adjusted(_GAP, _GAP, -_GAP, -_GAP)
        well = QRectF(room.adjusted(0, 0, 0, -_CAPTION))
        self._well(painter, well, row)
        self._marks(painter, well, row)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            self._chosen(painter, well)
        if option.state & QStyle.StateFlag.State_HasFocus:
            self._focus(painter, well)
        self._caption(painter, QRect(room.left(), room.bottom() - _CAPTION + 3, room.width(), _CAPTION), option, row)
        painter.restore()

    def _well(self, painter: QPainter, well: QRectF, row: FileRow) -> None:
        tokens = self._theme.tokens
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.sunken))
        painter.drawRoundedRect(well, RADIUS_THUMBNAIL, RADIUS_THUMBNAIL)
        if row.is_folder:
            self._folder(painter, well, row)
            return
        if row.entry.kind != "file":
            self._words(painter, well, kind_of(row.entry), "file")
            return
        picture = None if cannot_come(row.entry) else self._picture(painter, row)
        if picture is not None:
            painter.setOpacity(_GONE_OPACITY if row.gone else 1.0)
            self._fitted.paint(painter, well, picture)
            painter.setOpacity(1.0)
        elif cannot_come(row.entry):
            self._unreadable(painter, well, trouble_of(row.entry))
        elif reason := self._pictures.reason(row.entry, self._edge(painter)):
            self._words(painter, well, reason.strip() or kind_of(row.entry), "file")

    def _edge(self, painter: QPainter) -> int:
        """Which picture is sharp enough."""
        ratio = painter.device().devicePixelRatioF()
        return LARGE if self.cell.width() * ratio > SMALL * 1.1 else SMALL

    def _picture(self, painter: QPainter, row: FileRow) -> QPixmap | None:
        return self._pictures.picture(row.entry, self._edge(painter))

    def _folder(self, painter: QPainter, well: QRectF, row: FileRow) -> None:
        side = 36.0
        place = QRectF(well.center().x() - side / 2, well.center().y() - side / 2 - 8, side, side)
        paint_icon(painter, place, "folder", self._theme.tokens.ink2)
        if row.entry.files is not None:
            painter.setPen(QColor(self._theme.tokens.ink2))
            words = translate("Restore", "%n files", "", row.entry.files)
            painter.drawText(QRectF(well.left(), place.bottom() + 2, well.width(), 18), _CENTRE, words)

    def _words(self, painter: QPainter, well: QRectF, words: str, picture: str) -> None:
        side = 22.0
        place = QRectF(well.center().x() - side / 2, well.top() + 12, side, side)
        paint_icon(painter, place, picture, self._theme.tokens.ctl)
        painter.setPen(QColor(self._theme.tokens.ink2))
        self._small(painter)
        below = QRectF(well.left() + 8, place.bottom() + 4, well.width() - 16, well.bottom() - place.bottom() - 8)
        painter.drawText(below, _CENTRE | Qt.TextFlag.TextWordWrap, words)

    def _unreadable(self, painter: QPainter, well: QRectF, words: str) -> None:
        side = 22.0
        place = QRectF(well.center().x() - side / 2, well.top() + 12, side, side)
        paint_state(painter, place, "failed", self._theme.tokens, ground=self._theme.tokens.sunken)
        painter.setPen(QColor(self._theme.tokens.failed.text))
        self._small(painter)
        below = QRectF(well.left() + 8, place.bottom() + 4, well.width() - 16, well.bottom() - place.bottom() - 8)
        painter.drawText(below, _CENTRE | Qt.TextFlag.TextWordWrap, words)

    @staticmethod
    def _small(painter: QPainter) -> None:
        font = QFont(painter.font())
        font.setPixelSize(11)
        painter.setFont(font)

    def _marks(self, painter: QPainter, well: QRectF, row: FileRow) -> None:
        if row.gone:
            self._mark(painter, well, translate("Restore", "Deleted"), top=True)
        if row.versions > 1:
            self._mark(painter, well, translate("Restore", "%n versions", "", row.versions), top=False)

    def _mark(self, painter: QPainter, well: QRectF, words: str, *, top: bool) -> None:
        tokens = self._theme.tokens
        self._small(painter)
        width = painter.fontMetrics().horizontalAdvance(words) + 12
        left = well.left() + 6 if top else well.right() - width - 5
        place = QRectF(left, well.top() + 6 if top else well.bottom() - 23, width, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.surface if top else tokens.ink))
        painter.drawRoundedRect(place, 4, 4)
        painter.setPen(QColor(tokens.ink2 if top else tokens.window))
        painter.drawText(place, _CENTRE, words)

    def _chosen(self, painter: QPainter, well: QRectF) -> None:
        tokens = self._theme.tokens
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tokens.accent), _RING))
        painter.drawRoundedRect(well.adjusted(-1, -1, 1, 1), RADIUS_THUMBNAIL + 1, RADIUS_THUMBNAIL + 1)
        tick = QRectF(well.left() + 6, well.top() + 6, _TICK, _TICK)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.accent))
        painter.drawRoundedRect(tick, 4, 4)
        paint_icon(painter, tick.adjusted(3, 3, -3, -3), "check-bold", tokens.on)

    def _focus(self, painter: QPainter, well: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._theme.tokens.ink), 1.4))
        painter.drawRoundedRect(well.adjusted(-3, -3, 3, 3), RADIUS_THUMBNAIL + 2, RADIUS_THUMBNAIL + 2)

    def _caption(self, painter: QPainter, room: QRect, option: QStyleOptionViewItem, row: FileRow) -> None:
        tokens = self._theme.tokens
        font = QFont(option.font)
        font.setPixelSize(11)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        font.setWeight(QFont.Weight.DemiBold if focused else QFont.Weight.Normal)
        painter.setFont(font)
        kind = "" if row.is_folder else kind_of(row.entry)
        metrics = painter.fontMetrics()
        painter.setPen(QColor(tokens.ink3))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), kind)
        left = room.adjusted(0, 0, -metrics.horizontalAdvance(kind) - 6, 0)
        painter.setPen(QColor(tokens.ink))
        name = metrics.elidedText(row.name, Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), name)


class FileRows(QStyledItemDelegate):
    """Paints the table: the name with an icon of what it is, trouble with its glyph."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802  Qt's name
        """See QStyledItemDelegate."""
        return QSize(super().sizeHint(option, index).width(), ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """See QStyledItemDelegate."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, FileRow) or index.column() != NAME:
            super().paint(painter, option, index)
            return
        bare = QStyleOptionViewItem(option)
        self.initStyleOption(bare, index)
        words, bare.text = bare.text, ""
        style = bare.widget.style() if bare.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, bare, painter, bare.widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._theme.tokens
        place = QRect(option.rect.left() + 12, option.rect.center().y() - 7, 16, 16)
        glyph = QRectF(QStyle.visualRect(option.direction, option.rect, place))
        if cannot_come(row.entry):
            paint_state(painter, glyph, "failed", tokens, ground=tokens.surface)
        else:
            paint_icon(painter, glyph, _icon_of(row), tokens.ink3 if row.gone else tokens.ink2)
        room = QStyle.visualRect(option.direction, option.rect, option.rect.adjusted(36, 0, -8, 0))
        painter.setPen(QColor(tokens.ink3 if row.gone else tokens.ink))
        fitting = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), fitting)
        painter.restore()


class FolderRows(QStyledItemDelegate):
    """Paints the tree: the folder's name, and how many files are in it at the right."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802  Qt's name
        """See QStyledItemDelegate."""
        return QSize(super().sizeHint(option, index).width(), 30)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """See QStyledItemDelegate."""
        count = str(index.data(FILES_ROLE) or "")
        style = QStyleOptionViewItem(option)
        room = painter.fontMetrics().horizontalAdvance(count) + 14 if count else 0
        super().paint(painter, style, index)
        if not count:
            return
        painter.save()
        tokens = self._theme.tokens
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        whole, way = option.rect, option.direction
        place = QRect(whole.right() - room, whole.top() + 2, room, whole.height() - 4)
        painter.fillRect(QStyle.visualRect(way, whole, place), QColor(tokens.tint if chosen else tokens.window))
        painter.setPen(QColor(tokens.ink2))
        words = QStyle.visualRect(way, whole, place.adjusted(0, 0, -8, 0))
        painter.drawText(words, int(Qt.AlignmentFlag.AlignRight | _MIDDLE), count)
        painter.restore()


def _icon_of(row: FileRow) -> str:
    if row.is_folder:
        return "folder"
    return "trash" if row.gone else "image" if kind_of(row.entry) in ("RAW", "JPG", "JPEG") else "file"


_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter
_CENTRE: Final = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
