"""The versions of one file beside the grid: its picture, when it changed, where each version is held."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from studio_backup.api.browse import EntryView, VersionsQuery, VersionView
from studio_backup.api.wire import Page
from studio_backup.base.errors import StudioBackupError
from studio_backup.ui.asking import Asked
from studio_backup.ui.dialogs.compare import CompareDialog
from studio_backup.ui.icons import paint_icon
from studio_backup.ui.pictures import Pictures
from studio_backup.ui.places import FileRow
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.theme import Theme
from studio_backup.ui.widgets.big_picture import BigPicture, entry_of
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.frames import row
from studio_backup.ui.widgets.labels import ElidedLabel, label
from studio_backup.ui.wording.amounts import size
from studio_backup.ui.wording.restoring import (
    exact,
    held_words,
    kind_of,
    trouble_of,
    version_when,
    version_words,
)

VERSION_ROLE: Final = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
_GATHER_MS: Final = 120
_MOST: Final = 200
_ROW: Final = 74


class VersionList(QAbstractListModel):
    """The versions of one path, newest first."""

    def __init__(self, shell: Shell, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self.versions: tuple[VersionView, ...] = ()

    def show(self, versions: tuple[VersionView, ...]) -> None:
        """These."""
        self.beginResetModel()
        self.versions = versions
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:  # noqa: N802  Qt's name
        """See QAbstractItemModel."""
        return 0 if parent is not None and parent.isValid() else len(self.versions)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel."""
        if not 0 <= index.row() < len(self.versions):
            return None
        one = self.versions[index.row()]
        if role == VERSION_ROLE:
            return one
        when = version_when(one, self._shell.clock.now_ns())
        words = version_words(one, index.row(), self.versions)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{when}\n{words}\n{held_words(one.held)}"
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            seen = translate("Restore", "seen from {first} to {last}").format(
                first=exact(one.first_ns), last=exact(one.last_ns)
            )
            return ", ".join((when, size(one.size), words, held_words(one.held), seen))
        return None


