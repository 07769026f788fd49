"""The last step: the first backup runs; one may leave whenever one likes."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QWidget

from studio_backup.api.vault import VaultInfoView
from studio_backup.ui.first_run.course import StepName
from studio_backup.ui.first_run.draft import Draft
from studio_backup.ui.first_run.login_switch import LoginSwitch
from studio_backup.ui.first_run.step import Step
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.verbs import EngineVerbs
from studio_backup.ui.widgets.frames import Card, row
from studio_backup.ui.widgets.glyph import StateGlyph
from studio_backup.ui.widgets.labels import label
from studio_backup.ui.widgets.work import WorkRow
from studio_backup.ui.wording.standing import alerts_first, standing

_STEP_MS: Final = 250


class BackupStep(Step):
    """Says how all stands in the very words of Today, with the work that runs."""

    def __init__(
        self, shell: Shell, draft: Draft, name: StepName = "backup", question: str = "", more: str = ""
    ) -> None:
        super().__init__(
            shell,
            draft,
            name,
            question or translate("FirstRun", "The first backup runs"),
            more or translate("FirstRun", "You can work, or close this window: the engine goes on by itself."),
        )
        self.rows: dict[str, WorkRow] = {}
        self._verbs = EngineVerbs(shell)
        self.glyph = StateGlyph(shell.theme, 32)
        self.sentence, self.evidence = label("", "heading", wrap=True), label("", "second", wrap=True)
        self.work_card, self.alerts = Card(padded=False), Card()
        self.login = LoginSwitch(shell)
        self._alert_words = label("", "body", wrap=True)
        now = Card()
        now.body.addLayout(row(self.glyph, self.sentence, spacing=14))
        now.body.addWidget(self.evidence)
        alert_glyph = StateGlyph(shell.theme, 20, "failed", translate("FirstRun", "Attention"))
        self.alerts.body.addLayout(row(alert_glyph, self._alert_words, spacing=12))
        self.alerts.mark("failed")
        switch = Card()
        switch.body.addWidget(self.login)
        self.locked_note = _locked_note()
        self.locked_note.hide()
        switch.body.addWidget(self.locked_note)
        for part in (*self.first_parts(), now, self.work_card, self.alerts, switch):
            self.body.addWidget(part)
        self.finish_layout()
        self._moved = QTimer(self, singleShot=True, interval=_STEP_MS)
        self._moved.timeout.connect(self._show_work)

    def first_parts(self) -> tuple[QWidget, ...]:
        """What stands above all else."""
        return ()

    def entered(self) -> None:
        """See Step."""
        self.login.read()
        self.shell.bridge.ask(
            lambda engine: engine.vault.info(), self._know_vault, lambda _: None, owner=self, lane="slow"
        )
        self.shell.live.refresh()

    def _know_vault(self, info: VaultInfoView) -> None:
        self.locked_note.setVisible(not info.in_keyring)

    def forward_text(self) -> str:
        """See Step."""
        return translate("FirstRun", "Open Today")

    def status_changed(self) -> None:
        """See Step."""
        live, now_ns = self.shell.live, self.shell.clock.now_ns()
        told = standing(live.status, live.seen_ns, now_ns, gone=live.gone is not None)
        self.question.setText(self.how_far())
        self.glyph.show_state(told.look, told.whole)
        self.sentence.setText(told.sentence)
        self.evidence.setText(told.evidence)
        self.evidence.setVisible(bool(told.evidence))
        alerts = alerts_first(live.status.alerts, now_ns) if live.status else ()
        worst = next((one for one in alerts if one.message != told.sentence), None)
        self._alert_words.setText(worst.message if worst else "")
        self.alerts.setVisible(worst is not None)
        self._show_work()

    def how_far(self) -> str:
        """The question's place: how far the first backup is."""
        status = self.shell.live.status
        if status is None or not status.sources:
            return translate("FirstRun", "Studio Backup is set up")
        if any(job.kind == "backup" for job in status.running) or any(not one.last_backup_ns for one in status.sources):
            return translate("FirstRun", "The first backup runs")
        return translate("FirstRun", "The first backup is done")

    def progressed(self) -> None:
        """See Step."""
        if not self._moved.isActive():
            self._moved.start()

    def _show_work(self) -> None:
        live = self.shell.live
        jobs = live.status.running if live.status and live.fresh else ()
        wanted = {job.id for job in jobs}
        for gone in [job for job in self.rows if job not in wanted]:
            self.rows.pop(gone).deleteLater()
        for job in jobs:
            if job.id not in self.rows:
                self.rows[job.id] = WorkRow(self.shell.theme, job, self._verbs.pause_job)
                self.work_card.body.addWidget(self.rows[job.id])
            self.rows[job.id].show_job(job, self.shell.clock.monotonic())
        self.work_card.setVisible(bool(jobs))


def _locked_note() -> QLabel:
    text = translate(
        "FirstRun",
        "This computer has no keyring which the program may use: after each start it waits until you type the"
        " passphrase. Unlock it here when it asks.",
    )
    return label(text, "second", wrap=True)
