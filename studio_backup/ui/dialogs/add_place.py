"""Adding a place: its kind, where it is, what was found there; only then is it trusted."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from studio_backup.api.tiers import NewTier, TierCard, TriedView, TryPlace
from studio_backup.base.errors import StudioBackupError
from studio_backup.base.names import display
from studio_backup.ui.asking import Asked
from studio_backup.ui.dialogs.add_place_steps import KindStep, TriedStep, WhereStep
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.frames import row
from studio_backup.ui.widgets.labels import label
from studio_backup.ui.wording.adding import free_name
from studio_backup.ui.wording.places import LOCAL
from studio_backup.ui.wording.probing import usable

KIND, WHERE, TRIED = range(3)
_SIZE: Final = (620, 560)


class AddPlaceDialog(QDialog):
    """Three steps. The engine tries the place out in the second lane: the window goes on, and so may the person."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shell = shell
        status = shell.live.status
        self._taken = frozenset([LOCAL, *(one.name for one in status.tiers)] if status else [LOCAL])
        self._asked: Asked | None = None
        self._tried: TriedView | None = None
        self._busy = False
        self.setWindowTitle(translate("AddPlace", "Add a place"))
        self.resize(*_SIZE)
        self.kind = KindStep(shell.theme, self._go_on)
        self.where = WhereStep(shell, self._taken, self._tell)
        self.tried = TriedStep(shell.theme)
        self.stack = QStackedWidget()
        for step in (self.kind, self.where, self.tried):
            self.stack.addWidget(step)
        self.waits = label("", "small", wrap=True)
        self.back = Button(shell.theme, translate("AddPlace", "Back"), self._go_back)
        cancel = Button(shell.theme, translate("AddPlace", "Cancel"), self.reject)
        self.on = Button(shell.theme, "", self._go_on, kind="primary")
        self.on.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(16)
        layout.addWidget(self.stack, 1)
        layout.addLayout(row(self.back, self.waits, cancel, self.on))
        self._tell()

    @property
    def step(self) -> int:
        """KIND, WHERE or TRIED."""
        return self.stack.currentIndex()

    def _show(self, step: int) -> None:
        self.stack.setCurrentIndex(step)
        self._tell()

    def _tell(self) -> None:
        """What the buttons say, and why one cannot go on yet."""
        words = (
            translate("AddPlace", "Continue"),
            translate("AddPlace", "Test this place"),
            translate("AddPlace", "Use this place"),
        )
        self.on.setText(words[self.step])
        self.on.setAccessibleName(words[self.step])
        self.back.setVisible(self.step != KIND)
        self.back.forbid(translate("AddPlace", "It is being tried out.") if self._busy else "")
        reason = self._waits()
        self.on.forbid(reason)
        self.waits.setText(reason)

    def _waits(self) -> str:
        if self.step == KIND:
            return ""
        if self.step == WHERE:
            return self.where.waits
        if self._busy:
            return translate("AddPlace", "One moment")
        if self._tried is None:
            return translate("AddPlace", "Go back and choose another place")
        return "" if usable(self._tried) else translate("AddPlace", "This place does not give back what it was given")

    def _go_on(self) -> None:
        if self._waits():
            return
        if self.step == KIND:
            self.where.show_kind(self.kind.kind, free_name(self.kind.kind.usual_name, self._taken))
            self._show(WHERE)
        elif self.step == WHERE:
            self._try()
        else:
            self._add()

    def _go_back(self) -> None:
        if self._asked is not None:
            self._asked.forget()
        self._tried, self._busy = None, False
        self._show(self.step - 1)

    def _try(self) -> None:
        where = self.where
        request = TryPlace(location=where.location, role=where.chosen_role, keys=where.typed_keys)
        self._tried, self._busy = None, True
        self.tried.trying(self.where.name.text())
        self._show(TRIED)
        self._asked = self._shell.bridge.ask(
            lambda engine: engine.tiers.try_out(request), self._found, self._refused, owner=self, lane="slow"
        )

    def _found(self, tried: TriedView) -> None:
        self._tried, self._busy = tried, False
        self.tried.found(self.where.name.text(), tried)
        self._tell()
        self.on.setFocus()

    def _refused(self, error: StudioBackupError) -> None:
        self._tried, self._busy = None, False
        self.tried.refused(error)
        self._tell()
        self.back.setFocus()

    def _add(self) -> None:
        where = self.where
        request = NewTier(
            name=where.name.text(), location=where.location, role=where.chosen_role, keys=where.typed_keys
        )
        self._busy = True
        self.tried.adding(request.name)
        self._tell()
        self._shell.bridge.ask(
            lambda engine: engine.tiers.add(request), self._added, self._refused, owner=self, lane="slow"
        )

    def _added(self, card: TierCard) -> None:
        if card.attached:
            text = translate("AddPlace", "{name} is attached again; what it lacks is being copied.")
        else:
            text = translate("AddPlace", "{name} was added: copying to it begins by itself.")
        self._shell.window.say(text.format(name=display(card.name)))
        self.accept()
