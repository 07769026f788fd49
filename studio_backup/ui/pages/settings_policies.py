"""Policies: when folders are backed up, how long points are kept, where copies go."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Final

import msgspec
from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QMenu, QTabBar

from studio_backup.api.policies import PolicyView, RemovalView, RemovePolicyQuery, TemplateView
from studio_backup.api.remote import RemoteService
from studio_backup.api.requests import PageQuery
from studio_backup.api.wire import EventView
from studio_backup.base.names import display
from studio_backup.ui.dialogs.plan import PlanDialog
from studio_backup.ui.pages.settings_policy_editor import PolicyEditor
from studio_backup.ui.pages.settings_section import Section
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.frames import row
from studio_backup.ui.widgets.labels import ElidedLabel
from studio_backup.ui.wording.policies import removal_lines, users_words

_PAGE: Final = 500


@dataclass(frozen=True)
class _Read:
    policies: tuple[PolicyView, ...]
    tiers: tuple[str, ...]
    templates: tuple[TemplateView, ...]


class PoliciesSection(Section):
    """A tab for each policy, and the editor of the one that is chosen. A new one has its tab before it is kept."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, translate("Settings", "Policies"))
        self.policies: list[PolicyView] = []
        self._tiers: tuple[str, ...] = ()
        self._templates: tuple[TemplateView, ...] = ()
        self._wanted = ""
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setAccessibleName(translate("Policies", "Policies"))
        self.add = Button(
            shell.theme, "", kind="icon", picture="plus", name=translate("Policies", "Add a policy")
        )  # fmt: skip
        self.menu = QMenu(self)
        self.menu.setToolTipsVisible(True)
        self.add.clicked.connect(self._offer)
        self.users = ElidedLabel("", "small")
        self.editor = PolicyEditor(shell)
        top = row(self.tabs, self.add, self.users)
        top.setStretch(0, 2)
        top.setStretch(2, 1)
        self.body.addLayout(top)
        self.body.addWidget(self.said)
        self.body.addWidget(self.editor)
        self.foot = self.editor.foot
        self._show_editor(there=False)
        self.body.addStretch(1)
        self.tabs.currentChanged.connect(self._chosen)
        self.editor.saved.connect(self._saved)
        self.editor.removing.connect(self._ask_removal)

    # Reading ---------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """See Section."""
        self.shell.bridge.ask(_read, self._take, self.said.complain, owner=self)

    def on_event(self, event: EventView) -> None:
        """See Section."""
        if event.kind in ("source_edited", "tier", "behind"):
            self.refresh()

    def show_target(self, target: str) -> None:
        """See Section: a policy's id."""
        self._wanted = target
        self._select()

    def _take(self, found: _Read) -> None:
        self.said.tell("")
        shown = self.editor.policy
        self._tiers, self._templates = found.tiers, found.templates
        self.policies = list(found.policies)
        if self.editor.isVisibleTo(self) and self.editor.touched and self._at(shown.id) >= 0:
            self.policies[self._at(shown.id)] = shown  # what is being edited stays as it is, with its version
        elif self.editor.isVisibleTo(self) and self.editor.is_new:
            self.policies.append(shown)
        else:
            self._wanted = self._wanted or shown.id
        self._fill()

    def _fill(self) -> None:
        keep = self._wanted or self.editor.policy.id
        with QSignalBlocker(self.tabs):
            while self.tabs.count():
                self.tabs.removeTab(self.tabs.count() - 1)
            for policy in self.policies:
                at = self.tabs.addTab(_short(policy.name).replace("&", "&&"))
                self.tabs.setTabToolTip(at, display(policy.name))
            self.tabs.setCurrentIndex(max(0, self._at(keep)))
        self._select()
        if not self._being_edited():
            self._chosen(self.tabs.currentIndex())
        self._tell_users()

    def _being_edited(self) -> bool:
        at = self.tabs.currentIndex()
        return 0 <= at < len(self.policies) and self.editor.isVisibleTo(self) and (
            self.policies[at] is self.editor.policy
        )  # fmt: skip

    def _at(self, policy_id: str) -> int:
        return next((at for at, one in enumerate(self.policies) if one.id == policy_id), -1)

    def _select(self) -> None:
        at = self._at(self._wanted)
        if at >= 0:
            self._wanted = ""
            self.tabs.setCurrentIndex(at)

    def _chosen(self, at: int) -> None:
        if not 0 <= at < len(self.policies):
            return
        self._keep_new(at)
        self.editor.show_policy(self.policies[at], self._tiers)
        self._show_editor(there=True)
        self._tell_users()

    def _keep_new(self, at: int) -> None:
        """A draft goes on being listed with what was typed into it."""
        edited = self.editor.policy
        draft = self.editor.draft() if self.editor.is_new else None
        for index, one in enumerate(self.policies):
            if one is edited and draft is not None and index != at:
                self.policies[index] = draft
                self.tabs.setTabText(index, _short(draft.name).replace("&", "&&"))

    def _show_editor(self, *, there: bool) -> None:
        self.editor.setVisible(there)
        self.editor.foot.setVisible(there)

    def _tell_users(self) -> None:
        at = self.tabs.currentIndex()
        self.users.setText(users_words(self.policies[at]) if 0 <= at < len(self.policies) else "")

    # Adding ----------------------------------------------------------------------------------------------------

    def _offer(self) -> None:
        self.menu.clear()
        for template in self._templates:
            action = self.menu.addAction(display(template.policy.name), functools.partial(self.begin, template.policy))
            action.setToolTip(template.about)
        self.menu.addSeparator()
        empty = PolicyView(id="", name=translate("Policies", "New policy"))
        self.menu.addAction(translate("Policies", "Another"), functools.partial(self.begin, empty))
        self.menu.popup(self.add.mapToGlobal(self.add.rect().bottomLeft()))

    def begin(self, policy: PolicyView) -> None:
        """Begin a new one with these values."""
        self.policies = [one for one in self.policies if one.id]
        new = msgspec.structs.replace(policy, id="", is_default=False, sources=(), version=1)
        self.policies.append(new)
        self._wanted = ""
        self.editor.policy = new
        self._fill()
        self._chosen(len(self.policies) - 1)
        self.tabs.setCurrentIndex(len(self.policies) - 1)
        self.editor.name.setFocus()
        self.editor.name.selectAll()

    def _saved(self, policy: PolicyView | None) -> None:
        """Kept, read anew, or (None) a new one given up."""
        self.policies = [one for one in self.policies if one.id and (policy is None or one.id != policy.id)]
        if policy is not None:
            self._wanted = policy.id
            self.editor.show_policy(policy, self._tiers)
            self.policies.append(policy)
        else:
            self._show_editor(there=False)
            self._wanted = self.policies[0].id if self.policies else ""
        self.refresh()

    # Removing --------------------------------------------------------------------------------------------------

    def _ask_removal(self) -> None:
        key = self.editor.policy.id
        self.shell.bridge.ask(
            lambda engine: engine.policies.removal(key), self._show_removal, self.editor.said.complain, owner=self
        )

    def _show_removal(self, plan: RemovalView) -> None:
        policy, query = plan.policy, RemovePolicyQuery(confirm=True)
        lines = removal_lines(plan)
        means = translate("Policies", "Its folders go to the default policy. Nothing that is backed up is removed.")
        nobody = translate("Policies", "No folder is under it. Nothing that is backed up is removed.")

        def act() -> None:
            self.shell.bridge.ask(
                lambda engine: engine.policies.remove(policy.id, query, policy.version),
                self._removed,
                self.plan.refused,
                owner=self,
            )

        question = translate("Policies", "Remove the policy {name}?").format(name=display(policy.name))
        button = translate("Policies", "Remove the policy")
        self.plan = PlanDialog(
            self.shell, question, means if lines else nobody, button, act, lines=lines, parent=self
        )  # fmt: skip
        self.plan.open()

    def _removed(self, answer: object) -> None:
        self.plan.done_with(answer)
        self.policies = [one for one in self.policies if one.id != self.editor.policy.id]
        self._show_editor(there=False)
        self._wanted = self.policies[0].id if self.policies else ""
        self.refresh()


_LONGEST = 28


def _short(name: str) -> str:
    shown = display(name)
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"


def _read(engine: RemoteService) -> _Read:
    policies: list[PolicyView] = []
    after = ""
    while True:
        page = engine.policies.list(PageQuery(limit=_PAGE, after=after))
        policies += page.items
        if page.next is None:
            break
        after = page.next
    tiers = engine.tiers.list(PageQuery(limit=_PAGE))
    names = tuple(tier.name for tier in tiers.items)
    return _Read(tuple(policies), names, engine.policies.templates().templates)