class VersionRows(QStyledItemDelegate):
    """Paints a version: a ring, when, how large; what changed; where it is held."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002, N802  Qt's name
        """See QStyledItemDelegate."""
        return QSize(120, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """See QStyledItemDelegate."""
        one = index.data(VERSION_ROLE)
        if not isinstance(one, VersionView):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._theme.tokens
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        room = QRectF(option.rect).adjusted(2, 2, -2, -2)
        if chosen:
            painter.setPen(QPen(QColor(tokens.accent), 1.4))
            painter.setBrush(QColor(tokens.tint))
            painter.drawRoundedRect(room, 6, 6)
        self._ring(painter, QRectF(room.left() + 9, room.top() + 10, 14, 14), chosen)
        lines = str(index.data() or "").split("\n")
        self._lines(painter, option, room, lines, one)
        painter.restore()

    def _ring(self, painter: QPainter, place: QRectF, chosen: bool) -> None:
        tokens = self._theme.tokens
        painter.setBrush(QColor(tokens.surface))
        painter.setPen(QPen(QColor(tokens.accent if chosen else tokens.ctl), 1.4))
        painter.drawEllipse(place)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent))
            painter.drawEllipse(place.adjusted(3.5, 3.5, -3.5, -3.5))

    def _lines(
        self, painter: QPainter, option: QStyleOptionViewItem, room: QRectF, lines: list[str], one: VersionView
    ) -> None:
        tokens = self._theme.tokens
        text = QRect(int(room.left()) + 31, int(room.top()) + 7, int(room.width()) - 40, 20)
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(QColor(tokens.ink))
        painter.drawText(text, int(Qt.AlignmentFlag.AlignLeft), lines[0])
        painter.setFont(option.font)
        painter.drawText(text, int(Qt.AlignmentFlag.AlignRight), size(one.size))
        small = QFont(option.font)
        small.setPixelSize(12)
        painter.setFont(small)
        metrics = painter.fontMetrics()
        painter.setPen(QColor(tokens.failed.text if one.lacking else tokens.ink))
        painter.drawText(text.translated(0, 21), 0, _elided(metrics, lines[1], text.width()))
        icon = QRectF(text.left(), text.top() + 43, 13, 13)
        paint_icon(painter, icon, "hard-drives", tokens.ink2)
        painter.setPen(QColor(tokens.ink2))
        held = text.translated(18, 41).adjusted(0, 0, -18, 0)
        painter.drawText(held, 0, _elided(metrics, lines[2], held.width()))


def _elided(metrics: QFontMetrics, words: str, width: int) -> str:
    return metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)


class VersionsPart(QWidget):
    """`chosen`: a person wants this version (a VersionView) of the file that is shown."""

    chosen = Signal(object)

    def __init__(self, shell: Shell, pictures: Pictures) -> None:
        super().__init__()
        self._shell, self._pictures = shell, pictures
        self.row: FileRow | None = None
        self._asked: Asked | None = None
        self._wanted = ""
        self.picture = BigPicture(shell.theme, pictures)
        self.name = ElidedLabel("", "heading")
        self.facts = label("", "small", wrap=True)
        self.trouble = label("", "small", wrap=True)
        self.trouble.setProperty("state", "failed")
        self.count = label("", "strong")
        self.compare = Button(shell.theme, translate("Restore", "Compare…"), self._compare, kind="link")
        self.model = VersionList(shell, self)
        self.list = QListView()
        self.list.setProperty("kind", "bare")
        self.list.setModel(self.model)
        self.list.setItemDelegate(VersionRows(shell.theme, self.list))
        self.list.setAccessibleName(translate("Restore", "Versions, the newest first"))
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.viewport().setAutoFillBackground(False)
        self.list.selectionModel().currentChanged.connect(self._picked)
        self._lay_out()
        self._soon = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._soon.timeout.connect(self._ask)
        shell.theme.changed.connect(self.list.viewport().update)
        self.show_row(None)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for part in (self.picture, self.name, self.facts, self.trouble):
            layout.addWidget(part)
        layout.addLayout(row(self.count, 1, self.compare))
        layout.addWidget(self.list, 1)
        layout.addStretch(0)

    def show_row(self, row: FileRow | None, point: str = "") -> None:
        """Show this file; `point`: the version a person chose before, "" for the one that is listed."""
        if row is not None and row.is_folder:
            row = None
        self.row, self._wanted = row, point
        if self._asked is not None:
            self._asked.forget()
        self.model.show(())
        self.picture.show_entry(row.entry if row else None, row.name if row else "")
        self.name.setText(row.name if row else translate("Restore", "Nothing is selected"))
        self.facts.setText(self._facts(row))
        self.trouble.setText(trouble_of(row.entry) if row else "")
        self.trouble.setVisible(bool(self.trouble.text()))
        self._count()
        self._soon.start() if row is not None else self._soon.stop()

    @staticmethod
    def _facts(row: FileRow | None) -> str:
        if row is None:
            return translate("Restore", "Select a file to see its versions.")
        entry = row.entry
        changed = exact(entry.mtime_ns) if entry.mtime_ns else ""
        return " · ".join(filter(None, (changed, size(entry.size), kind_of(entry))))

    def _ask(self) -> None:
        row = self.row
        if row is None:
            return
        query = VersionsQuery(point=row.entry.point, path=row.entry.path, limit=_MOST)
        self._asked = self._shell.bridge.ask(
            lambda engine: engine.browse.versions(query), self._take, self._refused, owner=self
        )

    def _take(self, page: Page[VersionView]) -> None:
        self.model.show(page.items)
        self._count()
        row = self.row
        if row is None:
            return
        wanted = self._wanted
        at = next(
            (at for at, one in enumerate(page.items) if one.point == wanted or (not wanted and _same(one, row.entry))),
            -1,
        )
        if at >= 0:
            self.list.selectionModel().blockSignals(True)
            self.list.setCurrentIndex(self.model.index(at, 0))
            self.list.selectionModel().blockSignals(False)
            self.list.viewport().update()

    def _refused(self, error: StudioBackupError) -> None:
        self.count.setText(error.message)

    def _count(self) -> None:
        count = len(self.model.versions)
        self.count.setText(translate("Restore", "%n versions", "", count) if count else "")
        self.compare.setVisible(count > 1)
        self.list.setVisible(bool(count))

    def _picked(self, current: QModelIndex) -> None:
        one = current.data(VERSION_ROLE)
        if isinstance(one, VersionView):
            if self.row is not None:
                self.picture.show_entry(entry_of(one, self.row.entry.name), self.row.name)
            self.chosen.emit(one)

    def _compare(self) -> None:
        if self.row is not None and len(self.model.versions) > 1:
            at = max(0, self.list.currentIndex().row())
            dialog = CompareDialog(self._shell, self._pictures, self.row, self.model.versions, at, self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()


def _same(one: VersionView, entry: EntryView) -> bool:
    """Whether this is the version that is listed."""
    if entry.digest:
        return one.digest == entry.digest
    return one.point == entry.point or (one.first_ns <= entry.at_ns <= one.last_ns and bool(entry.at_ns))
