"""Storage's cards: one for each place, and one for the vault itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from studio_backup.api.paths import from_wire
from studio_backup.api.tiers import TierCard
from studio_backup.api.vault import VaultInfoView
from studio_backup.api.wire import AlertView
from studio_backup.base.names import display
from studio_backup.ui.icons import icon, paint_icon
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.theme import Theme
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.facts import FactLines, FactTable
from studio_backup.ui.widgets.frames import Card, column, divider, row
from studio_backup.ui.widgets.health import HealthRing, ShareBar
from studio_backup.ui.widgets.labels import ElidedLabel, label
from studio_backup.ui.wording.places import (
    LOCAL,
    ReadBack,
    card_facts,
    free_words,
    health_look,
    health_words,
    held_words,
    is_bucket,
    kind_words,
    place_lines,
    role_picture,
    vault_lines,
)

Act = Callable[[TierCard], None]


@dataclass(frozen=True)
class PlaceActs:
    """What a person can do with a place."""

    copy: Act
    probe: Act
    edit: Act
    repair: Act
    keys: Act
    verify: Act
    heal: Act
    remove: Act


class Picture(QWidget):
    """An icon in the colour of quiet words; the words beside it say what it shows."""

    def __init__(self, theme: Theme, name: str, size: int = 24) -> None:
        super().__init__()
        self._theme, self._name = theme, name
        self.setFixedSize(size, size)
        self.setAccessibleName(" ")
        theme.changed.connect(self.update)

    def show_picture(self, name: str) -> None:
        """Show another icon."""
        self._name = name
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's name
        """See QWidget."""
        paint_icon(QPainter(self), QRectF(self.rect()), self._name, self._theme.tokens.ink2)


class Space(QWidget):
    """How much of this vault lies there, and how much more would."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._bar = ShareBar(theme)
        self._used, self._free = label("", "small"), label("", "small")
        self.setLayout(column(self._bar, row(self._used, 1, self._free), spacing=4))

    def show_space(self, used: int, objects: int, free: int | None) -> None:
        """Bytes; `free` None where the place does not tell."""
        words = f"{held_words(used, objects)}, {free_words(free)}"
        self._bar.setVisible(free is not None)
        self._bar.show_share(used / (used + free) if free and used + free else 0.0, words)
        self._used.setText(held_words(used, objects))
        self._free.setText(free_words(free))


class PlaceCard(Card):
    """One place; it stays the same while the place does, and keeps the focus."""

    def __init__(self, shell: Shell, card: TierCard, acts: PlaceActs) -> None:
        super().__init__()
        self.card, self._shell, self._acts = card, shell, acts
        self.busy = ""
        theme = shell.theme
        self._picture = Picture(theme, role_picture(card.role))
        self._name, self._kind = ElidedLabel("", "heading"), ElidedLabel("", "small")
        self._ring = HealthRing(theme)
        self._lines, self._facts, self._space = FactLines(theme), FactTable(), Space(theme)
        self._hint = label("", "small", wrap=True)
        self.mend = Button(theme, "", self._mend, kind="primary")
        self.edit = Button(theme, translate("Storage", "Edit…"), lambda: acts.edit(self.card), picture="pencil-simple")
        self.more = Button(
            theme, "", self._open_menu, kind="icon", picture="dots-three", name=translate("Storage", "More")
        )
        self.menu = self._menu()
        self.buttons = (self.mend, self.edit, self.more)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addLayout(column(self._name, self._kind, spacing=1), 1)
        head.addWidget(self._ring)
        self.body.setSpacing(10)
        self.body.addLayout(head)
        for part in (self._lines, self._hint, divider(), self._facts):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.body.addWidget(self._space)
        self.body.addLayout(row(self.mend, 1, self.edit, self.more))

    def _menu(self) -> QMenu:
        menu, colour = QMenu(self), self._shell.theme.tokens.ink
        keys = (("key", translate("Storage", "Change access key…"), self._acts.keys),) if is_bucket(self.card) else ()
        entries = (
            ("arrows-clockwise", translate("Storage", "Copy to it now"), self._acts.copy),
            ("seal-check", translate("Storage", "Verify…"), self._acts.verify),
            ("gauge", translate("Storage", "Probe it again"), self._acts.probe),
            ("first-aid-kit", translate("Storage", "Repair its marker"), self._acts.repair),
            *keys,
            ("trash", translate("Storage", "Remove…"), self._acts.remove),
        )
        for picture, words, act in entries:
            menu.addAction(icon(picture, colour), words).triggered.connect(lambda _=False, act=act: act(self.card))
        return menu

    def _open_menu(self) -> None:
        self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def show_card(self, card: TierCard, read: ReadBack | None, now_ns: int) -> None:
        """As it is known now."""
        self.card = card
        name = display(card.name)
        self._picture.show_picture(role_picture(card.role))
        self._name.setText(name)
        self._kind.setText(kind_words(card))
        self._ring.show_health(card.health, health_look(card), f"{name}: {health_words(card)}")
        lines = place_lines(card, read, now_ns)
        self._lines.show_lines(lines)
        self._facts.show_facts(card_facts(card))
        self._space.show_space(card.used_bytes, card.objects, card.free_bytes)
        self.setAccessibleName(f"{name}. {health_words(card)}. " + "; ".join(one.words for one in lines))
        for button, words in ((self.edit, translate("Storage", "Edit {name}")),
                              (self.more, translate("Storage", "More for {name}"))):  # fmt: skip
            button.setAccessibleName(words.format(name=name))
        look = health_look(card)
        self.mark(look if look in ("attention", "failed") and card.state in _TROUBLE else None)
        self._show_mend()

    def say_busy(self, words: str) -> None:
        """Something is done with the place now ("": no more)."""
        self.busy = words
        self._show_mend()

    def _show_mend(self) -> None:
        words = self._mend_words()
        self.mend.setVisible(bool(words))
        if words:
            self.mend.setText(words)
            self.mend.setAccessibleName(f"{words}: {display(self.card.name)}")
        said = self.busy or (display(self.card.hint) if self.card.state in ("unreachable", "refused") else "")
        self._hint.setText(said)
        self._hint.setVisible(bool(said))

    def _mend_words(self) -> str:
        if self._wants_keys:
            return translate("Storage", "Change access key…")
        return {
            "damaged": translate("Storage", "Heal it"),
            "unreachable": translate("Storage", "Try again now"),
            "refused": translate("Storage", "Try again now"),
        }.get(self.card.state, "")

    @property
    def _wants_keys(self) -> bool:
        return self.card.denied and is_bucket(self.card)

    def _mend(self) -> None:
        acts = self._acts
        (acts.keys if self._wants_keys else acts.heal if self.card.state == "damaged" else acts.copy)(self.card)

    def forbid(self, reason: str) -> None:
        """No button may be pressed now, and why."""
        for button in self.buttons:
            button.forbid(reason)


