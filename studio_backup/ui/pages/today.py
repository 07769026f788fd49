"""Today: one sentence, what needs a person, what runs, the weddings at risk first, and the proof."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from studio_backup.api.figures import AnalyticsView
from studio_backup.api.requests import AnalyticsQuery
from studio_backup.api.wire import EventView, JobView, StatusView
from studio_backup.base.errors import StudioBackupError
from studio_backup.ui.dialogs.add_folder import AddFolder
from studio_backup.ui.page import Page
from studio_backup.ui.pages.today_alerts import AlertList
from studio_backup.ui.pages.today_cards import DaysCard, SafetyCard, VerifiedCard
from studio_backup.ui.pages.today_readiness import ReadinessCard
from studio_backup.ui.pages.today_weddings import WeddingCard
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.theme import Theme
from studio_backup.ui.verbs import EngineVerbs
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.empty import EmptyState
from studio_backup.ui.widgets.frames import Card, column, scrolled
from studio_backup.ui.widgets.glyph import StateGlyph
from studio_backup.ui.widgets.labels import label
from studio_backup.ui.widgets.work import WorkRow
from studio_backup.ui.wording.standing import Standing, alerts_first, standing, unreached
from studio_backup.ui.wording.weddings import wants_place, wedding_lines

SIDE_WIDTH: Final = 350
TWO_COLUMNS_FROM: Final = 940
_STEP_MS: Final = 250
"""Progress moves at most four times a second."""


class Hero(QWidget):
    """The one sentence, what it rests on, and its buttons."""

    def __init__(self, theme: Theme, *buttons: Button) -> None:
        super().__init__()
        self._glyph = StateGlyph(theme, 44)
        self._sentence = label("", "hero", wrap=True)
        self._evidence = label("", "hero2", wrap=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(20)
        layout.addWidget(self._glyph)
        layout.addLayout(column(self._sentence, self._evidence, spacing=2), 1)
        for button in buttons:
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_standing(self, now: Standing) -> None:
        """Say this."""
        self._glyph.show_state(now.look, now.whole)
        self._sentence.setText(now.sentence)
        self._evidence.setText(now.evidence)
        self._evidence.setVisible(bool(now.evidence))
        self.setAccessibleName(now.whole)


class WorkCard(QWidget):
    """What runs now; a row stays as long as its job."""

    def __init__(self, shell: Shell, verbs: EngineVerbs) -> None:
        super().__init__()
        self._shell, self._verbs = shell, verbs
        self.rows: dict[str, WorkRow] = {}
        self._card = Card(padded=False)
        self._more = label("", "second")
        head = QHBoxLayout()
        head.addWidget(label(translate("Today", "Running now"), "heading"))
        head.addStretch(1)
        head.addWidget(self._more)
        self.setLayout(column(head, self._card, spacing=10))

    def show_jobs(self, jobs: tuple[JobView, ...], queued: int) -> None:
        """Show these, and how many wait."""
        now = self._shell.clock.monotonic()
        wanted = {job.id for job in jobs}
        for gone in [job for job in self.rows if job not in wanted]:
            self.rows.pop(gone).deleteLater()
        for job in jobs:
            if job.id not in self.rows:
                self.rows[job.id] = WorkRow(self._shell.theme, job, self._verbs.pause_job)
                self._card.body.addWidget(self.rows[job.id])
            self.rows[job.id].show_job(job, now)
        self._more.setText(translate("Today", "%n more wait their turn", "", queued) if queued else "")
        self.setVisible(bool(jobs))


class TodayPage(Page):
    """The page which opens first."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, translate("Pages", "Today"))
        self.verbs = EngineVerbs(shell)
        self._analytics: AnalyticsView | None = None
        self.heading.hide()
        self.act = Button(shell.theme, translate("Verbs", "Back up now"), self._act, picture="arrows-clockwise")
        self.place = Button(shell.theme, translate("Today", "Add a place…"), self._add_place, picture="plus-bold")
        self.hero = Hero(shell.theme, self.place, self.act)
        self.alerts = AlertList(shell, self.verbs)
        self.readiness = ReadinessCard(shell, self.verbs)
        self.readiness.told.connect(self._show_alerts)
        self.work = WorkCard(shell, self.verbs)
        self.weddings = WeddingCard(shell)
        self.safety, self.days, self.verified = SafetyCard(shell.theme), DaysCard(shell), VerifiedCard(shell)
        self.empty = self._empty()
        self._lay_out()
        self._moved = QTimer(self, singleShot=True, interval=_STEP_MS)
        self._moved.timeout.connect(self._show_work)

    def _lay_out(self) -> None:
        left, self._side = QWidget(), QWidget()
        left.setLayout(column(self.alerts, self.readiness, self.work, self.weddings, 1, spacing=22))
        self._side.setLayout(column(self.safety, self.days, self.verified, 1, spacing=14))
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(24)
        self._columns.addWidget(left, 1)
        self._columns.addWidget(self._side)
        content = QWidget()
        whole = QVBoxLayout(content)
        whole.setContentsMargins(0, 8, 12, 8)
        whole.setSpacing(22)
        whole.addWidget(self.hero)
        whole.addWidget(self.empty, 1)
        whole.addLayout(self._columns, 1)
        self.body.addWidget(scrolled(content))

    def _empty(self) -> EmptyState:
        theme = self.shell.theme
        return EmptyState(
            theme,
            "folder-plus",
            translate("Today", "Start with one wedding."),
            translate("Today", "Add the folder of a wedding: its first backup starts at once."),
            (Button(theme, translate("Today", "Add a folder…"), self._add_folder, kind="main", picture="plus-bold"),),
        )

    def _add_folder(self) -> None:
        if not self.shell.window.open_page("settings", "add-source"):
            AddFolder(self.shell, self).ask()

    def _add_place(self) -> None:
        self.shell.window.open_page("storage", "add")

    def refresh(self) -> None:
        """See Page."""
        self._read_days()
        self.readiness.look()

    def _read_days(self) -> None:
        query = AnalyticsQuery(days=30)
        self.shell.bridge.ask(lambda engine: engine.analytics(query), self._show_days, self._no_days)

    def status_changed(self) -> None:
        """See Page."""
        live = self.shell.live
        now_ns = self.shell.clock.now_ns()
        gone = live.gone is not None
        self.hero.show_standing(standing(live.status, live.seen_ns, now_ns, gone=gone, starting=live.starting))
        self._show_button()
        if live.status is None:
            self._show_parts(nothing=True, empty=False)
            return
        self._show_parts(nothing=False, empty=not live.status.sources and not live.status.weddings)
        self._show_alerts()
        self.weddings.show_lines(wedding_lines(live.status, now_ns))
        self.safety.show_status(live.status)
        self.verified.show_status(live.status)
        self.readiness.look_if_old()
        self._show_work()
        self._forbid()

    def _show_alerts(self) -> None:
        """What the list of Saturday tells already is not told twice."""
        status = self.shell.live.status
        if status is not None:
            found = (*alerts_first(status.alerts, self.shell.clock.now_ns()), *unreached(status))
            told = self.readiness.tells_trouble
            self.alerts.show_alerts([one for one in found if one.kind != "not_ready" or not told])
            self._forbid()

    def progressed(self) -> None:
        """See Page."""
        if not self._moved.isActive():
            self._moved.start()

    def on_event(self, event: EventView) -> None:
        """See Page."""
        if event.kind == "job":
            self._read_days()
        elif event.kind in ("tier", "alert", "settings"):
            self.readiness.look()

    def engine_gone(self, error: StudioBackupError) -> None:
        """See Page."""
        del error
        self._forbid()

    def engine_back(self) -> None:
        """See Page."""
        self._forbid()

    def show_target(self, target: str) -> None:
        """ "readiness": what must be ready before Saturday, also when it is not time to ask."""
        if target == "readiness":
            self.readiness.ask()

    def _forbid(self) -> None:
        gone = self.shell.live.gone
        reason = translate("Today", "The engine is not running.") if gone is not None else ""
        self.alerts.forbid(reason)
        for one in self.work.rows.values():
            one.setEnabled(not reason)

    def _show_parts(self, *, nothing: bool, empty: bool) -> None:
        self.empty.setVisible(empty)
        for part in (self.alerts, self.work, self.weddings, self._side):
            part.setVisible(not nothing and not empty)
        self.readiness.allow(not nothing and not empty)

    def _show_button(self) -> None:
        """The one thing to do: start it, unlock it, resume it, or back up."""
        live = self.shell.live
        state = "off" if live.gone is not None else live.status.state if live.status else "asking"
        texts = {
            "off": (translate("Today", "Start the engine"), "power"),
            "locked": (translate("Verbs", "Unlock…"), "lock-simple-open"),
            "paused": (translate("Verbs", "Resume"), "play"),
        }
        text, picture = texts.get(state, (translate("Verbs", "Back up now"), "arrows-clockwise"))
        self.act.setText(text)
        self.act.setAccessibleName(text)
        self.act.show_picture(picture)
        self.place.setVisible(live.fresh and bool(live.status and wants_place(live.status)))
        self.act.setVisible(
            state != "asking"
            and not (live.starting and state == "off")
            and bool(state in texts or (live.status and live.status.sources))
        )

    def _act(self) -> None:
        live = self.shell.live
        state = "off" if live.gone is not None else live.status.state if live.status else ""
        acts = {"off": self.shell.start_engine, "locked": self.verbs.unlock, "paused": self.verbs.resume}
        acts.get(state, self.verbs.back_up_now)()

    def _show_work(self) -> None:
        status: StatusView | None = self.shell.live.status
        if status is not None:
            self.work.show_jobs(status.running if self.shell.live.fresh else (), status.queued)
            self._show_strip()

    def _show_days(self, analytics: AnalyticsView) -> None:
        self._analytics = analytics
        self._show_strip()

    def _no_days(self, error: StudioBackupError) -> None:
        """The strip stays as it was: the banner says why."""

    def _show_strip(self) -> None:
        status = self.shell.live.status
        if self._analytics is not None:
            self.days.show_days(self._analytics, running=bool(status and status.running))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """The right column goes under the left one where there is no room for both."""
        super().resizeEvent(event)
        wide = self.width() >= TWO_COLUMNS_FROM
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        self._side.setMinimumWidth(SIDE_WIDTH if wide else 0)
        self._side.setMaximumWidth(SIDE_WIDTH if wide else 16_777_215)
