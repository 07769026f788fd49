"""The state glyphs: one painter for tray, chips, rows and hero. Each has a shape of its own, not only a colour."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Final, Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from studio_backup.ui.tokens import Look, Tokens

Glyph = Literal["protected", "working", "attention", "failed", "paused", "locked", "off", "part", "later", "none"]
"""A state; or `part`: there, and part of it read back; `later`: waits its turn, by plan; `none`: nothing there yet.

Those three are neutral.
"""
UNIT: Final = 16.0
"""Glyphs are drawn on a square of 16 units."""
CUT: Final = "cut"
_STEPS: Final = 8
_TRAY_SIZES: Final = (16, 22, 24, 32, 48, 64)


def paint_state(
    painter: QPainter, rect: QRectF, look: Glyph, tokens: Tokens, *, percent: float | None = None, ground: str = ""
) -> None:
    """Paint the glyph of a state into the square `rect`.

    `percent`: how far the work is (0 to 100, working only; None: not known). `ground`: the colour behind the glyph,
    which shines through its cuts (#RRGGBB, else the surface; CUT: the picture gets holes).
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / UNIT, rect.height() / UNIT)
    knock = QColor(0, 0, 0, 0) if ground == CUT else QColor(ground or tokens.surface)
    if look == "working":
        _working(painter, QColor(tokens.working.glyph), percent)
    elif look == "part":
        _part(painter, QColor(tokens.ctl), 50.0 if percent is None else percent)
    elif look == "later":
        _later(painter, QColor(tokens.ctl))
    elif look == "none":
        _none(painter, QColor(tokens.ctl))
    else:
        _PAINTERS[look](painter, QColor(tokens.state(look).glyph), knock)
    painter.restore()


def state_pixmap(look: Look, tokens: Tokens, size: int, *, ratio: float = 1.0, percent: float | None = None) -> QPixmap:
    """The glyph as a picture of `size` logical pixels, with holes where its cuts are: nobody knows a tray's colour."""
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(QColor(0, 0, 0, 0))
    painter = QPainter(picture)
    paint_state(painter, QRectF(0, 0, size, size), look, tokens, percent=percent, ground=CUT)
    painter.end()
    return picture


def state_icon(look: Look, tokens: Tokens, percent: float | None = None) -> QIcon:
    """The glyph for the tray, painted anew at each size a tray may ask for."""
    made = QIcon()
    for size in _TRAY_SIZES:
        made.addPixmap(state_pixmap(look, tokens, size, percent=stepped(percent)))
    return made


def stepped(percent: float | None) -> float | None:
    """Progress in eighths, so that the tray's ring does not crawl."""
    return None if percent is None else int(percent * _STEPS / 100) * 100 / _STEPS


def _pen(colour: QColor, width: float) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _shield() -> QPainterPath:
    path = QPainterPath(QPointF(8, 0.9))
    path.lineTo(14.2, 3)
    path.lineTo(14.2, 7.7)
    path.cubicTo(14.2, 11.3, 11.7, 14, 8, 15.3)
    path.cubicTo(4.3, 14, 1.8, 11.3, 1.8, 7.7)
    path.lineTo(1.8, 3)
    path.closeSubpath()
    return path


def _line(painter: QPainter, colour: QColor, width: float, *points: tuple[float, float]) -> None:
    with _cutting(painter, colour) as seen:
        painter.setPen(_pen(seen, width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))


def _dot(painter: QPainter, colour: QColor, x: float, y: float, radius: float) -> None:
    with _cutting(painter, colour) as seen:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(seen)
        painter.drawEllipse(QPointF(x, y), radius, radius)


@contextlib.contextmanager
def _cutting(painter: QPainter, colour: QColor) -> Iterator[QColor]:
    """Paint in this colour; a colour which cannot be seen takes away what is there."""
    if colour.alpha():
        yield colour
        return
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOut)
    yield QColor(0, 0, 0)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)


def _protected(painter: QPainter, colour: QColor, knock: QColor) -> None:
    painter.fillPath(_shield(), colour)
    _line(painter, knock, 1.7, (5, 7.9), (7.2, 10.1), (11.1, 5.8))


