"""A row for running work: what, how far, how long still; and a button to hold it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from studio_backup.api.wire import JobView
from studio_backup.ui.texts import translate
from studio_backup.ui.theme import Theme
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.frames import column, row
from studio_backup.ui.widgets.glyph import StateGlyph
from studio_backup.ui.widgets.labels import ElidedLabel, label
from studio_backup.ui.wording.running import Pace, amount_words, done_words, left_words, share, title

_STEPS = 1000


class WorkRow(QWidget):
    """One job. Its bar never goes back while the job's whole stays the same."""

    def __init__(self, theme: Theme, job: JobView, hold: Callable[[JobView], None]) -> None:
        super().__init__()
        self.job = job
        self._pace, self._shown, self._whole = Pace(), 0.0, (-1, -1)
        self._glyph = StateGlyph(theme, 22, "working")
        self._title = ElidedLabel("", "strong")
        self._done = label("", "second")
        self._left = label("", "strong")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._amount = ElidedLabel("", "small")
        self._hold = Button(theme, "", lambda: hold(self.job), kind="icon", picture="pause-fill", name=_hold_words(job))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(14)
        layout.addWidget(self._glyph)
        words = row(self._title, self._done, self._left)
        words.setStretch(0, 1)
        layout.addLayout(column(words, self._bar, self._amount, spacing=6), 1)
        layout.addWidget(self._hold)

    def show_job(self, job: JobView, at_s: float) -> None:
        """Show how far it is at this moment (seconds of a steady clock)."""
        self.job = job
        self._pace.note(at_s, job.progress.bytes)
        speed = self._pace.bytes_per_s
        percent = self._never_back(job)
        self._glyph.show_state("paused" if job.paused else "working", title(job), percent)
        self._title.setText(title(job))
        self._done.setText(done_words(job))
        self._left.setText("" if job.paused else left_words(job, speed))
        self._amount.setText(amount_words(job, speed))
        self._bar.setRange(0, 0 if percent is None else _STEPS)
        self._bar.setValue(round((percent or 0.0) * _STEPS / 100))
        self._bar.setAccessibleName(f"{title(job)}, {done_words(job)}")
        self._hold.show_picture("play-fill" if job.paused else "pause-fill")
        self._hold.setToolTip(_hold_words(job))
        self._hold.setAccessibleName(_hold_words(job))

    def _never_back(self, job: JobView) -> float | None:
        percent = share(job)
        whole = (job.progress.bytes_total or 0, job.progress.files_total or 0)
        if percent is None or whole != self._whole:
            self._shown, self._whole = 0.0, whole
        if percent is not None:
            self._shown = max(self._shown, percent)
        return None if percent is None else self._shown


def _hold_words(job: JobView) -> str:
    if job.paused:
        return translate("Running", "Go on with: {work}").format(work=title(job))
    return translate("Running", "Pause: {work}").format(work=title(job))
