"""Before a verification runs: of what, how deep, and whether damage is healed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QDialog, QRadioButton, QVBoxLayout, QWidget

from studio_backup.api.work import VerifyAsked
from studio_backup.base.names import display
from studio_backup.domain.job import Check
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.fields import Choice
from studio_backup.ui.widgets.frames import row
from studio_backup.ui.widgets.labels import label
from studio_backup.ui.wording.coverage import level_about
from studio_backup.ui.wording.places import place_name

LEVELS: Final[tuple[Check, ...]] = ("present", "read", "drill")


@dataclass(frozen=True, slots=True)
class Scope:
    """What is to be checked: one wedding or all ("" each), at one place or all ("")."""

    wedding: str = ""
    date: str = ""
    place: str = ""

    @property
    def words(self) -> str:
        """For a person."""
        what = display(self.wedding) or translate("RunCheck", "All weddings")
        where = place_name(self.place) if self.place else translate("RunCheck", "all places")
        return translate("RunCheck", "{what}, at {where}").format(what=what, where=where)


def scopes(chosen: Scope) -> tuple[Scope, ...]:
    """The chosen one first, then the wider ones: its wedding everywhere, its place whole, everything."""
    wider = (chosen, Scope(chosen.wedding, chosen.date), Scope(place=chosen.place), Scope())
    return tuple(dict.fromkeys(wider))


class RunCheckDialog(QDialog):
    """Asks, and hands over what was asked for."""

    def __init__(
        self, shell: Shell, chosen: Scope, run: Callable[[VerifyAsked], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._run, self._scopes = run, scopes(chosen)
        self.setWindowTitle(translate("RunCheck", "Verify"))
        self.setMinimumWidth(480)
        offered = [one.words for one in self._scopes]
        self.scope = Choice(shell.theme, translate("RunCheck", "What is checked"), offered)
        self.levels = [QRadioButton(level_about(level)) for level in LEVELS]
        self._group = QButtonGroup(self)
        for button in self.levels:
            self._group.addButton(button)
        self.levels[LEVELS.index("read")].setChecked(True)
        self.heal = QCheckBox(translate("RunCheck", "Heal what is damaged, from a place which has it"))
        cancel = Button(shell.theme, translate("RunCheck", "Cancel"), self.reject)
        self.start = Button(shell.theme, translate("RunCheck", "Run now"), self._start, kind="primary")
        self.start.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(8)
        layout.addWidget(label(translate("RunCheck", "What is checked"), "strong"))
        layout.addWidget(self.scope)
        layout.addWidget(label(translate("RunCheck", "How deep"), "strong"))
        for widget in (*self.levels, self.heal):
            layout.addWidget(widget)
        layout.addLayout(row(1, cancel, self.start))

    def choose(self, level: Check) -> None:
        """Have this level chosen."""
        self.levels[LEVELS.index(level)].setChecked(True)

    def _start(self) -> None:
        scope = self._scopes[self.scope.currentIndex()]
        level = next(level for level, button in zip(LEVELS, self.levels, strict=True) if button.isChecked())
        asked = VerifyAsked(
            tier=scope.place, wedding=scope.wedding, date=scope.date, level=level, heal=self.heal.isChecked()
        )
        self.accept()
        self._run(asked)
