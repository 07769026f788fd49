"""A month, day by day, each with how its weddings stand: painted, walked with the arrow keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QLocale, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from studio_backup.ui.glyphs import Glyph, paint_state
from studio_backup.ui.texts import translate
from studio_backup.ui.theme import Theme
from studio_backup.ui.tokens import RADIUS_CONTROL
from studio_backup.ui.wording.times import day_words

WEEK, WEEKS = 7, 6
_HEAD, _CELL_W, _CELL_H, _GLYPH = 24, 41, 42, 11


@dataclass(frozen=True, slots=True)
class DayMark:
    """How the weddings of a day stand: the worst of them; `words`: each of them, a line each; `count` of them."""

    look: Glyph
    words: str
    count: int = 1


class MonthGrid(QWidget):
    """`chosen`: a person chose a day (a date). `turned`: another month is shown (its first day)."""

    chosen = Signal(object)
    turned = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._marks: Mapping[date, DayMark] = {}
        self._today = self._at = date(2000, 1, 1)
        self._selected: date | None = None
        self._first = self._at
        self.setAccessibleName(translate("Month", "Calendar of the weddings"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    # What is shown ---------------------------------------------------------------------------------------------

    @property
    def month(self) -> date:
        """The first day of the month which is shown."""
        return self._first

    @property
    def at(self) -> date:
        """The day the arrow keys stand on."""
        return self._at

    def show_days(self, marks: Mapping[date, DayMark], today: date) -> None:
        """Mark these days."""
        self._marks, self._today = marks, today
        self._describe()

    def show_month(self, day: date) -> None:
        """Show the month of this day."""
        first = day.replace(day=1)
        if first != self._first:
            self._first = first
            self._at = day
            self.turned.emit(first)
        self._describe()

    def select(self, day: date | None) -> None:
        """This day is the chosen one."""
        self._selected = day
        if day is not None:
            self._at = day
            self.show_month(day)
        self._describe()

    def turn(self, months: int) -> None:
        """So many months on, or back."""
        at = self._first.year * 12 + self._first.month - 1 + months
        year, month = divmod(at, 12)
        if 1 <= year <= 9998:
            last = _days_in(year, month + 1)
            self._at = date(year, month + 1, min(self._at.day, last))
            self.show_month(self._at)

    def _describe(self) -> None:
        self.setAccessibleName(day_words(self._first, "MMMM yyyy"))
        self.setAccessibleDescription(self._told(self._at))
        self.update()

    def _told(self, day: date) -> str:
        mark = self._marks.get(day)
        words = mark.words if mark else translate("Month", "no wedding")
        name = day_words(day, "dddd d MMM")
        if day == self._today:
            name = translate("Month", "{day}, today").format(day=name)
        return f"{name}: {words}"

    # Where it stands -------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """See QWidget."""
        return QSize(_CELL_W * WEEK, _HEAD + _CELL_H * WEEKS)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """See QWidget."""
        return QSize(30 * WEEK, _HEAD + _CELL_H * WEEKS)

    def _begin(self) -> date:
        """The day in the upper left corner."""
        back = (self._first.isoweekday() - QLocale().firstDayOfWeek().value) % WEEK
        return self._first - timedelta(days=back)

    def _box(self, number: int) -> QRectF:
        """The room of the day of this number, counted from the corner."""
        row, column = divmod(number, WEEK)
        wide = self.width() / WEEK
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            column = WEEK - 1 - column
        return QRectF(column * wide, _HEAD + row * _CELL_H, wide, _CELL_H)

    def _day_at(self, point: QPointF) -> date | None:
        found = next((number for number in range(WEEK * WEEKS) if self._box(number).contains(point)), None)
        return None if found is None else self._begin() + timedelta(days=found)

    # What a person does ----------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """See QWidget."""
        day = self._day_at(event.position())
        if day is not None and event.button() == Qt.MouseButton.LeftButton:
            self._choose(day)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        """A page that scrolls has the wheel, until the month has the focus."""
        if self.hasFocus() and event.angleDelta().y():
            self.turn(-1 if event.angleDelta().y() > 0 else 1)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Arrows by day and week, Page by month, Home and End within the week; Return and Space choose."""
        key = Qt.Key(event.key())
        side = -1 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 1
        in_week = (self._at - self._begin()).days % WEEK
        steps = {
            Qt.Key.Key_Left: -side,
            Qt.Key.Key_Right: side,
            Qt.Key.Key_Up: -WEEK,
            Qt.Key.Key_Down: WEEK,
            Qt.Key.Key_Home: -in_week,
            Qt.Key.Key_End: WEEK - 1 - in_week,
        }
        if key in steps:
            self._go_to(self._at + timedelta(days=steps[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turn(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self._at)
        else:
            super().keyPressEvent(event)

    def _go_to(self, day: date) -> None:
        self._at = day
        self.show_month(day)

    def _choose(self, day: date) -> None:
        self._go_to(day)
        self.chosen.emit(day)

    def event(self, event: QEvent) -> bool:
        """A tooltip for each day with a wedding."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            day = self._day_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._told(day) if day in self._marks and day else "", self)
            return True
        return super().event(event)

    # How it looks ----------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's name
        """See QWidget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        begin = self._begin()
        painter.setFont(_sized(self.font(), 11))
        painter.setPen(QColor(self._theme.tokens.ink2))
        for column in range(WEEK):
            name = QLocale().dayName((begin + timedelta(days=column)).isoweekday(), QLocale.FormatType.ShortFormat)
            box = self._box(column)
            painter.drawText(QRectF(box.left(), 0, box.width(), _HEAD - 4), Qt.AlignmentFlag.AlignCenter, name)
        for number in range(WEEK * WEEKS):
            day = begin + timedelta(days=number)
            if number >= WEEK * (WEEKS - 1) and day.replace(day=1) != self._first and number % WEEK == 0:
                break  # a whole week of the next month
            self._paint_day(painter, self._box(number), day)

    def _paint_day(self, painter: QPainter, box: QRectF, day: date) -> None:
        tokens = self._theme.tokens
        ground = tokens.surface
        if day == self._selected:
            ground = tokens.tint
            painter.setPen(QPen(QColor(tokens.accent), 1.5))
            painter.setBrush(QColor(tokens.tint))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), RADIUS_CONTROL, RADIUS_CONTROL)
        if day == self._at and self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(3, 3, -3, -3), RADIUS_CONTROL - 2, RADIUS_CONTROL - 2)
        self._paint_number(painter, QRectF(box.left(), box.top() + 3, box.width(), 22), day)
        mark = self._marks.get(day)
        if mark is not None:
            self._paint_mark(painter, box, mark, ground)

    def _paint_number(self, painter: QPainter, room: QRectF, day: date) -> None:
        tokens = self._theme.tokens
        colour = tokens.ink if day.replace(day=1) == self._first else tokens.ink3
        font = _sized(self.font(), 13)
        if day == self._today:
            middle = room.center()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.ink))
            painter.drawEllipse(middle, 11, 11)
            colour = tokens.window
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, str(day.day))

    def _paint_mark(self, painter: QPainter, box: QRectF, mark: DayMark, ground: str) -> None:
        """The glyph under the number; how many weddings, where there are several."""
        many = str(mark.count) if mark.count > 1 else ""
        painter.setFont(_sized(self.font(), 11))
        wide = painter.fontMetrics().horizontalAdvance(many) + 2 if many else 0
        left, top = box.center().x() - (_GLYPH + wide) / 2, box.top() + 26
        paint_state(painter, QRectF(left, top, _GLYPH, _GLYPH), mark.look, self._theme.tokens, ground=ground)
        painter.setPen(QColor(self._theme.tokens.ink2))
        room = QRectF(left + _GLYPH + 2, top - 2, wide + 2, _GLYPH + 4)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, many)


def _days_in(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - timedelta(days=1)).day


def _sized(font: QFont, pixels: int) -> QFont:
    made = QFont(font)
    made.setPixelSize(pixels)
    return made
