"""The first run as a whole: steps at the left, one question, and a bar which says why Continue waits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from studio_backup.ui.first_run.course import JOIN, NEW, StepName, after, before
from studio_backup.ui.first_run.draft import Draft
from studio_backup.ui.first_run.rail import Rail
from studio_backup.ui.first_run.step import Step
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.frames import divider
from studio_backup.ui.widgets.labels import label
from studio_backup.ui.wording.first_run import so_far

MakeStep = Callable[[Shell, Draft], Step]
_SECOND_MS: Final = 1_000
_WIDE, _NARROW = 72, 32
_NARROW_BELOW: Final = 1_100
RAIL_NARROW_BELOW: Final = 900


class FirstRun(QWidget):
    """`finished`: the last step was left; everything a person gave is with the engine."""

    finished = Signal()

    def __init__(self, shell: Shell, draft: Draft, steps: dict[StepName, MakeStep], begin: StepName) -> None:
        super().__init__()
        self.shell, self.draft, self._make = shell, draft, steps
        self.steps: dict[StepName, Step] = {}
        self.setProperty("kind", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(translate("FirstRun", "Set up Studio Backup"))
        self._was_busy = False
        self._begun_s = shell.clock.monotonic()
        self.rail, self.stack = Rail(shell.theme), QStackedWidget()
        theme = shell.theme
        self.back = Button(theme, translate("FirstRun", "Back"), self._back)
        self.why = label("", "second", wrap=True)
        self.why.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self.mend = Button(theme, "", self._mend)
        self.later = Button(theme, "", self._later, kind="link")
        self.go = Button(theme, "", self._forward, kind="main")
        self._lay_out()
        self._tick = QTimer(self, interval=_SECOND_MS)
        self._tick.timeout.connect(self._show_time)
        self._tick.start()
        shell.live.changed.connect(self._status_changed)
        shell.live.progressed.connect(self._progressed)
        shell.bridge.back.connect(self._engine_back)
        self._show_time()
        self.show_step(begin)

    def _lay_out(self) -> None:
        self._question = QVBoxLayout()
        self._question.addWidget(self.stack)
        self._bar = QHBoxLayout()
        self._bar.setSpacing(8)
        self._bar.addWidget(self.back)
        self._bar.addWidget(self.why, 1)
        for button in (self.mend, self.later, self.go):
            self._bar.addWidget(button)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addLayout(self._question, 1)
        right.addWidget(divider())
        right.addLayout(self._bar)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.rail)
        layout.addLayout(right, 1)
        self._fit()

    def _fit(self) -> None:
        self.rail.narrow(self.width() < RAIL_NARROW_BELOW)
        side = _WIDE if self.width() >= _NARROW_BELOW else _NARROW
        self._question.setContentsMargins(side, 44 if side == _WIDE else 24, side, 0)
        self._bar.setContentsMargins(side, 14, side, 14)

    @property
    def step(self) -> Step:
        """The step which is shown."""
        found = self.stack.currentWidget()
        assert isinstance(found, Step)
        return found

    def show_step(self, name: StepName) -> None:
        """Show this step; it is built when it is first shown."""
        step = self.steps.get(name)
        if step is None:
            step = self.steps[name] = self._make[name](self.shell, self.draft)
            step.changed.connect(self._step_changed)
            step.done.connect(self._done)
            step.jumped.connect(self._jumped)
            self.stack.addWidget(step)
        self.stack.setCurrentWidget(step)
        course = JOIN if name in JOIN else NEW
        put_off = frozenset(each for each, one in self.steps.items() if not one.finished)
        self.rail.show_course(course, name, put_off)
        step.entered()
        step.status_changed()
        self._show_bar()
        self.take_focus()

    def take_focus(self) -> None:
        """To the first thing to fill in, else to the button which goes on."""
        (self.step.first_field() or self.go).setFocus(Qt.FocusReason.OtherFocusReason)

    def _done(self) -> None:
        step = self.sender()
        if step is not self.step:
            return
        following = after(self.step.name, JOIN if self.step.name in JOIN else NEW)
        if following is None:
            self.finished.emit()
        else:
            self.show_step(following)

    def _jumped(self, name: str) -> None:
        found = next((one for one in (*NEW, *JOIN) if one == name), None)
        if found is not None:
            self.show_step(found)

    def _before(self) -> StepName | None:
        return before(self.step.name, JOIN if self.step.name in JOIN else NEW)

    def _back(self) -> None:
        name = self._before()
        if name is not None:
            self.show_step(name)

    def _forward(self) -> None:
        if self.go.isEnabled():
            self.step.forward()

    def _later(self) -> None:
        self.step.put_off()

    def _step_changed(self) -> None:
        if self.sender() is self.step:
            self._show_bar()

    def _show_bar(self) -> None:
        """What can be pressed, and why not."""
        step = self.step
        hindered, mend = self._hindered()
        waits = hindered or step.waits()
        self._name(self.go, step.forward_text())
        self._name(self.later, step.later_text())
        self._name(self.mend, mend)
        self.go.forbid(waits)
        self.later.forbid(hindered or step.busy)
        self.back.setVisible(self._before() is not None and (bool(step.busy) or step.can_go_back()))
        self.back.forbid("" if step.can_go_back() else step.busy)
        self.why.setText(waits or step.note())
        self._keep_focus()

    def _keep_focus(self) -> None:
        """While the engine works, what was asked or pressed loses the focus: afterwards the way on has it."""
        if self.step.busy:
            self._was_busy = True
        elif self._was_busy and self.go.isEnabled():
            self._was_busy = False
            focus = self.window().focusWidget()
            if focus is None or not self.step.isAncestorOf(focus) or not focus.isVisibleTo(self.step):
                self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name(self, button: Button, text: str) -> None:
        button.setText(text)
        button.setAccessibleName(text)
        button.setVisible(bool(text))

    def _hindered(self) -> tuple[str, str]:
        """Why nothing can be done at all just now, and what stands on the button which mends it."""
        live = self.shell.live
        if live.gone is not None:
            return translate("FirstRun", "The engine is not running."), translate("Window", "Start it")
        if live.status is not None and live.status.vault == "locked":
            return translate("FirstRun", "The vault is locked."), translate("Verbs", "Unlock…")
        return "", ""

    def _mend(self) -> None:
        if self.shell.live.gone is not None:
            self.mend.forbid(translate("Window", "It is starting."))
            self.shell.start_engine()
        else:
            self.shell.window.unlock()

    def _status_changed(self) -> None:
        self.mend.forbid("")
        self.step.status_changed()
        self._show_bar()

    def _progressed(self) -> None:
        self.step.progressed()

    def _engine_back(self) -> None:
        self.step.busy = ""
        self.step.entered()

    def _show_time(self) -> None:
        self.rail.foot.setText(so_far(self.shell.clock.monotonic() - self._begun_s))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Return presses the button which has the focus, and goes on from everywhere else."""
        inside = self.window().focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            inside.click() if isinstance(inside, QPushButton) else self._forward()
        elif event.key() == Qt.Key.Key_Left and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if self.back.isEnabled():
                self._back()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Margins follow the room there is."""
        super().resizeEvent(event)
        self._fit()
