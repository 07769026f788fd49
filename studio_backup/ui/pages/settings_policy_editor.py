"""One policy, as a person edits it: nothing is kept before it is saved, and what it would do is said before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import msgspec
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QLineEdit, QWidget

from studio_backup.api.errors import EditConflict
from studio_backup.api.policies import NewPolicy, PolicyPatch, PolicyPreviewView, PolicyView, PreviewPolicy
from studio_backup.api.remote import RemoteService
from studio_backup.base.errors import StudioBackupError
from studio_backup.ui.asking import Asked
from studio_backup.ui.pages.settings_policy_cards import KeepCard, WhenCard, WhereCard
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.frames import Card, column, heading_row, row
from studio_backup.ui.widgets.labels import label
from studio_backup.ui.widgets.said import Said
from studio_backup.ui.wording.policies import changed_fields, unsaved_words

_REST_MS: Final = 250
"""After the last edit, before the engine is asked what that would do."""
_BESIDE_FROM: Final = 740


class PolicyEditor(QWidget):
    """`saved`: with the PolicyView as it is kept now, None for a new one that is given up. `removing`: a person wants
    to remove it. `foot`: what is not saved, and the buttons; stands under what scrolls."""

    saved = Signal(object)
    removing = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._asked: Asked | None = None
        self._showing = False
        self.policy = PolicyView(id="", name="")
        self.found: PolicyPreviewView | None = None
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._preview)
        self.name = QLineEdit()
        self.name.setMaxLength(200)
        self.name.setAccessibleName(translate("Policies", "Name"))
        self.when, self.keep, self.where = WhenCard(shell), KeepCard(), WhereCard(shell.theme)
        self._make_conflicts()
        self._make_foot()
        self._lay_out()
        self.name.textEdited.connect(self._edited)
        for card in (self.when, self.keep, self.where):
            card.changed.connect(self._edited)

    def _make_conflicts(self) -> None:
        self.conflicts = Card()
        self.conflicts.mark("attention")
        self.conflicts.body.addLayout(heading_row(translate("Policies", "What does not fit together")))
        self.conflict_words = label("", "second", wrap=True)
        self.meant = QCheckBox(translate("Policies", "Less than three copies in two places is meant"))
        self.meant.toggled.connect(self._tell_foot)
        self.conflicts.body.addWidget(self.conflict_words)
        self.conflicts.body.addWidget(self.meant)

    def _make_foot(self) -> None:
        theme = self._shell.theme
        self.unsaved = label("", "second", wrap=True)
        self.said = Said()
        self.remove = Button(theme, translate("Policies", "Remove…"), self.removing.emit, kind="danger")
        self.undo = Button(theme, translate("Policies", "Undo"), self._undo)
        self.save = Button(theme, translate("Policies", "Save"), self._save, kind="primary")
        self.theirs = Button(theme, translate("Policies", "Show what is kept now"), self._take_theirs)
        self.mine = Button(theme, translate("Policies", "Save mine over it"), self._save_over, kind="danger")
        self._clash = QWidget()
        self._clash.setLayout(row(self.theirs, self.mine, 1))
        self._clash.hide()

    def _lay_out(self) -> None:
        self._two = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._two.setSpacing(16)
        self._two.addWidget(self.keep, 1)
        self._two.addWidget(self.where, 1)
        foot = row(self.unsaved, self.remove, self.undo, self.save)
        foot.setStretch(0, 1)
        self.foot = QWidget()
        self.foot.setLayout(column(self.said, self._clash, foot, spacing=8))
        named = row(label(translate("Policies", "Name"), "second"), self.name)
        layout = column(named, self.when, self.conflicts, self._two, spacing=16)
        self.setLayout(layout)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """See QWidget. Where there is little room, the cards stand one under the other."""
        super().resizeEvent(event)
        across = self.width() >= _BESIDE_FROM
        direction = QBoxLayout.Direction
        self._two.setDirection(direction.LeftToRight if across else direction.TopToBottom)

    # Showing ---------------------------------------------------------------------------------------------------

    @property
    def is_new(self) -> bool:
        """Whether it is kept nowhere yet."""
        return not self.policy.id

    @property
    def touched(self) -> bool:
        """Whether something would be lost by showing another one."""
        draft = self.draft()
        return draft is None or self.is_new or bool(changed_fields(self.policy, draft))

    def show_policy(self, policy: PolicyView, tiers: Sequence[str]) -> None:
        """Show this one; what was edited of another one is gone."""
        self.policy, self._tiers, self._showing = policy, tuple(tiers), True
        self.name.setText(policy.name)
        self.when.show_schedule(policy.schedule)
        self.keep.show_retention(policy.retention)
        self.where.show_policy(policy, tiers)
        self._showing = False
        self.meant.setChecked(False)
        self.found = None
        self.conflicts.hide()
        self._quiet()
        self._tell_foot()
        self.remove.setVisible(not policy.is_default and bool(policy.id))
        self._preview()

    def _quiet(self) -> None:
        self.said.tell("")
        self._clash.hide()

    def draft(self) -> PolicyView | None:
        """As it stands in the controls; None while that is no policy."""
        schedule = self.when.builder.schedule()
        if schedule is None:
            return None
        return msgspec.structs.replace(
            self.policy,
            name=self.name.text().strip(),
            schedule=schedule,
            retention=self.keep.retention(),
            tiers=self.where.tiers(),
            copies=self.where.copies.value(),
            media=self.where.media.value(),
            places=self.where.places.value(),
            level=self.where.chosen_level,
        )

    # What it would do ------------------------------------------------------------------------------------------

    def _edited(self) -> None:
        if self._showing:
            return
        draft = self.draft()
        if draft is None:
            self.when.tell_wrong(self.when.builder.wrong)
        else:
            self.when.paint(draft.schedule)
        self.found = None
        self._tell_foot()
        self._rest.start()

    def _preview(self) -> None:
        draft = self.draft()
        if self._asked is not None:
            self._asked.forget()
        if draft is None or self._wrong(draft):
            return
        request = PreviewPolicy(**_fields(draft), id=draft.id)
        self._asked = self._shell.bridge.ask(
            lambda engine: engine.policies.preview(request), self._previewed, self._unpreviewed
        )

    def _previewed(self, found: PolicyPreviewView) -> None:
        self.found = found
        draft = self.draft()
        if draft is not None:
            self.when.tell(draft.schedule, found)
        self.conflict_words.setText("\n".join(one.sentence for one in found.conflicts))
        self.conflicts.setVisible(bool(found.conflicts))
        self.meant.setVisible(found.confirm)
        if not self._clash.isVisibleTo(self):
            self.said.tell("")
        self._tell_foot()

    def _unpreviewed(self, error: StudioBackupError) -> None:
        self.said.complain(error)
        self._tell_foot()

    def _wrong(self, draft: PolicyView | None) -> str:
        if draft is None:
            return self.when.builder.wrong
        return self.where.wrong or ("" if draft.name else translate("Policies", "Give it a name."))

    def _tell_foot(self) -> None:
        """What is not saved, and whether and why not it can be."""
        draft = self.draft()
        words = unsaved_words(self.policy, draft) if draft is not None else ""
        if self.is_new:
            words = translate("Policies", "Not saved yet: a new policy.")
        wrong = self._wrong(draft)
        self.unsaved.setText(wrong or words)
        self.undo.setVisible(bool(words or wrong))
        self.save.setVisible(bool(words or wrong))
        self.save.forbid(wrong or self._not_yet())

    def _not_yet(self) -> str:
        if self.found is None:
            return translate("Policies", "The engine is asked what that would do.")
        if self.found.confirm and not self.meant.isChecked():
            return translate("Policies", "Say first that less than three copies in two places is meant.")
        return ""

    # Saving ----------------------------------------------------------------------------------------------------

    def _undo(self) -> None:
        if self.is_new:
            self.saved.emit(None)
        else:
            self.show_policy(self.policy, self._tiers)

    def _save(self) -> None:
        draft = self.draft()
        if draft is None or self.found is None:
            return
        self._quiet()
        self.save.forbid(translate("Policies", "It is being saved."))
        if self.is_new:
            request = NewPolicy(**_fields(draft), confirm=self.found.confirm)
            self._shell.bridge.ask(lambda engine: engine.policies.add(request), self._kept, self._not_kept)
        else:
            patch, key, version = self._patch(draft), draft.id, self.policy.version
            self._shell.bridge.ask(lambda engine: engine.policies.edit(key, patch, version), self._kept, self._not_kept)

    def _patch(self, draft: PolicyView) -> PolicyPatch:
        told = {name: getattr(draft, name) for name in changed_fields(self.policy, draft)}
        return PolicyPatch(**told, confirm=bool(self.found and self.found.confirm))

    def _kept(self, policy: PolicyView) -> None:
        self._shell.window.say(translate("Policies", "The policy is saved, and holds from now on."))
        self.saved.emit(policy)

    def _not_kept(self, error: StudioBackupError) -> None:
        self.said.complain(error)
        self._clash.setVisible(isinstance(error, EditConflict))
        self._tell_foot()

    def _take_theirs(self) -> None:
        key = self.policy.id
        self._shell.bridge.ask(lambda engine: engine.policies.get(key), self.saved.emit, self.said.complain, owner=self)

    def _save_over(self) -> None:
        """Only what was edited here is put over what another one saved."""
        draft = self.draft()
        if draft is None:
            return
        patch, key = self._patch(draft), draft.id

        def call(engine: RemoteService) -> PolicyView:
            return engine.policies.edit(key, patch, engine.policies.get(key).version)

        self._shell.bridge.ask(call, self._kept, self._not_kept)


def _fields(policy: PolicyView) -> dict[str, Any]:
    return {name: getattr(policy, name) for name in PolicyView.editable}
