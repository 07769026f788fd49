"""The recovery kit as a page to print: numbered groups, a code that holds the same, and what to do with it."""

from __future__ import annotations

import datetime
import importlib.resources
import io
from xml.sax.saxutils import escape

import segno
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm as _mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from studio_backup.engine.recovery_kit.wording import FINDER, STEPS, WARNING
from studio_backup.repository.kit import Kit, kit_groups, kit_text

mm = float(_mm)
_FONT, _BOLD, _KEY = "DejaVuSans", "VeraBd", "Courier-Bold"
_INK, _PALE, _LINE, _WARN = HexColor("#1b1f27"), HexColor("#5c6573"), HexColor("#c3c9d2"), HexColor("#8a2f12")
_WIDTH, _HEIGHT = float(A4[0]), float(A4[1])
_LEFT, _RIGHT = 20 * mm, _WIDTH - 20 * mm
_CODE = 52 * mm
_QUIET = 4  # modules of white around the code


def printed_kit(kit: Kit) -> bytes:
    """The PDF's bytes: one A4 page, fonts embedded except Courier, which every printer has."""
    out = io.BytesIO()
    page = Canvas(out, pagesize=A4)
    page.setTitle("Studio Backup recovery kit")
    _load_fonts()
    below = _head(page, kit)
    below = _key(page, kit, below)
    below = _code_and_warning(page, kit, below)
    _steps(page, below)
    page.showPage()
    page.save()
    return out.getvalue()


def _load_fonts() -> None:
    font = importlib.resources.files("studio_backup_resources").joinpath("DejaVuSans.ttf").read_bytes()
    pdfmetrics.registerFont(TTFont(_FONT, io.BytesIO(font)))
    pdfmetrics.registerFont(TTFont(_BOLD, "VeraBd.ttf"))  # comes with reportlab
    pdfmetrics.registerFontFamily(_FONT, normal=_FONT, bold=_BOLD, italic=_FONT, boldItalic=_BOLD)


def legible(text: str) -> str:
    r"""The text, with \uXXXX in place of every character that the page's font cannot draw."""
    glyphs = pdfmetrics.getFont(_FONT).face.charToGlyph
    return "".join(char if ord(char) in glyphs else f"\\u{ord(char):04x}" for char in text)


def _head(page: Canvas, kit: Kit) -> float:
    page.setFillColor(_INK)
    page.setFont(_BOLD, 22)
    page.drawString(_LEFT, _HEIGHT - 27 * mm, "Recovery kit")
    page.setFont(_FONT, 10)
    page.setFillColor(_PALE)
    page.drawRightString(_RIGHT, _HEIGHT - 27 * mm, "Studio Backup")
    day = datetime.datetime.fromtimestamp(kit.created_ns // 10**9, datetime.UTC).strftime("%Y-%m-%d")
    number = " ".join(kit.repository[at : at + 8] for at in range(0, 32, 8))
    below = _HEIGHT - 33 * mm
    for label, value in (("Studio", escape(legible(kit.studio))), ("Vault", number), ("Made on", f"{day} (UTC)")):
        page.setFont(_FONT, 9)
        page.setFillColor(_PALE)
        page.drawString(_LEFT, below - 11, label)
        below = _text(page, value, _LEFT + 22 * mm, below, _RIGHT - _LEFT - 22 * mm, size=10.5) - 1.5 * mm
    return below - 2.5 * mm


def _key(page: Canvas, kit: Kit, top: float) -> float:
    row, groups = 10 * mm, kit_groups(kit.key)
    height = 4 * row + 6 * mm
    page.setStrokeColor(_INK)
    page.setLineWidth(1.2)
    page.roundRect(_LEFT, top - height, _RIGHT - _LEFT, height, 3 * mm)
    for index, group in enumerate(groups):
        base = top - 3 * mm - row * (index // 3) - 6.8 * mm
        left = _LEFT + 21 * mm + 50 * mm * (index % 3)
        if index % 3 == 0:
            _print_at(page, _LEFT + 6 * mm, base, f"{index // 3 + 1}:", _KEY, 19)
        _print_at(page, left + 4 * mm, base, group, _KEY, 21)
        page.setFillColor(_PALE)
        page.setFont(_FONT, 7.5)
        page.drawRightString(left + 1.5 * mm, base + 1, str(index + 1))
    return top - height - 6 * mm


def _print_at(page: Canvas, left: float, base: float, text: str, font: str, size: float) -> None:
    page.setFillColor(_INK)
    page.setFont(font, size)
    page.drawString(left, base, text)


def _code_and_warning(page: Canvas, kit: Kit, top: float) -> float:
    _draw_code(page, kit_text(kit, explained=False), _RIGHT - _CODE, top - _CODE)
    _text(page, "The code holds the same as KIT.txt.", _RIGHT - _CODE, top - _CODE - 1 * mm, _CODE, size=7.5, pale=True)
    width = _RIGHT - _LEFT - _CODE - 8 * mm
    below = _text(page, WARNING, _LEFT + 4 * mm, top - 1 * mm, width - 4 * mm, size=10.5)
    below = _text(page, FINDER, _LEFT + 4 * mm, below - 4 * mm, width - 4 * mm, size=10.5)
    page.setStrokeColor(_WARN)
    page.setLineWidth(2)
    page.line(_LEFT, top - 1 * mm, _LEFT, below)
    return min(below, top - _CODE - 5 * mm) - 4 * mm


def _draw_code(page: Canvas, text: str, left: float, bottom: float) -> None:
    rows = [list(row) for row in segno.make(text, error="m", micro=False).matrix_iter(border=_QUIET)]
    side = _CODE / len(rows)
    page.setFillColor(HexColor("#000000"))
    for number, row in enumerate(rows):
        base = bottom + _CODE - (number + 1) * side
        for start, length in _runs(row):
            page.rect(left + start * side, base, length * side, side * 1.02, stroke=0, fill=1)


def _runs(row: list[int]) -> list[tuple[int, int]]:
    """(start, length) of the dark runs: one rectangle each, or hair lines would show between modules."""
    runs: list[tuple[int, int]] = []
    for at, dark in enumerate(row):
        if dark and runs and sum(runs[-1]) == at:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif dark:
            runs.append((at, 1))
    return runs


def _steps(page: Canvas, top: float) -> None:
    page.setStrokeColor(_LINE)
    page.setLineWidth(0.6)
    page.line(_LEFT, top, _RIGHT, top)
    below = top - 4 * mm
    for number, (title, sentences) in enumerate(STEPS, 1):
        _print_at(page, _LEFT, below - 10.5, f"{number}", _BOLD, 11)
        below = _text(page, f"<b>{title}</b>", _LEFT + 8 * mm, below, _RIGHT - _LEFT - 8 * mm, size=10)
        below = _text(page, sentences, _LEFT + 8 * mm, below - 0.8 * mm, _RIGHT - _LEFT - 8 * mm, size=9) - 3 * mm


def _text(page: Canvas, text: str, left: float, top: float, width: float, *, size: float, pale: bool = False) -> float:
    """Draw marked-up text under `top`; returns where it ends."""
    colour = _PALE if pale else _INK
    style = ParagraphStyle("kit", fontName=_FONT, fontSize=size, leading=size * 1.38, textColor=colour)
    paragraph = Paragraph(text, style)
    _, height = paragraph.wrap(width, _HEIGHT)
    paragraph.drawOn(page, left, top - height)
    return top - float(height)
