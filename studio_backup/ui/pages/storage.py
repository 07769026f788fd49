"""Storage: the places that hold the copies, how well they are, and adding, mending and removing them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from studio_backup.api.remote import RemoteService
from studio_backup.api.requests import PageQuery
from studio_backup.api.tiers import RepairedView, TierCard
from studio_backup.api.vault import VaultInfoView
from studio_backup.api.wire import EventView, Page
from studio_backup.base.errors import StudioBackupError
from studio_backup.base.names import display
from studio_backup.ui.dialogs.add_place import AddPlaceDialog
from studio_backup.ui.dialogs.change_keys import ChangeKeysDialog
from studio_backup.ui.dialogs.edit_place import EditPlaceDialog
from studio_backup.ui.dialogs.remove_place import RemovePlaceDialog
from studio_backup.ui.page import Page as WindowPage
from studio_backup.ui.pages.storage_cards import PlaceActs, PlaceCard, VaultCard
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.verbs import EngineVerbs
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.frames import scrolled
from studio_backup.ui.widgets.labels import label
from studio_backup.ui.wording.places import LOCAL, page_summary, read_back

_CARD_WIDTH: Final = 350
_MOST_COLUMNS: Final = 3
_GATHER_MS: Final = 300
_TELLING: Final = frozenset({"tier", "alert", "wedding", "settings", "state", "behind", "hello"})
"""Kinds of events after which a card may look different."""


class StoragePage(WindowPage):
    """A card for each place, the vault's own first."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, translate("Pages", "Storage"))
        self.verbs = EngineVerbs(shell)
        self.summary = label("", "second")
        self.add = Button(shell.theme, translate("Storage", "Add a place…"), self._add, kind="primary", picture="plus")
        self.tools.addWidget(self.summary)
        self.tools.addWidget(self.add)
        self.vault = VaultCard(shell, lambda: self.verbs.heal(LOCAL), lambda: self._verify_place(LOCAL))
        self.vault.hide()
        self.cards: dict[str, PlaceCard] = {}
        self.alone = label(
            translate("Storage", "There is no second place yet: if this machine is lost, so is the vault. Add one."),
            "second", wrap=True,
        )  # fmt: skip
        self.alone.hide()
        self._acts = PlaceActs(
            copy=lambda card: self.verbs.copy_now(card.name),
            probe=self._probe,
            edit=self._edit,
            repair=self._repair,
            keys=self._change_keys,
            verify=lambda card: self._verify_place(card.name),
            heal=lambda card: self.verbs.heal(card.name),
            remove=self._remove,
        )
        self._info: VaultInfoView | None = None
        self._target, self._columns, self._listed = "", 0, False
        self._lay_out()
        self._soon = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._soon.timeout.connect(self.refresh)

    def _lay_out(self) -> None:
        content = QWidget()
        whole = QVBoxLayout(content)
        whole.setContentsMargins(0, 0, 12, 8)
        whole.setSpacing(16)
        self._grid = QGridLayout()
        self._grid.setSpacing(16)
        whole.addLayout(self._grid)
        whole.addWidget(self.alone)
        whole.addStretch(1)
        self.area: QScrollArea = scrolled(content)
        self.body.addWidget(self.area)

    # What is shown --------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """See Page."""
        self.shell.bridge.ask(_all_tiers, self._show_tiers, self._unread, owner=self)
        self.shell.bridge.ask(lambda engine: engine.vault.info(), self._show_vault, self._unread, owner=self)

    def status_changed(self) -> None:
        """See Page."""
        self._show_vault_card()
        self._show_shares()

    def on_event(self, event: EventView) -> None:
        """See Page."""
        if event.kind in _TELLING and not self._soon.isActive():
            self._soon.start()

    def engine_gone(self, error: StudioBackupError) -> None:
        """See Page."""
        self._forbid(error.message)

    def engine_back(self) -> None:
        """See Page."""
        self._forbid("")

    def show_target(self, target: str) -> None:
        """ "add": the wizard; "tier:NAME": the card of that place, as soon as it is known."""
        if target == "add":
            self._add()
            return
        self._target = target.removeprefix("tier:")
        self._find_target()

    def _unread(self, error: StudioBackupError) -> None:
        """The window's banner says that the engine is gone, or locked; the cards stay as they were."""

    def _show_tiers(self, cards: tuple[TierCard, ...]) -> None:
        self._listed = True
        known = {card.id for card in cards}
        for gone in [one for one in self.cards if one not in known]:
            self.cards.pop(gone).deleteLater()
        for card in cards:
            if card.id not in self.cards:
                self.cards[card.id] = PlaceCard(self.shell, card, self._acts)
            self._show_card(card)
        self.cards = {card.id: self.cards[card.id] for card in cards}
        self.summary.setText(page_summary(cards))
        self.alone.setVisible(not cards)
        self._place(again=True)
        if self.shell.live.gone is not None:
            self._forbid(self.shell.live.gone.message)
        QTimer.singleShot(0, self, self._find_target)

    def _show_card(self, card: TierCard) -> None:
        status = self.shell.live.status
        read = read_back(card.name, status.weddings) if status else None
        self.cards[card.id].show_card(card, read, self.shell.clock.now_ns())

    def _show_shares(self) -> None:
        for one in self.cards.values():
            self._show_card(one.card)

    def _show_vault(self, info: VaultInfoView) -> None:
        self._info = info
        self._show_vault_card()

    def _show_vault_card(self) -> None:
        status = self.shell.live.status
        if self._info is None or status is None:
            return
        self.vault.show_vault(self._info, status.alerts, read_back(LOCAL, status.weddings))
        if self.vault.isHidden():
            self.vault.show()
            self._place(again=True)

    def _find_target(self) -> None:
        if not self._target:
            return
        found: PlaceCard | VaultCard | None = self.vault if self._target == LOCAL else None
        found = found or next((one for one in self.cards.values() if self._target in _names(one.card)), None)
        if found is None or found.isHidden():
            return
        self._target = ""
        self.area.ensureWidgetVisible(found, 0, 16)
        button = next((one for one in found.buttons if one.isVisibleTo(found)), None)
        if button is not None:
            button.setFocus()

    # Where it stands ------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """As many cards side by side as have room."""
        super().resizeEvent(event)
        self._place()

    def _place(self, *, again: bool = False) -> None:
        shown = [*([] if self.vault.isHidden() else [self.vault]), *self.cards.values()]
        columns = max(1, min(_MOST_COLUMNS, self.area.width() // _CARD_WIDTH, len(shown)))
        if columns == self._columns and not again:
            return
        self._columns = columns
        while self._grid.takeAt(0) is not None:
            pass
        for at, card in enumerate(shown):
            self._grid.addWidget(card, at // columns, at % columns)
            card.show()
        for column in range(_MOST_COLUMNS):
            self._grid.setColumnStretch(column, int(column < columns))

    def _forbid(self, reason: str) -> None:
        self.add.forbid(reason)
        self.vault.forbid(reason)
        for card in self.cards.values():
            card.forbid(reason)

    # What a person does ---------------------------------------------------------------------------------------

    def _add(self) -> None:
        AddPlaceDialog(self.shell, self.window()).open()

    def _edit(self, card: TierCard) -> None:
        EditPlaceDialog(self.shell, card, self.window()).open()

    def _change_keys(self, card: TierCard) -> None:
        dialog = ChangeKeysDialog(self.shell, card, self.window())
        dialog.accepted.connect(self.refresh)
        dialog.open()

    def _remove(self, card: TierCard) -> None:
        RemovePlaceDialog(self.shell, card, self.window()).open()

    def _verify_place(self, name: str) -> None:
        self.shell.window.open_page("verify", f"tier:{name}")

    def _probe(self, card: TierCard) -> None:
        text = translate("Storage", "Being tried out: this takes seconds, on a slow place minutes.")
        said = translate("Storage", "{name} was tried out again.").format(name=display(card.name))
        self._do(card, text, lambda engine: engine.tiers.probe(card.id), lambda _: said)

    def _repair(self, card: TierCard) -> None:
        text = translate("Storage", "Its marker is looked at.")
        self._do(card, text, lambda engine: engine.tiers.repair(card.id), _repaired_words)

    def _do(
        self, card: TierCard, doing: str, call: Callable[[RemoteService], object], said: Callable[..., str]
    ) -> None:
        self._say_busy(card.id, doing)

        def done(answer: object) -> None:
            self._say_busy(card.id, "")
            self.shell.window.say(said(answer))
            self.refresh()

        def failed(error: StudioBackupError) -> None:
            self._say_busy(card.id, "")
            self.shell.window.complain(error)

        self.shell.bridge.ask(call, done, failed, owner=self, lane="slow")

    def _say_busy(self, card_id: str, words: str) -> None:
        if card_id in self.cards:
            self.cards[card_id].say_busy(words)
            self.cards[card_id].forbid(words)


def _all_tiers(engine: RemoteService) -> tuple[TierCard, ...]:
    found: list[TierCard] = []
    after: str | None = ""
    while after is not None:
        page: Page[TierCard] = engine.tiers.list(PageQuery(limit=100, after=after))
        found += page.items
        after = page.next
    return tuple(found)


def _names(card: TierCard) -> tuple[str, str]:
    return card.name, display(card.name)


def _repaired_words(done: RepairedView) -> str:
    if done.repaired:
        text = translate("Storage", "The marker of {name} was written anew. It holds %n points.", "", done.points)
    else:
        text = translate("Storage", "The marker of {name} was good: nothing was written.")
    return text.format(name=display(done.tier))
