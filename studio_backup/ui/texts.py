"""Every text of the window goes through `translate`; the translations are files which the program carries.

`translate("Page", "text")` is what pyside6-lupdate looks for: context and text are literals, values come after,
`translate("Today", "{wedding} is safe").format(wedding=…)`, and "%n" is the count of a plural, given as fourth.
"""

from __future__ import annotations

import importlib.resources
from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTranslator

LANGUAGES: Final = ("en", "de")
"""Languages there are texts for; English is in the code, and its file holds the plurals only."""


def translate(context: str, text: str, comment: str = "", n: int = -1) -> str:
    """The text in the language of the window. `n`: the count that "%n" stands for."""
    return QCoreApplication.translate(context, text, comment, n)


def language_of(wanted: str) -> str:
    """The language to speak: the wanted one ("" for the system's) if there are texts for it, else English."""
    code = (wanted or QLocale.system().name()).split("_")[0].lower()
    return code if code in LANGUAGES else "en"


class Texts:
    """The language in use. Kept as long as the window: Qt does not keep a translator alive."""

    def __init__(self, wanted: str = "") -> None:
        self.language = language_of(wanted)
        self._translator = QTranslator()
        folder = importlib.resources.files("studio_backup_resources").joinpath("translations")
        with importlib.resources.as_file(folder.joinpath(f"studio_backup_{self.language}.qm")) as path:
            found = self._translator.load(str(path))
        if found:
            QCoreApplication.installTranslator(self._translator)
        QLocale.setDefault(_locale(self.language))

    @property
    def direction(self) -> Qt.LayoutDirection:
        """Whether the language runs from the left or from the right."""
        return QLocale().textDirection()

    def remove(self) -> None:
        """Speak English again."""
        QCoreApplication.removeTranslator(self._translator)
        QLocale.setDefault(QLocale.c())


def _locale(language: str) -> QLocale:
    """The person's own region where its language is the one in use."""
    system = QLocale.system()
    return system if system.name().split("_")[0] == language else QLocale(language)
