"""Today's weddings: those at risk first, each with its copies in shape and words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from studio_backup.ui.models.weddings_read import target_of
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.theme import Theme
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.frames import Card, column, divider
from studio_backup.ui.widgets.glyph import StateGlyph
from studio_backup.ui.widgets.labels import ElidedLabel, colour_as, label
from studio_backup.ui.wording.weddings import CopyLine, WeddingLine, is_unassigned

MOST: Final = 6
_PLACES: Final = 4


class _Copy:
    """One line of the grid of copies."""

    def __init__(self, theme: Theme, grid: QGridLayout, at: int) -> None:
        self.place = ElidedLabel("", "small")
        self.place.setFixedWidth(76)
        self.glyph = StateGlyph(theme, 13)
        self.words = ElidedLabel("", "small")
        for column_, widget in enumerate((self.place, self.glyph, self.words)):
            grid.addWidget(widget, at, column_)

    def show_line(self, line: CopyLine | None) -> None:
        for widget in (self.place, self.glyph, self.words):
            widget.setVisible(line is not None)
        if line is not None:
            self.place.setText(line.place)
            self.glyph.show_state(line.look, f"{line.place}: {line.words}")
            self.words.setText(line.words)
            colour_as(self.words, line.look if line.look in ("failed", "attention", "working") else None)


class WeddingRow(QWidget):
    """One wedding; reused for another when the order changes. `open_wedding`: called with its name and date."""

    def __init__(self, theme: Theme, open_wedding: Callable[[str, str], None]) -> None:
        super().__init__()
        self._line: WeddingLine | None = None
        self._open_wedding = open_wedding
        self.open = Button(theme, "", self._open, kind="link", picture="caret-right")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._glyph = StateGlyph(theme, 22)
        self._name = ElidedLabel("", "strong")
        self._day = ElidedLabel("", "small")
        self._why = ElidedLabel("", "small")
        grid = QGridLayout()
        grid.setVerticalSpacing(2)
        grid.setHorizontalSpacing(6)
        grid.setColumnStretch(2, 1)
        self._copies = [_Copy(theme, grid, at) for at in range(_PLACES)]
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 10)
        layout.setSpacing(14)
        layout.addWidget(self._glyph)
        layout.addLayout(column(1, self._name, self._day, self._why, 1, spacing=1), 5)
        layout.addLayout(grid, 6)
        layout.addWidget(self.open)

    def show_line(self, line: WeddingLine) -> None:
        """Show this wedding."""
        self._line = line
        words = translate("Today", "Open {name}").format(name=line.name)
        self.open.setAccessibleName(words)
        self.open.setToolTip(words)
        self._glyph.show_state(line.look, line.why)
        self._name.setText(line.name)
        self._day.setText(line.day)
        self._why.setText(line.why)
        self.setAccessibleName(line.whole)
        shown = line.first(len(self._copies))
        for number, copy in enumerate(self._copies):
            copy.show_line(shown[number] if number < len(shown) else None)

    def _open(self) -> None:
        if self._line is not None:
            self._open_wedding(self._line.wedding, self._line.date)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Anywhere on the row."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._open()


class WeddingCard(QWidget):
    """Heading, how many more there are, and the first rows."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._heading = label("", "heading")
        self._more = label("", "second")
        self._card = Card(padded=False)
        self._rows: list[tuple[WeddingRow, QWidget]] = []
        head = QHBoxLayout()
        head.addWidget(self._heading)
        head.addStretch(1)
        head.addWidget(self._more)
        self.setLayout(column(head, self._card, spacing=10))

    def show_lines(self, lines: Sequence[WeddingLine]) -> None:
        """Those at risk and nearest first, as many as fit."""
        self.setVisible(bool(lines))
        risk = sum(line.at_risk for line in lines)
        self._heading.setText(
            translate("Today", "Weddings at risk") if risk else translate("Today", "Weddings, closest first")
        )
        shown = lines[:MOST]
        self._more.setText(_others(lines[MOST:]))
        while len(self._rows) < len(shown):
            self._add()
        for number, (wedding, line) in enumerate(self._rows):
            wedding.setVisible(number < len(shown))
            line.setVisible(0 < number < len(shown))
            if number < len(shown):
                wedding.show_line(shown[number])

    def _add(self) -> None:
        made, line = WeddingRow(self._shell.theme, self._open), divider()
        self._card.body.addWidget(line)
        self._card.body.addWidget(made)
        self._rows.append((made, line))

    def _open(self, wedding: str, date: str) -> None:
        if is_unassigned(wedding, date):
            self._shell.window.open_page("unassigned")
        else:
            self._shell.window.open_page("wedding", target_of(wedding, date))


def _others(rest: Sequence[WeddingLine]) -> str:
    if not rest:
        return ""
    if all(line.look == "protected" for line in rest):
        return translate("Today", "%n more, all protected", "", len(rest))
    return translate("Today", "%n more", "", len(rest))
