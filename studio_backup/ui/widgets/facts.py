"""Lines of a card: a glyph with words, and names with values."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from studio_backup.ui.theme import Theme
from studio_backup.ui.widgets.frames import clear
from studio_backup.ui.widgets.glyph import StateGlyph
from studio_backup.ui.widgets.labels import ElidedLabel, colour_as, label
from studio_backup.ui.wording.places import FactLine

_NAME_WIDTH = 76


class FactLines(QWidget):
    """Glyph and words, one line under the other; made anew only when they are others."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[FactLine, ...] | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(5)

    def show_lines(self, lines: Iterable[FactLine]) -> None:
        """Show these."""
        told = tuple(lines)
        if told == self._shown:
            return
        self._shown = told
        clear(self._layout)
        for one in told:
            self._layout.addLayout(self._line(one))
        self.setAccessibleName("; ".join(one.words for one in told))

    def _line(self, one: FactLine) -> QHBoxLayout:
        glyph = StateGlyph(self._theme, 15, one.glyph, one.words)
        glyph.show_state(one.glyph, one.words, one.percent)
        words = label(one.words, wrap=True)
        if one.look in ("attention", "failed"):
            colour_as(words, "failed" if one.look == "failed" else "attention")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(glyph, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(words, 1)
        return line


class FactTable(QWidget):
    """Names and values in two columns. A value which does not fit is elided, a place in its middle. One without a name
    says more of the one above, and is wrapped."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[tuple[str, str], ...] | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnMinimumWidth(0, _NAME_WIDTH)
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        """Show these."""
        if facts == self._shown:
            return
        self._shown = facts
        clear(self._grid)
        for at, (name, value) in enumerate(facts):
            self._grid.addWidget(label(name, "second"), at, 0, Qt.AlignmentFlag.AlignTop)
            middle = "/" in value and " " not in value
            said = ElidedLabel(value, middle=middle) if name else label(value, "small", wrap=True)
            self._grid.addWidget(said, at, 1)
