"""Appearance and language, and whether the engine starts at login."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QCheckBox, QGridLayout

from studio_backup.api.settings import SettingsView
from studio_backup.ui.pages.settings_section import Section, SettingsHeld
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import LANGUAGES, translate
from studio_backup.ui.theme import APPEARANCES
from studio_backup.ui.widgets.fields import Choice
from studio_backup.ui.widgets.frames import Card
from studio_backup.ui.widgets.labels import label

_SCALES: Final = (0, 100, 110, 125, 150, 175, 200)
_LANGUAGES: Final = ("", *LANGUAGES)


class AppearanceSection(Section):
    """Each is kept as it is set."""

    def __init__(self, shell: Shell, held: SettingsHeld) -> None:
        super().__init__(shell, translate("Settings", "Appearance"))
        self._held = held
        self._scales = list(_SCALES)
        self._languages = list(_LANGUAGES)
        theme = shell.theme
        self.appearance = Choice(theme, translate("Appearance", "Colours"), _appearance_words())
        self.scale = Choice(theme, translate("Appearance", "Size"), [_scale_word(one) for one in _SCALES])
        self.language = Choice(theme, translate("Appearance", "Language"), [_language_word(one) for one in _LANGUAGES])
        self.still = QCheckBox(translate("Appearance", "Nothing moves by itself"))
        self.login = QCheckBox(translate("Appearance", "Keep watching from login on, also without this window"))
        self._lay_out()
        self.body.addStretch(1)
        self.appearance.activated.connect(lambda at: held.edit("appearance", APPEARANCES[at]))
        self.scale.activated.connect(lambda at: held.edit("scale", self._scales[at]))
        self.language.activated.connect(lambda at: held.edit("language", self._languages[at]))
        self.still.clicked.connect(lambda on: held.edit("reduce_motion", on))
        self.login.clicked.connect(lambda on: held.edit("start_at_login", on))
        held.changed.connect(self._show)
        held.refused.connect(self.said.complain)
        if held.now is not None:
            self._show(held.now)

    def _lay_out(self) -> None:
        card = Card(translate("Appearance", "How the window looks"))
        grid = QGridLayout()
        grid.setVerticalSpacing(10)
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(2, 1)
        later = translate("Appearance", "Takes effect when the window opens the next time.")
        rows = (
            (translate("Appearance", "Colours"), self.appearance, ""),
            (translate("Appearance", "Size"), self.scale, later),
            (translate("Appearance", "Language"), self.language, later),
        )
        for at, (words, choice, note) in enumerate(rows):
            grid.addWidget(label(words), at, 0)
            grid.addWidget(choice, at, 1)
            grid.addWidget(label(note, "small", wrap=True), at, 2)
            choice.setAccessibleDescription(note)
        card.body.addLayout(grid)
        card.body.addWidget(self.still)
        login = Card(translate("Appearance", "Start"))
        login.body.addWidget(self.login)
        more = translate("Appearance", "On this machine only. All other settings here come back with the vault.")
        login.body.addWidget(label(more, "small", wrap=True))
        for part in (card, login, self.said):
            self.body.addWidget(part)

    def _show(self, settings: SettingsView) -> None:
        self.said.tell("")
        self.appearance.setCurrentIndex(APPEARANCES.index(settings.appearance))
        self.scale.setCurrentIndex(_place(self.scale, self._scales, settings.scale, _scale_word(settings.scale)))
        place = _place(self.language, self._languages, settings.language, settings.language)
        self.language.setCurrentIndex(place)
        self.still.setChecked(settings.reduce_motion)
        self.login.setChecked(settings.start_at_login)


def _place(choice: Choice, values: list[int] | list[str], value: int | str, words: str) -> int:
    """Where a value stands; one that was set elsewhere and is not offered is added."""
    if value not in values:
        values.append(value)  # type: ignore[arg-type]
        choice.addItem(words)
    return values.index(value)  # type: ignore[arg-type]


def _appearance_words() -> tuple[str, ...]:
    return (
        translate("Appearance", "As the system"),
        translate("Appearance", "Light"),
        translate("Appearance", "Dark"),
    )


def _scale_word(scale: int) -> str:
    return f"{scale} %" if scale else translate("Appearance", "As the system")


def _language_word(code: str) -> str:
    """Each language in its own words, so that one finds it in any."""
    return {"": translate("Appearance", "As the system"), "en": "English", "de": "Deutsch"}[code]