def _working(painter: QPainter, colour: QColor, percent: float | None) -> None:
    ring = QRectF(2, 2, 12, 12)
    faint = QColor(colour)
    faint.setAlphaF(0.3)
    painter.setPen(_pen(faint, 2.2))
    painter.drawEllipse(ring)
    painter.setPen(_pen(colour, 2.2))
    share = 0.25 if percent is None else max(0.0, min(percent, 100.0)) / 100
    painter.drawArc(ring, 90 * 16, round(-share * 360 * 16))
    _line(painter, colour, 1.5, (8, 10.6), (8, 5.6))
    _line(painter, colour, 1.5, (5.9, 7.5), (8, 5.4), (10.1, 7.5))


def _part(painter: QPainter, colour: QColor, percent: float) -> None:
    painter.setPen(_pen(colour, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(1.8, 1.8, 12.4, 12.4))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPie(QRectF(3.8, 3.8, 8.4, 8.4), 90 * 16, round(-max(4.0, min(percent, 96.0)) / 100 * 360 * 16))


def _later(painter: QPainter, colour: QColor) -> None:
    painter.setPen(_pen(colour, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(1.8, 1.8, 12.4, 12.4))
    _line(painter, colour, 1.5, (8, 4.8), (8, 8.2), (10.4, 9.6))


def _none(painter: QPainter, colour: QColor) -> None:
    pen = QPen(colour, 1.3, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([2.0, 1.8])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(1.8, 1.8, 12.4, 12.4))


def _attention(painter: QPainter, colour: QColor, knock: QColor) -> None:
    path = QPainterPath(QPointF(8, 1.2))
    path.lineTo(15, 14.2)
    path.lineTo(1, 14.2)
    path.closeSubpath()
    painter.setPen(_pen(colour, 1.6))
    painter.setBrush(colour)
    painter.drawPath(path)
    _line(painter, knock, 1.7, (8, 5.8), (8, 9.6))
    _dot(painter, knock, 8, 12, 1.0)


def _failed(painter: QPainter, colour: QColor, knock: QColor) -> None:
    corners = [(5.1, 0.9), (10.9, 0.9), (15.1, 5.1), (15.1, 10.9), (10.9, 15.1), (5.1, 15.1), (0.9, 10.9), (0.9, 5.1)]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
    _line(painter, knock, 1.7, (5.6, 5.6), (10.4, 10.4))
    _line(painter, knock, 1.7, (10.4, 5.6), (5.6, 10.4))


def _paused(painter: QPainter, colour: QColor, knock: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(QRectF(1.3, 1.3, 13.4, 13.4), 3.4, 3.4)
    _line(painter, knock, 1.9, (6, 5), (6, 11))
    _line(painter, knock, 1.9, (10, 5), (10, 11))


def _locked(painter: QPainter, colour: QColor, knock: QColor) -> None:
    painter.setPen(_pen(colour, 1.8))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    shackle = QPainterPath(QPointF(4.9, 7))
    shackle.lineTo(4.9, 4.6)
    shackle.arcTo(QRectF(4.9, 1.5, 6.2, 6.2), 180, -180)
    shackle.lineTo(11.1, 7)
    painter.drawPath(shackle)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(QRectF(2.2, 6.6, 11.6, 8.5), 2, 2)
    _dot(painter, knock, 8, 10.1, 1.35)
    _line(painter, knock, 1.3, (8, 10.6), (8, 12.6))


def _off(painter: QPainter, colour: QColor, knock: QColor) -> None:
    painter.setPen(_pen(colour, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.translate(UNIT / 2, UNIT / 2)
    painter.scale(0.9, 0.9)
    painter.translate(-UNIT / 2, -UNIT / 2)
    painter.drawPath(_shield())
    _line(painter, knock, 4.2, (2, 14.5), (14, 1.5))
    _line(painter, colour, 1.7, (1.6, 14.8), (14.4, 1.2))


_PAINTERS: Final[dict[Look, Callable[[QPainter, QColor, QColor], None]]] = {
    "protected": _protected,
    "attention": _attention,
    "failed": _failed,
    "paused": _paused,
    "locked": _locked,
    "off": _off,
}
