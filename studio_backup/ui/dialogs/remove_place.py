"""Removing a place: what loses cover is shown first, and the confirmation names the place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QVBoxLayout, QWidget

from studio_backup.api.tiers import RemovalPlan, TierCard
from studio_backup.base.errors import StudioBackupError
from studio_backup.base.names import display
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.frames import row
from studio_backup.ui.widgets.labels import colour_as, label
from studio_backup.ui.wording.removing import loses_words, must_type, plan_sentences, removal_waits


class RemovePlaceDialog(QDialog):
    """The plan is the engine's; by another plan than the one that was shown nothing is removed."""

    def __init__(self, shell: Shell, card: TierCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shell, self._card = shell, card
        self.plan: RemovalPlan | None = None
        name = display(card.name)
        self.setWindowTitle(translate("RemovePlace", "Remove a place"))
        self.setMinimumWidth(520)
        self.said = label(translate("RemovePlace", "The engine looks what would lose cover."), wrap=True)
        self.loses = QListWidget()
        self.loses.setAccessibleName(translate("RemovePlace", "Weddings with copies there"))
        self.loses.setWordWrap(True)
        self.loses.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.loses.setMinimumHeight(120)
        self.loses.hide()
        self.typed = QLineEdit()
        ask = translate("RemovePlace", "Type {name} to confirm").format(name=name)
        self.typed.setAccessibleName(ask)
        self.typed.setPlaceholderText(ask)
        self.typed.hide()
        self.typed.textChanged.connect(lambda _: self._tell())
        text = translate("RemovePlace", "Remove {name}").format(name=name)
        self.remove = Button(shell.theme, text, self._remove, kind="danger")
        self.cancel = Button(shell.theme, translate("RemovePlace", "Keep it"), self.reject)
        self.cancel.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(label(translate("RemovePlace", "Remove {name}?").format(name=name), "heading", wrap=True))
        for widget in (self.said, self.loses, self.typed):
            layout.addWidget(widget)
        layout.addLayout(row(1, self.cancel, self.remove))
        self._tell()
        shell.bridge.ask(lambda engine: engine.tiers.removal(card.id), self._show_plan, self._failed, lane="slow")

    def _show_plan(self, plan: RemovalPlan) -> None:
        self.plan = plan
        self.said.setText(" ".join(plan_sentences(plan, own_keys=self._card.own_keys)))
        colour_as(self.said, "attention" if must_type(plan) else None)
        self.loses.clear()
        self.loses.addItems([loses_words(one) for one in plan.loses])
        self.loses.setVisible(bool(plan.loses))
        self.typed.setVisible(must_type(plan))
        self.adjustSize()
        self._tell()

    def _tell(self) -> None:
        self.remove.forbid(removal_waits(self.plan, self.typed.text()))

    def _remove(self) -> None:
        plan = self.plan
        if plan is None:
            return
        self.remove.forbid(translate("RemovePlace", "It is being removed."))
        self._shell.bridge.ask(
            lambda engine: engine.tiers.remove(plan.tier, plan.confirm), self._removed, self._failed, lane="slow"
        )

    def _removed(self, card: TierCard) -> None:
        text = translate("RemovePlace", "{name} was removed. What lies there stays.")
        self._shell.window.say(text.format(name=display(card.name)))
        self.accept()

    def _failed(self, error: StudioBackupError) -> None:
        self.said.setText(f"{display(error.message)} {display(error.hint)}".strip())
        colour_as(self.said, "failed")
        self._tell()
