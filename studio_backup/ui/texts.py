"""Every text of the window goes through `translate`; the translations are files which the program carries.

`translate("Page", "text")` is what pyside6-lupdate looks for: context and text are literals, values come after,
`translate("Today", "{wedding} is safe").format(wedding=…)`, and "%n" is the count of a plural, given as fourth.
"""

from __future__ import annotations

import importlib.resources
from typing import Final

from PySide6.QtCore import QByteArray, QCoreApplication, QLocale, Qt, QTranslator

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
    """The language in use. Kept as long as the window: Qt does not keep a translator alive, nor its bytes."""

    def __init__(self, wanted: str = "") -> None:
        self.language = language_of(wanted)
        self._data = QByteArray(_file(self.language))
        self._translator = QTranslator()
        if self._translator.load(self._data.data(), self._data.size()):  # type: ignore[call-overload]
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


def _file(language: str) -> bytes:
    folder = importlib.resources.files("studio_backup_resources").joinpath("translations")
    return folder.joinpath(f"studio_backup_{language}.qm").read_bytes()
