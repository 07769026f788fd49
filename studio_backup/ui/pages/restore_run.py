"""A restore that runs, and what became of it: where the plan stood before."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from studio_backup.api.paths import from_wire
from studio_backup.api.remote import RemoteService
from studio_backup.api.restores import RestoreDone, RestoreView, UndoDone
from studio_backup.api.wire import JobView
from studio_backup.base.errors import NotFoundError, StudioBackupError
from studio_backup.base.names import display
from studio_backup.domain.job import ENDED
from studio_backup.ui.dialogs.reading import ReadingDialog
from studio_backup.ui.dialogs.undo import UndoDialog
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.tokens import Look
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.frames import column
from studio_backup.ui.widgets.glyph import StateGlyph
from studio_backup.ui.widgets.labels import ElidedLabel
from studio_backup.ui.widgets.work import WorkRow
from studio_backup.ui.wording.restoring import failures, path_words, result_words, undone_words


@dataclass(frozen=True, slots=True)
class Ended:
    """A job with what it told, and of a restore, how it stands in the history (None where it was not begun)."""

    job: JobView
    restore: RestoreView | None


class RunPart(QStackedWidget):
    """`put_away`: a person has read the result."""

    put_away = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.job: JobView | None = None
        self.ended: Ended | None = None
        self._asking = False
        self._failures = ""
        self.work: WorkRow | None = None
        self._running = QWidget()
        self._running_line = QHBoxLayout(self._running)
        self._running_line.setContentsMargins(0, 0, 16, 0)
        self.stop = Button(shell.theme, translate("Restore", "Stop it"), self._stop)
        self._running_line.addWidget(self.stop)
        theme = shell.theme
        self.glyph = StateGlyph(theme, 28, "protected")
        self.said = ElidedLabel("", "heading")
        self.where = ElidedLabel("", "small", middle=True)
        self.which = Button(theme, translate("Restore", "Which?"), self._tell_which)
        self.show_folder = Button(
            theme, translate("Restore", "Show in folder"), self._show_folder, picture="folder-open"
        )
        self.undo = Button(
            theme, translate("Restore", "Undo…"), self._undo, picture="arrow-counter-clockwise"
        )  # fmt: skip
        self.done = Button(theme, translate("Restore", "Done"), self._put_away, kind="primary")
        self.addWidget(self._running)
        self.addWidget(self._result())

    def _result(self) -> QWidget:
        result = QWidget()
        line = QHBoxLayout(result)
        line.setContentsMargins(16, 10, 16, 10)
        line.setSpacing(12)
        line.addWidget(self.glyph)
        words: QVBoxLayout = column(self.said, self.where, spacing=2)
        line.addLayout(words, 1)
        for button in (self.which, self.show_folder, self.undo, self.done):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return result

    # Running ---------------------------------------------------------------------------------------------------

    def follow(self, job: JobView) -> None:
        """Show this job until it ends, then what became of it."""
        self.ended = None
        if self.work is not None:
            self.work.deleteLater()
        self.work = WorkRow(self._shell.theme, job, self._hold)
        self._running_line.insertWidget(0, self.work, 1)
        self.job = job
        self.setCurrentIndex(0)
        self.stop.forbid("")
        self.moved(job)

    def moved(self, job: JobView) -> None:
        """A job is as this now."""
        if self.job is None or job.id != self.job.id or self.ended is not None:
            return
        self.job = job
        if job.state in ENDED:
            self.look_again()
        elif self.work is not None:
            self.work.show_job(job, self._shell.clock.monotonic())

    def look_again(self) -> None:
        """Ask how the job stands: it may have ended while nobody looked."""
        job = self.job
        if job is None or self._asking or self.ended is not None:
            return
        self._asking = True
        self._shell.bridge.ask(lambda engine: _ended(engine, job.id), self._looked, self._unknown, owner=self)

    def _looked(self, found: Ended) -> None:
        self._asking = False
        if self.job is None or found.job.id != self.job.id:
            return
        if found.job.state in ENDED:
            self.show_ended(found)
        else:
            self.moved(found.job)

    def _unknown(self, error: StudioBackupError) -> None:
        """The window says that the engine is gone; it is asked again when it is back."""
        self._asking = False
        if isinstance(error, NotFoundError):
            self._put_away()

    def _hold(self, job: JobView) -> None:
        act = RemoteService.resume_job if job.paused else RemoteService.pause_job
        self._shell.bridge.ask(lambda engine: act(engine, job.id), self.moved, owner=self)

    def _stop(self) -> None:
        job = self.job
        if job is not None:
            self.stop.forbid(translate("Restore", "The engine is being asked."))
            self._shell.bridge.ask(lambda engine: engine.cancel_job(job.id), self.moved, owner=self)

    # Ended -----------------------------------------------------------------------------------------------------

    def show_ended(self, ended: Ended) -> None:
        """What became of it."""
        self.ended, self.job = ended, ended.job
        job, restore = ended.job, ended.restore
        self._failures = ""
        look: Look = "failed"
        words = display(job.error) or translate("Restore", "It did not end well.")
        if job.kind == "restore" and job.told:
            done = msgspec.json.decode(job.told, type=RestoreDone)
            words, self._failures = result_words(done), failures(done)
            look = "attention" if done.failed or job.state != "completed" else "protected"
        elif job.kind == "undo" and job.told:
            words, look = undone_words(msgspec.json.decode(job.told, type=UndoDone)), "protected"
        elif job.state == "cancelled":
            look, words = "attention", translate("Restore", "Stopped. What was restored until then is there.")
        self.glyph.show_state(look, words)
        self.said.setText(words)
        self.where.setText(path_words(restore.to) if restore is not None else display(job.hint))
        self.where.setVisible(bool(self.where.text()))
        self.which.setVisible(bool(self._failures))
        self.show_folder.setVisible(job.kind == "restore" and restore is not None)
        self.undo.setVisible(job.kind == "restore" and restore is not None and bool(restore.undo_until_ns))
        self.setCurrentIndex(1)

    def forbid(self, reason: str) -> None:
        """Nothing can be asked now, and why; "" lets it be asked."""
        self.stop.forbid(reason)
        self.undo.forbid(reason)

    def _tell_which(self) -> None:
        ReadingDialog.show_text(
            self, self._shell.theme, translate("Restore", "Files which did not come back"), self._failures
        )

    def _show_folder(self) -> None:
        if self.ended is not None and self.ended.restore is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(from_wire(self.ended.restore.to)))

    def _undo(self) -> None:
        if self.ended is not None and self.ended.restore is not None:
            dialog = UndoDialog(self._shell, self.ended.restore.id, self.follow, self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def _put_away(self) -> None:
        self.job = self.ended = None
        self.put_away.emit()


def _ended(engine: RemoteService, job_id: str) -> Ended:
    job = engine.job(job_id)
    if job.state not in ENDED or job.kind != "restore":
        return Ended(job, None)
    try:
        return Ended(job, engine.restores.get(job_id))
    except NotFoundError:
        return Ended(job, None)
