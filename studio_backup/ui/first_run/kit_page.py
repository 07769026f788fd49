"""The recovery kit as a drawing: what stands where on the page. The groups are dots, for the window holds no key."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from studio_backup.base.names import display
from studio_backup.ui.icons import paint_icon
from studio_backup.ui.texts import translate
from studio_backup.ui.tokens import LIGHT

_WIDTH, _HEIGHT, _MARGIN = 330, 466, 26
_GROUPS, _COLUMNS = 12, 3
_HIDDEN: Final = "•••••"


class KitPage(QWidget):
    """A sheet of paper: white in every appearance. `asked`: numbers of the groups which are to be typed back."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(_WIDTH, _HEIGHT)
        self._heading, self._vault = "", ""
        self._asked: tuple[int, ...] = ()
        self.show_kit("", "", "", ())

    def show_kit(self, studio: str, vault: str, day: str, asked: tuple[int, ...]) -> None:
        """Show whose kit it is; the groups asked for are marked."""
        self._heading = " · ".join(part for part in ("Studio Backup", display(studio), day) if part)
        self._vault, self._asked = vault, asked
        words = translate("FirstRun", "Drawing of the recovery kit: a code, 12 numbered groups, what to do with them."
                          " The groups are hidden here.")  # fmt: skip
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """See QWidget."""
        return QSize(_WIDTH, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's name
        """See QWidget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(LIGHT.line2), 1))
        painter.setBrush(QColor(LIGHT.surface))
        painter.drawRoundedRect(QRectF(0.5, 0.5, _WIDTH - 1, _HEIGHT - 1), 4, 4)
        self._text(painter, 24, translate("FirstRun", "Recovery kit"), 15, bold=True)
        self._text(painter, 48, self._heading, 11, colour=LIGHT.ink2)
        painter.setPen(QPen(QColor(LIGHT.ink), 1))
        painter.drawLine(_MARGIN, 74, _WIDTH - _MARGIN, 74)
        self._code(painter)
        below = self._groups(painter, 196)
        self._steps(painter, below + 14)

    def _code(self, painter: QPainter) -> None:
        frame = QRectF(_MARGIN, 88, 88, 88)
        painter.setPen(QPen(QColor(LIGHT.ctl), 1, Qt.PenStyle.DashLine))
        painter.drawRect(frame)
        paint_icon(painter, frame.adjusted(30, 30, -30, -30), "key", LIGHT.ink2)
        left = _MARGIN + 104
        self._text(painter, 88, translate("FirstRun", "Opens"), 11, bold=True, left=left)
        self._text(painter, 104, translate("FirstRun", "vault {number}").format(number=self._vault), 11, left=left)
        self._text(painter, 130, translate("FirstRun", "At the left"), 11, bold=True, left=left)
        self._text(painter, 146, translate("FirstRun", "a code with the same to scan"), 11, left=left)

    def _groups(self, painter: QPainter, top: int) -> int:
        self._text(painter, top, translate("FirstRun", "12 groups"), 11, bold=True)
        width = (_WIDTH - 2 * _MARGIN) / _COLUMNS
        for at in range(_GROUPS):
            line, column = divmod(at, _COLUMNS)
            left, base = round(_MARGIN + column * width), top + 20 + line * 24
            asked = at + 1 in self._asked
            if asked:
                painter.setPen(QPen(QColor(LIGHT.accent), 1.5))
                painter.setBrush(QColor(LIGHT.tint))
                painter.drawRoundedRect(QRectF(left - 4, base - 1, width - 6, 20), 4, 4)
            self._text(painter, base, str(at + 1), 11, left=left, colour=LIGHT.ink2, bold=asked)
            self._text(painter, base, _HIDDEN, 13, left=left + 22, bold=asked)
        return top + 20 + _GROUPS // _COLUMNS * 24

    def _steps(self, painter: QPainter, top: int) -> None:
        self._text(painter, top, translate("FirstRun", "To get everything back"), 11, bold=True)
        lines = (
            translate("FirstRun", "1. Take any computer and one of the copies."),
            translate("FirstRun", "2. Open it with this kit, with the program, or"),
            translate("FirstRun", "    with the rescue script beside the kit."),
            "",
            translate("FirstRun", "Keep it on paper, away from the computer."),
            translate("FirstRun", "Who holds it and a copy can read the vault."),
        )
        for number, line in enumerate(lines, 1):
            self._text(painter, top + 17 * number, line, 11, colour=LIGHT.ink2 if number > 4 else LIGHT.ink)

    def _text(
        self,
        painter: QPainter,
        top: int,
        text: str,
        pixels: int,
        *,
        left: int = _MARGIN,
        bold: bool = False,
        colour: str = LIGHT.ink,
    ) -> None:
        font = QFont(self.font())
        font.setPixelSize(pixels)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        room = QRectF(left, top, _WIDTH - _MARGIN - left + 10, pixels + 8)
        fitting = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, round(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, fitting)
