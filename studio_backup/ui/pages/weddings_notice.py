"""That folders with photos wait for their wedding: one line, above the list."""

from __future__ import annotations

from collections.abc import Callable

from studio_backup.ui.texts import translate
from studio_backup.ui.theme import Theme
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.frames import Card, row
from studio_backup.ui.widgets.glyph import StateGlyph
from studio_backup.ui.widgets.labels import label
from studio_backup.ui.wording.matching import open_words


class UnassignedNotice(Card):
    """Hidden while nothing waits."""

    def __init__(self, theme: Theme, act: Callable[[], None]) -> None:
        super().__init__()
        self.mark("attention")
        self.body.setContentsMargins(16, 9, 12, 9)
        self._words = label("", wrap=True)
        self.look = Button(theme, translate("Matching", "Decide…"), act)
        glyph = StateGlyph(theme, 16, "attention", translate("Matching", "Needs you"))
        line = row(glyph, self._words, self.look, spacing=10)
        line.setStretch(1, 1)
        self.body.addLayout(line)
        self.hide()

    def show_count(self, count: int) -> None:
        """So many folders wait."""
        self.setVisible(count > 0)
        self._words.setText(open_words(count) + ".")
        self.setAccessibleName(open_words(count))
