"""The steps at the left: done, now, later. State is a tick, a filled and an empty circle, and words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from studio_backup.ui.first_run.course import StepName, StepState, state_of, step_title
from studio_backup.ui.icons import paint_icon
from studio_backup.ui.texts import translate
from studio_backup.ui.theme import Theme
from studio_backup.ui.widgets.empty import Drawing
from studio_backup.ui.widgets.frames import column, row
from studio_backup.ui.widgets.labels import label

WIDTH, NARROW = 264, 64
_HEIGHT, _DOT = 44, 24


class StepLine(QWidget):
    """One step: its circle with number or tick, its name, and the line to the next one."""

    def __init__(self, theme: Theme, number: int, step: StepName, *, last: bool) -> None:
        super().__init__()
        self.step, self._theme, self._number, self._last = step, theme, number, last
        self._state: StepState = "later"
        self.setFixedHeight(_HEIGHT - (12 if last else 0))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_state(self, state: StepState) -> None:
        """Show it so."""
        self._state = state
        words = {
            "done": translate("FirstRun", "Step {number}, {name}: done"),
            "now": translate("FirstRun", "Step {number}, {name}: now"),
            "later": translate("FirstRun", "Step {number}, {name}: later"),
            "put off": translate("FirstRun", "Step {number}, {name}: put off"),
        }[state]
        told = words.format(number=self._number, name=step_title(self.step))
        self.setAccessibleName(told)
        self.setToolTip(told)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's name
        """See QWidget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = self.width() - _DOT if mirrored else 0
        self._paint_dot(painter, QRectF(left, 4, _DOT, _DOT))
        if self.width() > 2 * _DOT:
            self._paint_name(painter, mirrored=mirrored)
        if not self._last:
            painter.setPen(QPen(QColor(self._theme.tokens.line2), 1.5))
            painter.drawLine(left + _DOT // 2, _DOT + 8, left + _DOT // 2, _HEIGHT)

    def _paint_dot(self, painter: QPainter, dot: QRectF) -> None:
        tokens = self._theme.tokens
        if self._state in ("later", "put off"):
            off = self._state == "put off"
            style = Qt.PenStyle.DashLine if off else Qt.PenStyle.SolidLine
            painter.setPen(QPen(QColor(tokens.attention.glyph if off else tokens.ctl), 1.5, style))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(dot.adjusted(0.75, 0.75, -0.75, -0.75))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.protected.glyph if self._state == "done" else tokens.accent))
            painter.drawEllipse(dot)
        if self._state == "done":
            paint_icon(painter, dot.adjusted(5, 5, -5, -5), "check-bold", tokens.surface if tokens.dark else tokens.on)
            return
        font = QFont(self.font())
        font.setPixelSize(12)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(tokens.on if self._state == "now" else tokens.ink2))
        painter.drawText(dot, Qt.AlignmentFlag.AlignCenter, str(self._number))

    def _paint_name(self, painter: QPainter, *, mirrored: bool) -> None:
        tokens, font = self._theme.tokens, QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if self._state == "now" else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(tokens.ink2 if self._state == "later" else tokens.ink))
        room = QRectF(0 if mirrored else _DOT + 12, 4, self.width() - _DOT - 12, _DOT)
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        text = step_title(self.step)
        if self._state == "put off":
            text = translate("FirstRun", "{name} · put off").format(name=text)
        name = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, round(room.width()))
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, name)


class Rail(QWidget):
    """All steps of a course, and a quiet line at the foot."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.lines: list[StepLine] = []
        self.setProperty("kind", "sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(translate("FirstRun", "Steps"))
        self._title = label("", "heading", wrap=True)
        self._how_many = label("", "second", wrap=True)
        self._steps = QVBoxLayout()
        self._steps.setSpacing(0)
        self.foot = label("", "small", wrap=True)
        self._head, self._below = QWidget(), QWidget()
        self._head.setLayout(column(self._title, self._how_many, spacing=0))
        self._below.setLayout(self._quiet_lines(theme))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 28, 20, 22)
        layout.setSpacing(22)
        layout.addWidget(self._head)
        layout.addLayout(self._steps)
        layout.addStretch(1)
        layout.addWidget(self._below)

    def _quiet_lines(self, theme: Theme) -> QVBoxLayout:
        lock = Drawing(theme, "lock-simple", 16)
        words = translate("FirstRun", "Everything is encrypted on this computer, before it leaves it.")
        first = row(lock, label(words, "small", wrap=True), spacing=8)
        first.setAlignment(lock, Qt.AlignmentFlag.AlignTop)
        clock = Drawing(theme, "clock", 16)
        second = row(clock, self.foot, spacing=8)
        second.setAlignment(clock, Qt.AlignmentFlag.AlignTop)
        return column(first, second, spacing=12)

    def narrow(self, narrow: bool) -> None:
        """Only the circles, for a narrow window; their names are in the tooltips."""
        self.setFixedWidth(NARROW if narrow else WIDTH)
        for part in (self._head, self._below):
            part.setVisible(not narrow)

    def show_course(self, course: tuple[StepName, ...], now: StepName, put_off: frozenset[StepName]) -> None:
        """These steps, seen from this one; `put_off`: those which were left without being done."""
        if [line.step for line in self.lines] != list(course):
            self._build(course)
        for line in self.lines:
            line.show_state(state_of(line.step, now, course, put_off))

    def _build(self, course: tuple[StepName, ...]) -> None:
        for line in self.lines:
            line.setParent(None)
            line.deleteLater()
        self.lines = [
            StepLine(self._theme, number, step, last=number == len(course)) for number, step in enumerate(course, 1)
        ]
        for line in self.lines:
            self._steps.addWidget(line)
        new = course[0] == "name"
        title = translate("FirstRun", "Set up Studio Backup") if new else translate("FirstRun", "Open your vault")
        self._title.setText(title)
        many = translate("FirstRun", "%n steps, under 3 minutes", "", len(course))
        self._how_many.setText(many if new else translate("FirstRun", "%n steps", "", len(course)))
