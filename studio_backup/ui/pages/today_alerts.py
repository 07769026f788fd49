"""Today's alerts: what happened, why it matters, the button which mends it, and Acknowledge."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from studio_backup.api.wire import AlertView
from studio_backup.base.names import display
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.tokens import Look
from studio_backup.ui.verbs import EngineVerbs, mending
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.frames import Card, clear, row
from studio_backup.ui.widgets.glyph import StateGlyph
from studio_backup.ui.widgets.labels import label
from studio_backup.ui.wording.mending import mend_said
from studio_backup.ui.wording.times import age

_LOOKS: dict[str, Look] = {"critical": "failed", "warning": "attention", "notice": "paused"}


class AlertCard(Card):
    """One alert."""

    def __init__(self, shell: Shell, verbs: EngineVerbs, alert: AlertView) -> None:
        super().__init__()
        self._shell, self.alert = shell, alert
        look = _LOOKS[alert.severity]
        self.mark("paused" if alert.acknowledged_ns else look)
        self.setAccessibleName(display(alert.message))
        self._since = label("", "small")
        line = QHBoxLayout()
        line.setSpacing(14)
        line.addWidget(StateGlyph(shell.theme, 22, look, display(alert.message)))
        words = label(display(alert.message), "strong", wrap=True)
        line.addWidget(words, 1)
        line.addWidget(self._since)
        self.body.addLayout(line)
        self.buttons: list[Button] = []
        self._offer(verbs)
        self.tell_age()

    def tell_age(self) -> None:
        """How long it has been so, if that is known."""
        if not self.alert.since_ns:
            return
        seen = translate("Alerts", "seen · ") if self.alert.acknowledged_ns else ""
        self._since.setText(seen + age(self.alert.since_ns, self._shell.clock.now_ns()))

    def _offer(self, verbs: EngineVerbs) -> None:
        mend = mending(self.alert, verbs)
        said = mend_said(self.alert.mend)
        if said:
            self.body.addWidget(_indented(label(said, "second", wrap=True)))
        if mend is not None:
            self.buttons.append(Button(self._shell.theme, mend[0], mend[1], kind="primary"))
        if self.alert.id and not self.alert.acknowledged_ns:
            text = translate("Alerts", "Acknowledge")
            self.buttons.append(Button(self._shell.theme, text, lambda: verbs.acknowledge(self.alert), kind="link"))
        if self.buttons:
            holder = QWidget()
            holder.setLayout(row(*self.buttons, 1))
            self.body.addWidget(_indented(holder))


def _indented(inner: QWidget) -> QWidget:
    holder = QWidget()
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(36, 0, 0, 0)
    layout.addWidget(inner, 1)
    return holder


class AlertList(QWidget):
    """All alerts that are to be shown; a card stays the same while its alert does, and keeps the focus."""

    def __init__(self, shell: Shell, verbs: EngineVerbs) -> None:
        super().__init__()
        self._shell, self._verbs = shell, verbs
        self.cards: list[AlertCard] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(12)

    def show_alerts(self, alerts: Sequence[AlertView]) -> None:
        """The worst first."""
        if [card.alert for card in self.cards] != list(alerts):
            clear(self._layout)
            self.cards = [AlertCard(self._shell, self._verbs, one) for one in alerts]
            for card in self.cards:
                self._layout.addWidget(card)
        for card in self.cards:
            card.tell_age()
        self.setVisible(bool(self.cards))

    def forbid(self, reason: str) -> None:
        """No button may be pressed now, and why; "" allows it again."""
        for card in self.cards:
            for button in card.buttons:
                button.forbid(reason)