_TROUBLE = frozenset({"unreachable", "refused", "damaged"})


class VaultCard(Card):
    """The vault's own folder: where every backup goes first."""

    def __init__(self, shell: Shell, heal: Callable[[], None], verify: Callable[[], None]) -> None:
        super().__init__()
        self._shell = shell
        theme = shell.theme
        self._lines, self._facts, self._space = FactLines(theme), FactTable(), Space(theme)
        self.mend = Button(theme, translate("Storage", "Heal it"), heal, kind="primary")
        self.verify = Button(theme, translate("Storage", "Verify…"), verify, picture="seal-check")
        self.buttons = (self.mend, self.verify)
        title = translate("Storage", "Vault on this machine")
        kind = translate("Storage", "local · where every backup goes first")
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(Picture(theme, "hard-drive"), 0, Qt.AlignmentFlag.AlignVCenter)
        head.addLayout(column(ElidedLabel(title, "heading"), ElidedLabel(kind, "small"), spacing=1), 1)
        self.body.setSpacing(10)
        self.body.addLayout(head)
        for part in (self._lines, divider(), self._facts):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.body.addWidget(self._space)
        self.body.addLayout(row(self.mend, 1, self.verify))

    def show_vault(self, info: VaultInfoView, alerts: tuple[AlertView, ...], read: ReadBack | None) -> None:
        """As it is known now."""
        title = translate("Storage", "Vault on this machine")
        lines = vault_lines(info, alerts, read, self._shell.clock.now_ns())
        self._lines.show_lines(lines)
        self.setAccessibleName(f"{title}. " + "; ".join(one.words for one in lines))
        folder = display(from_wire(info.folder)) if info.folder else translate("Storage", "none on this machine")
        reads = ((translate("Storage", "Read from"), display(info.reads_from)),) if info.reads_from else ()
        points = ((translate("Storage", "Points"), translate("Storage", "%n recovery points", "", info.points)),)
        self._facts.show_facts(((translate("Storage", "Folder"), folder), *reads, *points))
        self._space.show_space(info.stored_bytes, 0, info.free_bytes)
        damaged = any(one.kind == "damage" and one.cause == LOCAL for one in alerts)
        self.mend.setVisible(damaged)
        self.mark("failed" if damaged else None)

    def forbid(self, reason: str) -> None:
        """No button may be pressed now, and why."""
        for button in self.buttons:
            button.forbid(reason)
