"""What must be ready before Saturday: green or amber, and the way to where each is mended. Asked from Thursday noon."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal

from studio_backup.api.protection import CheckView, ReadinessView
from studio_backup.api.remote import RemoteService
from studio_backup.base.errors import StudioBackupError
from studio_backup.base.names import display
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.verbs import EngineVerbs
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.frames import Card, clear, column, row
from studio_backup.ui.widgets.glyph import StateGlyph
from studio_backup.ui.widgets.labels import label
from studio_backup.ui.wording.readiness import act_words, mend_words, mended_at, ready_title
from studio_backup.ui.wording.times import MINUTE

_FRESH_NS, _WATCHED_NS = 5 * MINUTE, MINUTE // 4
"""Thursday noon comes, and places come and go, without an event: so old may be what is hidden, and what is shown."""


class ReadinessCard(Card):
    """Hidden while it is not time to ask, unless a person wants to know. `told`: something else is shown."""

    told = Signal()

    def __init__(self, shell: Shell, verbs: EngineVerbs) -> None:
        super().__init__()
        self._shell, self._verbs = shell, verbs
        self._wanted = self._allowed = False
        self._looked_ns = 0
        self.view: ReadinessView | None = None
        self._title = label("", "heading", wrap=True)
        again = translate("Ready", "Look again")
        self.again = Button(shell.theme, again, self.look, picture="arrow-clockwise")
        self.hide_it = Button(
            shell.theme, "", self._put_away, kind="icon", picture="x", name=translate("Ready", "Close")
        )
        self._lines = column(spacing=8)
        head = row(self._title, self.again, self.hide_it)
        head.setStretch(0, 1)
        self.body.addLayout(head)
        self.body.addLayout(self._lines)
        self.hide()

    @property
    def tells_trouble(self) -> bool:
        """Whether it is shown, and in amber."""
        return not self.isHidden() and self.view is not None and not self.view.ready

    def look(self) -> None:
        """Read it anew: the places are asked whether they answer."""
        self._looked_ns = self._shell.clock.now_ns()

        def call(engine: RemoteService) -> ReadinessView:
            return engine.protection.readiness()

        self._shell.bridge.ask(call, self._show, self._unread, owner=self, lane="slow")

    def look_if_old(self) -> None:
        """Read it anew if that was a while ago."""
        if self._shell.clock.now_ns() - self._looked_ns >= (_WATCHED_NS if self.isVisible() else _FRESH_NS):
            self.look()

    def ask(self) -> None:
        """A person wants to know."""
        self._wanted = True
        self.look()

    def allow(self, allowed: bool) -> None:
        """Whether there is anything to be ready for."""
        self._allowed = allowed
        self._fit()

    def _put_away(self) -> None:
        self._wanted = False
        self.view = None
        self._fit()

    def _unread(self, error: StudioBackupError) -> None:
        """The window's banner says that the engine is gone, or locked."""

    def _show(self, view: ReadinessView) -> None:
        if view != self.view:
            self.view = view
            self._title.setText(ready_title(view))
            self.mark(None if view.ready else "attention")
            self.setAccessibleName(ready_title(view))
            clear(self._lines)
            for one in sorted(view.checks, key=lambda each: each.ok):
                self._add(one)
        self._fit()

    def _add(self, one: CheckView) -> None:
        words = display(one.text)
        glyph = StateGlyph(self._shell.theme, 16, "protected" if one.ok else "attention", words)
        parts = [label(words, wrap=True)]
        if not one.ok and act_words(one):
            parts.append(label(act_words(one), "small", wrap=True))
        told = column(*parts, spacing=1)
        line = row(glyph, told, spacing=10)
        line.setStretch(1, 1)
        line.setAlignment(glyph, Qt.AlignmentFlag.AlignVCenter)
        if not one.ok:
            line.addWidget(Button(self._shell.theme, mend_words(one.name), partial(self._mend, one)))
        self._lines.addLayout(line)

    def _mend(self, one: CheckView) -> None:
        page, target = mended_at(one.name)
        if page:
            self._shell.window.open_page(page, target)
        else:
            self._verbs.unlock()

    def _fit(self) -> None:
        view = self.view
        self.setVisible(bool(view and self._allowed and (self._wanted or (view.asked and view.weddings))))
        self.hide_it.setVisible(self._wanted)
        self.told.emit()
