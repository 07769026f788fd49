"""The appearance in use: light or dark as the system is or a person chose, fonts, and the style sheet."""

from __future__ import annotations

import importlib.resources
from typing import Final, Literal

from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from studio_backup.ui.style import STILL, style_sheet
from studio_backup.ui.tokens import DARK, LIGHT, Tokens

Appearance = Literal["system", "light", "dark"]
APPEARANCES: Final[tuple[Appearance, ...]] = ("system", "light", "dark")
_FAMILIES: Final = ("Inter", "Segoe UI Variable Text", "SF Pro Text")
BODY_PX: Final = 13
_EFFECTS: Final = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)


class Theme(QObject):
    """`changed`: paint anew. `tokens`: the colours in use. `still`: no motion is wanted."""

    changed = Signal()

    def __init__(self, application: QApplication, appearance: Appearance = "system") -> None:
        super().__init__(application)
        self._application = application
        self.appearance: Appearance = appearance
        self.still = False
        self._blink_ms = QGuiApplication.styleHints().cursorFlashTime()
        self.tokens = LIGHT
        application.setStyle("Fusion")
        QDir.setSearchPaths("icons", [str(importlib.resources.files("studio_backup_resources").joinpath("icons"))])
        application.setFont(_font())
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)
        self.apply()

    def choose(self, appearance: Appearance) -> None:
        """Light, dark, or as the system is."""
        self.appearance = appearance
        if self._due() is not self.tokens:
            self.apply()

    def be_still(self, still: bool) -> None:
        """Whether nothing is to move by itself: no fading menu, no sliding bar, no blinking cursor."""
        if still == self.still:
            return
        self.still = still
        for effect in _EFFECTS:
            QApplication.setEffectEnabled(effect, not still)
        QGuiApplication.styleHints().setCursorFlashTime(0 if still else self._blink_ms)
        self.apply()

    def apply(self) -> None:
        """Paint everything in the colours that are due."""
        self.tokens = self._due()
        self._application.setStyleSheet("")  # one sheet in the place of another costs five times as much
        self._application.setPalette(palette_of(self.tokens))
        self._application.setStyleSheet(style_sheet(self.tokens) + (STILL if self.still else ""))
        self.changed.emit()

    def _due(self) -> Tokens:
        if self.appearance == "system":
            return DARK if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
        return DARK if self.appearance == "dark" else LIGHT

    def _follow(self) -> None:
        if self.appearance == "system" and self._due() is not self.tokens:
            self.apply()


def _font() -> QFont:
    """The system's font; on Linux, Inter where it is installed. Figures are of one width in tables by style."""
    there = set(QFontDatabase.families())
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    known = [family for family in _FAMILIES if family in there]
    if known:
        font.setFamilies([*known, *font.families()])
    font.setPixelSize(BODY_PX)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def palette_of(tokens: Tokens) -> QPalette:
    """The tokens as a palette, for what a style sheet does not reach (delegates, native dialogs)."""
    role = QPalette.ColorRole
    palette = QPalette()
    for one, colour in (
        (role.Window, tokens.window),
        (role.WindowText, tokens.ink),
        (role.Base, tokens.surface),
        (role.AlternateBase, tokens.sunken),
        (role.Text, tokens.ink),
        (role.Button, tokens.surface),
        (role.ButtonText, tokens.ink),
        (role.BrightText, tokens.on),
        (role.ToolTipBase, tokens.surface),
        (role.ToolTipText, tokens.ink),
        (role.Highlight, tokens.accent),
        (role.HighlightedText, tokens.on),
        (role.Link, tokens.accent),
        (role.PlaceholderText, tokens.ink3),
        (role.Mid, tokens.line2),
        (role.Midlight, tokens.line),
        (role.Accent, tokens.accent),
    ):
        palette.setColor(one, QColor(colour))
    for one in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, one, QColor(tokens.ink3))
    return palette
