"""One job in plain words beside the list: what happened, what was warned of, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QPlainTextEdit

from studio_backup.api.remote import RemoteService
from studio_backup.api.requests import NewJob
from studio_backup.api.wire import JobView
from studio_backup.base.errors import StudioBackupError
from studio_backup.base.names import display
from studio_backup.domain.job import ENDED
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.frames import Card, row
from studio_backup.ui.widgets.glyph import StateChip
from studio_backup.ui.widgets.labels import label
from studio_backup.ui.wording.history import kind_word, log_lines, look_of, state_sentence, state_word, subject

_MOST_WARNINGS: Final = 100
_WIDEST: Final = 420
_NO_LIMIT: Final = (1 << 24) - 1  # what Qt takes for none


class JobLog(Card):
    """`show_job`: of which job; `closed` is called when a person puts it away, `told` when a job changed."""

    def __init__(self, shell: Shell, told: Callable[[JobView], None]) -> None:
        super().__init__()
        self._shell, self._told = shell, told
        self._job: JobView | None = None
        self.title = label("", "heading", wrap=True)
        self.chip = StateChip(shell.theme)
        self.how = label("", "body", wrap=True)
        self.why = label("", "body", wrap=True)
        self.lines = label("", "second", wrap=True)
        self.warnings_title = label(translate("Activity", "Warnings"), "strong")
        self.warnings = QPlainTextEdit(readOnly=True)
        self.warnings.setAccessibleName(translate("Activity", "Warnings"))
        theme = shell.theme
        self.stop = Button(theme, translate("Activity", "Stop it"), lambda: self._act(RemoteService.cancel_job))
        self.hold = Button(theme, translate("Activity", "Hold it"), lambda: self._act(RemoteService.pause_job))
        self.go_on = Button(theme, translate("Activity", "Go on"), lambda: self._act(RemoteService.resume_job))
        self.again = Button(theme, translate("Activity", "Try again now"), self._try_again, kind="primary")
        self._lay_out()
        self.setMinimumWidth(280)

    def _lay_out(self) -> None:
        for part in (self.title, self.chip, self.how, self.why, self.lines, self.warnings_title):
            self.body.addWidget(part)
        self.body.addWidget(self.warnings, 1)
        self.body.addStretch(0)
        self.body.addLayout(row(self.again, self.hold, self.go_on, self.stop, 1))

    def narrow(self, below: bool) -> None:
        """Whether it lies under the list, as wide as that, or beside it."""
        self.setMaximumWidth(_NO_LIMIT if below else _WIDEST)

    def show_job(self, job: JobView) -> None:
        """Show this job, as it stands."""
        self._job = job
        now = self._shell.clock.now_ns()
        status = self._shell.live.status
        sources = {one.id: one.path for one in status.sources} if status else {}
        self.title.setText(": ".join(filter(None, (kind_word(job.kind), subject(job, sources)))))
        look = look_of(job)
        self.chip.show_state(look or "off", state_word(look) if look else "")
        self.chip.setVisible(look is not None)
        self.how.setText(state_sentence(job, now))
        self.why.setText(display(job.hint))
        self.why.setVisible(bool(job.error and job.hint))
        self.lines.setText("\n".join(log_lines(job, now)))
        self._show_warnings(job)
        self._show_buttons(job)

    def _show_warnings(self, job: JobView) -> None:
        told = [display(one) for one in job.warnings[:_MOST_WARNINGS]]
        if len(job.warnings) > _MOST_WARNINGS:
            told.append(translate("Activity", "and %n more", "", len(job.warnings) - _MOST_WARNINGS))
        text = "\n".join(told)
        if self.warnings.toPlainText() != text:  # reading is not disturbed
            self.warnings.setPlainText(text)
        self.warnings.setVisible(bool(told))
        self.warnings_title.setVisible(bool(told))

    def _show_buttons(self, job: JobView) -> None:
        ended = job.state in ENDED
        self.stop.setVisible(not ended)
        self.hold.setVisible(not ended and not job.paused)
        self.go_on.setVisible(not ended and job.paused)
        self.again.setVisible(ended and (bool(job.error) or bool(job.warnings)) and self._repeats(job))

    @staticmethod
    def _repeats(job: JobView) -> bool:
        return (job.kind == "backup" and bool(job.source)) or job.kind in ("replicate", "verify")

    def forbid(self, reason: str) -> None:
        """No button can be pressed, and why; "" lets them be pressed."""
        for button in (self.stop, self.hold, self.go_on, self.again):
            button.forbid(reason)

    def _act(self, verb: Callable[[RemoteService, str], JobView]) -> None:
        job = self._job
        if job is not None:
            self.forbid(translate("Activity", "The engine is being asked."))
            self._shell.bridge.ask(lambda engine: verb(engine, job.id), self._acted, self._refused, owner=self)

    def _try_again(self) -> None:
        job = self._job
        if job is None:
            return
        request = _repeated(job)
        self.forbid(translate("Activity", "The engine is being asked."))
        self._shell.bridge.ask(lambda engine: engine.start_job(request), self._acted, self._refused, owner=self)

    def _acted(self, job: JobView) -> None:
        self.forbid("")
        self._told(job)

    def _refused(self, error: StudioBackupError) -> None:
        self.forbid("")
        self._shell.window.complain(error)


def _repeated(job: JobView) -> NewJob:
    """The same work once more."""
    kind = job.kind
    assert kind in ("backup", "replicate", "verify")
    if kind == "backup":
        return NewJob(kind="backup", source=job.source, level=job.level)
    return NewJob(kind=kind, tier=job.tier, wedding=job.wedding, date=job.date, level=job.level)
