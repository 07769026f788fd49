"""The navigation at the left: pages, the way to search, and how all stands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from studio_backup.ui.icons import icon
from studio_backup.ui.pages.registry import PageEntry
from studio_backup.ui.texts import translate
from studio_backup.ui.theme import Theme
from studio_backup.ui.tokens import Look
from studio_backup.ui.widgets.frames import column, divider, row
from studio_backup.ui.widgets.glyph import StateGlyph
from studio_backup.ui.widgets.labels import ElidedLabel
from studio_backup.ui.wording.standing import Standing, state_word

WIDE, NARROW = 208, 60


class NavButton(QToolButton):
    """One entry. In the narrow sidebar it is its icon, and its words are the tooltip."""

    def __init__(self, theme: Theme, picture: str, text: str, shortcut: str = "") -> None:
        super().__init__()
        self._theme, self._picture, self._text = theme, picture, text
        self.setProperty("kind", "nav")
        self.setText(f"  {text}")  # Qt leaves hardly a pixel between icon and words
        self.setAccessibleName(text)
        self.setIconSize(QSize(18, 18))
        self.setFixedHeight(34)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(shortcut)
        self._shortcut = shortcut
        theme.changed.connect(self.repicture)
        self.toggled.connect(self.repicture)
        self.repicture()

    def narrow(self, narrow: bool) -> None:
        """Icon only, or icon and words."""
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(style.ToolButtonIconOnly if narrow else style.ToolButtonTextBesideIcon)
        self.setToolTip(f"{self._text}  {self._shortcut}".strip() if narrow else self._shortcut)

    def repicture(self) -> None:
        """Paint the icon for the theme, filled while this page is shown."""
        tokens, chosen = self._theme.tokens, self.isChecked()
        name = f"{self._picture}-fill" if chosen and self._picture in FILLED else self._picture
        self.setIcon(icon(name, tokens.accent if chosen else tokens.ink2))


FILLED = frozenset({"house", "heart", "clock-counter-clockwise", "seal-check", "hard-drives", "pulse", "gear-six"})


class Sidebar(QWidget):
    """`chosen`: the name of a page. `searched`: a person wants to search or do something."""

    chosen = Signal(str)
    searched = Signal()

    def __init__(self, theme: Theme, pages: Sequence[PageEntry]) -> None:
        super().__init__()
        self.setProperty("kind", "sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(translate("Sidebar", "Pages"))
        self.studio = ElidedLabel(translate("Sidebar", "Studio Backup"), "strong")
        self.buttons: dict[str, NavButton] = {}
        self._search = NavButton(theme, "magnifying-glass", translate("Sidebar", "Search"), "Ctrl+K")
        self._search.clicked.connect(self.searched)
        self._state = StateGlyph(theme, 18)
        self._word = ElidedLabel("", "strong")
        self._evidence = ElidedLabel("", "small")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 16, 12, 14)
        layout.setSpacing(2)
        layout.addWidget(self.studio)
        layout.addSpacing(10)
        layout.addWidget(self._search)
        layout.addSpacing(6)
        self._add(theme, [one for one in pages if one.where == "top"], layout)
        layout.addStretch(1)
        self._add(theme, [one for one in pages if one.where == "bottom"], layout)
        layout.addSpacing(8)
        layout.addWidget(divider())
        layout.addSpacing(8)
        self._words = QWidget()
        self._words.setLayout(column(self._word, self._evidence, spacing=0))
        layout.addLayout(row(self._state, self._words, spacing=10))
        layout.setAlignment(self._state, Qt.AlignmentFlag.AlignTop)
        self.narrow(False)

    def _add(self, theme: Theme, pages: Sequence[PageEntry], layout: QVBoxLayout) -> None:
        for page in pages:
            button = NavButton(theme, page.icon, page.title())
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, name=page.name: self.chosen.emit(name))
            self.buttons[page.name] = button
            layout.addWidget(button)

    def focus_pages(self) -> None:
        """Put the focus on the page that is shown."""
        chosen = next((one for one in self.buttons.values() if one.isChecked()), self._search)
        chosen.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def mark(self, name: str) -> None:
        """This page is shown now."""
        for one, button in self.buttons.items():
            button.setChecked(one == name)

    def show_standing(self, standing: Standing, percent: float | None) -> None:
        """How all stands, at the foot."""
        word = state_word(standing.look)
        self._state.show_state(standing.look, f"{word}. {standing.whole}", percent)
        self._word.setText(word)
        self._evidence.setText(short(standing))

    def narrow(self, narrow: bool) -> None:
        """Icons with tooltips, for a narrow window."""
        self.setFixedWidth(NARROW if narrow else WIDE)
        for widget in (self.studio, self._words):
            widget.setVisible(not narrow)
        for button in (self._search, *self.buttons.values()):
            button.narrow(narrow)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Up and down move between the pages."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.focusNextPrevChild(step > 0)


def short(standing: Standing) -> str:
    """What fits beside the glyph: the evidence where all is well, else what is wrong."""
    calm: frozenset[Look] = frozenset({"protected", "working", "paused"})
    return standing.evidence.rstrip(".") if standing.look in calm and standing.evidence else standing.sentence
